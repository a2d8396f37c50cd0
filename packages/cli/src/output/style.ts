// Colours and weights, on a terminal only; NO_COLOR and TERM=dumb take them away.

export interface Style {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly green: (text: string) => string;
}

/** The style for a stream: plain text off a terminal. */
export function styleFor(stream: { readonly isTTY?: boolean }, env: Readonly<Record<string, string | undefined>>): Style {
  const plain = stream.isTTY !== true || (env.NO_COLOR ?? '') !== '' || env.TERM === 'dumb';
  const wrap =
    (on: number, off: number) =>
    (text: string): string =>
      plain ? text : `\u001b[${on}m${text}\u001b[${off}m`;
  return { bold: wrap(1, 22), dim: wrap(2, 22), red: wrap(31, 39), green: wrap(32, 39) };
}
