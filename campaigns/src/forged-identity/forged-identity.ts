// Keys and DeviceIDs that are forged, stale or somebody else's: none is ever accepted, and comparing takes the same time (B4.1, B4.4).
import { join } from 'node:path';
import { documentText, parseDocument, type XmlNode } from '@s1kit/contract';
import { type Environment, startEnvironment } from 's1kit';
import type { Campaign, Trial } from '../campaign.js';
import { codeIn, deviceIdIn, isSuccess, openClient, type WireClient } from '../wire/replies.js';
import { type Caller, readTemplates, requestFrom, type Templates } from '../wire/requests.js';
import { attemptOf } from './attempts.js';
import { type Comparison, compareTimes, tellsApart } from './comparing.js';
import { addOrganisation, type Identities, makeIdentities } from './identities.js';

/** So many cases lie between two keys and devices that become stale. */
const ageEvery = 400;
/** What part of the budget the comparing of times has. */
const timingPart = 0.3;
/** A difference below this is no finding, in nanoseconds. */
const negligibleNs = 2_000;
/** A difference that is told has to be told so many times in a row: what else the machine does is not the same each time. */
const confirmations = 3;
/** A run has so many attempts, however short it is. */
const atLeast = 200;

export const forgedIdentity: Campaign = {
  name: 'forged-identity',
  purpose:
    "Forged, stale, blocked, other applications', workstations' and organisations' keys and DeviceIDs are never accepted; comparing takes the same time.",
  run: async (trial) => {
    const data = join(trial.folder, 'data');
    const environment = await startEnvironment({ data, patients: 5, throttle: 'off', approve: 'ask', workstations: 2, largeRecord: false });
    const templates = await readTemplates(async (name) => (await environment.perform('templates.get', { function: name })).document);
    const elsewhere = addOrganisation(data, 'workstation-1', environment.clock.now());
    const identities = await makeIdentities(environment, (apiKey) => request(templates, { apiKey, deviceId: '' }), elsewhere);
    const clients = await Promise.all(environment.workstations.map(({ port }) => openClient(port)));
    try {
      return await attack(trial, { clients, environment, identities, templates });
    } finally {
      for (const client of clients) client.close();
      await environment.close(0);
    }
  },
};

interface Target {
  readonly environment: Environment;
  readonly templates: Templates;
  readonly identities: Identities;
  /** One for each workstation. */
  readonly clients: readonly WireClient[];
}

/** A request of a caller whose key and DeviceID may be any text. */
function request(templates: Templates, { apiKey, deviceId }: Caller): string {
  const root = parseDocument(requestFrom(templates, 'GetCurrentActivity', { apiKey: '', deviceId: '' }));
  const texts: Readonly<Record<string, string>> = { APIKey: apiKey, DeviceID: deviceId };
  const children = root.children.map((child): XmlNode => ({ ...child, text: texts[child.name] ?? child.text }));
  return documentText({ ...root, children });
}

async function attack(trial: Trial, target: Target): ReturnType<Campaign['run']> {
  const { clients, identities, templates } = target;
  const findings: string[] = [];
  const counts = { attempts: 0, honest: 0, stale: identities.deadKeys.length };
  const began = performance.now();
  const end = began + trial.budgetMs * (1 - timingPart);
  for (let number = trial.firstCase; (counts.attempts < atLeast || performance.now() < end) && findings.length < 20; number++) {
    if (number % ageEvery === 0) await identities.age();
    const attempt = attemptOf(trial.chance('case', number), identities);
    const reply = await clients[attempt.station]?.ask(request(templates, attempt));
    counts.attempts += 1;
    const tell = (what: string): void => void findings.push(`Case ${number}: ${attempt.kind} ${what}.`);
    if (attempt.refusals.length === 0) {
      counts.honest += 1;
      if (!isSuccess(reply)) tell(`is refused with ${codeIn(reply) ?? 'silence'}`);
    } else if (isSuccess(reply)) tell('is accepted');
    else if (!attempt.refusals.includes(codeIn(reply) ?? '')) tell(`is refused with ${codeIn(reply) ?? 'silence'}`);
    else if (attempt.deviceId === '' && deviceIdIn(reply) !== '') tell('is issued a DeviceID');
  }
  counts.stale = identities.deadKeys.length;
  const [key, device] = await compareIdentities(trial, target);
  for (const [what, compared] of [
    ['key', key],
    ['DeviceID', device],
  ] as const) {
    trial.say(`${what}: ${compared.differenceNs} ns apart over ${compared.pairs} pairs, ${compared.detectableNs} ns would be seen`);
    if (isTold(compared))
      findings.push(`A ${what} that is right but for its last digit is refused ${compared.differenceNs} ns later than one that is wrong from the first on.`);
  }
  return {
    counts: {
      ...counts,
      timedPairs: key.pairs + device.pairs,
      keyDifferenceNs: key.differenceNs,
      keyDetectableNs: key.detectableNs,
      deviceDifferenceNs: device.differenceNs,
      deviceDetectableNs: device.detectableNs,
    },
    findings,
  };
}

/** Compares how long it takes to refuse what is wrong in its first digit, and what is right but for its last. */
async function compareIdentities(trial: Trial, { clients, identities, templates }: Target): Promise<readonly [key: Comparison, device: Comparison]> {
  const [truth] = identities.accepted;
  const [client] = clients;
  if (truth === undefined || client === undefined) throw new Error('There is nobody to compare.');
  const began = performance.now();
  const lasts = (trial.budgetMs * timingPart) / 2;
  const timed = (caller: Caller) => {
    const document = request(templates, caller);
    return async (): Promise<number> => {
      const from = process.hrtime.bigint();
      await client.ask(document);
      return Number(process.hrtime.bigint() - from);
    };
  };
  const compared = async (field: 'apiKey' | 'deviceId', until: number): Promise<Comparison> => {
    const text = truth[field];
    const wrongFirst = turned(text.charAt(0)) + text.slice(1);
    const wrongLast = text.slice(0, -1) + turned(text.charAt(text.length - 1));
    const [first, last] = [timed({ ...truth, [field]: wrongFirst }), timed({ ...truth, [field]: wrongLast })];
    const chance = trial.chance('order', field);
    let seen = await compareTimes(first, last, (pairs) => pairs >= 50 && performance.now() > until, chance);
    for (let time = 1; time < confirmations && isTold(seen); time++) {
      const { differenceNs, pairs } = seen;
      const again = await compareTimes(first, last, (count) => count >= pairs, chance);
      // The other way round, it was chance.
      seen = Math.sign(again.differenceNs) === Math.sign(differenceNs) ? again : { ...again, differenceNs: 0 };
    }
    return seen;
  };
  const key = await compared('apiKey', began + lasts);
  return [key, await compared('deviceId', began + 2 * lasts)];
}

function isTold(compared: Comparison): boolean {
  return tellsApart(compared) && Math.abs(compared.differenceNs) > negligibleNs;
}

/** Another hexadecimal digit. */
function turned(digit: string): string {
  return (Number.parseInt(digit, 16) ^ 1).toString(16);
}
