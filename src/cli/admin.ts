import { type Admin, openAdmin } from '../app/admin.ts';
import { fail } from '../base/errors.ts';
import type { ADMIN_COMMANDS } from './admin-commands.ts';
import { type ConfigFlags, configure } from './configure.ts';

export type AdminFlags = ConfigFlags & {
  readonly json?: boolean;
  readonly note?: string;
  readonly search?: string;
  readonly limit?: string;
  readonly rotate?: boolean;
};

type Command = keyof typeof ADMIN_COMMANDS;

/** `tellcut admin …`: beside a running server, or without one. Data goes to stdout, as a table or as JSON. */
export async function admin(command: Command, args: readonly string[], flags: AdminFlags): Promise<number> {
  await using desk = await openAdmin(await configure(flags));
  const { lines, data, code } = await carryOut(desk, command, { args, flags });
  process.stdout.write(flags.json === true ? `${JSON.stringify(data)}\n` : lines.map((line) => `${line}\n`).join(''));
  return code;
}

type Given = { readonly args: readonly string[]; readonly flags: AdminFlags };
type Done = { readonly lines: readonly string[]; readonly data: unknown; readonly code: number };

async function carryOut(desk: Admin, command: Command, { args, flags }: Given): Promise<Done> {
  const [account = '', value = ''] = args;
  switch (command) {
    case 'users': {
      const users = await desk.users({ search: flags.search ?? null, limit: wholeOf(flags.limit ?? '100', '--limit') });
      return { lines: tableOf(users.map(rowOf)), data: users, code: 0 };
    }
    case 'grant': {
      const data = await desk.grant(account, wholeOf(value, 'the credits'), flags.note ?? 'granted by hand');
      return { lines: [`${data.account} has ${data.available} credits now.`], data, code: 0 };
    }
    case 'plan': {
      if (!/^[a-z0-9_-]{1,40}$/.test(value))
        throw fail('input.usage', { problem: 'A plan is a short name such as free or pro.' });
      const id = await desk.setPlan(account, value);
      return { lines: [`${id} is on the plan ${value} now.`], data: { account: id, plan: value }, code: 0 };
    }
    case 'revoke': {
      const data = await desk.revoke(account);
      return { lines: [`${data.revoked} tokens of ${data.account} ended.`], data, code: 0 };
    }
    case 'webhooks': {
      const { secret, previousUntil } = await desk.webhooks(account, flags.rotate === true ? 'rotate' : 'keep');
      const note = previousUntil === null ? [] : [`The one before it signs too until ${previousUntil.toISOString()}.`];
      return { lines: [secret, ...note], data: { secret, previous_until: previousUntil }, code: 0 };
    }
    case 'audit': {
      const found = await desk.audit();
      return {
        lines: found.length === 0 ? ['The ledger adds up.'] : found,
        data: found,
        code: found.length === 0 ? 0 : 1,
      };
    }
  }
}

function wholeOf(text: string, what: string): number {
  if (/^\d{1,10}$/.test(text)) return Number(text);
  throw fail('input.usage', { problem: `Give ${what} as a whole number.` });
}

type User = Awaited<ReturnType<Admin['users']>>[number];

const rowOf = (user: User): string[] => [
  user.id,
  user.email ?? '-',
  user.plan,
  String(user.available),
  String(user.projects),
  user.createdAt.toISOString().slice(0, 10),
];

function tableOf(rows: readonly (readonly string[])[]): string[] {
  const all = [['account', 'e-mail', 'plan', 'credits', 'projects', 'since'], ...rows];
  const widths = (all[0] ?? []).map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  return all.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
