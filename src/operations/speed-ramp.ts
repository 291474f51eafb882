import * as z from 'zod';
import { fail } from '../base/errors.ts';
import { shown } from '../base/text.ts';
import { clock, type Ms } from '../base/time.ts';
import type { Draft, VideoSegment } from '../draft/model.ts';
import { draftLength, standsStill } from '../draft/queries.ts';
import { rampOf, reachedAt, steps, unramped } from '../draft/ramp.ts';
import { freshId, isolate, layOut, type Part, partsOf } from '../draft/ripple.ts';
import { sliceVideo } from '../draft/slice.ts';
import { TimeArg, WHERE } from './args.ts';
import { done, type OperationContext, operation } from './operation.ts';
import { lengthsSaid, say } from './phrase.ts';
import { requireClips, whereOf } from './resolve.ts';
import { select } from './select.ts';
import { FASTEST, parseFactor, SLOWEST, smoothed } from './speed.ts';
import { pointWithin } from './time-argument.ts';

const Factor = z.union([z.number(), z.string().max(40)]);

const Args = z.object({
  ...WHERE,
  from_speed: Factor.optional().describe('Speed at the beginning: 1 is as recorded'),
  to_speed: Factor.optional().describe('Speed at the end'),
  at: TimeArg.optional().describe('Instead: slows down to `factor` around this moment and speeds up again'),
  factor: Factor.optional().describe('With `at`: how slow it gets; 0.3 when not given'),
  ease: z.string().max(20).optional().describe('"smooth" (starts and ends softly) or "linear" (the default)'),
});

/** A slow moment: so long it takes to get there, and so long it lasts, in ms of the video as it was. */
const APPROACH_MS = 500;
const HOLD_MS = 400;
const USUAL_SLOW = 0.3;

/** A speed at a place of the source, which is a share of what the ramp covers. Between two of them it changes evenly. */
type Knot = { readonly x: number; readonly speed: number };

/** Speed that changes while it plays. */
export const speedRamp = operation({
  name: 'speed_ramp',
  summary:
    'Changes the speed gradually over a clip or a stretch (1x to 4x), or slows down for a moment and speeds up again. Voices keep their pitch.',
  args: Args,
  needs: () => [],
  apply: (draft, args, context) => {
    requireClips(draft);
    const plan = args.at === undefined ? overSelection(draft, args, context) : aroundMoment(draft, args, context);
    const after = ramped(plan, context);
    const lengths = lengthsSaid(draftLength(draft), draftLength(after));
    if (after === plan.draft) throw fail('draft.needs', { what: say('a moving picture', '动态画面') });
    const [first, last] = [plan.knots[0]?.speed ?? 1, plan.knots.at(-1)?.speed ?? 1];
    const { said, moment } = plan;
    return done(
      after,
      moment === null
        ? say(
            'The speed of {said} goes from {first}x to {last}x; the video is {lengths}.',
            '{said}的速度从 {first} 倍变到 {last} 倍，总长 {lengths}。',
            { said, first, last, lengths },
          )
        : say(
            'It slows down to {slow}x at {moment} and speeds up again; the video is {lengths}.',
            '在 {moment} 处放慢到 {slow} 倍再恢复，总长 {lengths}。',
            { moment: clock(moment), slow: Math.min(...plan.knots.map(({ speed }) => speed)), lengths },
          ),
    );
  },
  examples: [
    { en: 'ramp the speed from 1x to 4x', zh: '速度从1倍渐变到4倍' },
    { en: 'slow down for the punch at 0:10', zh: '0:10 处慢下来再恢复' },
  ],
});

type RampPlan = {
  readonly draft: Draft;
  readonly ids: ReadonlySet<string>;
  readonly knots: readonly Knot[];
  readonly said: ReturnType<typeof say>;
  readonly moment: Ms | null;
};

type Given = z.output<typeof Args>;

function overSelection(draft: Draft, args: Given, context: OperationContext): RampPlan {
  if (args.from_speed === undefined && args.to_speed === undefined)
    throw fail('agent.question', {
      question: say(
        'From which speed to which? For example: ramp from 1x to 4x.',
        '从几倍速变到几倍速？例如：从1倍渐变到4倍。',
      ),
    });
  const selection = select(draft, args, context);
  const [from, to] = [factorOf(args.from_speed, 1), factorOf(args.to_speed, 1)];
  const knots = /smooth|ease|soft|平滑|缓/i.test(args.ease ?? '') ? eased(from, to) : straight(from, to);
  return { draft: selection.draft, ids: selection.ids, knots, said: selection.said, moment: null };
}

/** Down, slow, and up again, around a moment. */
function aroundMoment(draft: Draft, args: Given, context: OperationContext): RampPlan {
  const where = whereOf(draft, { clip: args.clip }, context);
  const length = where.range.end - where.range.start;
  const moment = where.range.start + pointWithin(args.at ?? 0, length);
  const slow = factorOf(args.factor, USUAL_SLOW);
  const reach = APPROACH_MS + HOLD_MS / 2;
  const range = {
    start: Math.max(where.range.start, moment - reach),
    end: Math.min(where.range.end, moment + reach),
  };
  const isolated = isolate(draft, range, context.facts);
  if (isolated.ids.size === 0)
    throw fail('draft.outside', { wanted: clock(moment), length: clock(draftLength(draft)) });
  const share = (ms: Ms): number => Math.min(1, Math.max(0, (ms - range.start) / (range.end - range.start)));
  const knots = [
    { x: 0, speed: 1 },
    { x: share(moment - HOLD_MS / 2), speed: slow },
    { x: share(moment + HOLD_MS / 2), speed: slow },
    { x: 1, speed: 1 },
  ].filter((knot, i, all) => i === 0 || knot.x > (all[i - 1]?.x ?? 0) + 0.01);
  return { ...isolated, knots, said: where.kind === 'all' ? say('the video', '视频') : say('it', '它'), moment };
}

