import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { fail } from '../base/errors.ts';

/**
 * Passwords as Argon2id hashes in the usual text form (PHC). Two at a time: each takes 19 MiB and a tenth of a second of
 * a processor, so a crowd at the door waits in line instead of taking the machine, and a longer line is sent away.
 */

const derive = promisify(argon2);

/** OWASP's second recommendation: 19 MiB, two passes, one lane. */
const COST = { memory: 19_456, passes: 2, parallelism: 1 } as const;
const SALT_BYTES = 16;
const HASH_BYTES = 32;
const AT_ONCE = 2;
const LINE_MOST = 64;

const line: (() => void)[] = [];
let busy = 0;

async function inLine<T>(work: () => Promise<T>): Promise<T> {
  if (line.length >= LINE_MOST) throw fail('account.too_many_logins', { retryAfter: 10 });
  if (busy >= AT_ONCE) await new Promise<void>((go) => line.push(go));
  else busy++;
  try {
    return await work();
  } finally {
    const next = line.shift();
    if (next === undefined) busy--;
    else next();
  }
}

/** A hash to keep. Throws `account.too_many_logins` when too many wait. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(SALT_BYTES);
  const hash = await inLine(() => hashOf(password, nonce, COST));
  const { memory, passes, parallelism } = COST;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${unpadded(nonce)}$${unpadded(hash)}`;
}

/**
 * Whether a password belongs to a hash. Without a hash (nobody has this address) it takes as long and is false. Throws
 * `account.too_many_logins` when too many wait.
 */
export async function checkPassword(password: string, kept: string | null): Promise<boolean> {
  const match = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/.exec(kept ?? '');
  const [, memory = COST.memory, passes = COST.passes, parallelism = COST.parallelism, salt, hash] = match ?? [];
  const expected = hash === undefined ? randomBytes(HASH_BYTES) : Buffer.from(hash, 'base64');
  const nonce = salt === undefined ? randomBytes(SALT_BYTES) : Buffer.from(salt, 'base64');
  const cost = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) };
  const given = await inLine(() => hashOf(password, nonce, cost));
  return match !== null && given.length === expected.length && timingSafeEqual(given, expected);
}

type Cost = { readonly memory: number; readonly passes: number; readonly parallelism: number };

async function hashOf(password: string, nonce: Buffer, cost: Cost): Promise<Buffer> {
  // The same letters typed on another system may come as other code points.
  const message = Buffer.from(password.normalize('NFKC'));
  return Buffer.from(await derive('argon2id', { message, nonce, tagLength: HASH_BYTES, ...cost }));
}

const unpadded = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');
