import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = (name: string): string => fileURLToPath(new URL(`./packages/${name}/src/index.ts`, import.meta.url));

export default defineConfig({
  resolve: {
    alias: {
      '@s1kit/contract': source('contract'),
      '@s1kit/link': source('link'),
      '@s1kit/server': source('server'),
      '@s1kit/desktop': source('desktop'),
      '@s1kit/web': fileURLToPath(new URL('./packages/web/dist/index.js', import.meta.url)),
      s1kit: source('cli'),
    },
  },
  test: {
    include: ['packages/*/test/**/*.test.ts', 'campaigns/test/**/*.test.ts', 'test/**/*.test.ts'],
    setupFiles: [fileURLToPath(new URL('./test/support/property-seed.ts', import.meta.url))],
    testTimeout: 20_000,
  },
});
