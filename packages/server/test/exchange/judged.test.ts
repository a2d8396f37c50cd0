import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SchemaDifference } from '../../src/index.js';
import { type Desk, openEnvironment, operator, organisationId, requestOf } from '../support/environment.js';
import { addLongRecord } from '../support/rows.js';

// A thread runs what was built: `npm run build` makes it.
const worker = new URL('../../dist/judging/judge-worker.js', import.meta.url);

describe.skipIf(!existsSync(worker))("requests and replies, judged by schemas of one's own (left out unless the packages are built)", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 's1kit-judged-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  async function opened() {
    const found: SchemaDifference[] = [];
    const seen: (() => void)[] = [];
    const schemas = {
      folder,
      worker,
      onDifference: (difference: SchemaDifference) => {
        found.push(difference);
        for (const wake of seen.splice(0)) wake();
      },
    };
    const environment = await openEnvironment({ schemas });
    const desk = await environment.desk();
    return { desk, environment, found, next: () => new Promise<void>((resolve) => void seen.push(resolve)) };
  }

  async function writeOurs(desk: Desk): Promise<void> {
    const { files } = await desk.server.perform('schemas.get', {}, operator);
    for (const { name, content } of files) writeFileSync(join(folder, name), content);
  }

  it('B10.1: both directions are judged aside, and what differs is told with the number of its entry', async () => {
    const probe = await (await openEnvironment()).desk();
    await writeOurs(probe);
    // A schema of theirs that knows no Gender, and one that wants another root in replies.
    const request = join(folder, 'PatientSearch.request.xsd');
    const { files } = await probe.server.perform('schemas.get', {}, operator);
    const content = files.find(({ name }) => name === 'PatientSearch.request.xsd')?.content ?? '';
    const types = files.find(({ name }) => name === 'types.xsd')?.content ?? '';
    writeFileSync(request, content);
    writeFileSync(join(folder, 'types.xsd'), types.replace(/<xs:element name="Gender"/g, '<xs:element name="Sexus"'));
    const reply = files.find(({ name }) => name === 'GetFunctions.reply.xsd')?.content ?? '';
    writeFileSync(join(folder, 'GetFunctions.reply.xsd'), reply.replace('ClientIntegrationResponse', 'AnotherRoot'));

    const { desk, environment, found, next } = await opened();
    const first = next();
    expect((await desk.ask('PatientSearch', '<Surname>P</Surname><Gender>F</Gender>'))?.error).toBeUndefined();
    await first;

    const second = next();
    expect((await desk.ask('GetFunctions'))?.error).toBeUndefined();

    await second;

    const [search, functions] = await environment.messages();
    expect(found).toEqual([
      {
        sequence: search?.sequence,
        workstationId: 'desk-1',
        function: 'PatientSearch',
        part: 'request',
        ours: 'valid',
        theirs: 'invalid',
        where: 'Gender is not expected there',
      },
      {
        sequence: functions?.sequence,
        workstationId: 'desk-1',
        function: 'GetFunctions',
        part: 'reply',
        ours: 'valid',
        theirs: 'invalid',
        where: 'ClientIntegrationResponse is not the root that the schema has',
      },
    ]);
  });

  it('B10.1: a refused request is judged if it got as far as our own schema, as valid if it was refused behind it; an earlier one is not', async () => {
    await writeOurs(await (await openEnvironment()).desk());
    const types = join(folder, 'types.xsd');
    writeFileSync(types, readFileSync(types, 'utf8').replace(/<xs:element name="Gender"/g, '<xs:element name="Sexus"'));
    const { desk, environment, found, next } = await opened();
    const sent = [
      // Refused by its meaning: valid to us, not to them.
      ['<Gender>F</Gender>', {}, 'ConstraintsMissing'],
      // Refused by its device and by its version, which are asked before the schema: nobody is told of a difference.
      ['<Surname>P</Surname><Gender>F</Gender>', { deviceId: '1111111111111111' }, 'DeviceUnknown'],
      ['<Surname>P</Surname><Gender>F</Gender>', { version: '9.9' }, 'VersionUnknown'],
      // Refused by our schema: valid to them.
      ['<Surname>P</Surname><Sexus>F</Sexus>', {}, 'SchemaInvalid'],
    ] as const;
    // Refused for want of a right, which is asked before the schema too, with the function known.
    await desk.server.perform('session.signIn', { userName: 'iris' }, operator);
    expect((await desk.ask('GetAppointmentSlots'))?.error).toBe('RightMissing');
    await desk.server.perform('session.signIn', { userName: 'ada' }, operator);
    for (const [parameters, envelope, code] of sent) expect((await desk.ask('PatientSearch', parameters, envelope))?.error).toBe(code);
    while (found.length < 2) await next();
    const messages = await environment.messages();
    expect(found.map(({ sequence, part, ours, theirs }) => [sequence, part, ours, theirs])).toEqual([
      [messages[1]?.sequence, 'request', 'valid', 'invalid'],
      [messages.at(-1)?.sequence, 'request', 'invalid', 'valid'],
    ]);
  });

  it('B10.1: a long reply is judged when all of it has been sent, and not where sending broke', async () => {
    await writeOurs(await (await openEnvironment()).desk());
    const schema = join(folder, 'GetPatientRecord.reply.xsd');
    writeFileSync(schema, readFileSync(schema, 'utf8').replace('ClientIntegrationResponse', 'AnotherRoot'));
    const { desk, environment, found, next } = await opened();
    await environment.store.write(() => addLongRecord({ organisationId }, 1));
    const document = requestOf('GetPatientRecord', '<Identity><NHSNumber>9990000018</NHSNumber></Identity>', { deviceId: await desk.approved() });
    for (const complete of [false, true]) {
      const reply = await desk.exchange(document);
      if (reply.kind === 'silence') throw new Error('There was no reply.');
      let bytes = 0;
      for await (const piece of reply.pieces) bytes += piece.length;
      expect(found).toEqual([]);
      const told = complete ? next() : undefined;
      await reply.sent({ bytes, complete });
      await told;
    }
    expect(found).toMatchObject([{ sequence: (await environment.messages()).at(-1)?.sequence, part: 'reply', ours: 'valid', theirs: 'invalid' }]);
  });
});
