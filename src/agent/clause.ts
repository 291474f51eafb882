import { has, type Item, valueOf } from './items.ts';
import type { PlanInput, PlannedOp, RequestLang, SlotValue } from './types.ts';

/** What all clauses of one request share. */
export type Sentence = {
  readonly input: PlanInput;
  readonly lang: RequestLang;
  readonly text: string;
  readonly items: readonly Item[];
  /** No file and no timeline: nothing to edit yet. */
  readonly empty: boolean;
  /** Only photos: the video is a slideshow. */
  readonly stills: boolean;
  /** The request was too long to be read whole, or asked for more than is read at once. */
  cut: boolean;
};

/** One part of a request that asks for one thing. `inherited`: the verb that it shares with the clause before it. */
export type Clause = {
  readonly s: Sentence;
  readonly items: readonly Item[];
  readonly inherited: string | null;
  readonly negated: boolean;
  readonly index: number;
  readonly before: Clause | null;
};

/** Verbs that an object may be governed by, strongest meaning first. */
export const ACTIONS = [
  'remove',
  'cut',
  'trim',
  'keep',
  'replace',
  'mute',
  'hide',
  'move',
  'change',
  'add',
  'extract',
  'show',
] as const;

export const free = (c: Clause, concept: string): Item | undefined =>
  c.items.find((item) => !item.used && has(item, concept));

/** True when the clause names a concept, spent or not. */
export const names = (c: Clause, ...concepts: string[]): boolean =>
  c.items.some((item) => concepts.some((concept) => has(item, concept)));

/** The item for a concept, marked as spent so that no other rule reads it as a thing of its own; or undefined. */
export function take(c: Clause, ...concepts: string[]): Item | undefined {
  let found: Item | undefined;
  for (const item of c.items) {
    if (item.used || !concepts.some((concept) => has(item, concept))) continue;
    item.used = true;
    found ??= item;
  }
  return found;
}

const APART =
  /\b(?:turn|switch|shut|take|strip|pull)\b(?: (?:the|my|all|those|these|that|background))* [a-z]+(?: track)? (?:off|out|away)(?: (?:of|from)\b.*)?$/;

/** The verb that governs an item: the nearest before it, else the nearest after it, else the inherited one. */
export function actionOn(c: Clause, item: Item): string | null {
  // "turn the music off": the verb stands on both sides of its thing
  if (APART.test(wording(c))) return 'remove';
  const own = ACTIONS.find((a) => has(item, a));
  if (own !== undefined && item.type === 'hit' && item.text.length > 2) return own;
  const index = c.items.indexOf(item);
  const verb = (at: Item | undefined): string | null =>
    at === undefined || at === item
      ? (ACTIONS.find((a) => has(item, a) && at !== undefined) ?? null)
      : (ACTIONS.find((a) => has(at, a)) ?? null);
  for (let i = index - 1; i >= 0; i--) {
    const found = verb(c.items[i]);
    if (found !== null) return found;
  }
  for (let i = index + 1; i < c.items.length; i++) {
    const found = verb(c.items[i]);
    if (found !== null) return found;
  }
  // "cut the start, music": what was cut says nothing of things that are not cut
  return c.inherited === 'cut' || c.inherited === 'trim' || c.inherited === 'keep' ? null : c.inherited;
}

/** The first canonical value of a family named in the clause. */
export function value(c: Clause, family: string, spend = true): string | null {
  for (const item of c.items) {
    if (item.used) continue;
    const found = valueOf(item, family);
    if (found === null) continue;
    // "le coin en bas à droite": which corner comes after the word for it
    if (
      found === 'corner' &&
      c.items.some((other) => other !== item && !other.used && valueOf(other, 'pos') !== null)
    ) {
      if (spend) item.used = true;
      continue;
    }
    if (spend) item.used = true;
    return found;
  }
  return null;
}

export const ofType = (c: Clause, type: Item['type']): Item | undefined =>
  c.items.find((item) => item.type === type && !item.used);

export function takeType(c: Clause, type: Item['type']): Item | undefined {
  const found = ofType(c, type);
  if (found !== undefined) found.used = true;
  return found;
}

