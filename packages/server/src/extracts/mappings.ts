// The built-in lists that columns refer to by number: SRMapping and its groups. The numbers are our own; new words go to the end of their list.

const lists = {
  AddressType: ['Home', 'Correspondence only', 'Temporary', 'Official'],
  AppointmentStatus: ['Booked', 'Arrived', 'In Progress', 'Finished', 'Did Not Attend', 'Cancelled'],
  ContactType: ['Home', 'Work', 'Mobile', 'Alternate'],
  EpisodeType: ['New', 'Ongoing'],
  ProblemSeverity: ['Major', 'Minor'],
  SpeaksEnglish: ['Yes', 'No', 'Unknown'],
  VaccinationPart: [
    ...['1', '2', '3', '4', '5', '6', 'Single', '1st Scheduled Booster', '2nd Scheduled Booster', 'Booster', 'Unspecified Booster'],
    ...['Adolescent 1', 'Adolescent 2', 'Under 1 yr', 'At Birth', '2 Months', '4 Months', '6 Months', '9 Months', '12 Months', '18 Months', '24 Months'],
    'Primary',
  ],
  VisitStatus: ['Booked', 'In Progress', 'Finished', 'Cancelled'],
} as const;

export type MappingGroup = keyof typeof lists;

const groups = Object.keys(lists) as readonly MappingGroup[]; // The keys of a constant are its names.

export interface Mapping {
  readonly id: number;
  readonly groupId: number;
  readonly text: string;
}

/** Every group by its number. */
export function mappingGroups(): readonly { readonly id: number; readonly name: MappingGroup }[] {
  return groups.map((name, index) => ({ id: index + 1, name }));
}

/** Every word of every group. */
export function mappings(): readonly Mapping[] {
  return mappingGroups().flatMap(({ id: groupId, name }) => lists[name].map((text, index) => ({ id: groupId * 1000 + index + 1, groupId, text })));
}

/** The number of a word; `undefined` where the group has none such. */
export function mappingOf(group: MappingGroup, text: string | null | undefined): number | undefined {
  const words: readonly string[] = lists[group];
  const index = text === undefined || text === null ? -1 : words.indexOf(text);
  return index < 0 ? undefined : (groups.indexOf(group) + 1) * 1000 + index + 1;
}
