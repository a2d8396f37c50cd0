// The check digit of SNOMED CT identifiers: Verhoeff's, from the multiplication of the symmetries of a pentagon.

/** The product of two of the ten symmetries: 0 to 4 turn the pentagon, 5 to 9 also flip it. */
function product(a: number, b: number): number {
  if (a < 5) return b < 5 ? (a + b) % 5 : ((a + b) % 5) + 5;
  return b < 5 ? ((a - b) % 5) + 5 : (a - b + 5) % 5;
}

/** What becomes of a digit by its place: the permutation once for each place from the right. */
const permutation = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];

/** Whether the last digit checks the others. @param digits digits only */
export function verhoeffFits(digits: string): boolean {
  let check = 0;
  for (let place = 0; place < digits.length; place++) {
    let digit = Number(digits[digits.length - 1 - place]);
    // The permutation repeats itself after eight.
    for (let times = place % 8; times > 0; times--) digit = permutation[digit] ?? 0;
    check = product(check, digit);
  }
  return check === 0;
}
