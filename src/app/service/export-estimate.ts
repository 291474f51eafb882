import { fail } from '../../base/errors.ts';
import type { Said } from '../../base/lang.ts';
import type { Canvas, Draft } from '../../draft/model.ts';
import { type Platform, platformByWords } from '../../draft/platforms.ts';
import { draftLength } from '../../draft/queries.ts';
import type { ExportOptions } from '../../operations/export-options.ts';
import { FORMATS } from '../../render/formats.ts';
import type { Profile } from '../../render/profile.ts';
import { sessionState } from '../../store/sessions.ts';
import type { Desk } from '../desk.ts';
import { endingFor, profileOf } from '../export-profile.ts';
import { forPlatform, limited, optionsFor } from '../platform-export.ts';
import type { Library } from '../session.ts';
import { libraryOf } from './library.ts';
import { listRenders, type RenderView } from './renders.ts';

/** What an export would come to, before it is made. Bytes and time are estimates; the size and the length are not. */
export type ExportEstimate = {
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  readonly durationMs: number;
  /** Null where nobody can tell: stills. */
  readonly bytes: number | null;
  /** How long it takes when nothing of it is made yet; null before this server has exported anything. */
  readonly seconds: number | null;
  /** How the draft stands to the platform's rules, as far as it can be told before; empty without one. */
  readonly notes: readonly EstimateNote[];
};

/** `isFault`: the place refuses or cuts it. */
export type EstimateNote = { readonly isFault: boolean; readonly said: Said };

/** Estimates an export of a session's latest draft. Throws `session.not_found` and what exporting would refuse. */
export async function estimateExport(
  desk: Desk,
  { accountId, sessionId, options }: { accountId: string; sessionId: string; options: ExportOptions },
): Promise<ExportEstimate> {
  const found = await sessionState(desk.store.db, { accountId, sessionId });
  if (found === null) throw fail('session.not_found', undefined);
  const { draft } = found.version;
  const library = libraryOf(found.assets);
  const platform = options.platform === undefined ? null : platformByWords(options.platform);
  const wanted = platform === null ? options : optionsFor(draft, options, platform);
  const out = `estimate${endingFor(wanted)}`; // only its ending counts
  const { profile: plain } = await profileOf(
    platform === null ? draft : forPlatform(draft, platform),
    library,
    wanted,
    out,
  );
  const profile = platform === null ? plain : limited(plain, platform);
  const durationMs = draftLength(draft);
  const bytes = estimatedBytes(profile, options.quality ?? 'standard', {
    durationMs,
    usual: sourceDensity(draft, library),
  });
  const { width, height, rate } = profile.video;
  const fps = rate.num / rate.den;
  const before = await listRenders(desk, { accountId, limit: LOOKED_AT, sessionId: null });
  const work = (durationMs / 1000) * fps * width * height;
  const speed = speedOf(before);
  return {
    width,
    height,
    fps,
    durationMs,
    bytes,
    seconds: speed === null ? null : work / speed,
    notes: platform === null ? [] : notesFor(platform, { durationMs, canvas: draft.canvas, bytes }),
  };
}

/** Finished exports whose speed is looked at. */
const LOOKED_AT = 20;

/**
 * Bits per pixel and frame that footage takes at our qualities in H.264; other codecs take about two thirds. On a talk, a
 * landscape and a phone's clip the estimates were within a factor of two of the files; what is far simpler than usual
 * (screens, drawings) is known by its source.
 */
const BITS_PER_PIXEL = { draft: 0.06, standard: 0.1, high: 0.16, source: 0.16 } as const;
const OTHER_CODECS = 0.65;
/** Bits in relation to those of the source. */
const OVER_SOURCE = { draft: 0.75, standard: 0.95, high: 1.3, source: 1.3 } as const;
/** A GIF has a palette and no motion: bits per pixel and frame. */
const GIF_BITS = 2.2;

type Footage = {
  readonly durationMs: number;
  /** Bits per pixel and frame of the sources; null where nothing is known. */
  readonly usual: number | null;
};

