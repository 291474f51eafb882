import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { latestState, patchDraft } from '../../src/app/service/state.ts';
import { cancelTurn } from '../../src/app/service/turns.ts';
import { makersFrom } from '../../src/llm/make/makers.ts';
import { audit, balance, history } from '../../src/store/ledger.ts';
import { makingsOfSession } from '../../src/store/makings.ts';
import { startDesk } from '../support/children.ts';
import { seedCluster } from '../support/cluster-template.ts';
import {
  accountWith,
  ask,
  eventsOf,
  openTestDesk,
  type Place,
  projectOf,
  say,
  type TestDesk,
  upload,
} from '../support/desk.ts';
import { makeStill, makeVideo, tempFolder } from '../support/make-media.ts';
import { falQueued, happens, type MakerAnswer, type MakerServer, makerServer } from '../support/maker-server.ts';
import { newFolder, removeFolder } from '../support/store.ts';

/** Things made by providers' models on a server: durable jobs, credits, one order each. A provider on loopback. */

const media = tempFolder();
let desk: TestDesk;
let fal: MakerServer;
let still: Buffer;
/** How the provider behaves now. */
let status: () => MakerAnswer = () => ({ json: { status: 'COMPLETED' } });
let file: () => MakerAnswer = () => ({ json: {}, status: 404 });

const env = (origin: string): Record<string, string> => ({
  TELLCUT_IMAGE_MODEL: 'fal/fal-ai/flux',
  TELLCUT_IMAGE_BASE_URL: origin,
  TELLCUT_VIDEO_MODEL: 'fal/fal-ai/veo',
  TELLCUT_VIDEO_BASE_URL: origin,
});

