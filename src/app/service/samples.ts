import { constants, existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Displaced, type Priority } from '../../media/pool.ts';
import type { Desk } from '../desk.ts';
import { makeSampleClip, SAMPLE_NAMES } from '../sample.ts';
import { addFile } from './assets.ts';
import type { FileRecord } from './file-record.ts';

/** Another number when the clips look or sound different: what was kept before is left behind. */
const EDITION = 2;
/** After a start, so that nobody's first page waits for it. */
const LATER_MS = 1500;

type Where = { readonly accountId: string; readonly sessionId: string; readonly signal: AbortSignal };

/** Sample clips that are kept in the data folder, made once: they take some seconds of a processor each. */
class KeptSamples {
  readonly #desk: Desk;
  readonly #made = new Map<number, Promise<string>>();
  readonly #folder: string;
  /** Whether somebody waits: what is made ahead makes way for everything else, until then. */
  #isWanted = false;

  constructor(desk: Desk) {
    this.#desk = desk;
    this.#folder = path.join(desk.settings.data, 'cache', `samples-${EDITION}`);
  }

  /** All clips, in order, all of them begun: somebody waits. */
  wanted(): Promise<string>[] {
    this.#isWanted = true;
    return SAMPLE_NAMES.map((_, index) => this.one(index));
  }

  one(index: number): Promise<string> {
    const known = this.#made.get(index);
    if (known !== undefined) return known;
    const making = this.#make(index);
    this.#made.set(index, making);
    // Whoever comes after a failure tries anew; whoever waits for this one hears of it.
    making.catch(() => this.#made.delete(index));
    return making;
  }

  async #make(index: number): Promise<string> {
    const out = path.join(this.#folder, SAMPLE_NAMES[index] ?? '');
    if (existsSync(out)) return out;
    await mkdir(this.#folder, { recursive: true });
    const signal = AbortSignal.timeout(LONGEST_MS);
    const priority = (): Priority => (this.#isWanted ? 'now' : 'idle');
    for (;;) {
      try {
        await makeSampleClip(this.#desk.studio, { index, out }, { signal, onProgress: () => undefined, priority });
        return out;
      } catch (error) {
        if (!(error instanceof Displaced)) throw error; // other work came: again after it
      }
    }
  }
}

/** The clip that waits longest, on a machine that is busy with other people's work. */
const LONGEST_MS = 600_000;

const kept = new WeakMap<Desk, KeptSamples>();

function samplesOf(desk: Desk): KeptSamples {
  const found = kept.get(desk) ?? new KeptSamples(desk);
  kept.set(desk, found);
  return found;
}

/** Makes the sample clips while nobody needs the workers, so that a first visitor need not wait for them. */
export async function makeSamplesAhead(desk: Desk, signal: AbortSignal): Promise<void> {
  try {
    await sleep(LATER_MS, undefined, { signal, ref: false });
    // On all workers: it makes way for everything else, and the first visitor of a new server is soon there.
    await Promise.all(SAMPLE_NAMES.map((_, index) => samplesOf(desk).one(index)));
  } catch (error) {
    if (!signal.aborted) desk.log.warn({ err: error }, 'the sample clips were not made ahead');
  }
}

/**
 * Adds our sample clips to a session, for somebody who has none at hand: each as soon as it is there, so that the first
 * is seen while the others are still made. Throws what adding files throws.
 */
export async function addSamples(desk: Desk, { accountId, sessionId, signal }: Where): Promise<readonly FileRecord[]> {
  const making = samplesOf(desk).wanted();
  for (const each of making) each.catch(() => undefined); // told below, in order
  const folder = await mkdtemp(path.join(desk.studio.scratch, 'samples-'));
  try {
    const added: FileRecord[] = [];
    for (const [index, each] of making.entries()) {
      const filename = SAMPLE_NAMES[index] ?? '';
      const copy = path.join(folder, filename);
      await copyFile(await orGone(each, signal), copy, constants.COPYFILE_FICLONE);
      added.push(await addFile(desk, { accountId, sessionId, path: copy, filename, signal }));
    }
    return added;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Whoever asked waits no longer than their signal says; the clip is made for the next one. */
function orGone<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  return Promise.race([
    work,
    new Promise<never>((_, failed) =>
      signal.addEventListener('abort', () => failed(signal.reason as Error), { once: true }),
    ),
  ]);
}
