// What a code that an application has filled in means by the list, where that is not what the application says, or the list does not have it.
export interface Listed {
  readonly code: string;
  /** `null` where the list does not have it. */
  readonly name: string | null;
}

interface ListedNameProps {
  readonly listed: Listed | undefined;
  /** The code that is chosen now. */
  readonly code: string;
  /** What the application calls it. */
  readonly given: string;
}

export function ListedName({ listed, code, given }: ListedNameProps) {
  if (listed === undefined || listed.code !== code || code === '') return null;
  const { name } = listed;
  if (name === null)
    return <p className="listed-name">This code is not in the list: nobody has checked what it means. Search for one that is, unless you know it.</p>;
  if (given === '' || name.toLowerCase() === given.toLowerCase()) return null;
  return (
    <p className="listed-name">
      The list calls this code <strong>{name}</strong>, not &ldquo;{given}&rdquo;.
    </p>
  );
}

/** What a code is called where the application has not said it: as the list calls it. */
export function termOf(code: string, given: string, listed: Listed | undefined): string {
  return given === '' && listed?.code === code ? (listed.name ?? '') : given;
}
