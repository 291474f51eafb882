import type { TextStyle } from '../../draft/model.ts';
import { LETTER_WIDTHS } from './letter-widths.ts';

/** Scripts that are written without spaces between words, and emoji: each character is as wide as it is tall. */
export const EAST = /[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]|\p{Extended_Pictographic}/u;

/** Whether a text is written without spaces between its words; Korean has some. */
export const isEastAsian = (text: string): boolean =>
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text);

/** Lines are this much taller than their letters (src/render/text/layout.ts). */
export const LINE_PER_EM = 1.24;

type Letters = Pick<TextStyle, 'font' | 'weight' | 'upper' | 'size'>;

/** How wide some words are on one line, as a share of the canvas's shorter side. */
export function widthOf(text: string, { font, weight, upper, size }: Letters): number {
  const shown = upper ? text.toUpperCase() : text;
  // As src/render/text/layout.ts sets them.
  const spacing = upper ? 0.05 : font === 'display' ? -0.01 : 0;
  const eye = font === 'hand' ? 1.18 : 1;
  const table = LETTER_WIDTHS[font][weight === 'bold' ? 1 : 0];
  let em = 0;
  for (const char of shown) em += (EAST.test(char) ? 1 : letterWidth(table, char)) + spacing;
  return (em * eye * size) / LINE_PER_EM;
}

/** A letter that is not in the table is about as wide as an "m" is at most. */
const UNKNOWN = 0.7;

function letterWidth(table: string, char: string): number {
  const code = char.codePointAt(0) ?? 0;
  const at = code >= 0x20 && code <= 0x7e ? code - 0x20 : code >= 0xa1 && code <= 0x17f ? code - 0xa1 + 95 : -1;
  // Typographic marks are as wide as their plain ones.
  if (at < 0) return /[‘’]/u.test(char) ? 0.25 : /[“”–]/u.test(char) ? 0.5 : /[—…]/u.test(char) ? 1 : UNKNOWN;
  return Number.parseInt(table.slice(at * 2, at * 2 + 2), 36) / 1000;
}

const WORDS = {
  ja: new Intl.Segmenter('ja', { granularity: 'word' }),
  zh: new Intl.Segmenter('zh', { granularity: 'word' }),
};

/** What a line may break between: words; in scripts without spaces words too, as a dictionary tells them apart. */
export function unitsOf(text: string): string[] {
  if (!isEastAsian(text)) return text.split(/(?<=\s)/);
  const lang = /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text) ? 'ja' : 'zh';
  const units: string[] = [];
  for (const { segment } of WORDS[lang].segment(text)) {
    const last = units.at(-1);
    // Closing marks and the little words after a word stay with it; opening ones go with what follows.
    const isTail = /^[\p{Pe}\p{Pf}，。、！？：；,.!?:;…%・ー]+$/u.test(segment) || TAILS.test(segment);
    const isAfterOpening = last !== undefined && /[\p{Ps}\p{Pi}]$/u.test(last);
    if (last !== undefined && (isTail || isAfterOpening || segment.trim() === ''))
      units[units.length - 1] = last + segment;
    else units.push(segment);
  }
  return units;
}

const TAILS =
  /^(?:的|了|着|过|吧|吗|呢|啊|地|得|们|点|边|里|上|中|を|に|の|が|は|も|で|と|へ|や|ます|です|た|て|ください|から|まで|だ|ない|な)$/u;

/**
 * A text in as few lines as there is room for, of about the same width, and not within a word. `room`: as a share of the
 * shorter side.
 */
export function linesIn(text: string, style: Letters, room: number): string[] {
  return text.split('\n').flatMap((paragraph) => {
    const units = unitsOf(paragraph);
    const whole = widthOf(paragraph, style);
    for (let count = Math.max(1, Math.ceil(whole / room)); ; count++) {
      // The narrowest width at which the words stand in so many lines: none is left alone then.
      const lines = evenly(units, style, { room, count });
      const isFitting = lines.every((line) => widthOf(line, style) <= room);
      if ((isFitting && lines.length <= count) || count >= units.length)
        return isFitting ? lines : filled(units, style, room);
    }
  });
}

function evenly(units: readonly string[], style: Letters, { room, count }: { room: number; count: number }): string[] {
  if (count === 1) return filled(units, style, room);
  const parted = count === 2 ? atComma(units, style, room) : null;
  if (parted !== null) return parted;
  const whole = widthOf(units.join(''), style);
  for (let width = whole / count; width < room; width += whole * 0.02) {
    const lines = filled(units, style, width);
    if (lines.length <= count) return lines;
  }
  return filled(units, style, room);
}

/** Two lines that part where one would breathe, if neither is much shorter than the other; else null. */
function atComma(units: readonly string[], style: Letters, room: number): string[] | null {
  for (let at = 1; at < units.length; at++) {
    if (!/[,，;；:：—]\s*$/u.test(units[at - 1] ?? '')) continue;
    const lines = [units.slice(0, at), units.slice(at)].map((part) => part.join('').trim());
    const widths = lines.map((line) => widthOf(line, style));
    if (Math.max(...widths) <= room && Math.min(...widths) > 0.38 * Math.max(...widths)) return lines;
  }
  return null;
}

function filled(units: readonly string[], style: Letters, room: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const unit of units) {
    if (line !== '' && widthOf((line + unit).trimEnd(), style) > room) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += unit;
  }
  return line.trim() === '' ? lines : [...lines, line.trimEnd()];
}
