// A process of our own beside this one, which is asked one thing at a time: load and references must not share a thread with what they measure.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface Child<Question, Answer> {
  /** Says something that is not answered, also while it is asked. */
  tell(what: Question): void;
  /** @throws what the child threw, or that it has ended */
  ask(question: Question): Promise<Answer>;
  close(): Promise<void>;
}

type Message<Answer> = { readonly answer: Answer } | { readonly failure: string };

/**
 * Starts a program of bench's own, as it was built.
 * @param program from bench/src, without its ending, e.g. `load/load-process`
 */
export function startChild<Question extends object, Answer>(program: string, nodeOptions: readonly string[] = []): Child<Question, Answer> {
  // Tests run the sources, which Node.js cannot: a process is started from what was built of them.
  const file = fileURLToPath(new URL(`../../dist/${program}.js`, import.meta.url));
  const child = fork(file, [], { execArgv: [...nodeOptions] });
  const ended = once(child, 'exit');
  return {
    tell: (what) => void child.send(what),
    ask: async (question) => {
      const answered = once(child, 'message') as Promise<[Message<Answer>]>; // The program answers by `answerWith` alone.
      child.send(question);
      const message = await Promise.race([answered.then(([answer]) => answer), ended.then(() => ({ failure: `${program} has ended.` }))]);
      if ('failure' in message) throw new Error(message.failure);
      return message.answer;
    },
    close: async () => {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}
