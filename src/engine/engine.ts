import { setTimeout as delay } from 'node:timers/promises';
import { type DatabaseOptions, type FlowJob, fromKysely, PgBoss } from 'pg-boss';
import type { Db } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import { deadName, type Queue } from './queue.ts';
import { Running, Stopped } from './running.ts';

/**
 * Durable jobs on the store's Postgres, by pg-boss; knows nothing of video. A job is sent in the transaction that makes it
 * necessary, is taken by any process, and is taken again when that process dies. So a handler may run twice: what it
 * does under a fixed key is done once (docs/decisions/0014-engine.md).
 */

/** What the engine needs of the store. */
export type EngineStore = Pick<Store, 'kind' | 'connection' | 'db' | 'listen' | 'notify'>;

export type SendOptions = {
  /** For `singleton` and `exclusive` queues: which jobs are alike. */
  readonly key?: string;
  /** Higher goes first; 0 when left out. */
  readonly priority?: number;
  /** Whose job it is, for counts of what somebody has waiting. */
  readonly group?: string;
  /** Not before so many seconds from now. */
  readonly afterSeconds?: number;
};

/** A job of a flow: it waits for those that `after` names. */
export type Step<Data = unknown> = SendOptions & {
  readonly ref: string;
  readonly queue: Queue<Data>;
  readonly data: Data;
  readonly after?: readonly string[];
};

/** Keeps the tie between a step's queue and its data; does nothing at run time. */
export const step = <Data>(given: Step<Data>): Step => given as Step;

/** Where a job lies: what cancelling needs. */
export type JobRef = { readonly queue: string; readonly id: string };

/** A job in a handler's hands. `attempt` counts from 1. The signal trips with {@link Stopped}. */
export type Work<Data> = {
  readonly id: string;
  readonly data: Data;
  readonly attempt: number;
  /** No further try follows this one. */
  readonly isLastAttempt: boolean;
  readonly signal: AbortSignal;
};

export type Depth = { readonly queue: string; readonly waiting: number; readonly active: number };

export interface Engine extends AsyncDisposable {
  /** Sends a job; null when an `exclusive` queue has one alike. */
  send<Data>(on: Db, to: Queue<Data>, data: Data, options?: SendOptions): Promise<string | null>;
  /** Sends jobs that wait for each other; their ids by `ref`. */
  flow(on: Db, steps: readonly Step[]): Promise<Readonly<Record<string, JobRef>>>;
  /** Jobs that wait are not begun, those that run are stopped within a moment, wherever they run. */
  cancel(jobs: readonly JobRef[], on?: Db): Promise<void>;
  /** Takes jobs of a queue, so many at once in this process. */
  work<Data>(from: Queue<Data>, concurrency: number, handler: (work: Work<Data>) => Promise<void>): Promise<void>;
  /** Takes jobs that are out of tries. `why` is the last failure's message: for the log, not for people. */
  onDead<Data>(from: Queue<Data>, handler: (data: Data, why: string) => Promise<void>): Promise<void>;
  /** Sends a job by the clock: a cron line, UTC. */
  schedule<Data>(to: Queue<Data>, cron: string, data: Data): Promise<void>;
  /** What waits in a queue, to find the place of a group's next job: see `fairPriority`. */
  waitingOf(on: Db, queue: Queue, group: string): Promise<Waiting>;
  /** How much waits and runs, by queue, in all processes. */
  depths(): Promise<readonly Depth[]>;
  /** Takes no further jobs, lets running ones end for so long, then gives the rest back to other processes. */
  drain(ms: number): Promise<void>;
  /** Jobs that this process is at. */
  readonly running: number;
}

/** Priorities that wait in a queue: of everybody's jobs the next one's, of one group's the last one's. Null: none waits. */
export type Waiting = { readonly next: number | null; readonly lastOfGroup: number | null };

export type EngineOptions = {
  readonly queues: readonly Queue[];
  readonly onError: (error: Error) => void;
};

/** pg-boss allows no less; a process that vanished is noticed after it. */
const HEARTBEAT_SECONDS = 10;
const HEARTBEAT_REFRESH_SECONDS = 3;
/** A flow's next job is let go by the process whose job ended; this is for what that process could not do any more. */
const FLOW_SECONDS = 1;
const SUPERVISE_SECONDS = 2;
/** Connections: handlers use the store's own pool. */
const CONNECTIONS = 4;
/** A process that is cut off from the network must not keep its locks for the two hours of the system's default. */
const KEEPALIVE = '-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3';
const SCHEMA = 'pgboss';
/** `cancel <ids>` and `wake <queue>` for the other processes: heartbeats and polls would take seconds to. */
const CHANNEL = 'engine';
/** For what nobody announces: a job whose process vanished, a pause that is over. */
const POLL_SECONDS = 2;
/** What is done is of no further use but for looking at what happened yesterday. */
const KEEP_DONE_SECONDS = 24 * 3600;

