import type { Rate } from '../../base/time.ts';
import type { FilterName, FilterOptions, GraphNode } from '../../media/types.ts';

/** Collects the nodes of a graph and names them. */
export class Wiring {
  readonly rate: Rate;
  readonly nodes: GraphNode[] = [];

  constructor(rate: Rate) {
    this.rate = rate;
  }

  /** Adds a filter behind `inputs` and returns its name, to be the input of others. */
  add(filter: FilterName, options: FilterOptions, ...inputs: readonly string[]): string {
    const id = `n${this.nodes.length}`;
    this.nodes.push({ id, filter, options, inputs });
    return id;
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
