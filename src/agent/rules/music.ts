import {
  actionOn,
  type Clause,
  free,
  names,
  ofType,
  op,
  take,
  takeType,
  time,
  timeSlot,
  value,
  wording,
} from '../clause.ts';
import { isThing } from '../heads.ts';
import { has, type Item, valueOf } from '../items.ts';
import type { PlannedOp, SlotValue } from '../types.ts';
import { levelOf } from './level.ts';
import { speaksOfBeats } from './sound-details.ts';

const takesAway = (action: string | null): boolean =>
  action === 'remove' || action === 'mute' || action === 'cut' || action === 'hide';

const INSTRUMENT = /^(?:piano|guitar|violin|ukulele|orchestra|score|beats?|song|tune)$/;

/** "I want to hear only the music" */
const ONLY_MUSIC = /\b(?:hear|keep|want) only the (?:music|song)\b|只(?:留|要|听|保留)(?:背景)?音乐/;
const ENDS_AT = /\b(?:stops?|ends?|finish(?:es)?)\b|(?:停止|结束|停下|停掉)|termin|para|enden|aufhor|arret/;
const STATEMENT = /\b(?:music|song|soundtrack|track|audio|beat) (?:is|was|are|sounds|feels|seems|gets)\b/;

/** Kinds of music; beside one of them other words only describe it: "chill lo-fi beats", "soft piano". */
const KINDS: ReadonlySet<string> = new Set(
  'lo-fi cinematic ambient corporate electronic suspense jazz rock classical pop funk festive'.split(' '),
);

function moodOf(c: Clause): string | undefined {
  const kind = c.items.find((i) => !i.used && KINDS.has(valueOf(i, 'mood') ?? ''));
  const first = value(c, 'mood');
  return (kind === undefined ? null : valueOf(kind, 'mood')) ?? first ?? undefined;
}

/** "my daughter's piano recital", "cut my guitar solo to 30 seconds": what was filmed, not music for it. */
const isFilmed = (c: Clause, item: Item): boolean =>
  INSTRUMENT.test(item.text) &&
  c.s.input.context.audios === 0 &&
  !names(c, 'louder', 'quieter', 'volume', 'mute') &&
  !/^(?:add|change|replace|remove)$/.test(actionOn(c, item) ?? '') &&
  c.items.length > 3 &&
  !c.items.some((i) => i !== item && valueOf(i, 'mood') !== null);

/** 去掉背景音里的杂音: not the music is to go. */
function holdsNoise(c: Clause, item: Item): boolean {
  const inside = /^(?:里|中|中的|里面|上)$/.test(c.items[c.items.indexOf(item) + 1]?.text ?? '');
  if (!inside || !names(c, 'noise', 'denoise')) return false;
  item.used = true;
  return true;
}

/** "put on some jazz": a kind of music said alone. */
const genreOf = (c: Clause): Item | undefined =>
  names(c, 'add') &&
  (c.items.length <= 5 || !c.items.some((i) => isThing(i) && !has(i, 'volume') && !has(i, 'background')))
    ? c.items.find((i) => !i.used && /^(?:jazz|lo-fi|classical|funk)$/.test(valueOf(i, 'mood') ?? ''))
    : undefined;

/** "stop the music at 0:30" */
function stoppedAt(c: Clause): PlannedOp | null {
  if (names(c, 'add') || !ENDS_AT.test(wording(c))) return null;
  const stops = time(c, 'at', 'until', 'from', 'bare', 'last');
  if (stops === undefined) return null;
  return op('remove_audio', { target: 'music', from: timeSlot(stops.value, stops.clock), to: 'end' });
}

/** Sound that was recorded apart from the picture. */
export const SEPARATE =
  /\b(?:separate|external|other|lav|recorded|mic(?:rophone)?)\b.*\b(?:audio|sound|track)|音画同步|外录/;

/** Does a clause speak of music, by that word or by its kind? */
export const speaksOfMusic = (c: Clause): boolean =>
  names(c, 'music') || (names(c, 'add') && c.items.some((i) => KINDS.has(valueOf(i, 'mood') ?? '')));

/** "add captions, turn the music down": the verb before is not this one's. */
function isLevelled(c: Clause): boolean {
  const opened = c.items.find((i) => !has(i, 'next') && !has(i, 'polite') && i.type === 'hit');
  return c.inherited !== null && !names(c, 'add') && ['quieter', 'louder', 'down', 'up'].some((k) => has(opened, k));
}

const isUploaded = (c: Clause): boolean =>
  names(c, 'uploaded') ||
  /\b(?:music|audio|song|mp3) file\b|上传的|my (?:song|music|track|mp3)|我的(?:歌|音乐|曲子|配乐)/i.test(c.s.text);

