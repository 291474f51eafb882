import type { Ms, Range } from '../base/time.ts';
import { nextId } from './build.ts';
import { captionWords, timedWords } from './caption-words.ts';
import { earlier } from './keyframes.ts';
import type { AudioSegment, Draft, Segment, SpokenWord, TextSegment, Track } from './model.ts';
import { allSegments, endOf, rangeOf } from './queries.ts';
import { sliceAudio, sliceVideo, textLasting } from './slice.ts';

/** A stretch of the old timeline and where it is on the new one. A change of length is a change of speed. */
export type Piece = { readonly from: Range; readonly to: Range };

/** `repeats`: where stretches of the old timeline are heard once more; only captions go there too. */
type Lengths = { readonly oldLength: Ms; readonly newLength: Ms; readonly repeats?: readonly Piece[] };

/** Something that reaches this near to the end counts as reaching it, in ms. */
const AT_THE_END = 120;

/** What remains of a text for less than this cannot be read, in ms. */
const LEAST_TEXT = 200;

/** A title is not shortened below this as long as some of its picture is left: it must be readable, in ms. */
const READABLE = 2000;

/**
 * Moves everything beside the main track to where its pictures went. What lay on a stretch that was cut out goes with
 * it; what was partly cut shrinks; what spanned the whole video still does. Music keeps its place and takes the new
 * length.
 */
export function follow(draft: Draft, pieces: readonly Piece[], lengths: Lengths): Draft {
  if (lengths.oldLength === 0) return draft;
  const index = indexOf(pieces);
  const heard = indexOf([...pieces, ...(lengths.repeats ?? [])]);
  const numbering = { draft, taken: new Set(allSegments(draft).map((segment) => segment.id)) };
  const tracks = draft.tracks.map((track): Track => {
    if (track.type === 'video' && track.role === 'main') return track;
    if (track.type === 'audio' && track.role === 'music') {
      return { ...track, segments: track.segments.flatMap((segment) => followedMusic(segment, index, lengths) ?? []) };
    }
    if (track.type === 'text' && track.role === 'captions') {
      const parts = track.segments.flatMap((segment) => followedCaption(segment, heard, lengths));
      const segments = withOwnIds(parts, numbering).toSorted((a, b) => a.start - b.start);
      return { ...track, segments };
    }
    const segments = (track.segments as readonly Segment[]).flatMap((s) => followed(s, index, lengths) ?? []);
    return { ...track, segments } as Track; // each segment kept its kind
  });
  return { ...numbering.draft, tracks, ...followedMarkers(draft, index) };
}

/**
 * Chapters go where their pictures went. One whose place was cut out begins with what comes next; where that is another
 * chapter's beginning, nothing is left of it.
 */
function followedMarkers({ markers }: Draft, { byFrom }: Index): Pick<Draft, 'markers'> {
  if (markers === undefined) return {};
  const placed = new Map<Ms, string>();
  for (const { at, name } of markers) {
    const piece = byFrom[firstEndingAfter(byFrom, at)];
    if (piece === undefined) continue;
    const { from, to } = piece;
    const share = (to.end - to.start) / Math.max(1, from.end - from.start);
    placed.set(to.start + Math.round(Math.max(0, at - from.start) * share), name);
  }
  return { markers: [...placed].map(([at, name]) => ({ at, name })).toSorted((a, b) => a.at - b.at) };
}

/** A caption that went to several places is several captions: the first keeps the id. */
function withOwnIds(parts: readonly TextSegment[], numbering: { draft: Draft; taken: Set<string> }): TextSegment[] {
  const used = new Set<string>();
  return parts.map((part) => {
    let { id } = part;
    while (used.has(id) || (id !== part.id && numbering.taken.has(id)))
      [id, numbering.draft] = nextId(numbering.draft, 'txt');
    used.add(id);
    numbering.taken.add(id);
    return id === part.id ? part : { ...part, id };
  });
}

type Index = { readonly byFrom: readonly Piece[] };

function indexOf(pieces: readonly Piece[]): Index {
  return { byFrom: pieces.toSorted((a, b) => a.from.start - b.from.start) };
}

type Image = { readonly range: Range; readonly kept: Ms; readonly covered: Ms; readonly head: Ms };

