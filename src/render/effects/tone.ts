import type { Effect } from '../../draft/model.ts';
import { digits, type Wiring } from '../chunk/wiring.ts';
import { byPlanes } from './parts.ts';

type ColorEffect = Extract<Effect, { kind: 'color' }>;

/**
 * Brightness bends the middle tones and leaves black and white alone, as an exposure slider feels; contrast turns about
 * middle gray; warmth moves both colour differences along the daylight axis, tint across it. At ±1 each is as strong as
 * is of use. Everything is a table of 256 values for each plane, so all of it together costs what one of them does.
 */
export function tone(wiring: Wiring, input: string, effect: ColorEffect): string {
  const adjusted = wiring.table(colorTables(effect), input);
  return effect.vibrance === undefined || effect.vibrance === 0
    ? adjusted
    : vibrance(wiring, adjusted, effect.vibrance);
}

function colorTables(effect: ColorEffect): Record<string, string> {
  const { brightness, contrast, saturation, warmth, exposure = 0, tint = 0 } = effect;
  const luma = `clip((val-16)/219,0,1)`;
  // Screens show about the power 2.2 of the number: a stop more light is this factor.
  const gain = digits(2 ** (exposure / 2.2));
  const lit = exposure === 0 ? luma : `min(1,${luma}*${gain})`;
  const ends = reached(lit, effect);
  const bent = `pow(${ends},${digits(2 ** (-1.2 * brightness))})`;
  const turned = `clip(0.5+(${bent}-0.5)*${digits(1 + 0.8 * contrast)},0,1)`;
  const strength = (1 + saturation) * 2 ** (Math.min(1, exposure) / 2.2);
  const chroma = (shift: number): string => `clip(128+(val-128)*${digits(strength)}+${digits(shift)},16,240)`;
  return { y: `16+219*${turned}`, u: chroma(-18 * warmth + 9 * tint), v: chroma(14 * warmth + 11 * tint) };
}

/** Shadows and highlights, lift, gamma and gain: each moves its end of the scale and leaves the other alone. */
function reached(value: string, { shadows = 0, highlights = 0, lift = 0, gamma = 0, gain = 0 }: ColorEffect): string {
  let at = value;
  // Weights are highest at a quarter and at three quarters, and nothing at black and white.
  if (shadows !== 0) at = `(st(0,${at});clip(ld(0)+${digits(0.9 * shadows)}*ld(0)*pow(1-ld(0),3),0,1))`;
  if (highlights !== 0) at = `(st(1,${at});clip(ld(1)+${digits(0.9 * highlights)}*pow(ld(1),3)*(1-ld(1)),0,1))`;
  if (lift !== 0) at = `(st(2,${at});clip(ld(2)+${digits(0.25 * lift)}*(1-ld(2)),0,1))`;
  if (gain !== 0) at = `clip(${at}*${digits(1 + 0.4 * gain)},0,1)`;
  return gamma === 0 ? at : `pow(${at},${digits(2 ** -gamma)})`;
}

/** Saturation for what has little of it: skin and what is vivid already stay as they are. */
function vibrance(wiring: Wiring, input: string, amount: number): string {
  const far = `(hypot(x-128,y-128)/112)`;
  const factor = `(1+${digits(amount)}*max(0,1-1.6*${far}))`;
  return byPlanes(wiring, input, ({ y, u, v }) => {
    const [u1, u2] = wiring.split(u);
    const [v1, v2] = wiring.split(v);
    return {
      y,
      u: wiring.add('lut2', { c0: `clip(128+(x-128)*${factor},16,240)` }, u1, v1),
      v: wiring.add('lut2', { c0: `clip(128+(y-128)*${factor},16,240)` }, u2, v2),
    };
  });
}
