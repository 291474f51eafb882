import type { ColumnType, Generated, Kysely, Selectable, Transaction } from 'kysely';
import type { Draft } from '../draft/model.ts';

/**
 * The tables as TypeScript sees them; src/store/migrations makes them. Names are those of the columns. `bigint` columns
 * arrive as numbers (they are all far below 2^53), times as `Date`, documents parsed; a document is written with
 * {@link json}.
 */

/** Something to run statements on: the pool, or one transaction. */
export type Db = Kysely<Database> | Transaction<Database>;

/** One transaction: what happens in it happens together or not at all. */
export type Tx = Transaction<Database>;

type Time = ColumnType<Date, Date | undefined, Date>;
type TimeOrNull = ColumnType<Date | null, Date | null | undefined, Date | null>;
type Json<T> = ColumnType<T, string, string>;
type JsonOrNull<T> = ColumnType<T | null, string | null | undefined, string | null>;
type OrNull<T> = ColumnType<T | null, T | null | undefined, T | null>;

/** A value for a `json` column. pg would write an array as a Postgres array, so every document passes through here. */
export const json = (value: unknown): string => JSON.stringify(value);

export type AccountKind = 'anonymous' | 'registered';
export type AccountsTable = {
  /** `anon_…` or `usr_…`. It stays when an anonymous account registers. */
  id: string;
  kind: AccountKind;
  client_id: OrNull<string>;
  email: OrNull<string>;
  password_hash: OrNull<string>;
  plan: Generated<string>;
  /** Counts the secrets that its webhooks were signed with, and when the last one began. */
  webhook_key: Generated<number>;
  webhook_rotated_at: TimeOrNull;
  created_at: Time;
  deleted_at: TimeOrNull;
};

export type TokenKind = 'anon' | 'login' | 'api' | 'claim' | 'web';
export type TokensTable = {
  id: string;
  account_id: string;
  /** SHA-256 of the whole token, hex. */
  hash: string;
  kind: TokenKind;
  name: OrNull<string>;
  scopes: string[];
  /** Claim tokens and web sessions made from them open this project and session only. */
  project_id: OrNull<string>;
  session_id: OrNull<string>;
  last4: string;
  expires_at: TimeOrNull;
  revoked_at: TimeOrNull;
  last_used_at: TimeOrNull;
  created_at: Time;
};

export type TokenIssuesTable = {
  id: Generated<number>;
  client_id: string;
  /** An IPv4 address, or the /64 of an IPv6 one. */
  address_key: string;
  /** The same IPv4 address, or the /48 of an IPv6 one. */
  wide_key: string;
  issued_at: Date;
};

export type LedgerKind = 'grant' | 'hold' | 'capture' | 'release' | 'refund' | 'adjust';
export type LedgerTransactionsTable = {
  id: Generated<number>;
  kind: LedgerKind;
  ref: string;
  account_id: string;
  note: OrNull<string>;
  created_at: Time;
};
export type LedgerEntriesTable = { transaction_id: number; book: string; amount: number };
export type LedgerBalancesTable = { book: string; balance: Generated<number> };

export type ProjectsTable = {
  /** `task_…` */
  id: string;
  account_id: string;
  name: string;
  language: string;
  created_at: Time;
  deleted_at: TimeOrNull;
};

/** Which versions of a session undo and redo can reach, oldest first; `at` is an index into `numbers`. */
export type StoredHistory = { readonly numbers: readonly number[]; readonly at: number; readonly last: number };
export type SessionsTable = {
  /** `ses_…` */
  id: string;
  project_id: string;
  account_id: string;
  language: string;
  history: Json<StoredHistory>;
  revision: Generated<number>;
  previous: JsonOrNull<unknown>;
  created_at: Time;
  updated_at: Time;
};

export type DraftVersionsTable = {
  session_id: string;
  number: number;
  draft: Json<Draft>;
  label: Generated<string>;
  turn_id: OrNull<string>;
  created_at: Time;
};

export type AssetsTable = {
  /** `ast_` and the first 32 hex digits of the hash. */
  id: string;
  /** SHA-256 of the bytes, hex. */
  hash: string;
  bytes: number;
  kind: string;
  probe: JsonOrNull<unknown>;
  blob_key: string;
  created_at: Time;
};
export type SessionAssetsTable = {
  session_id: string;
  asset_id: string;
  filename: string;
  position: number;
  added_at: Time;
};
export type FactsTable = { hash: string; name: string; version: number; value: Json<unknown> };

