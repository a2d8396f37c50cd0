// What stands on the workstation before anything listens: its prompts, its notices, its disk. The server is opened with this desk's door.
import type { DesktopDoor } from '@s1kit/link';
import { createFiles } from './files/files.js';
import type { FileOptions } from './files/write.js';
import { createNoticeBoard, type NoticeBoard } from './notices.js';
import { createPromptDesk, type PromptDesk } from './prompts.js';

export interface Desk {
  /** What the server is given. */
  readonly door: DesktopDoor;
  readonly prompts: PromptDesk;
  readonly notices: NoticeBoard;
}

/**
 * Sets up a workstation's desk.
 * @example
 * const desk = createDesk({ allowedFolders: ['/home/me/files'] });
 * const server = await openServer({ desktop: desk.door });
 * const desktop = await openDesktop({ desk, server, clock: systemClock(), port: 40700, http: { port: 4070, token, about } });
 */
export function createDesk(options: FileOptions): Desk {
  const prompts = createPromptDesk();
  const notices = createNoticeBoard();
  prompts.subscribe(() => notices.publish({ event: 'prompt' }));
  return { prompts, notices, door: { ask: prompts.ask, notify: notices.publish, ...createFiles(options) } };
}
