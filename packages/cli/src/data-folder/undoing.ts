// Steps that can be taken back, the last one first.

export interface Undoing {
  /** Remembers how a step that was just done is taken back. */
  readonly undo: (step: () => void | Promise<void>) => void;
  readonly takeBack: () => Promise<void>;
}

export function undoing(): Undoing {
  const steps: (() => void | Promise<void>)[] = [];
  return {
    undo: (step) => void steps.push(step),
    takeBack: async () => {
      for (let step = steps.pop(); step !== undefined; step = steps.pop()) await step();
    },
  };
}
