import { stat } from 'node:fs/promises';
import path from 'node:path';
import { fail } from '../base/errors.ts';
import type { Said } from '../base/lang.ts';
import { commas, say } from '../base/say.ts';
import { type Range, rateOf } from '../base/time.ts';
import type { Draft } from '../draft/model.ts';
import { draftLength } from '../draft/queries.ts';
import type { ExportOptions } from '../operations/export-options.ts';
import { codecOfWord, ENDINGS, FORMATS, type Format, formatOfFile, formatOfWord } from '../render/formats.ts';
import { type Profile, profileFor, type Quality } from '../render/profile.ts';
import type { Library } from './session.ts';

/** Refuses an output whose ending we cannot write, before any work is done for it. */
export function requireOutput(out: string): void {
  if (formatOfFile(out) !== null) return;
  const extension = path.extname(out).toLowerCase();
  throw fail('input.unknown_output', {
    extension: extension === '' ? path.basename(out) : extension,
    supported: ENDINGS,
  });
}

/** What an export comes to: the profile, and where it differs from what was asked for. */
export type Wanted = { readonly profile: Profile; readonly notes: readonly Said[] };

/**
 * The profile for what was asked for. The ending of `out` decides the format. Throws what `profileFor` throws, and
 * `draft.unclear_value` for a format that we do not write.
 */
export async function profileOf(draft: Draft, library: Library, options: ExportOptions, out: string): Promise<Wanted> {
  requireOutput(out);
  const notes: Said[] = [];
  const format = formatOfFile(out) ?? 'mp4';
  const asked = options.format === undefined ? format : formatOfWord(options.format);
  const isOther = asked !== null && FORMATS[asked].kind !== 'stills';
  if (asked !== null && asked !== format && (isOther || FORMATS[format].kind !== 'stills')) {
    const word = (options.format ?? '').toUpperCase();
    notes.push(
      say(
        "The file's name ends in {ending}, so it is that instead of {word}.",
        '文件名以 {ending} 结尾，因此没有输出 {word}。',
        {
          ending: FORMATS[format].endings[0] ?? '',
          word,
        },
      ),
    );
  }
  const codec = codecFor(format, options.codec, notes);
  const stretches = stretchesOf(draft, format, options);
  const maxBytes = options.maxBytes ?? (await share(draft, library, options.sizeFactor));
  const profile = profileFor(draft.canvas, {
    resolution: options.resolution ?? null,
    fps: options.fps ?? null,
    quality: renderedQuality(options.quality),
    format,
    maxBytes,
    audioBitRate: bitRateOf(options.audio),
    maxBitRate: options.maxBitRate ?? null,
    ...(codec === null ? {} : { codec }),
    ...(stretches === null ? {} : { stretches }),
  });
  if (options.loop === true && format !== 'gif')
    notes.push({
      en: 'Only a GIF loops by itself; for other files players and posts decide.',
      zh: '只有 GIF 能自动循环，其他文件请在播放器或平台中设置。',
    });
  return { profile, notes };
}

/** The ending that a file of ours gets when nobody named one: by the format that was asked for, else MP4. */
export function endingFor(options: ExportOptions): string {
  const format = options.format === undefined ? 'mp4' : (formatOfWord(options.format) ?? 'mp4');
  return FORMATS[format].endings[0] ?? '.mp4';
}

/** Why a format that was asked for in words is another one, or nothing. */
export function formatNote({ format }: ExportOptions): Said[] {
  if (format === undefined || formatOfWord(format) !== null) return [];
  return [
    say(
      'I cannot write {format}, so this is an MP4. I write {endings}.',
      '暂时无法输出 {format}，已输出 MP4。支持：{endings}。',
      { format: format.toUpperCase(), endings: commas(ENDINGS) },
    ),
  ];
}

/** `source` asks for no visible loss, which is what `high` is. */
function renderedQuality(quality: ExportOptions['quality']): Quality {
  return quality === 'source' ? 'high' : (quality ?? 'standard');
}

function codecFor(format: Format, word: string | undefined, notes: Said[]): ReturnType<typeof codecOfWord> {
  if (word === undefined || FORMATS[format].kind !== 'video') return null;
  const { codecs } = FORMATS[format];
  const codec = codecOfWord(word);
  if (codec !== null && codecs.includes(codec)) return codec;
  const instead = CODEC_NAMES[codecs[0] ?? 'h264'];
  notes.push(
    say(
      'The picture is {instead} instead of {word}, which {format} cannot hold or I cannot write.',
      '画面编码为 {instead}（而非 {word}）：{format} 不支持或暂时无法输出。',
      { instead, word, format: format.toUpperCase() },
    ),
  );
  return null;
}

/** Codecs as people write them. */
export const CODEC_NAMES = { h264: 'H.264', hevc: 'HEVC', vp9: 'VP9', av1: 'AV1' } as const;

/** The stretches of the draft that animations and stills show; null for the whole. */
function stretchesOf(draft: Draft, format: Format, options: ExportOptions): Range[] | null {
  const { kind } = FORMATS[format];
  const length = draftLength(draft);
  const { from = 0, to = length, every } = options;
  if (kind === 'animation') return from > 0 || to < length ? [{ start: from, end: to }] : null;
  if (kind !== 'stills') return null;
  // A third of the way in, the picture is past any fade and shows what it is about.
  const { at = Math.round(length / 3) } = options;
  if (every === undefined) return [{ start: at, end: at }];
  const { num, den } = rateOf(draft.canvas.fps);
  const step = Math.max(every, (1000 * den) / num);
  const count = Math.max(1, Math.ceil(length / step));
  if (count > MOST_STILLS) throw fail('render.too_large', { what: `${count} pictures`, most: `${MOST_STILLS}` });
  return Array.from({ length: count }, (_, i) => ({ start: Math.round(i * step), end: Math.round(i * step) }));
}

/** Stills of one export at most. */
const MOST_STILLS = 2000;

/** "aac 192k" in bit/s; null where nothing sensible is said. */
function bitRateOf(words: string | undefined): number | null {
  const kilobits = Number(/(\d{2,3})\s*k/i.exec(words ?? '')?.[1] ?? Number.NaN);
  return kilobits >= 32 && kilobits <= 512 ? kilobits * 1000 : null;
}

/** A share of the bytes of the files that the main track is made of. */
async function share(draft: Draft, library: Library, factor: number | undefined): Promise<number | null> {
  if (factor === undefined) return null;
  const used = new Set(draft.tracks.flatMap((t) => (t.type === 'video' ? t.segments.map((s) => s.asset) : [])));
  const sizes = await Promise.all([...used].map(async (id) => (await stat(library.get(id)?.path ?? '')).size));
  return Math.round(sizes.reduce((sum, size) => sum + size, 0) * factor);
}
