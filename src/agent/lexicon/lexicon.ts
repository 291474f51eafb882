import { fold, stem, wordUnits } from '../words.ts';

/** Words of one language by concept: phrases separated by commas, `*` at the end of a word stands for any ending. */
export type Lexicon = Record<string, string>;

type Node = { readonly next: Map<string, Node>; readonly stems: Map<string, Node>; out: string[] };

const node = (): Node => ({ next: new Map(), stems: new Map(), out: [] });

/** The concepts of one or more lexicons as a trie over words (alphabets) and characters (Han, kana, Hangul). */
export type Trie = {
  readonly root: Node;
  readonly words: ReadonlySet<string>;
  /** Another language's words, read along: where both name a word ("sube", "subs"), the request's own is right. */
  readonly guest?: boolean;
};

function child(map: Map<string, Node>, key: string): Node {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = node();
  map.set(key, made);
  return made;
}

/** Builds the trie of a lexicon. Costs a few milliseconds; done once per language. */
export function buildTrie(lexicon: Lexicon): Trie {
  const root = node();
  const words = new Set<string>();
  for (const [concept, phrases] of Object.entries(lexicon)) {
    for (const phrase of phrases.split(',')) {
      let at = root;
      for (const unit of wordUnits(phrase.trim())) {
        const folded = fold(unit);
        if (unit.endsWith('!')) at = child(at.next, `!${folded.slice(0, -1)}`);
        else if (folded.endsWith('*')) at = child(at.stems, folded.slice(0, -1));
        else {
          at = child(at.next, stem(folded));
          words.add(folded);
        }
      }
      if (at !== root && !at.out.includes(concept)) at.out.push(concept);
    }
  }
  return { root, words };
}

/** A run of units that means something. `from`, `to`: indices of units, half-open. */
export type Match = { readonly from: number; readonly to: number; readonly concepts: readonly string[] };

/** One unit of text for matching: a word or a single character of a script without spaces. */
export type Unit = { readonly folded: string; readonly stem: string; readonly wordStart: boolean };

/** "remove the background" before "noise" or "music" is not about the background. */
function isOtherThing(concepts: readonly string[], next: Unit | null | undefined): boolean {
  if (concepts.includes('between')) return next === null;
  if (next === undefined || next === null || !concepts.includes('removebg')) return false;
  return /^(?:music|noise|sound|audio|song|track|hum|hiss|nois|voice|vocal|chatter|blur|噪|杂|乐|图|音|音乐|声|소|음|음악|musik|musica|ruido|bruit|gerausch)/.test(
    next.folded,
  );
}

/** The longest phrase that begins at unit `from`, or null. `breaks[i]`: no phrase may run from unit i-1 into i. */
export function longest(tries: readonly Trie[], units: readonly (Unit | null)[], from: number): Match | null {
  let best: { to: number; concepts: string[]; exact: boolean; guest: boolean } | null = null;
  for (const trie of tries) {
    const stack: { at: Node; i: number; exact: boolean }[] = [{ at: trie.root, i: from, exact: false }];
    for (let step = stack.pop(); step !== undefined; step = stack.pop()) {
      const { at, i, exact: isExact } = step;
      if (at.out.length > 0 && !isOtherThing(at.out, units[i])) {
        // a form that the lexicon names letter by letter ("saves!", "cuts!") is not the verb with the same stem
        if (best === null || i > best.to || (i === best.to && isExact && !best.exact))
          best = { to: i, concepts: [...at.out], exact: isExact, guest: trie.guest === true };
        else if (i === best.to && isExact === best.exact && !(trie.guest === true && !best.guest))
          best.concepts.push(...at.out.filter((c) => best?.concepts.includes(c) === false));
      }
      const unit = units[i];
      if (unit === undefined || unit === null) continue;
      const exact = at.next.get(unit.stem);
      if (exact !== undefined) stack.push({ at: exact, i: i + 1, exact: isExact });
      const literal = at.next.get(`!${unit.folded}`);
      if (literal !== undefined) stack.push({ at: literal, i: i + 1, exact: true });
      if (at.stems.size > 0) {
        for (let n = Math.min(unit.folded.length, 24); n >= 2; n--) {
          const open = at.stems.get(unit.folded.slice(0, n));
          if (open !== undefined) stack.push({ at: open, i: i + 1, exact: isExact });
        }
      }
    }
  }
  return best === null ? null : { from, to: best.to, concepts: best.concepts };
}
