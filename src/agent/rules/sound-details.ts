import { sfxByWords } from '../../draft/sfx-names.ts';
import { type Clause, clipOf, momentSlot, names, op, takeType, time, wording } from '../clause.ts';
import { has, type Item, valueOf } from '../items.ts';
import type { PlannedOp, SlotValue } from '../types.ts';

/** What is said about the treatment of sound beyond its name: how much, on which beats, at which moments. */

type Slots = Record<string, SlotValue | undefined>;

const LIGHT = /\b(?:light|lightly|gentle|gently|slightly|a (?:little|bit|touch)|soft)\b|轻微|轻度|一点|稍微|少许/;
const STRONG =
  /\b(?:strong|strongly|heavy|heavily|aggressive|aggressively|completely|totally|entirely|as much as possible|all (?:of )?the)\b|彻底|完全|强力|强效|全部|所有/;

function strengthOf(c: Clause): string | undefined {
  const text = wording(c);
  return STRONG.test(text) ? 'strong' : LIGHT.test(text) ? 'light' : undefined;
}

/** How far noise goes down, and of which clip. */
export function noiseSlots(c: Clause): Slots {
  const db = takeType(c, 'db');
  return { amount: db === undefined ? strengthOf(c) : `${Math.abs(db.value)}dB`, clip: clipOf(c) };
}

/** "soften the harsh s sounds" is about a voice, not about its volume. */
export function deEssing(c: Clause): PlannedOp[] {
  const item = c.items.find((i) => !i.used && has(i, 'deess'));
  if (item === undefined || c.negated) return [];
  for (const i of c.items)
    if (['deess', 'remove', 'sound', 'voice', 'quieter', 'down', 'much', 'bit'].some((k) => has(i, k))) i.used = true;
  return [op('de_ess', { amount: strengthOf(c), clip: clipOf(c) })];
}

/** The beginning of the whole request: what is counted is said there, and long texts cost nothing. */
const headOf = (c: Clause): string => c.s.text.slice(0, 300).toLowerCase();

const COUNTED =
  /\bevery (?:(\d+)(?:st|nd|rd|th)? |(second|other|two|third|three|fourth|four|eighth|eight) )?(beat|bar|measure)s?\b|\b(\d+|one|two|three|four|eight) (beat|bar|measure)s? (?:each|per|apiece|a (?:photo|picture|clip|shot))\b/;
const COUNTED_ZH = /每(?:隔|张(?:照片|图片|图)?|段|个(?:片段|镜头))?([一二两三四八\d]*)(?:个)?(拍|小节|节拍)/;
const NUMBERS: Readonly<Record<string, number>> = {
  second: 2,
  other: 2,
  two: 2,
  third: 3,
  three: 3,
  fourth: 4,
  four: 4,
  eighth: 8,
  eight: 8,
  one: 1,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  八: 8,
};

/** Whether a clause has beats or bars in it. */
export const speaksOfBeats = (c: Clause): boolean => c.items.some((i) => /(?:^| )(?:beats?|bars?)$|拍$/.test(i.text));

/** "cut on every 2nd beat": numbers stand between the words. */
export const countsBeats = (c: Clause): boolean =>
  c.items.some((i) => !i.used && /(?:^| )(?:beats?|bars?|measures?)$|拍$|小节$/.test(i.text)) &&
  (COUNTED.test(headOf(c)) || COUNTED_ZH.test(headOf(c)));

/** On which beats; whether it is about the drop. */
export function beatSlots(c: Clause): Slots {
  const text = headOf(c);
  const said = COUNTED.exec(text) ?? COUNTED_ZH.exec(text);
  const target = /\b(?:the )?drop\b|高潮/.test(wording(c)) ? 'drop' : undefined;
  if (said === null) return { target };
  const counted = [said[1], said[2], said[4]].find((one) => one !== undefined && one !== '') ?? '1';
  const number = NUMBERS[counted] ?? (Number(counted) || 1);
  const isBar = /bar|measure|小节/.test(said[0]);
  for (const i of c.items)
    if (/^(?:num|ordinal|cut|clip)$/.test(i.type) || ['each', 'all', 'cut', 'split'].some((k) => has(i, k)))
      i.used = true;
  return { every: isBar ? number * 4 : number, target };
}

const soundIn = (text: string): ReturnType<typeof sfxByWords> =>
  sfxByWords(text.replace(/\b(?:transitions?|titles?|texts?|cuts?|clips?)\b|转场|标题|文字|音效/g, ' '));

const EACH =
  /\b(?:every|each|all|whenever|every time)\b|\bwhen (?:the |a )?(?:titles?|texts?|clips?|scenes?) (?:appears?|shows? up|comes? (?:in|up)|changes?|starts?|pops? (?:in|up))|每个|每次|每段|所有|每一|(?:标题|文字|字)出现(?:的?时候?)?|切换(?:的?时候?)/;

const BEFORE_CUT =
  /\b(?:before|into|at|on) (?:the )?(?:next )?(?:cuts?|transitions?|scene changes?)\b|(?:剪切|剪辑|转场|切换)(?:点|时|处)?(?:之)?前/;

/** Which effect, and at which moments; reads and spends the words that say so. */
export function effectSlots(c: Clause): Slots {
  // "on each cut" may be read as a clause of its own
  const text = c.s.items.some((i) => i.type === 'comma') ? wording(c) : headOf(c);
  // "a whoosh at 3 seconds and a ding at 5": each clause has its own
  const heard = c.items.map((i) => valueOf(i, 'heard')).find((one) => one !== null);
  const named = (heard == null ? null : sfxByWords(heard)) ?? soundIn(wording(c)) ?? soundIn(text);
  // "a riser before the cut": at each of them, and nothing is cut
  const isEach = EACH.test(text) || BEFORE_CUT.test(text);
  const each = !isEach
    ? undefined
    : /\btransitions?\b|转场|过渡/.test(text)
      ? 'transition'
      : /\b(?:titles?|texts?)\b|标题|文字/.test(text)
        ? 'title'
        : /\b(?:cuts?|clips?|scenes?|shots?)\b|剪切|片段|镜头/.test(text)
          ? 'cut'
          : undefined;
  if (each !== undefined)
    for (const i of c.items)
      if (['transition', 'title', 'text', 'cut', 'clip', 'each', 'all', 'between'].some((k) => has(i, k)))
        i.used = true;
  const isAtTheEnd = /\bat the (?:very )?end\b|结尾|最后|末尾/.test(text);
  const start = each === undefined && isAtTheEnd && named !== null ? `end-${named.length / 1000}` : undefined;
  return { name: named?.name, each, start };
}

/** When a voice begins, and the recording that it is. */
export function voiceSlots(c: Clause): Slots {
  const file = c.items.find(
    (i) => i.type === 'file' && /\.(?:mp3|wav|m4a|aac|flac|ogg|opus|webm)$/i.test(i.text) && !i.used,
  );
  if (file !== undefined) file.used = true;
  const at: Item | undefined = time(c, 'at', 'from', 'bare');
  return {
    source: file?.text,
    start: at === undefined ? undefined : momentSlot(at),
  };
}

/** How far the music steps back. */
export function duckSlots(c: Clause): Slots {
  const db = takeType(c, 'db');
  if (db !== undefined) return { amount: Math.abs(db.value) };
  return names(c, 'much') ? { amount: 'more' } : {};
}
