// The reference page of the command line, from the help that the command itself prints.
import { homedir } from 'node:os';
import { Readable, Writable } from 'node:stream';

/** @typedef {typeof import('s1kit').main} Main */

/**
 * @param {Main} main the command
 * @returns {Promise<string>} the page, as Markdown
 */
export const commandLinePage = async (main) => {
  const pages = await helpPages(main, []);
  const sections = pages.map(({ path, help }) => `## ${['s1kit', ...path].join(' ')}\n\n\`\`\`text\n${help.trimEnd()}\n\`\`\`\n`);
  return [
    '<!-- Written by `npm run reference` from the help of the command. Changes made here are lost. -->\n',
    '# The command line\n',
    'In a clone of the repository: `npx s1kit`. Results go to standard output, the rest to standard error. Exit codes: 0 done, 1 failed or the answer is no, 2 the command line is wrong.',
    'Options can also be given as environment variables (`S1KIT_HTTP_PORT` for `--http-port`) or in the file that `--config` names; `s1kit config` says what is in force.\n',
    ...sections,
  ].join('\n');
};

/**
 * The help of a command and of all below it, depth first.
 * @param {Main} main
 * @param {readonly string[]} path
 * @returns {Promise<readonly { path: readonly string[], help: string }[]>}
 */
const helpPages = async (main, path) => {
  const help = await helpOf(main, path);
  const below = /^Commands:\n((?: {2}.*\n?)+)/m.exec(help)?.[1] ?? '';
  const names = [...below.matchAll(/^ {2}([a-z][a-z-]*)/gm)].map(([, name = '']) => name).filter((name) => name !== 'help');
  const pages = [{ path, help }];
  for (const name of names) pages.push(...(await helpPages(main, [...path, name])));
  return pages;
};

/**
 * @param {Main} main
 * @param {readonly string[]} path
 */
const helpOf = async (main, path) => {
  let text = '';
  const stdout = new Writable({
    write: (chunk, _encoding, done) => {
      text += chunk;
      done();
    },
  });
  const terminal = {
    stdin: Readable.from([]),
    stdout,
    stderr: stdout,
    host: { platform: /** @type {const} */ ('linux'), env: {}, home: homedir(), temporary: '/tmp', workingFolder: '/', userId: 0 },
    processes: { isRunning: () => false, mark: () => undefined },
    stopRequested: () => new Promise(() => {}),
    endWithin: () => {},
  };
  // Help needs the streams of a terminal only; the rest is there for the type.
  await main([...path, '--help'], /** @type {Parameters<Main>[1]} */ (/** @type {unknown} */ (terminal)));
  return text;
};
