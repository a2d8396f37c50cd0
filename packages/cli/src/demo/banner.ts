// What `s1kit demo` says when it listens.
import type { Environment } from '../environment.js';
import type { Style } from '../output/style.js';

/** The lines of the banner. `command` is how the user calls s1kit with what it takes to find this environment. */
export function bannerText(environment: Environment, style: Style, command: { readonly send: string; readonly temporary: boolean }): string {
  const { port, httpPort, apiKey, organisation, user, data, files } = environment;
  const fact = (name: string, value: string): string => `  ${name.padEnd(16)}${value}`;
  return [
    '',
    style.bold('s1kit Demo environment: fictitious patients, not for clinical use'),
    '',
    fact('Client API', `127.0.0.1:${port}`),
    ...environment.workstations.slice(1).map((one) => fact('', `127.0.0.1:${one.port}  (workstation ${one.name}, signed in: ${one.user})`)),
    fact('Screens', `http://127.0.0.1:${httpPort}/  (in a browser)`),
    fact('HTTP API', `http://127.0.0.1:${httpPort}/api`),
    fact('API key', `${apiKey}  (sample application)`),
    fact('Signed in', `${user}, ${organisation}`),
    fact('Data', command.temporary ? `${data}  (removed at exit)` : data),
    fact('Allowed files', files.join(', ')),
    '',
    'Try, in another terminal:',
    `  ${command.send}`,
    '',
    'or as any client does, to be approved here:',
    `  ${pasteable(environment)}`,
    '',
    style.dim('Ctrl-C stops it.'),
    '',
  ].join('\n');
}

/** A first request with nothing but a shell. */
function pasteable({ port, apiKey }: Environment): string {
  const request = `<ClientIntegrationRequest><APIKey>${apiKey}</APIKey><DeviceID></DeviceID><RequestUID>1</RequestUID><Function>GetFunctions</Function><FunctionVersion>1.0</FunctionVersion></ClientIntegrationRequest>`;
  return `printf '%s\\n' '${request}' | nc 127.0.0.1 ${port}`;
}
