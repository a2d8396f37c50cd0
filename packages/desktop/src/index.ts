// The desktop: what the command line puts together with a server.
export { createDesk, type Desk } from './desk.js';
export { type Desktop, type DesktopOptions, type FurtherWorkstation, openDesktop, requireFreePorts } from './desktop.js';
export { createFiles } from './files/files.js';
export { isWithin } from './files/folder.js';
export type { FileOptions } from './files/write.js';
export type { About } from './http/public-routes.js';
export { defaultLimits, type ListenerLimits } from './listener/limits.js';
export { openReception, type Reception, type ReceptionOptions } from './listener/reception.js';
export type { Transport } from './listener/transport.js';
export { type Log, type LogDetails, silentLog } from './log.js';
export { ListenError } from './loopback.js';
export { createMetrics, type Meter } from './metrics.js';
export type { NoticeBoard } from './notices.js';
export type { PromptDesk } from './prompts.js';
