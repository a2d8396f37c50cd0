// What codes, drugs and people are called: by their words, and where there are none by what stands for them.

/** @example nameOfCode({ Code: 'H33..', Term: 'Asthma' }) // 'Asthma' */
export function nameOfCode({ Code, Term = '' }: { readonly Code: string; readonly Term?: string }): string {
  return Term === '' ? Code : Term;
}

/** @example nameOfDrug({ ProductID: '1', Name: 'Amlodipine 5mg tablets' }) // 'Amlodipine 5mg tablets' */
export function nameOfDrug({ Name = '', ProductID }: { readonly ProductID: string; readonly Name?: string }): string {
  return Name === '' ? ProductID : Name;
}

interface Person {
  readonly Title?: string;
  readonly FirstName?: string;
  readonly MiddleNames?: string;
  readonly Surname?: string;
}

/** @example nameOfPerson({ Title: 'Mrs', FirstName: 'Ada', Surname: 'Jones' }) // 'Mrs Ada Jones' */
export function nameOfPerson(person: Person | undefined): string {
  return [person?.Title, person?.FirstName, person?.MiddleNames, person?.Surname].filter((part) => part !== undefined && part !== '').join(' ');
}

/**
 * Who a letter is from or to.
 * @example correspondentOf({ Surname: 'Jones' }, 'Leeds Hospital') // 'Jones, Leeds Hospital'
 */
export function correspondentOf(person: Person | undefined, organisation: string | undefined): string {
  return [nameOfPerson(person), organisation].filter(Boolean).join(', ');
}