export type TurnState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
export type TurnsTable = {
  /** `e-<uuid>` */
  id: string;
  session_id: string;
  account_id: string;
  text: string;
  state: Generated<TurnState>;
  hold_ref: OrNull<string>;
  price: Generated<number>;
  attribution: JsonOrNull<Attribution>;
  result: JsonOrNull<unknown>;
  error: JsonOrNull<unknown>;
  job_id: OrNull<string>;
  created_at: Time;
  started_at: TimeOrNull;
  ended_at: TimeOrNull;
};
export type TurnEventsTable = { turn_id: string; seq: number; id: string; event: Json<unknown>; created_at: Time };

export type RenderState = 'pending' | 'processing' | 'completed' | 'failed' | 'cancelled';
export type RendersTable = {
  /** Ours; names files and jobs. */
  uid: string;
  account_id: string;
  /** The client's, unique within the account. */
  id: string;
  session_id: string;
  project_id: string;
  draft: Json<Draft>;
  version: OrNull<number>;
  output: Json<unknown>;
  state: Generated<RenderState>;
  /** 0–100; never falls. */
  progress: Generated<number>;
  report: JsonOrNull<unknown>;
  error: JsonOrNull<unknown>;
  blob_key: OrNull<string>;
  filename: OrNull<string>;
  bytes: OrNull<number>;
  duration_ms: OrNull<number>;
  jobs: JsonOrNull<unknown>;
  webhook: JsonOrNull<unknown>;
  body_hash: OrNull<string>;
  attribution: JsonOrNull<Attribution>;
  created_at: Time;
  started_at: TimeOrNull;
  completed_at: TimeOrNull;
  expires_at: TimeOrNull;
};

/** Who sent a request, by its own headers; nothing of it is trusted. */
export type Attribution = {
  readonly source: string | null;
  readonly version: string | null;
  readonly platform: string | null;
};

export type IdempotencyTable = {
  account_id: string;
  route: string;
  key: string;
  body_hash: string;
  status: OrNull<number>;
  response: JsonOrNull<unknown>;
  created_at: Time;
};

export type UploadState = 'open' | 'done' | 'failed';
export type UploadsTable = {
  id: string;
  account_id: string;
  session_id: OrNull<string>;
  declared_bytes: number;
  state: Generated<UploadState>;
  attribution: JsonOrNull<Attribution>;
  created_at: Time;
};

export type MakingState = 'waiting' | 'asking' | 'making' | 'done' | 'failed' | 'cancelled' | 'gone';
/** Things that a provider's model makes. `asking`: it was being ordered; without a ticket nobody knows whether it was. */
export type MakingsTable = {
  /** `mk_<hex>` */
  id: string;
  account_id: string;
  session_id: OrNull<string>;
  turn_id: OrNull<string>;
  /** Hash of the order. */
  key: string;
  kind: string;
  label: string;
  request: Json<unknown>;
  state: Generated<MakingState>;
  /** The provider's own id of the request. */
  ticket: OrNull<string>;
  ahead: OrNull<number>;
  fraction: OrNull<number>;
  price: Generated<number>;
  hold_ref: OrNull<string>;
  asset_id: OrNull<string>;
  error: JsonOrNull<unknown>;
  job_id: OrNull<string>;
  created_at: Time;
  begun_at: TimeOrNull;
  ended_at: TimeOrNull;
};

export type Database = {
  accounts: AccountsTable;
  tokens: TokensTable;
  token_issues: TokenIssuesTable;
  ledger_transactions: LedgerTransactionsTable;
  ledger_entries: LedgerEntriesTable;
  ledger_balances: LedgerBalancesTable;
  projects: ProjectsTable;
  sessions: SessionsTable;
  draft_versions: DraftVersionsTable;
  assets: AssetsTable;
  session_assets: SessionAssetsTable;
  facts: FactsTable;
  turns: TurnsTable;
  turn_events: TurnEventsTable;
  renders: RendersTable;
  idempotency: IdempotencyTable;
  uploads: UploadsTable;
  kept: KeptTable;
  makings: MakingsTable;
  kept_assets: KeptAssetsTable;
};

/** What an account keeps for its next videos: templates, its brand. */
export type KeptTable = {
  account_id: string;
  kind: string;
  name: string;
  value: Json<unknown>;
  updated_at: Time;
};

/** Files that something kept names. */
export type KeptAssetsTable = { account_id: string; kind: string; name: string; asset_id: string };

export type Account = Selectable<AccountsTable>;
export type Token = Selectable<TokensTable>;
export type Project = Selectable<ProjectsTable>;
export type Session = Selectable<SessionsTable>;
export type DraftVersion = Selectable<DraftVersionsTable>;
export type Asset = Selectable<AssetsTable>;
export type Turn = Selectable<TurnsTable>;
export type TurnEvent = Selectable<TurnEventsTable>;
export type Render = Selectable<RendersTable>;
export type Upload = Selectable<UploadsTable>;
export type MakingRow = Selectable<MakingsTable>;
