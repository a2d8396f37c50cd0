// Where the screens' files lie, for the desktop that serves them. The screens themselves are below `screens/`, built by Vite.
import { fileURLToPath } from 'node:url';

/** The folder with `index.html` and all that it needs. */
export const screensFolder: string = fileURLToPath(new URL('screens', import.meta.url));
