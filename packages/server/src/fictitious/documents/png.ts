// A page as PNG: black on white, one bit for each dot. Stored without compression, so that its bytes are the same with every version of zlib.

export interface Bitmap {
  readonly width: number;
  readonly height: number;
  /** Makes a rectangle black. */
  fill(x: number, y: number, width: number, height: number): void;
  png(): Uint8Array;
}

/** Begins a white page. */
export function blankPage(width: number, height: number): Bitmap {
  const rowLength = 1 + Math.ceil(width / 8);
  const rows = new Uint8Array(rowLength * height).fill(0xff);
  // Each row begins with the number of its filter: none.
  for (let y = 0; y < height; y++) rows[y * rowLength] = 0;
  return {
    width,
    height,
    fill: (left, top, across, down) => {
      for (let y = top; y < Math.min(height, top + down); y++) {
        for (let x = left; x < Math.min(width, left + across); x++) {
          const place = y * rowLength + 1 + (x >> 3);
          rows[place] = (rows[place] ?? 0) & ~(0x80 >> (x & 7));
        }
      }
    },
    png: () => {
      const header = Buffer.alloc(13);
      header.writeUInt32BE(width, 0);
      header.writeUInt32BE(height, 4);
      // One bit deep, grey.
      header.set([1, 0, 0, 0, 0], 8);
      return Buffer.concat([
        Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
        chunk('IHDR', header),
        chunk('IDAT', stored(rows)),
        chunk('IEND', Buffer.alloc(0)),
      ]);
    },
  };
}

/** A zlib stream of stored blocks (RFC 1950, RFC 1951). */
function stored(data: Uint8Array): Buffer {
  const parts: Uint8Array[] = [Buffer.from([0x78, 0x01])];
  for (let place = 0; place < data.length; place += 65_535) {
    const block = data.subarray(place, place + 65_535);
    const head = Buffer.alloc(5);
    head[0] = place + 65_535 >= data.length ? 1 : 0;
    head.writeUInt16LE(block.length, 1);
    head.writeUInt16LE(~block.length & 0xffff, 3);
    parts.push(head, block);
  }
  let [a, b] = [1, 0];
  for (const byte of data) {
    a = (a + byte) % 65_521;
    b = (b + a) % 65_521;
  }
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(b * 65_536 + a, 0);
  return Buffer.concat([...parts, sum]);
}

function chunk(type: string, data: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length, 0);
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc(body), 0);
  return Buffer.concat([length, body, check]);
}

function crc(data: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of data) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return ~value >>> 0;
}
