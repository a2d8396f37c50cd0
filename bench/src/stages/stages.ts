// The stages of a request, told by whose code is running.
import type { Frame } from './profile.js';

interface Rule {
  readonly stage: string;
  /** In the file's address. */
  readonly file: RegExp;
  readonly function?: RegExp;
}

/** The first that fits the innermost frame that any fits. What fits none belongs to its caller: a hash to who hashes. */
const rules: readonly Rule[] = [
  { stage: 'sockets: streams and system calls', file: /^node:(?:net|internal\/(?:stream_base_commons|streams\/))/ },
  { stage: 'framing and reply, in the listener', file: /\/desktop\/dist\/listener\// },
  { stage: 'metrics', file: /\/(?:desktop\/dist\/metrics|prom-client\/)/ },
  { stage: 'parsing, envelope', file: /\/(?:contract\/dist\/(?:document|envelope)\.js|saxes\/)/ },
  { stage: 'schema', file: /\/contract\/dist\/(?:request|shape\/(?:decode|decode-plan|simple|white-space))\.js/ },
  { stage: 'reply encoded', file: /\/contract\/dist\/|\/server\/dist\/exchange\/encoded-reply\.js/ },
  { stage: 'commit: written and synced', file: /\/store\/sqlite\/units\.js/, function: /^commit$/ },
  { stage: 'statements, run by the driver', file: /\/store\/sqlite\/|\/better-sqlite3\// },
  {
    stage: 'key, user, device, right, throttle',
    file: /\/server\/dist\/(?:authority|sessions|directory|exchange\/(?:checks|key|user|device|function|right|throttle|schema))/,
  },
  { stage: 'the function itself', file: /\/server\/dist\/(?:functions|patients|store\/statement)/ },
  { stage: 'audit entry: digests, hash, columns', file: /\/server\/dist\/(?:audit|exchange\/findings)/ },
  { stage: 'units of work, promises, the rest of the way', file: /\/(?:server|link|cli|desktop)\/dist\// },
];

const rest = "the engine's own, and garbage collection";

/** The stages in the order of a table. */
export const stageNames: readonly string[] = [...rules.map(({ stage }) => stage), rest];

/** The stage that a stack of calls belongs to; undefined while nothing ran. */
export function stageOf(frames: readonly Frame[]): string | undefined {
  if (frames[0]?.functionName === '(idle)') return undefined;
  for (const frame of frames) {
    const rule = rules.find((one) => one.file.test(frame.url) && (one.function?.test(frame.functionName) ?? true));
    if (rule !== undefined) return rule.stage;
  }
  return rest;
}
