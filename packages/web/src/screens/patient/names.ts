// How patients are named on screens, after the NHS Common User Interface.

interface Named {
  readonly title: string;
  readonly firstName: string;
  readonly surname: string;
}

/** @example patientName({ title: 'Mrs', firstName: 'Margaret', surname: 'Jones' }) // 'JONES, Margaret (Mrs)' */
export function patientName({ title, firstName, surname }: Named): string {
  const name = [surname.toUpperCase(), firstName].filter((part) => part !== '').join(', ');
  return title === '' ? name : `${name} (${title})`;
}

const genders: Readonly<Record<string, string>> = { F: 'Female', I: 'Indeterminate', M: 'Male', U: 'Unknown' };

/** @param sex as messages have it: M, F, U, I */
export function genderText(sex: string): string {
  return genders[sex] ?? 'Unknown';
}
