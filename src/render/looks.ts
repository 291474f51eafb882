import { type Curve, type LookRecipe, lookNamed } from '../draft/look-names.ts';
import type { Effect } from '../draft/model.ts';
import type { Size } from './chunk/geometry.ts';
import { digits, toWorking, type Wiring } from './chunk/wiring.ts';

type ColorEffect = Extract<Effect, { kind: 'color' }>;

/** Adds one effect behind `input` (in the working format, without alpha). `motion` is not one: it moves the picture. */
export function effectNodes(wiring: Wiring, input: string, effect: Effect, size: Size): string {
  const shorter = Math.min(size.width, size.height);
  switch (effect.kind) {
    case 'color':
      return wiring.add('lutyuv', colorTables(effect), input);
    case 'look': {
      const known = lookNamed(effect.name);
      return known === null ? input : lookNodes(wiring, input, scaled(known.recipe, effect.amount), size);
    }
    case 'blur':
      return effect.amount === 0
        ? input
        : wiring.add('gblur', { sigma: digits(effect.amount * shorter * 0.04) }, input);
    case 'sharpen':
      return wiring.add('unsharp', { lx: 5, ly: 5, la: digits(effect.amount * 1.6), ca: 0 }, input);
    case 'vignette':
      return vignette(wiring, input, effect.amount);
    case 'grain':
      return grain(wiring, input, effect.amount);
    case 'motion':
      return input;
  }
}

/** Whether an effect looks different in every frame, even of a still picture. */
export function isLively(effect: Effect): boolean {
  if (effect.kind === 'grain') return true;
  return effect.kind === 'look' && (lookNamed(effect.name)?.recipe.grain ?? 0) > 0;
}

/**
 * Brightness bends the middle tones and leaves black and white alone, as an exposure slider feels; contrast turns about
 * middle gray; warmth moves both colour differences along the daylight axis. At ±1 each is as strong as is of use.
 */
function colorTables({ brightness, contrast, saturation, warmth }: ColorEffect): Record<string, string> {
  const luma = `clip((val-16)/219,0,1)`;
  const bent = `pow(${luma},${digits(2 ** (-1.2 * brightness))})`;
  const turned = `clip(0.5+(${bent}-0.5)*${digits(1 + 0.8 * contrast)},0,1)`;
  const chroma = (shift: number): string => `clip(128+(val-128)*${digits(1 + saturation)}+${digits(shift)},16,240)`;
  return { y: `16+219*${turned}`, u: chroma(-18 * warmth), v: chroma(14 * warmth) };
}

function lookNodes(wiring: Wiring, input: string, recipe: LookRecipe, size: Size): string {
  let at = input;
  if (recipe.saturation !== 1) {
    const chroma = `clip(128+(val-128)*${digits(recipe.saturation)},16,240)`;
    at = wiring.add('lutyuv', { u: chroma, v: chroma }, at);
  }
  const { red, green, blue, all } = recipe;
  if ([red, green, blue, all].some((curve) => curve.some(([x, y]) => Math.abs(x - y) > 1e-6))) {
    const options = {
      red: points(red),
      green: points(green),
      blue: points(blue),
      master: points(all),
      interp: 'pchip',
    };
    at = toWorking(wiring, wiring.add('curves', options, wiring.add('format', { pix_fmts: 'gbrp' }, at)), 'yuv420p');
  }
  if (recipe.glow > 0) at = glow(wiring, at, { amount: recipe.glow, sigma: Math.min(size.width, size.height) / 45 });
  if (recipe.vignette > 0) at = vignette(wiring, at, recipe.vignette);
  return recipe.grain > 0 ? grain(wiring, at, recipe.grain) : at;
}

function glow(wiring: Wiring, input: string, { amount, sigma }: { amount: number; sigma: number }): string {
  const [sharp, copy] = wiring.split(input);
  const soft = wiring.add('gblur', { sigma: digits(sigma) }, copy);
  // Colours stay those of the sharp picture; only its brightness spreads.
  return wiring.add('blend', { c0_mode: 'lighten', c0_opacity: digits(0.7 * amount) }, sharp, soft);
}

const vignette = (wiring: Wiring, input: string, amount: number): string =>
  amount === 0 ? input : wiring.add('vignette', { angle: digits(0.16 + 0.5 * amount) }, input);

/** Grain lives in brightness only, as on film. The seed is fixed: a chunk that is made again looks the same. */
const grain = (wiring: Wiring, input: string, amount: number): string =>
  amount === 0
    ? input
    : wiring.add('noise', { c0_strength: Math.round(26 * amount), c0_flags: 't+u', c0_seed: 20_777 }, input);

function scaled(recipe: LookRecipe, amount: number): LookRecipe {
  const toward = (curve: Curve): Curve => curve.map(([x, y]) => [x, x + (y - x) * amount] as const);
  return {
    all: toward(recipe.all),
    red: toward(recipe.red),
    green: toward(recipe.green),
    blue: toward(recipe.blue),
    saturation: 1 + (recipe.saturation - 1) * amount,
    vignette: recipe.vignette * amount,
    grain: recipe.grain * amount,
    glow: recipe.glow * amount,
  };
}

const points = (curve: Curve): string => curve.map(([x, y]) => `${digits(x)}/${digits(y)}`).join(' ');
