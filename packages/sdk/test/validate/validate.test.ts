import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openValidator, type ValidationFinding } from '@s1kit/sdk/validate';
import { expect, it, onTestFinished } from 'vitest';
import { surroundings } from '../support/environment.js';

const around = surroundings({ throttle: 'off' });

it("judges what is sent and what comes by the organisation's own schemas", async () => {
  const client = await around.connect({ pacing: 'off', payloads: true });
  const validator = await openValidator(client);
  onTestFinished(() => validator.close());
  const findings: ValidationFinding[] = [];
  const documents: string[] = [];
  const end = validator.watch(client, (finding) => findings.push(finding));
  client.on('request', ({ payload }) => documents.push(payload ?? ''));
  client.on('reply', ({ payload }) => documents.push(payload ?? ''));
  await client.getOrganisationMetaData();
  await client.patientSearch({ Surname: 'Jones', Gender: 'F' });
  await client.getDiary();
  expect(findings).toEqual([]);
  expect(documents).toHaveLength(6);
  const [request = '', reply = ''] = documents;
  const broken = (document: string, from: string, to: string): string => document.replace(from, to);
  expect(validator.judge('GetOrganisationMetaData', 'request', broken(request, '<FunctionParameters/>', '<Secret>Jones</Secret>'))).toEqual({
    function: 'GetOrganisationMetaData',
    part: 'request',
    kind: 'invalid',
    where: ["Element 'Secret' (line 1)"],
  });
  expect(validator.judge('GetOrganisationMetaData', 'reply', reply)).toBeUndefined();
  expect(validator.judge('GetOrganisationMetaData', 'reply', reply.slice(0, 500))).toMatchObject({ kind: 'notWellFormed' });
  expect(validator.judge('NoSuchFunction', 'reply', reply)).toMatchObject({ kind: 'noSchema' });
  end();
});

it('takes schemas from a folder as well', async () => {
  const folder = mkdtempSync(join(tmpdir(), 's1kit-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const client = await around.connect({ pacing: 'off' });
  for (const { Name: name, Content: content = '' } of (await client.getXSDFiles()).File ?? []) writeFileSync(join(folder, name), content);
  const validator = await openValidator(folder);
  onTestFinished(() => validator.close());
  expect(validator.judge('PatientSearch', 'request', '<ClientIntegrationRequest/>')).toMatchObject({ kind: 'invalid' });
});
