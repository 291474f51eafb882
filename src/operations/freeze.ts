import * as z from 'zod';
import { fail } from '../base/errors.ts';
import { clock } from '../base/time.ts';
import type { Effect } from '../draft/model.ts';
import { draftLength, endOf, frameMs, mainSegments, onFrame, standsStill } from '../draft/queries.ts';
import { freshId, insertAt } from '../draft/ripple.ts';
import { sliceVideo } from '../draft/slice.ts';
import { ClipArg, LengthArg, TimeArg } from './args.ts';
import { done, operation } from './operation.ts';
import { lengthSaid, lengthsSaid, say } from './phrase.ts';
import { clipNamed, requireClips } from './resolve.ts';
import { lengthArgument, pointWithin } from './time-argument.ts';

/** How long a frame stands when nobody says, in ms. */
const USUAL_MS = 2000;

const Args = z.object({
  at: TimeArg.optional().describe('Which moment; the end when not given'),
  duration: LengthArg.optional(),
  clip: ClipArg.optional(),
});

/** Stops the picture at a moment for a while; then it goes on. */
export const freeze = operation({
  name: 'freeze',
  summary: 'Freezes the frame at a time for 2 seconds (or as long as asked), silently; then the video goes on.',
  args: Args,
  needs: () => [],
  apply: (draft, args, context) => {
    requireClips(draft);
    const within =
      args.clip === undefined ? { start: 0, end: draftLength(draft) } : clipNamed(draft, args.clip, context).range;
    const duration = args.duration === undefined ? USUAL_MS : lengthArgument(args.duration);
    if (duration < frameMs(draft)) throw fail('draft.unclear_time', { text: String(args.duration) });
    const at = onFrame(within.start + pointWithin(args.at ?? 'end', within.end - within.start), draft);
    const frame = frameMs(draft);
    const shownAt = Math.min(at, within.end - 1);
    const segment = mainSegments(draft).find((s) => s.start <= shownAt && shownAt < endOf(s));
    if (segment === undefined)
      throw fail('draft.outside', { wanted: String(args.at ?? 'end'), length: clock(draftLength(draft)) });
    const offset = Math.max(0, Math.min(shownAt - segment.start, segment.duration - frame));
    const shot = sliceVideo(
      segment,
      offset,
      Math.min(segment.duration, offset + frame),
      standsStill(segment, context.facts),
    );
    const [id, made] = freshId(draft, 'seg');
    const none = { in: 0, out: 0 };
    const held = shot.effects.map(
      (effect): Effect => (effect.kind === 'motion' ? { ...effect, to: effect.from } : effect),
    );
    const still = {
      ...shot,
      id,
      duration,
      freeze: true,
      reverse: false,
      volume: 0,
      fade: none,
      pictureFade: none,
      transition: null,
      effects: held,
    };
    const after = insertAt(made, at, still, context.facts);
    const lengths = lengthsSaid(draftLength(draft), draftLength(after));
    const long = lengthSaid(duration);
    return done(
      after,
      say('Froze the frame at {at} for {long}, {lengths}.', '在 {at} 定格 {long}，{lengths}。', {
        at: clock(at),
        long,
        lengths,
      }),
    );
  },
  examples: [{ en: 'freeze the frame at 3.5 seconds', zh: '3.5 秒处定格' }],
});
