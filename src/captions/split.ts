import type { Ms } from '../base/time.ts';
import { captionWords } from '../draft/caption-words.ts';
import type { SpokenWord } from '../draft/model.ts';
import type { Cue } from './cue.ts';
import { secondOfParts } from './two-languages.ts';

/** How much one caption may hold. */
export type CaptionSize = {
  /** Letters of a line; a Chinese character counts as two and a third of them. */
  readonly lineLetters: number;
  readonly lines: number;
  readonly words: number;
  readonly ms: Ms;
};

/** 42 letters a line in two lines is what broadcasters agree on; longer than seven seconds nobody looks. */
export const USUAL_SIZE: CaptionSize = { lineLetters: 42, lines: 2, words: 400, ms: 7000 };

const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\uff00-\uff60]/u;

/** Width of a text in letters. */
export function lettersOf(text: string): number {
  let sum = 0;
  for (const character of text) sum += WIDE.test(character) ? 42 / 18 : 1;
  return sum;
}

/**
 * Cues as captions that can be read: what is too long is parted where one would take breath, after a sentence, a comma
 * or a pause, never inside a word, and into parts of about one length, so that no word is left alone.
 */
export function splitCues(cues: readonly Cue[], size: CaptionSize): Cue[] {
  return cues.flatMap((cue) => {
    const words = captionWords({ ...cue, duration: cue.end - cue.start });
    const parts = partsOf(words, size);
    if (parts.length < 2) return [cue];
    const starts = parts.map((part) => part[0]?.at ?? 0);
    const second = secondOfParts(cue, starts, size.words);
    return parts.map((part, i): Cue => {
      const made = cueFrom(part, { cue, next: parts[i + 1]?.[0] });
      const below = second[i];
      return below === undefined ? made : { ...made, second: below };
    });
  });
}

/** Shortest time that a part stands, in ms: as long as there is room for it. */
const LEAST_MS = 700;

function cueFrom(part: readonly SpokenWord[], { cue, next }: { cue: Cue; next: SpokenWord | undefined }): Cue {
  const at = part[0]?.at ?? 0;
  const spoken = part.at(-1)?.end ?? at;
  const room = next?.at ?? cue.end - cue.start;
  // Up to the next part when that follows at once, else a moment longer than the words.
  const end = Math.max(at + 1, room - spoken < LEAST_MS ? room : Math.min(room, Math.max(spoken + 200, at + LEAST_MS)));
  const joined = part.map((word) => word.text).join('');
  const text = joined.trimEnd();
  const last = part.at(-1);
  const trimmed = last === undefined ? '' : last.text.slice(0, last.text.length - (joined.length - text.length));
  const words = part.map((word, i) => ({
    text: i === part.length - 1 ? trimmed : word.text,
    at: word.at - at,
    end: Math.min(word.end, end) - at,
  }));
  const range = { start: cue.start + at, end: cue.start + end, text };
  if (cue.words === undefined) return range;
  return cue.isEstimated === true ? { ...range, words, isEstimated: true } : { ...range, words };
}

function partsOf(words: readonly SpokenWord[], size: CaptionSize): (readonly SpokenWord[])[] {
  const [first] = words;
  const last = words.at(-1);
  if (first === undefined || last === undefined || words.length === 1) return [words];
  const letters = words.map((word) => lettersOf(word.text));
  const total = letters.reduce((sum, each) => sum + each, 0);
  const count = Math.max(
    Math.ceil((total - 1) / (size.lineLetters * size.lines)),
    Math.ceil(words.length / size.words),
    Math.ceil((last.end - first.at) / size.ms),
  );
  if (count < 2) return [words];
  const target = Math.floor(count / 2) / count;
  let best = { at: 1, cost: Infinity };
  let sum = 0;
  for (let i = 1; i < words.length; i++) {
    sum += letters[i - 1] ?? 0;
    const cost = Math.abs(sum / total - target) * count - breathAfter(words[i - 1], words[i]);
    if (cost < best.cost) best = { at: i, cost };
  }
  return [...partsOf(words.slice(0, best.at), size), ...partsOf(words.slice(best.at), size)];
}

/** Words that belong to what follows them. */
const LEADS =
  /^(?:a|an|the|of|to|in|on|at|for|with|and|or|but|my|your|his|her|our|their|is|are|was|how|what|that|which|who|when|if|de|la|le|el|un|der|die|das|und)$/i;

/** How good a place between two words is to part them. */
function breathAfter(word: SpokenWord | undefined, next: SpokenWord | undefined): number {
  if (word === undefined || next === undefined) return 0;
  const text = word.text.trimEnd();
  const pause = Math.min(0.5, Math.max(0, next.at - word.end - 120) / 800);
  if (/[.!?…。！？]["”’)]?$/u.test(text) || /\n\s*$/.test(word.text)) return 0.6 + pause;
  if (/[,;:，、；：—–]$/u.test(text)) return 0.35 + pause;
  return pause - (LEADS.test(text) ? 0.2 : 0);
}
