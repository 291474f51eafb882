import { type TransitionRecipe, transitionNamed } from '../../draft/transition-names.ts';
import type { Size } from './geometry.ts';
import { constant, evenly, mapped, peaking, smoothly, type TimeCurve, viewed } from './time-curve.ts';
import { digits, toWorking, type Wiring } from './wiring.ts';

/** How far a transition is when the span begins, in frames, and how long the whole is. */
export type Progress = { readonly elapsed: number; readonly length: number };

const DEFAULT: TransitionRecipe = { xfade: 'fade', ease: 'even', over: 'none' };

/** Ticks per unit of progress: fine enough that no curve shows steps. */
const TICKS = 1_000_000;

/** From picture `from` to picture `into`, both covering the canvas. A name that is not known cross-fades. */
export function transitionNodes(
  wiring: Wiring,
  pair: { readonly from: string; readonly into: string; readonly name: string },
  progress: Progress,
  canvas: Size,
): string {
  const { xfade, ease, over } = transitionNamed(pair.name)?.recipe ?? DEFAULT;
  const time = evenly(progress);
  const peak = peaking(time);
  const punched = (input: string): string => {
    const zoom = (frame: string): string => `(1+0.35*${peak.expression(frame)})`;
    return over === 'punch' ? viewed(wiring, input, { zoom, x: constant(0.5), y: constant(0.5) }) : input;
  };
  const moved = blendBy(wiring, [punched(pair.from), punched(pair.into)], { xfade, progress: eased(ease, time) });
  return toWorking(wiring, over === 'none' ? moved : overlaid(wiring, moved, over, { peak, canvas }), 'yuv420p');
}

function eased(ease: TransitionRecipe['ease'], time: TimeCurve): TimeCurve {
  if (ease === 'even') return time;
  // Smoothstep twice: nine tenths of the way in the middle half.
  return ease === 'smooth' ? smoothly(time) : smoothly(smoothly(time));
}

/**
 * FFmpeg's xfade from the first to the second input, as far as `progress` (0–1) says. xfade reads its progress off the
 * clock, so the clock is bent: any curve is possible, also one that returns.
 */
export function blendBy(
  wiring: Wiring,
  [from, into]: readonly [string, string],
  { xfade, progress }: { xfade: string; progress: TimeCurve },
): string {
  const expr = `round(${TICKS}*(${progress.expression('N')}))`;
  const bend = (input: string): string =>
    wiring.add('setpts', { expr }, wiring.add('settb', { expr: `1/${TICKS}` }, input));
  // xfade counts from the first frame's clock; a negative offset tells it how far that one already was.
  const options = { transition: xfade, duration: 1, offset: digits(-progress.first) };
  const blend = (a: string, b: string): string => wiring.add('xfade', options, bend(a), bend(b));
  const blended = xfade === 'fade' ? byPlanes(wiring, [from, into], blend) : blend(from, into);
  const { num, den } = wiring.rate;
  return wiring.add('setpts', { expr: 'N' }, wiring.add('settb', { expr: `${den}/${num}` }, blended));
}

/**
 * xfade knows 4:4:4 and gray alone. A cross-fade is the same for each sample wherever it stands, so the planes go through
 * it as they are: 1.3 ms instead of 12 for Full HD, without resampling colours twice.
 */
function byPlanes(
  wiring: Wiring,
  pair: readonly [string, string],
  blend: (from: string, into: string) => string,
): string {
  const [from, into] = pair.map((input) =>
    wiring.add('extractplanes', { planes: 'y+u+v' }, toWorking(wiring, input, 'yuv420p')),
  ) as [string, string];
  const planes = ['', ':1', ':2'].map((pad) => blend(`${from}${pad}`, `${into}${pad}`));
  const map = { map0s: 0, map0p: 0, map1s: 1, map1p: 0, map2s: 2, map2p: 0, format: 'yuv420p' };
  const merged = wiring.add('mergeplanes', map, ...planes);
  return wiring.add('setparams', { range: 'tv', colorspace: 'bt709' }, merged);
}

type Peaked = { readonly peak: TimeCurve; readonly canvas: Size };

/** Lays something over a transition that is strongest in its middle, where it hides the change. */
function overlaid(
  wiring: Wiring,
  input: string,
  over: Exclude<TransitionRecipe['over'], 'none'>,
  { peak, canvas: { width, height } }: Peaked,
): string {
  const [plain, copy] = wiring.split(input);
  const mix = (other: string, progress: TimeCurve): string =>
    blendBy(wiring, [plain, other], { xfade: 'fade', progress });
  const blurred = (across: number, along: number): string =>
    wiring.soften(copy, { width, height }, { across, along, steps: 2 });
  switch (over) {
    case 'blur-across':
      return mix(blurred(width / 24, 0.3), peak);
    case 'blur-along':
      return mix(blurred(0.3, height / 24), peak);
    case 'soft':
      return mix(
        blurred(width / 50, width / 50),
        mapped(
          peak,
          (p) => `min(1,1.6*${p})`,
          (p) => Math.min(1, 1.6 * p),
        ),
      );
    case 'punch':
      return mix(blurred(width / 200, width / 200), peak);
    case 'flash': {
      const white = wiring.add('lutyuv', { y: 235, u: 128, v: 128 }, copy);
      return mix(
        white,
        mapped(
          peak,
          (p) => `pow(${p},3)`,
          (p) => p ** 3,
        ),
      );
    }
    case 'glitch':
      return mix(splitColours(wiring, copy, { width, height }), flickering(peak));
  }
}

/** Three frames of five, so that it jumps and does not swell. */
const flickering = (peak: TimeCurve): TimeCurve => ({
  expression: (frame) => `(gt(mod(${frame}*7,5),1)*${peak.expression(frame)})`,
  first: 0,
});

/** Red to the left, blue to the right, a line structure over it: a signal that is breaking up. */
function splitColours(wiring: Wiring, input: string, { width, height }: Size): string {
  const shift = Math.max(2, 2 * Math.round(width / 90));
  const rgb = wiring.add('format', { pix_fmts: 'gbrp' }, input);
  const [red, rest] = wiring.split(rgb);
  const [green, blue] = wiring.split(rest);
  const only = (from: string, channel: 'r' | 'g' | 'b', x: number): string => {
    const mix = { rr: 0, gg: 0, bb: 0, [`${channel}${channel}`]: 1 };
    const kept = wiring.add('colorchannelmixer', mix, from);
    if (x === 0) return kept;
    const cut = wiring.add('crop', { w: width - Math.abs(x), h: height, x: Math.max(0, -x), y: 0 }, kept);
    return wiring.add('pad', { w: width, h: height, x: Math.max(0, x), y: 0 }, cut);
  };
  const mixed = wiring.add(
    'blend',
    { all_mode: 'addition' },
    wiring.add('blend', { all_mode: 'addition' }, only(red, 'r', -shift), only(green, 'g', 0)),
    only(blue, 'b', shift),
  );
  const noisy = wiring.add('noise', { alls: 28, allf: 't', all_seed: 7 }, mixed);
  return toWorking(wiring, noisy, 'yuv420p');
}
