/** A file cannot be taken in. The message names the place as a JSON pointer and says what to do; it never carries what stands there. */
export class ImportError extends Error {
  /** A JSON pointer to what is wrong. */
  readonly pointer: string;

  constructor(pointer: string, message: string) {
    super(`${pointer === '' ? 'The document' : pointer}: ${message}`);
    this.name = 'ImportError';
    this.pointer = pointer;
  }
}
