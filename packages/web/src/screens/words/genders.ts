// The genders of messages, and what people call them.

/** As they are asked for. */
export const genders = [
  { value: 'F', name: 'Female' },
  { value: 'M', name: 'Male' },
  { value: 'I', name: 'Indeterminate' },
  { value: 'U', name: 'Unknown' },
];

/**
 * @param sex as messages have it: M, F, U, I
 * @example genderText('F') // 'Female'
 */
export function genderText(sex: string): string {
  return genders.find(({ value }) => value === sex)?.name ?? 'Unknown';
}
