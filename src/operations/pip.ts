import * as z from 'zod';
import { fail } from '../base/errors.ts';
import { shown } from '../base/text.ts';
import type { Canvas, Draft, Frame, VideoSegment } from '../draft/model.ts';
import { placeSegment } from '../draft/place.ts';
import { draftLength, mapSegments, overlaySegments } from '../draft/queries.ts';
import { freshId } from '../draft/ripple.ts';
import { ClipArg, TimeArg } from './args.ts';
import { done, type OperationContext, type Outcome, operation } from './operation.ts';
import { say, spanLabel } from './phrase.ts';
import { removeSide } from './remove-side.ts';
import { requireMain } from './resolve.ts';
import { splitScreen } from './split-screen.ts';
import { type Anchor, anchorByWords, colorByWords } from './text-look.ts';
import { endWithin, pointWithin } from './time-argument.ts';
import { askForPicture, placedIn, takeClip, type Window, waitingPictures, within } from './window.ts';

/** How wide a small picture is, as a fraction of the canvas: of a wide one, of an upright one; and how far from the edges. */
const SIZE = { wide: 0.28, upright: 0.4, margin: 0.035 };

const Args = z.object({
  source: z.string().max(300).optional().describe('The video or photo that is laid over: its file name'),
  clip: ClipArg.optional().describe('Instead of a file: this clip of the timeline, which is taken off it'),
  position: z.string().max(60).optional().describe('"top left", "bottom right" (usual), "center"'),
  size: z
    .union([z.number(), z.string().max(20)])
    .optional()
    .describe('Width as a fraction of the frame, or "bigger", "small"'),
  shape: z.string().max(40).optional().describe('"circle", "rounded" (usual), "rectangle"'),
  border: z
    .union([z.string().max(40), z.boolean()])
    .optional()
    .describe('A border: its colour, true for white, "none"'),
  shadow: z.boolean().optional(),
  from: TimeArg.optional(),
  to: TimeArg.optional(),
  sound: z
    .union([z.string().max(20), z.boolean()])
    .optional()
    .describe('"keep" (usual) or "mute": the sound of the small picture'),
  direction: z.string().max(40).optional().describe('Of a split: "side by side", "top and bottom"'),
  layout: z.string().max(20).optional().describe('"split" divides the frame instead: see split_screen'),
});

type PipArgs = z.output<typeof Args>;

/** A small picture over the main one, in a corner. */
export const pip = operation({
  name: 'pip',
  summary:
    'Picture in picture: lays a second video or photo small over the main one, in a corner, round or rounded, with border and shadow. Without a source it changes the small picture that is there.',
  args: Args,
  needs: () => [],
  apply: (draft, args, context) => {
    requireMain(draft);
    if (args.layout === 'split')
      return splitScreen.apply(
        draft,
        { source: args.source, clip: args.clip, direction: args.direction, from: args.from, to: args.to },
        context,
      );
    if (/^(?:none|no|off|remove|无|去掉)$/i.test(args.shape ?? args.position ?? ''))
      return removeSide(draft, 'overlay');
    const present = overlaySegments(draft).filter((s) => s.extra?.['pip'] === true);
    if (args.source === undefined && args.clip === undefined && present.length > 0)
      return changed(draft, present, args, context);
    return added(draft, args, context);
  },
  examples: [
    { en: 'put reaction.mp4 in the top right corner as a circle', zh: '把 reaction.mp4 做成圆形放在右上角' },
    { en: 'picture in picture with a white border', zh: '画中画，加白色边框' },
  ],
});

function added(draft: Draft, args: PipArgs, context: OperationContext): Outcome {
  const { facts } = context;
  const waiting = waitingPictures(draft, facts)[0];
  const taken = takeClip(draft, args.clip ?? args.source ?? waiting?.id ?? lastClip(draft), context);
  if (taken === null) throw askForPicture({ en: 'picture in picture with', zh: '画中画用' });
  const length = draftLength(taken.draft);
  const start = args.from === undefined ? 0 : pointWithin(args.from, length);
  const own = taken.segments.reduce((most, s) => Math.max(most, s.start + s.duration), 0);
  const isStill = taken.asset.probe.kind === 'image';
  const end = args.to === undefined ? Math.min(length, isStill ? length : start + own) : endWithin(args.to, length);
  if (end <= start) throw fail('draft.outside', { wanted: String(args.to ?? args.from), length: `${length / 1000}s` });
  const frame = frameFor(args, null);
  const window = windowFor(args, taken.asset.probe.video ?? { width: 16, height: 9 }, {
    canvas: taken.draft.canvas,
    frame,
  });
  let after = taken.draft;
  for (const piece of within(taken.segments, { start, end }, { facts, isHeld: args.to !== undefined || isStill })) {
    const [id, made] = freshId(after, 'seg');
    const segment: VideoSegment = {
      ...piece,
      id,
      placement: placedIn(taken.asset, window, taken.draft.canvas),
      frame,
      volume: isMuted(args) ? 0 : piece.volume,
      extra: { ...piece.extra, pip: true },
    };
    after = placeSegment(made, segment, 'overlay');
  }
  const name = shown(taken.asset.filename, 40);
  const span = spanLabel({ start, end });
  return done(
    after,
    say('Put {name} over the picture at the {place}, {span}.', '把 {name} 叠加在画面{place}，{span}。', {
      name,
      place: anchorSaid(anchorOf(args)),
      span,
    }),
  );
}

