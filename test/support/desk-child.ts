import { parseArgs } from 'node:util';
import type { Desk, Log } from '../../src/app/desk.ts';
import { openDesk } from '../../src/app/open-desk.ts';
import { createProject } from '../../src/app/service/projects.ts';
import { followRender, startRender } from '../../src/app/service/renders.ts';
import { latestState } from '../../src/app/service/state.ts';
import { followTurn, startTurn } from '../../src/app/service/turns.ts';
import { balance } from '../../src/store/ledger.ts';
import { accountWith, NO_NETWORK, type Place, SKILL, testSettings, upload } from './desk.ts';

/**
 * A process with a desk, for tests that kill it: `node desk-child.ts <folder> [--media FILE] [--say TEXT] [--ask TEXT]
 * [--render ID] [--follow JSON]`. Prints one JSON line for each thing that happens and lives until it is ended; SIGTERM
 * drains it. Settings beyond the tests' own come from the environment.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    media: { type: 'string' },
    say: { type: 'string' },
    ask: { type: 'string' },
    render: { type: 'string' },
    follow: { type: 'string' },
  },
});
const folder = positionals[0] ?? '';

const print = (kind: string, data: unknown): void => void process.stdout.write(`${JSON.stringify({ kind, data })}\n`);
const level =
  (name: string): Log['info'] =>
  (data, message) =>
    print('log', {
      level: name,
      message,
      ...data,
      ...(data['err'] instanceof Error ? { err: data['err'].stack } : {}),
    });
const log: Log = { debug: level('debug'), info: level('info'), warn: level('warn'), error: level('error') };

const env = Object.fromEntries(Object.entries(process.env).map(([name, value]) => [name, value ?? '']));
const settings = testSettings(folder, env);
const began = performance.now();
const desk = await openDesk({ settings, outbound: NO_NETWORK, brain: null, log });
/** A worker has nothing else that keeps it alive. */
const alive = setInterval(() => undefined, 60_000);
process.once('SIGTERM', () => {
  clearInterval(alive);
  const asked = performance.now();
  void desk
    .drain(settings.drain)
    .then(() => desk[Symbol.asyncDispose]())
    .then(() => print('drained', { ms: Math.round(performance.now() - asked) }));
});
print('open', { ms: Math.round(performance.now() - began) });

/** What is to be followed to its end, also by a process that comes later. */
type Follow = { readonly place: Place; readonly turnId: string | null; readonly renderId: string | null };

const signal = new AbortController().signal;
if (values.media !== undefined) await follow(await begin(values.media));
else if (values.follow !== undefined) await follow(JSON.parse(values.follow) as Follow);

async function begin(media: string): Promise<Follow> {
  const accountId = await accountWith(desk, 10);
  const place = { accountId, ...(await createProject(desk, { accountId, name: 'A film', language: 'en' })) };
  await upload({ ...desk, folder, lines: [] }, place, media, 'film.mp4');
  const request = { ...place, attribution: SKILL };
  if (values.say !== undefined) {
    const { turnId } = await startTurn(desk, { ...request, text: values.say });
    for await (const _ of followTurn(desk, turnId, { after: 0, signal }));
  }
  const turnId = values.ask === undefined ? null : (await startTurn(desk, { ...request, text: values.ask })).turnId;
  const renderId = values.render ?? null;
  if (renderId !== null) {
    const options = { resolution: '360p', quality: 'high' } as const;
    await startRender(desk, { ...request, id: renderId, draft: null, options, webhook: null });
  }
  const begun = { place, turnId, renderId };
  print('begun', begun);
  return begun;
}

async function follow({ place, turnId, renderId }: Follow): Promise<void> {
  if (turnId !== null)
    for await (const { seq, event } of followTurn(desk, turnId, { after: 0, signal })) print('event', { seq, event });
  if (renderId !== null)
    for await (const view of followRender(desk, { ...place, id: renderId, signal })) print('render', view);
  print('ended', await outcome(desk, place, renderId));
}

async function outcome(on: Desk, place: Place, renderId: string | null): Promise<Record<string, unknown>> {
  const { db } = on.store;
  const { version, state } = await latestState(on, place);
  const versions = await db
    .selectFrom('draft_versions')
    .select('number')
    .where('session_id', '=', place.sessionId)
    .execute();
  const captures = await db
    .selectFrom('ledger_transactions')
    .select('kind')
    .where('account_id', '=', place.accountId)
    .execute();
  const render =
    renderId === null
      ? null
      : await db.selectFrom('renders').select(['state', 'report']).where('id', '=', renderId).executeTakeFirst();
  return {
    version,
    versions: versions.length,
    summary: state['summary'],
    balance: await balance(db, place.accountId),
    kinds: captures.map(({ kind }) => kind),
    render,
  };
}
