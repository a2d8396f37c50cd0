// The program of `watched.ts`.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { type Environment, startEnvironment } from 's1kit';
import { forgetPeak, peakMemory } from '../memory.js';
import { answerWith } from '../processes/answer.js';
import type { WatchedAnswer, WatchedQuestion } from './watched.js';

let environment: Environment | undefined;
const delays = monitorEventLoopDelay({ resolution: 1 });
let before = 0;

answerWith<WatchedQuestion, WatchedAnswer>(async (question) => {
  const began = performance.now();
  await carryOut(question);
  const took = performance.now() - began;
  const { port = 0, apiKey = '' } = environment ?? {};
  return { port, apiKey, worstStall: delays.max / 1e6, grown: peakMemory() - before, took };
});

async function carryOut(question: WatchedQuestion): Promise<void> {
  switch (question.kind) {
    case 'start': {
      const { data, patients, history } = question;
      environment = await startEnvironment({ data, patients, history, throttle: 'off', approve: 'always' });
      delays.enable();
      return;
    }
    case 'watch':
      forgetPeak();
      before = process.memoryUsage.rss();
      delays.reset();
      return;
    case 'extract':
      await started().perform('extract.write', { folder: question.folder });
      return;
    case 'exportAudit': {
      let after = 0;
      for (let page = 0; page < question.pages; page += 1) {
        const entries = await started().perform('audit.export', { after, limit: 1_000 });
        after = entries.at(-1)?.entry.sequence ?? after;
      }
      return;
    }
    case 'snapshot':
      await started().perform('data.snapshot', { name: question.name });
      return;
    case 'listAudit':
      await started().perform('audit.list', question.filters);
      return;
    case 'stop':
      await environment?.close();
      return;
    case 'look':
      return;
  }
}

function started(): Environment {
  if (environment === undefined) throw new Error('The environment has not been started.');
  return environment;
}
