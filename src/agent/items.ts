import { longest, type Match, type Trie, type Unit } from './lexicon/lexicon.ts';
import type { Token, TokenKind } from './token.ts';

/**
 * A piece of a request as the rules see it: a token, or a phrase of the lexicon with its concepts (`hit`), or what
 * grammar made of several of them: a reference to clips (`clip`) or a time range (`range`, `value` to `until`).
 */
export type Item = {
  readonly type: TokenKind | 'hit' | 'clip' | 'range';
  readonly concepts: readonly string[];
  readonly text: string;
  readonly raw: string;
  readonly value: number;
  readonly clock: boolean;
  readonly until: number;
  readonly untilClock: boolean;
  role: Role;
  readonly at: number;
  readonly end: number;
  used: boolean;
};

/** What a time is in its sentence. `adj`: "a 30-second clip". */
export type Role =
  | 'at'
  | 'first'
  | 'last'
  | 'to'
  | 'by'
  | 'for'
  | 'from'
  | 'until'
  | 'under'
  | 'every'
  | 'adj'
  | 'bare';

export const has = (item: Item | undefined, concept: string): boolean => item?.concepts.includes(concept) ?? false;

/** The canonical value of a family (`mood`, `look`…) that an item names, or null. */
export function valueOf(item: Item | undefined, family: string): string | null {
  const found = item?.concepts.find((c) => c.startsWith(`${family}=`));
  return found === undefined ? null : found.slice(family.length + 1);
}

function plain(token: Token, concepts: readonly string[] = []): Item {
  return {
    type: token.kind,
    concepts,
    text: token.text,
    raw: token.raw,
    value: token.value,
    clock: token.clock,
    until: 0,
    untilClock: false,
    role: 'bare',
    at: token.at,
    end: token.end,
    used: false,
  };
}

const ALPHABET = /^[a-z0-9&]/;

/** Korean and Japanese words of one character match only where a word begins, so that "톤" is not found in "캠톤". */
function mayStand(match: Match, tokens: readonly Token[]): boolean {
  const first = tokens[match.from];
  if (first === undefined || match.to - match.from > 1) return true;
  return !/^\p{Script=Hangul}$/u.test(first.text) || first.wordStart;
}

/** Finds the lexicon's phrases in the tokens, longest first from the left. */
export function itemsOf(tokens: readonly Token[], tries: readonly Trie[]): Item[] {
  const units: (Unit | null)[] = tokens.map((t) =>
    t.kind === 'word' ||
    ((t.kind === 'num' || t.kind === 'ord' || t.kind === 'factor') && ALPHABET.test(t.text) && !/^\d/.test(t.text))
      ? { folded: t.text, stem: t.stem, wordStart: t.wordStart }
      : t.kind === 'mark' && t.text === '&'
        ? { folded: '&', stem: '&', wordStart: true }
        : t.kind === 'num' && /^\d{4}$/.test(t.text)
          ? { folded: t.text, stem: t.text, wordStart: true }
          : null,
  );
  const items: Item[] = [];
  // hyphens inside words are read as spaces: "lo-fi", "fade-in"
  const joined = tokens.flatMap((t, i) => {
    const isHyphen =
      t.kind === 'dash' &&
      units[i - 1] != null &&
      units[i + 1] != null &&
      tokens[i - 1]?.end === t.at &&
      tokens[i + 1]?.at === t.end;
    return isHyphen ? [] : [i];
  });
  const list = joined.map((i) => tokens[i] as Token);
  const flat = joined.map((i) => units[i] ?? null);
  for (let i = 0; i < list.length; ) {
    const token = list[i] as Token;
    const match = flat[i] == null ? null : longest(tries, flat, i);
    if (match === null || !mayStand(match, list)) {
      items.push(plain(token));
      i++;
      continue;
    }
    const run = list.slice(match.from, match.to);
    const next = list[match.to]?.text ?? '';
    const mutes =
      token.text === 'silence' && run.length === 1 && /^(?:clips?|the|it|this|video|audio|music|my)$/.test(next);
    // names of formats that are the stems of verbs: "mov" is no move
    const concepts = mutes ? ['mute'] : /^(?:mov|srt)$/.test(token.text) ? [] : match.concepts;
    const last = run.at(-1) as Token;
    if (run.length === 1 && token.kind !== 'word') items.push(plain(token, concepts));
    else {
      items.push({
        ...plain(token, concepts),
        type: 'hit',
        text: run.map((t) => t.text).join(/^[a-z]/.test(token.text) ? ' ' : ''),
        raw: run.map((t) => t.raw).join(/^[a-z]/.test(token.text) ? ' ' : ''),
        value: 0,
        end: last.end,
      });
    }
    i = match.to;
  }
  return items;
}
