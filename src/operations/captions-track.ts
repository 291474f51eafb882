import { firstOf } from '../base/text.ts';
import { type Ms, mergeRanges, overlaps, type Range, subtractRanges } from '../base/time.ts';
import type { Cue } from '../captions/cue.ts';
import type { CaptionSize } from '../captions/split.ts';
import { nextId, track } from '../draft/build.ts';
import { captionWords } from '../draft/caption-words.ts';
import type { Asset, Facts } from '../draft/facts.ts';
import type { Draft, TextSegment, TextTrack, VideoSegment } from '../draft/model.ts';
import { allSegments, endOf, hasSound, mainSegments, rangeOf, standsStill } from '../draft/queries.ts';
import { playedBy } from '../draft/ramp.ts';
import { freshId } from '../draft/ripple.ts';
import { textLasting } from '../draft/slice.ts';
import type { CaptionLook } from './captions-look.ts';
import { clearOfCaptions } from './clear-of-captions.ts';
import { onTimeline } from './pauses.ts';

/** Longest second line, in characters: the model's own limit. */
const MOST_CHARACTERS = 500;

/** The captions of a draft within a range are these cues; captions outside of it stay and take the same look. */
export function withCaptions(draft: Draft, cues: readonly Cue[], look: CaptionLook, within: Range): Draft {
  const { mark, second, ...plain } = look;
  let [made, base] = captionTrack(draft);
  const taken = new Set(allSegments(draft).map((segment) => segment.id));
  const dressed = (segment: TextSegment): TextSegment => {
    const { mark: _, second: below, ...bare } = segment;
    const marked = mark === null ? {} : { mark };
    const both = below === undefined ? {} : { second: { text: below.text, ...second } };
    return textLasting({ ...bare, ...plain, ...marked, ...both }, bare.duration);
  };
  const outside = base.segments.filter((segment) => !overlaps(rangeOf(segment), within)).map(dressed);
  const added = cues.map((cue): TextSegment => {
    let id: string;
    do [id, made] = nextId(made, 'txt');
    while (taken.has(id));
    return dressed({
      id,
      kind: 'text',
      role: 'caption',
      start: cue.start,
      duration: Math.max(1, cue.end - cue.start),
      text: cue.text,
      ...plain,
      ...(cue.words === undefined ? {} : { words: cue.words }),
      ...(cue.isEstimated === true ? { estimated: true } : {}),
      ...(cue.second === undefined ? {} : { second: { text: firstOf(cue.second, MOST_CHARACTERS), ...second } }),
    });
  });
  base = { ...base, segments: [...outside, ...added].toSorted((a, b) => a.start - b.start) };
  return clearOfCaptions({ ...made, tracks: made.tracks.map((each) => (each.id === base.id ? base : each)) });
}

/** The track of captions, made where there is none: above all others, so that nothing hides it. */
function captionTrack(draft: Draft): [Draft, TextTrack] {
  const present = draft.tracks.find((each): each is TextTrack => each.type === 'text' && each.role === 'captions');
  if (present !== undefined) return [draft, present];
  const [id, made] = freshId(draft, 'trk');
  const empty = track(id, 'text', 'captions');
  return [{ ...made, tracks: [...made.tracks, empty] }, empty];
}

/** Captions nearer than this, in ms, were one sentence. */
const TOGETHER_MS = 400;

/**
 * The captions that stand as cues. Where they were parted into few words and the new size holds more, sentences come
 * together again. `size` null: as they are.
 */
export function captionCues(captions: readonly TextSegment[], size: CaptionSize | null): Cue[] {
  const cues = captions.map(
    (caption): Cue => ({
      start: caption.start,
      end: endOf(caption),
      text: caption.text,
      ...(caption.words === undefined ? {} : { words: caption.words }),
      ...(caption.estimated === true ? { isEstimated: true } : {}),
      ...(caption.second === undefined ? {} : { second: caption.second.text }),
    }),
  );
  const counts = captions.map((caption) => captionWords(caption).length);
  const average = counts.reduce((sum, count) => sum + count, 0) / Math.max(1, counts.length);
  if (size === null || average > 5 || size.words <= 5) return cues;
  const joined: Cue[] = [];
  for (const cue of cues) {
    const last = joined.at(-1);
    const goesOn =
      last !== undefined &&
      cue.start - last.end <= TOGETHER_MS &&
      cue.end - last.start <= 12_000 &&
      !/[.!?…。！？]\W*$/u.test(last.text);
    if (goesOn) joined[joined.length - 1] = together(last, cue);
    else joined.push(cue);
  }
  return joined;
}

