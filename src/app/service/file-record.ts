import type { Asset, ProbeFacts } from '../../draft/facts.ts';
import type { Desk } from '../desk.ts';
import { mediaPath, signPath } from '../signing.ts';

/** A file of a session as the API shows it. */
export type FileRecord = {
  readonly id: string;
  readonly filename: string;
  readonly file_type: ProbeFacts['kind'];
  readonly cdn_url: string;
  /** Seconds; 0 for a picture. */
  readonly duration: number;
  readonly width: number | null;
  readonly height: number | null;
  readonly fps: number | null;
  readonly has_audio: boolean;
  readonly hash: string;
};

/** The record of an asset, with an address that opens it for a time. */
export function fileRecord(desk: Desk, { id, filename, probe }: Asset, hash: string): FileRecord {
  const { secret, downloadLifetime } = desk.settings;
  const { video } = probe;
  return {
    id,
    filename,
    file_type: probe.kind,
    cdn_url: desk.address(signPath(secret, mediaPath(id), downloadLifetime, desk.clock())),
    duration: Math.round(probe.duration) / 1000,
    width: video?.width ?? null,
    height: video?.height ?? null,
    fps: video === null || probe.kind === 'image' ? null : Math.round(video.fps * 1000) / 1000,
    has_audio: probe.audio.length > 0,
    hash,
  };
}
