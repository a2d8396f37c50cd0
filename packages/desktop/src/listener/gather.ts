// Keeps bytes as they come, and joins them once. Many small chunks share a block, so that one byte at a time costs one byte.

/** Chunks from this size on are kept as they are. */
const ownBlock = 4096;
const firstBlock = 256;
const largestBlock = 64 * 1024;

export interface Gather {
  readonly length: number;
  add(chunk: Uint8Array): void;
  /** All bytes, joined; nothing is kept. */
  take(): Buffer;
}

export function createGather(): Gather {
  let blocks: Uint8Array[] = [];
  let length = 0;
  /** The block that small chunks go into, and how much of it is used. */
  let open: Buffer | undefined;
  let used = 0;
  let nextSize = firstBlock;

  const seal = (): void => {
    if (open !== undefined) blocks.push(open.subarray(0, used));
    open = undefined;
    used = 0;
  };
  const copy = (chunk: Uint8Array): void => {
    if (open === undefined || open.length - used < chunk.length) {
      seal();
      open = Buffer.allocUnsafeSlow(Math.max(nextSize, chunk.length));
      nextSize = Math.min(nextSize * 2, largestBlock);
    }
    open.set(chunk, used);
    used += chunk.length;
  };

  return {
    get length() {
      return length;
    },
    add: (chunk) => {
      if (chunk.length === 0) return;
      length += chunk.length;
      if (chunk.length >= ownBlock || length === chunk.length) {
        seal();
        blocks.push(chunk);
      } else copy(chunk);
    },
    take: () => {
      seal();
      const only = blocks.length === 1 ? blocks[0] : undefined;
      const all = only === undefined ? Buffer.concat(blocks, length) : Buffer.from(only.buffer, only.byteOffset, only.length);
      blocks = [];
      length = 0;
      nextSize = firstBlock;
      return all;
    },
  };
}
