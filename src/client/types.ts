import type { WireDraft } from '../draft/wire-schema.ts';

/** Answers of the API (docs/routes.md), as far as programs read them. Fields that only our server has may be absent. */

export type Scope = 'read' | 'write' | 'upload' | 'render' | '*';

export type Token = {
  readonly token: string;
  readonly user_id: string;
  readonly scopes: readonly Scope[];
  readonly expires_at: string | null;
  /** What a new anonymous account begins with. */
  readonly credits?: number;
};

export type TokenInfo = {
  readonly id: string;
  readonly name: string | null;
  readonly kind: 'anon' | 'login' | 'api' | 'web' | 'claim';
  readonly scopes: readonly string[];
  readonly last4: string;
  readonly created_at: string;
  readonly last_used_at: string | null;
  readonly expires_at: string | null;
};

export type Who = {
  readonly user_id: string;
  readonly email?: string;
  readonly balance: number;
  readonly plan: string;
  readonly scopes: readonly string[];
  readonly expires_at: string | null;
};

export type Balance = { readonly available: number; readonly frozen: number; readonly total: number };

export type CreditEntry = {
  readonly id: number;
  readonly kind: 'grant' | 'hold' | 'capture' | 'release' | 'refund' | 'adjust';
  /** Change of what can be spent. */
  readonly amount: number;
  /** Change of what is held. */
  readonly frozen: number;
  readonly note: string | null;
  readonly created_at: string;
};

export type Project = {
  readonly task_id: string;
  readonly task_name: string;
  readonly language: string;
  readonly created_at: string;
  readonly updated_at: string;
  /** Newest first. */
  readonly sessions: readonly string[];
};

export type NewProject = {
  readonly task_id: string;
  readonly session_id: string;
  readonly user_id: string;
  /** Opens the project in a browser, for anonymous accounts. */
  readonly claim_url?: string;
};

export type FileInfo = {
  readonly id: string;
  readonly filename: string;
  readonly file_type: string;
  readonly cdn_url: string;
  /** Seconds; 0 for a picture. */
  readonly duration: number;
  readonly width: number | null;
  readonly height: number | null;
  readonly fps: number | null;
  readonly has_audio: boolean;
  readonly hash: string;
};

export type FailedFile = { readonly filename: string; readonly code: number; readonly message: string };

export type State = {
  readonly draft: WireDraft;
  readonly canvas_config?: {
    readonly width: number;
    readonly height: number;
    readonly fps: number;
    readonly ratio: string;
  };
  readonly video_infos?: readonly FileInfo[];
  readonly video_analyses?: Readonly<Record<string, unknown>>;
  readonly generated_media?: readonly unknown[];
  /** The timeline in one line. */
  readonly summary?: string;
  readonly history?: { readonly undo: number; readonly redo: number };
  /** The request that is being worked on. */
  readonly turn?: { readonly id: string; readonly status: string; readonly started_at: string | null } | null;
};

export type LatestState = { readonly version: number; readonly updated_at: string; readonly state: State };

export type Version = {
  readonly version: number;
  readonly label: string;
  readonly created_at: string;
  readonly current: boolean;
};

/** One operation of docs/operations.md: its arguments stand beside its name. */
export type OperationCall = { readonly op: string } & { readonly [argument: string]: unknown };
