import { expect, it } from 'vitest';
import { linesOf } from '../../src/output/lines.js';

async function* cutAt(bytes: Uint8Array, place: number): AsyncGenerator<Uint8Array> {
  yield bytes.subarray(0, place);
  yield bytes.subarray(place);
}

it('gives the same lines wherever the stream is cut: a notice that came in two pieces was not seen', async () => {
  const bytes = Buffer.from('data: {"event":"audit"}\n\n: café\ndata: {}\nhalf');
  for (let place = 0; place <= bytes.length; place += 1) {
    const lines: string[] = [];
    for await (const line of linesOf(cutAt(bytes, place))) lines.push(line);
    expect(lines).toEqual(['data: {"event":"audit"}', '', ': café', 'data: {}']);
  }
});
