import { existsSync } from 'node:fs';

/** The program and command of a server: built where it was built, as it is installed. */
export const SERVE: readonly [string, ...string[]] = [
  existsSync('dist/main.js') ? 'dist/main.js' : 'src/main.ts',
  'serve',
];
