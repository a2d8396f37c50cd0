// The schemas that a running environment gives are read by another language's code generator (Mono's `xsd`), and its classes by real replies.
import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  decodeReply,
  deleteFromPatientRecord,
  encodeRequest,
  type FunctionDeclaration,
  functionByName,
  functions,
  getDiary,
  getFunctions,
  getPatientRecord,
  getXsdFiles,
  parseDocument,
  patientSearch,
  type ReplyOf,
  type RequestOf,
  updatePatientRecord,
  type XmlNode,
} from '@s1kit/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isThere } from '../scripts/set-up.mjs';
import { command, exchange, type RunningDemo, startDemo } from './support/demo.js';
import { root } from './support/project.js';

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
  let deviceId = '';

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 's1kit-classes-'));
    demo = await startDemo('--data', ':memory:', '--patients', '60', '--port', '0', '--http-port', '0', '--approve', 'always', '--throttle', 'off');
  }, 60_000);
  afterAll(async () => {
    await demo?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function ask<D extends FunctionDeclaration>(declaration: D, parameters: RequestOf<D>): Promise<{ readonly text: string; readonly value: ReplyOf<D> }> {
    const text = await exchange(demo.port, encodeRequest(declaration, { apiKey: demo.apiKey, deviceId, requestUid: declaration.name }, parameters));
    const { echo, outcome } = decodeReply(declaration, parseDocument(text));
    if (outcome.kind === 'error') throw new Error(`${declaration.name}: ${outcome.error.code}: ${outcome.error.message}`);
    deviceId = echo.deviceId;
    return { text, value: outcome.value };
  }

  it('take in a reply of every listed function, and give every value back', { timeout: 240_000 }, async () => {
    const listed = (await ask(getFunctions, {})).value.Function ?? [];
    expect(listed.length).toBeGreaterThan(5);
    const files = (await ask(getXsdFiles, {})).value.File ?? [];
    for (const { Name, Content } of files) writeFileSync(join(folder, Name), Content ?? '');

    const replies = new Map<string, string>();
    for (const { Name } of listed) {
      const declaration = functionByName(Name);
      if (declaration === undefined) throw new Error(`${Name} is listed, but not declared`);
      replies.set(Name, await replyOf(declaration));
    }
    expect([...replies.keys()].sort()).toEqual(
      functions
        .filter(({ available }) => available)
        .map(({ name }) => name)
        .sort(),
    );

    const classes = join(folder, 'classes');
    mkdirSync(classes);
    for (const [name, reply] of replies) {
      writeFileSync(join(folder, `${name}.reply.xml`), reply);
      execFileSync('xsd', [`${name}.reply.xsd`, '/classes', `/namespace:${name}`, '/outputdir:classes'], { cwd: folder, stdio: 'pipe' });
    }
    const program = join(folder, 'RoundTrip.exe');
    const sources = [...replies.keys()].map((name) => join(classes, `${name}.reply.cs`));
    execFileSync('mcs', ['-nowarn:0219', `-out:${program}`, '-r:System.Xml', join(root, 'test/code-generator/RoundTrip.cs'), ...sources], {
      stdio: 'pipe',
    });
    execFileSync('mono', [program, folder, ...replies.keys()], { stdio: 'pipe' });

    for (const [name, reply] of replies) {
      const again = readFileSync(join(folder, `${name}.again.xml`), 'utf8').replace(/^\uFEFF/, '');
      const sent = valuesIn(parseDocument(reply));
      expect(sent.length, `${name} holds values`).toBeGreaterThanOrEqual(5);
      expect(valuesIn(parseDocument(again)), `values of ${name}`).toEqual(sent);
    }
  });

  /** A reply that has something in it. Patients are those of the diary; of their records the one with the most kinds of elements. */
  async function replyOf(declaration: FunctionDeclaration): Promise<string> {
    if (declaration.name !== getPatientRecord.name && declaration.name !== patientSearch.name) return replyToTemplate(declaration);
    const patients = (await ask(getDiary, {})).value.Result ?? [];
    if (declaration.name === patientSearch.name) {
      const { Surname = '', DateOfBirth = '' } = patients[0]?.Demographics ?? {};
      return (await ask(patientSearch, { Surname, DateOfBirth })).text;
    }
    const numbers = patients.flatMap(({ Identity }) => (Identity.NHSNumber === undefined ? [] : [Identity.NHSNumber]));
    const records = await Promise.all(numbers.slice(0, 6).map((NHSNumber) => ask(getPatientRecord, { Identity: { NHSNumber } })));
    const kinds = (text: string): number => new Set(valuesIn(parseDocument(text)).map((value) => value.split('=')[0])).size;
    return records.map(({ text }) => text).reduce((best, text) => (kinds(text) > kinds(best) ? text : best), '<Nothing/>');
  }

  /** A reply to the environment's own example request. What is to be deleted has to be written first. */
  async function replyToTemplate(declaration: FunctionDeclaration): Promise<string> {
    const { stdout: template } = await run(process.execPath, [command, 'template', declaration.name, '--data', demo.data]);
    const written =
      declaration.name === deleteFromPatientRecord.name ? /<EventUID>\w+<\/EventUID>/.exec(await replyToTemplate(updatePatientRecord))?.[0] : undefined;
    const reply = await exchange(demo.port, written === undefined ? template : template.replace(/<EventUID>\w+<\/EventUID>/, written));
    const { outcome } = decodeReply(declaration, parseDocument(reply));
    if (outcome.kind === 'error') throw new Error(`${declaration.name}: ${outcome.error.code}: ${outcome.error.message}`);
    return reply;
  }
});
