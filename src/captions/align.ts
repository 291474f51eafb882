import type { Ms, Range } from '../base/time.ts';
import { syllablesOf, wordsOf } from '../draft/caption-words.ts';
import type { SpokenWord } from '../draft/model.ts';
import type { Cue } from './cue.ts';

/** A script laid over speech. `rate`: syllables a second that it takes; people speak three to seven. */
export type Aligned = { readonly cues: readonly Cue[]; readonly rate: number };

type ScriptWord = { readonly text: string; readonly syllables: number; readonly ends: 'sentence' | 'phrase' | null };

/**
 * Lays the words of a script over the stretches in which somebody speaks: evenly by syllables, and where a sentence or
 * a phrase ends near a pause, it ends at that pause and the rest is measured anew from there. An estimate, to within
 * a word or two where the script is what was said. Null when either holds nothing.
 */
export function alignScript(script: string, speech: readonly Range[]): Aligned | null {
  const words = scriptWords(script);
  const spoken = speech.filter((span) => span.end > span.start);
  const syllables = words.reduce((sum, word) => sum + word.syllables, 0);
  const length = spoken.reduce((sum, span) => sum + span.end - span.start, 0);
  if (words.length === 0 || syllables === 0 || length === 0) return null;
  const clock = speechClock(spoken);
  const anchors = anchorsOf(words, { syllables, length, pauses: clock.pauses });
  let before = 0;
  let next = 0;
  const timed = words.map((word) => {
    const from = before;
    before += word.syllables;
    while (next < anchors.length - 2 && (anchors[next + 1]?.syllables ?? Infinity) <= from) next++;
    const [a, b] = [anchors[next], anchors[next + 1]];
    const at = (count: number): Ms => {
      if (a === undefined || b === undefined || b.syllables <= a.syllables) return length;
      return a.time + ((count - a.syllables) / (b.syllables - a.syllables)) * (b.time - a.time);
    };
    return { ...word, start: clock.start(at(from)), end: clock.end(at(before)) };
  });
  return { cues: sentences(timed), rate: syllables / (length / 1000) };
}

function scriptWords(script: string): ScriptWord[] {
  const lines = script
    .normalize('NFC')
    .replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/gu, (c) => (c === '\n' ? c : ' '))
    .split(/\n+/);
  return lines.flatMap((line) => {
    const words = wordsOf(line.replace(/\s+/g, ' ').trim()).map((text) => text.slice(0, 200));
    return words.map((text, i): ScriptWord => {
      const isLast = i === words.length - 1;
      const ends =
        isLast || /[.!?…。！？]\W*$/u.test(text) ? 'sentence' : /[,;:，、；：—]\W*$/u.test(text) ? 'phrase' : null;
      return { text, syllables: Math.max(0.5, syllablesOf(text)), ends };
    });
  });
}

type Anchor = { readonly syllables: number; readonly time: Ms };

/** How far from where it is expected an end may be moved to a pause: a share of the way since the anchor before, and ms. */
const REACH = { sentence: { share: 0.35, ms: 900 }, phrase: { share: 0.2, ms: 350 } } as const;

/**
 * Places where script and speech surely meet: the beginning, ends of sentences that fall on pauses, between those the
 * ends of phrases that do, and the end.
 */
function anchorsOf(
  words: readonly ScriptWord[],
  { syllables, length, pauses }: { syllables: number; length: Ms; pauses: readonly Ms[] },
): Anchor[] {
  const ends: { readonly kind: 'sentence' | 'phrase'; readonly syllables: number }[] = [];
  let before = 0;
  for (const word of words) {
    before += word.syllables;
    if (word.ends !== null && before < syllables) ends.push({ kind: word.ends, syllables: before });
  }
  const whole: Anchor[] = [
    { syllables: 0, time: 0 },
    { syllables, time: length },
  ];
  const coarse = refined(
    whole,
    ends.filter(({ kind }) => kind === 'sentence'),
    { pauses, ...REACH.sentence },
  );
  return refined(
    coarse,
    ends.filter(({ kind }) => kind === 'phrase'),
    { pauses, ...REACH.phrase },
  );
}

