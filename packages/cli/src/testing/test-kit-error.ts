// What goes wrong in the test kit itself; what the environment refuses is an OperationError.

/** A failure of the test kit. Match on `code`; the message is for a person. */
export class TestKitError extends Error {
  /**
   * `optionWrong`: an option or a span of time is not what it must be. `nothingCame`: what was waited for did not come in time. `closed`: the environment
   * was closed meanwhile. `promptGone`: the prompt does not wait any more. `noSuchPatient`: the environment has no patient of that kind.
   */
  readonly code: 'optionWrong' | 'nothingCame' | 'closed' | 'promptGone' | 'noSuchPatient';

  constructor(code: TestKitError['code'], message: string) {
    super(message);
    this.name = 'TestKitError';
    this.code = code;
  }
}
