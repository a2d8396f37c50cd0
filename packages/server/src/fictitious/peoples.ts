// Ethnicity and language of families, in the proportions of the census of 2021 (prevalence.csv), each with codes of the lists.
import type { NameOrigin } from './names.js';
import { type Random, weightsOf } from './random.js';

export interface People {
  readonly origin: NameOrigin;
  /** The term of the ethnicity in the code lists; `undefined` where none is recorded. */
  readonly ethnicity: string | undefined;
  /** The term of the main language. */
  readonly language: string;
  /** Whether some of the older people need an interpreter. */
  readonly interpreters: boolean;
}

/** How families are spread: percent, origin, languages, and the terms of the ethnicity in the two censuses' lists. */
const peoples: readonly {
  readonly percent: number;
  readonly origin: NameOrigin;
  readonly languages: readonly string[];
  readonly ethnicities: readonly string[];
}[] = [
  {
    percent: 74.4,
    origin: 'british',
    languages: ['English'],
    ethnicities: ['White:Eng/Welsh/Scot/NI/Brit - England and Wales 2011 census', 'British or mixed British - ethnic category 2001 census'],
  },
  {
    percent: 1.1,
    origin: 'irish',
    languages: ['English'],
    ethnicities: ['White: Irish - England and Wales ethnic category 2011 census', 'Irish - ethnic category 2001 census'],
  },
  {
    percent: 3.4,
    origin: 'polish',
    languages: ['Polish', 'English', 'Lithuanian', 'Ukrainian', 'Russian'],
    ethnicities: ['White: other White backgrd- Eng+Wales ethnic cat 2011 census', 'Other White background - ethnic category 2001 census'],
  },
  {
    percent: 2.6,
    origin: 'southEuropean',
    languages: ['Romanian', 'Portuguese', 'Italian', 'Spanish', 'English', 'Albanian', 'French'],
    ethnicities: ['White: other White backgrd- Eng+Wales ethnic cat 2011 census'],
  },
  {
    percent: 0.2,
    origin: 'irish',
    languages: ['English'],
    ethnicities: ['White: Gypsy/Irish Traveller - Eng+Wales eth cat 2011 census'],
  },
  {
    percent: 3.1,
    origin: 'southAsian',
    languages: ['Gujarati', 'Punjabi', 'Hindi', 'English', 'Tamil', 'English'],
    ethnicities: ['Asian/Asian Brit: Indian - Eng+Wales ethnic cat 2011 census', 'Indian or British Indian - ethnic category 2001 census'],
  },
  {
    percent: 2.7,
    origin: 'southAsian',
    languages: ['Urdu', 'Punjabi', 'English'],
    ethnicities: ['Asian/Asian British:Pakistani- Eng+Wales eth cat 2011 census', 'Pakistani or British Pakistani - ethnic category 2001 census'],
  },
  {
    percent: 1.1,
    origin: 'southAsian',
    languages: ['Bengali', 'Sylheti', 'English'],
    ethnicities: ['Asian/Asian Brit: Bangladeshi- Eng+Wales eth cat 2011 census', 'Bangladeshi or British Bangladeshi - ethn categ 2001 census'],
  },
  {
    percent: 1.6,
    origin: 'southAsian',
    languages: ['English', 'Tamil', 'Urdu'],
    ethnicities: ['Asian/Asian Brit: other Asian- Eng+Wales eth cat 2011 census', 'Other Asian background - ethnic category 2001 census'],
  },
  {
    percent: 0.8,
    origin: 'chinese',
    languages: ['Cantonese', 'Mandarin', 'English'],
    ethnicities: ['Asian/Asian Brit: Chinese - Eng+Wales ethnic cat 2011 census', 'Chinese - ethnic category 2001 census'],
  },
  {
    percent: 2.5,
    origin: 'african',
    languages: ['English', 'Somali', 'English', 'French'],
    ethnicities: ['Black/African/Carib/Black Brit: African- Eng+Wales 2011 cens', 'African - ethnic category 2001 census'],
  },
  {
    percent: 1.0,
    origin: 'caribbean',
    languages: ['English'],
    ethnicities: ['Black/African/Caribbn/Black Brit: Caribbean - Eng+Wales 2011', 'Caribbean - ethnic category 2001 census'],
  },
  {
    percent: 0.5,
    origin: 'caribbean',
    languages: ['English'],
    ethnicities: ['Black/Afr/Carib/Black Brit: other Black- Eng+Wales 2011 cens', 'Other Black background - ethnic category 2001 census'],
  },
  {
    percent: 0.9,
    origin: 'caribbean',
    languages: ['English'],
    ethnicities: ['Mixed: White+Black Caribbean - Eng+Wales eth cat 2011 census', 'White and Black Caribbean - ethnic category 2001 census'],
  },
  {
    percent: 0.4,
    origin: 'african',
    languages: ['English'],
    ethnicities: ['Mixed: White+Black African - Eng+Wales eth cat 2011 census', 'White and Black African - ethnic category 2001 census'],
  },
  {
    percent: 0.8,
    origin: 'southAsian',
    languages: ['English'],
    ethnicities: ['Mixed: White+Asian - Eng+Wales ethnic category 2011 census', 'White and Asian - ethnic category 2001 census'],
  },
  {
    percent: 0.8,
    origin: 'british',
    languages: ['English'],
    ethnicities: ['Mixed: other Mixed/multiple backgrd - Eng+Wales 2011 census', 'Other Mixed background - ethnic category 2001 census'],
  },
  {
    percent: 0.6,
    origin: 'arab',
    languages: ['Arabic', 'English'],
    ethnicities: ['Other ethnic group: Arab - Eng+Wales ethnic cat 2011 census'],
  },
  {
    percent: 1.5,
    origin: 'arab',
    languages: ['Farsi', 'Kurdish', 'Turkish', 'English'],
    ethnicities: ['Other ethnic: any other grp - Eng+Wales eth cat 2011 census', 'Other - ethnic category 2001 census'],
  },
];

const percents = weightsOf(peoples.map(({ percent }) => percent));

/** Where a family comes from. */
export function peopleOf(random: Random): People {
  const found = peoples[random.weighted(percents)];
  if (found === undefined) throw new RangeError('There are no peoples.');
  const language = random.pick(found.languages);
  return {
    origin: found.origin,
    // One in twenty has no ethnicity on record.
    ethnicity: random.chance(0.05) ? undefined : random.pick(found.ethnicities),
    language: `Main spoken language ${language}`,
    interpreters: language !== 'English',
  };
}
