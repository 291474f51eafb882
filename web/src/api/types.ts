import type { WireDraft } from '../../../src/draft/wire-schema.ts';

/** Answers of the API as far as the page reads them (docs/routes.md). Our own server leaves no field out. */

export type { CreditEntry, TokenInfo, Version as VersionInfo } from '../../../src/client/types.ts';

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

export type TemplateInfo = {
  readonly name: string;
  readonly slots: number;
  readonly fields: readonly string[];
  readonly width: number;
  readonly height: number;
  /** Seconds. */
  readonly duration: number;
  readonly own: boolean;
};

export type BrandFileName = 'logo' | 'intro' | 'outro';
export type Brand = {
  readonly colors: readonly string[];
  readonly font: string | null;
  readonly handle: string | null;
} & Readonly<Record<BrandFileName, FileInfo | null>>;

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

export type RenderInfo = {
  readonly id: string;
  readonly status: 'pending' | 'processing' | 'completed' | 'failed' | 'cancelled';
  readonly progress: number;
  readonly output: { readonly url: string; readonly size: number; readonly duration: number } | null;
  readonly error: string | null;
  readonly data: {
    readonly createdAt: number;
    readonly notes: readonly string[];
    /** Null before it is completed. */
    readonly report: { readonly width: number; readonly height: number; readonly rules: readonly Rule[] } | null;
  };
};

/** One rule of a platform, and how the finished file stands to it. */
export type Rule = {
  readonly rule: string;
  readonly ok: boolean;
  readonly found: string;
  readonly wanted: string;
  readonly remedy: string;
};

/** What an export would come to. `seconds`: null before this server has exported anything. */
export type ExportEstimate = {
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  readonly duration: number;
  readonly bytes: number | null;
  readonly seconds: number | null;
  readonly notes: readonly { readonly fault: boolean; readonly text: string }[];
};

export type ChosenBy = 'environment' | 'settings' | 'nobody';

export type MakeKind = 'image' | 'video' | 'music';

export type MakerInfo = {
  readonly by: ChosenBy;
  readonly provider: string | null;
  readonly model: string | null;
  readonly base_url: string | null;
  readonly has_key: boolean;
};

export type ModelsInfo = {
  readonly brain: {
    readonly by: ChosenBy;
    readonly provider: string | null;
    readonly model: string | null;
    readonly base_url: string | null;
    readonly has_key: boolean;
  };
  readonly ears: {
    readonly by: ChosenBy;
    readonly url: string | null;
    readonly model: string | null;
    readonly has_key: boolean;
  };
  readonly makers: Readonly<Record<MakeKind, MakerInfo>>;
  readonly maker_providers: readonly {
    readonly name: string;
    readonly kinds: readonly MakeKind[];
    readonly needs_key: boolean;
    readonly needs_address: boolean;
  }[];
  readonly providers: readonly {
    readonly name: string;
    readonly needs_key: boolean;
    readonly needs_address: boolean;
  }[];
};

/** Bytes. */
export type StorageInfo = {
  readonly media: number;
  readonly exports: number;
  readonly cache: number;
  readonly free: number;
  readonly total: number;
};
