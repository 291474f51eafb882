import type { SKRSContext2D } from '@napi-rs/canvas';
import { captionWords } from '../../draft/caption-words.ts';
import type { SpokenWord, TextSegment } from '../../draft/model.ts';
import { cleanText } from './clean.ts';
import type { Layout } from './layout.ts';
import { charactersOf } from './lines.ts';

/** A part of a line that belongs to one word: its text, its left edge from the block's, and its width, in px. */
export type Run = { readonly text: string; readonly x: number; readonly width: number; readonly word: number };

/** Which word is spoken, -1 before the first, and how much of it, in sixteenths. */
export type Spoken = { readonly word: number; readonly part: number };

/** A caption whose spoken word is shown: the runs of each line, and what is spoken when. */
export type MarkedWords = {
  readonly runs: readonly (readonly Run[])[];
  at(ms: number): Spoken;
};

/** Steps in which a word fills: finer ones cannot be seen at thirty pictures a second. */
export const PARTS = 16;

/**
 * The words of a laid-out caption, or null where none is marked: without a mark, in scripts from right to left, or
 * where the lines do not hold all of the text.
 */
export function markedWords(segment: TextSegment, layout: Layout, context: SKRSContext2D): MarkedWords | null {
  if (segment.mark === undefined || layout.rightToLeft) return null;
  const words = captionWords(segment);
  const owners = ownersOf(words, segment.style.upper);
  context.font = layout.font;
  context.letterSpacing = layout.letterSpacing;
  context.lang = layout.lang;
  let next = 0;
  const runs = layout.lines
    .filter(({ isSecond }) => isSecond !== true)
    .map((line) => {
      const made: { text: string; x: number; word: number }[] = [];
      let before = '';
      for (const character of charactersOf(line.text)) {
        const isSpace = character.trim() === '';
        const last = made.at(-1);
        const word = isSpace ? (last?.word ?? -1) : (owners[next++] ?? -1);
        if (last !== undefined && last.word === word) last.text += character;
        else made.push({ text: character, x: line.x + context.measureText(before).width, word });
        before += character;
      }
      return made.map((run): Run => ({ ...run, width: context.measureText(run.text.trimEnd()).width }));
    });
  const isWhole = next === owners.length && runs.flat().every((run) => run.word >= 0);
  return isWhole ? { runs, at: (ms) => spokenAt(words, ms) } : null;
}

/** For each character that can be seen the word that it belongs to. */
function ownersOf(words: readonly SpokenWord[], upper: boolean): number[] {
  return words.flatMap(({ text }, i) => charactersOf(cleanText(text, upper).replace(/\s/g, '')).map(() => i));
}

function spokenAt(words: readonly SpokenWord[], ms: number): Spoken {
  const word = words.findLastIndex(({ at }) => at <= ms);
  const found = words[word];
  if (found === undefined) return { word: -1, part: 0 };
  const share = found.end > found.at ? (ms - found.at) / (found.end - found.at) : 1;
  return { word, part: Math.round(Math.min(1, share) * PARTS) };
}
