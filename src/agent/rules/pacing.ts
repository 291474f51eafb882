import {
  type Clause,
  clipOf,
  free,
  isWhole,
  names,
  op,
  partOf,
  take,
  takeType,
  time,
  timeSlot,
  wording,
} from '../clause.ts';
import { has, type Item } from '../items.ts';
import type { PlannedOp, SlotValue } from '../types.ts';
import { placeOf } from './picture.ts';

export function speed(c: Clause): PlannedOp[] {
  if (c.negated) return [];
  const faster = free(c, 'faster');
  const slower = free(c, 'slower');
  const longer = lengthened(c);
  if (longer !== null) return [longer];
  const noun = free(c, 'speed');
  const factor = c.items.find((i) => i.type === 'factor' && !i.used);
  if (free(c, 'normalspeed') !== undefined) {
    take(c, 'normalspeed', 'speed');
    // "the rest at normal speed" says what is so anyway
    if (/\b(?:rest|others?|else)\b|其他|其它|其余|剩下|残り|나머지|\bresto\b|restliche/.test(wording(c))) return [];
    // "slow motion from 0:10 to 0:15, then back to normal speed": behind a stretch it goes back by itself
    const isElsewhere = clipOf(c) !== undefined || partOf(c) !== undefined || c.items.some((i) => i.type === 'time');
    if (!isElsewhere && c.before !== null && names(c.before, 'slower', 'faster')) return [];
    return [op('speed', { factor: 1, clip: clipOf(c), part: partOf(c), ...placeOf(c) })];
  }
  if (faster === undefined && slower === undefined && noun === undefined) {
    if (
      factor === undefined ||
      names(
        c,
        'zoom',
        'volume',
        'sound',
        'music',
        'resize',
        'upscale',
        'brightness',
        'duplicate',
        'contrast',
        'saturation',
        'loop',
      ) ||
      names(c, 'louder', 'quieter')
    )
      return [];
  }
  if (names(c, 'transition') || (names(c, 'music') && !names(c, 'video', 'clip') && faster?.text !== 'speed up'))
    return [];
  if (
    (faster ?? slower) !== undefined &&
    (names(c, 'fade') || names(c, 'kenburns') || names(c, 'zoom') || names(c, 'silence', 'caption'))
  )
    return [];
  if (
    /^(?:slow|快|慢|lento|rapido|rapide|schnell|langsam)$/.test((faster ?? slower)?.text ?? '') &&
    noun === undefined &&
    factor === undefined &&
    (names(c, 'style', 'highlight') || !names(c, 'video', 'clip', 'first', 'last', 'half', 'bit', 'make'))
  )
    return [];
  if (
    noun !== undefined &&
    factor === undefined &&
    faster === undefined &&
    slower === undefined &&
    !names(c, 'up', 'down', 'half') &&
    c.items.every((i) => i.type !== 'percent' && i.type !== 'num')
  )
    return [];
  // "speed up the slow bits": the first of the two is what is asked for
  const slows = slower !== undefined && (faster === undefined || c.items.indexOf(slower) < c.items.indexOf(faster));
  take(c, 'faster', 'slower', 'speed');
  const clip = clipOf(c);
  const place = placeOf(c);
  const part = place['from'] === undefined ? partOf(c) : undefined;
  return [op('speed', { factor: factorOf(c, slows || names(c, 'down')), clip, part, ...place })];
}

/** "double the length of clip 2", "make it twice as long": a picture is made longer by playing it slower. */
function lengthened(c: Clause): PlannedOp | null {
  if (/\bhalf as long\b|\bhalf the (?:length|time)\b/.test(wording(c)) && names(c, 'faster')) {
    take(c, 'faster', 'half');
    return op('speed', { factor: 2, clip: clipOf(c) });
  }
  const factor = c.items.find((i) => i.type === 'factor' && !i.used);
  const long = /\b(?:length|duration|as long)\b|时长|长度|长一倍|尺を|길이/.test(wording(c));
  if (factor === undefined || !long || factor.value <= 0) return null;
  if (names(c, 'title', 'text', 'caption', 'transition', 'music', 'photo', 'fade', 'intro', 'outro')) return null;
  factor.used = true;
  take(c, 'extend', 'howlong');
  return op('speed', { factor: Math.round(1000 / factor.value) / 1000, clip: clipOf(c) });
}

