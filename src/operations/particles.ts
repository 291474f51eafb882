import { fail } from '../base/errors.ts';
import { shown } from '../base/text.ts';
import { overlaps, type Range } from '../base/time.ts';
import { track } from '../draft/build.ts';
import type { Graphic } from '../draft/graphic.ts';
import type { Draft, TextSegment, Track } from '../draft/model.ts';
import { type KnownParticles, USUAL_PARTICLES } from '../draft/particle-names.ts';
import { draftLength, mapSegments, rangeOf, textSegments } from '../draft/queries.ts';
import { freshId } from '../draft/ripple.ts';
import type { WhereArgs } from './args.ts';
import { drawnSegment } from './graphics.ts';
import { done, type OperationContext, type Outcome } from './operation.ts';
import { say } from './phrase.ts';
import { withoutSegments } from './remove-side.ts';
import { whereOf, whereSaid } from './resolve.ts';
import { strengthOf } from './strength.ts';
import { colorByWords } from './text-look.ts';

/** How long a burst lasts where somebody says when it begins and nobody when it ends, in ms. */
const MOMENT_MS = 4000;
/** They come and go softly, in ms. */
const COMING = { name: 'fade', duration: 400 } as const;

type Args = WhereArgs & { readonly amount?: number | string | undefined; readonly color?: string | undefined };
type Particles = Extract<Graphic, { kind: 'particles' }>;

/** The particles of a draft, of one kind or of all. */
export function particlesOf(draft: Draft, known: KnownParticles | null): TextSegment[] {
  return textSegments(draft, 'graphic').filter(
    ({ graphic }) => graphic?.kind === 'particles' && (known === null || graphic.design === known.name),
  );
}

/**
 * Lets something fall, rise or glow over a stretch, below all texts; the same kind gives way where it stood. Of what is
 * there already, "more" and "less" change the amount and nothing else.
 */
export function withParticles(draft: Draft, known: KnownParticles, args: Args, context: OperationContext): Outcome {
  const color = colorOf(args.color);
  const present = particlesOf(draft, known);
  if (present.length > 0 && isRelative(args.amount) && args.from === undefined && args.clip === undefined) {
    return changed(draft, present, known, args);
  }
  const where = whereOf(draft, args, context);
  const ranges = lasting(
    where.kind === 'clips' ? joined(where.clips.map(({ range }) => range)) : [where.range],
    known,
    args,
    draftLength(draft),
  );
  const graphic: Particles = {
    kind: 'particles',
    design: known.name,
    amount: strengthOf(args.amount, USUAL_PARTICLES),
    color,
    seed: 1,
  };
  const gone = new Set(
    present.filter((one) => ranges.some((range) => overlaps(rangeOf(one), range))).map(({ id }) => id),
  );
  const after = ranges.reduce((made, range) => laidBelow(made, known, graphic, range), withoutSegments(draft, gone));
  const [only] = ranges;
  const span =
    where.kind === 'range' && only !== undefined
      ? whereSaid({ kind: 'range', clips: [], range: only }, context.facts)
      : whereSaid(where, context.facts);
  return done(after, say('Put {effect} on {said}.', '{said}加了{effect}。', { effect: known.said, said: span }));
}

/** Takes them away; what to do where there are none is for the caller to say. */
export const withoutParticles = (draft: Draft, known: KnownParticles | null): Draft =>
  withoutSegments(draft, new Set(particlesOf(draft, known).map(({ id }) => id)));

const isRelative = (amount: Args['amount']): boolean =>
  /^(?:more|less|fewer|heavier|lighter|stronger|weaker|更多|更少|多一?点|少一?点|大一?点|小一?点)$/i.test(
    String(amount ?? '').trim(),
  );

function changed(draft: Draft, present: readonly TextSegment[], known: KnownParticles, { amount }: Args): Outcome {
  const isMore = /more|heav|strong|多|大/i.test(String(amount));
  const ids = new Set(present.map(({ id }) => id));
  const after = mapSegments(draft, (segment) => {
    if (segment.kind !== 'text' || segment.graphic?.kind !== 'particles' || !ids.has(segment.id)) return segment;
    const scaled = segment.graphic.amount * (isMore ? 1.6 : 0.6);
    const rounded = Math.round(Math.min(1, Math.max(0.05, scaled)) * 100) / 100;
    return { ...segment, graphic: { ...segment.graphic, amount: rounded } };
  });
  return done(
    after,
    isMore
      ? say('More of it: {effect}.', '{effect}更多了。', { effect: known.said })
      : say('Less of it: {effect}.', '{effect}更少了。', { effect: known.said }),
  );
}

function colorOf(words: string | undefined): string | null {
  if (words === undefined) return null;
  const color = colorByWords(words);
  if (color === null)
    throw fail('draft.unclear_value', {
      text: shown(words),
      expected: say('a colour such as yellow or #ffd60a', '一个颜色，例如黄色或 #ffd60a'),
    });
  return color;
}

/** Stretches that meet are one: nothing begins anew at a cut. */
function joined(ranges: readonly Range[]): Range[] {
  return ranges
    .toSorted((a, b) => a.start - b.start)
    .reduce<Range[]>((all, range) => {
      const last = all.at(-1);
      return last !== undefined && last.end >= range.start
        ? [...all.slice(0, -1), { start: last.start, end: Math.max(last.end, range.end) }]
        : [...all, range];
    }, []);
}

/** A burst that begins at a moment is over after a while; one at the end or the beginning lasts long enough to be seen. */
const lasting = (
  ranges: readonly Range[],
  { isMoment }: KnownParticles,
  { from, to, part }: Args,
  length: number,
): Range[] =>
  ranges.map(({ start, end }) => {
    if (!isMoment) return { start, end };
    if (part !== undefined && end - start < MOMENT_MS)
      return start === 0
        ? { start, end: Math.min(length, MOMENT_MS) }
        : { start: Math.max(0, Math.min(start, end - MOMENT_MS)), end };
    return from !== undefined && to === undefined ? { start, end: Math.min(end, start + MOMENT_MS) } : { start, end };
  });

/** Puts them on a text track below all that have words, where a track of particles has no room on a new one. */
function laidBelow(draft: Draft, known: KnownParticles, graphic: Particles, range: Range): Draft {
  const [id, numbered] = freshId(draft, 'txt');
  const segment = drawnSegment(id, {
    text: known.sign,
    range,
    x: 0.5,
    y: 0.5,
    over: { animateIn: COMING, animateOut: COMING, graphic },
  });
  const isOfParticles = (t: Track): boolean =>
    t.type === 'text' && t.segments.every((s) => s.graphic?.kind === 'particles' && !overlaps(rangeOf(s), range));
  const first = numbered.tracks.findIndex((t) => t.type === 'text');
  const found = numbered.tracks.find(isOfParticles);
  if (found !== undefined && found.type === 'text') {
    const filled = { ...found, segments: [...found.segments, segment].toSorted((a, b) => a.start - b.start) };
    return { ...numbered, tracks: numbered.tracks.map((t) => (t === found ? filled : t)) };
  }
  const [trackId, made] = freshId(numbered, 'trk');
  const added = { ...track(trackId, 'text', 'titles'), segments: [segment] };
  return { ...made, tracks: made.tracks.toSpliced(first < 0 ? made.tracks.length : first, 0, added) };
}
