import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type DeskChild, logged, startDesk } from '../support/children.ts';
import { seedCluster } from '../support/cluster-template.ts';
import { makeVideo, tempFolder } from '../support/make-media.ts';
import { makeSpeech } from '../support/make-speech.ts';
import { makeNumberedVideo } from '../support/numbered.ts';
import { openTestS3 } from '../support/s3.ts';
import { newFolder, openTestStore, removeFolder } from '../support/store.ts';

/** Processes that end at the worst moment. What was acknowledged happens, once; what was finished is not done again. */

const media = tempFolder();

before(() => {
  makeNumberedVideo(media.file('film.mp4'), { width: 320, height: 180, fps: 25, frames: 600, half: 'upper' });
  const { samples } = makeSpeech({ parts: [4000, 2000, 4000, 3000, 4000], db: -20, noiseDb: -60, seed: 5 });
  const sound = { seconds: 17, value: (sample: number) => samples[sample] ?? 0 };
  makeVideo(media.file('talk.mp4'), { frames: 425, rate: { num: 25, den: 1 }, sound });
});
after(() => media[Symbol.dispose]());

const keys = (child: DeskChild, message: string): string[] =>
  logged(child, message).flatMap((line) => line['keys'] as string[]);

type Ended = {
  readonly version: number;
  readonly versions: number;
  readonly summary: string;
  readonly balance: { readonly available: number; readonly frozen: number };
  readonly kinds: readonly string[];
  readonly render: { readonly state: string; readonly report: { chunks: { total: number; cached: number } } } | null;
};
const endOf = async (child: DeskChild): Promise<Ended> =>
  (await child.until(({ kind }) => kind === 'ended')).data as unknown as Ended;

function assertNothingTwice(finished: readonly string[], after: readonly DeskChild[]): void {
  const again = after.flatMap((child) => keys(child, 'chunks begun')).filter((key) => finished.includes(key));
  assert.deepEqual(again, [], 'finished chunks were begun again');
}

function assertRising(children: readonly DeskChild[]): void {
  const seen = children.flatMap(({ said }) =>
    said.filter(({ kind }) => kind === 'render').map(({ data }) => Number(data['progress'])),
  );
  assert.deepEqual(
    seen,
    seen.toSorted((a, b) => a - b),
  );
}

test('kill -9 of a server in mid-render: the next one goes on, and renders no finished chunk again', async () => {
  const folder = newFolder();
  await seedCluster(folder);
  try {
    await using first = startDesk([
      folder,
      '--media',
      media.file('film.mp4'),
      '--say',
      'make it darker',
      '--render',
      'r1',
    ]);
    const { data: begun } = await first.until(({ kind }) => kind === 'begun');
    await first.until(() => logged(first, 'chunks done').length >= 2);
    await first.kill('SIGKILL');
    const finished = keys(first, 'chunks done');
    await using second = startDesk([folder, '--follow', JSON.stringify(begun)]);
    const opened = Date.now();
    await second.until(() => logged(second, 'chunks begun').length > 0);
    assert.ok(Date.now() - opened < 60_000, `${Date.now() - opened} ms`);
    const { render, balance } = await endOf(second);
    assert.equal(render?.state, 'completed');
    assert.equal(render.report.chunks.cached, render.report.chunks.total);
    assertNothingTwice(finished, [second]);
    assertRising([first, second]);
    assert.deepEqual(balance, { available: 9, frozen: 0, total: 9 });
  } finally {
    removeFolder(folder);
  }
});

