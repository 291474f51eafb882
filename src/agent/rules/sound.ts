import {
  actionOn,
  type Clause,
  clipOf,
  free,
  isWhole,
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
import { has, type Item, valueOf } from '../items.ts';
import type { PlannedOp, SlotValue } from '../types.ts';
import { lengthOf } from './assembly.ts';

const takesAway = (action: string | null): boolean =>
  action === 'remove' || action === 'mute' || action === 'cut' || action === 'hide';

const INSTRUMENT = /^(?:piano|guitar|violin|ukulele|orchestra|score|beats?|song|tune)$/;

/** A level from what is said: `-18dB`, 0.5, `up`, `down`; undefined when no level is asked for. */
export function levelOf(c: Clause, bare = true): SlotValue | undefined {
  const db = takeType(c, 'db');
  const text = wording(c);
  const lower = names(c, 'quieter') || names(c, 'down');
  const louder = names(c, 'louder') || names(c, 'up');
  if (db !== undefined) {
    const isLevel = isWhole(c, db);
    const by = lower && !isLevel && db.value > 0;
    const up = louder && db.value > 0 && !isLevel;
    const signed = db.raw.trim().startsWith('+');
    return `${by ? -db.value : up || signed ? `+${db.value}` : db.value}dB`;
  }
  const percent = takeType(c, 'percent');
  if (percent !== undefined) {
    const share = percent.value / 100;
    // "20 % louder", "down 20%", "by 20 percent" change it; "to 20 %", "at 20 %" say what it shall be
    if (!isWhole(c, percent) && (lower || louder)) return `${lower ? '-' : '+'}${percent.value}%`;
    return share;
  }
  const factor = takeType(c, 'factor');
  if (factor !== undefined)
    return lower && !louder && !isWhole(c, factor) ? Math.round((1 / factor.value) * 100) / 100 : factor.value;
  if (names(c, 'half') || /一半|half|mitad|halfte|moitie|metade|절반|半分/.test(text)) return 0.5;
  if (names(c, 'quieter')) return 'down';
  if (names(c, 'louder')) return 'up';
  if (names(c, 'down')) return 'down';
  if (names(c, 'up')) return 'up';
  if (!bare) return undefined;
  const number = c.items.find((i) => i.type === 'num' && !i.used);
  if (number !== undefined) {
    number.used = true;
    return number.value > 3 ? number.value / 100 : number.value;
  }
  return undefined;
}

/** "I want to hear only the music" */
const ONLY_MUSIC = /\b(?:hear|keep|want) only the (?:music|song)\b|只(?:留|要|听|保留)(?:背景)?音乐/;
const ENDS_AT = /\b(?:stops?|ends?|finish(?:es)?)\b|(?:停止|结束|停下|停掉)|termin|para|enden|aufhor|arret/;
const STATEMENT = /\b(?:music|song|soundtrack|track|audio|beat) (?:is|was|are|sounds|feels|seems|gets)\b/;

/** "fade the audio in for 2 s and out for 4": the second fade is of the same thing. */
function targetBefore(c: Clause): string | undefined {
  const { before } = c;
  if (before === null || !names(before, 'fade') || names(c, 'video', 'background', 'clip')) return undefined;
  return names(before, 'music') ? 'music' : names(before, 'sound') ? 'audio' : undefined;
}

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
  !names(c, 'louder', 'quieter', 'volume', 'mute') &&
  !/^(?:add|change|replace|remove)$/.test(actionOn(c, item) ?? '') &&
  c.items.length > 3 &&
  !c.items.some((i) => i !== item && valueOf(i, 'mood') !== null);

/** "put on some jazz": a kind of music said alone. */
const genreOf = (c: Clause): Item | undefined =>
  names(c, 'add') && c.items.length <= 5
    ? c.items.find((i) => !i.used && /^(?:jazz|lo-fi|classical|funk)$/.test(valueOf(i, 'mood') ?? ''))
    : undefined;

/** "stop the music at 0:30" */
function stoppedAt(c: Clause): PlannedOp | null {
  if (names(c, 'add') || !ENDS_AT.test(wording(c))) return null;
  const stops = time(c, 'at', 'until', 'from', 'bare', 'last');
  if (stops === undefined) return null;
  return op('remove_audio', { target: 'music', from: timeSlot(stops.value, stops.clock), to: 'end' });
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
  if (names(c, 'beatsync') && !names(c, 'add') && file === undefined) return [];
  if (isFilmed(c, item)) return [];
  // "the music is drowning me out, lower it": a statement adds nothing
  if (STATEMENT.test(wording(c)) && !names(c, 'add', 'change', 'replace', 'louder', 'quieter', 'volume')) return [];
  if (names(c, 'thumbnail', 'caption') && item.type !== 'file') return [];
  const hasMusic = /music/.test(c.s.input.context.timeline ?? '') || c.s.input.draft?.music === true;
  const bothSounds = free(c, 'sound') !== undefined && names(c, 'keep');
  const heard =
    c.items.find((i) => has(i, 'music') && KINDS.has(valueOf(i, 'mood') ?? '')) ??
    c.items.find((i) => has(i, 'music') && valueOf(i, 'mood') !== null);
  take(c, 'music', 'loop');
  item.used = true;
  const action = actionOn(c, item);
  const wantsOwnSound =
    c.s.items.some((i) => has(i, 'keep')) && c.s.items.some((i) => has(i, 'sound') || has(i, 'voice'));
  if (c.negated && wantsOwnSound && !names(c, 'add')) return [op('remove_audio', { target: 'music' })];
  if (c.negated)
    return hasMusic && !names(c, 'add') && !names(c, 'louder', 'quieter') && c.items.length <= 5
      ? [op('remove_audio', { target: 'music' })]
      : [];
  if (take(c, 'duck') !== undefined) return [op('duck', { target: 'music' })];
  if (names(c, 'fade') && hasMusic && !names(c, 'add')) return [];
  const stopped = hasMusic ? stoppedAt(c) : null;
  if (stopped !== null) return [stopped];
  if (hasMusic && ONLY_MUSIC.test(wording(c))) return [op('remove_audio')];
  if (
    takesAway(action) &&
    !(names(c, 'beatsync') && item === file) &&
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
  const uploaded =
    names(c, 'uploaded') || /\b(?:music|audio|song|mp3) file\b|上传的|my (?:song|music|track|mp3)/i.test(c.s.text);
  const from = time(c, 'from', 'at');
  const range = takeType(c, 'range');
  const until = range === undefined ? time(c, 'until') : undefined;
  return [
    ...swapped,
    op('add_music', {
      mood,
      source: file?.text ?? (uploaded && c.s.input.context.audios > 0 ? 'uploaded' : undefined),
      start: from?.value ?? range?.value,
      end: range === undefined ? until?.value : timeSlot(range.until, false),
      mix: /mix|混合|一起|叠加原声/.test(c.s.text.toLowerCase()) && file !== undefined ? true : undefined,
      volume: level === 'up' || level === 'down' ? undefined : level,
      keep_original: bothSounds ? true : undefined,
    }),
  ];
}

/** The recording's own sound: louder, quieter, muted, cleaned, normalised. */
export function sound(c: Clause): PlannedOp[] {
  const out: PlannedOp[] = [];
  if (c.negated && !names(c, 'mute')) return out;
  if (
    free(c, 'isolatevoice') !== undefined &&
    c.before !== null &&
    names(c.before, 'music') &&
    names(c.before, 'remove')
  ) {
    take(c, 'isolatevoice', 'voice');
    return [];
  }
  if (take(c, 'isolatevoice') !== undefined) return [op('denoise_audio', { mode: 'voice isolation' })];
  out.push(...cleaning(c));
  if (free(c, 'loudness') !== undefined && !names(c, 'louder', 'quieter')) {
    take(c, 'loudness', 'volume', 'sound');
    const target = takeType(c, 'db');
    out.push(op('normalize_loudness', { target: target === undefined ? undefined : `${target.value}LUFS` }));
    return out;
  }
  const lufs = c.items.find((i) => i.type === 'db' && i.text === 'lufs' && !i.used);
  if (lufs !== undefined) {
    lufs.used = true;
    take(c, 'volume', 'sound');
    return [...out, op('normalize_loudness', { target: `${lufs.value}LUFS` })];
  }
  out.push(...muting(c));
  if (out.length > 0) return out;
  return volume(c);
}

function cleaning(c: Clause): PlannedOp[] {
  const clean = take(c, 'cleanaudio');
  const noise = free(c, 'noise') ?? free(c, 'denoise');
  if (clean === undefined && noise === undefined) return [];
  if (noise !== undefined && free(c, 'grain') !== undefined) return [];
  if (noise !== undefined && has(noise, 'noise') && (actionOn(c, noise) === 'add' || actionOn(c, noise) === 'keep'))
    return [];
  const picture =
    /\b(?:video|image|picture|visual|footage) (?:noise|denoise)|denoise (?:the |this |my )?(?:video|footage|picture|image)|视频降噪|画面降噪|画面.*噪|low.?light|grain/i.test(
      c.items.map((i) => i.raw).join(' '),
    ) && !names(c, 'sound');
  take(c, 'noise', 'denoise', 'sound', 'voice');
  if (picture) return [op('filter', { name: 'video denoise' })];
  // said alone, cleaning up means the whole job; in a list the other parts of the job are named
  const alone =
    clean !== undefined &&
    /clean ?up|clean/.test(clean.text) &&
    noise === undefined &&
    c.s.items.filter((i) => i.type === 'comma').length === 0 &&
    c.s.items.length <= 5;
  return alone ? [op('denoise_audio'), op('normalize_loudness')] : [op('denoise_audio')];
}

const targetOf = (c: Clause): string | undefined =>
  names(c, 'voiceover') || names(c, 'voice') ? 'voice' : names(c, 'music') ? 'music' : undefined;

function muting(c: Clause): PlannedOp[] {
  const mute = free(c, 'mute');
  const thing = free(c, 'sound') ?? free(c, 'voice') ?? (names(c, 'replace') ? free(c, 'voiceover') : undefined);
  const action = thing === undefined ? null : actionOn(c, thing);
  const replaced = thing !== undefined && names(c, 'replace') && names(c, 'voiceover');
  const removed =
    thing !== undefined && (action === 'remove' || replaced) && !names(c, 'louder', 'quieter', 'volume', 'extract');
  if (mute === undefined && !removed) return [];
  const target = targetOf(c);
  take(c, 'mute', 'sound');
  if (target === 'voice') take(c, 'voice');
  const range = takeType(c, 'range');
  const edge = time(c, 'first', 'last');
  const slots: Record<string, SlotValue | undefined> = {
    target: removed && target === 'voice' ? 'voice' : undefined,
    clip: clipOf(c),
  };
  if (range !== undefined)
    Object.assign(slots, { from: timeSlot(range.value, range.clock), to: timeSlot(range.until, range.untilClock) });
  if (edge !== undefined) {
    Object.assign(
      slots,
      edge.role === 'first' ? { from: 0, to: edge.value } : { from: `end-${edge.value}`, to: 'end' },
    );
  }
  return [op('remove_audio', slots)];
}

function volume(c: Clause): PlannedOp[] {
  const thing = free(c, 'volume') ?? free(c, 'sound') ?? free(c, 'voice');
  const only = (free(c, 'louder') ?? free(c, 'quieter')) !== undefined && !otherObject(c);
  if (thing === undefined && !only) {
    const db = c.items.find((i) => i.type === 'db' && !i.used);
    if (db === undefined) return [];
    db.used = true;
    return [op('volume', { level: `${db.value}dB` })];
  }
  if (names(c, 'extract', 'export', 'convert', 'sync') && !names(c, 'louder', 'quieter')) return [];
  const target = names(c, 'voice') ? 'voice' : /^(?:ja)$/.test(c.s.lang) && /声/.test(wording(c)) ? 'voice' : undefined;
  const size = names(c, 'bigger') ? 'up' : names(c, 'smaller') ? 'down' : undefined;
  const level = levelOf(c) ?? (target === 'voice' || thing !== undefined ? size : undefined);
  // "提高到1080p" is about the picture
  if (thing === undefined && c.items.some((i) => /^(?:res|fps|bytes|bitrate)$/.test(i.type))) return [];
  if (level === undefined) return [];
  const range = takeType(c, 'range');
  take(c, 'bigger', 'smaller');
  take(c, 'volume', 'sound', 'voice', 'louder', 'quieter');
  return [
    op('volume', {
      target,
      level,
      clip: clipOf(c),
      from: range?.value,
      to: range === undefined ? undefined : timeSlot(range.until, false),
    }),
  ];
}

const otherObject = (c: Clause): boolean =>
  [
    'caption',
    'title',
    'text',
    'logo',
    'watermark',
    'sticker',
    'grade',
    'brightness',
    'brighter',
    'contrast',
    'saturation',
    'zoom',
    'speed',
    'resize',
    'compress',
    'filesize',
    'photo',
    'kenburns',
    'transition',
    'effect',
    'filter',
    'blur',
    'pip',
    'upscale',
    'filesize',
    'shorten',
    'sharpen',
    'background',
    'playback',
  ].some((o) => names(c, o));

const BOTH_ENDS =
  /\b(?:start|beginning) and (?:at )?(?:the )?end\b|both ends|开头和结尾|片头和?片尾|首尾|头尾|처음\S{0,2} ?(?:끝|마지막)|最初と最後|(?:principio|inicio) y (?:al )?fin|anfang und (?:am )?ende|début et (?:à )?la fin|(?:começo|início) e (?:no )?fi[mn]/;

export function fade(c: Clause): PlannedOp[] {
  const item = free(c, 'fade');
  if (item === undefined) return [];
  if (names(c, 'transition', 'between') && !names(c, 'in', 'out')) return [];
  if (names(c, 'caption', 'title', 'text') && !/[视]频|video|画面/.test(c.s.text) && names(c, 'animate')) return [];
  const action = actionOn(c, item);
  item.used = true;
  if (c.negated || (action === 'remove' && names(c, 'remove'))) return [];
  const text = wording(c);
  // "joined with fades"
  if (/^fades$/.test(item.text) && c.before !== null && names(c.before, 'merge') && !names(c, 'first', 'last'))
    return [op('transitions', { style: 'fade' })];
  // photos that fade in and out do so one after the other
  if (
    c.s.stills &&
    c.s.input.context.photos > 1 &&
    /in and out|淡入淡出/.test(text) &&
    !names(c, 'music', 'sound', 'title', 'text')
  )
    return [op('transitions', { style: 'fade' })];
  take(c, 'transition', 'in', 'out');
  const sound = take(c, 'sound', 'voice');
  const melody = take(c, 'music');
  const pronoun = c.items.some((i) => /^(?:it|its|them|lo|la|es)$|\bit\b/.test(i.text));
  const first = names(c, 'first', 'intro') || /begin|start|开头|片头|black at the start/.test(text);
  const last = names(c, 'last', 'outro') || /\bend\b|结尾|片尾|\ba la fin\b/.test(text);
  const saidIn = has(item, 'in') || names(c, 'in');
  const saidOut = has(item, 'out') || /\bout\b/.test(text);
  const ends = BOTH_ENDS.test(c.s.text.toLowerCase());
  const both =
    ends || /in and out|in out|淡入淡出/.test(text) || (saidIn && saidOut) || (!saidIn && !saidOut && first === last);
  const duration = time(c, 'for', 'bare', 'adj', 'at', 'first', 'last', 'to', 'by') ?? lengthOf(c);
  take(c, 'intro', 'outro');
  return [
    op('fade', {
      target:
        melody !== undefined || (pronoun && c.before !== null && names(c.before, 'music'))
          ? 'music'
          : sound !== undefined
            ? 'audio'
            : targetBefore(c),
      in: both || saidIn || (first && !saidOut) ? true : undefined,
      out: both || saidOut || (last && !saidIn) ? true : undefined,
      duration: duration?.value,
      clip: clipOf(c),
    }),
  ];
}

export function speaking(c: Clause): PlannedOp[] {
  const item = free(c, 'voiceover');
  if (item === undefined || c.negated) return [];
  const action = actionOn(c, item);
  take(c, 'voiceover', 'voice', 'script');
  if (action === 'remove') return [op('remove_audio', { target: 'voice' })];
  if (names(c, 'louder', 'quieter', 'volume') && action !== 'add') {
    const level = levelOf(c);
    if (level !== undefined) return [op('volume', { target: 'voice', level })];
  }
  const langs = c.items.flatMap((i) => i.concepts.filter((k) => k.startsWith('language=')).map((k) => k.slice(9)));
  const quote = takeType(c, 'quote');
  if (quote !== undefined) take(c, 'text');
  const replaced = names(c, 'replace') && /original|existing|原/.test(c.s.text.toLowerCase());
  const cloned = /my own voice|own voice|clone|我的声音|克隆/.test(c.s.text.toLowerCase());
  const spoken = op('voiceover', {
    lang: langs.length > 0 ? langs.join(',') : undefined,
    text: quote?.text,
    voice: cloned ? 'cloned' : undefined,
  });
  return replaced ? [op('remove_audio', { target: 'voice' }), spoken] : [spoken];
}

export function effects(c: Clause): PlannedOp[] {
  const item = take(c, 'sfx');
  if (item === undefined || c.negated) return [];
  take(c, 'sound');
  const action = actionOn(c, item);
  if (action === 'remove') return [op('remove_audio', { target: 'sfx' })];
  const range = takeType(c, 'range');
  const at = range === undefined ? time(c, 'at', 'from', 'bare') : undefined;
  // "a whoosh at 0:05 and 0:12" is heard twice
  const more = at === undefined ? [] : c.items.filter((i) => i.type === 'time' && !i.used && SOUNDS_AT.test(i.role));
  for (const i of more) i.used = true;
  const quoted = takeType(c, 'quote')?.text;
  const name = quoted ?? /whoosh|swoosh|ding|applause|click|pop|boom|bell|laugh|掌声|笑声|riser/.exec(item.text)?.[0];
  const starts = range !== undefined ? [range.value] : at === undefined ? [undefined] : [at, ...more].map(startOf);
  const end = range === undefined ? undefined : timeSlot(range.until, false);
  return starts.map((start) => op('sfx', { name, start, end, clip: clipOf(c) }));
}

const SOUNDS_AT = /^(?:at|from|bare)$/;
const startOf = (at: Item): SlotValue => (at.clock && at.value >= 60 ? timeSlot(at.value, true) : at.value);

export function ducking(c: Clause): PlannedOp[] {
  // "don't drown my voice" asks for what "duck the music" asks for
  const item = free(c, 'duck');
  if (item === undefined || (c.negated && !/盖|压过|drown|cover/.test(item.text))) return [];
  take(c, 'duck', 'music', 'voice', 'sound');
  take(c, 'louder', 'quieter');
  return [op('duck', { target: 'music' })];
}
