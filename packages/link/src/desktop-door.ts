// What a desktop offers to the server: its user's eyes and hands, and its disk.

/** A question to the user whether an application may connect from this workstation (B4.2). */
export interface DevicePrompt {
  /** Names the prompt while it stands. */
  readonly promptId: string;
  readonly applicationId: string;
  readonly applicationName: string;
  readonly deviceVersion: string | undefined;
  /** The functions that the application may call. */
  readonly functions: readonly string[];
  /** When it was asked, in milliseconds since 1970 UTC. */
  readonly askedAt: number;
}

export type PromptAnswer = 'approve' | 'block' | 'later';

/** Something that happened, for screens and logs; never with patient data. */
export interface Notice {
  readonly event: 'message' | 'session' | 'devices' | 'applications' | 'record' | 'clock' | 'data' | 'prompt' | 'dialog' | 'extract' | 'settings';
  /** For `message`: the sequence number of its audit entry on this workstation. */
  readonly sequence?: number;
  /** For `devices`: what was decided about an application. */
  readonly decided?: 'approved' | 'blocked' | 'unblocked' | 'revoked';
  /** For `extract`: how many of how many files are written. */
  readonly done?: number;
  readonly total?: number;
}

/** A file to be written into a folder of the workstation. */
export interface OutgoingFile {
  readonly name: string;
  readonly pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
}

/** A file that was read from the workstation. */
export interface IncomingFile {
  /** Its own name, without the way to it. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface DesktopDoor {
  /** Shows the prompt and resolves with the user's answer; `later` when the signal aborts, which takes the prompt away. */
  ask(prompt: DevicePrompt, signal: AbortSignal): Promise<{ readonly answer: PromptAnswer; readonly by: string }>;
  /** Tells the screens that something happened. */
  notify(notice: Notice): void;
  /**
   * Reads a file within the allowed folders, whole (B7.14).
   * @param path its full path on the workstation
   * @param limit how many bytes it may have
   * @throws {Refusal} PathRefused
   */
  readFile(path: string, limit: number): Promise<IncomingFile>;
  /**
   * Writes the files into an existing folder within the allowed ones: all of them, or none (B7.17). Never overwrites.
   * @returns the full paths, in order
   * @throws {Refusal} PathRefused
   */
  writeFiles(folder: string, files: readonly OutgoingFile[]): Promise<readonly string[]>;
  /** Removes files that `writeFiles` of this door has written, because the request that they were written for failed after all (B3.7). */
  removeFiles?(paths: readonly string[]): Promise<void>;
}
