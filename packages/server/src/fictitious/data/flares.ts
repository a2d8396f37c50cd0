// What long-term conditions are given when they are worse for a time, by the name of the condition.


export const flares: Readonly<Record<string, readonly string[]>> = {
  asthma: ['Prednisolone 5mg tablets'],
  COPD: ['Prednisolone 5mg tablets', 'Doxycycline 100mg capsules', 'Amoxicillin 500mg capsules'],
  gout: ['Colchicine 500microgram tablets', 'Naproxen 500mg tablets'],
  eczema: ['Hydrocortisone 1% cream', 'Betamethasone valerate 0.1% cream', 'Clobetasone 0.05% cream'],
  psoriasis: ['Betamethasone valerate 0.1% cream'],
  osteoarthritis: ['Ibuprofen 5% gel', 'Co-codamol 8mg/500mg tablets', 'Naproxen 250mg tablets'],
  'chronic pain': ['Co-codamol 30mg/500mg tablets', 'Tramadol 50mg capsules'],
  'irritable bowel': ['Hyoscine butylbromide 10mg tablets'],
  'diverticular disease': ['Co-amoxiclav 500mg/125mg tablets'],
  polymyalgia: ['Prednisolone 5mg tablets'],
  anxiety: ['Propranolol 10mg tablets'],
  migraine: ['Sumatriptan 50mg tablets'],
};