test('kill -9 in mid-turn: the turn runs again, places one version and is charged once', async () => {
  const folder = newFolder();
  await seedCluster(folder);
  try {
    await using first = startDesk([folder, '--media', media.file('talk.mp4'), '--ask', 'cut the silences']);
    const { data: begun } = await first.until(({ kind }) => kind === 'begun');
    await first.until(({ kind, data }) => kind === 'event' && (data['event'] as { type: string }).type === 'tool_call');
    await first.kill('SIGKILL');
    await using second = startDesk([folder, '--follow', JSON.stringify(begun)]);
    const { versions, balance, kinds, summary } = await endOf(second);
    const events = second.said
      .filter(({ kind }) => kind === 'event')
      .map(({ data }) => data as { seq: number; event: { type: string } });
    assert.deepEqual(
      events.map(({ seq }) => seq),
      events.map((_, i) => i + 1),
    );
    const last = events.at(-1)?.event as { type: string; text?: string; finishReason?: string };
    assert.match(last.text ?? '', /^Removed 2 pauses/);
    assert.match(summary, /3 parts/);
    assert.equal(versions, 3); // empty, the upload, the turn
    assert.deepEqual(balance, { available: 9, frozen: 0, total: 9 });
    assert.deepEqual(kinds, ['grant', 'hold', 'capture']);
  } finally {
    removeFolder(folder);
  }
});

test('SIGTERM gives back what does not end in time, and the next server goes on', async () => {
  const folder = newFolder();
  await seedCluster(folder);
  try {
    const env = { TELLCUT_DRAIN: '300ms' };
    await using first = startDesk(
      [folder, '--media', media.file('film.mp4'), '--say', 'make it warmer', '--render', 'r1'],
      env,
    );
    const { data: begun } = await first.until(({ kind }) => kind === 'begun');
    await first.until(() => logged(first, 'chunks done').length >= 1);
    const asked = Date.now();
    await first.kill('SIGTERM');
    assert.ok(Date.now() - asked < 60_000, `${Date.now() - asked} ms`);
    assert.ok(first.said.some(({ kind }) => kind === 'drained'));
    await using second = startDesk([folder, '--follow', JSON.stringify(begun)]);
    const { render } = await endOf(second);
    assert.equal(render?.state, 'completed');
    assertNothingTwice(keys(first, 'chunks done'), [second]);
    assertRising([first, second]);
  } finally {
    removeFolder(folder);
  }
});

test('two workers on one database, files in S3: one is killed in mid-chunk, the other ends the render', async () => {
  const folders = [newFolder(), newFolder(), newFolder()] as const;
  await using store = await openTestStore();
  await using s3 = await openTestS3(newFolder());
  const env = {
    DATABASE_URL: `postgres://postgres@localhost/postgres?host=${String(store.connection.host)}`,
    TELLCUT_SECRET: 'the same secret for all of these processes',
    S3_ENDPOINT: s3.endpoint,
    S3_BUCKET: s3.bucket,
    S3_REGION: s3.region,
    S3_ACCESS_KEY_ID: s3.accessKeyId,
    S3_SECRET_ACCESS_KEY: s3.secretAccessKey,
  };
  try {
    await using one = startDesk([folders[0]], { ...env, TELLCUT_WORKERS: '1' });
    await using two = startDesk([folders[1]], { ...env, TELLCUT_WORKERS: '1' });
    await Promise.all([one, two].map((child) => child.until(({ kind }) => kind === 'open')));
    // The server takes no jobs itself: its client sees what workers elsewhere do.
    await using server = startDesk(
      [folders[2], '--media', media.file('film.mp4'), '--say', 'make it colder', '--render', 'r1'],
      { ...env, TELLCUT_WORKERS: '0' },
    );
    await one.until(() => logged(one, 'chunks done').length >= 1 && logged(one, 'chunks begun').length >= 2);
    await one.kill('SIGKILL');
    const finished = [one, two].flatMap((child) => keys(child, 'chunks done'));
    const killed = keys(one, 'chunks begun').filter((key) => !finished.includes(key));
    const { render } = await endOf(server);
    assert.equal(render?.state, 'completed');
    assertNothingTwice(keys(one, 'chunks done'), [two]);
    const made = keys(two, 'chunks begun');
    assert.equal(new Set(made).size, made.length);
    for (const key of killed) assert.ok(made.includes(key), 'what the killed one was at was made by the other');
    assertRising([server]);
  } finally {
    for (const folder of folders) removeFolder(folder);
  }
});
