import type { Look, MakeOrder, MediaMaker } from '../llm/make/maker.ts';
import type { Makers } from '../llm/make/makers.ts';
import type { Prices } from './making-prices.ts';
import type { StoredAsset } from './session.ts';

/** How far one thing is. */
export type MakingProgress = { readonly label: string; readonly look: Extract<Look, { kind: 'waiting' }> | null };

/** Where things are made: durable jobs on a server, a folder on the command line. */
export type Making = {
  readonly makers: Makers;
  readonly prices: Prices;
  /** Whether credits are counted. */
  readonly counts: boolean;
  /** A request that costs more credits than this is asked about first; null: never. */
  readonly askAbove: number | null;
  /** The thing in the library, and the credits that it cost: 0 where it was made before. Throws `make.…`, `credits.not_enough`. */
  readonly make: (
    maker: MediaMaker,
    order: MakeOrder,
    context: { readonly signal: AbortSignal; readonly onProgress: (progress: MakingProgress) => void },
  ) => Promise<{ readonly stored: StoredAsset; readonly charged: number; readonly isNew: boolean }>;
  /** Whether it lies there already, so that it costs nothing. */
  readonly isMade: (maker: MediaMaker, order: MakeOrder) => Promise<boolean>;
};
