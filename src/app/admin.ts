import { fail } from '../base/errors.ts';
import { setPlan } from '../store/accounts.ts';
import { type AccountSummary, accountNamed, listAccounts } from '../store/admin.ts';
import { newId } from '../store/ids.ts';
import { audit, balance, grant } from '../store/ledger.ts';
import type { Store } from '../store/store.ts';
import { revokeTokens } from '../store/tokens.ts';
import { accountWebhookSecrets, type WebhookSecrets } from './service/webhooks.ts';
import type { Settings } from './settings.ts';
import { openStoreFor } from './store-for.ts';

/** What an operator does at the store, beside a running server or without one. */
export type Admin = AsyncDisposable & {
  /** Gives credits; `account` is an id or an e-mail address. Throws `account.unknown`, `credits.bad_amount`. */
  readonly grant: (
    account: string,
    credits: number,
    note: string,
  ) => Promise<{ readonly account: string; readonly available: number }>;
  /** Throws `account.unknown`. */
  readonly setPlan: (account: string, plan: string) => Promise<string>;
  /** Ends every token and session of an account; says how many. Servers notice within five seconds. Throws `account.unknown`. */
  readonly revoke: (account: string) => Promise<{ readonly account: string; readonly revoked: number }>;
  /** Newest first. */
  readonly users: (page: { search: string | null; limit: number }) => Promise<readonly AccountSummary[]>;
  /** What an account's webhooks are signed with, after making another secret where asked. Throws `account.unknown`. */
  readonly webhooks: (account: string, change: 'keep' | 'rotate') => Promise<WebhookSecrets>;
  /** What does not add up in the ledger; nothing ever should. */
  readonly audit: () => Promise<readonly string[]>;
};

export async function openAdmin(settings: Settings, clock: () => Date = () => new Date()): Promise<Admin> {
  const store = await openStoreFor(settings, { join: true, connections: 2 });
  return adminOf(store, settings, clock);
}

function adminOf(store: Store, settings: Settings, clock: () => Date): Admin {
  const { db } = store;
  const idOf = async (name: string): Promise<string> => {
    const id = await accountNamed(db, name);
    if (id === null) throw fail('account.unknown', { name });
    return id;
  };
  return {
    grant: async (name, amount, note) => {
      const account = await idOf(name);
      await db.transaction().execute((tx) => grant(tx, { account, amount, ref: `admin:${newId.token()}`, note }));
      return { account, available: (await balance(db, account)).available };
    },
    setPlan: async (name, plan) => {
      const account = await idOf(name);
      await setPlan(db, account, plan);
      return account;
    },
    revoke: async (name) => {
      const account = await idOf(name);
      return { account, revoked: await revokeTokens(db, { accountId: account, now: clock() }) };
    },
    users: (page) => listAccounts(db, page),
    webhooks: async (name, change) => accountWebhookSecrets({ store, settings, clock }, await idOf(name), change),
    audit: () => audit(db),
    [Symbol.asyncDispose]: () => store.close(),
  };
}
