import { fail } from '../../base/errors.ts';
import { frameAt, lengthLabel, type Ms, type Range, type Rate, secondsOfFrame } from '../../base/time.ts';
import { PLAIN_PLACEMENT, videoSegment } from '../../draft/build.ts';
import type { Asset, Facts } from '../../draft/facts.ts';
import type { Background, Draft, TextSegment, TextTrack, VideoSegment, VideoTrack } from '../../draft/model.ts';
import type { Encoding, Layer, Span, TextLayer } from '../../protocol/chunk.ts';
import type { Profile } from '../profile.ts';
import { chunkKey, type Hash } from './key.ts';
import { type Frames, fadeAt, framesOf, layerAt } from './layer.ts';
import { type Body, chunkRanges } from './pieces.ts';
import { posed } from './poses.ts';
import { edgesOf, type Stretch, stretchesOf } from './tracks.ts';

/** A chunk of the output. `first` says where it goes and is not part of its key. */
export type Chunk = {
  readonly key: string;
  readonly first: number;
  readonly frames: number;
  readonly spans: Span[];
  /** Its packets come from this source, from the one at `pts` on; absent where it is encoded. */
  readonly copy?: Copied;
};

/** Packets of a source: from its frame `frame` on, whose timestamp is `pts` in units of the stream. */
export type Copied = { readonly asset: string; readonly frame: number; readonly pts: number };

/** What to make: `frames` at `encoding.rate`, in chunks that cover them in order. `assets` are the pictures' sources. */
export type RenderPlan = {
  readonly encoding: Encoding;
  readonly rate: Rate;
  readonly frames: number;
  readonly chunks: readonly Chunk[];
  readonly assets: readonly string[];
};

/** Longest output and most pictures at once; a draft beyond them is refused before any work. */
export const MOST_MS = 4 * 3600 * 1000;
export const MOST_LAYERS = 100;

/** How long the finished video is: to the end of the main track, or of everything where there are no pictures. */
export function lengthOfDraft(draft: Draft): Ms {
  const main = mainTrack(draft);
  const ends = (segments: readonly { start: number; duration: number }[]): number[] =>
    segments.map((segment) => segment.start + segment.duration);
  if (main !== null && main.segments.length > 0) return Math.max(...ends(main.segments));
  return Math.max(0, ...draft.tracks.flatMap((track) => ends(track.segments)));
}

/**
 * Turns a draft, or stretches of it, into chunks with keys. Pure. Music and text beyond the length are cut off; gaps show the background.
 * Refuses an empty draft (`draft.nothing_there`) and one beyond our limits (`render.too_large`).
 */
export function planRender(draft: Draft, facts: Facts, profile: Profile, hash: Hash): RenderPlan {
  const length = lengthOfDraft(draft);
  if (length === 0) throw fail('draft.nothing_there', undefined);
  if (length > MOST_MS) throw fail('render.too_large', { what: lengthLabel(length), most: lengthLabel(MOST_MS) });
  const { rate } = profile.video;
  const all = Math.max(1, frameAt(length, rate));
  const scene = sceneOf(draft, facts, rate, all);
  const bodies = bodiesOf(scene.main);
  const wanted = profile.stretches?.map((range) => framesWithin(range, rate, all)) ?? [{ first: 0, end: all }];
  const ranges = wanted.flatMap((part) => chunkRanges(clipped(bodies, part), rate));
  const chunks = ranges.map((range): Chunk => {
    const spans = spansWithin(scene, range);
    return { key: chunkKey(spans, profile.video, hash), first: range.first, frames: range.end - range.first, spans };
  });
  const frames = wanted.reduce((sum, { first, end }) => sum + end - first, 0);
  return { encoding: profile.video, rate, frames, chunks, assets: assetsOf(chunks) };
}

/** The frames of a stretch, one at least, all of them within the video. */
function framesWithin({ start, end }: Range, rate: Rate, all: number): Frames {
  const first = Math.min(all - 1, frameAt(start, rate));
  return { first, end: Math.max(first + 1, Math.min(all, frameAt(end, rate))) };
}

const clipped = (bodies: readonly Body[], { first, end }: Frames): Body[] =>
  bodies
    .filter((body) => body.first < end && body.end > first)
    .map((body) => ({ ...body, first: Math.max(first, body.first), end: Math.min(end, body.end) }));

/** The times of a chunk for people. */
export function timesOf(chunk: Pick<Chunk, 'first' | 'frames'>, rate: Rate): { from: Ms; to: Ms } {
  const ms = (frame: number): Ms => Math.round(secondsOfFrame(frame, rate) * 1000);
  return { from: ms(chunk.first), to: ms(chunk.first + chunk.frames) };
}

