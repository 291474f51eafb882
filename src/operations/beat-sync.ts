import * as z from 'zod';
import { fail } from '../base/errors.ts';
import type { Said } from '../base/lang.ts';
import { shown } from '../base/text.ts';
import { clock, type Ms } from '../base/time.ts';
import { type BeatGrid, beatAfter, gridOfClips, gridOfMusic } from '../draft/beat-grid.ts';
import type { Facts } from '../draft/facts.ts';
import type { Draft, VideoSegment } from '../draft/model.ts';
import {
  audioSegments,
  draftLength,
  endOf,
  frameMs,
  mainSegments,
  mapMain,
  mayHoldSpeech,
  onFrame,
  standsStill,
} from '../draft/queries.ts';
import { sourceAt } from '../draft/ramp.ts';
import { layOut, type Part, partsCutAt } from '../draft/ripple.ts';
import { done, type Outcome, operation } from './operation.ts';
import { say } from './phrase.ts';
import { requireMain } from './resolve.ts';

/** A shot shorter than this is not seen, in ms. */
const SHORTEST_SHOT = 160;
/** How far a cut may be moved to its beat, in beats, when a nearer one would cut into speech. */
const REACH = 2;
/** A single take is cut about so often when nobody says, in ms: every bar, or every half of a slow one. */
const USUAL_SHOT = 2200;
/** Every other part of a single take is this much closer. */
const PUNCH_IN = 1.14;
/** More cuts than this are no edit. */
const MOST_CUTS = 1500;
/** Music is composed to the length of the video, and the length follows from the cuts: so many times at most. */
const ROUNDS = 6;

const Args = z.object({
  every: z
    .union([z.number(), z.string().max(40)])
    .optional()
    .describe('On which beats: 1, 2, "2nd beat", "bar", "half bar"'),
  target: z.string().max(80).optional().describe('"cuts" (as usual) or "drop": the cut nearest to the drop lies on it'),
  speech: z.boolean().optional().describe('True: cuts may lie inside speech'),
});

/** Puts the cuts on the beats of the music. */
export const beatSync = operation({
  name: 'beat_sync',
  summary:
    'Moves the cuts to the beats of the music (or of the clips’ own sound), photos to a number of beats each; a single take is cut at beats and alternately punched in. Never cuts into speech unless asked.',
  args: Args,
  needs: (_args, draft) => [
    ...audioSegments(draft, 'music').flatMap(({ source }) =>
      source.kind === 'asset' ? [{ asset: source.asset, fact: 'beats' as const }] : [],
    ),
    ...[...new Set(mainSegments(draft).map((s) => s.asset))].flatMap((asset) => [
      { asset, fact: 'silence' as const },
      ...(audioSegments(draft, 'music').length === 0 ? [{ asset, fact: 'beats' as const }] : []),
    ]),
  ],
  apply: (draft, args, { facts }) => {
    const main = requireMain(draft);
    const every = args.every === undefined ? null : everyOf(args.every);
    const how = { every, speech: args.speech === true, toDrop: /drop|高潮/i.test(args.target ?? '') };
    const grid = gridOfMusic(draft, facts, draftLength(draft)) ?? gridOfClips(draft, facts);
    if (grid === null) throw fail('draft.needs', { what: say('music with a beat', '有节拍的音乐') });
    const isOneTake = main.length === 1 || main.every((s) => s.asset === main[0]?.asset && !standsStill(s, facts));
    if (isOneTake && (main.length === 1 || every !== null)) return cutTake(draft, grid, how, facts);
    return cutsMoved(draft, how, facts);
  },
  examples: [
    { en: 'sync the cuts to the beat', zh: '画面跟着节拍卡点' },
    { en: 'cut on every 2nd beat', zh: '每两拍切一次' },
  ],
});

type How = { readonly every: number | null; readonly speech: boolean; readonly toDrop: boolean };

