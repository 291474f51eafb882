import {
  actionOn,
  type Clause,
  clipOf,
  free,
  momentSlot,
  names,
  op,
  take,
  takeType,
  time,
  timeSlot,
  wording,
} from '../clause.ts';
import { any, OWN_SOUND } from '../heads.ts';
import { has, type Item } from '../items.ts';
import type { PlannedOp, SlotValue } from '../types.ts';
import { lengthOf } from './assembly.ts';
import { levelOf } from './level.ts';
import { SEPARATE, speaksOfMusic } from './music.ts';
import { duckSlots, effectSlots, noiseSlots, voiceSlots } from './sound-details.ts';

/** "fade the audio in for 2 s and out for 4": the second fade is of the same thing. */
function targetBefore(c: Clause): string | undefined {
  const { before } = c;
  if (before === null || !names(before, 'fade') || names(c, 'video', 'background', 'clip')) return undefined;
  return names(before, 'music') ? 'music' : names(before, 'sound') ? 'audio' : undefined;
}

/** Bass and treble are not loudness. */
const TONE =
  /\b(?:boost|raise|more|increase|cut|reduce|lower|less|turn (?:up|down)|add)\b.*\b(?:bass|treble)\b(?! (?:drop|guitar|line|music|beat))|\bequali[sz]er\b|\beq\b|低音|均衡器/;

/** What is done to a voice elsewhere, and not here yet. */
const MADE_OTHERWISE: readonly (readonly [RegExp, string])[] = [
  [/\bpitch(?:ed)?\b(?=.*\b(?:up|down|voice|higher|lower|deeper|shift)\b)|变调|变声/, 'changing the pitch of a voice'],
  [
    /^(?:an? |some )?(?:echo|reverb)\b.* on\b|\b(?:add|put|give)\b.*\b(?:echo|reverb)\b|加(?:一?点|个)?(?:回声|混响)/,
    'echo and reverb',
  ],
];

