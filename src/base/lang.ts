/** Languages that every text of ours is written in, on the page too. */
export type Lang = 'en' | 'zh';

/** Languages that requests are read and answered in, as BCP 47 tags. */
export const LOCALES = ['en', 'zh', 'es', 'ja', 'ko', 'de', 'fr', 'pt'] as const;
export type Locale = (typeof LOCALES)[number];

/**
 * One text in each of our languages, and in as many of the others as it is known in. Read it with `inLocale` of
 * `base/say.ts`: what is not here may stand in the tables of translations.
 */
export type Said = { readonly [L in Lang]: string } & { readonly [L in Exclude<Locale, Lang>]?: string };

/** Translations by the English text. A key that is not there is answered in English (`npm test` lists them). */
export type Words = Readonly<Record<string, string>>;

/** Our language for a BCP 47 tag: Chinese for any `zh-*`, English for everything else. */
export function langOf(tag: string): Lang {
  return tag.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

/** The language to answer in for a BCP 47 tag (`pt-BR` → `pt`); English for one that is none of ours. */
export function localeOf(tag: string): Locale {
  const language = tag.toLowerCase().split(/[-_]/)[0];
  return LOCALES.find((locale) => locale === language) ?? 'en';
}

/** Chinese when a text holds more Han characters than kana or Hangul; `fallback` when it has no letters at all. */
export function detectLang(text: string, fallback: Lang = 'en'): Lang {
  const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0;
  const han = count(/\p{Script=Han}/gu);
  if (han > 0 && count(/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu) === 0) return 'zh';
  return /\p{L}/u.test(text) ? 'en' : fallback;
}
