import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import * as z from 'zod';
import { fail, TellcutError } from '../base/errors.ts';
import type { Look, MakeOrder, MediaMaker } from '../llm/make/maker.ts';
import { type Makers, makersFrom } from '../llm/make/makers.ts';
import type { Environment } from '../llm/setting.ts';
import { readAsset } from './ingest.ts';
import { keyOfOrder } from './making.ts';
import type { Making } from './making-port.ts';
import { type Prices, pricesFrom } from './making-prices.ts';
import { carryThrough, checked, LEAVES_IT, nameFor, type OpenAddress } from './making-run.ts';
import type { Studio } from './studio.ts';
import { writeWhole } from './whole-file.ts';

/**
 * Things made without a server, in a folder: each under the key of its order, with a note of where it stands. Whoever is
 * stopped leaves the provider's id of the request; the same order goes on with it and is not sent again.
 */

const Note = z.object({
  state: z.enum(['asking', 'waiting', 'done']),
  ticket: z.string().nullable(),
  since: z.number(),
  /** Who asks, while it is being asked. */
  pid: z.int(),
});
type Note = z.output<typeof Note>;

/** How often somebody who waits for another process looks, in ms. */
const LOOK_MS = 300;

export type LocalMakingOptions = {
  readonly folder: string;
  readonly makers: Makers;
  readonly prices: Prices;
  readonly open: OpenAddress;
};

/** As {@link localMaking}, with who makes what by the environment. Throws `make.bad_setting`, `make.bad_value`, `make.no_key`. */
export const localMakingFrom = (
  studio: Studio,
  env: Environment,
  place: Pick<LocalMakingOptions, 'folder' | 'open'>,
): Making => localMaking(studio, { ...place, makers: makersFrom(env), prices: pricesFrom(env) });

/** Makes things for the work of one command. Nobody is asked: who gives the command owns the key. */
export function localMaking(studio: Studio, { folder, makers, prices, open }: LocalMakingOptions): Making {
  const at = (maker: MediaMaker, order: MakeOrder, ending: string): string =>
    path.join(folder, `${keyOfOrder(maker, order)}${ending}`);
  const isThere = async (maker: MediaMaker, order: MakeOrder): Promise<boolean> =>
    (await stat(at(maker, order, '.media')).catch(() => null)) !== null;
  return {
    makers,
    prices,
    counts: false,
    askAbove: null,
    isMade: isThere,
    make: async (maker, order, { signal, onProgress }) => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const file = at(maker, order, '.media');
      const name = nameFor(order);
      if (await isThere(maker, order))
        return { stored: await readAsset(studio, file, signal, { name }), charged: 0, isNew: false };
      const half = path.join(folder, `.${randomUUID()}.part`);
      await makeAt(maker, order, {
        note: at(maker, order, '.json'),
        file,
        half,
        signal,
        open,
        check: async () => void (await checked(studio, half, { maker, order, signal })),
        onWaiting: (look) => onProgress({ label: maker.label, look }),
      });
      return { stored: await readAsset(studio, file, signal, { name }), charged: 0, isNew: true };
    },
  };
}

type Waiting = Extract<Look, { kind: 'waiting' }>;

type Place = {
  readonly note: string;
  readonly file: string;
  readonly half: string;
  readonly signal: AbortSignal;
  readonly open: OpenAddress;
  readonly check: () => Promise<void>;
  readonly onWaiting: (look: Waiting) => void;
};

async function makeAt(maker: MediaMaker, order: MakeOrder, place: Place): Promise<void> {
  const begun = await claimed(maker, place);
  if (begun === 'made') return;
  const { signal } = place;
  const own = new AbortController();
  const leave = (): void => own.abort(LEAVES_IT);
  signal.addEventListener('abort', leave, { once: true });
  if (signal.aborted) leave();
  let note = begun;
  const keep = async (change: Partial<Note>): Promise<void> => {
    note = { ...note, ...change };
    await writeWhole(place.note, `${JSON.stringify(note)}\n`, { mode: 0o600, flush: true });
  };
  try {
    await carryThrough(maker, order, {
      ticket: note.ticket,
      since: note.since,
      out: place.half,
      open: place.open,
      signal: own.signal,
      notes: {
        asking: () => keep({ state: 'asking', pid: process.pid }),
        ticket: (ticket) => keep({ state: 'waiting', ticket }),
        waiting: async (look) => place.onWaiting(look),
      },
    });
    await place.check();
    await rename(place.half, place.file);
    await keep({ state: 'done' });
  } catch (error) {
    await rm(place.half, { force: true });
    signal.throwIfAborted();
    // It has ended one way or another: the same words ask for it anew.
    if (error instanceof TellcutError) await rm(place.note, { force: true });
    throw error;
  } finally {
    signal.removeEventListener('abort', leave);
  }
}

/** Where an order stands, for whoever carries it on; `made`: another process has made it meanwhile. Throws `make.unsure`. */
async function claimed(maker: MediaMaker, { note: file, file: made, signal }: Place): Promise<Note | 'made'> {
  const fresh: Note = { state: 'asking', ticket: null, since: Date.now(), pid: process.pid };
  for (;;) {
    try {
      await writeFile(file, `${JSON.stringify(fresh)}\n`, { flag: 'wx', mode: 0o600 });
      return fresh;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    if ((await stat(made).catch(() => null)) !== null) return 'made';
    const found = await readNote(file);
    if (found === null || found.state === 'done') {
      await rm(file, { force: true }); // of something that is gone
      continue;
    }
    if (found.ticket !== null) return found;
    if (!isAlive(found.pid)) {
      await rm(file, { force: true });
      throw fail('make.unsure', { label: maker.label });
    }
    await wait(LOOK_MS, undefined, { signal });
  }
}

async function readNote(file: string): Promise<Note | null> {
  try {
    return Note.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return null; // gone, or half written by somebody who was killed
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