/** Stretches of a range that lie together on the new timeline. `last` is where they end on the old one. */
type Group = { readonly range: Range; readonly kept: Ms; readonly covered: Ms; readonly first: Ms; readonly last: Ms };

/**
 * Where a stretch of the old timeline is now: of several places the longest. `kept` is how much of the old stretch
 * that is, `covered` how long it lasts there, `head` how much was lost before it. What was put in between is bridged.
 * Null when nothing is left.
 */
function imageOf(range: Range, index: Index): Image | null {
  let best: Group | null = null;
  for (const group of groupsOf(range, index, false)) if (best === null || group.kept > best.kept) best = group;
  return best === null
    ? null
    : { range: best.range, kept: best.kept, covered: best.covered, head: best.first - range.start };
}

/**
 * Every place where a stretch of the old timeline is now, in the order of the new one. With `inOrder`, what lies side by
 * side but runs the other way round or again is another place.
 */
function groupsOf(range: Range, index: Index, inOrder: boolean): Group[] {
  const groups: Group[] = [];
  for (const { from, to } of hitsOf(range, index)) {
    const kept = from.end - from.start;
    const covered = to.end - to.start;
    const group = groups.at(-1);
    const meets = group !== undefined && (group.range.end === to.start || group.last === from.start);
    const goesOn = meets && (!inOrder || (from.start >= group.last && to.start >= group.range.end));
    const grown: Group = goesOn
      ? {
          range: { start: group.range.start, end: to.end },
          kept: group.kept + kept,
          covered: group.covered + covered,
          first: Math.min(group.first, from.start),
          last: from.end,
        }
      : { range: to, kept, covered, first: from.start, last: from.end };
    if (goesOn) groups[groups.length - 1] = grown;
    else groups.push(grown);
  }
  return groups;
}

/** The parts of the pieces that show some of a range, in the order of the new timeline. */
function hitsOf(range: Range, { byFrom }: Index): Piece[] {
  const hits: Piece[] = [];
  for (let i = firstEndingAfter(byFrom, range.start); i < byFrom.length; i++) {
    const piece = byFrom[i];
    if (piece === undefined || piece.from.start >= range.end) break;
    const from = { start: Math.max(range.start, piece.from.start), end: Math.min(range.end, piece.from.end) };
    if (from.end <= from.start) continue;
    hits.push({ from, to: { start: mapped(from.start, piece), end: mapped(from.end, piece) } });
  }
  return hits.toSorted((a, b) => a.to.start - b.to.start);
}

