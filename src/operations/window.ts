import { fail } from '../base/errors.ts';
import { shown } from '../base/text.ts';
import { PLAIN_PLACEMENT, videoSegment } from '../draft/build.ts';
import type { Asset, Facts } from '../draft/facts.ts';
import type { Canvas, Draft, Placement, VideoSegment } from '../draft/model.ts';
import { draftLength, endOf, mainSegments } from '../draft/queries.ts';
import { layOut, partsOf } from '../draft/ripple.ts';
import { say } from './phrase.ts';
import { clipNamed, type ResolveContext } from './resolve.ts';

/** A window on the canvas that a picture fills: its middle and its size, as fractions of the canvas. */
export type Window = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

const round = (n: number): number => Math.round(n * 1e5) / 1e5;

/** How a picture fills a window: what does not fit is cut off evenly at two sides. */
export function placedIn(
  asset: Asset | undefined,
  window: Window,
  canvas: Pick<Canvas, 'width' | 'height'>,
): Placement {
  const own = (asset?.probe.video?.width ?? 16) / (asset?.probe.video?.height ?? 9);
  const shape = (window.width * canvas.width) / (window.height * canvas.height);
  const cut = (keep: number): number => round((1 - keep) / 2);
  const [across, along] = own > shape ? [cut(shape / own), 0] : [0, cut(own / shape)];
  // `scale` multiplies the fitted size: how wide the cut picture would be when it is shown whole.
  const fitted = Math.min(1, (shape * canvas.height) / canvas.width);
  return {
    ...PLAIN_PLACEMENT,
    x: round(window.x),
    y: round(window.y),
    scale: round(Math.min(20, Math.max(0.01, window.width / fitted))),
    crop: { left: across, right: across, top: along, bottom: along },
  };
}

/** Pictures that came from one clip or file, laid from 0 on, and the draft without that clip. */
export type Taken = { readonly draft: Draft; readonly asset: Asset; readonly segments: readonly VideoSegment[] };

/** What stands on the main track under a number or name is taken off it; a file that waits is taken as it is. Null: nothing was named that is there. */
export function takeClip(draft: Draft, wanted: number | string | undefined, context: ResolveContext): Taken | null {
  const { facts } = context;
  if (wanted === undefined) return null;
  const waiting = typeof wanted === 'string' ? fileNamed(wanted, facts) : null;
  const onMain = mainSegments(draft);
  if (waiting !== null && !onMain.some((s) => s.asset === waiting.id))
    return taken(draft, waiting, [videoSegment('new', waiting, 0)]);
  const clip = clipNamed(draft, waiting === null ? wanted : waiting.filename, context);
  const asset = facts.assets.get(clip.asset);
  if (asset === undefined) return null;
  const ids = new Set(clip.segments.map((s) => s.id));
  const rest = partsOf(draft).filter((part) => part.segment === null || !ids.has(part.segment.id));
  // The only clip stays where it is, and is shown a second time.
  const without = rest.some((part) => part.segment !== null) ? layOut(draft, rest) : draft;
  return taken(without, asset, clip.segments);
}

function taken(draft: Draft, asset: Asset, segments: readonly VideoSegment[]): Taken {
  const first = segments[0]?.start ?? 0;
  return { draft, asset, segments: segments.map((s) => ({ ...s, start: s.start - first, transition: null })) };
}

/** A file that was named, with or without its ending; null for none. Throws for a name with an ending that is not there. */
export function fileNamed(name: string, facts: Facts): Asset | null {
  const wanted = name.normalize('NFKC').trim().toLowerCase();
  const seen = [...facts.assets.values()].filter((asset) => asset.probe.video !== null);
  const found = seen.find(
    (a) =>
      a.id === name ||
      a.filename.toLowerCase() === wanted ||
      a.filename.toLowerCase().replace(/\.[^.]+$/, '') === wanted,
  );
  if (found !== undefined) return found;
  if (/\.[a-z0-9]{2,4}$/.test(wanted)) {
    throw fail('draft.no_such_segment', {
      wanted: shown(name),
      have: seen.map((a) => shown(a.filename, 40)).join(', ') || '—',
    });
  }
  return null;
}

/** Videos and photos of the project that are not on the main track, in the order in which they came. */
export function waitingPictures(draft: Draft, facts: Facts): Asset[] {
  const used = new Set(mainSegments(draft).map((s) => s.asset));
  return [...facts.assets.values()].filter(
    (a) => a.probe.video !== null && !used.has(a.id) && !/logo|watermark|标志|水印/i.test(a.filename),
  );
}

/**
 * Segments fitted into a stretch of the timeline from `start` to `end`: later ones are cut; with `holds`, the last picture
 * stands until the end.
 */
export function within(
  segments: readonly VideoSegment[],
  range: { start: number; end: number },
  holds: { facts: Facts; isHeld: boolean },
): VideoSegment[] {
  const moved = segments.map((s) => ({ ...s, start: s.start + range.start }));
  const kept = moved
    .filter((s) => s.start < range.end)
    .map((s) => ({ ...s, duration: Math.min(s.duration, range.end - s.start) }));
  const last = kept.at(-1);
  if (last === undefined || !holds.isHeld || endOf(last) >= range.end - 40) return kept;
  const rest = { start: endOf(last), duration: range.end - endOf(last) };
  if (holds.facts.assets.get(last.asset)?.probe.kind === 'image') {
    return [...kept.slice(0, -1), { ...last, duration: last.duration + rest.duration }];
  }
  const at = last.reverse ? last.in : Math.max(0, Math.floor(last.in + last.duration * last.speed) - 80);
  const still: VideoSegment = {
    ...last,
    ...rest,
    in: at,
    freeze: true,
    reverse: false,
    speed: 1,
    volume: 0,
    fade: { in: 0, out: 0 },
    pictureFade: { in: 0, out: 0 },
  };
  return [...kept, still];
}

/** Throws the question that an overlay without a picture of its own asks. */
export function askForPicture(what: { en: string; zh: string }): Error {
  return fail('agent.question', {
    question: say(
      'Which picture or clip shall it be? Add its file, or name it: "{what} reaction.mp4", "{what} clip 2".',
      '用哪个画面？请添加文件，或说出名称：“{what} reaction.mp4”“{what} 片段 2”。',
      { what },
    ),
  });
}

/** Where the whole of a draft lies. */
export const wholeOf = (draft: Draft): { start: number; end: number } => ({ start: 0, end: draftLength(draft) });
