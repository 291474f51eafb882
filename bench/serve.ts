import { existsSync } from 'node:fs';

/** How Node runs a server as `tellcut serve` does: built where it was built, with the launcher's flags (bin/tellcut.mjs). */
export const SERVE = ['--max-semi-space-size=2', existsSync('dist/main.js') ? 'dist/main.js' : 'src/main.ts', 'serve'];