/** The clips that a clause speaks of: a number, `"2,3"`, `"last"`, a file name; undefined when it names none. */
export function clipOf(c: Clause): number | string | undefined {
  const clip = c.items.find((item) => item.type === 'clip');
  if (clip !== undefined) return /^\d+$/.test(clip.text) ? Number(clip.text) : clip.text;
  // "slow down clip 1, then mute it"
  const it = c.items.some((i) => /(?:^|\s)it(?:\s|$)|^(?:它|それ)$/.test(i.text));
  // "第二段静音并调成黑白"
  const shared =
    c.s.lang === 'zh' &&
    /[并且]$/.test(c.s.text.slice(0, c.items[0]?.at ?? 0).trimEnd()) &&
    !names(c, 'all', 'music', 'caption', 'title', 'text', 'export', 'transition', 'merge', 'add');
  const clitic = c.s.lang === 'es' && /(?:[aeiou]|^pon|^haz|^ten)(?:le|lo|la)$/.test(c.items[0]?.text ?? '');
  const before = (it || clitic || shared) && c.items.length <= 4 && c.before !== null ? clipOf(c.before) : undefined;
  if (before !== undefined) return before;
  const file = c.items.find((item) => item.type === 'file' && !item.used && (c.s.input.context.files?.length ?? 0) > 1);
  return file?.text;
}

const CHARACTER = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]$/u;

/** The clause as one text, folded: words with spaces between, characters of scripts without spaces side by side. */
export function wording(c: Clause): string {
  const known = wordings.get(c.items);
  if (known !== undefined) return known;
  let out = '';
  for (const item of c.items) {
    const glued = out === '' || (CHARACTER.test(out) && CHARACTER.test(item.text.slice(0, 1)));
    out += glued ? item.text : ` ${item.text}`;
  }
  wordings.set(c.items, out);
  return out;
}

const wordings = new WeakMap<readonly Item[], string>();

const FIRST_HALF =
  /前半|前一半|上半|앞(?:의)?절반|전반|앞반|primera mitad|primeira metade|premiere moitie|erste halfte/;
const SECOND_HALF =
  /后半|後半|后一半|下半|뒤(?:의)?절반|후반|segunda mitad|segunda metade|seconde moitie|deuxieme moitie|zweite halfte/;

/** A part of the video by name, in English: `first half`, `last third`, `intro`, `start`, `end`, `middle`. */
export function partOf(c: Clause): string | undefined {
  const words = wording(c);
  const glued = words;
  const fraction = /(first|second|last|final|middle|1st|2nd) (half|third|quarter)/.exec(words);
  if (fraction !== null)
    return `${fraction[1] === 'final' ? 'last' : fraction[1]?.replace('1st', 'first').replace('2nd', 'second')} ${fraction[2]}`;
  const first = words.search(FIRST_HALF);
  const second = words.search(SECOND_HALF);
  if (first >= 0 && (second < 0 || first < second)) return 'first half';
  if (second >= 0) return 'second half';
  if (/(?:后|最后)三分之一/.test(glued)) return 'last third';
  if (/(?:前|最前)三分之一/.test(glued)) return 'first third';
  if (names(c, 'intro')) return 'intro';
  if (names(c, 'outro')) return 'outro';
  if (c.items.some((i) => has(i, 'first') && i.type !== 'ord')) return 'start';
  if (c.items.some((i) => i.text === 'first' || i.text === 'beginning')) return 'start';
  if (c.items.some((i) => has(i, 'last'))) return 'end';
  if (/\bmiddle\b|中间|真ん中|가운데|mitad del|en medio|mitte/.test(`${words} ${glued}`)) return 'middle';
  return undefined;
}

/** A moment as the vocabulary writes it: clock times of a minute and more keep their form. */
export const momentSlot = ({ value, clock }: Pick<Item, 'value' | 'clock'>): SlotValue =>
  clock && value >= 60 ? timeSlot(value, true) : value;