before(async () => {
  makeVideo(media.file('clip.mp4'), { frames: 25, rate: { num: 25, den: 1 }, width: 160, height: 90 });
  makeStill(media.file('made.png'), 'png', 3, { width: 160, height: 90 });
  still = readFileSync(media.file('made.png'));
  fal = await makerServer((origin) => [
    [/^POST /, (_asked, nth) => falQueued(origin, `req-${nth}`)],
    [/\/status$/, () => status()],
    [/^GET .*requests\//, () => ({ json: { images: [{ url: `${origin}/file` }], video: { url: `${origin}/file` } } })],
    [/^GET \/file/, () => file()],
    [/^PUT /, () => ({ json: {} })],
  ]);
  desk = await openTestDesk({ makers: makersFrom(env(fal.origin)) });
});
after(async () => {
  await desk[Symbol.asyncDispose]();
  await fal[Symbol.asyncDispose]();
  media[Symbol.dispose]();
});

async function place(credits = 100): Promise<Place> {
  const at = await projectOf(desk, await accountWith(desk, credits));
  await upload(desk, at, media.file('clip.mp4'));
  status = () => ({ json: { status: 'COMPLETED' } });
  file = () => ({ bytes: still, type: 'image/png' });
  return at;
}

const orders = (): number => fal.count('POST', /./);
const credits = async (at: Place): Promise<number[]> => {
  const { available, frozen } = await balance(desk.store.db, at.accountId);
  return [available, frozen];
};
const clipsOf = async (at: Place): Promise<number> => {
  const { state } = await latestState(desk, at);
  const { t } = state['draft'] as { t: { tt: number; sg: unknown[] }[] };
  return t.find(({ tt }) => tt === 0)?.sg.length ?? 0;
};

test('a picture by words: a hold, one order, the file in the project, the credits taken once; asked again it costs nothing', async () => {
  const at = await place();
  const before = orders();
  const text = 'generate an image of a lighthouse at dusk and put it at the start';
  const turnId = await ask(desk, at, text);
  const events = await eventsOf(desk, turnId);
  const labels = events.map(({ event }) => JSON.stringify(event.customMetadata ?? null));
  assert.ok(labels.join().includes('fal/fal-ai/flux makes a picture; cost: 5 credits'), labels.join('\n'));
  const words = JSON.stringify(events.map(({ event }) => event));
  assert.match(words, /Made by fal\/fal-ai\/flux; it cost 5 credits\./);
  // One for the turn, five for the picture.
  assert.deepEqual(await credits(at), [94, 0]);
  assert.equal(await clipsOf(at), 2);
  const { state } = await latestState(desk, at);
  const [shown] = state['generated_media'] as Record<string, unknown>[];
  assert.deepEqual(
    [shown?.['kind'], shown?.['status'], shown?.['progress'], shown?.['credits'], shown?.['prompt']],
    ['image', 'done', 100, 5, 'a lighthouse at dusk'],
  );
  assert.match(await say(desk, at, text), /Put in the picture/);
  assert.deepEqual(await credits(at), [93, 0]);
  const elsewhere = await projectOf(desk, at.accountId);
  await say(desk, elsewhere, text);
  assert.equal(orders() - before, 1, 'ordered once');
  const lines = await history(desk.store.db, at.accountId, { limit: 50 });
  assert.equal(lines.filter(({ ref, kind }) => ref.startsWith('make ') && kind === 'capture').length, 1);
  assert.deepEqual(await audit(desk.store.db), []);
});

test('a clip costs more than the limit: it is asked about first, and "go" has it made', async () => {
  const at = await place();
  const before = orders();
  const asked = await say(desk, at, 'generate a 2-second clip of waves and put it at the end');
  assert.match(
    asked,
    /That is a video clip, made by fal\/fal-ai\/veo\. Cost: 20 credits\. Say "go" and I make it; nothing was charged so far\./,
  );
  assert.equal(orders(), before);
  assert.deepEqual(await credits(at), [100, 0]);
  makeVideo(media.file('waves.mp4'), { frames: 50, rate: { num: 25, den: 1 }, width: 160, height: 90 });
  file = () => ({ bytes: readFileSync(media.file('waves.mp4')), type: 'video/mp4' });
  await say(desk, at, 'go');
  assert.equal(orders() - before, 1);
  assert.deepEqual(await credits(at), [79, 0]);
  assert.equal(await clipsOf(at), 2);
});

test('what fails is given back, and named; nothing is ordered that cannot be paid', async () => {
  const at = await place(7);
  file = () => ({ write: (response) => response.end('<html>sorry</html>') });
  assert.match(await say(desk, at, 'generate an image of a cat'), /is not a picture/);
  assert.deepEqual(await credits(at), [7, 0]);
  status = () => ({ json: { status: 'COMPLETED', error: 'x' } });
  file = () => ({ bytes: still, type: 'image/png' });
  await say(desk, at, 'generate an image of a cat');
  assert.deepEqual(await credits(at), [1, 0]);
  const before = orders();
  assert.match(await say(desk, at, 'generate an image of a dog'), /credits/);
  assert.equal(orders(), before);
  assert.deepEqual(await credits(at), [1, 0]);
  const rows = await makingsOfSession(desk.store.db, at.sessionId, 10);
  assert.deepEqual(rows.map(({ state }) => state).toSorted(), ['done', 'failed']);
  assert.deepEqual(await audit(desk.store.db), []);
});

test('who stops the turn calls it off with the provider, and pays nothing', async () => {
  const at = await place();
  status = () => ({ json: { status: 'IN_QUEUE', queue_position: 4 } });
  const turnId = await ask(desk, at, 'generate an image of a whale');
  const looked = fal.count('GET', /status/);
  await happens('two looks', () => fal.count('GET', /status/) >= looked + 2);
  assert.deepEqual(await credits(at), [94, 6]);
  await cancelTurn(desk, { accountId: at.accountId, turnId });
  assert.deepEqual(await credits(at), [100, 0]);
  await happens('a call to the provider', () => fal.count('PUT', /cancel/) > 0);
  const [row] = await makingsOfSession(desk.store.db, at.sessionId, 10);
  assert.equal(row?.state, 'cancelled');
  assert.deepEqual(await audit(desk.store.db), []);
});

test('an operation by hand has it made too, and asks by its failure', async () => {
  const at = await place();
  const { version } = await latestState(desk, at);
  const call = { op: 'generate_video', prompt: 'a storm', duration: 2 };
  await assert.rejects(patchDraft(desk, { ...at, baseVersion: version, operations: [call] }), {
    code: 'make.needs_go',
  });
  const image = { op: 'generate_image', prompt: 'a storm', position: 'start' };
  const after = await patchDraft(desk, { ...at, baseVersion: version, operations: [image] });
  assert.match(after.changes.join(' '), /Put in the picture of "a storm" at 0:00/);
  assert.deepEqual(await credits(at), [95, 0]);
});

test('kill -9 while the provider works: ordered once, finished once, paid once', async () => {
  const folder = newFolder();
  await seedCluster(folder);
  try {
    status = () => ({ json: { status: 'IN_PROGRESS' } });
    file = () => ({ bytes: still, type: 'image/png' });
    const before = orders();
    const looked = fal.count('GET', /status/);
    const text = 'generate an image of a comet and put it at the start';
    await using first = startDesk([folder, '--media', media.file('clip.mp4'), '--ask', text], env(fal.origin));
    const { data: begun } = await first.until(({ kind }) => kind === 'begun');
    await happens('a look', () => fal.count('GET', /status/) > looked);
    await first.kill('SIGKILL');
    status = () => ({ json: { status: 'COMPLETED' } });
    await using second = startDesk([folder, '--follow', JSON.stringify(begun)], env(fal.origin));
    const { data: ended } = await second.until(({ kind }) => kind === 'ended', 45_000);
    assert.equal(orders() - before, 1, 'ordered once');
    const { balance: left, kinds } = ended as unknown as {
      balance: { available: number; frozen: number };
      kinds: string[];
    };
    assert.equal(left.frozen, 0);
    assert.deepEqual(kinds.filter((kind) => kind === 'capture').length, 2, 'one for the turn, one for the picture');
  } finally {
    removeFolder(folder);
  }
});
