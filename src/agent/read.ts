import { assignRoles, compose } from './grammar.ts';
import { has, type Item, itemsOf } from './items.ts';
import { requestLanguage } from './language.ts';
import { DE } from './lexicon/de.ts';
import { EN } from './lexicon/en.ts';
import { ES } from './lexicon/es.ts';
import { FR } from './lexicon/fr.ts';
import { JA } from './lexicon/ja.ts';
import { KO } from './lexicon/ko.ts';
import { buildTrie, type Lexicon, longest, type Trie } from './lexicon/lexicon.ts';
import { PT } from './lexicon/pt.ts';
import { VALUES } from './lexicon/values.ts';
import { ZH } from './lexicon/zh.ts';
import { normalise } from './normalise.ts';
import { Speller } from './spelling.ts';
import type { Token } from './token.ts';
import { tokenise } from './tokens.ts';
import type { RequestLang } from './types.ts';
import { stem } from './words.ts';

const LEXICONS: Record<Exclude<RequestLang, 'und'>, Lexicon> = {
  en: EN,
  zh: ZH,
  ja: JA,
  ko: KO,
  es: ES,
  de: DE,
  fr: FR,
  pt: PT,
};

const built = new Map<string, Trie>();

function trieOf(name: string, lexicon: () => Lexicon): Trie {
  const found = built.get(name);
  if (found !== undefined) return found;
  const made = buildTrie(lexicon());
  built.set(name, made);
  return made;
}

const valueTrie = (): Trie =>
  trieOf('values', () => ({
    ...Object.fromEntries(
      Object.entries(VALUES).flatMap(([family, values]) =>
        Object.entries(values).map(([v, words]) => [`${family}=${v}`, words]),
      ),
    ),
    // what a sound is called is a sound
    sfx: Object.values(VALUES['heard'] ?? {}).join(', '),
    // and these are put over the picture
    sticker: [VALUES['figure']?.['progress bar'], VALUES['figure']?.['arrow']].join(', '),
  }));

/** The tries that a request in `lang` is read with: its own, the values', and English, whose words are mixed in. */
function triesOf(lang: RequestLang, hasHan: boolean): Trie[] {
  const own = lang === 'und' ? [] : [trieOf(lang, () => LEXICONS[lang])];
  const guest = /^(?:es|de|fr|pt)$/.test(lang);
  const english = lang === 'en' ? [] : [{ ...trieOf('en', () => EN), guest }];
  const mixed = lang !== 'zh' && lang !== 'ja' && hasHan ? [trieOf('zh', () => ZH)] : [];
  return [...own, ...english, ...mixed, valueTrie()];
}

let spellers: { readonly speller: Speller; readonly stems: ReadonlySet<string> } | null = null;

function spelling(): { readonly speller: Speller; readonly stems: ReadonlySet<string> } {
  if (spellers !== null) return spellers;
  const english = trieOf('en', () => EN);
  const words = [...english.words, ...valueTrie().words];
  spellers = { speller: new Speller(english.words), stems: new Set(words.map(stem)) };
  return spellers;
}

/** Spelling is looked at only in this many words; longer requests are pasted, not typed. */
const MOST_CORRECTED = 200;

function corrected(tokens: readonly Token[], lang: RequestLang): Token[] {
  const { speller, stems } = spelling();
  const own = lang === 'en' || lang === 'und' ? null : trieOf(lang, () => LEXICONS[lang]);
  let looked = 0;
  return tokens.map((token, i) => {
    if (token.kind !== 'word' || !/^[a-z]{2,}$/.test(token.text) || looked++ > MOST_CORRECTED) return token;
    // Latin languages other than English have words of their own that look like slips of English ones
    if (own !== null && !/^(?:zh|ja|ko)$/.test(lang)) return token;
    if (
      token.text === 'ad' &&
      tokens[i + 1]?.kind === 'word' &&
      (i === 0 || /^(?:and|then|please|to)$/.test(tokens[i - 1]?.text ?? ''))
    )
      return { ...token, text: 'add', stem: stem('add') };
    if (/^[A-Z]/.test(token.raw) && i > 0) return token;
    const right = speller.correct(token.text, (word) => stems.has(stem(word)));
    return right === token.text ? token : { ...token, text: right, stem: stem(right) };
  });
}

function knows(lang: 'en' | 'es' | 'de' | 'fr' | 'pt', word: string): boolean {
  if (word.length < 3) return false;
  const units = [{ folded: word, stem: stem(word), wordStart: true }];
  return longest([trieOf(lang, () => LEXICONS[lang])], units, 0) !== null;
}

/** Words (or characters of scripts without spaces) that are read of one request; nobody asks for more at once. */
const MOST_TOKENS = 2500;

/** Little words of other languages that look like English ones: "no começo" is no refusal. */
const LITTLE: Partial<Record<RequestLang, RegExp>> = {
  es: /^(?:los|pan|once)$/,
  pt: /^(?:no|do|a|as|come|um|som)$/,
  de: /^(?:was|also|fast|die|am|war|hat|so|um|ton an)$/,
  fr: /^(?:on|or|me|main|plus)$/,
};

/** "a 60-second Reel": with a capital it is the platform's. */
/** "captions people can read without sound": how it is watched, and no wish. */
const WATCHED = /^(?:read|watch(?:ed|ing)?|understand|follow|see|seen|view(?:ed)?|scroll|play|plays|enjoy)$/;
const isWatchedSo = (item: Item, before: readonly Item[]): boolean =>
  has(item, 'mute') && /^(?:without|no|with the|on) /.test(`${item.text} `) && before.some((b) => WATCHED.test(b.text));

const platformed = (item: Item): Item =>
  item.raw === 'Reel' && item.at > 0 ? { ...item, concepts: [...item.concepts, 'platform=reels'] } : item;

/** Was the tail of a long text left out? Marks and pictures at its end are no loss. */
const isUnread = (text: string, tokens: readonly Token[]): boolean =>
  text.length > MOST_TOKENS && (tokens.at(-1)?.end ?? 0) < text.length - 200;

/** The language of a text, as requests are read. `hint`: BCP 47 tag of the user's own. */
export const languageOf = (text: string, hint?: string): RequestLang =>
  requestLanguage(normalise(text).text.replace(/[\ue000-\uf8ff]/g, ' '), hint, knows);

/** A request as items, with the language that it was read in. `cut`: it was too long to be read whole. */
export function read(text: string, hint?: string): { lang: RequestLang; text: string; items: Item[]; cut: boolean } {
  const normal = normalise(text);
  const plain = normal.text.replace(/[\ue000-\uf8ff]/g, ' ');
  const lang = requestLanguage(plain, hint, knows);
  const all = tokenise(normal, MOST_TOKENS + 1);
  const tokens = corrected(all.slice(0, MOST_TOKENS), lang);
  const little = LITTLE[lang];
  const found = itemsOf(tokens, triesOf(lang, /\p{Script=Han}/u.test(plain))).map((item, i, all) =>
    (item.text === 'um' && lang !== 'en') ||
    little?.test(item.text) === true ||
    isWatchedSo(item, all.slice(Math.max(0, i - 4), i))
      ? { ...item, concepts: [] }
      : platformed(item),
  );
  const items = compose(found);
  assignRoles(items);
  return { lang, text: normal.text, items, cut: all.length > MOST_TOKENS || isUnread(normal.text, all) };
}
