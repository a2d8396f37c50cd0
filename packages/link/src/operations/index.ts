// Every operation of the screens and the command line, declared once.
import { applicationOperations } from './applications.js';
import { auditOperations } from './audit.js';
import type { InputIn, OutputIn } from './declare.js';
import { deviceOperations } from './devices.js';
import { dialogOperations } from './dialogs.js';
import { environmentOperations } from './environment.js';
import { extractOperations } from './extracts.js';
import { requestOperations } from './requests.js';
import { sessionOperations } from './session.js';
import { settingOperations } from './settings.js';
import { trafficOperations } from './traffic.js';
import { unsavedChangeOperations } from './unsaved-changes.js';

export const operations = {
  ...applicationOperations,
  ...deviceOperations,
  ...dialogOperations,
  ...requestOperations,
  ...sessionOperations,
  ...settingOperations,
  ...unsavedChangeOperations,
  ...auditOperations,
  ...environmentOperations,
  ...extractOperations,
  ...trafficOperations,
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
