import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { crc32 } from 'node:zlib';
import { TellcutError, toProblem } from '../../src/base/errors.ts';
import type { Draft } from '../../src/draft/model.ts';
import { openPartCache } from '../../src/render/cache.ts';
import { type ExportOptions, profileFor } from '../../src/render/profile.ts';
import type { RenderReport } from '../../src/render/render.ts';
import { runCli } from '../support/cli.ts';
import { makeVideo, SOUND_RATE } from '../support/make-media.ts';
import { canvasOf, clipOf, draftOf, RenderBench } from '../support/render-bench.ts';
import { smallDisk } from '../support/small-disk.ts';

/** Disks that fill up while a file is made: a name that tells what to do, nothing half-written, and on from there. */

const CANVAS = canvasOf(192, 128, 25);
/** Several chunks; and what is enough for a file of each format. */
const SECONDS = 20;
const SHORT = 4;
const bench = new RenderBench();
let silent: Draft;
let heard: Draft;

before(() => {
  const spec = { rate: { num: 25, den: 1 }, width: 192, height: 128 };
  const sound = { seconds: SHORT, value: (n: number) => 0.3 * Math.sin((2 * Math.PI * 440 * n) / SOUND_RATE) };
  makeVideo(bench.file('silent.mp4'), { ...spec, frames: SECONDS * 25 });
  makeVideo(bench.file('heard.mp4'), { ...spec, frames: SHORT * 25, sound });
  // Noise, as cameras make, so that the file has some size.
  const of = (name: string, seconds: number): Draft => {
    const effects = [{ kind: 'grain', amount: 0.6 }] as const;
    return draftOf(CANVAS, { main: [clipOf(bench.add(name), 0, seconds * 1000, { effects: [...effects] })] });
  };
  silent = of('silent.mp4', SECONDS);
  heard = of('heard.mp4', SHORT);
});
after(() => bench[Symbol.asyncDispose]());

const NO_MOUNT = 'only root may mount a small disk';

type Where = {
  readonly out: string;
  readonly cache: string;
  readonly scratch: string;
  readonly draft?: Draft;
  readonly options?: Partial<ExportOptions>;
};

function render({ out, cache, scratch, draft = heard, options = {} }: Where): Promise<RenderReport> {
  mkdirSync(scratch, { recursive: true });
  return bench.render(draft, {
    out,
    scratch,
    cache: openPartCache({ folder: cache }),
    profile: profileFor(CANVAS, { resolution: null, fps: null, quality: 'high', ...options }),
  });
}

