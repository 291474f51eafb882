import { existsSync } from 'node:fs';

/** False when a client is installed here, else why its tests are skipped. */
export function missing(name: string): string | false {
  const isThere = existsSync(new URL(`node_modules/${name}/package.json`, import.meta.url));
  return isThere ? false : `${name} is not installed: npm install in compat/`;
}
