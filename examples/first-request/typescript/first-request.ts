// A first request to the Client Integration API, with the types, encoder and decoder of this project's contract.
//
//     node dist/first-request.js API_KEY [DEVICE_ID]
//
// Without a DeviceID the environment asks its user to approve this application; the DeviceID that it then issues is printed, for the next time.
import { createConnection } from 'node:net';
import { decodeReply, encodeRequest, type FunctionDeclaration, getFunctions, parseDocument, patientSearch, type RequestOf } from '@s1kit/contract';

const port = Number(process.env.S1KIT_PORT ?? '40700');

/** Sends a document and gives the reply, which is one line: it is whole when its line break has come. */
function exchange(document: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const connection = createConnection(port, '127.0.0.1', () => connection.write(`${document}\n`));
    let reply = '';
    connection.setEncoding('utf8').setTimeout(125_000, () => connection.destroy(new Error('no reply came'))); // an approval may take two minutes
    connection.on('data', (text) => {
      reply += text;
      if (!reply.endsWith('\n')) return;
      connection.destroy();
      resolve(reply);
    });
    connection.on('error', reject);
    connection.on('close', () => reject(new Error('the connection closed before the reply was whole')));
  });
}

async function call<D extends FunctionDeclaration>(declaration: D, apiKey: string, deviceId: string, parameters: RequestOf<D>) {
  const request = encodeRequest(declaration, { apiKey, deviceId, deviceVersion: '1.0', requestUid: crypto.randomUUID() }, parameters);
  const { echo, outcome } = decodeReply(declaration, parseDocument((await exchange(request)).trimEnd()));
  if (outcome.kind === 'error') throw new Error(`${outcome.error.code}: ${outcome.error.message}`);
  return { deviceId: echo.deviceId, value: outcome.value };
}

const [apiKey, knownDevice = ''] = process.argv.slice(2);
if (apiKey === undefined) {
  console.error('Usage: first-request.js API_KEY [DEVICE_ID]');
  process.exit(2);
}
const { deviceId, value: offered } = await call(getFunctions, apiKey, knownDevice, {});
console.log(`DeviceID: ${deviceId}`);
console.log(`Functions: ${(offered.Function ?? []).map(({ Name }) => Name).join(', ')}`);

const { value: found } = await call(patientSearch, apiKey, deviceId, { Surname: 'Jones', Gender: 'F' });
const patients = found.Result ?? [];
console.log(`Patients: ${patients.length}`);
for (const { Identity, FirstName, Surname } of patients) console.log(`  ${Identity.NHSNumber} ${FirstName} ${Surname}`);
