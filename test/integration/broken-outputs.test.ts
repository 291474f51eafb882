import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Asset } from '../../src/draft/facts.ts';
import type { Draft } from '../../src/draft/model.ts';
import { solidPicture } from '../../src/media/picture.ts';
import type { Pool } from '../../src/media/pool.ts';
import { SoundDone } from '../../src/protocol/tasks.ts';
import type { CheckItem, SelfCheck } from '../../src/render/self-check.ts';
import { makeVideo, numberedPicture, SOUND_RATE, type VideoSpec } from '../support/make-media.ts';
import { makeSource } from '../support/make-source.ts';
import { canvasOf, clipOf, draftOf, RenderBench } from '../support/render-bench.ts';

/** The file of a render is broken on purpose, between the join and the look at it: the render's own status must say so. */

const bench = new RenderBench();
after(() => bench[Symbol.asyncDispose]());
const RATE = { num: 25, den: 1 };
const FRAMES = 100;
const value = (n: number): number => 0.3 * Math.sin((2 * Math.PI * 440 * n) / SOUND_RATE);
const WHOLE: VideoSpec = { frames: FRAMES, rate: RATE, bFrames: 0, sound: { seconds: FRAMES / 25, value } };
let asset: Asset;
let draft: Draft;

before(() => {
  makeVideo(bench.file('a.mp4'), WHOLE);
  asset = bench.add('a.mp4');
  const plain = draftOf(canvasOf(96, 64, 25), { main: [clipOf(asset, 0, FRAMES * 40)] });
  draft = { ...plain, master: { targetLufs: -14, peakDb: -1.5 } };
});

/** A pool in which what a task has done is changed once it is done. */
function meddled(change: (kind: string, out: string, result: unknown) => unknown): Pool {
  return {
    size: bench.pool.size,
    run: async (task, options) => {
      const result = await bench.pool.run(task, options);
      const { out } = task as { readonly out?: string };
      return change(task.kind, out ?? '', result) ?? result;
    },
    close: () => Promise.resolve(),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

async function checked(pool: Pool): Promise<SelfCheck> {
  const { check } = await bench.render(draft, { pool });
  assert.ok(check !== null);
  return check;
}

/** The check of a file that something else was put in the place of. */
const replaced = (make: (out: string) => void): Promise<SelfCheck> =>
  checked(
    meddled((kind, out) => {
      if (kind === 'join') make(out);
    }),
  );

const failing = ({ items }: SelfCheck): CheckItem['rule'][] => items.filter((item) => !item.ok).map(({ rule }) => rule);

test('a file that nobody broke passes all of nine rules', async () => {
  const check = await checked(bench.pool);
  const rules = check.items.map(({ rule }) => rule).toSorted();
  const all = ['black', 'drift', 'frames', 'frozen', 'length', 'loudness', 'peak', 'rate', 'start'];
  assert.deepEqual([rules, failing(check), check.ok], [all, [], true]);
});

for (const [what, spec, rules] of [
  ['a picture is missing', { ...WHOLE, frames: FRAMES - 1 }, ['frames', 'length', 'drift']],
  ['a second is missing', { ...WHOLE, frames: 75, sound: { seconds: 3, value } }, ['frames', 'length']],
  ['sound ends 200 ms late', { ...WHOLE, sound: { seconds: 4.2, value } }, ['drift']],
  ['sound begins 100 ms late', { ...WHOLE, sound: { seconds: 3.9, value, offset: 0.1 } }, ['drift']],
  ['the picture begins late', { ...WHOLE, timeOf: (n: number) => 0.08 + n / 25 }, ['start', 'drift']],
  ['pictures come unevenly', { ...WHOLE, timeOf: (n: number) => (n + (n % 2) * 0.4) / 25 }, ['rate']],
] as const) {
  test(`${what}: ${rules.join(', ')}`, async () => {
    const check = await replaced((out) => makeVideo(out, spec));
    for (const rule of rules) assert.ok(failing(check).includes(rule), failing(check).join(' '));
    assert.equal(check.ok, false);
  });
}

test('a file without sound, and one that is none', async () => {
  const { sound: _, ...silent } = WHOLE;
  const mute = await replaced((out) => makeVideo(out, silent));
  assert.deepEqual([failing(mute).includes('drift'), mute.ok], [true, false]);
  const cut = await replaced((out) => makeVideo(out, { ...WHOLE, frames: 1 }));
  assert.equal(cut.ok, false);
});

for (const [rule, look] of [
  ['black', 'black'],
  ['frozen', 'the same picture'],
] as const) {
  test(`two seconds of ${look} that the draft does not explain are told with their place`, async () => {
    const check = await replaced((out) =>
      makeSource(out, {
        frames: FRAMES,
        rate: RATE,
        container: 'mp4',
        encoderOptions: { bf: '0', preset: 'veryfast', crf: '20' },
        size: () => [320, 180],
        sound: { seconds: FRAMES / 25, channels: 2, value },
        draw: (frame, width, height) => {
          const isOdd = frame >= 25 && frame < 75;
          if (isOdd && rule === 'black') return solidPicture(width, height, [0, 0, 0, 255]);
          return numberedPicture(isOdd ? 77 : frame * 3, width, height);
        },
      }),
    );
    assert.ok(failing(check).includes(rule), failing(check).join(' '));
    const [stretch] = check[rule];
    assert.ok(stretch !== undefined, JSON.stringify(check));
    assert.ok(Math.abs(stretch.start - 1000) <= 500 && Math.abs(stretch.end - 3000) <= 500, JSON.stringify(check));
    assert.equal(check.items.find((item) => item.rule === rule)?.weight, 'notice');
  });
}

for (const [rule, loudness, ok] of [
  ['peak', { integrated: -14, range: 1, truePeak: 0.4 }, false],
  ['loudness', { integrated: -23, range: 1, truePeak: -3 }, true],
] as const) {
  test(`sound whose ${rule} is not what was asked for`, async () => {
    const pool = meddled((kind, _, result) =>
      kind === 'sound' ? { ...SoundDone.parse(result), loudness } : undefined,
    );
    draft = { ...draft, master: { ...draft.master, peakDb: draft.master.peakDb - 0.1 } }; // made anew, not from the cache
    const check = await checked(pool);
    assert.deepEqual([failing(check), check.ok], [[rule], ok]);
  });
}
