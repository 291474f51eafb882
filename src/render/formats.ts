import type { VideoCodec } from '../media/types.ts';

/** What a finished file can be. */
export type Format = 'mp4' | 'mov' | 'webm' | 'gif' | 'mp3' | 'wav' | 'm4a' | 'png' | 'jpg';

/** `codecs`: what the pictures may be encoded as, the usual one first; `sound`: what the sound is encoded as. */
export type FormatFacts = {
  readonly kind: 'video' | 'animation' | 'sound' | 'stills';
  readonly endings: readonly string[];
  readonly codecs: readonly VideoCodec[];
  readonly sound: 'aac' | 'opus' | 'mp3' | 'wav' | null;
};

/**
 * VP9 in WebM plays in every browser of the last eight years; AV1 is smaller and asks for newer machines. In MP4 H.264
 * plays everywhere; HEVC and AV1 come when they are asked for.
 */
export const FORMATS: Readonly<Record<Format, FormatFacts>> = {
  mp4: { kind: 'video', endings: ['.mp4', '.m4v'], codecs: ['h264', 'hevc', 'av1'], sound: 'aac' },
  mov: { kind: 'video', endings: ['.mov'], codecs: ['h264', 'hevc'], sound: 'aac' },
  webm: { kind: 'video', endings: ['.webm'], codecs: ['vp9', 'av1'], sound: 'opus' },
  gif: { kind: 'animation', endings: ['.gif'], codecs: ['h264'], sound: null },
  mp3: { kind: 'sound', endings: ['.mp3'], codecs: ['h264'], sound: 'mp3' },
  wav: { kind: 'sound', endings: ['.wav'], codecs: ['h264'], sound: 'wav' },
  m4a: { kind: 'sound', endings: ['.m4a'], codecs: ['h264'], sound: 'aac' },
  png: { kind: 'stills', endings: ['.png'], codecs: ['h264'], sound: null },
  jpg: { kind: 'stills', endings: ['.jpg', '.jpeg'], codecs: ['h264'], sound: null },
};

const NAMES = Object.keys(FORMATS) as Format[];

/** Every ending that a file of ours may have, the usual one of each format first. */
export const ENDINGS: readonly string[] = NAMES.map((name) => FORMATS[name].endings[0] ?? `.${name}`);

/** The format that the ending of a file's name asks for, or null. */
export function formatOfFile(file: string): Format | null {
  const name = file.toLowerCase();
  return NAMES.find((format) => FORMATS[format].endings.some((ending) => name.endsWith(ending))) ?? null;
}

/** A format by what people call it (`MP4`, `.jpeg`, `aac`), or null for one that we do not write. */
export function formatOfWord(word: string): Format | null {
  const plain = word.trim().toLowerCase().replace(/^\./, '');
  if (plain === 'aac') return 'm4a';
  return formatOfFile(`x.${plain}`);
}

/** A codec by what people call it, or null for one that we do not write. */
export function codecOfWord(word: string): VideoCodec | null {
  const plain = word
    .trim()
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '');
  if (/^(h264|avc|avc1|x264)$/.test(plain)) return 'h264';
  if (/^(h265|hevc|hvc1|x265)$/.test(plain)) return 'hevc';
  if (plain === 'vp9') return 'vp9';
  return plain === 'av1' ? 'av1' : null;
}
