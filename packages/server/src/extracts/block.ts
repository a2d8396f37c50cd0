// Bytes of many steps, handed on together: each piece of a file costs a write of its own.

/** Handed on from so many bytes on; what one step adds may bring it above. */
const blockBytes = 64 * 1024;

export interface Block {
  add(bytes: Uint8Array): void;
  readonly isEmpty: () => boolean;
  readonly isFull: () => boolean;
  /** All that was added since it was last taken, in one. */
  take(): Uint8Array;
}

export function blockOf(): Block {
  let parts: Uint8Array[] = [];
  let length = 0;
  return {
    add: (bytes) => {
      if (bytes.length === 0) return;
      parts.push(bytes);
      length += bytes.length;
    },
    isEmpty: () => length === 0,
    isFull: () => length >= blockBytes,
    take: () => {
      const whole = Buffer.concat(parts, length);
      parts = [];
      length = 0;
      return whole;
    },
  };
}
