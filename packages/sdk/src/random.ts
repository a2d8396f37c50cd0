// Randomness comes in by parameter, so that a failure can be repeated.

/** Gives so many random bytes. `randomBytes` of `node:crypto` is the default. */
export type Random = (size: number) => Uint8Array;

/** A fraction from 0 up to 1. */
export function fraction(random: Random): number {
  const [a = 0, b = 0, c = 0] = random(3);
  return (a * 65_536 + b * 256 + c) / 16_777_216;
}

/** A UUID of version 4. */
export function uuid(random: Random): string {
  const bytes = Buffer.from(random(16));
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
