// A profile as Node.js writes it with `--cpu-prof`, and whose time it was within a span.

export interface Profile {
  /** Microseconds on the system's clock that never goes back: the one of `process.hrtime`. */
  readonly startTime: number;
  readonly nodes: readonly ProfileNode[];
  /** The node that was running, at each sample. */
  readonly samples: readonly number[];
  /** Microseconds from each sample to the next. */
  readonly timeDeltas: readonly number[];
}

interface ProfileNode {
  readonly id: number;
  readonly callFrame: Frame;
  readonly children?: readonly number[];
}

export interface Frame {
  readonly functionName: string;
  /** Of the file; empty for what is the engine's own. */
  readonly url: string;
}

/** From one time to another, as `startTime`. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * Adds up the time of a span by stage.
 * @param stageOf is given what called what, the innermost first; undefined for what is not counted
 * @returns microseconds by stage
 */
export function timeByStage(profile: Profile, { from, to }: Span, stageOf: (frames: readonly Frame[]) => string | undefined): ReadonlyMap<string, number> {
  const stages = stagesOfNodes(profile, stageOf);
  const times = new Map<string, number>();
  let at = profile.startTime;
  for (const [index, delta] of profile.timeDeltas.entries()) {
    at += delta;
    const stage = stages.get(profile.samples[index] ?? -1);
    if (at < from || at >= to || stage === undefined) continue;
    // A sample tells what ran until the next one.
    times.set(stage, (times.get(stage) ?? 0) + (profile.timeDeltas[index + 1] ?? 0));
  }
  return times;
}

function stagesOfNodes({ nodes }: Profile, stageOf: (frames: readonly Frame[]) => string | undefined): ReadonlyMap<number, string | undefined> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const stages = new Map<number, string | undefined>();
  const visit = (node: ProfileNode, callers: readonly Frame[]): void => {
    const frames = [node.callFrame, ...callers];
    stages.set(node.id, stageOf(frames));
    for (const id of node.children ?? []) {
      const child = byId.get(id);
      if (child !== undefined) visit(child, frames);
    }
  };
  const [root] = nodes;
  if (root !== undefined) visit(root, []);
  return stages;
}
