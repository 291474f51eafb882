import type { Depth } from '../../engine/engine.ts';
import type { Desk } from '../desk.ts';

/** What a deployment is doing, for operators. Counted when somebody asks. */
export type Workload = {
  readonly turns: Readonly<Record<string, number>>;
  readonly renders: Readonly<Record<string, number>>;
  readonly accounts: Readonly<Record<string, number>>;
  readonly queues: readonly Depth[];
  /** Seconds of finished video per second of work, over the last hour; null: nothing was finished. */
  readonly renderSpeed: number | null;
  /** Share of a render's parts that were there already, over the last hour; null: as above. */
  readonly partsReused: number | null;
};

const HOUR_MS = 3_600_000;
/** Renders that the last hour's figures look at. */
const LOOKED_AT = 200;

export async function workload(desk: Desk): Promise<Workload> {
  const { db } = desk.store;
  const [turns, renders, accounts, queues, recent] = await Promise.all([
    db
      .selectFrom('turns')
      .select(['state as name', db.fn.countAll<number>().as('count')])
      .groupBy('state')
      .execute(),
    db
      .selectFrom('renders')
      .select(['state as name', db.fn.countAll<number>().as('count')])
      .groupBy('state')
      .execute(),
    db
      .selectFrom('accounts')
      .select(['kind as name', db.fn.countAll<number>().as('count')])
      .groupBy('kind')
      .execute(),
    desk.engine.depths(),
    db
      .selectFrom('renders')
      .select(['duration_ms', 'started_at', 'completed_at', 'report'])
      .where('state', '=', 'completed')
      .where('completed_at', '>', new Date(desk.clock().getTime() - HOUR_MS))
      .limit(LOOKED_AT)
      .execute(),
  ]);
  return {
    turns: byName(turns),
    renders: byName(renders),
    accounts: byName(accounts),
    queues,
    renderSpeed: ratio(recent.map((one) => [one.duration_ms ?? 0, spent(one)])),
    partsReused: ratio(recent.map(({ report }) => partsOf(report))),
  };
}

const byName = (rows: readonly { name: string; count: number }[]): Record<string, number> =>
  Object.fromEntries(rows.map(({ name, count }) => [name, Number(count)]));

const spent = (render: { started_at: Date | null; completed_at: Date | null }): number =>
  render.started_at === null || render.completed_at === null
    ? 0
    : render.completed_at.getTime() - render.started_at.getTime();

function partsOf(report: unknown): [number, number] {
  const chunks = (report as { chunks?: { cached?: unknown; total?: unknown } } | null)?.chunks;
  return [Number(chunks?.cached ?? 0), Number(chunks?.total ?? 0)];
}

function ratio(pairs: readonly (readonly [number, number])[]): number | null {
  const [above, below] = pairs.reduce(([a, b], [x, y]) => [a + x, b + y], [0, 0]);
  return below > 0 ? above / below : null;
}

/** How long the store may take to answer before it counts as away. */
const ANSWER_MS = 2000;

/** What work needs, and whether it is there. */
export async function readiness(desk: Desk): Promise<{ readonly database: boolean; readonly storage: boolean }> {
  const [database, storage] = await Promise.all([
    answers(desk.store.db.selectFrom('accounts').select('id').limit(1).execute()),
    answers(desk.store.blobs.stat('media/none')),
  ]);
  return { database, storage };
}

async function answers(work: Promise<unknown>): Promise<boolean> {
  const late = new Promise<boolean>((done) => setTimeout(() => done(false), ANSWER_MS).unref());
  return Promise.race([
    work.then(
      () => true,
      () => false,
    ),
    late,
  ]);
}
