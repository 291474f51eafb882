/** Scripts that write without spaces between words, or (Hangul) glue endings to them: matched character by character. */
const BY_CHARACTER = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー々〆]/u;

export const isCharacterScript = (char: string): boolean => BY_CHARACTER.test(char);

/** Lower case without accents; `ß` becomes `ss`. Kana and Hangul stay as they are. */
export function fold(word: string): string {
  const lower = word.toLowerCase().replace(/['’]/g, '');
  if (!/[\u00c0-\u024f]/.test(lower)) return lower;
  return lower
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/ß/g, 'ss');
}

/**
 * A crude stem that is equal for the forms of an English word and for plurals of the other alphabets' words. It is
 * applied to the lexicon and to requests alike, so that it need not be a real word, only the same.
 */
export function stem(folded: string): string {
  let w = folded;
  const n = w.length;
  if (n < 4 || !/^[a-z]+$/.test(w)) return w;
  if (n >= 6 && w.endsWith('ing') && /[aeiouy]/.test(w.slice(0, -3))) w = w.slice(0, -3);
  else if (n >= 5 && (w.endsWith('ies') || w.endsWith('ied'))) w = `${w.slice(0, -3)}y`;
  else if (n >= 5 && ((w.endsWith('ed') && !w.endsWith('eed')) || w.endsWith('es'))) w = w.slice(0, -2);
  else if (w.endsWith('s') && !/(?:ss|us|is)$/.test(w)) w = w.slice(0, -1);
  if (w.length >= 4 && w.endsWith('e')) w = w.slice(0, -1);
  if (w.length >= 4 && /([bfgkmnprt])\1$/.test(w)) w = w.slice(0, -1);
  return w;
}

const UNIT =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー々〆]|[\p{L}\p{M}\p{N}&'’]+[*!]?/gu;

/** Splits a phrase of the lexicon into the units that requests are split into. */
export function wordUnits(phrase: string): string[] {
  return phrase.match(UNIT) ?? [];
}
