import { describe, expect, it } from 'vitest';
import { placesOf } from '../../../src/store/sqlite/places.js';

describe('places', () => {
  it('are handed on in the order of arrival, never more of them than there are', async () => {
    const places = placesOf(2);
    const taken: string[] = [];
    const come = (name: string) => places.take().then(() => void taken.push(name));
    await Promise.all([come('a'), come('b')]);
    const others = [come('c'), come('d')];
    await Promise.resolve();
    expect(taken).toEqual(['a', 'b']);
    places.leave();
    // Whoever comes now comes after those who wait.
    others.push(come('e'));
    await others[0];
    expect(taken).toEqual(['a', 'b', 'c']);
    places.leave();
    places.leave();
    await Promise.all(others);
    expect(taken).toEqual(['a', 'b', 'c', 'd', 'e']);
    for (let count = 0; count < 2; count++) places.leave();
    await Promise.all([come('f'), come('g')]);
    expect(taken.at(-1)).toBe('g');
  });

  it('turn away those who wait, and whoever comes, once they are closed', async () => {
    const places = placesOf(1);
    await places.take();
    const waiting = places.take();
    places.close(new Error('closed'));
    await expect(waiting).rejects.toThrow('closed');
    places.leave();
    await expect(places.take()).rejects.toThrow('closed');
  });
});
