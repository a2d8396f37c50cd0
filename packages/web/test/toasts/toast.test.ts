import { describe, expect, it } from 'vitest';
import { type Toast, withToast } from '../../src/screens/toasts/toast.js';

const added = (texts: readonly string[]): readonly Toast[] => texts.reduce<readonly Toast[]>((toasts, text) => withToast(toasts, { text }), []);

describe('notices in the corner', () => {
  it('are three at most: the oldest goes first', () => {
    expect(added(['one', 'two', 'three', 'four']).map(({ text }) => text)).toEqual(['two', 'three', 'four']);
  });

  it('are told once: one that comes again takes the place of the one before, as a new one', () => {
    const toasts = added(['one', 'two', 'one']);
    expect(toasts.map(({ text }) => text)).toEqual(['two', 'one']);
    expect(new Set(toasts.map(({ id }) => id)).size).toBe(2);
    expect(withToast(toasts, { text: 'three' }).at(-1)?.id).toBeGreaterThan(toasts.at(-1)?.id ?? 0);
  });
});
