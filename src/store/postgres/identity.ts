import { spawnSync } from 'node:child_process';

/** As whom Postgres runs. It refuses root, so root steps down to `nobody`; `null` means: as ourselves. */
export type Identity = { readonly uid: number; readonly gid: number } | null;

/** `nobody` on Linux and in containers; any uid with an entry in passwd would do. */
const NOBODY = 65534;

export const identityOf = (uid: number | undefined): Identity => (uid === 0 ? { uid: NOBODY, gid: NOBODY } : null);

/** Options of a child that runs as this identity, far from our environment: no keys, no PG… variables. */
export function asIdentity(identity: Identity): {
  cwd: string;
  env: Record<string, string>;
  uid?: number;
  gid?: number;
} {
  const env = { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
  return { cwd: '/', env, ...identity };
}

/** Can this identity enter the folder? Tried by a child, which also obeys what modes do not tell (ACLs, containers). */
export function canEnter(identity: Identity, folder: string): boolean {
  return (
    spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...asIdentity(identity), stdio: 'ignore' }).status === 0
  );
}
