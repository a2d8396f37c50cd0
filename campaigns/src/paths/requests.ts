// The same paths as DocumentPath and WriteTo of requests, by way of the server: whatever it makes of them, nothing outside is read or written.
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Chance } from '@s1kit/server';
import type { Desk } from '../practice/desk.js';
import { type Answer, identityOf, textsOf } from '../practice/request.js';
import { type Arena, canary, differences, listing } from './arena.js';
import type { Tried } from './disk.js';
import { drawPath } from './drawing.js';

/** Attaches what a path names and has it written where another path leads. */
export async function tryDocument(desk: Pick<Desk, 'ask'>, nhsNumber: string, arena: Arena, chance: Chance): Promise<Tried> {
  const before = listing(arena);
  const event = `<Clinical><Event><Attachment><DocumentPath>${asText(drawPath(chance, arena))}</DocumentPath></Attachment></Event></Clinical>`;
  const taken = await desk.ask('UpdatePatientRecord', identityOf(nhsNumber) + event);
  const changed = differences(before, listing(arena)).map((name) => `attaching changed ${name}`);
  const [uid] = textsOf(taken?.text ?? '', 'DocumentUID');
  if (uid === undefined) return { outcome: 'refused', wrong: [...changed, ...wrongWith(taken), ...(isSuccess(taken) ? ['a success names no document'] : [])] };
  const get = (folder: string) => desk.ask('GetDocument', `${identityOf(nhsNumber)}<DocumentUID>${uid}</DocumentUID><WriteTo>${asText(folder)}</WriteTo>`);

  const folder = drawPath(chance, arena);
  const written = await get(folder);
  const made = differences(before, listing(arena));
  const wrong = [
    ...changed,
    ...wrongWith(written),
    ...(made.length === (isSuccess(written) ? 1 : 0) ? [] : [`a document that was ${isSuccess(written) ? '' : 'not '}written made ${made.length} files`]),
    ...made.filter((name) => !name.startsWith('allowed/')).map((name) => `a document was written to ${name}`),
  ];
  for (const name of made.filter((one) => one.startsWith('allowed/'))) rmSync(join(arena.root, name));
  return { outcome: isSuccess(written) ? 'written' : 'read', wrong: [...wrong, ...(await contentOf(arena, get))] };
}

/** What was kept of the file must be what stands in one inside. */
async function contentOf(arena: Arena, get: (folder: string) => ReturnType<Desk['ask']>): Promise<readonly string[]> {
  const out = join(arena.allowed, 'out-of-the-record');
  mkdirSync(out);
  const answer = await get(out);
  const texts = readdirSync(out).map((name) => readFileSync(join(out, name), 'utf8'));
  rmSync(out, { recursive: true });
  if (!isSuccess(answer) || texts.length !== 1) return ['a document that was attached cannot be had'];
  return texts.some((text) => text.includes(canary) || !text.startsWith('inside ')) ? ['a file outside was attached'] : [];
}

/** What may be refused is the path, or a value that cannot be one; silence is neither that nor a success. */
function wrongWith(answer: Answer | undefined): readonly string[] {
  if (answer === undefined) return ['a path was not answered'];
  const { error } = answer;
  return error === undefined || ['PathRefused', 'SchemaInvalid', 'ValueInvalid'].includes(error) ? [] : [`a path was answered with ${error}`];
}

function isSuccess(answer: Answer | undefined): boolean {
  return answer !== undefined && answer.error === undefined;
}

/** A text in a document; what XML cannot hold is left out. */
function asText(path: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is left out
  return path.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]|\p{Surrogate}/gu, '').replace(/[<&\n]/g, (character) => `&#${character.charCodeAt(0)};`);
}
