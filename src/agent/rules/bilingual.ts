import { type Clause, names, op, value, wording } from '../clause.ts';
import type { PlannedOp, SlotValue } from '../types.ts';

const TWO =
  /\b(?:bilingual|dual[- ]language|dual sub\w*|two languages|both languages|bilingües?|bilingues?|zweisprachig\w*)\b|双语|雙語|两种语言|中英(?:文|字幕)|バイリンガル|二か国語|2か国語|이중 ?(?:언어|자막)|두 언어/i;
const SECOND =
  /\b(?:second|2nd|lower|bottom) (?:line|language)\b|\btranslation line\b|第二行|第二语言|下面(?:那|一)行|译文|2行目|둘째 줄|segunda línea|zweite zeile|deuxième ligne|segunda linha/i;
const SMALLER = /\b(?:smaller|tiny|small)\b|小/;
const BIGGER = /\b(?:bigger|larger|big|large)\b|大/;

/** In which second language captions are wanted where only "bilingual" is said: beside another language, English. */
const BESIDE_ENGLISH = ['zh', 'ja', 'ko', 'es', 'de', 'fr', 'pt'];

/** Captions in two languages, and the look of the second line. */
export function bilingual(c: Clause): PlannedOp[] {
  if (c.negated || c.items.some((item) => item.type === 'quote' || item.type === 'file')) return [];
  const text = wording(c);
  const draft = c.s.input.draft;
  const hasCaptions = draft?.captions === true || /caption/.test(c.s.input.context.timeline ?? '');
  if (SECOND.test(text) && (names(c, 'caption') || hasCaptions)) {
    const color = value(c, 'color') ?? undefined;
    const size: SlotValue | undefined = SMALLER.test(text) ? 'smaller' : BIGGER.test(text) ? 'bigger' : undefined;
    if (color === undefined && size === undefined) return [];
    const first = TWO.test(text) && !hasCaptions ? [op('captions', { lang: languagesOf(c) })] : [];
    for (const item of c.items) item.used = true;
    return [...first, op('captions', { second: true, color, size })];
  }
  if (!TWO.test(text) || !names(c, 'caption') || names(c, 'remove', 'export', 'hide', 'title')) return [];
  const color = value(c, 'color') ?? undefined;
  const lang = languagesOf(c);
  for (const item of c.items) item.used = true;
  return [op('captions', { lang, translate: hasCaptions ? true : undefined, color })];
}

/** The two languages as one slot: what is not named is the one that is spoken. */
function languagesOf(c: Clause): string {
  const named = c.items
    .flatMap(({ concepts }) => concepts.filter((k) => k.startsWith('language=')))
    .map((k) => k.slice(9));
  const own = c.s.lang;
  const spoken = BESIDE_ENGLISH.includes(own) ? [own, 'en'] : ['bilingual'];
  const all = named.length > 1 ? named : named.length === 1 ? ['bilingual', ...named] : spoken;
  return [...new Set(all)].join(',');
}
