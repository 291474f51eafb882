/** Languages that we write complete texts in. Others are understood, and answered in the nearest of these. */
export type Lang = 'en' | 'zh';

/** One text in each of our languages. */
export type Said = { readonly [L in Lang]: string };

/** Our language for a BCP 47 tag: Chinese for any `zh-*`, English for everything else. */
export function langOf(tag: string): Lang {
  return tag.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

/** Chinese when a text holds more Han characters than kana or Hangul; `fallback` when it has no letters at all. */
export function detectLang(text: string, fallback: Lang = 'en'): Lang {
  const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0;
  const han = count(/\p{Script=Han}/gu);
  if (han > 0 && count(/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu) === 0) return 'zh';
  return /\p{L}/u.test(text) ? 'en' : fallback;
}
