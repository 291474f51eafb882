import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { clock } from '../../base/time.ts';
import type { Facts } from '../../draft/facts.ts';
import type { Draft } from '../../draft/model.ts';
import { Displaced, type Pool } from '../../media/pool.ts';
import type { ChunkTask } from '../../protocol/tasks.ts';
import type { PartCache } from '../cache.ts';
import { sha256 } from '../job.ts';
import { type CopyPolicy, planCopies } from '../plan/copy.ts';
import { type Chunk, planRender, type RenderPlan, timesOf } from '../plan/plan.ts';
import type { Profile } from '../profile.ts';
import { Making, type Order } from './making.ts';

export type RenderAheadOptions = {
  readonly draft: Draft;
  readonly facts: Facts;
  readonly files: ReadonlyMap<string, string>;
  /** The profile that an export will probably have. */
  readonly profile: Profile;
  /** When the export will copy packets of sources: that waits, as it is cheap. Never if left out. */
  readonly copy?: CopyPolicy;
  readonly pool: Pool;
  readonly cache: PartCache;
  readonly scratch: string;
  /** Asked before each chunk. */
  readonly isIdle: () => boolean;
  /** An edit or the end of the session. */
  readonly signal: AbortSignal;
  /** Most chunks that are made before it stops; all of them when left out. */
  readonly most?: number;
};

/** What was done. `left` chunks are missing still: other work came, or the most allowed were made. */
export type RenderedAhead = { readonly encoded: number; readonly cached: number; readonly left: number };

/**
 * Makes the chunks of an export before anybody asks for it, one at a time and only while nobody works: the task at hand
 * ends at once when another one wants its worker. Call it again when it is quiet. An abort is no failure; a source that
 * cannot be read is.
 */
export async function renderAhead(options: RenderAheadOptions): Promise<RenderedAhead> {
  const { draft, facts, profile, pool, cache, isIdle, signal, most = Number.POSITIVE_INFINITY } = options;
  const wish = { policy: options.copy ?? 'never', hash: sha256 };
  const plan = planCopies(planRender(draft, facts, profile, sha256), facts, wish);
  const encoded = plan.chunks.filter((chunk) => chunk.copy === undefined);
  const chunks = [...new Map(encoded.map((chunk) => [chunk.key, chunk])).values()];
  const done = { encoded: 0, cached: 0 };
  const left = (): RenderedAhead => ({ ...done, left: chunks.length - done.encoded - done.cached });
  const scratch = await mkdtemp(path.join(options.scratch, 'ahead-'));
  const making = new Making({ pool, cache, scratch });
  try {
    for (const chunk of chunks) {
      if (signal.aborted || !isIdle() || done.encoded >= most) return left();
      let isMade = false;
      const order = orderOf(chunk, plan, options, () => {
        isMade = true;
      });
      await making.take(order, { priority: 'idle', signal }, () => undefined);
      if (isMade) done.encoded++;
      else done.cached++;
    }
    return left();
  } catch (error) {
    if (signal.aborted || error instanceof Displaced) return left();
    throw error;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

function orderOf(
  chunk: Chunk,
  { encoding, rate, assets }: RenderPlan,
  { facts, files }: Pick<RenderAheadOptions, 'facts' | 'files'>,
  onTask: () => void,
): Order {
  const { from, to } = timesOf(chunk, rate);
  const task = (out: string): ChunkTask => {
    onTask();
    return {
      kind: 'chunk',
      spans: [...chunk.spans],
      encoding: { ...encoding, threads: 1 },
      files: Object.fromEntries([...files].filter(([id]) => assets.includes(id))),
      names: Object.fromEntries(assets.map((id) => [id, facts.assets.get(id)?.filename ?? id])),
      out,
    };
  };
  return { key: chunk.key, label: `${clock(from)}–${clock(to)}`, stallMs: 10_000 + 4 * (to - from), task };
}
