// An NHS number as people read it, 3-3-4; a pseudo-number as it is.
export function NhsNumber({ value }: { readonly value: string }) {
  return <span className="nhs-number">{nhsNumberText(value)}</span>;
}

/** Told from a pseudo-number by its form: ten digits. */
export function isNhsNumber(value: string): boolean {
  return /^\d{10}$/.test(value);
}

/** @example nhsNumberText('9990000018') // '999 000 0018' */
export function nhsNumberText(value: string): string {
  return isNhsNumber(value) ? `${value.slice(0, 3)} ${value.slice(3, 6)} ${value.slice(6)}` : value;
}
