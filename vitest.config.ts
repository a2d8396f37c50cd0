import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = (name: string, entry = 'index.ts'): string => fileURLToPath(new URL(`./packages/${name}/src/${entry}`, import.meta.url));

export default defineConfig({
  resolve: {
    alias: {
      '#runner': fileURLToPath(new URL('./runner/src/index.ts', import.meta.url)),
      '@s1kit/contract': source('contract'),
      '@s1kit/sdk/validate': source('sdk').replace('index.ts', 'validate/index.ts'),
      '@s1kit/sdk': source('sdk'),
      '@s1kit/link': source('link'),
      '@s1kit/server': source('server'),
      '@s1kit/desktop': source('desktop'),
      // Before the package's own name, which its path begins with.
      's1kit/testing': source('cli', 'testing/index.ts'),
      '@s1kit/web': fileURLToPath(new URL('./packages/web/dist/index.js', import.meta.url)),
      s1kit: source('cli'),
    },
  },
  test: {
    include: ['packages/*/test/**/*.test.ts', 'campaigns/test/**/*.test.ts', 'bench/test/**/*.test.ts', 'runner/test/**/*.test.ts', 'test/**/*.test.ts'],
    setupFiles: [fileURLToPath(new URL('./test/support/property-seed.ts', import.meta.url))],
    testTimeout: 20_000,
    // No module keeps state, so files share a process and what it has loaded: measured, a third less work. Vitest alone would leave one core idle.
    isolate: false,
    maxWorkers: availableParallelism(),
  },
});
