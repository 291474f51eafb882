import { type Curve, type LookRecipe, lookNamed } from '../draft/look-names.ts';
import type { Effect } from '../draft/model.ts';
import { digits, toWorking, type Wiring } from './chunk/wiring.ts';
import { glow } from './effects/glow.ts';
import { grain } from './effects/grain.ts';
import { lut } from './effects/lut.ts';
import type { Place } from './effects/parts.ts';
import { region } from './effects/region.ts';
import { graphNamed } from './effects/table.ts';
import { tone } from './effects/tone.ts';
import { vignette } from './effects/vignette.ts';

/**
 * Adds one effect behind `input` (in the working format, without alpha). `motion` and `stabilize` are none: they move the
 * picture; `key` makes parts of it transparent and stands at its beginning (src/render/chunk/layer-nodes.ts).
 */
export function effectNodes(wiring: Wiring, input: string, effect: Effect, place: Place): string {
  switch (effect.kind) {
    case 'color':
      return tone(wiring, input, effect);
    case 'look': {
      const known = lookNamed(effect.name);
      return known === null ? input : lookNodes(wiring, input, scaled(known.recipe, effect.amount), place);
    }
    case 'region':
      return region(wiring, input, effect, place.size);
    case 'lut':
      return lut(wiring, input, effect, place);
    case 'blur':
    case 'sharpen':
    case 'vignette':
    case 'grain':
    case 'effect': {
      const graph = graphNamed(effect.kind === 'effect' ? effect.name : effect.kind);
      return graph === null ? input : graph(wiring, input, effect.amount, place);
    }
    case 'key':
    case 'motion':
    case 'stabilize':
      return input;
  }
}

/** Whether an effect is about the source's picture and not about what is seen of it: a zoom takes it along. */
export const isOfSource = ({ kind }: Effect): boolean => kind === 'region' || kind === 'lut';

function lookNodes(wiring: Wiring, input: string, recipe: LookRecipe, place: Place): string {
  let at = input;
  if (recipe.saturation !== 1) {
    const chroma = `clip(128+(val-128)*${digits(recipe.saturation)},16,240)`;
    at = wiring.table({ u: chroma, v: chroma }, at);
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
  if (recipe.glow > 0) at = glow(wiring, at, recipe.glow, place);
  if (recipe.vignette > 0) at = vignette(wiring, at, recipe.vignette, place);
  return recipe.grain > 0 ? grain(wiring, at, recipe.grain, place) : at;
}

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
