import { sql, type Transaction } from 'kysely';
import { newId } from './ids.ts';
import type { Account, AccountKind, Database, Db } from './schema.ts';

/** A new account. Throws on an email or client id that is taken: look first, under {@link lockName}. */
export async function createAccount(
  db: Db,
  account: {
    kind: AccountKind;
    clientId?: string | null;
    email?: string | null;
    passwordHash?: string | null;
    plan?: string;
  },
): Promise<Account> {
  const id = account.kind === 'anonymous' ? newId.anonymous() : newId.user();
  return await db
    .insertInto('accounts')
    .values({
      id,
      kind: account.kind,
      client_id: account.clientId ?? null,
      email: account.email?.toLowerCase() ?? null,
      password_hash: account.passwordHash ?? null,
      ...(account.plan === undefined ? {} : { plan: account.plan }),
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Null for unknown and for deleted ones. */
export async function findAccount(db: Db, id: string): Promise<Account | null> {
  return (await living(db).where('id', '=', id).executeTakeFirst()) ?? null;
}

export async function accountByClient(db: Db, clientId: string): Promise<Account | null> {
  return (await living(db).where('client_id', '=', clientId).executeTakeFirst()) ?? null;
}

export async function accountByEmail(db: Db, email: string): Promise<Account | null> {
  return (await living(db).where('email', '=', email.toLowerCase()).executeTakeFirst()) ?? null;
}

const living = (db: Db) => db.selectFrom('accounts').selectAll().where('deleted_at', 'is', null);

/**
 * Makes an anonymous account a registered one, with its id, projects and credits. Its client id no longer leads to it: a
 * client id is no secret. Null when the account is not an anonymous one, or the email is taken.
 */
export async function registerAccount(
  tx: Transaction<Database>,
  input: { id: string; email: string; passwordHash: string },
): Promise<Account | null> {
  const email = input.email.toLowerCase();
  await lockName(tx, `email ${email}`);
  const done = await tx
    .updateTable('accounts')
    .set({ kind: 'registered', email, password_hash: input.passwordHash, client_id: null })
    .where('id', '=', input.id)
    .where('kind', '=', 'anonymous')
    .where('deleted_at', 'is', null)
    .where((account) =>
      account.not(account.exists(account.selectFrom('accounts as other').where('other.email', '=', email))),
    )
    .returningAll()
    .executeTakeFirst();
  return done ?? null;
}

/** False when there is no such account. */
export async function setPlan(db: Db, id: string, plan: string): Promise<boolean> {
  const done = await db
    .updateTable('accounts')
    .set({ plan })
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

/**
 * Lets one transaction at a time work on what has this name, until it ends: for what is looked at before it is written
 * (an email, a client's limit, a file's bytes). More than one name: in sorted order.
 */
export async function lockName(tx: Transaction<Database>, name: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 7241))`.execute(tx);
}

/** The account with another key for its webhooks. Null for unknown and for deleted ones. */
export async function rotateWebhookKey(db: Db, { id, now }: { id: string; now: Date }): Promise<Account | null> {
  const row = await db
    .updateTable('accounts')
    .set((update) => ({ webhook_key: update('webhook_key', '+', 1), webhook_rotated_at: now }))
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .returningAll()
    .executeTakeFirst();
  return row ?? null;
}
