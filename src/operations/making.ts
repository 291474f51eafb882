import * as z from 'zod';
import { Random } from '../base/random.ts';
import type { Ms } from '../base/time.ts';
import { CANVAS_OF, PLAIN_PLACEMENT, plainSegment, textSegment, track } from '../draft/build.ts';
import type { Asset, Facts } from '../draft/facts.ts';
import type { Canvas, Draft, TextSegment, VideoSegment } from '../draft/model.ts';
import { isPaintingId, type Painting, paintingId } from '../draft/painting.ts';
import { placeSegment } from '../draft/place.ts';
import { frameMs, mainSegments, mainTrack, onFrame, withTrack } from '../draft/queries.ts';
import { freshId, insertAt } from '../draft/ripple.ts';
import { LengthArg, TimeArg } from './args.ts';
import { newClip } from './new-clip.ts';
import { titleSize } from './text-look.ts';
import { lengthArgument } from './time-argument.ts';

/**
 * What the operations share whose pictures, clips and music a provider's model makes. They know files only: whoever carries
 * them out has the thing made first and names it in `source`. Without one they draw or compose it themselves and say so.
 */

export const MAKING_ARGS = {
  prompt: z.string().max(2000).describe("What shall be seen or heard, in the person's own words"),
  seed: z.int().min(0).max(2_147_483_647).optional().describe('Another number makes another one of the same words'),
  source: z.string().max(300).optional().describe('What was made: the id of a file of the project'),
  confirmed: z.boolean().optional().describe('The person has agreed to what it costs'),
};

/** Where a picture or clip goes. */
export const PLACE_ARGS = {
  at: TimeArg.optional().describe('Where it begins; a clip that runs there is cut in two'),
  position: z.string().max(60).optional().describe('"start", "end" (when not given), "before 2", "after 3"'),
  duration: LengthArg.optional(),
  ratio: z.string().max(20).optional().describe('"16:9", "9:16", "1:1"; that of the video when not given'),
};

/** How long a picture stands, and a clip is, when nobody says, in ms. */
export const STILL_MS = 4000;
export const CLIP_MS = 5000;
/** At least and at most. */
const LEAST_MS = 500;
const MOST_MS = 60_000;

/** How long it shall be. Throws `draft.unclear_time`. */
export function wantedLength(duration: number | string | undefined, usual: Ms): Ms {
  const wanted = duration === undefined ? usual : lengthArgument(duration);
  return Math.min(MOST_MS, Math.max(LEAST_MS, wanted));
}

/** The asset that was made, or a file of the project by its name; null: none of that name. */
export function madeAsset(source: string, facts: Facts): Asset | null {
  const wanted = source.normalize('NFC').trim().toLowerCase();
  const all = [...facts.assets.values()];
  return (
    all.find(({ id }) => id.toLowerCase() === wanted) ??
    all.find(({ filename }) => filename.toLowerCase() === wanted) ??
    null
  );
}

/** The shape that is asked for in pixels: by its name, else that of the canvas. */
export function shapeWanted(ratio: string | undefined, { width, height }: Canvas): { width: number; height: number } {
  const named = CANVAS_OF[(ratio ?? '').replace(/\s/g, '').replace('：', ':')];
  return named === undefined ? { width, height } : { width: named.width, height: named.height };
}

/** A made picture or clip put in at a time; it fills the frame, as what is there does. */
export function withMadeClip(draft: Draft, asset: Asset, place: { at: Ms; length: Ms }, facts: Facts): Draft {
  const [shown, made] = newClip(draft, asset);
  const isStill = asset.probe.kind === 'image';
  const duration = isStill ? place.length : Math.min(place.length, shown.duration);
  const segment: VideoSegment = {
    ...shown,
    duration: onFrame(Math.max(frameMs(draft), duration), draft),
    placement: mainSegments(draft).length === 0 ? { ...PLAIN_PLACEMENT, fit: 'fill' } : shown.placement,
  };
  return put(made, place.at, segment, facts);
}

function put(draft: Draft, at: Ms, segment: VideoSegment, facts: Facts): Draft {
  if (mainSegments(draft).length > 0) return insertAt(draft, at, segment, facts);
  const [id, given] = freshId(draft, 'trk');
  const main = mainTrack(given);
  const filled = { ...(main ?? track(id, 'video', 'main')), segments: [{ ...segment, start: 0 }] };
  return main === null ? { ...given, tracks: [filled, ...given.tracks] } : withTrack(given, filled);
}

const GROUNDS: readonly (readonly string[])[] = [
  ['#12263f', '#1f4e79', '#e0a458', '#7fb7be'],
  ['#2b1b3d', '#5b2a5e', '#f08a5d', '#f9ed69'],
  ['#0f2e2b', '#1d5c4f', '#f2c57c', '#ddae7e'],
  ['#33202a', '#7a3b46', '#e8b4a2', '#f4e3b2'],
];
const DESIGNS: readonly Painting['design'][] = ['flow', 'bokeh', 'waves', 'circles'];

/** A drawn scene in its place: a painting that moves, with the words for it. */
export function withDrawnScene(
  draft: Draft,
  { words, at, length, seed }: { readonly words: string; readonly at: Ms; readonly length: Ms; readonly seed: number },
  facts: Facts,
): Draft {
  const chance = new Random(seed, 'scene', words);
  const painting: Painting = { design: chance.pick(DESIGNS), colors: [...chance.pick(GROUNDS)], seed };
  let made: Draft;
  let id: string;
  [id, made] = freshId(draft, 'seg');
  const segment: VideoSegment = {
    ...plainSegment({ id, asset: freePainting(draft), start: 0, duration: onFrame(length, draft) }),
    painting,
    in: INSIDE,
    placement: { ...PLAIN_PLACEMENT, fit: 'fill' },
  };
  made = put(made, at, segment, facts);
  const placed = mainSegments(made).find((one) => one.id === id) ?? segment;
  [id, made] = freshId(made, 'txt');
  const title = headline(words);
  const base = textSegment(id, title, { start: placed.start, duration: placed.duration });
  const text: TextSegment = {
    ...base,
    style: { ...base.style, size: titleSize(title) },
    animateIn: { name: 'fade', duration: 500 },
  };
  return placeSegment(made, text, 'titles');
}

/** Paintings begin in the middle of their time: what comes before is there for transitions, in ms. */
const INSIDE = 20_000;

/** An id of a painting that nothing in the draft has. */
function freePainting(draft: Draft): string {
  const used = new Set(
    draft.tracks.flatMap((track) =>
      track.type === 'video' ? track.segments.flatMap(({ asset }) => (isPaintingId(asset) ? [asset] : [])) : [],
    ),
  );
  for (let n = 1; ; n++) if (!used.has(paintingId(n))) return paintingId(n);
}

/** "a lighthouse at dusk" as a headline: "Lighthouse at dusk". */
export function headline(words: string): string {
  const plain = words.trim().replace(/^(?:an?|the|some|一[张个段幅片]|一)\s*/i, '');
  const short = plain.length <= HEADLINE_MOST ? plain : `${plain.slice(0, HEADLINE_MOST).replace(/\s\S*$/, '')}…`;
  return short.charAt(0).toLocaleUpperCase() + short.slice(1);
}

const HEADLINE_MOST = 60;
