import type { Rate } from '../../base/time.ts';
import type { FilterName, FilterOptions, GraphNode } from '../../media/types.ts';

/** A LUT written out for FFmpeg: one curve per colour, or a cube of colours. */
export type LutFile = { readonly file: string; readonly dimensions: 1 | 3 };

/** Pictures narrower than this, in px, have planes that FFmpeg does not blur well. */
const NARROW = 64;

/** Collects the nodes of a graph and names them. */
export class Wiring {
  readonly rate: Rate;
  /** LUTs by asset id, for the effects that look one up. */
  readonly luts: ReadonlyMap<string, LutFile>;
  readonly nodes: GraphNode[] = [];

  constructor(rate: Rate, luts: ReadonlyMap<string, LutFile> = new Map()) {
    this.rate = rate;
    this.luts = luts;
  }

  /** Adds a filter behind `inputs` and returns its name, to be the input of others. */
  add(filter: FilterName, options: FilterOptions, ...inputs: readonly string[]): string {
    const id = `n${this.nodes.length}`;
    this.nodes.push({ id, filter, options, inputs });
    return id;
  }

  /**
   * Maps each plane by a table, from expressions in `val`, 0-255. FFmpeg works them out for all 65,536 values that a
   * sample may have in some format: those that ours never has are passed over, for 150 ms less per graph.
   */
  table(planes: Readonly<Partial<Record<'y' | 'u' | 'v' | 'a', string>>>, input: string): string {
    const options = Object.entries(planes).map(([plane, expression]) => [plane, `if(gt(val,255),0,${expression})`]);
    return this.add('lutyuv', Object.fromEntries(options), input);
  }

  /**
   * A Gaussian blur by so many px across and along (the same as across when left out). FFmpeg's own reads and writes
   * beyond planes of up to 16 px across (seen in 8.1), and of those the colours of a picture of 32 px are: what
   * is narrow is blurred wider and made narrow again.
   */
  soften(
    input: string,
    { width, height }: { readonly width: number; readonly height: number },
    {
      across,
      along = across,
      steps = 1,
    }: { readonly across: number; readonly along?: number; readonly steps?: number },
  ): string {
    const wider = width < NARROW ? NARROW / width : 1;
    const sigma = { sigma: digits(across * wider), sigmaV: digits(along), steps };
    if (wider === 1) return this.add('gblur', sigma, input);
    const wide = this.add('scale', { w: NARROW, h: height, flags: 'bilinear' }, input);
    return this.add('scale', { w: width, h: height, flags: 'area' }, this.add('gblur', sigma, wide));
  }

  /** Both outputs of a split. */
  split(input: string): [string, string] {
    const id = this.add('split', { outputs: 2 }, input);
    return [id, `${id}:1`];
  }
}

/** The two formats that everything is composed in: BT.709, limited range, with and without an alpha channel. */
export type WorkingFormat = 'yuv420p' | 'yuva420p';

/** Turns any colours into those of the output. */
export function toWorking(wiring: Wiring, input: string, format: WorkingFormat): string {
  return wiring.add('format', { pix_fmts: format, color_spaces: 'bt709', color_ranges: 'tv' }, input);
}

/** A number for an expression of FFmpeg's: plain digits, never an exponent. */
export const digits = (value: number): string => {
  if (!Number.isFinite(value)) throw new RangeError(`${value} in a graph`);
  return value.toFixed(6);
};
