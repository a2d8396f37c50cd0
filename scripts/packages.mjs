// `npm run test:packages`: the tests of the packages, with an installation from nothing, as a user makes it: the database driver is fetched, or compiled for a minute.
import { spawnSync } from 'node:child_process';
import { root } from './copied-tree.mjs';

const { status } = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', 'test/packages.test.ts'], {
  cwd: root,
  env: { ...process.env, S1KIT_TEST_INSTALL: 'whole' },
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
