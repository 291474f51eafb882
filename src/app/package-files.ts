import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** Whether we run from `src`, by type stripping; else from the bundle in `dist` (scripts/build.ts). */
const isSource = import.meta.filename.endsWith('.ts');

/** The folder of our package.json: a bundle has other depths than its sources, so it is looked for. */
export const PACKAGE_FOLDER: string = packageAbove(import.meta.dirname);

/** The module that child processes run (src/media/pool.ts). */
export const WORKER_ENTRY: URL = pathToFileURL(
  path.join(PACKAGE_FOLDER, isSource ? 'src/render/worker.ts' : 'dist/render/worker.js'),
);

function packageAbove(folder: string): string {
  if (existsSync(path.join(folder, 'package.json'))) return folder;
  const above = path.dirname(folder);
  if (above === folder) throw new Error('tellcut is not in its package: there is no package.json above it');
  return packageAbove(above);
}