/** Opens the engine and makes its queues. A single server takes up what its dead predecessor was at, at once. */
export async function openEngine(store: EngineStore, options: EngineOptions): Promise<Engine> {
  const boss = new PgBoss({
    ...(store.connection as DatabaseOptions), // pg's own options; the types differ in what may be undefined
    max: CONNECTIONS,
    ...(store.kind === 'external' ? { options: KEEPALIVE } : {}),
    schema: SCHEMA,
    useListenNotify: true,
    flowIntervalSeconds: FLOW_SECONDS,
    superviseIntervalSeconds: SUPERVISE_SECONDS,
    monitorIntervalSeconds: SUPERVISE_SECONDS,
    // Which singletons run is read from it: left at a minute, one whose process was killed waits that long to be taken again.
    queueCacheIntervalSeconds: SUPERVISE_SECONDS,
  });
  boss.on('error', options.onError);
  await boss.start();
  try {
    for (const queue of options.queues) await makeQueue(boss, queue);
    const engine = new BossEngine(boss, store, options);
    await engine.open();
    return engine;
  } catch (error) {
    await boss.stop({ graceful: false });
    throw error;
  }
}

async function makeQueue(boss: PgBoss, queue: Queue): Promise<void> {
  const usual = {
    notify: true,
    deleteAfterSeconds: KEEP_DONE_SECONDS,
    expireInSeconds: queue.expireSeconds,
    heartbeatSeconds: HEARTBEAT_SECONDS,
  };
  const dead = deadName(queue.name);
  if (queue.hasDead) {
    await boss.createQueue(dead, { ...usual, retryLimit: 100, retryDelay: 5, retryBackoff: true, retryDelayMax: 600 });
  }
  const settings = {
    ...usual,
    retryLimit: queue.retryLimit,
    retryDelay: queue.retrySeconds,
    retryBackoff: queue.retrySeconds > 0,
    ...(queue.retrySeconds > 0 ? { retryDelayMax: queue.retryMost } : {}),
    ...(queue.hasDead ? { deadLetter: dead } : {}),
  };
  await boss.createQueue(queue.name, { ...settings, policy: queue.policy });
  await boss.updateQueue(queue.name, settings); // one that an older version made
}

class BossEngine implements Engine {
  readonly #boss: PgBoss;
  readonly #store: EngineStore;
  readonly #options: EngineOptions;
  readonly #jobs = new Running();
  #listening: AsyncDisposable | null = null;
  #isStopped = false;

  constructor(boss: PgBoss, store: EngineStore, options: EngineOptions) {
    this.#boss = boss;
    this.#store = store;
    this.#options = options;
  }