type Over =
  | { readonly kind: 'video'; readonly stretches: readonly Stretch[] }
  | { readonly kind: 'text'; readonly segments: readonly TextSegment[] };

type Scene = {
  readonly rate: Rate;
  readonly background: Background;
  readonly canvas: { readonly width: number; readonly height: number };
  readonly asset: (id: string) => Asset;
  readonly main: readonly Stretch[];
  readonly over: readonly Over[];
  /** Where anything comes or goes, rising, from 0 to the last frame's end. */
  readonly edges: readonly number[];
};

const mainTrack = (draft: Draft): VideoTrack | null =>
  draft.tracks.find((track): track is VideoTrack => track.type === 'video' && track.role === 'main') ??
  draft.tracks.find((track): track is VideoTrack => track.type === 'video') ??
  null;

function sceneOf(draft: Draft, facts: Facts, rate: Rate, frames: number): Scene {
  const main = mainTrack(draft);
  const covering = draft.tracks.filter(
    (t): t is VideoTrack | TextTrack =>
      // A text track that is muted is hidden: captions that go along as a file and not into the picture.
      t.type !== 'audio' && t !== main && !(t.type === 'text' && t.muted),
  );
  const over = covering.map(
    (track): Over =>
      track.type === 'video'
        ? { kind: 'video', stretches: stretchesOf(track, rate) }
        : { kind: 'text', segments: track.segments },
  );
  const shown = main === null ? [] : stretchesOf(main, rate);
  const last = shown.at(-1)?.end ?? 0;
  const stretches: Stretch[] = last < frames ? [...shown, { kind: 'gap', first: last, end: frames }] : shown;
  const edges = [stretches, ...over.flatMap((o) => (o.kind === 'video' ? [o.stretches] : []))].flatMap(edgesOf);
  for (const o of over)
    if (o.kind === 'text') edges.push(...o.segments.flatMap((s) => Object.values(framesOf(s, rate))));
  edges.push(...passesOf(draft.canvas.background, facts, { rate, frames }));
  const rising = [...new Set([0, frames, ...edges])].filter((edge) => edge <= frames).toSorted((a, b) => a - b);
  const asset = (id: string): Asset => {
    const found = facts.assets.get(id);
    if (found === undefined) throw fail('draft.invalid', { issues: [{ path: 'tracks', problem: `no asset ${id}` }] });
    return found;
  };
  return {
    rate,
    background: draft.canvas.background,
    canvas: draft.canvas,
    asset,
    main: stretches,
    over,
    edges: rising,
  };
}

function bodiesOf(main: readonly Stretch[]): Body[] {
  return main.map((stretch) => ({
    first: stretch.first,
    end: stretch.end,
    segment: stretch.kind === 'one' ? stretch.segment : null,
    whole: stretch.kind === 'pair',
  }));
}

function spansWithin(scene: Scene, range: Frames): Span[] {
  const inner = scene.edges.filter((edge) => edge > range.first && edge < range.end);
  const edges = [range.first, ...inner, range.end];
  return edges.slice(1).map((end, i) => spanAt(scene, edges[i] ?? range.first, end));
}

function spanAt(scene: Scene, first: number, end: number): Span {
  const stretch = at(scene.main, first);
  const span = { frames: end - first, background: backdropAt(scene, first) };
  const over = scene.over.flatMap((o) =>
    o.kind === 'video' ? overlaysAt(scene, o.stretches, { first, end }) : textsAt(o.segments, first, scene.rate),
  );
  if (over.length >= MOST_LAYERS) {
    throw fail('render.too_large', { what: `${over.length + 1} layers at once`, most: `${MOST_LAYERS}` });
  }
  if (stretch === null || stretch.kind === 'gap') return { ...span, base: { kind: 'empty' }, over, fade: null };
  if (stretch.kind === 'one') {
    const layer = layerOf(scene, stretch.segment, { first, end });
    return { ...span, base: { kind: 'one', layer }, over, fade: fadeAt(stretch.fades, first) };
  }
  const { name, from, into } = stretch.transition;
  const progress = { elapsed: first - stretch.first, length: stretch.end - stretch.first };
  const layers = {
    from: layerOf(scene, from, { first, end }),
    into: layerOf(scene, into, { first, end }),
  };
  return { ...span, base: { kind: 'pair', name, ...progress, ...layers }, over, fade: null };
}

