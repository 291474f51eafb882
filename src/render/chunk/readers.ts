import type { Picture, VideoReader } from '../../media/types.ts';

type Slot = { readonly asset: string; readonly reader: VideoReader; last: number };

/**
 * A reader of one asset that is lent out until it is disposed of; its file stays open for the next borrower. Times mean
 * the last picture that has begun: the plan has put them where that is no question of rounding.
 */
export interface LentReader extends Disposable {
  at(seconds: number): Picture;
}

/**
 * The open files of a chunk. A reader that stands just before the wanted time is lent first, so that following spans
 * of one source decode straight on; an asset that is shown twice at once gets two readers.
 */
export class Readers implements Disposable {
  readonly #open: (asset: string) => VideoReader;
  readonly #idle: Slot[] = [];

  constructor(open: (asset: string) => VideoReader) {
    this.#open = open;
  }

  lend(asset: string, seconds: number): LentReader {
    const slot = this.#take(asset, seconds) ?? { asset, reader: this.#open(asset), last: 0 };
    return {
      at: (time) => {
        slot.last = time;
        return slot.reader.at(time, 0);
      },
      [Symbol.dispose]: () => void this.#idle.push(slot),
    };
  }

  /** Closes the files that nothing after this needs. */
  keepOnly(assets: ReadonlySet<string>): void {
    for (const slot of this.#idle.splice(0)) {
      if (assets.has(slot.asset)) this.#idle.push(slot);
      else slot.reader[Symbol.dispose]();
    }
  }

  #take(asset: string, seconds: number): Slot | null {
    const distance = ({ last }: Slot): number => (last <= seconds + 1e-6 ? seconds - last : 1e6 + last - seconds);
    const mine = this.#idle.filter((slot) => slot.asset === asset).toSorted((a, b) => distance(a) - distance(b));
    const [best] = mine;
    if (best === undefined) return null;
    this.#idle.splice(this.#idle.indexOf(best), 1);
    return best;
  }

  /** Hands over what is open and not lent: it is the caller's then. */
  *taken(): Generator<{ readonly asset: string; readonly reader: VideoReader }> {
    yield* this.#idle.splice(0);
  }

  [Symbol.dispose](): void {
    this.keepOnly(new Set());
  }
}
