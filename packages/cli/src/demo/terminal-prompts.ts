// Device prompts, asked and answered on the terminal of `s1kit demo` (B4.2). Who answers elsewhere makes the prompt go.
import type { DevicePrompt, PromptAnswer } from '@s1kit/link';
import type { Style } from '../output/style.js';
import { visibleLine } from '../output/visible.js';
import type { InputStream, OutputStream } from '../terminal.js';

/** What the terminal needs of the desktop's prompts. */
export interface Prompts {
  list(): readonly DevicePrompt[];
  answer(promptId: string, answer: PromptAnswer, by: string): boolean;
  subscribe(watcher: () => void): () => void;
}

const keys: Readonly<Record<string, PromptAnswer>> = { y: 'approve', b: 'block', l: 'later' };
const said: Readonly<Record<PromptAnswer, string>> = { approve: 'approved', block: 'blocked', later: 'left for later' };

/**
 * Asks about one prompt after the other, as they come.
 * @param by who answers, for the audit
 * @param interrupted called for Ctrl-C, which reaches no signal while keys are read singly
 * @returns what ends it
 */
export function askOnTerminal(
  prompts: Prompts,
  terminal: { readonly stdin: InputStream; readonly stderr: OutputStream; readonly style: Style },
  by: string,
  interrupted: () => void,
): () => void {
  const { stdin, stderr, style } = terminal;
  let shown: DevicePrompt | undefined;

  const readKeys = (on: boolean): void => {
    stdin.setRawMode?.(on);
    if (on) stdin.resume();
    else stdin.pause();
  };
  const update = (): void => {
    const next = prompts.list()[0];
    if (shown !== undefined && shown.promptId !== next?.promptId) {
      stderr.write(`\r\u001b[K${shortened(shown.applicationName)}: answered elsewhere, or no longer waiting.\n`);
    }
    if (next !== undefined && next.promptId !== shown?.promptId) stderr.write(question(next, style));
    shown = next;
    readKeys(next !== undefined);
  };
  const onKey = (piece: Buffer | string): void => {
    for (const key of piece.toString().toLowerCase()) {
      if (key === '\u0003' || key === '\u0004') interrupted();
      const answer = keys[key];
      if (answer === undefined || shown === undefined) continue;
      const { promptId, applicationName } = shown;
      // Not shown any more, so that what follows does not take it for answered elsewhere.
      shown = undefined;
      stderr.write(`\r\u001b[K${shortened(applicationName)}: ${said[answer]}.\n`);
      prompts.answer(promptId, answer, by);
      // What was typed together was typed for this one: nobody has read the next.
      return;
    }
  };

  stdin.on('data', onKey);
  readKeys(false);
  const unsubscribe = prompts.subscribe(update);
  update();
  return () => {
    unsubscribe();
    stdin.off('data', onKey);
    readKeys(false);
    if (shown !== undefined) stderr.write('\r\u001b[K');
  };
}

function question({ applicationName, deviceVersion, functions }: DevicePrompt, style: Style): string {
  const version = deviceVersion === undefined || deviceVersion === '' ? '' : ` ${shortened(deviceVersion)}`;
  const key = style.bold;
  return (
    `\n${style.bold(`${shortened(applicationName)}${version}`)} wants to connect from this workstation. It may call: ${functions.join(', ')}\n` +
    `Approve? ${key('y')} yes, ${key('b')} block it, ${key('l')} decide later: `
  );
}

/** What a request says of itself, cut to what is enough to know it by. */
function shortened(text: string): string {
  return visibleLine(text).slice(0, 100);
}
