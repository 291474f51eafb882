import { has, type Item } from './items.ts';

/** Verbs that open a clause of their own when the clause before already has a verb and an object. */
export const STRONG = [
  'add',
  'remove',
  'cut',
  'trim',
  'keep',
  'merge',
  'split',
  'export',
  'mute',
  'duplicate',
  'reverse',
  'shorten',
  'convert',
  'replace',
  'extract',
  'move',
  'rotate',
  'flip',
  'gen',
  'undo',
  'stabilize',
  'blur',
  'change',
  'faster',
  'slower',
  'brighter',
  'darker',
] as const;

/** Things that operations are about. A clause without any is about the thing of the clause before. */
export const THINGS = [
  'silence',
  'filler',
  'retake',
  'clip',
  'music',
  'sound',
  'voice',
  'voiceover',
  'sfx',
  'noise',
  'cleanaudio',
  'isolatevoice',
  'denoise',
  'loudness',
  'volume',
  'caption',
  'title',
  'text',
  'logo',
  'watermark',
  'sticker',
  'intro',
  'outro',
  'transition',
  'effect',
  'filter',
  'lut',
  'grade',
  'stabilize',
  'greenscreen',
  'background',
  'blurbg',
  'removebg',
  'pip',
  'thumbnail',
  'chapter',
  'gif',
  'highlight',
  'beatsync',
  'scenesplit',
  'slideshow',
  'fade',
  'zoom',
  'kenburns',
  'speed',
  'video',
  'photo',
  'these',
  'grain',
  'sharpen',
  'vignette',
  'contrast',
  'saturation',
  'brightness',
  'crop',
  'loop',
  'duck',
  'follow',
  'highlightword',
] as const;

/** Concepts that make an operation by themselves, without a verb. */
const HEADS = [
  ...THINGS.filter(
    (t) =>
      !['video', 'photo', 'these', 'clip', 'sound', 'voice', 'background', 'intro', 'outro', 'brightness'].includes(t),
  ),
  ...STRONG,
  'brighter',
  'darker',
  'louder',
  'quieter',
  'warmer',
  'cooler',
  'desaturate',
  'freeze',
  'compress',
  'upscale',
  'resize',
  'redo',
  'reframe',
  'swap',
  'credits',
  'status',
  'undo',
  'animate',
  'create',
  'normalspeed',
  'hide',
  'suggest',
  'find',
  'test',
] as const;

/** True when an item names one of these concepts. */
export const any = (item: Item, list: readonly string[]): boolean => item.concepts.some((k) => list.includes(k));

const THING_SET: ReadonlySet<string> = new Set(THINGS);
const HEAD_SET: ReadonlySet<string> = new Set(HEADS);
/** The sound that was recorded with the pictures, as told apart from music that is laid under them. */
export const OWN_SOUND =
  /\b(?:original|camera|existing|own)(?: video)? (?:sound|audio)\b|原声|原音|元の音|元の音声|원본 (?:소리|오디오|음성)|\b(?:sonido|audio) original\b|\boriginalton\b|\bson (?:d')?origin\w*|\bsom original\b/;

/** A thing that an operation can be about. */
export const isThing = (item: Item): boolean => item.type === 'clip' || item.concepts.some((k) => THING_SET.has(k));
/** Makes an operation by itself, without a verb. */
export const isHead = (item: Item): boolean =>
  item.concepts.some((k) => HEAD_SET.has(k)) ||
  (has(item, 'brightness') && !/^(?:light|bright|shadows)$/.test(item.text)) ||
  item.type === 'ratio' ||
  (item.type === 'factor' && /배속/.test(item.raw)) ||
  item.type === 'degrees' ||
  item.concepts.some(
    (k) =>
      k.startsWith('shape=') || k.startsWith('particle=') || /^platform=(?:tiktok|reels|shorts|douyin|stories)/.test(k),
  ) ||
  /^(?:mp4|mov|webm|mp3|wav|mkv|srt|vtt)$/.test(item.text) ||
  item.type === 'res' ||
  item.type === 'fps' ||
  item.type === 'bytes';
