import type { WireDraft } from '../../../src/draft/wire-schema.ts';

/** Answers of the API as far as the page reads them (docs/routes.md). */

export type WebSession = {
  readonly user_id: string;
  readonly kind: 'owner' | 'registered' | 'anonymous';
  readonly email: string | null;
  readonly project_id: string | null;
  readonly credits: number | null;
  readonly origin: string;
  readonly max_upload_bytes: number;
};

export type Task = {
  readonly task_id: string;
  readonly task_name: string;
  readonly updated_at: string;
  readonly sessions: readonly string[];
};

export type FileInfo = {
  readonly id: string;
  readonly filename: string;
  readonly file_type: 'video' | 'image' | 'audio' | 'captions' | 'script' | 'lut';
  readonly cdn_url: string;
  /** Seconds; 0 for a picture. */
  readonly duration: number;
  readonly width: number | null;
  readonly height: number | null;
  readonly fps: number | null;
  readonly has_audio: boolean;
};

export type OpenTurn = { readonly id: string; readonly status: 'queued' | 'running' };

export type LatestState = {
  readonly version: number;
  readonly state: {
    readonly draft: WireDraft;
    readonly canvas_config: { readonly width: number; readonly height: number; readonly fps: number };
    readonly video_infos: readonly FileInfo[];
    readonly summary: string;
    readonly history: { readonly undo: number; readonly redo: number };
    readonly turn: OpenTurn | null;
  };
};

export type Pulse = {
  readonly revision: string;
  readonly version: number;
  readonly preview: { readonly id: string; readonly url: string; readonly duration: number } | null;
  readonly problem: string | null;
  readonly suggestions: readonly string[];
};

export type VersionInfo = {
  readonly version: number;
  readonly label: string;
  readonly created_at: string;
  readonly current: boolean;
};

export type RenderInfo = {
  readonly id: string;
  readonly status: 'pending' | 'processing' | 'completed' | 'failed' | 'cancelled';
  readonly progress: number;
  readonly output: { readonly url: string; readonly size: number; readonly duration: number } | null;
  readonly error: string | null;
  readonly data: { readonly createdAt: number; readonly notes: readonly string[] };
};
