import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { GlobalFonts } from '@napi-rs/canvas';
import type { TextStyle } from '../../draft/model.ts';

/**
 * The fonts that travel with us, all under the Open Font License (docs/decisions/0004-fonts.md). A package holds a
 * family in slices by script; all slices of a family are registered under one name of ours, when a text needs it.
 */
type Family = {
  readonly name: string;
  readonly package: string;
  /** Which of the package's files are used. */
  readonly files: RegExp;
};

const family = (name: string, source: string, files: RegExp): Family => ({
  name: `tellcut ${name}`,
  package: source,
  files,
});

const UPRIGHT_AND_ITALIC = /-wght-(normal|italic)\.woff2$/;
const UPRIGHT = /-wght-normal\.woff2$/;

const LATIN: Readonly<Record<TextStyle['font'], Family>> = {
  sans: family('sans', '@fontsource-variable/inter', UPRIGHT_AND_ITALIC),
  serif: family('serif', '@fontsource-variable/playfair-display', UPRIGHT_AND_ITALIC),
  display: family('display', '@fontsource-variable/montserrat', UPRIGHT_AND_ITALIC),
  hand: family('hand', '@fontsource-variable/caveat', UPRIGHT),
  mono: family('mono', '@fontsource-variable/jetbrains-mono', UPRIGHT_AND_ITALIC),
};
const CHINESE = family('chinese', '@fontsource-variable/noto-sans-sc', UPRIGHT);
const CHINESE_SERIF = family('chinese serif', '@fontsource-variable/noto-serif-sc', UPRIGHT);
const JAPANESE = family('japanese', '@fontsource-variable/noto-sans-jp', UPRIGHT);
const KOREAN = family('korean', '@fontsource-variable/noto-sans-kr', UPRIGHT);
const EMOJI = family('emoji', '@fontsource/noto-color-emoji', /-emoji-400-normal\.woff2$/);

/** Further scripts, each with the family that draws it. */
const SCRIPTS: readonly (readonly [RegExp, Family])[] = [
  [/\p{Script=Arabic}/u, family('arabic', '@fontsource-variable/noto-sans-arabic', UPRIGHT)],
  [/\p{Script=Hebrew}/u, family('hebrew', '@fontsource-variable/noto-sans-hebrew', UPRIGHT)],
  [/\p{Script=Thai}/u, family('thai', '@fontsource-variable/noto-sans-thai', UPRIGHT)],
  [/\p{Script=Devanagari}/u, family('devanagari', '@fontsource-variable/noto-sans-devanagari', UPRIGHT)],
];

/** Beyond these scripts every character may be a symbol or an emoji, which the large families hold. */
const PLAIN =
  /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Inherited}\s\d!-~\u00a0-\u00ff\u2010-\u2027\u2030-\u203a€™]*$/u;

const require = createRequire(import.meta.url);
const registered = new Set<string>();

/**
 * The families for a text in the order in which a character is looked for, ready for a CSS `font`. What the text
 * needs is registered first; the fonts of the machine are never asked for.
 */
export function familiesFor(text: string, font: TextStyle['font']): string {
  const families = [LATIN[font], ...eastAsian(text, font)];
  for (const [script, one] of SCRIPTS) if (script.test(text)) families.push(one);
  if (!PLAIN.test(text)) families.push(EMOJI);
  // Inter knows more Greek, Cyrillic and symbols than the others.
  if (font !== 'sans') families.push(LATIN.sans);
  for (const one of families) register(one);
  return families.map((one) => `"${one.name}"`).join(', ');
}

/** Han characters have different shapes in each language: kana or Hangul tell which one it is. */
function eastAsian(text: string, font: TextStyle['font']): Family[] {
  const chinese = font === 'serif' ? [CHINESE_SERIF, CHINESE] : [CHINESE];
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return [JAPANESE, ...chinese];
  if (/\p{Script=Hangul}/u.test(text)) return [KOREAN, ...chinese];
  if (/[\p{Script=Han}\p{Script=Bopomofo}\u3000-\u303f\uff00-\uffef]/u.test(text)) return [...chinese, JAPANESE];
  return PLAIN.test(text) ? [] : chinese;
}

function register(one: Family): void {
  if (registered.has(one.name)) return;
  const folder = path.join(path.dirname(require.resolve(`${one.package}/package.json`)), 'files');
  const files = readdirSync(folder).filter((file) => one.files.test(file));
  for (const file of files) GlobalFonts.registerFromPath(path.join(folder, file), one.name);
  if (files.length === 0) throw new Error(`the fonts of ${one.package} are not installed`);
  registered.add(one.name);
}