  async open(): Promise<void> {
    this.#listening = await this.#store.listen(CHANNEL, (notice) => {
      const [verb = '', rest = ''] = (notice?.id ?? '').split(' ');
      if (verb === 'cancel') this.#jobs.cancel(rest.split(','));
      else if (verb === 'wake') this.#wake(rest);
    });
    this.#boss.on('flow', () => {
      const names = this.#options.queues.map(({ name }) => name);
      this.#tell(names).catch((error: unknown) => this.#options.onError(asError(error)));
    });
    // Nobody else can be at them: the embedded store has one server, and that is this one.
    if (this.#store.kind === 'embedded') await this.#failOrphans();
  }

  get running(): number {
    return this.#jobs.count;
  }

  async send<Data>(on: Db, to: Queue<Data>, data: Data, options: SendOptions = {}): Promise<string | null> {
    const checked = to.data.parse(data) as object;
    return this.#boss.send(to.name, checked, { ...given(options), db: fromKysely(on) });
  }

  async flow(on: Db, steps: readonly Step[]): Promise<Readonly<Record<string, JobRef>>> {
    // pg-boss takes no flow in which nothing waits.
    const waits = steps.some(({ after = [] }) => after.length > 0);
    const ids = waits ? await this.#sendFlow(on, steps) : await this.#sendEach(on, steps);
    return Object.fromEntries(steps.map(({ ref, queue }) => [ref, { queue: queue.name, id: ids[ref] ?? '' }]));
  }

  #sendFlow(on: Db, steps: readonly Step[]): Promise<Record<string, string>> {
    const jobs = steps.map(
      ({ ref, queue, data, after = [], ...options }): FlowJob => ({
        ref,
        name: queue.name,
        data: queue.data.parse(data) as object,
        options: given(options),
        ...(after.length === 0 ? {} : { dependsOn: [...after] }),
      }),
    );
    return this.#boss.flow(jobs, { db: fromKysely(on) });
  }

  async #sendEach(on: Db, steps: readonly Step[]): Promise<Record<string, string>> {
    const ids: Record<string, string> = {};
    for (const { ref, queue, data, after: _after, ...options } of steps)
      ids[ref] = (await this.send(on, queue, data, options)) ?? '';
    return ids;
  }

  async cancel(jobs: readonly JobRef[], on?: Db): Promise<void> {
    const options = on === undefined ? {} : { db: fromKysely(on) };
    const byQueue = Map.groupBy(jobs, ({ queue }) => queue);
    for (const [queue, refs] of byQueue) {
      await this.#boss.cancel(
        queue,
        refs.map(({ id }) => id),
        options,
      );
    }
    // A notification holds 8,000 bytes; an id has 36.
    for (let i = 0; i < jobs.length; i += 200) {
      const ids = jobs.slice(i, i + 200).map(({ id }) => id);
      await this.#store.notify(on ?? this.#store.db, CHANNEL, { id: `cancel ${ids.join(',')}` });
    }
  }

  async work<Data>(
    from: Queue<Data>,
    concurrency: number,
    handler: (work: Work<Data>) => Promise<void>,
  ): Promise<void> {
    if (concurrency < 1) return;
    const options = {
      localConcurrency: concurrency,
      includeMetadata: true,
      pollingIntervalSeconds: 0.5,
      notifyPollingIntervalSeconds: POLL_SECONDS,
      heartbeatRefreshSeconds: HEARTBEAT_REFRESH_SECONDS,
    } as const;
    await this.#boss.work<Data, undefined, typeof options>(from.name, options, async ([job]) => {
      if (job === undefined) return undefined;
      const running = { id: job.id, queue: from.name };
      try {
        await this.#jobs.run(running, job.signal, async (signal) => {
          const isLastAttempt = job.retryCount >= job.retryLimit;
          const data = from.data.parse(job.data);
          const work = { id: job.id, data, attempt: job.retryCount + 1, isLastAttempt, signal };
          await handler(work).catch((error: unknown) => {
            // What was cancelled or given back is settled in the table already: however its handler ends, it is over.
            if (!(signal.aborted && signal.reason instanceof Stopped)) throw asError(error);
          });
        });
      } finally {
        this.#wake(from.name);
      }
      if (job.blocking) void this.#letGo();
      return undefined;
    });
  }

  async onDead<Data>(from: Queue<Data>, handler: (data: Data, why: string) => Promise<void>): Promise<void> {
    const options = {
      includeMetadata: true,
      pollingIntervalSeconds: 0.5,
      notifyPollingIntervalSeconds: POLL_SECONDS,
      heartbeatRefreshSeconds: HEARTBEAT_REFRESH_SECONDS,
    } as const;
    await this.#boss.work<Data, undefined, typeof options>(deadName(from.name), options, async ([job]) => {
      if (job === undefined) return undefined;
      await handler(from.data.parse(job.data), JSON.stringify(job.sourceOutput));
      return undefined;
    });
  }

  async schedule<Data>(to: Queue<Data>, cron: string, data: Data): Promise<void> {
    await this.#boss.schedule(to.name, cron, to.data.parse(data) as object);
  }

  async waitingOf(on: Db, queue: Queue, group: string): Promise<Waiting> {
    const { rows } = await fromKysely(on).executeSql(
      `select max(priority) as next, min(priority) filter (where group_id = $2) as last_of_group
       from ${SCHEMA}.job where name = $1 and state < 'active'`,
      [queue.name, group],
    );
    const [row] = rows as { next: number | null; last_of_group: number | null }[];
    return { next: row?.next ?? null, lastOfGroup: row?.last_of_group ?? null };
  }

  async depths(): Promise<readonly Depth[]> {
    const { rows } = await this.#boss.getDb().executeSql(
      `select name as queue, (count(*) filter (where state < 'active'))::int as waiting,
         (count(*) filter (where state = 'active'))::int as active
       from ${SCHEMA}.job where state <= 'active' group by name`,
    );
    const found = new Map((rows as Depth[]).map((row) => [row.queue, row]));
    return this.#options.queues.map(({ name }) => found.get(name) ?? { queue: name, waiting: 0, active: 0 });
  }

  async drain(ms: number): Promise<void> {
    if (this.#isStopped) return;
    this.#isStopped = true;
    // Workers take nothing more; each finishes the job that it holds.
    const stopped = Promise.all(this.#names().map((name) => this.#boss.offWork(name, { wait: true })));
    if (!(await this.#jobs.idle(ms))) {
      // First the table, then the handlers: one that returns while its job still counts as running would end it.
      await this.#giveBack(this.#jobs.list());
      this.#jobs.interrupt();
      await this.#jobs.idle(GIVE_BACK_MS);
    }
    // Before pg-boss stops: it fails whatever a worker still holds, also what was given back.
    await Promise.race([stopped, delay(GIVE_BACK_MS, undefined, { ref: false })]); // must not keep the process
    await this.#listening?.[Symbol.asyncDispose]();
    await this.#boss.stop({ graceful: true, timeout: 1000 });
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.drain(0);
  }

  /**
   * Jobs back to the queue, with a further try: being asked to stop is no failure of theirs. The next claim counts as
   * another attempt, so that nothing this process still says can settle it.
   */
  async #giveBack(jobs: readonly JobRef[]): Promise<void> {
    if (jobs.length === 0) return;
    await this.#boss.getDb().executeSql(
      `update ${SCHEMA}.job set state = 'retry', retry_limit = retry_limit + 1, heartbeat_on = null
       where id = any($1::uuid[]) and state = 'active'`,
      [jobs.map(({ id }) => id)],
    );
    await this.#tell([...new Set(jobs.map(({ queue }) => queue))]);
  }

  /** Other processes look into these queues at once. */
  async #tell(queues: readonly string[]): Promise<void> {
    for (const name of queues) await this.#store.notify(this.#store.db, CHANNEL, { id: `wake ${name}` });
  }

  async #failOrphans(): Promise<void> {
    for (const name of this.#names()) {
      const { rows } = await this.#boss
        .getDb()
        .executeSql(`select id from ${SCHEMA}.job where name = $1 and state = 'active'`, [name]);
      const ids = (rows as { id: string }[]).map(({ id }) => id);
      if (ids.length === 0) continue;
      await this.#boss.fail(name, ids, { message: 'the server ended while it was at this' });
      // Growing pauses are for jobs that fail; this is none, though the server died several times: it uses up its tries.
      await this.#boss
        .getDb()
        .executeSql(
          `update ${SCHEMA}.job set start_after = now() where name = $1 and id = any($2::uuid[]) and state = 'retry'`,
          [name, ids],
        );
    }
  }

  #names(): string[] {
    return this.#options.queues.flatMap(({ name, hasDead }) => (hasDead ? [name, deadName(name)] : [name]));
  }

  /** A worker that was busy heard no notification: it looks again at once instead of at its next poll. */
  #wake(name: string): void {
    for (const { name: queue, id } of this.#boss.getWipData()) if (queue === name) this.#boss.notifyWorker(id);
  }

  /** Lets go what waited for the job that is just ending, without waiting for the timer. */
  async #letGo(): Promise<void> {
    for (const pause of LET_GO_MS) {
      await delay(pause);
      if (this.#isStopped) return;
      // The timer does it too: a database that is away for a moment costs a second.
      await this.#boss.resolveFlow().catch((error: unknown) => this.#options.onError(asError(error)));
    }
  }
}

/** Time for a killed child to be gone, and for what a handler cleans up. */
const GIVE_BACK_MS = 5000;
/** The job's end is written right after its handler returned; on a busy machine a little later. */
const LET_GO_MS = [15, 60, 250];

function given({ key, priority, group, afterSeconds }: SendOptions): {
  singletonKey?: string;
  priority?: number;
  group?: { id: string };
  startAfter?: number;
} {
  return {
    ...(key === undefined ? {} : { singletonKey: key }),
    ...(priority === undefined ? {} : { priority }),
    ...(group === undefined ? {} : { group: { id: group } }),
    ...(afterSeconds === undefined ? {} : { startAfter: afterSeconds }),
  };
}

const asError = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)));
