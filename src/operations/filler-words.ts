/**
 * Filler words by language, as data. `always`: sounds that are no words of the language. `between`: words that also
 * mean something ("like", 那个), which are fillers only where they stand by themselves, between pauses or commas.
 */
export type Fillers = { readonly always: RegExp; readonly between: readonly string[] };

/** Texts are compared in lower case and without punctuation; drawn-out sounds ("ummm", 嗯嗯) are patterns. */
export const FILLERS: Readonly<Record<string, Fillers>> = {
  en: {
    always: /^(?:u+h+m*|u+m+|e+r+m*|h+m+|a+h+m*)$/,
    between: ['like', 'you know', 'i mean', 'sort of', 'kind of', 'basically', 'literally', 'you see'],
  },
  zh: {
    always: /^(?:嗯+|呃+|唔+|呣+)$/,
    between: ['啊', '额', '那个', '这个', '就是', '就是说', '然后', '怎么说呢', '你知道', '对吧', '的话'],
  },
  ja: {
    always: /^(?:え[ーっ〜]*と[ーね〜]*|ええと|えー+|あの[ー〜]+|あー+|うー+ん*|んー+|えっとですね)$/,
    between: ['あの', 'その', 'まあ', 'まぁ', 'なんか', 'こう', 'ほら', 'えっと'],
  },
  ko: {
    always: /^(?:으*음+|어{2,}|아{2,}|흠+)$/,
    between: ['어', '그', '저', '뭐', '막', '이제', '저기', '그러니까', '그니까', '약간'],
  },
  de: {
    always: /^(?:ä+h+m*|ö+h+m*|ae+h+m*|e+h+m+|h+m+|u+h+m*)$/,
    between: ['also', 'halt', 'quasi', 'sozusagen', 'naja', 'na ja', 'irgendwie', 'sag ich mal'],
  },
  fr: {
    always: /^(?:e+u+h*|heu+|h+u+m+|h+m+)$/,
    between: ['ben', 'bah', 'du coup', 'genre', 'en fait', 'tu vois', 'voilà', 'bon', 'enfin', 'quoi'],
  },
  es: {
    always: /^(?:e+h+m*|e{2,}m*|e+m+|m{2,}|h+m+|este{2,})$/,
    between: ['este', 'pues', 'o sea', 'bueno', 'digamos', 'a ver', 'como que', 'sabes'],
  },
  pt: {
    always: /^(?:h+u+m+|h+ã+|ã+h+|a+h+n+|é{2,}|h+m+)$/,
    between: ['né', 'tipo', 'é', 'então', 'assim', 'sabe', 'ahn', 'tipo assim'],
  },
};

/** Words that are said twice by mistake and hardly ever on purpose ("very very" is; "I I" is not). */
export const STARTERS: ReadonlySet<string> = new Set(
  (
    'i the a an we you he she it they and but to of in on at is was are were my our your this for with if so because ' +
    '我 我们 你 你们 他 她 它 他们 我就 这 这个 那 就 但是 所以 因为 如果 ' +
    '私 僕 これ それ でも だから 저 나 우리 그 ich du wir sie er es der die das ein eine und aber in mit ist ' +
    'je tu il elle on nous vous le la les un une et mais de à dans est c’est ' +
    'yo tú el los las una y pero en con que es eu ele ela nós o os as um uma e mas do da com'
  ).split(' '),
);

/** What tells the languages of Latin letters apart where nobody said which one is spoken. */
const USUAL: Readonly<Record<string, ReadonlySet<string>>> = {
  en: new Set(['the', 'and', 'is', 'of', 'to', 'it', 'that', 'you', 'we', 'this', 'was', 'so', 'i']),
  de: new Set(['der', 'die', 'das', 'und', 'ist', 'nicht', 'ich', 'wir', 'ein', 'eine', 'zu', 'mit', 'auch']),
  fr: new Set(['le', 'les', 'et', 'est', 'pas', 'je', 'nous', 'une', 'des', 'dans', 'on', 'ce', 'vous', 'la']),
  es: new Set(['el', 'los', 'y', 'es', 'una', 'por', 'con', 'las', 'yo', 'muy', 'pero', 'lo', 'hay', 'la']),
  pt: new Set(['o', 'os', 'e', 'uma', 'não', 'com', 'eu', 'do', 'da', 'muito', 'mas', 'você', 'em', 'um']),
};

/** Names by which servers call languages, beside their codes. */
const NAMES: Readonly<Record<string, string>> = {
  english: 'en',
  chinese: 'zh',
  mandarin: 'zh',
  cantonese: 'zh',
  japanese: 'ja',
  korean: 'ko',
  german: 'de',
  french: 'fr',
  spanish: 'es',
  castilian: 'es',
  portuguese: 'pt',
};

/**
 * The language of some words, as a code of {@link FILLERS}: as whoever heard them says, else by their letters and their
 * most usual words. Null for one that we have no list of.
 */
export function spokenLanguage(said: string | null, words: readonly string[]): string | null {
  const named = (said ?? '').trim().toLowerCase();
  const code = NAMES[named] ?? /^[a-z]{2,3}(?=$|[-_])/.exec(named)?.[0] ?? null;
  if (code !== null) return FILLERS[code] === undefined ? null : code;
  const text = words.join(' ');
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return 'ja';
  if (/\p{Script=Hangul}/u.test(text)) return 'ko';
  if (/\p{Script=Han}/u.test(text)) return 'zh';
  if (!/\p{Script=Latin}/u.test(text)) return null;
  let best = { lang: 'en', count: 0 };
  for (const [lang, usual] of Object.entries(USUAL)) {
    const count = words.filter((word) => usual.has(word)).length;
    if (count > best.count) best = { lang, count };
  }
  return best.lang;
}
