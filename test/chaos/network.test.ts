import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type DeskChild, logged, startDesk } from '../support/children.ts';
import { tempFolder } from '../support/make-media.ts';
import { noNetworks, openDebianPostgres, openNetwork } from '../support/networks.ts';
import { makeNumberedVideo } from '../support/numbered.ts';
import { openTestS3 } from '../support/s3.ts';
import { newFolder, removeFolder } from '../support/store.ts';

const keys = (child: DeskChild, message: string): string[] =>
  logged(child, message).flatMap((line) => line['keys'] as string[]);

const open = (child: DeskChild): Promise<unknown> => child.until(({ kind }) => kind === 'open');
const isBusy = (child: DeskChild): Promise<unknown> =>
  child.until(
    () =>
      logged(child, 'chunks done').length >= 1 &&
      keys(child, 'chunks begun').length > keys(child, 'chunks done').length,
  );

test('workers on machines of their own: one is killed, one is cut off, the render completes and nothing finished is done twice', {
  skip: noNetworks() ?? false,
}, async () => {
  const folders = Array.from({ length: 5 }, newFolder);
  const files = newFolder();
  using media = tempFolder();
  makeNumberedVideo(media.file('film.mp4'), { width: 640, height: 360, fps: 25, frames: 800, half: 'upper' });
  using network = openNetwork(3);
  using postgres = await openDebianPostgres(network.address);
  await using s3 = await openTestS3(files, network.address);
  const env = {
    DATABASE_URL: postgres.url,
    TELLCUT_SECRET: 'the same secret for all of these processes',
    S3_ENDPOINT: s3.endpoint,
    S3_BUCKET: s3.bucket,
    S3_REGION: s3.region,
    S3_ACCESS_KEY_ID: s3.accessKeyId,
    S3_SECRET_ACCESS_KEY: s3.secretAccessKey,
    TELLCUT_WORKERS: '1',
  };
  const [killedOn, cutOn, lateOn] = network.machines;
  assert.ok(killedOn !== undefined && cutOn !== undefined && lateOn !== undefined);
  try {
    await using killed = startDesk([folders[0] ?? ''], env, killedOn.through);
    await using cut = startDesk([folders[1] ?? ''], env, cutOn.through);
    await Promise.all([open(killed), open(cut)]);
    const server = { ...env, TELLCUT_WORKERS: '0' };
    const film = ['--media', media.file('film.mp4'), '--say', 'make it darker', '--render', 'r1'];
    await using first = startDesk([folders[2] ?? '', ...film], server);
    const { data: begun } = await first.until(({ kind }) => kind === 'begun');
    await using second = startDesk([folders[3] ?? '', '--follow', JSON.stringify(begun)], server);
    await Promise.all([isBusy(killed), isBusy(cut)]);
    await killed.kill('SIGKILL');
    cutOn.setLink('down');
    const finished = [killed, cut].flatMap((child) => keys(child, 'chunks done'));
    await using late = startDesk([folders[4] ?? ''], env, lateOn.through);
    const { data: end } = await first.until(({ kind }) => kind === 'ended', 240_000);
    assert.equal((end['render'] as { state: string }).state, 'completed');
    const again = keys(late, 'chunks begun').filter((key) => finished.includes(key));
    assert.deepEqual(again, []);
    // A client of another server saw it too, and never backwards.
    await second.until(({ kind }) => kind === 'ended');
    const seen = second.said.filter(({ kind }) => kind === 'render').map(({ data }) => Number(data['progress']));
    assert.deepEqual(
      seen,
      seen.toSorted((a, b) => a - b),
    );
    assert.equal(seen.at(-1), 100);
    assert.ok(seen.length > 3);
    // The one that was cut off comes back, and is of use again: it lives, and takes the next jobs alone.
    cutOn.setLink('up');
    await late.kill('SIGTERM');
    await using next = startDesk([folders[2] ?? '', '--media', media.file('film.mp4'), '--render', 'r2'], server);
    const { data: nextEnd } = await next.until(({ kind }) => kind === 'ended', 240_000);
    assert.equal((nextEnd['render'] as { state: string }).state, 'completed');
  } finally {
    for (const folder of [...folders, files]) removeFolder(folder);
  }
});
