// A program that takes a lock and keeps it until it is killed. `npm run build` comes first.
import { writeSync } from 'node:fs';
import { isRunning, openLock } from '../../dist/locking/lock.js';

const lock = openLock(process.argv[2] ?? '', 'keeper', process.pid, isRunning);
writeSync(1, `${lock.take() ? 'holds' : 'does not hold'}\n`);
setInterval(() => undefined, 1_000);