/** The recording's own sound: louder, quieter, muted, cleaned, normalised. */
export function sound(c: Clause): PlannedOp[] {
  const out: PlannedOp[] = [];
  if (c.negated && !names(c, 'mute')) return out;
  if (names(c, 'sync') && SEPARATE.test(wording(c))) {
    take(c, 'sync', 'sound', 'music', 'voice');
    return [op('unsupported', { what: 'matching sound that was recorded apart' })];
  }
  const kind = MADE_OTHERWISE.find(([pattern]) => pattern.test(wording(c)))?.[1];
  if (kind !== undefined) {
    take(c, 'louder', 'quieter', 'up', 'down', 'sound', 'volume', 'voice', 'noise');
    return [op('unsupported', { what: kind })];
  }
  if (TONE.test(wording(c))) {
    take(c, 'louder', 'quieter', 'up', 'down', 'sound', 'volume', 'voice');
    return [op('unsupported', { what: 'an equaliser' })];
  }
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
    /\b(?:video|image|picture|visual|footage) (?:noise|denoise)|noise (?:in|from|of) (?:the |this |my )?(?:picture|image|frame|shot)|denoise (?:the |this |my )?(?:video|footage|picture|image)|视频降噪|画面降噪|画面.*噪|low.?light|grain/i.test(
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
  const cleaned = op('denoise_audio', noiseSlots(c));
  return alone ? [cleaned, op('normalize_loudness')] : [cleaned];
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
  const isVoice = names(c, 'voice') || (c.s.lang === 'ja' && /声/.test(wording(c)));
  const target = OWN_SOUND.test(wording(c)) ? 'original' : isVoice ? 'voice' : undefined;
  const size = names(c, 'bigger') ? 'up' : names(c, 'smaller') ? 'down' : undefined;
  const level = levelOf(c) ?? (target !== undefined || thing !== undefined ? size : undefined);
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
  // "a faded look" is one
  if (item === undefined || item.text === 'faded') return [];
  // "Blende den Titel ein" shows it
  if (item.text.startsWith('blend') && c.items.some((i) => i.type === 'quote')) return [];
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
  // the German verb stands on both sides: "blende … aus"
  const apart = item.text.startsWith('blend') ? /\b(?:aus|ein)$/.exec(text)?.[0] : undefined;
  const saidIn = has(item, 'in') || names(c, 'in') || apart === 'ein';
  const saidOut = has(item, 'out') || /\bout\b/.test(text) || apart === 'aus';
  const ends = BOTH_ENDS.test(c.s.text.toLowerCase());
  const both =
    ends || /in and out|in out|淡入淡出/.test(text) || (saidIn && saidOut) || (!saidIn && !saidOut && first === last);
  const lengths = c.items.filter((i) => i.type === 'time' && !i.used);
  const duration = time(c, 'for', 'bare', 'adj', 'at', 'first', 'last', 'to', 'by') ?? lengthOf(c);
  take(c, 'intro', 'outro');
  // "in over 3 s and out over 5"
  const [opens, closes] = lengths;
  if (opens !== undefined && closes !== undefined && lengths.length === 2 && /\bin\b.*\bout\b/.test(text)) {
    closes.used = true;
    const target = melody !== undefined ? 'music' : sound !== undefined ? 'audio' : undefined;
    return [
      op('fade', { target, in: true, duration: opens.value }),
      op('fade', { target, out: true, duration: closes.value }),
    ];
  }
  return [
    op('fade', {
      target:
        melody !== undefined || (pronoun && c.before !== null && speaksOfMusic(c.before))
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
  // 口播里: the talk that was filmed
  const inside = item === undefined ? '' : (c.items[c.items.indexOf(item) + 1]?.text ?? '');
  if (item === undefined || c.negated || /^(?:里|中|里面|视频)$/.test(inside)) return [];
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
    ...voiceSlots(c),
  });
  return replaced ? [op('remove_audio', { target: 'voice' }), spoken] : [spoken];
}

/** "a ding at 5": a number after "at" is a second. */
function bareSecond(c: Clause): Item | undefined {
  const found = c.items.find((i, k) => i.type === 'num' && !i.used && c.items[k - 1]?.text === 'at');
  if (found !== undefined) found.used = true;
  return found;
}

/** "fireworks at 0:10 with a boom": heard when they are seen. */
const withBefore = (c: Clause): Item | undefined =>
  /^(?:with|mit|con|avec|com)$/.test(c.items[0]?.text ?? '')
    ? c.before?.items.find((i) => i.type === 'time' && i.role === 'at')
    : undefined;

export function effects(c: Clause): PlannedOp[] {
  const item = take(c, 'sfx');
  if (item === undefined || c.negated) return [];
  take(c, 'sound');
  // "a click every time the text appears": the rest only says when
  if (
    /\b(?:every time|whenever|each time|on (?:each|every)|at (?:each|every)|when the)\b|每次|每个|出现|切换/.test(
      wording(c),
    )
  )
    for (const i of c.items)
      if (any(i, ['text', 'title', 'caption', 'transition', 'between', 'focus', 'cut', 'clip', 'each'])) i.used = true;
  const action = actionOn(c, item);
  if (action === 'remove') return [op('remove_audio', { target: 'sfx' })];
  if (names(c, 'louder', 'quieter', 'volume') && action !== 'add') {
    const level = levelOf(c);
    if (level !== undefined) {
      take(c, 'louder', 'quieter', 'volume', 'up', 'down');
      return [op('volume', { target: 'sfx', level })];
    }
  }
  const said = effectSlots(c);
  const range = takeType(c, 'range');
  const at =
    range === undefined
      ? (time(c, 'at', 'from', 'bare') ??
        (/^(?:ja|ko)$/.test(c.s.lang) ? time(c, 'to') : undefined) ??
        bareSecond(c) ??
        withBefore(c))
      : undefined;
  // "a whoosh at 0:05 and 0:12" is heard twice
  const more = at === undefined ? [] : c.items.filter((i) => i.type === 'time' && !i.used && SOUNDS_AT.test(i.role));
  for (const i of more) i.used = true;
  const quoted = takeType(c, 'quote')?.text;
  const name = quoted ?? said['name'] ?? /laugh|笑声/.exec(item.text)?.[0];
  const starts =
    range !== undefined ? [range.value] : at === undefined ? [said['start']] : [at, ...more].map(momentSlot);
  const end = range === undefined ? undefined : timeSlot(range.until, false);
  return starts.map((start) => op('sfx', { name, start, end, each: said['each'], clip: clipOf(c) }));
}

const SOUNDS_AT = /^(?:at|from|bare)$/;

export function ducking(c: Clause): PlannedOp[] {
  // "don't drown my voice" asks for what "duck the music" asks for
  const item = free(c, 'duck');
  if (item === undefined || (c.negated && !/盖|压过|drown|cover/.test(item.text))) return [];
  take(c, 'duck', 'music', 'voice', 'sound');
  take(c, 'louder', 'quieter');
  return [op('duck', { target: 'music', ...duckSlots(c) })];
}