/** One take cut at beats: picture and sound play on, every other part is closer. */
function cutTake(draft: Draft, grid: BeatGrid, { every, toDrop }: How, facts: Facts): Outcome {
  const length = draftLength(draft);
  const beat = 60_000 / grid.bpm;
  const step = every ?? [4, 2, 8, 1].find((n) => n * beat <= USUAL_SHOT * 1.25) ?? 1;
  const first = beatAfter(grid.beats, grid.bars[0] ?? 0);
  const places = grid.beats
    .filter((_, i) => i >= first % step && (i - first) % step === 0)
    .map((at) => onFrame(at, draft))
    .filter((at) => at > SHORTEST_SHOT && at < length - SHORTEST_SHOT);
  if (toDrop && grid.drop !== null) places.push(onFrame(grid.drop, draft));
  const cuts = [...new Set(places)].toSorted((a, b) => a - b).slice(0, MOST_CUTS);
  if (cuts.length === 0) return nothing(draft);
  const before = new Set(mainSegments(draft).map((s) => s.start));
  const laid = layOut(draft, partsCutAt(draft, cuts, facts));
  let isClose = false;
  const after = mapMain(laid, (segment) => {
    if (segment.start > 0 && !before.has(segment.start)) isClose = !isClose;
    else isClose = false;
    const { placement } = segment;
    return isClose ? { ...segment, placement: { ...placement, scale: placement.scale * PUNCH_IN } } : segment;
  });
  return done(
    after,
    say(
      'Cut the take on the beat at {bpm} bpm: {count} {count:cut|cuts}, every other part a little closer.',
      '按 {bpm} bpm 的节拍切了 {count} 刀，每隔一段画面略微推近。',
      { bpm: Math.round(grid.bpm), count: cuts.length },
    ),
  );
}

type Moved = { readonly parts: readonly Part[]; readonly onBeat: number; readonly kept: number; readonly length: Ms };

/** Several clips: each is shortened or lengthened until its end lies on a beat. */
function cutsMoved(draft: Draft, how: How, facts: Facts): Outcome {
  let length = draftLength(draft);
  let best: { draft: Draft; moved: Moved; grid: BeatGrid } | null = null;
  for (let round = 0; round < ROUNDS; round++) {
    const grid = gridOfMusic(draft, facts, length) ?? gridOfClips(draft, facts);
    if (grid === null) break;
    const moved = movedTo(draft, grid, how, { facts, length });
    best = { draft: layOut(draft, [...moved.parts]), moved, grid };
    if (Math.abs(moved.length - length) < 1) break;
    length = moved.length;
  }
  if (best === null) return nothing(draft);
  const { onBeat, kept } = best.moved;
  const bpm = Math.round(best.grid.bpm);
  const notes: Said[] =
    kept === 0
      ? []
      : [
          say(
            '{kept} {kept:cut stays|cuts stay} where {kept:it was|they were}: a beat would have cut into speech, or the clip has nothing more to show.',
            '有 {kept} 处剪切保持原位：移到节拍上会切断说话，或素材不够长。',
            { kept },
          ),
        ];
  const { drop } = best.grid;
  if (how.toDrop && drop !== null && !mainSegments(best.draft).some((s) => Math.abs(s.start - drop) <= frameMs(draft)))
    notes.push(
      say('No cut could be moved onto the drop at {time}.', '没有剪切可以移到 {time} 的高潮处。', {
        time: clock(drop),
      }),
    );
  if (onBeat === 0) return done(draft, nothing(draft).said, notes);
  return done(
    best.draft,
    say(
      'Put {onBeat} {onBeat:cut|cuts} on the beat of the music at {bpm} bpm.',
      '已将 {onBeat} 处剪切对齐到音乐节拍（{bpm} bpm）。',
      { onBeat, bpm },
    ),
    notes,
  );
}

const nothing = (draft: Draft): Outcome =>
  done(draft, say('There is no cut to put on a beat; nothing was changed.', '没有可以对齐节拍的剪切，没有改动。'));

function movedTo(draft: Draft, grid: BeatGrid, how: How, { facts, length }: { facts: Facts; length: Ms }): Moved {
  const main = mainSegments(draft);
  const parts: Part[] = [];
  let [onBeat, kept, at] = [0, 0, 0];
  /** How far the source of the next clip moves, where it goes on with the take of the one before. */
  let rolled = 0;
  for (const [i, given] of main.entries()) {
    const segment =
      rolled === 0
        ? given
        : { ...given, in: Math.round(given.in + rolled * given.speed), duration: given.duration - rolled };
    const next = main[i + 1];
    const most = longestOf(segment, facts);
    let end = Math.min(at + most, i === main.length - 1 ? Math.max(length, at + SHORTEST_SHOT) : at + segment.duration);
    rolled = 0;
    if (next !== undefined) {
      const wanted = wantedEnd(grid, { segment, at, most }, how, facts);
      const found = wanted === null ? null : within(onFrame(wanted, draft), at + most, draft);
      if (found === null) kept++;
      else {
        onBeat++;
        // Two parts of one take: what one gains the other loses, or a moment would be seen twice.
        if (isOneTake(given, next) && Math.abs(found - end) < next.duration - SHORTEST_SHOT)
          rolled = found - (at + segment.duration);
        end = found;
      }
    }
    end = Math.max(end, at + frameMs(draft));
    const duration = Math.round(end - at);
    const shortened = shownFor(segment, duration);
    const from = { start: given.start, end: Math.min(endOf(given), given.start + duration) };
    parts.push({ segment: shortened, duration, from });
    at += duration;
  }
  return { parts, onBeat, kept, length: at };
}

