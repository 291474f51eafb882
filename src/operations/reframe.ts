import * as z from 'zod';
import type { Said } from '../base/lang.ts';
import type { Asset } from '../draft/facts.ts';
import { type CameraPath, cameraPath } from '../draft/follow-subject.ts';
import type { Draft, VideoSegment } from '../draft/model.ts';
import { mainSegments, mapMain, standsStill } from '../draft/queries.ts';
import { aspect } from './aspect.ts';
import { done, type OperationContext, type Outcome, operation } from './operation.ts';
import { say } from './phrase.ts';
import { requireMain } from './resolve.ts';

const Args = z.object({
  ratio: z.string().max(60).optional().describe('The new shape: "9:16" (usual), "1:1", "4:5", or a platform'),
  follow: z.string().max(80).optional().describe('Whom or what: "subject", "speaker"; it is what moves and stands out'),
});

/** Another shape in which the picture follows what happens. */
export const reframe = operation({
  name: 'reframe',
  summary:
    'Changes the shape of the video (9:16 …) and moves the view along with the subject, as a camera operator would. Where it cannot tell what the subject is, the whole picture stands over a blurred copy, and it says so.',
  args: Args,
  needs: (_args, draft) => motionNeeds(draft),
  apply: (draft, args, context) => {
    requireMain(draft);
    const wished = args.ratio ?? (draft.canvas.width > draft.canvas.height ? '9:16' : undefined);
    const filled = aspect.apply(draft, { ratio: wished, fit: 'fill' }, context);
    const followed = following(filled.draft, context);
    if (followed.tracked === 0 && followed.wide > 0) {
      const whole = aspect.apply(draft, { ratio: wished, fit: 'fit', background: 'blur' }, context);
      return { ...whole, notes: [...whole.notes, CANNOT_TELL] };
    }
    const shape = `${filled.draft.canvas.width}×${filled.draft.canvas.height}`;
    if (followed.wide === 0) return filled;
    return done(
      followed.draft,
      say('Changed the shape to {shape}; the view follows the subject.', '画面改为 {shape}，镜头跟随主体。', { shape }),
      followed.notes,
    );
  },
  examples: [
    { en: 'reframe to 9:16 and keep the subject in view', zh: '改成竖屏，镜头跟随主体' },
    { en: 'auto reframe for TikTok', zh: '智能重构图为抖音竖屏' },
  ],
});

const CANNOT_TELL = say(
  'I cannot tell what the subject is here, so the whole picture is shown over a blurred copy of itself.',
  '无法判断画面主体，所以完整显示画面，四周为模糊背景。',
);

/** The facts that following needs, of every video on the main track. */
export function motionNeeds(draft: Draft): { asset: string; fact: 'motion' }[] {
  return [...new Set(mainSegments(draft).map((s) => s.asset))].map((asset) => ({ asset, fact: 'motion' as const }));
}

/** Makes the view of clips that fill the frame follow their subject; for `crop` with `follow`. */
export function followSubject(draft: Draft, context: OperationContext): Outcome {
  const filled = mapMain(draft, (s) => ({ ...s, placement: { ...s.placement, fit: 'fill' } }));
  const followed = following(filled, context);
  if (followed.tracked === 0) {
    return followed.wide === 0
      ? done(draft, say('The whole picture is seen already: there is nothing to follow.', '画面已完整显示，无需跟随。'))
      : done({ ...draft, canvas: { ...draft.canvas, background: { kind: 'blur' } } }, CANNOT_TELL);
  }
  return done(followed.draft, say('The view follows the subject.', '镜头跟随主体。'), followed.notes);
}

type Following = {
  readonly draft: Draft;
  readonly wide: number;
  readonly tracked: number;
  readonly notes: readonly Said[];
};

/** `wide`: clips of which something is cut off; `tracked`: those that are followed. */
function following(draft: Draft, { facts }: OperationContext): Following {
  let [wide, tracked, blurred] = [0, 0, 0];
  const after = mapMain(draft, (s): VideoSegment => {
    const asset = facts.assets.get(s.asset);
    const room = asset === undefined ? { x: 0, y: 0 } : roomOf(asset, s, draft);
    if (room.x < 0.01 && room.y < 0.01) return s;
    wide++;
    if (asset === undefined || standsStill(s, facts)) return s;
    const path = pathFor(asset, s, room);
    if (path === null) {
      blurred++;
      return { ...s, placement: { ...s.placement, fit: 'fit' } };
    }
    tracked++;
    const { x: _x, y: _y, ...others } = s.keyframes ?? {};
    return { ...s, keyframes: { ...others, ...path } };
  });
  const isMixed = tracked > 0 && blurred > 0;
  const background = isMixed ? { canvas: { ...after.canvas, background: { kind: 'blur' as const } } } : {};
  const notes = isMixed
    ? [
        say(
          'In {n} {n:clip|clips} I cannot tell what the subject is: there the whole picture is shown.',
          '有 {n} 个片段无法判断主体，完整显示画面。',
          { n: blurred },
        ),
      ]
    : [];
  return { draft: { ...after, ...background }, wide, tracked, notes };
}

/** How far a picture that fills the canvas reaches beyond it, as multiples of the canvas: what a view can move over. */
function roomOf(asset: Asset, segment: VideoSegment, { canvas }: Draft): { x: number; y: number } {
  const { video } = asset.probe;
  if (video === null) return { x: 0, y: 0 };
  const turned = Math.abs(segment.placement.rotate) % 180 === 90;
  const { crop } = segment.placement;
  const width = (turned ? video.height : video.width) * (1 - crop.left - crop.right);
  const height = (turned ? video.width : video.height) * (1 - crop.top - crop.bottom);
  const scale = Math.max(canvas.width / width, canvas.height / height) * segment.placement.scale;
  return { x: Math.max(0, (width * scale) / canvas.width - 1), y: Math.max(0, (height * scale) / canvas.height - 1) };
}

/** Keyframes of `x` or `y` that hold the subject in view; null where nothing is sure. */
function pathFor(asset: Asset, segment: VideoSegment, room: { x: number; y: number }): CameraPath | null {
  const { placement, speed, reverse, duration } = segment;
  // Turned, mirrored and cropped pictures have other directions than the facts: those are left in the middle.
  const isPlain =
    placement.rotate === 0 && !placement.flipV && Object.values(placement.crop).every((side) => side === 0);
  if (!isPlain || asset.motion === undefined || asset.motion === null) return null;
  const { ramp } = segment;
  const clock = { from: segment.in, to: segment.in + duration * speed, duration, speed, ramp, isReverse: reverse };
  return cameraPath(asset.motion, clock, { room, isMirrored: placement.flipH });
}
