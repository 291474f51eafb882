import { fail, named, TellcutError } from '../base/errors.ts';

/** SQLSTATE classes and codes, and Node's, of a database that is away for the moment. */
const AWAY =
  /^(08...|53300|57P0[1-5]|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;
/** Wrong user, password or database: somebody must correct a setting. */
const REFUSED = /^(28...|3D000)$/;
const DISK_FULL = '53100';
/** Postgres keeps no NUL in a text. */
const BAD_TEXT = '22021';
/** pg's own errors have no code. */
const AWAY_WORDS =
  /connection terminated|query read timeout|timeout exceeded when trying to connect|connection error|server closed/i;

/**
 * Names what the database driver throws, at the border: a full disk, a database that is away, one that lets nobody in.
 * Anything else passes through; it is a bug of ours. `where`: host and database, never a password.
 */
export function databaseFailure(thrown: unknown, where: string): unknown {
  if (!(thrown instanceof Error) || thrown instanceof TellcutError) return thrown;
  const code = (thrown as Error & { readonly code?: unknown }).code;
  if (code === DISK_FULL) return fail('render.disk_full', { file: null }, { cause: thrown });
  if (code === BAD_TEXT) return fail('store.bad_text', undefined, { cause: thrown });
  if (typeof code === 'string' && REFUSED.test(code))
    return fail('store.refused', { where, why: thrown.message }, { cause: thrown });
  const isAway =
    (typeof code === 'string' && AWAY.test(code)) || (code === undefined && AWAY_WORDS.test(thrown.message));
  // A socket that is gone: the built-in database is being started again.
  const isGone = code === 'ENOENT' && (thrown as NodeJS.ErrnoException).syscall === 'connect';
  return isAway || isGone ? fail('store.not_reachable', { where }, { cause: thrown }) : thrown;
}

/** Host and database of a connection, to be shown. */
export function whereOf(connection: {
  readonly host?: string | undefined;
  readonly database?: string | undefined;
}): string {
  return `${connection.host ?? 'localhost'}/${connection.database ?? ''}`;
}

/** A data folder that is not ours to write has a name; anything else passes through. */
export function folderFailure(thrown: unknown, folder: string): unknown {
  const code = thrown instanceof Error ? (thrown as NodeJS.ErrnoException).code : undefined;
  const isClosed = ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST'].includes(code ?? '');
  return isClosed ? fail('render.cannot_write', { file: folder }, { cause: thrown }) : named(thrown);
}