/** The failure of a full disk, which names `file` and no folder of ours. */
async function assertFull(rendered: Promise<RenderReport>, file: RegExp, hidden: string): Promise<void> {
  const error = await rendered.then(
    () => assert.fail('it was written all the same'),
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof TellcutError && error.code === 'render.disk_full', String(error));
  for (const lang of ['en', 'zh'] as const) {
    const { message, apiCode, status, remedy } = toProblem(error, lang);
    assert.deepEqual([apiCode, status, remedy], [5002, 507, 'retry']);
    assert.match(message, file);
    assert.ok(!message.includes(hidden) && !/\.chunk|sound-|\//.test(message), message);
  }
}

/** The parts of a cache: each tells its size and checksum in its name. */
function partsIn(folder: string): { readonly name: string; readonly bytes: Buffer }[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map(({ parentPath, name }) => ({ name, bytes: readFileSync(path.join(parentPath, name)) }));
}

test('the disk of the cache fills up: what was finished is kept whole, and the next run goes on from it', async (t) => {
  using disk = smallDisk(8_000_000);
  if (disk === null) return t.skip(NO_MOUNT);
  const whole = await render({
    out: bench.file('whole.mp4'),
    cache: bench.file('cache-a'),
    scratch: bench.file('scratch-a'),
    draft: silent,
  });
  assert.ok(whole.chunks.total >= 5);
  const where = {
    out: bench.file('out.mp4'),
    cache: path.join(disk.path, 'cache'),
    scratch: path.join(disk.path, 'scratch'),
    draft: silent,
  };
  disk.leave(Math.round(whole.bytes * 0.6));
  await assertFull(render(where), /cache|缓存/, disk.path);
  assert.ok(!readdirSync(bench.folder).some((name) => name === 'out.mp4' || name.endsWith('.part')));
  assert.deepEqual(readdirSync(where.scratch), []);
  const kept = partsIn(where.cache);
  assert.ok(kept.length > 0, 'nothing was kept');
  for (const { name, bytes } of kept) {
    const sum = crc32(bytes).toString(16).padStart(8, '0');
    assert.ok(name.endsWith(`-${bytes.length}-${sum}`), `${name} is not whole`);
  }
  disk.leave(6_000_000);
  const again = await render(where);
  assert.ok(again.chunks.cached > 0 && again.chunks.encoded > 0, JSON.stringify(again.chunks));
  assert.equal(again.chunks.cached + again.chunks.encoded, whole.chunks.total);
  assert.deepEqual([again.check?.ok, again.frames], [true, whole.frames]);
});

for (const format of ['mp4', 'webm', 'gif', 'wav', 'png'] as const) {
  test(`the disk of the ${format} fills up, early or with its last bytes: it is named, and nothing stays behind`, async (t) => {
    using disk = smallDisk(64_000_000);
    if (disk === null) return t.skip(NO_MOUNT);
    const out = path.join(disk.path, `film.${format}`);
    const options = format === 'png' ? { format, stretches: [{ start: 500, end: 500 }] } : { format };
    const where = { out, cache: bench.file('cache-b'), scratch: bench.file('scratch-b'), options };
    const { bytes } = await render(where);
    const whole = readFileSync(out);
    for (const left of [0, Math.round(bytes / 2), bytes - 1]) {
      // Whole pages: a little less room than the file takes.
      const pages = Math.floor(left / 4096) * 4096;
      readdirSync(disk.path).forEach((name) => assert.ok(!name.endsWith('.part'), name));
      const other = path.join(disk.path, `film-${left}.${format}`);
      disk.leave(pages);
      await assertFull(render({ ...where, out: other }), /film-/, disk.path);
      assert.deepEqual(readdirSync(disk.path).toSorted(), ['ballast', `film.${format}`]);
    }
    assert.ok(readFileSync(out).equals(whole), 'the file from before is untouched');
    disk.leave(2 * bytes + 65_536);
    // WebM carries random names of its tracks.
    assert.equal((await render(where)).bytes, bytes);
  });
}

test('no room at all for half-done work is the same failure, by its name', async (t) => {
  using disk = smallDisk(65_536);
  if (disk === null) return t.skip(NO_MOUNT);
  const scratch = path.join(disk.path, 'scratch');
  mkdirSync(scratch);
  disk.leave(0);
  const where = { out: bench.file('none.mp4'), cache: path.join(disk.path, 'cache'), scratch };
  await assertFull(render(where), /cache|缓存/, disk.path);
});

test('the command line says the same in one sentence, wherever the disk is full', async (t) => {
  using disk = smallDisk(3_000_000);
  if (disk === null) return t.skip(NO_MOUNT);
  for (const left of [0, 60_000]) {
    disk.leave(left);
    const env = { TELLCUT_CACHE: path.join(disk.path, 'cache') };
    const ran = await runCli(['edit', 'heard.mp4', 'make it black and white', '-o', 'bw.mp4'], {
      cwd: bench.folder,
      env,
    });
    assert.equal(ran.code, 1, ran.stderr);
    assert.match(ran.stderr, /The disk is full/);
    assert.doesNotMatch(ran.stderr, /tellcut-disk|\bat .*\.ts:\d+|ENOSPC/);
    assert.ok(!readdirSync(bench.folder).some((name) => name.includes('bw')));
  }
});
