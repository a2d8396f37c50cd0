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
