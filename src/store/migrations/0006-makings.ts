/**
 * Things that a provider's model makes: what was ordered, the provider's own id of it, what it costs, what came of it. One
 * order of an account is there once until it has failed: whoever asks again gets what is made, or waits for it too.
 */
export const MAKINGS = /* sql */ `
create table makings (
  id text primary key,
  account_id text not null references accounts (id),
  session_id text references sessions (id) on delete set null,
  turn_id text,
  key text not null,
  kind text not null,
  label text not null,
  request json not null,
  state text not null default 'waiting'
    check (state in ('waiting', 'asking', 'making', 'done', 'failed', 'cancelled', 'gone')),
  ticket text,
  ahead integer,
  fraction real,
  price integer not null default 0,
  hold_ref text,
  asset_id text,
  error json,
  job_id text,
  created_at timestamptz not null default now(),
  begun_at timestamptz,
  ended_at timestamptz
);
create unique index makings_once on makings (account_id, key) where state in ('waiting', 'asking', 'making', 'done');
create index makings_by_session on makings (session_id, created_at);
create index makings_by_turn on makings (turn_id);
`;
