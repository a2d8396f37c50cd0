// Every operation of the screens and the command line, declared once.
import { applicationOperations } from './applications.js';
import { auditOperations } from './audit.js';
import { codeOperations } from './codes.js';
import type { InputIn, OutputIn } from './declare.js';
import { demographicsOperations } from './demographics.js';
import { deviceOperations } from './devices.js';
import { dialogOperations } from './dialogs.js';
import { entryOperations } from './entries.js';
import { environmentOperations } from './environment.js';
import { extractOperations } from './extracts.js';
import { organisationOperations } from './organisation.js';
import { sessionOperations } from './session.js';
import { slotOperations } from './slots.js';
import { unsavedChangeOperations } from './unsaved-changes.js';

export const operations = {
  ...applicationOperations,
  ...codeOperations,
  ...demographicsOperations,
  ...deviceOperations,
  ...dialogOperations,
  ...entryOperations,
  ...organisationOperations,
  ...sessionOperations,
  ...slotOperations,
  ...unsavedChangeOperations,
  ...auditOperations,
  ...environmentOperations,
  ...extractOperations,
} as const;

export type Operations = typeof operations;
export type OperationName = keyof Operations;
export type InputOf<N extends OperationName> = InputIn<Operations[N]>;
export type OutputOf<N extends OperationName> = OutputIn<Operations[N]>;

/** How each operation is carried out: what the server must have for all of them. */
export type OperationHandlers<Context> = {
  readonly [N in OperationName]: (input: InputOf<N>, context: Context) => Promise<OutputOf<N>>;
};

export * from './declare.js';
