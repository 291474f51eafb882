import * as z from 'zod';
import { fail } from '../base/errors.ts';
import { shown } from '../base/text.ts';
import type { Ms } from '../base/time.ts';
import type { Facts } from '../draft/facts.ts';
import { retimed } from '../draft/keyframes.ts';
import type { Draft, VideoSegment } from '../draft/model.ts';
import { draftLength, standsStill } from '../draft/queries.ts';
import { pacedAlong, unramped } from '../draft/ramp.ts';
import { layOut, type Part, partsOf } from '../draft/ripple.ts';
import { LengthArg, WHERE } from './args.ts';
import { done, operation } from './operation.ts';
import { lengthsSaid, say } from './phrase.ts';
import { select } from './select.ts';
import { lengthArgument } from './time-argument.ts';

export const SLOWEST = 0.05;
export const FASTEST = 20;

/** One step of "faster" and "slower": noticed at once, still natural. */
const FASTER = 1.5;
const SLOWER = 0.75;

const Args = z.object({
  ...WHERE,
  factor: z
    .union([z.number(), z.string().max(40)])
    .optional()
    .describe('2 is twice as fast as recorded, 0.5 half; or "faster", "slower"'),
  duration: LengthArg.optional().describe('Instead of a factor: how long it shall take'),
  between: z
    .enum(['blend', 'flow', 'none'])
    .optional()
    .describe(
      'Slow motion: pictures in between are mixed ("blend", the default), computed along the motion ("flow", very slow to render) or repeated ("none")',
    ),
});

/** A speed as a factor of the recording, or a change of what it is now. */
type Change = { readonly kind: 'absolute' | 'relative'; readonly factor: number };

/** Makes the video or a part of it faster or slower; voices keep their pitch. */
export const speed = operation({
  name: 'speed',
  summary: 'Makes the video, a clip or a part faster or slower. Voices keep their pitch; what follows moves up.',
  args: Args,
  needs: () => [],
  apply: (draft, args, context) => {
    const selection = select(draft, args, context);
    const isSelected = (part: Part): boolean => part.segment !== null && selection.ids.has(part.segment.id);
    const parts = partsOf(selection.draft);
    const covered = parts.filter(isSelected).reduce((sum, part) => sum + part.duration, 0);
    const change = changeOf(args, covered);
    const changed = parts.map((part): Part => {
      if (part.segment === null || !isSelected(part)) return part;
      const paced = atSpeed(part, part.segment, { change, still: standsStill(part.segment, context.facts) });
      if (paced.segment === null) return paced;
      const kept = part.segment.keyframes;
      const factor = paced.duration / part.duration;
      const moved =
        kept === undefined ? paced.segment : { ...paced.segment, keyframes: retimed(kept, (at) => at * factor) };
      return { ...paced, segment: smoothed(moved, draft, context.facts, args.between) };
    });
    const after = layOut(selection.draft, changed);
    const rate = Math.round(change.factor * 100) / 100;
    const said = selection.said;
    const lengths = lengthsSaid(draftLength(draft), draftLength(after));
    if (draftLength(after) === draftLength(draft)) {
      return done(draft, say('The speed of {said} is {rate}x already.', '{said}已经是 {rate} 倍速。', { said, rate }));
    }
    return done(
      after,
      change.kind === 'absolute'
        ? say(
            'Set the speed of {said} to {rate}x; the video is {lengths}.',
            '{said}改为 {rate} 倍速，总长 {lengths}。',
            { said, rate, lengths },
          )
        : change.factor > 1
          ? say(
              'Made {said} faster ({rate} times); the video is {lengths}.',
              '{said}加快到 {rate} 倍，总长 {lengths}。',
              { said, rate, lengths },
            )
          : say(
              'Made {said} slower ({rate} times); the video is {lengths}.',
              '{said}放慢到 {rate} 倍，总长 {lengths}。',
              { said, rate, lengths },
            ),
    );
  },
  examples: [
    { en: 'speed it up 2x', zh: '两倍速' },
    { en: 'slow down the intro to 0.5x', zh: '开头放慢到 0.5 倍' },
  ],
});

