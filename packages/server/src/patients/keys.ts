// The keys that patients are found by: names, postcodes and telephone numbers without what does not matter (B7.6).

/** Letters that have no accent to take off, but that people type otherwise. */
const plainForms: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', þ: 'th', ł: 'l', ı: 'i' };

/**
 * A name as it is searched: without accents and case, letters and digits only.
 * @example foldName("O’Connor-Smýth") // 'oconnorsmyth'
 */
export function foldName(name: string): string {
  return name
    .normalize('NFD')
    .toLowerCase()
    .replace(/[ßæœøđðþłı]/gu, (letter) => plainForms[letter] ?? letter)
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** A postcode as it is searched: small letters and digits only. */
export function foldPostcode(postcode: string): string {
  return foldName(postcode);
}

/**
 * A telephone number as it is searched: digits only, the country code of the United Kingdom as `0`.
 * @example foldTelephone('+44 (0)1632 960123') // '01632960123'
 */
export function foldTelephone(telephone: string): string {
  const digits = telephone.replace(/[^0-9+]/gu, '');
  return digits.replace(/^(?:\+|00)440?/u, '0').replace(/\+/gu, '');
}

/**
 * The least key that is greater than every key that begins so.
 * @param prefix a folded key that is not empty
 */
export function afterPrefix(prefix: string): string {
  const points = [...prefix];
  const last = points.pop()?.codePointAt(0) ?? 0;
  // The code points of surrogates are none of a text's.
  const next = last === 0xd7ff ? 0xe000 : last + 1;
  return points.join('') + String.fromCodePoint(next);
}
