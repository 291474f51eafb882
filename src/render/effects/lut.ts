import type { Effect } from '../../draft/model.ts';
import { digits, toWorking, type Wiring } from '../chunk/wiring.ts';
import type { Place } from './parts.ts';

type LutEffect = Extract<Effect, { kind: 'lut' }>;

/** The colours of a LUT. Its file is one of ours (src/render/effects/lut-files.ts), never the user's. */
export function lut(wiring: Wiring, input: string, { asset, amount }: LutEffect, { luts }: Place): string {
  const table = luts?.get(asset);
  if (table === undefined || amount === 0) return input;
  const mapped = (from: string): string => {
    const rgb = wiring.add('format', { pix_fmts: 'gbrp' }, from);
    const options = table.dimensions === 3 ? { interp: 'tetrahedral' } : { interp: 'linear' };
    const graded = wiring.add(table.dimensions === 3 ? 'lut3d' : 'lut1d', { file: table.file, ...options }, rgb);
    return toWorking(wiring, graded, 'yuv420p');
  };
  if (amount === 1) return mapped(input);
  const [plain, copy] = wiring.split(input);
  return wiring.add('blend', { all_mode: 'normal', all_opacity: digits(amount) }, mapped(copy), plain);
}
