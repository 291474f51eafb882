/**
 * The first schema. Documents are `json`, not `jsonb`: we read them whole and never query inside them, `json` keeps keys
 * in the order they were written (a draft comes back as it went in, and so do the keys of its parts), and it holds any
 * text a person may type, NUL included, which `jsonb` refuses.
 */
export const FIRST = /* sql */ `
create table accounts (
  id text primary key,
  kind text not null check (kind in ('anonymous', 'registered')),
  client_id text unique,
  email text unique check (email = lower(email)),
  password_hash text,
  plan text not null default 'free',
  created_at timestamptz not null default now(),
  deleted_at timestamptz
);

create table tokens (
  id text primary key,
  account_id text not null references accounts (id),
  hash text not null unique check (hash ~ '^[0-9a-f]{64}$'),
  kind text not null check (kind in ('anon', 'login', 'api', 'claim', 'web')),
  name text,
  scopes text[] not null,
  project_id text,
  session_id text,
  last4 text not null,
  expires_at timestamptz,
  revoked_at timestamptz,
  last_used_at timestamptz,
  created_at timestamptz not null default now()
);
create index tokens_by_account on tokens (account_id);
create index tokens_by_project on tokens (project_id) where project_id is not null;

-- One row per anonymous token that was issued: the weekly limits count these.
create table token_issues (
  id bigint generated always as identity primary key,
  client_id text not null,
  address_key text not null,
  wide_key text not null,
  issued_at timestamptz not null
);
create index token_issues_by_client on token_issues (client_id, issued_at);
create index token_issues_by_address on token_issues (address_key, issued_at);
create index token_issues_by_wide on token_issues (wide_key, issued_at);

create table projects (
  id text primary key,
  account_id text not null references accounts (id),
  name text not null,
  language text not null,
  created_at timestamptz not null default now(),
  deleted_at timestamptz
);
create index projects_by_account on projects (account_id, created_at desc) where deleted_at is null;

create table sessions (
  id text primary key,
  project_id text not null references projects (id),
  account_id text not null references accounts (id),
  language text not null,
  -- Which versions can be reached by undo and redo: {numbers, at, last}.
  history json not null,
  -- Rises with every change of anything that the session's state shows; the ETag is made of it.
  revision bigint not null default 1,
  -- What the planner did last, for requests that build on it.
  previous json,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index sessions_by_project on sessions (project_id);
create index sessions_by_account on sessions (account_id, created_at desc);

create table draft_versions (
  session_id text not null references sessions (id) on delete cascade,
  number integer not null,
  draft json not null,
  label text not null default '',
  turn_id text,
  created_at timestamptz not null default now(),
  primary key (session_id, number)
);

create table assets (
  id text primary key,
  hash text not null unique check (hash ~ '^[0-9a-f]{64}$'),
  bytes bigint not null check (bytes >= 0),
  kind text not null,
  probe json,
  blob_key text not null,
  created_at timestamptz not null default now()
);

create table session_assets (
  session_id text not null references sessions (id) on delete cascade,
  asset_id text not null references assets (id),
  filename text not null,
  position integer not null,
  added_at timestamptz not null default now(),
  primary key (session_id, asset_id)
);
create index session_assets_by_asset on session_assets (asset_id);

-- What was measured about a file, by its bytes: no account, no name.
create table facts (
  hash text not null,
  name text not null,
  version integer not null,
  value json not null,
  primary key (hash, name, version)
);

create table turns (
  id text primary key,
  session_id text not null references sessions (id) on delete cascade,
  account_id text not null references accounts (id),
  text text not null,
  state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
  hold_ref text,
  price bigint not null default 0 check (price >= 0),
  attribution json,
  result json,
  error json,
  job_id text,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  ended_at timestamptz
);
-- One turn at a time per session, whatever the number of servers.
create unique index turns_one_open_per_session on turns (session_id) where state in ('queued', 'running');
create index turns_by_session on turns (session_id, created_at desc);
create index turns_by_account on turns (account_id, created_at desc);

create table turn_events (
  turn_id text not null references turns (id) on delete cascade,
  seq integer not null,
  id text not null,
  event json not null,
  created_at timestamptz not null default now(),
  primary key (turn_id, seq),
  unique (turn_id, id)
);

create table renders (
  uid uuid primary key,
  account_id text not null references accounts (id),
  id text not null,
  session_id text not null,
  project_id text not null,
  draft json not null,
  version integer,
  output json not null,
  state text not null default 'pending'
    check (state in ('pending', 'processing', 'completed', 'failed', 'cancelled')),
  progress integer not null default 0 check (progress between 0 and 100),
  report json,
  error json,
  blob_key text,
  filename text,
  bytes bigint,
  duration_ms bigint,
  jobs json,
  webhook json,
  body_hash text,
  attribution json,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  completed_at timestamptz,
  expires_at timestamptz,
  unique (account_id, id)
);
create index renders_open_by_account on renders (account_id) where state in ('pending', 'processing');
create index renders_by_account on renders (account_id, created_at desc);
create index renders_by_session on renders (session_id);
create index renders_by_project on renders (project_id);
create index renders_by_expiry on renders (expires_at) where expires_at is not null;

create table idempotency (
  account_id text not null references accounts (id),
  route text not null,
  key text not null,
  body_hash text not null,
  -- Null while the first request is still at work.
  status integer,
  response json,
  created_at timestamptz not null default now(),
  primary key (account_id, route, key)
);
create index idempotency_by_age on idempotency (created_at);

-- Uploads under way: their declared sizes count towards the account's quota from the first byte.
create table uploads (
  id text primary key,
  account_id text not null references accounts (id),
  session_id text,
  declared_bytes bigint not null check (declared_bytes >= 0),
  state text not null default 'open' check (state in ('open', 'done', 'failed')),
  attribution json,
  created_at timestamptz not null default now()
);
create index uploads_open_by_account on uploads (account_id) where state = 'open';
create index uploads_by_age on uploads (created_at);
`;
