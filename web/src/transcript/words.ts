import type { LatestState } from '../api/types.ts';
import type { KnownMedia, Line } from '../media/details.ts';
import { type Piece, rowsFor } from '../timeline/pieces.ts';

/** A word where it is heard on the timeline, in seconds; `text` with the space after it. */
export type Word = { readonly text: string; readonly from: number; readonly to: number };
/** Words that were spoken in one go. */
export type Passage = { readonly words: readonly Word[] };

type WireCaption = {
  readonly s?: number;
  readonly d: number;
  readonly tx?: string;
  readonly wd?: readonly { readonly text: string; readonly at: number; readonly end: number }[];
};

/**
 * What is said on the timeline: as it was heard in the files that stand there, else as the captions have it. Pure.
 * Words of which less than half is left count as cut.
 */
export function passagesOf(latest: LatestState, media: Readonly<Record<string, KnownMedia>>): readonly Passage[] {
  const pieces = rowsFor(latest).find(({ kind }) => kind === 'video')?.pieces ?? [];
  const heard = pieces.flatMap((piece) => heardIn(piece, media[piece.source?.asset ?? '']?.details.words?.lines ?? []));
  return heard.length > 0 ? joined(heard) : captionsOf(latest);
}

function heardIn(piece: Piece, lines: readonly Line[]): Passage[] {
  const { source } = piece;
  if (source === null || source.isBackwards || source.isStill) return [];
  const end = source.in + piece.duration * source.speed;
  const at = (ms: number): number =>
    (piece.start + Math.max(0, Math.min(piece.duration, (ms - source.in) / source.speed))) / 1000;
  return lines.flatMap((line) => {
    const words = wordsOf(line)
      .filter(({ from, to }) => (from + to) / 2 >= source.in && (from + to) / 2 < end)
      .map(({ text, from, to }) => ({ text, from: at(from), to: at(to) }));
    return words.length === 0 ? [] : [{ words }];
  });
}

/** The words of a line with their times in ms of the source; where nobody measured them, each as long as it is written. */
function wordsOf({ start, end, text, words }: Line): readonly Word[] {
  if (words !== undefined && words.length > 0)
    return words.map((word) => ({ text: word.text, from: start + word.at, to: start + word.end }));
  return spread(text, start, end);
}

function spread(text: string, start: number, end: number): readonly Word[] {
  // Chinese and Japanese have no spaces: each letter stands for itself.
  const parts =
    text.match(
      /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]\p{P}*|[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+\s*/gu,
    ) ?? [];
  const all = parts.reduce((sum, part) => sum + part.length, 0);
  let done = 0;
  return parts.map((part) => {
    const from = start + ((end - start) * done) / all;
    done += part.length;
    return { text: part, from, to: start + ((end - start) * done) / all };
  });
}

function captionsOf({ state }: LatestState): readonly Passage[] {
  const tracks = state.draft.t as unknown as readonly { readonly r?: string; readonly sg?: readonly WireCaption[] }[];
  let cursor = 0;
  return (tracks.find(({ r }) => r === 'captions')?.sg ?? []).flatMap((caption) => {
    const start = caption.s ?? cursor;
    cursor = start + caption.d;
    const text = caption.tx ?? '';
    const line = { start, end: start + caption.d, text, ...(caption.wd === undefined ? {} : { words: caption.wd }) };
    const words = wordsOf(line).map((word) => ({ ...word, from: word.from / 1000, to: word.to / 1000 }));
    return words.length === 0 ? [] : [{ words }];
  });
}

/** Passages that go on without a pause read as one. */
const PAUSE_S = 0.9;
const LONG_WORDS = 60;

function joined(passages: readonly Passage[]): readonly Passage[] {
  const made: Word[][] = [];
  for (const { words } of passages) {
    const last = made.at(-1);
    const gap = (words[0]?.from ?? 0) - (last?.at(-1)?.to ?? 0);
    if (last !== undefined && gap < PAUSE_S && last.length < LONG_WORDS) last.push(...words);
    else made.push([...words]);
  }
  return made.map((words) => ({ words }));
}

/** The stretch to take out for the words from one to another (places in all of them): up to the next word's beginning. */
export function rangeOf(words: readonly Word[], first: number, last: number): { from: number; to: number } | null {
  const [a, b] = [words[first], words[last]];
  if (a === undefined || b === undefined || b.to <= a.from) return null;
  const next = words[last + 1];
  // A pause after the last word stays, but for the breath that belongs to it.
  const to = next === undefined ? b.to : Math.min(next.from, b.to + 0.2);
  return { from: round(a.from), to: round(to) };
}

const round = (seconds: number): number => Math.round(seconds * 1000) / 1000;

/** Where some text is found: first and last word of each place. Ignores case and what stands between words. */
export function findWords(words: readonly Word[], wanted: string): readonly (readonly [number, number])[] {
  const plain = (text: string): string =>
    text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '');
  const needle = plain(wanted);
  if (needle === '') return [];
  let text = '';
  const owner: number[] = [];
  for (const [index, word] of words.entries()) {
    const letters = plain(word.text);
    text += letters;
    for (let i = 0; i < letters.length; i++) owner.push(index);
  }
  const found: (readonly [number, number])[] = [];
  for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + needle.length))
    found.push([owner[at] ?? 0, owner[at + needle.length - 1] ?? 0]);
  return found;
}

/** Passages with the place of their first word among all words. */
export function numbered(passages: readonly Passage[]): readonly (Passage & { readonly first: number })[] {
  let first = 0;
  return passages.map((passage) => {
    const made = { ...passage, first };
    first += passage.words.length;
    return made;
  });
}
