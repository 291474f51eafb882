/**
 * The ledger. What must never happen cannot be written: a transaction that does not add up is refused at commit, entries
 * are never changed, an account's books are never below zero, and a balance moves only by an entry. House books have no
 * running balance: every charge of every account would wait for that one row.
 */
export const LEDGER = /* sql */ `
create table ledger_transactions (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('grant', 'hold', 'capture', 'release', 'refund', 'adjust')),
  ref text not null,
  account_id text not null references accounts (id),
  note text,
  created_at timestamptz not null default now(),
  unique (kind, ref)
);
create index ledger_transactions_by_account on ledger_transactions (account_id, id desc);
-- A hold ends once: captured or released, never both.
create unique index ledger_hold_ends_once on ledger_transactions (ref) where kind in ('capture', 'release');

create table ledger_entries (
  transaction_id bigint not null references ledger_transactions (id),
  book text not null check (book in ('house:issued', 'house:earned') or book ~ '^acct:.+:(available|held)$'),
  amount bigint not null check (amount <> 0),
  primary key (transaction_id, book)
);
create index ledger_entries_by_book on ledger_entries (book);

create table ledger_balances (
  book text primary key,
  balance bigint not null default 0,
  constraint ledger_never_below_zero check (balance >= 0)
);

create function ledger_refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the ledger is append-only';
end $$;
create trigger ledger_transactions_append_only before update or delete on ledger_transactions
  for each row execute function ledger_refuse_change();
create trigger ledger_entries_append_only before update or delete on ledger_entries
  for each row execute function ledger_refuse_change();
create trigger ledger_transactions_no_truncate before truncate on ledger_transactions
  for each statement execute function ledger_refuse_change();
create trigger ledger_entries_no_truncate before truncate on ledger_entries
  for each statement execute function ledger_refuse_change();

create function ledger_move_balance() returns trigger language plpgsql as $$
begin
  if new.book like 'acct:%' then
    update ledger_balances set balance = balance + new.amount where book = new.book;
    if not found then
      insert into ledger_balances (book, balance) values (new.book, new.amount);
    end if;
  end if;
  return null;
end $$;
create trigger ledger_entries_move_balance after insert on ledger_entries
  for each row execute function ledger_move_balance();

-- Depth 1 is this trigger itself: whoever writes a balance by hand is refused, unless it is an opening of zero.
create function ledger_guard_balance() returns trigger language plpgsql as $$
begin
  if pg_trigger_depth() = 1 and not (tg_op = 'INSERT' and new.balance = 0) then
    raise exception 'a balance moves only by an entry';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger ledger_balances_guard before insert or update or delete on ledger_balances
  for each row execute function ledger_guard_balance();

create function ledger_check_sum() returns trigger language plpgsql as $$
declare total bigint;
begin
  select coalesce(sum(amount), 0) into total from ledger_entries where transaction_id = new.transaction_id;
  if total <> 0 then
    raise exception 'ledger transaction % does not add up: %', new.transaction_id, total;
  end if;
  return null;
end $$;
create constraint trigger ledger_entries_add_up after insert on ledger_entries
  deferrable initially deferred for each row execute function ledger_check_sum();

-- Versions of drafts and events of turns are written once; they go only with their session.
create function refuse_update() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name;
end $$;
create trigger draft_versions_append_only before update on draft_versions
  for each row execute function refuse_update();
create trigger turn_events_append_only before update on turn_events
  for each row execute function refuse_update();
`;
