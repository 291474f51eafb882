import path from 'node:path';
import { openEngine } from '../engine/engine.ts';
import type { Makers } from '../llm/make/makers.ts';
import type { Store } from '../store/store.ts';
import type { Brain } from './brain.ts';
import type { Desk, Log, Outbound } from './desk.ts';
import { ModelSettings } from './model-settings.ts';
import { factsInStore } from './service/library.ts';
import { QUEUES } from './service/queues.ts';
import { takeJobs } from './service/take-jobs.ts';
import type { Settings } from './settings.ts';
import { sharedParts } from './shared-parts.ts';
import { openStoreFor } from './store-for.ts';
import { openStudio, type Studio } from './studio.ts';

export type DeskOptions = {
  readonly settings: Settings;
  readonly outbound: Outbound;
  readonly log: Log;
  /** Left out: by the environment (docs/models.md). */
  readonly brain?: Brain | null;
  /** Left out: by the environment. */
  readonly makers?: Makers;
  readonly clock?: () => Date;
  /** Works on the folder of a server that runs on this machine, where there is one, and leaves the jobs to it. */
  readonly join?: boolean;
  /** The store, where somebody has begun to open it; the desk closes it. */
  readonly store?: Promise<Store>;
};

/**
 * Opens the store, the workers' pool and the engine, and takes jobs where the settings name workers. Throws what they
 * throw: `store.…`, `model.…`.
 */
export async function openDesk(options: DeskOptions): Promise<Desk> {
  const { settings, log, outbound, clock = () => new Date() } = options;
  const models = new ModelSettings({
    folder: settings.data,
    env: process.env,
    brain: options.brain,
    makers: options.makers,
  });
  await using opening = new AsyncDisposableStack();
  const store = opening.use(await (options.store ?? openStoreFor(settings, { join: options.join ?? false })));
  const plain = opening.use(
    await openStudio({
      folder: path.join(settings.data, 'cache'),
      useCache: true,
      workers: Math.max(1, settings.workers), // files are looked at where they arrive, also without workers for jobs
    }),
  );
  const onTrouble = (error: unknown): void => log.warn({ err: error }, 'a part was not shared');
  const studio: Studio = {
    ...plain,
    facts: factsInStore(store),
    cache: sharedParts(plain.cache, store.blobs, plain.scratch, onTrouble),
    get ears() {
      return models.ears;
    },
  };
  const onError = (error: Error): void => log.error({ err: error }, 'the engine met an error');
  const engine = opening.use(await openEngine(store, { queues: QUEUES, onError }));
  let origin =
    settings.publicUrl ??
    `http://${settings.host.includes(':') ? `[${settings.host}]` : settings.host}:${settings.port}`;
  const opened = opening.move();
  const desk: Desk = {
    store,
    engine,
    studio,
    settings,
    outbound,
    get brain() {
      return models.brain;
    },
    models,
    log,
    clock,
    address: (at) => `${origin.replace(/\/$/, '')}${at}`,
    listensAt: (heard) => {
      origin = settings.publicUrl ?? heard;
    },
    drain: (ms) => engine.drain(ms),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
  try {
    // Whose database it is does the work: it stays when this process goes.
    await takeJobs(desk, store.kind === 'joined' ? 0 : settings.workers);
  } catch (error) {
    await desk[Symbol.asyncDispose]();
    throw error;
  }
  return desk;
}
