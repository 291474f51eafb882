import path from 'node:path';
import type { Draft } from '../../draft/model.ts';
import type { ExportOptions } from '../../operations/export-options.ts';
import type { RenderOptions } from '../../render/job.ts';
import type { Chunk } from '../../render/plan/plan.ts';
import { type Parts, partsOf } from '../../render/prefill.ts';
import type { Render } from '../../store/schema.ts';
import type { Desk } from '../desk.ts';
import { type ExportInput, prepareExport } from '../export.ts';
import { endingFor } from '../export-profile.ts';
import type { Library } from '../session.ts';
import { libraryOf, withPaths } from './library.ts';

/** A render as jobs work on it: the same on every machine. */
export type Planned = { readonly parts: Parts; readonly render: RenderOptions };

/** What a render is made of: its draft, its files on this machine, where its file goes while it is made. */
export async function inputOf(
  desk: Desk,
  row: Render,
  running: Pick<ExportInput, 'signal' | 'onProgress'>,
): Promise<ExportInput> {
  const options = row.output as ExportOptions; // checked when it was queued
  const library = await libraryOfRender(desk, row);
  const out = path.join(desk.studio.scratch, `${row.uid}${endingFor(options)}`);
  return { draft: row.draft, library, options, out, title: null, ...running };
}

/** The assets that a render is made of, with their files on this machine. Throws `store.blob_missing`. */
async function libraryOfRender(desk: Desk, { draft, session_id }: Render): Promise<Library> {
  const used = assetsIn(draft);
  const rows = await desk.store.db
    .selectFrom('session_assets')
    .innerJoin('assets', 'assets.id', 'session_assets.asset_id')
    .selectAll('assets')
    .select(['session_assets.filename', 'session_assets.position'])
    .where('session_assets.session_id', '=', session_id)
    .orderBy('session_assets.position')
    .execute();
  const wanted = rows.filter(({ id }) => used.has(id)).map((row) => ({ ...row, facts: {} }));
  return withPaths(desk.store, wanted, libraryOf(wanted));
}

/** Every asset that a draft names, wherever: clips, sounds, backgrounds, colour tables of effects. */
export function assetsIn(draft: Draft): ReadonlySet<string> {
  const found = new Set<string>();
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      if (key === 'asset' && typeof inner === 'string') found.add(inner);
      else look(inner);
    }
  };
  look(draft);
  return found;
}

/** Plans that were made lately: every chunk's job needs the whole one. */
export class Plans {
  readonly #kept = new Map<string, Promise<Planned>>();

  /** The plan of a render, with the files, the signal and the progress of the job that asks. Throws what planning throws. */
  async of(desk: Desk, row: Render, running: Pick<ExportInput, 'signal' | 'onProgress'>): Promise<Planned> {
    const input = await inputOf(desk, row, running);
    const planned = await (this.#kept.get(row.uid) ?? this.#make(desk, row.uid, input));
    const files = new Map([...input.library].map(([id, stored]) => [id, stored.path]));
    const { pool, cache, scratch } = desk.studio;
    return { ...planned, render: { ...planned.render, files, pool, cache, scratch, out: input.out, ...running } };
  }

  #make(desk: Desk, uid: string, input: ExportInput): Promise<Planned> {
    const made = prepareExport(desk.studio, input).then(({ render }) => ({ render, parts: partsOf(render) }));
    this.#kept.set(uid, made);
    made.catch(() => this.#kept.delete(uid)); // the next one who asks tries again
    for (const old of this.#kept.keys()) if (this.#kept.size > MOST_KEPT) this.#kept.delete(old);
    return made;
  }
}

const MOST_KEPT = 8;
/** Jobs of one render at most: each costs some 10 ms of the database, and so do their ends. */
const MOST_JOBS = 300;

export const framesIn = (chunks: readonly Chunk[]): number => chunks.reduce((sum, chunk) => sum + chunk.frames, 0);

/** A run of chunks by their places among those of the plan, made by one job. */
export type ChunkRun = { readonly from: number; readonly to: number; readonly frames: number };

/**
 * The chunks that are missing, in runs for one job each: single ones while there are few, else as many as it takes. A run
 * reaches over chunks that are there, which cost nothing.
 */
export function runsOf(
  chunks: readonly Chunk[],
  isMissing: (chunk: Chunk) => boolean,
  mostJobs = MOST_JOBS,
): ChunkRun[] {
  const missing = chunks.flatMap((chunk, i) => (isMissing(chunk) ? [i] : []));
  const perJob = Math.max(1, Math.ceil(missing.length / mostJobs));
  const runs: ChunkRun[] = [];
  for (let i = 0; i < missing.length; i += perJob) {
    const places = missing.slice(i, i + perJob);
    const from = places[0] ?? 0;
    const to = (places.at(-1) ?? from) + 1;
    runs.push({ from, to, frames: framesIn(chunks.slice(from, to)) });
  }
  return runs;
}
