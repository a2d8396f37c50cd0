import { describe, expect, it } from 'vitest';
import { styleFor } from '../../src/output/style.js';
import { tableLines } from '../../src/output/table.js';

const plain = styleFor({}, {});
const columns = [
  { title: 'NO', text: ({ no }: { no: number; text: string }) => no, align: 'right' },
  { title: 'TEXT', text: ({ text }: { no: number; text: string }) => text },
] as const;

describe('a table', () => {
  it('is aligned, and whole off a terminal', () => {
    expect(
      tableLines(
        columns,
        [
          { no: 7, text: 'a' },
          { no: 1234, text: 'b'.repeat(200) },
        ],
        plain,
      ),
    ).toEqual(['  NO  TEXT', '   7  a', `1234  ${'b'.repeat(200)}`]);
  });

  it('is cut to the width of a terminal', () => {
    for (const line of tableLines(columns, [{ no: 1, text: 'b'.repeat(200) }], plain, 40)) expect(line.length).toBeLessThanOrEqual(40);
    expect(tableLines(columns, [{ no: 1, text: 'b'.repeat(200) }], plain, 40)[1]).toMatch(/b…$/);
  });

  it('lets no value break a line or move the cursor', () => {
    expect(tableLines(columns, [{ no: 1, text: 'a\n\u001b[2Jb' }], plain)[1]).toBe(' 1  a\\u000a\\u001b[2Jb');
  });
});

describe('colours', () => {
  it('are there on a terminal only, and not with NO_COLOR', () => {
    expect(styleFor({ isTTY: true }, {}).bold('x')).not.toBe('x');
    expect(styleFor({ isTTY: false }, {}).bold('x')).toBe('x');
    expect(styleFor({ isTTY: true }, { NO_COLOR: '1' }).bold('x')).toBe('x');
    expect(styleFor({ isTTY: true }, { TERM: 'dumb' }).bold('x')).toBe('x');
  });
});
