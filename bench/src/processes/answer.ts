// The other end of `child.ts`: a program that answers what it is asked, until who started it lets go of it.

/** Answers each question. When no more can come, it ends. */
export function answerWith<Question, Answer>(answer: (question: Question) => Promise<Answer>): void {
  process.on('message', (question: Question) => {
    answer(question).then(
      (given) => process.send?.({ answer: given }),
      (failure: unknown) => process.send?.({ failure: failure instanceof Error ? failure.message : String(failure) }),
    );
  });
  process.on('disconnect', () => process.exit());
}
