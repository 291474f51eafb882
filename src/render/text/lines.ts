/** Breaking text into lines. Pure: the caller says how wide a piece of text is. */

export type Measure = (text: string) => number;

const EAST_ASIAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\u3000-\u303f\uff00-\uffef]/u;
/** May not begin a line (kinsoku, JIS X 4051 and GB/T 15834): it belongs to what stands before it. */
const CLOSING =
  /^[\p{Pe}\p{Pf}!%),.:;?\]}·…、。〉》」』】〕〗〟！％），．：；？］｝～ー々ゝゞぁぃぅぇぉっゃゅょァィゥェォッャュョ”’—]/u;
/** May not end a line: it belongs to what follows. */
const OPENING = /[\p{Ps}\p{Pi}([{〈《「『【〔〖（［｛“‘$¥￥#@]$/u;
const words = new Intl.Segmenter('zh', { granularity: 'word' });
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** A text's characters as a reader counts them: an emoji of several code points is one. */
export function charactersOf(text: string): string[] {
  return Array.from(graphemes.segment(text), (part) => part.segment);
}

/** Pieces that stay together; a line may end after each. Spaces stand at the end of the piece before them. */
export function piecesOf(line: string): string[] {
  const pieces: string[] = [];
  for (const { segment } of words.segment(line)) {
    const last = pieces.at(-1);
    if (last === undefined || mayBreak(last, segment)) pieces.push(segment);
    else pieces[pieces.length - 1] = last + segment;
  }
  return pieces;
}

function mayBreak(before: string, after: string): boolean {
  if (/^\s/.test(after) || CLOSING.test(after)) return false;
  if (OPENING.test(before)) return false;
  if (/\s$/.test(before)) return true;
  const last = charactersOf(before).at(-1) ?? '';
  if (EAST_ASIAN.test(last) || EAST_ASIAN.test(after.slice(0, 2))) return true;
  return /[-/–—]$/.test(before) && before.length > 1;
}

/** The lines of a text in at most `width`, as evenly long as they can be without being more lines. */
export function linesOf(text: string, width: number, measure: Measure): string[] {
  return linesFrom(text.split('\n').map(piecesOf), width, measure);
}

/** The same from the pieces of each paragraph, for who breaks a text again and again. */
export function linesFrom(paragraphs: readonly (readonly string[])[], width: number, measure: Measure): string[] {
  return paragraphs.flatMap((pieces) => balanced(pieces, width, measure));
}

function balanced(paragraph: readonly string[], width: number, measure: Measure): string[] {
  const pieces = paragraph
    .flatMap((piece) => (measure(piece.trimEnd()) <= width ? [piece] : split(piece, width, measure)))
    .map((text) => ({ text, width: measure(text), inner: measure(text.trimEnd()) }));
  const lines = filled(pieces, width);
  if (lines.length === 1) return lines;
  let [low, high] = [width / lines.length, width];
  // Ten halvings find the narrowest width to a thousandth.
  for (let i = 0; i < 10; i++) {
    const middle = (low + high) / 2;
    if (filled(pieces, middle).length <= lines.length) high = middle;
    else low = middle;
  }
  const narrow = filled(pieces, high);
  return narrow.length === lines.length ? narrow : lines;
}

/** As many pieces on each line as fit. */
function filled(pieces: readonly { text: string; width: number; inner: number }[], width: number): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const piece of pieces) {
    if (line !== '' && used + piece.inner > width) {
      lines.push(line.trimEnd());
      line = '';
      used = 0;
    }
    line += piece.text;
    used += piece.width;
  }
  return [...lines, line.trimEnd()];
}

/** A piece that is wider than a line by itself, cut between characters into parts of about one length. */
function split(piece: string, width: number, measure: Measure): string[] {
  const greedy = cut(piece, width, measure);
  for (let narrow = measure(piece) / greedy.length; narrow < width; narrow *= 1.04) {
    const even = cut(piece, narrow, measure);
    if (even.length <= greedy.length) return even;
  }
  return greedy;
}

function cut(piece: string, width: number, measure: Measure): string[] {
  const parts: string[] = [];
  let part = '';
  for (const character of charactersOf(piece)) {
    if (part !== '' && measure(part + character) > width) {
      parts.push(part);
      part = '';
    }
    part += character;
  }
  return part === '' ? parts : [...parts, part];
}
