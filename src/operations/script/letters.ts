/** Scripts that are written without spaces between words, and emoji: each character is as wide as it is tall. */
export const EAST = /[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]|\p{Extended_Pictographic}/u;

/** Whether a text is written without spaces between its words; Korean has some. */
export const isEastAsian = (text: string): boolean =>
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text);
