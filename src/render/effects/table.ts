import { lightLeak, oldFilm, shake, strobe } from './camera.ts';
import { glitch } from './glitch.ts';
import { blur, glow, sharpen } from './glow.ts';
import { grain } from './grain.ts';
import type { EffectGraph } from './parts.ts';
import { aberration, invert, kaleidoscope, mirror, pixelate, posterize } from './shapes.ts';
import { scanlines, vhs } from './tape.ts';
import { vignette } from './vignette.ts';

/**
 * How each effect of src/draft/effect-names.ts is drawn. `denoise` and `deflicker` are missing: they look at several
 * frames and are done before anything else (src/render/effects/windows.ts).
 */
const GRAPHS: Readonly<Record<string, EffectGraph>> = {
  sharpen,
  grain,
  vignette,
  blur,
  glow,
  glitch,
  vhs,
  scanlines,
  pixelate,
  mirror,
  kaleidoscope,
  aberration,
  'light-leak': lightLeak,
  shake,
  'old-film': oldFilm,
  strobe,
  invert,
  posterize,
};

/** The graph of a named effect; null for a name that has none. */
export const graphNamed = (name: string): EffectGraph | null =>
  Object.hasOwn(GRAPHS, name) ? (GRAPHS[name] ?? null) : null;
