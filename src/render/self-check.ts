import { type Ms, type Range, secondsOfFrame, subtractRanges } from '../base/time.ts';
import type { LoudnessFacts } from '../draft/facts.ts';
import type { FileScan, Stretch } from '../draft/file-scan.ts';
import type { Master } from '../draft/model.ts';
import type { Span } from '../protocol/chunk.ts';
import { FORMATS, type Format } from './formats.ts';
import type { RenderPlan } from './plan/plan.ts';

/** One thing that was looked at. A `fault` is a file that is not what was planned; a `notice` may be meant. */
export type CheckItem = {
  readonly rule: 'frames' | 'length' | 'start' | 'rate' | 'drift' | 'loudness' | 'peak' | 'black' | 'frozen';
  readonly ok: boolean;
  readonly weight: 'fault' | 'notice';
  readonly found: string;
  readonly wanted: string;
};

/** What the look at a finished file came to. `ok`: no fault. Stretches that the draft does not explain are in ms. */
export type SelfCheck = {
  readonly ok: boolean;
  readonly items: readonly CheckItem[];
  /** By how much sound ends after the picture; null where one of them is missing. */
  readonly driftMs: number | null;
  readonly black: readonly Range[];
  readonly frozen: readonly Range[];
};

/** What the file should be. */
export type Expected = {
  readonly plan: RenderPlan;
  readonly format: Format;
  readonly master: Master;
  readonly loudness: LoudnessFacts;
};

/** A peak may exceed the ceiling by so much: the limiter's own measure and rounding, in dB. */
const PEAK_SLACK_DB = 0.2;
/** So far from the wanted loudness nobody hears a difference, in LU. */
const LOUDNESS_SLACK_LU = 1;
/** Unexplained stretches shorter than this are no news, in ms. */
const NEWS_MS = 1000;
/** WebM and Opus count in milliseconds and in packets of 20 ms; AAC in packets that are cut off exactly. */
const COARSE_S = 0.021;

/** The check of a file that cannot be read back. */
export const UNREADABLE: SelfCheck = {
  ok: false,
  items: [{ rule: 'frames', ok: false, weight: 'fault', found: 'a file that cannot be read', wanted: 'a whole file' }],
  driftMs: null,
  black: [],
  frozen: [],
};

/** Compares a finished file with its plan. Pure; the facts come from the packets and from the sound's own measurement. */
export function selfCheck(scan: FileScan, expected: Expected): SelfCheck {
  const { plan, format } = expected;
  const frame = 1 / (plan.rate.num / plan.rate.den);
  const seconds = secondsOfFrame(plan.frames, plan.rate);
  const { video, audio } = scan;
  const items: CheckItem[] = [];
  const add = (rule: CheckItem['rule'], ok: boolean, found: string, wanted: string): void => {
    items.push({ rule, ok, weight: 'fault', found, wanted });
  };
  const { kind } = FORMATS[format];
  const slack = Math.max(frame / 2, COARSE_S);
  let driftMs: number | null = null;
  if (kind !== 'sound') {
    add('frames', video?.frames === plan.frames, `${video?.frames ?? 0}`, `${plan.frames}`);
    const length = video === null ? 0 : video.end - video.start;
    add('length', Math.abs(length - seconds) <= slack, inSeconds(length), inSeconds(seconds));
    add('start', Math.abs(video?.start ?? 1) <= 0.001, inSeconds(video?.start ?? 0), inSeconds(0));
    if (kind === 'video')
      add('rate', video?.constantRate === true, video?.constantRate === true ? 'constant' : 'variable', 'constant');
  } else if (audio !== null) {
    // MP3 has whole packets only, and a run-in before the first sample.
    const packet = format === 'mp3' ? 0.05 : slack;
    add(
      'length',
      Math.abs(audio.end - audio.start - seconds) <= packet,
      inSeconds(audio.end - audio.start),
      inSeconds(seconds),
    );
  }
  if (kind === 'video' && video !== null && audio !== null) {
    const drift = audio.end - video.end;
    driftMs = Math.round(drift * 10_000) / 10;
    const apart = Math.max(Math.abs(drift), Math.abs(audio.start - video.start));
    add('drift', apart <= slack, `${Math.round(apart * 10_000) / 10} ms`, `at most ${Math.round(slack * 1000)} ms`);
  } else if (kind === 'video') add('drift', false, 'no sound', 'a track of sound');
  if (kind === 'video' || kind === 'sound') items.push(...soundItems(expected));
  const [black, frozen] = kind === 'video' && video !== null ? unexplained(video, plan) : [[], []];
  for (const [rule, found] of [
    ['black', black],
    ['frozen', frozen],
  ] as const) {
    if (kind === 'video')
      items.push({ rule, ok: found.length === 0, weight: 'notice', found: listed(found), wanted: 'none' });
  }
  return { ok: items.every((item) => item.ok || item.weight === 'notice'), items, driftMs, black, frozen };
}

