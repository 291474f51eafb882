import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readlinkSync, realpathSync, statSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { fail } from '../../base/errors.ts';
import { canEnter, type Identity } from './identity.ts';

/** Where clusters lie whose data folder `nobody` cannot reach (root's home). */
const OUTSIDE = '/var/lib/tellcut';

/**
 * The folder of the built-in database: `postgres` in the data folder. When Postgres runs as another user who cannot get
 * there, `postgres` is a link to a folder below /var/lib/tellcut, so that it is found again, also when the data folder
 * moves. Throws `store.no_place`, `store.database_gone`.
 */
export function placeOf(folder: string, identity: Identity): string {
  mkdirSync(folder, { recursive: true, mode: identity === null ? 0o700 : 0o711 });
  const place = path.join(realpathSync(folder), 'postgres');
  if (existing(place) === null) {
    const target = linkTarget(place);
    // Never an empty database in the place of one that was there.
    if (target !== null) throw fail('store.database_gone', { folder, target });
    make(place, folder, identity);
  }
  const real = realpathSync(place);
  if (canEnter(identity, real)) return real;
  // A data folder made by others (mkdtemp, a volume) may be closed to everybody else; ours to open for passing through.
  const data = path.dirname(place);
  if (identity !== null && real === place && statSync(data).uid === 0) chmodSync(data, statSync(data).mode | 0o001);
  if (!canEnter(identity, real)) throw fail('store.no_place', { folder });
  return real;
}

function make(place: string, folder: string, identity: Identity): void {
  const data = path.dirname(place);
  if (identity === null || canEnter(identity, path.dirname(data))) {
    mkdirSync(place, { recursive: true, mode: identity === null ? 0o700 : 0o711 });
    return;
  }
  const name = createHash('sha256').update(data).digest('hex').slice(0, 16);
  const outside = path.join(OUTSIDE, name);
  try {
    mkdirSync(outside, { recursive: true, mode: 0o711 });
    symlinkSync(outside, place);
  } catch (error) {
    if (existing(place) !== null) return; // another process made it in the same moment
    throw fail('store.no_place', { folder }, { cause: error });
  }
}

/** Where a link leads; null when it is none. */
function linkTarget(file: string): string | null {
  try {
    return readlinkSync(file);
  } catch {
    return null; // no link, or not there
  }
}

function existing(file: string): string | null {
  try {
    return realpathSync(file);
  } catch {
    return null; // not there yet
  }
}
