/** What an account keeps for its next videos, by kind and name: templates, its brand. */
export const KEPT = /* sql */ `
create table kept (
  account_id text not null references accounts (id) on delete cascade,
  kind text not null,
  name text not null,
  value json not null,
  updated_at timestamptz not null default now(),
  primary key (account_id, kind, name)
);
`;
