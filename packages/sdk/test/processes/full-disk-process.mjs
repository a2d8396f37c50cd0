// An application whose disk takes a part of what it is given: it may write so many bytes to a file, and no more. `npm run build` comes first.
import { writeSync } from 'node:fs';
import { openSealedLog } from '../../dist/outbox/sealed-log.js';

const [path = ''] = process.argv.slice(2);
const log = await openSealedLog(path, Buffer.alloc(32), (size) => Buffer.alloc(size, 1));
for (let number = 0; ; number += 1) {
  try {
    await log.add({ number, text: 'x'.repeat(700) });
    writeSync(1, `kept ${number}\n`);
  } catch (error) {
    writeSync(1, `refused ${number} ${error instanceof Error && 'code' in error ? error.code : ''}\n`);
    break;
  }
}
