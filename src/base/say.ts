import { type Lang, LOCALES, type Locale, type Said } from './lang.ts';
import { WORDS } from './words/words.ts';

/** What stands in the place of a `{name}`: a text as it is, a number, or words of ours in every language. */
export type Value = string | number | Said;

/** The names of a template's placeholders: `{clips}` and `{clips:clip|clips}` are both `clips`. */
type Names<T extends string> = T extends `${string}{${infer Name}}${infer Rest}`
  ? (Name extends `${infer Bare}:${string}` ? Bare : Name) | Names<Rest>
  : never;
type Values<T extends string> = [Names<T>] extends [never] ? [] : [values: { readonly [Name in Names<T>]: Value }];

/**
 * One sentence: written here in English and Chinese, and found in `words/<language>.ts` in the others, by its English
 * text. Values go in by name, so that every language orders them its own way: `say('Removed {clip}.', '删除了{clip}。',
 * { clip })`. `{n:pause|pauses}` is the form that goes with the number `n`. A text that is put together beforehand
 * (`Removed ${clip}.`) has no key, and is answered in English.
 */
export function say<En extends string, Zh extends string>(en: En, zh: Zh, ...values: Values<En | Zh>): Said {
  const [given] = values as [Readonly<Record<string, Value>>?];
  if (given === undefined) return { en, zh };
  const said: Partial<Record<Locale, string>> = {};
  for (const locale of LOCALES) {
    const own = locale === 'en' ? en : locale === 'zh' ? zh : WORDS[locale][en];
    const template = own ?? (en === (zh as string) ? en : undefined); // the same in both: there are no words in it
    const text = template === undefined ? null : filled(template, given, locale);
    if (text !== null) said[locale] = text;
  }
  return { ...said, en: said.en ?? en, zh: said.zh ?? zh };
}

/** A text in a language; the whole of it in English where it is not known in that one. */
export function inLocale(said: Said, locale: Locale): string {
  return wordsFor(said, locale) ?? said.en;
}

/** A text in the language of a page or a surface that has English and Chinese only. */
export const nearest = (locale: Locale): Lang => (locale === 'zh' ? 'zh' : 'en');

function wordsFor(said: Said, locale: Locale): string | null {
  const own = said[locale];
  if (own !== undefined) return own;
  if (locale === 'en' || locale === 'zh') return null;
  // What is the same in English and in Chinese is a name, and the same everywhere.
  return WORDS[locale][said.en] ?? (said.en === said.zh ? said.en : null);
}

/** A template with its values in, or null when a value is not known in the language: no sentence mixes two of them. */
function filled(template: string, values: Readonly<Record<string, Value>>, locale: Locale): string | null {
  let isWhole = true;
  const text = template.replace(/\{(\w+)(?::([^{}|]*)\|([^{}]*))?\}/g, (hole: string, name: string, one?, many?) => {
    const value = values[name];
    if (value === undefined) return hole;
    if (one !== undefined) return formOf(Number(value), locale) === 'one' ? String(one) : String(many);
    const words = valueIn(value, locale);
    if (words === null) isWhole = false;
    return words ?? '';
  });
  if (!isWhole) return null;
  // A sentence that begins with words of ours begins with a capital; a name of somebody else's stays as it is.
  const first = /^\{(\w+)\}/.exec(template)?.[1];
  const isOurs = first !== undefined && typeof values[first] === 'object' && /[.!?:]$/.test(template);
  return isOurs ? text.charAt(0).toLocaleUpperCase(locale) + text.slice(1) : text;
}

function valueIn(value: Value, locale: Locale): string | null {
  if (typeof value === 'object') return value.en === '' ? '' : wordsFor(value, locale);
  return typeof value === 'number' ? numberIn(value, locale) : value;
}

/** A number as it is written within a sentence: with a comma where the language has one. */
export const numberIn = (value: number, locale: Locale): string =>
  COMMA.has(locale) ? String(value).replace('.', ',') : String(value);

const COMMA: ReadonlySet<Locale> = new Set(['es', 'de', 'fr', 'pt']);

const RULES = new Map<Locale, Intl.PluralRules>();

function formOf(n: number, locale: Locale): 'one' | 'other' {
  const rules = RULES.get(locale) ?? new Intl.PluralRules(locale);
  RULES.set(locale, rules);
  return rules.select(n) === 'one' ? 'one' : 'other';
}

/** Texts made by a rule in every language in which all of their parts are known. */
export function composed(parts: readonly Value[], compose: (words: readonly string[], locale: Locale) => string): Said {
  const said: Partial<Record<Locale, string>> = {};
  for (const locale of LOCALES) {
    const words = parts.map((part) => valueIn(part, locale));
    if (words.every((word) => word !== null)) said[locale] = compose(words, locale);
  }
  return { en: '', zh: '', ...said };
}

/** `a, b, c`; `a、b、c`. */
export const commas = (parts: readonly Value[]): Said =>
  composed(parts, (words, locale) => words.join(locale === 'zh' || locale === 'ja' ? '、' : ', '));

/** `a; b`: for parts that are sentences nearly. */
export const semicolons = (parts: readonly Value[]): Said =>
  composed(parts, (words, locale) => words.join(locale === 'zh' ? '；' : '; '));

const LISTS = new Map<Locale, Intl.ListFormat>();

/** `a, b and c` as each language joins a list. */
export function listed(parts: readonly Value[]): Said {
  return composed(parts, (words, locale) => {
    if (locale === 'ja' || locale === 'ko') return words.join(locale === 'ja' ? '、' : ', ');
    const format = LISTS.get(locale) ?? new Intl.ListFormat(locale === 'en' ? 'en-GB' : locale);
    LISTS.set(locale, format);
    return format.format(words);
  });
}

const QUOTES: Readonly<Record<Locale, readonly [string, string]>> = {
  en: ['"', '"'],
  zh: ['“', '”'],
  es: ['«', '»'],
  ja: ['「', '」'],
  ko: ['“', '”'],
  de: ['„', '“'],
  fr: ['« ', ' »'],
  pt: ['“', '”'],
};

/** Something that could be said, within a sentence: `"add music"`, `「音楽を付けて」`. */
export const asQuote = (said: Value): Said =>
  composed([said], ([words = ''], locale) => `${QUOTES[locale][0]}${words}${QUOTES[locale][1]}`);

/** A word of the request vocabulary ("bottom left", "yellow") in every language; one that is unknown stays as it is. */
export function wordSaid(word: string): Said {
  const name = { en: word, zh: word };
  const said = { en: word, zh: CHINESE[word.toLowerCase()] ?? word };
  return { ...Object.fromEntries(LOCALES.map((locale) => [locale, inLocale(name, locale)])), ...said };
}

/** Words of requests that replies hold again: sizes, colours, places. */
const CHINESE: Readonly<Record<string, string>> = {
  bigger: '大一些',
  larger: '大一些',
  smaller: '小一些',
  big: '大',
  small: '小',
  bold: '粗体',
  up: '往上',
  down: '往下',
  top: '上方',
  bottom: '下方',
  center: '居中',
  left: '左侧',
  right: '右侧',
  'top left': '左上',
  'top right': '右上',
  'bottom left': '左下',
  'bottom right': '右下',
  'top center': '上方居中',
  'bottom center': '下方居中',
  start: '开头',
  end: '结尾',
  white: '白色',
  black: '黑色',
  red: '红色',
  yellow: '黄色',
  green: '绿色',
  blue: '蓝色',
  orange: '橙色',
  pink: '粉色',
  purple: '紫色',
  gold: '金色',
  gray: '灰色',
  cyan: '青色',
  brown: '棕色',
};