/** A time as the vocabulary writes it: `m:ss` where it was said with a colon or in minutes, else seconds. */
export function timeSlot(seconds: number, clock: boolean): SlotValue {
  if (!Number.isFinite(seconds)) return 'end';
  if (!clock) return seconds;
  const whole = Math.floor(seconds);
  const rest = Math.round((seconds - whole) * 1000);
  const tail = rest === 0 ? '' : `.${String(rest).padStart(3, '0').replace(/0+$/, '')}`;
  const h = Math.floor(whole / 3600);
  const m = Math.floor((whole % 3600) / 60);
  const s = String(whole % 60).padStart(2, '0');
  return h > 0 ? `${h}:${String(m).padStart(2, '0')}:${s}${tail}` : `${m}:${s}${tail}`;
}

/** Times of the clause that no rule has spent, by role. */
export function time(c: Clause, ...roles: readonly Item['role'][]): Item | undefined {
  const found = c.items.find((i) => i.type === 'time' && !i.used && (roles.length === 0 || roles.includes(i.role)));
  if (found !== undefined) found.used = true;
  return found;
}

/** Builds an operation, leaving out slots that have no value. */
export function op(name: string, slots: Record<string, SlotValue | undefined | null> = {}): PlannedOp {
  const made: PlannedOp = { op: name };
  for (const [key, slot] of Object.entries(slots)) if (slot !== undefined && slot !== null) made[key] = slot;
  return made;
}

const DULL =
  /^(?:the|a|an|some|my|our|your|this|that|these|those|it|its|to|of|for|in|on|at|with|and|or|by|from|into|as|be|is|are|me|you|any|all|new|nice|good|great|more|very|so|please|between|over|under|un|una|el|la|los|las|de|del|en|con|al|le|les|des|du|der|die|das|den|mit|ein|eine|auto|generated|automatic|automatically|video|clip|clips|every|each|both|like|effect|effects|style|styled|use|using|apply|add|make|change|remove|create|generate|set|want|need|can|could|give|have|too|also|just|only|now|then|here|there|how|what|when|where|up|down|out|off|if|but|not|no|do|does|up|color|colour|look|put|show|s|t|i|we|um|uma|o|os|as|um|com|standard)$/;

/** Words directly before an item that describe it: "a glitch transition", "slow whip pans". Empty when there are none. */
export function describing(c: Clause, item: Item): string {
  const index = c.items.indexOf(item);
  const words: string[] = [];
  for (let i = index - 1; i >= 0 && words.length < 3; i--) {
    const before = c.items[i] as Item;
    const isWord = before.type === 'word' || before.type === 'hit';
    if (!isWord || before.used || DULL.test(before.text) || !/^[a-z]/.test(before.text)) break;
    if (before.type === 'hit' && (ACTIONS.some((a) => has(before, a)) || has(before, 'video') || has(before, 'clip')))
      break;
    words.unshift(before.text);
  }
  return words.join(' ');
}

const SET_TO =
  /(?:(?<![\p{L}\p{N}])(?:to|at|auf|al|a|para|à|até|em|as|just|only)|到|至|成|为|在|に|로|まで)\s*(?:(?:about|around|roughly|like|just|only|the|un|etwa|circa|ca|environ|cerca de|大约|大概|约|只有)\s*){0,2}$/u;
const HEDGED = /[,，(:]\s*(?:(?:to|at|around|about|roughly|maybe|like|say|just|only|大约|大概|约|差不多)\s*){0,3}$/;

/**
 * Does an amount say what a level shall be ("to 20%", "quieter, around 20%", "30%に") rather than by how much it
 * changes ("20% louder", "down 20%")?
 */
export function isWhole(c: Clause, amount: { readonly at: number; readonly end: number }): boolean {
  const before = c.s.text.slice(Math.max(0, amount.at - 40), amount.at).toLowerCase();
  const after = c.s.text.slice(amount.end, amount.end + 20).toLowerCase();
  if (/^\s*(?:に|まで|로|으로|까지)/.test(after)) return true;
  if (SET_TO.test(before)) return true;
  return HEDGED.test(before) && !/^\s*(?:louder|quieter|softer|lower|higher|more|less|up|down)/.test(after);
}
