import type { Desk } from '../desk.ts';

/** A file of a session as the API shows it. */
export type FileRecord = {
  readonly id: string;
  readonly filename: string;
  readonly file_type: 'video' | 'image' | 'audio';
  readonly cdn_url: string;
  /** Seconds; 0 for a picture. */
  readonly duration: number;
  readonly width: number | null;
  readonly height: number | null;
  readonly fps: number | null;
  readonly has_audio: boolean;
  readonly hash: string;
};

/**
 * Takes a file that lies on our disk (and is moved away from there) into a session: hashed, stored once, probed in a
 * child, placed on the draft, its analysis queued. On failure nothing of it is left, at `path` neither. Throws
 * `session.not_found`, `media.…`, `render.disk_full`.
 */
export function addFile(
  desk: Desk,
  input: { accountId: string; sessionId: string; path: string; filename: string; signal: AbortSignal },
): Promise<FileRecord> {
  throw new Error(`not written ${String(desk)} ${String(input)}`);
}

/** Opens the bytes of an asset, or a range of them, whose signature the caller has checked. Throws `asset.not_found`. */
export function openAsset(
  desk: Desk,
  input: { assetId: string; range?: { start: number; end: number } | null },
): Promise<{ stream: NodeJS.ReadableStream; bytes: number; type: string; filename: string }> {
  throw new Error(`not written ${String(desk)} ${String(input)}`);
}
