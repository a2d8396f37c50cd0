// A good reply of every function, as a running environment gives them: what a function needs is found or made first.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import {
  decodeReply,
  encodeRequest,
  type FunctionDeclaration,
  type FunctionName,
  functionByName,
  getDiary,
  getFunctions,
  getPatientRecord,
  getXsdFiles,
  parseDocument,
  patientSearch,
  type ReplyOf,
  type RequestOf,
} from '@s1kit/contract';
import { command, exchange, type RunningDemo } from './demo.js';

const run = promisify(execFile);

export interface Replies {
  /** The names that GetFunctions lists, in its order. */
  listed(): Promise<readonly string[]>;
  /** The organisation's schemas. */
  schemas(): Promise<readonly { readonly name: string; readonly content: string }[]>;
  /** A reply of a function, with something in it where it can have that. */
  of(functionName: string): Promise<string>;
}

/** Asks an environment that approves by itself and throttles nothing. */
export function repliesOf(demo: RunningDemo): Replies {
  let deviceId = '';

  async function replyTo<D extends FunctionDeclaration>(declaration: D, document: string): Promise<{ readonly text: string; readonly value: ReplyOf<D> }> {
    const text = await exchange(demo.port, document);
    const { echo, outcome } = decodeReply(declaration, parseDocument(text));
    if (outcome.kind === 'error') throw new Error(`${declaration.name}: ${outcome.error.code}: ${outcome.error.message}`);
    deviceId = echo.deviceId;
    return { text, value: outcome.value };
  }
  const ask = <D extends FunctionDeclaration>(declaration: D, parameters: RequestOf<D>) =>
    replyTo(declaration, encodeRequest(declaration, { apiKey: demo.apiKey, deviceId, requestUid: declaration.name }, parameters));
  const s1kit = async (...words: readonly string[]): Promise<string> => (await run(process.execPath, [command, ...words, '--data', demo.data])).stdout;

  /** A reply to the environment's own example request, in which something may be exchanged. */
  async function toTemplate(functionName: string, exchanged: (template: string) => string = (template) => template): Promise<string> {
    const declaration = functionByName(functionName);
    if (declaration === undefined) throw new Error(`${functionName} is listed, but not declared`);
    return (await replyTo(declaration, exchanged(await s1kit('template', functionName)))).text;
  }

  const diary = async () => (await ask(getDiary, {})).value.Result ?? [];
  async function records(): Promise<readonly { readonly NHSNumber: string; readonly text: string }[]> {
    const numbers = (await diary()).flatMap(({ Identity }) => (Identity.NHSNumber === undefined ? [] : [Identity.NHSNumber]));
    return await Promise.all(
      numbers.slice(0, 20).map(async (NHSNumber) => ({ NHSNumber, text: (await ask(getPatientRecord, { Identity: { NHSNumber } })).text })),
    );
  }

  /** Functions whose example needs something that is not there yet, or whose reply to it would be thin. */
  const prepared: Partial<Record<FunctionName, () => Promise<string>>> = {
    PatientSearch: async () => {
      const { Surname = '', DateOfBirth = '' } = (await diary())[0]?.Demographics ?? {};
      return (await ask(patientSearch, { Surname, DateOfBirth })).text;
    },
    GetPatientRecord: async () => {
      const kinds = (text: string): number => new Set(text.match(/<\w+/g)).size;
      return (await records()).map(({ text }) => text).reduce((best, text) => (kinds(text) > kinds(best) ? text : best), '');
    },
    GetDocument: async () => {
      const found = (await records()).flatMap(({ NHSNumber, text }) =>
        [...text.matchAll(/<DocumentUID>(\w+)/g)].map(([, DocumentUID = '']) => ({ NHSNumber, DocumentUID })),
      )[0];
      if (found === undefined) throw new Error('no patient of the diary has a document');
      const { NHSNumber, DocumentUID } = found;
      return toTemplate('GetDocument', (template) => template.replace(/(?<=<NHSNumber>)\w+/, NHSNumber).replace(/(?<=<DocumentUID>)\w+/, DocumentUID));
    },
    DeleteFromPatientRecord: async () => {
      const uid = /<EventUID>\w+<\/EventUID>/;
      const [written = ''] = uid.exec(await toTemplate('UpdatePatientRecord')) ?? [];
      return toTemplate('DeleteFromPatientRecord', (template) => template.replace(uid, written));
    },
    DataExtract: async () => {
      // The text is what the command prints with --json: the staff, as its operation declares them.
      const staff = JSON.parse(await s1kit('staff', 'list', '--json')) as readonly { readonly userName: string; readonly role: string }[];
      const lead = staff.find(({ role }) => role === 'informationGovernanceLead');
      await s1kit('session', 'sign-in', lead?.userName ?? '');
      return toTemplate('DataExtract');
    },
  };

  return {
    listed: async () => ((await ask(getFunctions, {})).value.Function ?? []).map(({ Name }) => Name),
    schemas: async () => ((await ask(getXsdFiles, {})).value.File ?? []).map(({ Name, Content }) => ({ name: Name, content: Content ?? '' })),
    of: async (functionName) => {
      const own = Object.entries(prepared).find(([name]) => name === functionName)?.[1];
      return own === undefined ? toTemplate(functionName) : own();
    },
  };
}