/** "no music": taken away where there is some; nothing is added where there is none. */
function unwanted(c: Clause, hasMusic: boolean): PlannedOp[] {
  const hasOwn = c.s.items.some((i) => has(i, 'keep')) && c.s.items.some((i) => has(i, 'sound') || has(i, 'voice'));
  const adds = names(c, 'add');
  const isGone = (hasOwn && !adds) || (hasMusic && !adds && !names(c, 'louder', 'quieter') && c.items.length <= 5);
  return isGone ? [op('remove_audio', { target: 'music' })] : [];
}

/** Music, by the verb: added, changed, removed, turned, faded, ducked. */
export function music(c: Clause): PlannedOp[] {
  const file = c.items.find(
    (i) => i.type === 'file' && /\.(?:mp3|wav|m4a|aac|flac|ogg|opus)$/i.test(i.text) && !i.used,
  );
  const item =
    free(c, 'music') ??
    (file !== undefined && !names(c, 'voiceover', 'sfx', 'export', 'convert', 'extract') ? file : genreOf(c));
  if (item === undefined) return [];
  if (names(c, 'sync') && SEPARATE.test(wording(c))) return [];
  if (names(c, 'beatsync') && !names(c, 'add') && file === undefined) return [];
  if (isFilmed(c, item) || holdsNoise(c, item)) return [];
  // "the music is drowning me out, lower it": a statement adds nothing
  if (STATEMENT.test(wording(c)) && !names(c, 'add', 'change', 'replace', 'remove', 'louder', 'quieter', 'volume'))
    return [];
  if (names(c, 'thumbnail', 'caption') && item.type !== 'file') return [];
  const hasMusic = /music/.test(c.s.input.context.timeline ?? '') || c.s.input.draft?.music === true;
  const bothSounds = free(c, 'sound') !== undefined && names(c, 'keep');
  const heard =
    c.items.find((i) => has(i, 'music') && KINDS.has(valueOf(i, 'mood') ?? '')) ??
    c.items.find((i) => has(i, 'music') && valueOf(i, 'mood') !== null);
  take(c, 'music', 'loop');
  item.used = true;
  // "swap the song for something calmer"
  const action =
    names(c, 'swap') && (names(c, 'music') || file !== undefined)
      ? 'replace'
      : isLevelled(c)
        ? 'change'
        : actionOn(c, item);
  if (c.negated) return unwanted(c, hasMusic);
  if (take(c, 'duck') !== undefined) return [op('duck', { target: 'music' })];
  if (names(c, 'fade') && hasMusic && !names(c, 'add')) return [];
  const stopped = hasMusic ? stoppedAt(c) : null;
  if (stopped !== null) return [stopped];
  if (hasMusic && ONLY_MUSIC.test(wording(c))) return [op('remove_audio')];
  if (
    takesAway(action) &&
    !((names(c, 'beatsync') || speaksOfBeats(c)) && item === file) &&
    !(action === 'cut' && ofType(c, 'time') !== undefined)
  ) {
    take(c, 'mute');
    return [op('remove_audio', { target: 'music' })];
  }
  if (action === 'keep') return [];
  if (names(c, 'slower', 'faster') && names(c, 'sync')) return [];
  const turned =
    names(c, 'louder', 'quieter', 'volume') ||
    c.items.some((i) => (i.type === 'db' || i.type === 'percent') && !i.used) ||
    (names(c, 'up', 'down') && (hasMusic || !names(c, 'add')) && !names(c, 'upscale'));
  // "with a piano tune": the word for the music itself says which
  const mood = moodOf(c) ?? valueOf(heard ?? item, 'mood') ?? undefined;
  let loudness: SlotValue | undefined;
  if (turned && !((action === 'add' || action === 'change' || action === 'replace') && mood !== undefined)) {
    const level = levelOf(c);
    const adds = action === 'add' && !hasMusic;
    if (level !== undefined) take(c, 'louder', 'quieter', 'volume', 'up', 'down', 'sound');
    if (level !== undefined && !adds) return [op('volume', { target: 'music', level })];
    loudness = level;
  }
  if (names(c, 'loudness')) return [];
  const swapped = action === 'replace' && take(c, 'sound') !== undefined ? [op('remove_audio')] : [];
  const level = loudness ?? (action === 'add' ? levelOf(c, false) : undefined);
  const from = time(c, 'from', 'at');
  const range = takeType(c, 'range');
  const until = range === undefined ? time(c, 'until', 'first') : undefined;
  return [
    ...swapped,
    op('add_music', {
      mood,
      source:
        file?.text ??
        ((isUploaded(c) || (c.s.stills && mood === undefined)) && c.s.input.context.audios > 0
          ? 'uploaded'
          : undefined),
      start: from?.value ?? range?.value,
      end: range === undefined ? until?.value : timeSlot(range.until, false),
      mix: /mix|混合|一起|叠加原声/.test(c.s.text.toLowerCase()) && file !== undefined ? true : undefined,
      volume: level === 'up' || level === 'down' ? undefined : level,
      keep_original: bothSounds ? true : undefined,
    }),
  ];
}
