// Laboratory tests that are asked for together.

export interface Battery {
  /** As the report heads it. */
  readonly title: string;
  /** A term for the battery itself, where the lists have one. */
  readonly header?: string;
  readonly terms: readonly string[];
  /** What is measured now and then only. */
  readonly seldom?: readonly string[];
}

export const batteries: Readonly<Record<string, Battery>> = {
  'blood count': {
    title: 'Full blood count',
    header: 'Full blood count',
    terms: ['Haemoglobin estimation', 'Total white blood count', 'Platelet count', 'Mean cell volume', 'Neutrophil count'],
    seldom: ['Red blood cell count', 'Haematocrit', 'Lymphocyte count', 'Eosinophil count'],
  },
  renal: {
    title: 'Urea and electrolytes',
    terms: [
      'Serum sodium level',
      'Serum potassium level',
      'Serum creatinine level',
      'Estimated glomerular filtration rate using creatinine Chronic Kidney Disease Epidemiology Collaboration equation per 1.73 square metres',
    ],
    seldom: ['Serum urea level'],
  },
  liver: {
    title: 'Liver function test',
    header: 'Liver function test',
    terms: ['Serum alanine aminotransferase level', 'Serum alkaline phosphatase level', 'Serum total bilirubin level'],
    seldom: ['Serum albumin level', 'Serum gamma-glutamyl transferase level'],
  },
  lipids: {
    title: 'Serum lipids',
    terms: ['Serum cholesterol', 'Serum HDL cholesterol level', 'Serum cholesterol/HDL ratio'],
    seldom: ['Serum LDL cholesterol level', 'Serum triglyceride levels', 'Serum non high density lipoprotein cholesterol level'],
  },
  diabetes: { title: 'Haemoglobin A1c', terms: ['Haemoglobin A1c level - IFCC standardised'] },
  glucose: { title: 'Plasma glucose', terms: ['Plasma fasting glucose level', 'HbA1c level (DCCT aligned)'] },
  'random glucose': { title: 'Plasma glucose', terms: ['Plasma glucose level'] },
  thyroid: { title: 'Thyroid function test', header: 'Thyroid function test', terms: ['Serum TSH level', 'Serum free T4 level'] },
  inflammation: { title: 'C reactive protein', terms: ['Serum C reactive protein level'] },
  vitamins: {
    title: 'Haematinics and vitamin D',
    terms: ['Serum ferritin level', 'Serum vitamin B12 level', 'Serum folate level', 'Serum 25-Hydroxy vitamin D3 level'],
  },
  bone: { title: 'Bone profile', terms: ['Serum calcium level', 'Serum alkaline phosphatase level', 'Serum albumin level'] },
  acr: { title: 'Urine albumin to creatinine ratio', terms: ['Urine albumin:creatinine ratio'] },
  prostate: { title: 'Prostate specific antigen', terms: ['Serum prostate specific antigen level'] },
  hormones: { title: 'Reproductive hormones', terms: ['Serum testosterone level', 'Serum FSH level'] },
  coagulation: { title: 'INR', terms: ['International normalised ratio'] },
};

/** What is asked for when someone comes with complaints of a kind. */
export const usualTests: Readonly<Record<string, readonly string[]>> = {
  general: ['blood count', 'renal', 'thyroid', 'vitamins', 'diabetes'],
  chest: ['blood count', 'inflammation'],
  heart: ['blood count', 'renal', 'lipids'],
  metabolic: ['diabetes', 'thyroid', 'liver'],
  kidney: ['renal', 'random glucose'],
  mind: ['thyroid', 'blood count', 'vitamins'],
  nerves: ['blood count', 'glucose', 'inflammation'],
  joints: ['inflammation', 'blood count', 'bone'],
  stomach: ['blood count', 'liver', 'inflammation'],
  women: ['blood count', 'hormones'],
  skin: ['blood count'],
};