const lastClip = (draft: Draft): string | undefined => {
  const assets = new Set(requireMain(draft).map((s) => s.asset));
  return assets.size > 1 ? 'last' : undefined;
};

function changed(draft: Draft, present: readonly VideoSegment[], args: PipArgs, { facts }: OperationContext): Outcome {
  const ids = new Set(present.map((s) => s.id));
  const after = mapSegments(draft, (s) => {
    if (s.kind !== 'video' || !ids.has(s.id)) return s;
    const asset = facts.assets.get(s.asset);
    const frame = frameFor(args, s.frame ?? null);
    const isMoved = args.position !== undefined || args.size !== undefined || args.shape !== undefined;
    const window = windowFor(args, asset?.probe.video ?? { width: 16, height: 9 }, {
      canvas: draft.canvas,
      frame,
      present: s,
    });
    const placement = isMoved ? placedIn(asset, window, draft.canvas) : s.placement;
    return { ...s, frame, placement, volume: args.sound === undefined ? s.volume : isMuted(args) ? 0 : 1 };
  });
  return done(after, say('Changed the small picture.', '修改了画中画。'));
}

const isMuted = ({ sound }: PipArgs): boolean =>
  sound === false || /mute|off|silent|no|静音|关/i.test(String(sound ?? ''));

const anchorOf = (args: PipArgs): Anchor =>
  (args.position === undefined ? null : anchorByWords(args.position)) ?? { horizontal: 'right', vertical: 'bottom' };

function anchorSaid({ horizontal, vertical }: Anchor): { en: string; zh: string } {
  const en = [vertical === 'middle' ? '' : vertical, horizontal === 'center' ? '' : horizontal]
    .filter((w) => w !== '')
    .join(' ');
  const zh = `${{ left: '左', center: '', right: '右' }[horizontal]}${{ top: '上角', middle: '中间', bottom: '下角' }[vertical]}`;
  return { en: en === '' ? 'middle' : en, zh };
}

/** The outline that words ask for; what they leave open stays as it is. */
function frameFor(args: PipArgs, present: Frame | null): Frame {
  const words = args.shape?.toLowerCase() ?? '';
  const shape =
    /circ|round(?!ed)|oval|圆形|圆/.test(words) && !/圆角/.test(words)
      ? 'circle'
      : /rect|square|sharp|方|直角/.test(words)
        ? 'rect'
        : /rounded|圆角/.test(words)
          ? 'rounded'
          : (present?.shape ?? 'rounded');
  const border =
    args.border === undefined
      ? (present?.border ?? null)
      : args.border === false || /^(?:none|no|off|无)$/i.test(String(args.border))
        ? null
        : { color: (typeof args.border === 'string' ? colorByWords(args.border) : null) ?? '#ffffff', width: 0.008 };
  return { shape, border, shadow: args.shadow ?? present?.shadow ?? true };
}

type Look = { readonly canvas: Canvas; readonly frame: Frame; readonly present?: VideoSegment };

function windowFor(args: PipArgs, own: { width: number; height: number }, { canvas, frame, present }: Look): Window {
  const usual = canvas.width >= canvas.height ? SIZE.wide : SIZE.upright;
  const before = present === undefined ? usual : widthOf(present);
  const width = sizeOf(args.size, before);
  const shape = frame.shape === 'circle' ? 1 : Math.min(16 / 9, Math.max(3 / 4, own.width / own.height));
  // A circle as wide as a window would be too large: it takes the window's area.
  const across = frame.shape === 'circle' && args.size === undefined && present === undefined ? width * 0.72 : width;
  const height = Math.min(0.95, (across * canvas.width) / shape / canvas.height);
  const anchor = args.position === undefined && present !== undefined ? null : anchorOf(args);
  if (anchor === null && present !== undefined)
    return { x: present.placement.x, y: present.placement.y, width: across, height };
  const margin = { x: SIZE.margin, y: (SIZE.margin * canvas.width) / canvas.height };
  const edge = (side: 'low' | 'middle' | 'high', size: number, gap: number): number =>
    side === 'middle' ? 0.5 : side === 'low' ? gap + size / 2 : 1 - gap - size / 2;
  const { horizontal, vertical } = anchor ?? anchorOf(args);
  return {
    x: edge(horizontal === 'left' ? 'low' : horizontal === 'right' ? 'high' : 'middle', across, margin.x),
    y: edge(vertical === 'top' ? 'low' : vertical === 'bottom' ? 'high' : 'middle', height, Math.min(0.06, margin.y)),
    width: across,
    height,
  };
}

/** How wide a small picture that is there is, roughly: what it would be if it filled the width. */
const widthOf = ({ placement }: VideoSegment): number => Math.min(1, placement.scale);

function sizeOf(size: number | string | undefined, present: number): number {
  if (size === undefined) return present;
  const text = String(size).trim();
  const number = Number.parseFloat(text);
  const limited = (n: number): number => Math.min(0.95, Math.max(0.08, n));
  if (Number.isFinite(number)) return limited(text.endsWith('%') || number > 1 ? number / 100 : number);
  if (/half|一半/i.test(text)) return 0.5;
  if (/big|large|大/i.test(text)) return limited(present * 1.35);
  return /small|tiny|小/i.test(text) ? limited(present * 0.72) : present;
}