const inSeconds = (seconds: number): string => `${Math.round(seconds * 1000) / 1000} s`;
const listed = (ranges: readonly Range[]): string =>
  ranges.length === 0 ? 'none' : ranges.map(({ start, end }) => `${start / 1000}–${end / 1000} s`).join(', ');

function soundItems({ master, loudness }: Expected): CheckItem[] {
  const { integrated, truePeak } = loudness;
  const items: CheckItem[] = [];
  if (truePeak !== null) {
    const ok = truePeak <= master.peakDb + PEAK_SLACK_DB;
    items.push({
      rule: 'peak',
      ok,
      weight: 'fault',
      found: `${truePeak.toFixed(1)} dBTP`,
      wanted: `at most ${master.peakDb} dBTP`,
    });
  }
  if (integrated !== null && master.targetLufs !== null) {
    const ok = Math.abs(integrated - master.targetLufs) <= LOUDNESS_SLACK_LU;
    // A recording that is nothing but noise, or far too quiet, is left as it is on purpose.
    items.push({
      rule: 'loudness',
      ok,
      weight: 'notice',
      found: `${integrated.toFixed(1)} LUFS`,
      wanted: `${master.targetLufs} LUFS`,
    });
  }
  return items;
}

/** Black and frozen stretches beyond those that the plan itself asks for. */
function unexplained(
  video: { black: readonly Stretch[]; frozen: readonly Stretch[] },
  plan: RenderPlan,
): [Range[], Range[]] {
  const meant = plannedStills(plan);
  const rest = (found: readonly Stretch[], holes: readonly Range[]): Range[] =>
    found
      .flatMap(({ start, end }) =>
        subtractRanges({ start: Math.round(start * 1000), end: Math.round(end * 1000) }, holes),
      )
      .filter(({ start, end }) => end - start >= NEWS_MS);
  const black = rest(video.black, meant.black);
  // What is black stands still, too: once is enough.
  const blackAnywhere = video.black.map(({ start, end }) => ({
    start: Math.floor(start * 1000),
    end: Math.ceil(end * 1000),
  }));
  return [black, rest(video.frozen, [...meant.still, ...blackAnywhere])];
}

/** Where the plan shows nothing, and where it shows something that does not move. */
function plannedStills({ chunks, rate }: RenderPlan): { black: Range[]; still: Range[] } {
  const black: Range[] = [];
  const still: Range[] = [];
  let frame = 0;
  for (const span of chunks.flatMap((chunk) => chunk.spans)) {
    const ms = (n: number): Ms => Math.round(secondsOfFrame(n, rate) * 1000);
    const range = { start: ms(frame), end: ms(frame + span.frames) };
    frame += span.frames;
    if (span.base.kind === 'empty' || span.fade !== null) black.push(range);
    if (isStill(span)) still.push(range);
  }
  return { black, still };
}

/** A photo, a frozen frame, nothing at all. */
const isStill = ({ base }: Span): boolean =>
  base.kind === 'empty' || (base.kind === 'one' && (base.layer.still || base.layer.step === 0));