function factorOf(value: number | string | undefined, usual: number): number {
  if (value === undefined) return usual;
  const change = parseFactor(value);
  if (change === null || !(change.factor >= SLOWEST && change.factor <= FASTEST))
    throw fail('draft.unclear_value', {
      text: shown(String(value)),
      expected: say('a speed from {slowest} to {fastest}', '{slowest} 到 {fastest} 倍的速度', {
        slowest: SLOWEST,
        fastest: FASTEST,
      }),
    });
  return change.factor;
}

const straight = (from: number, to: number): Knot[] => [
  { x: 0, speed: from },
  { x: 1, speed: to },
];

/** Smoothstep in four even pieces: the mean stays that of the straight ramp. */
function eased(from: number, to: number): Knot[] {
  const shares = [0, 0.15625, 0.5, 0.84375, 1];
  const speeds = shares.map((share) => from + (to - from) * share);
  const spans = speeds.slice(1).map((speed, i) => (speed + (speeds[i] ?? speed)) / 2);
  const whole = spans.reduce((sum, span) => sum + span, 0);
  let x = 0;
  return speeds.map((speed, i) => {
    if (i > 0) x += (spans[i - 1] ?? 0) / whole;
    return { x: i === shares.length - 1 ? 1 : x, speed };
  });
}

/** The speed at a share of the source: its square grows evenly where the speed grows evenly in time. */
function speedAtShare(knots: readonly Knot[], x: number): number {
  const next = Math.max(
    1,
    knots.findIndex((knot) => knot.x >= x - 1e-9),
  );
  const [a, b] = [knots[next - 1] ?? knots[0], knots[next] ?? knots.at(-1)];
  if (a === undefined || b === undefined) return 1;
  const share = b.x === a.x ? 1 : Math.min(1, Math.max(0, (x - a.x) / (b.x - a.x)));
  return Math.sqrt(a.speed ** 2 + (b.speed ** 2 - a.speed ** 2) * share);
}

/** Lays the speeds over each run of selected clips that follow each other. */
function ramped({ draft, ids, knots }: RampPlan, context: OperationContext): Draft {
  const isMeant = ({ segment }: Part): boolean =>
    segment !== null && ids.has(segment.id) && !standsStill(segment, context.facts);
  let made = draft;
  const parts: Part[] = [];
  let run: Part[] = [];
  const close = (): void => {
    const whole = run.reduce((sum, { segment }) => sum + (segment === null ? 0 : segment.duration * segment.speed), 0);
    let passed = 0;
    for (const part of run) {
      const { segment } = part;
      if (segment === null) continue;
      const span = segment.duration * segment.speed;
      const within = { start: passed / whole, end: (passed + span) / whole };
      passed += span;
      for (const [i, piece] of pacedPieces(part, segment, { knots, within }).entries()) {
        const [id, next] = i === 0 ? [segment.id, made] : freshId(made, 'seg');
        made = next;
        const shownPiece = smoothed({ ...piece.segment, id }, made, context.facts);
        parts.push({ ...piece.part, segment: shownPiece, duration: shownPiece.duration });
      }
    }
    run = [];
  };
  for (const part of partsOf(draft)) {
    if (isMeant(part)) run.push(part);
    else {
      close();
      parts.push(part);
    }
  }
  close();
  return parts.some(isMeant) ? layOut(made, parts) : draft;
}

type Pacing = { readonly knots: readonly Knot[]; readonly within: { readonly start: number; readonly end: number } };

/** A segment cut where the speed begins to change in another way, each piece with its own even change. */
function pacedPieces(
  part: Part,
  segment: VideoSegment,
  { knots, within }: Pacing,
): { part: Part; segment: VideoSegment }[] {
  const share = within.end - within.start;
  const plain = unramped(segment);
  const inner = knots.filter(({ x }) => x > within.start + 0.001 && x < within.end - 0.001).map(({ x }) => x);
  const edges = [within.start, ...inner, within.end];
  const offset = (x: number): Ms => Math.round(((x - within.start) / share) * plain.duration);
  return edges.slice(1).map((end, i) => {
    const start = edges[i] ?? within.start;
    const [from, to] = [offset(start), offset(end)];
    const cut = sliceVideo(plain, from, to, false);
    const pace = rampOf(speedAtShare(knots, start), speedAtShare(knots, end));
    // Rounded down: the last frame of the source must not be run past.
    const duration = Math.max(1, Math.floor(((to - from) * segment.speed) / pace.speed));
    const made = { ...cut, ...pace, duration };
    // What lay over the clip goes where its pictures are: by their source, whatever the pace was and is.
    const whole = within.start === start && within.end === end;
    const [sourceFrom, sourceTo] = [from * plain.speed, to * plain.speed];
    const begin = whole ? 0 : Math.round(reachedAt(segment, sourceFrom));
    const until = whole ? segment.duration : Math.round(reachedAt(segment, sourceTo));
    const range = part.from === null ? null : { start: part.from.start + begin, end: part.from.start + until };
    const along = steps(sourceTo - sourceFrom).map(
      (played) =>
        [
          Math.round(reachedAt(segment, sourceFrom + played)) - begin,
          Math.min(duration, Math.round(reachedAt(made, played))),
        ] as const,
    );
    return { part: { ...part, from: range, along }, segment: made };
  });
}