function together(a: Cue, b: Cue): Cue {
  const space = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}，、；：]$/u.test(a.text)
    ? ''
    : ' ';
  const timed = (cue: Cue): NonNullable<Cue['words']> => captionWords({ ...cue, duration: cue.end - cue.start });
  const first = timed(a);
  const words = [
    ...first.map((word, i) => (i === first.length - 1 ? { ...word, text: word.text + space } : word)),
    ...timed(b).map((word) => ({ ...word, at: word.at + b.start - a.start, end: word.end + b.start - a.start })),
  ];
  const both = a.second === b.second ? a.second : [a.second ?? '', b.second ?? ''].join(' ').trim();
  const second = both === undefined ? {} : { second: both };
  const cue = { start: a.start, end: b.end, text: `${a.text}${space}${b.text}`, words, ...second };
  return a.isEstimated === true || b.isEstimated === true ? { ...cue, isEstimated: true } : cue;
}

/**
 * Where somebody speaks within a range, on the timeline: sound without its pauses. Where no sound can be judged, all of
 * the range, and `isHeard` is false.
 */
export function speechOf(draft: Draft, within: Range, facts: Facts): { spans: Range[]; isHeard: boolean } {
  const spans = mainSegments(draft).flatMap((segment): Range[] => {
    const asset = facts.assets.get(segment.asset);
    const shown = rangeOf(segment);
    if (!hasSound(asset) || segment.volume === 0 || standsStill(segment, facts)) return [];
    const pauses = (asset?.silence?.silences ?? []).flatMap(
      ([start, end]) => onTimeline({ start, end }, segment) ?? [],
    );
    return subtractRanges(shown, mergeRanges(pauses));
  });
  const kept = mergeRanges(spans)
    .map((span) => ({ start: Math.max(span.start, within.start), end: Math.min(span.end, within.end) }))
    .filter((span) => span.end - span.start >= LEAST_SPEECH);
  return kept.length === 0 ? { spans: [within], isHeard: false } : { spans: kept, isHeard: true };
}

/** A sound shorter than this between two pauses is no word, in ms. */
const LEAST_SPEECH: Ms = 90;

/** A line that is spoken on the timeline: its words, whether their times were measured, and the id of its clip. */
export type SpokenLine = { readonly cue: Cue; readonly isMeasured: boolean; readonly clip: string };

/**
 * The words that were heard in the sources, as cues where they are on the timeline now. A line that was cut within is one
 * cue as long as its parts follow each other.
 */
export function heardCues(draft: Draft, within: Range, facts: Facts): Cue[] {
  const cues: Cue[] = [];
  let before: HeardLine | null = null;
  for (const { cue, line } of heardLines(draft, within, facts)) {
    const last = cues.at(-1);
    if (last !== undefined && line === before && cue.start >= last.end && cue.start - last.end <= TOGETHER_MS)
      cues[cues.length - 1] = together(last, cue);
    else cues.push(cue);
    before = line;
  }
  return cues;
}

/** As {@link heardCues}, with what is known of each. */
export function heardLines(draft: Draft, within: Range, facts: Facts): (SpokenLine & { readonly line: HeardLine })[] {
  return mainSegments(draft).flatMap((segment) => {
    const heard = facts.assets.get(segment.asset)?.words ?? null;
    // What runs backwards is no speech.
    if (heard === null || segment.volume === 0 || segment.reverse || standsStill(segment, facts)) return [];
    return heard.lines.flatMap((line) => {
      const range = onTimeline(line, segment);
      if (range === null || !overlaps(range, within)) return [];
      const cue = heardCue(line, segment, range);
      return cue === null ? [] : [{ cue, isMeasured: line.words !== undefined, clip: segment.id, line }];
    });
  });
}

type HeardLine = NonNullable<NonNullable<Asset['words']>['lines'][number]>;

/** How much of its source a segment plays within a stretch of the timeline. */
const playedWithin = (segment: VideoSegment, { start, end }: Range): Ms =>
  playedBy(segment, end - segment.start) - playedBy(segment, start - segment.start);

/** What of a line is heard in a segment: words of which at least half sounds there. */
function heardCue(line: HeardLine, segment: VideoSegment, range: Range): Cue | null {
  const timed = captionWords({ text: line.text, duration: line.end - line.start, words: line.words });
  const words = timed.flatMap((word) => {
    const source = { start: line.start + word.at, end: line.start + Math.max(word.end, word.at + 1) };
    const there = onTimeline(source, segment);
    if (there === null || playedWithin(segment, there) < 0.5 * (source.end - source.start)) return [];
    return [{ text: word.text, at: there.start - range.start, end: there.end - range.start }];
  });
  const joined = words.map((word) => word.text).join('');
  const text = joined.trimEnd();
  const last = words.at(-1);
  if (text === '' || last === undefined) return null;
  last.text = last.text.slice(0, last.text.length - (joined.length - text.length));
  return { start: range.start, end: Math.max(range.end, range.start + 1), text, words };
}
