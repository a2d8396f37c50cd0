// Product numbers in the form of Multilex. They are made up: no list of the real ones is free to use.

/**
 * A made-up product number for a dm+d product: seven digits, always the same for the same product.
 * @param dmd the dm+d identifier, digits
 */
export function madeUpMultilex(dmd: string): string {
  // FNV-1a; a test shows that no two products of the list share a number.
  let hash = 0x811c9dc5;
  for (const digit of dmd) hash = Math.imul(hash ^ digit.charCodeAt(0), 0x01000193) >>> 0;
  return String(1_000_000 + (hash % 9_000_000));
}
