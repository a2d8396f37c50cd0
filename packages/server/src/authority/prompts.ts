// The questions whether an application may connect, while they stand: one for each application and workstation (B4.2, B4.3).
import type { Clock, DesktopDoor, PromptAnswer } from '@s1kit/link';
import type { Place } from '../place.js';
import { hexOf, type Random } from '../random.js';
import type { Application } from './applications.js';

/** How long a question waits for its answer (B4.3), in milliseconds. */
export const promptLimit = 120_000;

/** What became of a question. An approval carries the DeviceID that was issued. */
export type PromptOutcome = { readonly kind: 'approved'; readonly deviceId: string } | { readonly kind: 'blocked' } | { readonly kind: 'later' };

/** What is asked, and where. */
export interface PromptQuestion {
  readonly place: Place;
  readonly application: Application;
  readonly deviceVersion: string | undefined;
  readonly desktop: DesktopDoor;
}

/** What is done about an answer: it is stored and put on record before anybody hears of it. */
export interface PromptDecisions {
  approve(place: Place, application: Application, by: string): Promise<string>;
  block(place: Place, application: Application, by: string): Promise<void>;
}

export interface Prompts {
  /** Asks, or joins those who wait for the same question; never rejects for what the desktop does. @throws what storing the decision throws */
  ask(question: PromptQuestion): Promise<PromptOutcome>;
  /** Answers a standing question from elsewhere than the prompt; false if none stands. Resolves when the decision is stored. */
  answer(place: Place, applicationId: string, answer: PromptAnswer, by: string): Promise<boolean>;
  /** How many questions stand at a workstation. */
  waiting(place: Place): number;
  /** Takes every question away, as if each were to be decided later. */
  close(): void;
}

interface Standing {
  readonly place: Place;
  readonly outcome: Promise<PromptOutcome>;
  readonly settle: (answer: PromptAnswer, by: string) => void;
}

export interface PromptsOptions {
  readonly clock: Clock;
  readonly random: Random;
  /** The functions that an application without a list of its own may call. */
  readonly everyFunction: readonly string[];
  readonly decisions: PromptDecisions;
}

export function createPrompts(options: PromptsOptions): Prompts {
  const standing = new Map<string, Standing>();
  const keyOf = (place: Place, applicationId: string): string => JSON.stringify([place.organisationId, place.workstationId, applicationId]);

  const begin = (key: string, question: PromptQuestion): Standing => {
    const { place, application } = question;
    const { answered, settle } = askDesktop(options, question);
    const outcome = answered.then(async ({ answer, by }): Promise<PromptOutcome> => {
      try {
        if (answer === 'approve') return { kind: 'approved', deviceId: await options.decisions.approve(place, application, by) };
        if (answer === 'block') await options.decisions.block(place, application, by);
        return { kind: answer === 'block' ? 'blocked' : 'later' };
      } finally {
        standing.delete(key);
      }
    });
    // Those who wait hear of a failure; this keeps it from being nobody's where all have gone.
    outcome.catch(() => undefined);
    return { place, outcome, settle };
  };

  return {
    ask: (question) => {
      const key = keyOf(question.place, question.application.id);
      const prompt = standing.get(key) ?? begin(key, question);
      standing.set(key, prompt);
      return prompt.outcome;
    },
    answer: async (place, applicationId, answer, by) => {
      const prompt = standing.get(keyOf(place, applicationId));
      if (prompt === undefined) return false;
      prompt.settle(answer, by);
      await prompt.outcome;
      return true;
    },
    waiting: ({ organisationId, workstationId }) =>
      [...standing.values()].filter(({ place }) => place.organisationId === organisationId && place.workstationId === workstationId).length,
    close: () => {
      for (const prompt of standing.values()) prompt.settle('later', '');
    },
  };
}

interface Answered {
  readonly answer: PromptAnswer;
  readonly by: string;
}

/** Puts the question to the desktop's user; whatever comes first counts: the user's answer, one from elsewhere, or the end of its time. */
function askDesktop(options: PromptsOptions, question: PromptQuestion): { answered: Promise<Answered>; settle: Standing['settle'] } {
  const { application, desktop, deviceVersion } = question;
  const taken = new AbortController();
  let settle: Standing['settle'] = () => undefined;
  const answered = new Promise<Answered>((resolve) => {
    const cancel = options.clock.timer(promptLimit, () => settle('later', ''));
    settle = (answer, by) => {
      cancel();
      resolve({ answer, by });
      taken.abort();
    };
    const prompt = {
      promptId: hexOf(options.random, 8),
      applicationId: application.id,
      applicationName: application.name,
      deviceVersion,
      functions: application.functions ?? options.everyFunction,
      askedAt: options.clock.now(),
    };
    // A desktop that cannot ask has nobody who answers: the client may try again later.
    Promise.resolve()
      .then(() => desktop.ask(prompt, taken.signal))
      .then(({ answer, by }) => settle(answer, by))
      .catch(() => settle('later', ''));
  });
  return { answered, settle: (answer, by) => settle(answer, by) };
}