function factorOf(c: Clause, slows: boolean): SlotValue {
  const factor = takeType(c, 'factor');
  if (factor !== undefined) {
    // "慢放一倍" and "加速一倍" say by how much: once more
    if (factor.value === 1) return slows ? 0.5 : 2;
    const slow = slows && factor.value > 1;
    return slow ? Math.round(1000 / factor.value) / 1000 : factor.value;
  }
  const percent = takeType(c, 'percent');
  if (percent !== undefined) {
    // "speed it up 20%" says by how much, "at 20 % speed" how fast
    const verb = names(c, 'faster', 'slower') && percent.value < 100 && !names(c, 'speed');
    const by = !isWhole(c, percent) && (verb || /\bby\b|提高|加快|提速|降速|放慢|加速/.test(wording(c)));
    return by ? Math.round(slows ? 100 - percent.value : 100 + percent.value) / 100 : percent.value / 100;
  }
  const number = c.items.find((i) => i.type === 'num' && !i.used && (i.value <= 16 || i.role === 'to'));
  if (number !== undefined && number.role !== 'at') {
    number.used = true;
    return number.value;
  }
  if (
    /\b(?:half as|halb so|mitad de|moitie moins|metade da|a la mitad|moitie de|de moitie|um die halfte|auf die halfte|por la mitad|pela metade)\b|半分の(?:速|ス)|절반 ?속도/.test(
      wording(c),
    )
  )
    return 0.5;
  if (c.items.some((i, k) => has(i, 'half') && has(c.items[k + 1], 'speed'))) return 0.5;
  if (
    (c.items.some((i) => /^(?:at )?half(?: |$)/.test(i.text)) || /一半/.test(wording(c))) &&
    partOf(c)?.includes('half') !== true
  )
    return 0.5;
  return slows ? 'slower' : 'faster';
}

/** 定格2秒, "freeze 2 seconds long": a length right behind the verb, where no place is named, is how long it stands. */
function isHeld(c: Clause, length: Item | undefined): boolean {
  const at = c.items.findIndex((item) => has(item, 'freeze'));
  return c.s.lang === 'zh' && length !== undefined && at >= 0 && c.items[at + 1] === length;
}

export function timeTricks(c: Clause): PlannedOp[] {
  if (c.negated) return [];
  const clip = clipOf(c);
  const reverse = free(c, 'reverse');
  if (reverse !== undefined && !has(reverse, 'move') && !names(c, 'move')) {
    take(c, 'reverse');
    return [op('reverse', { clip, ...placeOf(c) })];
  }
  if (free(c, 'freeze') === undefined) return [];
  take(c, 'freeze', 'thumbnail');
  // "congele em 0:12 por 2 segundos": where, and how long
  const isLasting = c.items.some((i) => i.type === 'time' && !i.used && i.role === 'for');
  const at =
    time(c, 'at', 'from') ??
    (isLasting ? time(c, 'bare') : undefined) ??
    (/^(?:ja|ko)$/.test(c.s.lang) ? time(c, 'to') : undefined);
  const number = at === undefined ? c.items.find((i) => i.type === 'num' && i.role === 'at') : undefined;
  const length = time(c, 'for', 'bare', 'adj');
  const isLast =
    at === undefined &&
    number === undefined &&
    (names(c, 'last') || /\blast\b|最后|结尾|最後|마지막|ultim|letzt|derni/.test(wording(c)));
  // "freeze for 2 seconds" says how long, "freeze 2 seconds in" where
  const atValue =
    at ?? (number === undefined ? (length?.role === 'for' || isHeld(c, length) ? undefined : length) : number);
  const words = takeType(c, 'quote')?.text;
  const shown = words === undefined ? [] : [op('text', { text: words, position: isLast ? 'end' : undefined })];
  return [
    ...shown,
    op('freeze', {
      at: isLast
        ? 'end'
        : atValue === undefined
          ? undefined
          : atValue.clock
            ? timeSlot(atValue.value, true)
            : atValue.value,
      duration: atValue !== undefined && atValue === length ? (isLast ? length.value : undefined) : length?.value,
      clip,
    }),
  ];
}
