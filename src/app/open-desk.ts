import path from 'node:path';
import { openEngine } from '../engine/engine.ts';
import { openStore } from '../store/store.ts';
import type { Brain } from './brain.ts';
import type { Desk, Log, Outbound } from './desk.ts';
import { ModelSettings } from './model-settings.ts';
import { factsInStore } from './service/library.ts';
import { QUEUES } from './service/queues.ts';
import { takeJobs } from './service/take-jobs.ts';
import type { Settings } from './settings.ts';
import { sharedParts } from './shared-parts.ts';
import { openStudio, type Studio } from './studio.ts';

export type DeskOptions = {
  readonly settings: Settings;
  readonly outbound: Outbound;
  readonly log: Log;
  /** Left out: by the environment (docs/models.md). */
  readonly brain?: Brain | null;
  readonly clock?: () => Date;
  /** Works on the folder of a server that runs on this machine, where there is one, and leaves the jobs to it. */
  readonly join?: boolean;
};

/**
 * Opens the store, the workers' pool and the engine, and takes jobs where the settings name workers. Throws what they
 * throw: `store.…`, `model.…`.
 */
export async function openDesk(options: DeskOptions): Promise<Desk> {
  const { settings, log, outbound, clock = () => new Date() } = options;
  const models = new ModelSettings({ folder: settings.data, env: process.env, brain: options.brain });
  await using opening = new AsyncDisposableStack();
  const store = opening.use(await openStore({ ...storeOptions(settings), join: options.join ?? false }));
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

/** Where a process with these settings keeps everything. */
export function storeOptions(settings: Settings): Parameters<typeof openStore>[0] {
  const {
    s3Endpoint: endpoint,
    s3Bucket: bucket,
    s3AccessKeyId: accessKeyId,
    s3SecretAccessKey: secretAccessKey,
  } = settings;
  const hasS3 = endpoint !== null && bucket !== null && accessKeyId !== null && secretAccessKey !== null;
  return {
    folder: settings.data,
    databaseUrl: settings.databaseUrl,
    s3: hasS3 ? { endpoint, bucket, region: settings.s3Region, accessKeyId, secretAccessKey } : null,
  };
}