/** Less than this share of the frames of the video come from the source: what is missing is mixed. */
const SPARSE = 0.95;

/** A clip with pictures between those of the source where it plays so slowly that they would be repeated. */
export function smoothed(
  segment: VideoSegment,
  { canvas }: Draft,
  facts: Facts,
  between: 'blend' | 'flow' | 'none' = segment.between ?? 'blend',
): VideoSegment {
  const { between: _, ...plain } = segment;
  const video = facts.assets.get(segment.asset)?.probe.video;
  const slowest = Math.min(segment.speed, segment.ramp?.from ?? Infinity, segment.ramp?.to ?? Infinity);
  const isSparse = segment.speed !== 1 && video != null && video.fps * slowest < canvas.fps * SPARSE;
  return between === 'none' || !isSparse || slowest >= 1 ? plain : { ...plain, between };
}

function changeOf(args: z.output<typeof Args>, covered: Ms): Change {
  if (args.duration !== undefined) {
    const wanted = lengthArgument(args.duration);
    if (wanted < 1) throw fail('draft.unclear_time', { text: String(args.duration) });
    return { kind: 'relative', factor: covered / wanted };
  }
  const change = parseFactor(args.factor ?? 'faster');
  if (change === null || !(change.factor >= SLOWEST && change.factor <= FASTEST)) {
    throw fail('draft.unclear_value', {
      text: shown(String(args.factor)),
      expected: say(
        'a speed from {slowest} to {fastest}, "faster" or "slower"',
        '{slowest} 到 {fastest} 倍的速度，或“快一点”“慢一点”',
        { slowest: SLOWEST, fastest: FASTEST },
      ),
    });
  }
  return change;
}

/** `2`, `"1.5x"`, `"200%"`, `"half"`, `"faster"`, `"两倍"`; null when unclear. */
export function parseFactor(value: number | string): Change | null {
  if (typeof value === 'number') return Number.isFinite(value) ? { kind: 'absolute', factor: value } : null;
  const text = value.normalize('NFKC').trim().toLowerCase();
  const number = /^(?:x\s*)?(\d+(?:[.,]\d+)?)\s*(x|×|%|倍速?|times)?$/.exec(text);
  if (number !== null) {
    const factor = Number((number[1] ?? '').replace(',', '.'));
    return { kind: 'absolute', factor: number[2] === '%' ? factor / 100 : factor };
  }
  if (/^(?:much|way|a lot) faster|快很多/.test(text)) return { kind: 'relative', factor: FASTER * FASTER };
  if (/^(?:much|way|a lot) slower|慢很多/.test(text)) return { kind: 'relative', factor: SLOWER * SLOWER };
  if (/half|一半|半速/.test(text)) return { kind: 'absolute', factor: 0.5 };
  if (/double|twice|两倍|二倍/.test(text)) return { kind: 'absolute', factor: 2 };
  if (/normal|original|reset|正常|原速/.test(text)) return { kind: 'absolute', factor: 1 };
  if (/fast|quick|up|快|加速/.test(text)) return { kind: 'relative', factor: FASTER };
  return /slow|down|慢|减速/.test(text) ? { kind: 'relative', factor: SLOWER } : null;
}

function atSpeed(part: Part, segment: VideoSegment, { change, still }: { change: Change; still: boolean }): Part {
  if (still) return { ...part, duration: Math.max(1, Math.round(part.duration / change.factor)) };
  const wanted = change.kind === 'absolute' ? change.factor : segment.speed * change.factor;
  const next = Math.round(Math.min(FASTEST, Math.max(SLOWEST, wanted)) * 10_000) / 10_000;
  // Rounded down: the last frame of the source must not be run past.
  const duration = Math.max(1, Math.floor((segment.duration * segment.speed) / next));
  const paced = { ...unramped(segment), speed: next, duration };
  return { ...part, duration, segment: paced, along: pacedAlong(segment, paced) };
}
