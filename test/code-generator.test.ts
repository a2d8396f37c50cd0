// The schemas that a running environment gives are read by another language's code generator (Mono's `xsd`), and its classes by real replies.
import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { functions, parseDocument, type XmlNode } from '@s1kit/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isThere } from '../scripts/set-up.mjs';
import { type RunningDemo, startDemo } from './support/demo.js';
import { root } from './support/project.js';
import { repliesOf } from './support/replies.js';

const run = promisify(execFile);
const generatorIsThere = ['xsd', 'mcs', 'mono'].every(isThere);

/** What an element and those below it hold: path and value of each that has a text, and of each attribute; sorted, since classes have an order of their own. */
function valuesIn(node: XmlNode, above = ''): readonly string[] {
  const path = `${above}/${node.name}`;
  const attributes = node.attributes.filter(([name]) => !name.startsWith('xmlns')).map(([name, value]) => `${path}@${name}=${value}`);
  const own = node.children.length === 0 && node.text !== '' ? [`${path}=${node.text}`] : [];
  return [...attributes, ...own, ...node.children.flatMap((child) => valuesIn(child, path))].sort();
}

describe.runIf(generatorIsThere)("classes that Mono's xsd makes from the environment's schemas", () => {
  let demo: RunningDemo;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 's1kit-classes-'));
    demo = await startDemo('--data', ':memory:', '--patients', '60', '--port', '0', '--http-port', '0', '--approve', 'always', '--throttle', 'off');
  }, 60_000);
  afterAll(async () => {
    await demo?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('take in a reply of every listed function, and give every value back', { timeout: 240_000 }, async () => {
    const ask = repliesOf(demo);
    const listed = await ask.listed();
    expect([...listed].sort()).toEqual(functions.flatMap(({ name, available }) => (available ? [name] : [])).sort());

    for (const { name, content } of await ask.schemas()) writeFileSync(join(folder, name), content);
    const replies = new Map<string, string>();
    for (const name of listed) replies.set(name, await ask.of(name));

    mkdirSync(join(folder, 'classes'));
    for (const [name, reply] of replies) writeFileSync(join(folder, `${name}.reply.xml`), reply);
    // Two at a time: each takes most of a second.
    const waiting = [...listed];
    const generate = async (): Promise<void> => {
      for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
        await run('xsd', [`${name}.reply.xsd`, '/classes', `/namespace:${name}`, '/outputdir:classes'], { cwd: folder });
      }
    };
    await Promise.all([generate(), generate()]);
    const program = join(folder, 'RoundTrip.exe');
    const sources = [join(root, 'test/code-generator/RoundTrip.cs'), ...listed.map((name) => join(folder, 'classes', `${name}.reply.cs`))];
    execFileSync('mcs', ['-nowarn:0219', `-out:${program}`, '-r:System.Xml', ...sources], { stdio: 'pipe' });
    execFileSync('mono', [program, folder, ...listed], { stdio: 'pipe' });

    for (const [name, reply] of replies) {
      const again = readFileSync(join(folder, `${name}.again.xml`), 'utf8').replace(/^\uFEFF/, '');
      const sent = valuesIn(parseDocument(reply));
      expect(sent.length, `${name} holds values`).toBeGreaterThanOrEqual(5);
      expect(valuesIn(parseDocument(again)), `values of ${name}`).toEqual(sent);
    }
  });
});