/** A place between frames that is not later than another: the frame before where it is. */
const within = (at: Ms, latest: Ms, draft: Draft): Ms =>
  at <= latest ? at : Math.min(latest, onFrame(at - frameMs(draft), draft));

/** The clip for another length, from the same beginning. */
function shownFor(segment: VideoSegment, duration: Ms): VideoSegment {
  if (!segment.reverse) return { ...segment, duration };
  return {
    ...segment,
    duration,
    in: Math.max(0, Math.round(segment.in + (segment.duration - duration) * segment.speed)),
  };
}

const isOneTake = (a: VideoSegment, b: VideoSegment): boolean =>
  a.asset === b.asset &&
  a.speed === b.speed &&
  !a.reverse &&
  !b.reverse &&
  !a.freeze &&
  !b.freeze &&
  Math.abs(b.in - (a.in + a.duration * a.speed)) <= 2;

/** The longest that a clip can be shown. */
function longestOf(segment: VideoSegment, facts: Facts): Ms {
  const asset = facts.assets.get(segment.asset);
  if (asset === undefined || segment.freeze || standsStill(segment, facts)) return Number.POSITIVE_INFINITY;
  if (segment.reverse) return Math.floor(segment.duration + segment.in / segment.speed);
  return Math.max(segment.duration, Math.floor((asset.probe.duration - segment.in) / segment.speed));
}

/** The beat on which a clip shall end; null where none suits. */
function wantedEnd(
  grid: BeatGrid,
  { segment, at, most }: { segment: VideoSegment; at: Ms; most: Ms },
  { every, speech, toDrop }: How,
  facts: Facts,
): Ms | null {
  // A changed speed within the clip belongs to its whole length.
  if ('ramp' in segment && segment.ramp !== undefined) return null;
  const least = at + SHORTEST_SHOT;
  const usual = at + segment.duration;
  const isStill = standsStill(segment, facts);
  const { beats, drop } = grid;
  const beat = 60_000 / grid.bpm;
  if (isStill && every !== null) return beats[beatAfter(beats, at - beat / 4) + every] ?? null;
  if (toDrop && drop !== null && Math.abs(drop - usual) < 4 * beat && drop >= least && drop <= at + most) return drop;
  const near = beatAfter(beats, usual - REACH * beat);
  const candidates = beats
    .slice(near, near + 2 * REACH + 2)
    .filter((one) => one >= least && one <= at + most && Math.abs(one - usual) <= REACH * beat)
    .toSorted((a, b) => Math.abs(a - usual) - Math.abs(b - usual));
  const mayCut = (one: Ms): boolean => speech || isStill || !cutsSpeech(segment, one - at, facts);
  // Where the cut lies in speech already, the nearest beat makes it no worse.
  return candidates.find(mayCut) ?? (mayCut(usual) ? null : (candidates[0] ?? null));
}

/** Whether somebody speaks where a clip would end. */
function cutsSpeech(segment: VideoSegment, after: Ms, facts: Facts): boolean {
  const asset = facts.assets.get(segment.asset);
  if (asset?.silence == null || segment.volume === 0 || !mayHoldSpeech(asset)) return false;
  const at = sourceAt(segment, after);
  return at < asset.probe.duration - 1 && !asset.silence.silences.some(([from, to]) => at >= from && at <= to);
}

/** Every how many beats: `2`, `"2nd beat"`, `"bar"`, `"half bar"`, `"每两拍"`. */
function everyOf(every: number | string): number {
  const text = String(every).normalize('NFKC').trim().toLowerCase();
  const number = /\d+/.exec(text);
  const counted = number === null ? null : Number(number[0]);
  if (/half (?:a )?bar|半小节/.test(text)) return 2;
  if (/bar|measure|小节/.test(text)) return 4 * (counted ?? 1);
  if (counted !== null && counted >= 1 && counted <= 64) return counted;
  if (/second|other|两|二|隔/.test(text)) return 2;
  if (/fourth|四/.test(text)) return 4;
  if (/third|三/.test(text)) return 3;
  if (/beat|each|every|single|拍|每/.test(text)) return 1;
  throw fail('draft.unclear_value', {
    text: shown(text),
    expected: say('a number of beats, such as 2 or "bar"', '拍数，例如 2 或“小节”'),
  });
}
