import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { GlobalFonts } from '@napi-rs/canvas';
import * as z from 'zod';
import type { TextStyle } from '../../draft/model.ts';

/**
 * The fonts that travel with us, all under the Open Font License (docs/decisions/0004-fonts.md). A package holds a
 * family in slices of some hundred characters; the slices that a text needs are registered under one name of ours
 * when it needs them, because registering whole families takes a second and 200 MB.
 */
type Family = { readonly name: string; readonly package: string };

const family = (name: string, source: string): Family => ({ name: `tellcut ${name}`, package: source });

const LATIN: Readonly<Record<TextStyle['font'], Family>> = {
  sans: family('sans', '@fontsource-variable/inter'),
  serif: family('serif', '@fontsource-variable/playfair-display'),
  display: family('display', '@fontsource-variable/montserrat'),
  hand: family('hand', '@fontsource-variable/caveat'),
  mono: family('mono', '@fontsource-variable/jetbrains-mono'),
};
const CHINESE = family('chinese', '@fontsource-variable/noto-sans-sc');
const CHINESE_SERIF = family('chinese serif', '@fontsource-variable/noto-serif-sc');
const JAPANESE = family('japanese', '@fontsource-variable/noto-sans-jp');
const KOREAN = family('korean', '@fontsource-variable/noto-sans-kr');
const EMOJI = family('emoji', '@fontsource/noto-color-emoji');
/** Emoji that are joined must be in one file: this one holds them all. */
const EMOJI_FILE = 'noto-color-emoji-emoji-400-normal.woff2';

/** Further scripts, each with the family that draws it. */
const SCRIPTS: readonly (readonly [RegExp, Family])[] = [
  [/\p{Script=Arabic}/u, family('arabic', '@fontsource-variable/noto-sans-arabic')],
  [/\p{Script=Hebrew}/u, family('hebrew', '@fontsource-variable/noto-sans-hebrew')],
  [/\p{Script=Thai}/u, family('thai', '@fontsource-variable/noto-sans-thai')],
  [/\p{Script=Devanagari}/u, family('devanagari', '@fontsource-variable/noto-sans-devanagari')],
];

/** Beyond these scripts every character may be a symbol or an emoji, which the large families hold. */
const PLAIN =
  /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Inherited}\s\d!-~\u00a0-\u00ff\u2010-\u2027\u2030-\u203a€™]*$/u;
const PICTURES = /[\p{Extended_Pictographic}\p{Regional_Indicator}\u20e3]/u;
const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;
const HANGUL = /\p{Script=Hangul}/u;
const HAN = /[\p{Script=Han}\p{Script=Bopomofo}\u3000-\u303f\uff00-\uffef]/u;

/**
 * The families for a text in the order in which a character is looked for, ready for a CSS `font`. What the text
 * needs of them is registered first; the fonts of the machine are asked only for characters that none of ours has.
 */
export function familiesFor(text: string, font: TextStyle['font']): string {
  const families = [LATIN[font], ...eastAsian(text, font)];
  for (const [script, one] of SCRIPTS) if (script.test(text)) families.push(one);
  if (PICTURES.test(text)) families.push(EMOJI);
  // Inter knows more Greek, Cyrillic and symbols than the others.
  if (font !== 'sans') families.push(LATIN.sans);
  // The letters that layout measures by, and the ellipsis, must be there whatever the text is.
  for (const one of families) register(one, `${text}H…`);
  return families.map((one) => `"${one.name}"`).join(', ');
}

/** The language whose shapes the characters of a text have: Skia would otherwise follow the machine's. */
export function languageOf(text: string): string {
  return KANA.test(text) ? 'ja' : HANGUL.test(text) ? 'ko' : HAN.test(text) ? 'zh-Hans' : 'en';
}

/** Han characters have different shapes in each language: kana or Hangul tell which one it is. */
function eastAsian(text: string, font: TextStyle['font']): Family[] {
  const chinese = font === 'serif' ? [CHINESE_SERIF, CHINESE] : [CHINESE];
  if (KANA.test(text)) return [JAPANESE, ...chinese];
  if (HANGUL.test(text)) return [KOREAN, ...chinese];
  if (HAN.test(text)) return covers(CHINESE, text) ? chinese : [...chinese, JAPANESE];
  return PLAIN.test(text) ? [] : [CHINESE];
}

const require = createRequire(import.meta.url);
const registered = new Set<string>();
/** Of each package: the folder of its files, and which characters each slice holds. */
const catalogues = new Map<string, { folder: string; slices: (readonly [string, readonly Range[]])[] }>();
type Range = readonly [number, number];

/** Whether a family has every Han character of a text: rare and traditional ones are spread over the families. */
function covers(one: Family, text: string): boolean {
  const { slices } = catalogueOf(one);
  const isIn = (point: number): boolean => slices.some(([, ranges]) => holds(ranges, point));
  return Array.from(text.matchAll(/\p{Script=Han}/gu), ([character]) => character.codePointAt(0) ?? 0).every(isIn);
}

const holds = (ranges: readonly Range[], point: number): boolean =>
  ranges.some(([first, last]) => point >= first && point <= last);

function register(one: Family, text: string): void {
  const { folder, slices } = catalogueOf(one);
  const add = (file: string): void => {
    if (registered.has(file)) return;
    registered.add(file);
    const whole = path.join(folder, file);
    if (existsSync(whole)) GlobalFonts.registerFromPath(whole, one.name);
  };
  if (one === EMOJI) return add(EMOJI_FILE);
  const characters = Array.from(new Set(text), (character) => character.codePointAt(0) ?? 0);
  const id = path.basename(one.package);
  for (const [slice, ranges] of slices) {
    if (!characters.some((point) => holds(ranges, point))) continue;
    add(`${id}-${slice}-wght-normal.woff2`);
    add(`${id}-${slice}-wght-italic.woff2`);
  }
}

/** Reads a package's list of slices: `{"[4]": "U+1f1e9-1f1f5,U+1f21a", "latin": "U+0000-00FF"}`. */
function catalogueOf(one: Family): { folder: string; slices: (readonly [string, readonly Range[]])[] } {
  const known = catalogues.get(one.package);
  if (known !== undefined) return known;
  const root = path.dirname(require.resolve(`${one.package}/package.json`));
  const listed = z
    .record(z.string(), z.string())
    .parse(JSON.parse(readFileSync(path.join(root, 'unicode.json'), 'utf8')));
  const slices = Object.entries(listed).map(([key, ranges]) => [key.replace(/[[\]]/g, ''), rangesOf(ranges)] as const);
  const catalogue = { folder: path.join(root, 'files'), slices };
  catalogues.set(one.package, catalogue);
  return catalogue;
}

function rangesOf(text: string): Range[] {
  return text.split(',').map((range) => {
    const [first = 'x', last = first] = range.trim().replace(/^U\+/i, '').split('-');
    return [Number.parseInt(first, 16), Number.parseInt(last, 16)];
  });
}