/** A picture behind everything as a layer that covers the canvas; a video plays from the beginning of ours, again and again. */
function backdropAt({ background, asset, rate }: Scene, frame: number): Span['background'] {
  if (background.kind !== 'picture') return background;
  const shown = asset(background.asset);
  const video = { ...videoSegment('background', shown, 0), placement: { ...PLAIN_PLACEMENT, fit: 'fill' as const } };
  const pass = passOf(shown, rate);
  return { kind: 'picture', layer: layerAt(video, shown, pass === null ? 0 : frame % pass, rate) };
}

/** Frames of the output for which a video plays once; null for a photo. */
function passOf({ probe }: Asset, rate: Rate): number | null {
  return probe.kind === 'image' ? null : Math.max(1, Math.floor((probe.duration * rate.num) / (rate.den * 1000)));
}

/** Where a video behind everything begins anew, a span begins. */
function passesOf(background: Background, facts: Facts, { rate, frames }: { rate: Rate; frames: number }): number[] {
  const behind = background.kind === 'picture' ? facts.assets.get(background.asset) : undefined;
  const pass = (behind === undefined ? null : passOf(behind, rate)) ?? frames;
  return Array.from({ length: Math.floor(frames / pass) }, (_, i) => (i + 1) * pass);
}

const at = (stretches: readonly Stretch[], frame: number): Stretch | null =>
  stretches.find((stretch) => stretch.first <= frame && frame < stretch.end) ?? null;

function layerOf({ asset, rate, canvas }: Scene, segment: VideoSegment, { first, end }: Frames): Layer {
  const source = asset(segment.asset);
  const shown = { first, frames: end - first, rate, canvas };
  return posed(layerAt(segment, source, first, rate), segment, source, shown);
}

/** Overlays have no full picture to wipe over: whatever its name, a transition between them is a cross-fade. */
function overlaysAt(scene: Scene, stretches: readonly Stretch[], frames: Frames): Span['over'] {
  const frame = frames.first;
  const stretch = at(stretches, frame);
  if (stretch === null || stretch.kind === 'gap') return [];
  if (stretch.kind === 'one') {
    const layer = { ...layerOf(scene, stretch.segment, frames), fade: fadeAt(stretch.fades, frame) };
    return [{ kind: 'picture', layer }];
  }
  const { from, into } = stretch.transition;
  const progress = { elapsed: frame - stretch.first, frames: stretch.end - stretch.first };
  return [
    { kind: 'picture', layer: { ...layerOf(scene, from, frames), fade: { direction: 'out', ...progress } } },
    { kind: 'picture', layer: { ...layerOf(scene, into, frames), fade: { direction: 'in', ...progress } } },
  ];
}

function textsAt(segments: readonly TextSegment[], frame: number, rate: Rate): Span['over'] {
  return segments
    .filter((segment) => {
      const { first, end } = framesOf(segment, rate);
      return first <= frame && frame < end;
    })
    .map((segment) => ({ kind: 'text', text: textLayer(segment, frame, rate) }));
}

function textLayer(segment: TextSegment, frame: number, rate: Rate): TextLayer {
  const { extra: _, style, animateIn, animateOut, words, mark, ...rest } = segment;
  const neutral = {
    ...rest,
    id: 'text',
    start: 0,
    style: {
      ...style,
      outline: style.outline === null ? null : { ...style.outline },
      box: style.box === null ? null : { ...style.box },
    },
    animateIn: { ...animateIn },
    animateOut: { ...animateOut },
    ...(mark === undefined ? {} : { mark: { ...mark } }),
    // Without a mark nothing shows when a word is spoken: such captions share their parts.
    ...(mark === undefined || words === undefined ? {} : { words: words.map((word) => ({ ...word })) }),
  };
  return { segment: neutral, elapsedMs: Math.max(0, Math.round(secondsOfFrame(frame, rate) * 1000 - segment.start)) };
}

function assetsOf(chunks: readonly Chunk[]): string[] {
  const used = new Set<string>();
  for (const { background, base, over } of chunks.flatMap((chunk) => chunk.spans)) {
    const layers = over.flatMap((item) => (item.kind === 'picture' ? [item.layer] : []));
    if (base.kind === 'one') layers.push(base.layer);
    if (base.kind === 'pair') layers.push(base.from, base.into);
    if (background.kind === 'picture') layers.push(background.layer);
    for (const { asset, painting, effects } of layers) {
      if (painting === undefined) used.add(asset);
      for (const effect of effects) if (effect.kind === 'lut') used.add(effect.asset);
    }
  }
  return [...used];
}
