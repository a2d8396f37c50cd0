// Randomness, as everything in the server sees it. It comes in by parameter, so that a failure is replayed from its seed.

/** Gives that many random bytes. The server's own are from the operating system (`node:crypto`), since keys and DeviceIDs are made of them. */
export type Random = (count: number) => Uint8Array;

/**
 * Random bytes as lower-case hexadecimal digits, two for each byte.
 * @example hexOf(random, 8) // '09c1f2a54be07d63'
 */
export function hexOf(random: Random, bytes: number): string {
  return Buffer.from(random(bytes)).toString('hex');
}
