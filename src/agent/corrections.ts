import type { Sentence } from './clause.ts';
import { momentSlot, timeSlot } from './clause.ts';
import { any, isHead } from './heads.ts';
import { has, type Item } from './items.ts';
import type { PlannedOp, SlotValue } from './types.ts';

/*
 * Follow-ups that name nothing but a place: "I meant the whole video", "no, the music", "at 0:10 too", "same but 2 seconds
 * later". What was done is done there; where the place was wrong, it is taken back first.
 */

const WRONG =
  /^(?:(?:no|nope|sorry|wait|oops|actually)[,，.!]?\s+)*(?:i (?:meant|mean|was talking about)\b|not (?:that|this)(?: one)?[,，]\s*|no[,，]\s*)|^(?:不对|错了|不是这个)[，,。]?\s*(?:是|我说的是|应该是)?|^我(?:是)?[说指]的?是|^(?:quise decir|me refer[ií]a a|ich mein(?:e|te)|je voulais dire|je parlais de|quis dizer|eu quis dizer)\s|^(?:違う|いや)[、,]|^아니[,、]? /u;
const TOO = /\b(?:too|as well|also)\b|^(?:and|also) |也|还有|へも|にも|도(?: |$)|también|tambien|auch|aussi|também/u;
const SAME = /\b(?:same|again)\b|一样|再来|同样|もう一度|다시|igual|lo mismo|noch ?mal|encore|de novo/u;
const WHOLE =
  /\b(?:los dos|las dos|ambos|ambas|beiden?|les deux|os dois|as duas|whole|entire|everything|everywhere|all|both|every)\b|全部|整个|全片|整体|所有|两段|todo|ganze|alle|tout|inteiro|全体|全部|전체|모두/u;
const SHIFT =
  /(\d+(?:\.\d+)?) ?(?:s|secs?|seconds?|秒钟?|segundos?|sekunden?|secondes?|초) ?(?:(?:more )?(?<later>later|after|之后|以后|más tarde|später|plus tard|depois|後|뒤)|(?<earlier>earlier|sooner|before|之前|antes|früher|plus tôt|前|앞))|(?:(?<late>晚|往后|推迟|延后)|(?<soon>早|往前|提前))[^\d]{0,3}(\d+(?:\.\d+)?) ?秒/u;

/** Times that say when something happens, in the order in which operations name them. */
const WHEN = ['start', 'at', 'from'] as const;
/** Sounds that can be meant instead of each other. */
const TARGETS: Readonly<Record<string, string>> = { music: 'music', voice: 'voice', sfx: 'sfx' };
const OF_SOUND = new Set(['volume', 'fade', 'remove_audio']);
/** Words that may stand beside a place. */
const BESIDE = [
  'intro',
  'outro',
  'clip',
  'video',
  'these',
  'all',
  'each',
  'first',
  'last',
  'again',
  'not',
  'next',
  'keep',
  'same',
  'undo',
] as const;
const MOST_ITEMS = 12;

/** What was done, done where a request says that it belongs; null for a request that says more than a place. */
export function elsewhereMeant(s: Sentence, previous: readonly PlannedOp[]): PlannedOp[] | null {
  const text = s.input.text.normalize('NFC').trim().toLowerCase();
  const isWrong = WRONG.test(text);
  const last = previous.at(-1);
  if (last === undefined || s.items.length > MOST_ITEMS) return null;
  const later = shifted(text, last);
  if (later !== null) return SAME.test(text) ? [later] : [{ op: 'undo' }, later];
  const target = s.items.map((i) => Object.keys(TARGETS).find((t) => has(i, t))).find((t) => t !== undefined);
  if (isWrong && target !== undefined && OF_SOUND.has(last.op) && !s.items.some((i) => isOther(i, target)))
    return [{ op: 'undo' }, { ...last, target: TARGETS[target] }];
  if (s.items.some((i) => isOther(i))) return null;
  const place = placeOf(s, text);
  if (place === null) return null;
  const { time, ...there } = place;
  if (time !== undefined) {
    const key = WHEN.find((name) => last[name] !== undefined);
    return key === undefined || !(TOO.test(text) || isWrong) ? null : undone(isWrong, [{ ...last, [key]: time }]);
  }
  const isAll = Object.keys(there).length === 0;
  const { clip: _clip, from: _from, to: _to, part: _part, ...rest } = last;
  if (
    !isWrong &&
    !isAll &&
    !/^(?:and |also |now )?(?:on|for|in|en|bei|auf|sur|pour|em|nos|nas|mach (?:das|es) (?:bei|auf)|给|对)/u.test(text)
  )
    return null;
  const had = [_clip, _from, _to, _part].some((slot) => slot !== undefined);
  return undone((isWrong || isAll) && had, [{ ...rest, op: last.op, ...there }]);
}

const undone = (isWrong: boolean, ops: PlannedOp[]): PlannedOp[] => (isWrong ? [{ op: 'undo' }, ...ops] : ops);

/** Does a word ask for something else than a place? */
const isOther = (item: Item, but?: string): boolean =>
  (but === undefined || !has(item, but)) && isHead(item) && !any(item, BESIDE);

type Place = {
  readonly time?: SlotValue;
  readonly clip?: number | string;
  readonly from?: SlotValue;
  readonly to?: SlotValue;
  readonly part?: string;
};

function placeOf(s: Sentence, text: string): Place | null {
  const clip = s.items.find((i) => i.type === 'clip');
  if (clip !== undefined) return { clip: /^\d+$/.test(clip.text) ? Number(clip.text) : clip.text };
  // "ich meine Clip 3": "meine Clips" are all of mine
  const numbered = /\bclip (\d{1,3})\b/u.exec(text)?.[1];
  if (numbered !== undefined) return { clip: Number(numbered) };
  const range = s.items.find((i) => i.type === 'range');
  if (range !== undefined)
    return { from: timeSlot(range.value, range.clock), to: timeSlot(range.until, range.untilClock) };
  const time = s.items.find((i) => i.type === 'time' && /^(?:at|to|bare|from)$/.test(i.role));
  if (time !== undefined) return { time: momentSlot(time) };
  const part = s.items.some((i) => has(i, 'outro')) ? 'outro' : s.items.some((i) => has(i, 'intro')) ? 'intro' : null;
  if (part !== null) return { part };
  return WHOLE.test(text) ? {} : null;
}

/** An operation so much later or earlier; null where nothing says so. */
function shifted(text: string, last: PlannedOp): PlannedOp | null {
  const found = SHIFT.exec(text);
  const key = WHEN.find((name) => typeof last[name] === 'number');
  if (found === null || key === undefined) return null;
  const { earlier, soon } = found.groups ?? {};
  const by = Number(found[1] ?? found.at(-1)) * (earlier !== undefined || soon !== undefined ? -1 : 1);
  const moved = (name: string): Record<string, SlotValue> =>
    typeof last[name] === 'number' ? { [name]: Math.max(0, Math.round((last[name] + by) * 1000) / 1000) } : {};
  return { ...last, ...moved(key), ...moved('end'), ...moved('to') };
}
