import { describe, expect, it } from 'vitest';
import { CommandError, usageError } from '../../src/command-error.js';
import { undoing } from '../../src/data-folder/undoing.js';

async function failureOf(action: Promise<void>): Promise<unknown> {
  return await action.then(
    () => undefined,
    (failure: unknown) => failure,
  );
}

describe('steps that are taken back', () => {
  it('are so once, the last one first', async () => {
    const { undo, takeBack } = undoing();
    const taken: string[] = [];
    undo(() => void taken.push('first'));
    undo(async () => void taken.push('second'));
    await takeBack();
    await takeBack();
    expect(taken).toEqual(['second', 'first']);
  });

  it('all are, also where one fails, and each failure is told (a first one had stopped the rest, and hidden why they were taken back)', async () => {
    const { undo, takeBack } = undoing();
    const taken: string[] = [];
    const why = usageError('The port is taken.');
    undo(() => void taken.push('lock'));
    undo(() => {
      throw new Error('The folder is in use.');
    });
    undo(() => Promise.reject(new Error('The database does not close.')));
    const failure = await failureOf(takeBack(why));
    expect(taken).toEqual(['lock']);
    expect(failure).toBeInstanceOf(CommandError);
    expect(failure).toMatchObject({
      message: 'The port is taken. Not all that was begun could be taken back: The database does not close.; The folder is in use.',
      exitCode: 2,
      cause: { errors: [why, { message: 'The database does not close.' }, { message: 'The folder is in use.' }] },
    });
  });

  it('a failure is told where there was none before', async () => {
    const { undo, takeBack } = undoing();
    undo(() => {
      throw new Error('no');
    });
    expect(await failureOf(takeBack())).toMatchObject({ message: 'Not all that was begun could be taken back: no', exitCode: 1 });
  });
});