/** About how many bytes a file has; null for stills. Pure, so that its figures can be tested. */
export function estimatedBytes(
  profile: Profile,
  quality: NonNullable<ExportOptions['quality']>,
  { durationMs, usual }: Footage,
): number | null {
  const { kind } = FORMATS[profile.format];
  const seconds = durationMs / 1000;
  if (kind === 'stills') return null;
  if (profile.format === 'wav') return Math.round(seconds * 48_000 * 2 * 2);
  const sound = kind === 'animation' ? 0 : (seconds * profile.audioBitRate) / 8;
  if (kind === 'sound') return Math.round(sound);
  const { width, height, rate, codec, maxBitRate } = profile.video;
  const pixels = width * height * seconds * (rate.num / rate.den);
  if (kind === 'animation') return Math.round((pixels * GIF_BITS) / 8);
  const plain = BITS_PER_PIXEL[quality];
  const density = usual === null ? plain : Math.min(plain, usual * OVER_SOURCE[quality]);
  const bits = pixels * density * (codec === 'h264' ? 1 : OTHER_CODECS);
  const most = maxBitRate === null ? Number.POSITIVE_INFINITY : maxBitRate * seconds;
  return Math.round(Math.min(Math.min(bits, most) / 8 + sound, profile.maxBytes ?? Number.POSITIVE_INFINITY));
}

/** Bits per pixel and frame of the videos on the timeline, by the bit rates that their files name. */
function sourceDensity(draft: Draft, library: Library): number | null {
  const used = new Set(draft.tracks.flatMap((t) => (t.type === 'video' ? t.segments.map((s) => s.asset) : [])));
  const densities = [...library.values()].flatMap(({ asset: { id, probe } }) => {
    const { video } = probe;
    if (!used.has(id) || probe.kind !== 'video' || video === null || video.bitRate === null) return [];
    return [video.bitRate / (video.width * video.height * video.fps)];
  });
  return densities.length === 0 ? null : Math.max(...densities);
}

/** Pixels per second that finished exports were made at, the middle one; what was mostly there before says nothing. */
export function speedOf(renders: readonly RenderView[]): number | null {
  const speeds = renders.flatMap(({ report, startedAt, completedAt }) => {
    if (report === null || startedAt === null || completedAt === null) return [];
    const { chunks, frames, width, height } = report;
    if (chunks.encoded === 0 || chunks.encoded < chunks.total / 2) return [];
    const seconds = Math.max(0.2, (completedAt.getTime() - startedAt.getTime()) / 1000);
    return [(frames * width * height) / seconds];
  });
  return speeds.toSorted((a, b) => a - b)[Math.floor(speeds.length / 2)] ?? null;
}

type Told = { readonly durationMs: number; readonly canvas: Canvas; readonly bytes: number | null };

/** What a place would say of a draft: its length, its shape, its size. */
export function notesFor(platform: Platform, { durationMs, canvas, bytes }: Told): EstimateNote[] {
  const { name, seconds, shapes } = platform;
  const notes: EstimateNote[] = [];
  const note = (isFault: boolean, en: string, zh: string): void => void notes.push({ isFault, said: { en, zh } });
  const length = durationMs / 1000;
  const shown = Math.round(length * 10) / 10;
  if (length > seconds.most)
    note(
      true,
      `${name.en} takes ${seconds.most} s at most; this is ${shown} s. Say "make it ${seconds.most} seconds".`,
      `${name.zh}最长 ${seconds.most} 秒，现在是 ${shown} 秒。可以说“剪成 ${seconds.most} 秒”。`,
    );
  if (length < seconds.least)
    note(
      true,
      `${name.en} takes ${seconds.least} s at least; this is ${shown} s.`,
      `${name.zh}最短 ${seconds.least} 秒，现在是 ${shown} 秒。`,
    );
  const shape = canvas.width / canvas.height;
  if (shapes !== null && !shapes.some((each) => Math.abs(each / shape - 1) < 0.02))
    note(
      false,
      `${name.en} shows bars around ${canvas.width}×${canvas.height}. Say "make it 9:16" to fill the screen.`,
      `${canvas.width}×${canvas.height} 在${name.zh}上会有黑边。可以说“改成 9:16”铺满屏幕。`,
    );
  if (bytes !== null && bytes > platform.bytes)
    note(
      false,
      `${name.en} takes ${Math.round(platform.bytes / 1e6)} MB at most; the picture is encoded to fit.`,
      `${name.zh}最大 ${Math.round(platform.bytes / 1e6)} MB，画面会按此压缩。`,
    );
  if (notes.length === 0) note(false, `Length and shape suit ${name.en}.`, `时长和画幅符合${name.zh}的要求。`);
  return notes;
}