function firstEndingAfter(pieces: readonly Piece[], at: Ms): number {
  let low = 0;
  let high = pieces.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pieces[middle]?.from.end ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

function mapped(at: Ms, { from, to }: Piece): Ms {
  return to.start + Math.round(((at - from.start) * (to.end - to.start)) / (from.end - from.start));
}

function followed(segment: Segment, index: Index, { oldLength, newLength }: Lengths): Segment | null {
  const range = { start: segment.start, end: Math.min(endOf(segment), oldLength) };
  if (range.end <= range.start) return null; // it lay beyond the end and was never seen
  const spansAll = segment.start === 0 && range.end >= oldLength - AT_THE_END && isFrame(segment);
  if (spansAll) return lasting(segment, 0, newLength);
  const image = imageOf(range, index);
  if (image === null) return null;
  if (segment.kind === 'text') return followedText(withoutHead(segment, image.head), image, newLength);
  const room = newLength - image.range.start;
  const duration = Math.min(image.kept, room);
  if (duration < 1) return null;
  const still = segment.kind === 'video' && segment.freeze;
  const sliced =
    segment.kind === 'audio'
      ? sliceAudio(segment, image.head, image.head + duration)
      : sliceVideo(segment, image.head, image.head + duration, still);
  return { ...sliced, start: image.range.start };
}

/** A watermark, whether text or picture, frames the video; a title that happens to fill it follows its pictures. */
function isFrame(segment: Segment): boolean {
  if (segment.kind === 'text')
    return (
      segment.role === 'watermark' || segment.graphic?.kind === 'progress' || segment.graphic?.kind === 'particles'
    );
  return segment.kind === 'video';
}

function lasting(segment: Segment, start: Ms, duration: Ms): Segment {
  return segment.kind === 'text' ? { ...textLasting(segment, duration), start } : { ...segment, start, duration };
}

/** Its keyframes stay on their moments when its beginning was cut. */
const withoutHead = (segment: TextSegment, head: Ms): TextSegment =>
  segment.keyframes === undefined ? segment : { ...segment, keyframes: earlier(segment.keyframes, head) };

function followedText(segment: TextSegment, { range, kept, covered }: Image, newLength: Ms): TextSegment | null {
  // A caption that stands on a track of titles.
  const wanted = segment.role === 'caption' ? covered : Math.max(kept, Math.min(segment.duration, READABLE));
  const duration = Math.min(wanted, newLength - range.start);
  if (duration < Math.min(LEAST_TEXT, segment.duration)) return null;
  return { ...textLasting(segment, duration), start: range.start };
}

/** A word of which less than this share is left is not heard as one. */
const AUDIBLE = 0.5;

/**
 * A caption stays on its words: they go where their sound went, those that were cut out leave the text, and where the
 * sound is now in several places, so is the caption.
 */
function followedCaption(caption: TextSegment, index: Index, { oldLength, newLength }: Lengths): TextSegment[] {
  const range = { start: caption.start, end: Math.min(endOf(caption), oldLength) };
  if (range.end <= range.start) return [];
  const placed = ({ text, at, end }: SpokenWord): PlacedWord => ({
    text,
    range: { start: caption.start + at, end: caption.start + Math.max(end, at + 1) },
  });
  const words = captionWords(caption).map(placed);
  const second = caption.second === undefined ? [] : timedWords(caption.second.text, caption.duration).map(placed);
  return groupsOf(range, index, true).flatMap((group): TextSegment[] => {
    const duration = Math.min(group.range.end, newLength) - group.range.start;
    if (duration < Math.min(LEAST_TEXT, caption.duration)) return [];
    const moved = textLasting({ ...caption, start: group.range.start }, duration);
    const isWhole = group.kept >= range.end - range.start;
    if (isWhole && caption.words === undefined) return [moved];
    const kept = words.flatMap((word): SpokenWord[] => movedWord(word, group, index) ?? []);
    const text = kept.map((word) => word.text).join('');
    const shown = text.trimEnd();
    const last = kept.at(-1);
    if (shown === '' || last === undefined) return [];
    kept[kept.length - 1] = { ...last, text: last.text.slice(0, last.text.length - (text.length - shown.length)) };
    const said = { ...moved, text: shown, ...(caption.words === undefined ? {} : { words: kept }) };
    return [isWhole ? said : withSecond(said, second, group, index)];
  });
}

type PlacedWord = { readonly text: string; readonly range: Range };

/** Its second line loses the words that would be said, at an even pace, where the first one lost its own. */
function withSecond(caption: TextSegment, words: readonly PlacedWord[], group: Group, index: Index): TextSegment {
  const { second, ...rest } = caption;
  if (second === undefined) return caption;
  const text = words
    .flatMap((word) => movedWord(word, group, index) ?? [])
    .map((word) => word.text)
    .join('')
    .trim();
  return text === '' ? rest : { ...rest, second: { ...second, text } };
}

/** A word at its new place in a part of its caption; null when it is not heard there. */
function movedWord(word: PlacedWord, group: Group, index: Index): [SpokenWord] | null {
  const hits = hitsOf(word.range, index).filter(({ to }) => to.start >= group.range.start && to.end <= group.range.end);
  const heard = hits.reduce((sum, { from }) => sum + from.end - from.start, 0);
  const [first] = hits;
  if (first === undefined || heard < AUDIBLE * (word.range.end - word.range.start)) return null;
  const at = (ms: Ms): Ms => ms - group.range.start;
  return [{ text: word.text, at: at(first.to.start), end: at(hits.at(-1)?.to.end ?? first.to.end) }];
}

function followedMusic(segment: AudioSegment, index: Index, { oldLength, newLength }: Lengths): AudioSegment | null {
  const reachesEnd = endOf(segment) >= oldLength - AT_THE_END;
  const begun =
    segment.start === 0 ? 0 : (imageOf({ start: segment.start, end: oldLength }, index)?.range.start ?? null);
  if (begun === null || begun >= newLength) return null;
  const wanted = reachesEnd ? newLength - begun : Math.min(rangeOf(segment).end - segment.start, newLength - begun);
  return { ...segment, start: begun, duration: wanted };
}
