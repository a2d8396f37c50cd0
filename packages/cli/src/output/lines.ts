// The lines of a stream of text, however it is cut into pieces.

/**
 * Gives each line once it is whole, without its end; what stands behind the last line feed is none.
 * @example for await (const line of linesOf(response.body)) show(line);
 */
export async function* linesOf(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string, void> {
  const decoder = new TextDecoder();
  let unread = '';
  for await (const piece of pieces) {
    const lines = (unread + decoder.decode(piece, { stream: true })).split('\n');
    unread = lines.pop() ?? '';
    yield* lines;
  }
}