type Reach = { readonly pauses: readonly Ms[]; readonly share: number; readonly ms: Ms };

/** Anchors with those ends added that fall near a pause, each expected by the rate from the anchor before it. */
function refined(anchors: readonly Anchor[], ends: readonly { syllables: number }[], reach: Reach): Anchor[] {
  const made: Anchor[] = [];
  let end = 0;
  let pause = 0;
  for (const [i, anchor] of anchors.entries()) {
    made.push(anchor);
    const to = anchors[i + 1];
    if (to === undefined) break;
    let last = anchor;
    for (; end < ends.length && (ends[end]?.syllables ?? 0) < to.syllables; end++) {
      const at = ends[end]?.syllables ?? 0;
      if (at <= last.syllables) continue;
      const expected = last.time + ((at - last.syllables) / (to.syllables - last.syllables)) * (to.time - last.time);
      const most = reach.ms + reach.share * (expected - last.time);
      while (pause < reach.pauses.length && (reach.pauses[pause] ?? 0) <= last.time) pause++;
      let best: Ms | null = null;
      for (let p = pause; p < reach.pauses.length; p++) {
        const time = reach.pauses[p] ?? 0;
        if (time >= to.time || time > expected + most) break;
        if (time >= expected - most && Math.abs(time - expected) < Math.abs((best ?? Infinity) - expected)) best = time;
      }
      if (best === null) continue;
      last = { syllables: at, time: best };
      made.push(last);
    }
  }
  return made;
}

/** Speech with its pauses left out, as a clock. `pauses` are where they were. */
function speechClock(spans: readonly Range[]): { pauses: Ms[]; start: (t: Ms) => Ms; end: (t: Ms) => Ms } {
  const offsets: Ms[] = [];
  let sum = 0;
  for (const span of spans) {
    offsets.push(sum);
    sum += span.end - span.start;
  }
  const indexAt = (t: Ms, isEnd: boolean): number => {
    let low = 0;
    let high = spans.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      const offset = offsets[middle] ?? 0;
      if (isEnd ? offset < t - 0.5 : offset <= t + 0.5) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  const at = (t: Ms, isEnd: boolean): Ms => {
    const i = indexAt(t, isEnd);
    const span = spans[i] ?? { start: 0, end: 0 };
    return Math.round(Math.min(span.end, Math.max(span.start, span.start + t - (offsets[i] ?? 0))));
  };
  return { pauses: offsets.slice(1), start: (t) => at(t, false), end: (t) => at(t, true) };
}

type TimedWord = ScriptWord & { readonly start: Ms; readonly end: Ms };

/** A cue for each sentence, its words with their times. */
function sentences(words: readonly TimedWord[]): Cue[] {
  const cues: Cue[] = [];
  let open: TimedWord[] = [];
  const close = (): void => {
    const [first] = open;
    const last = open.at(-1);
    if (first === undefined || last === undefined) return;
    const spoken = open.map(
      (word, i): SpokenWord => ({
        text: i === open.length - 1 ? word.text.trimEnd() : word.text,
        at: word.start - first.start,
        end: Math.max(word.start, word.end) - first.start,
      }),
    );
    const end = Math.max(first.start + 1, last.end);
    cues.push({
      start: first.start,
      end,
      text: spoken.map((word) => word.text).join(''),
      words: spoken,
      isEstimated: true,
    });
    open = [];
  };
  for (const word of words) {
    open.push(word);
    if (word.ends === 'sentence' || open.length >= 400) close();
  }
  close();
  // Two short sentences may round to one place: the earlier gives way.
  return cues.map((cue, i) => ({
    ...cue,
    end: Math.min(cue.end, Math.max(cue.start + 1, cues[i + 1]?.start ?? cue.end)),
  }));
}
