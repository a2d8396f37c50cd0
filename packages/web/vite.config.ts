// Builds the screens into dist/screens: files with nothing from anywhere else, for the desktop to serve.
import { fileURLToPath } from 'node:url';
import { operations } from '@s1kit/link';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Where nhsuk-frontend keeps the icons that its styles name. */
const icons = fileURLToPath(new URL('assets/images', import.meta.resolve('nhsuk-frontend')));

/** The operations' methods and paths alone: their schemas, and the library that these are made with, stay out of the browser. */
function operationTable(): Plugin {
  const name = 'virtual:operation-table';
  const table = Object.fromEntries(Object.entries(operations).map(([operation, { method, path }]) => [operation, [method, path]]));
  return {
    name: 'operation-table',
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    load: (id) => (id === `\0${name}` ? `export default ${JSON.stringify(table)};` : undefined),
  };
}

export default defineConfig({
  root: here('src/screens'),
  base: '/',
  plugins: [react(), operationTable()],
  resolve: { alias: [{ find: /^\/assets\/images(?=\/)/, replacement: icons }] },
  build: {
    outDir: here('dist/screens'),
    emptyOutDir: true,
    target: 'es2023',
    // The content security policy allows no data: URL, and a file costs nothing on loopback.
    assetsInlineLimit: 0,
    license: { fileName: 'licences.txt' },
    modulePreload: { polyfill: false },
  },
});
