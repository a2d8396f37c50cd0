// The other end of `child.ts`: a program that answers what it is asked, until who started it lets go of it.

/** Answers each question; what is told only, for which `answer` gives `undefined`, is not answered. When no more can come, it ends. */
export function answerWith<Question, Answer>(answer: (question: Question) => Promise<Answer | undefined>): void {
  process.on('message', (question: Question) => {
    answer(question).then(
      (given) => (given === undefined ? undefined : process.send?.({ answer: given })),
      (failure: unknown) => process.send?.({ failure: failure instanceof Error ? failure.message : String(failure) }),
    );
  });
  process.on('disconnect', () => process.exit());
}
