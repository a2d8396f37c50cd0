// Writes the reference pages from the contract's declarations and the help of the command. Build first: `npm run build`.
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { errorsPage, functionsPage, symmetryPage } from '@s1kit/contract';
import { importSchemaText } from '@s1kit/server';
import { main } from 's1kit';
import { commandLinePage } from './command-line.mjs';

const folder = fileURLToPath(new URL('../docs/reference/', import.meta.url));
mkdirSync(folder, { recursive: true });
writeFileSync(`${folder}functions.md`, functionsPage());
writeFileSync(`${folder}errors.md`, errorsPage());
writeFileSync(`${folder}symmetry.md`, symmetryPage());
writeFileSync(`${folder}import.schema.json`, importSchemaText());
writeFileSync(`${folder}command-line.md`, await commandLinePage(main));
