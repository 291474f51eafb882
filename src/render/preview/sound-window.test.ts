import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fc } from '../../../test/support/properties.ts';
import type { Ramp, Sound } from '../../protocol/sound.ts';
import { windowOf } from './sound-window.ts';

const RATE = 48_000;

const sound = fc.record({
  source: fc.record({
    kind: fc.constant('file' as const),
    asset: fc.constant('a'),
    stream: fc.constant(null),
    from: fc.integer({ min: 0, max: 5000 }).map((ms) => ms / 1000),
    tempo: fc.constant(1),
    reverse: fc.boolean(),
    loop: fc.constant(null),
  }),
  start: fc.integer({ min: 0, max: 200_000 }),
  length: fc.integer({ min: 1, max: 400_000 }),
  gain: fc.constant(1),
  ramps: fc.constant<Ramp[]>([{ at: 0, length: 480, direction: 'in', curve: 'linear' }]),
  bus: fc.constant('voice' as const),
  duckDb: fc.constant(0),
});

/** Which source sample is heard at a sample of the timeline, and where in its ramp; null outside. */
function heardAt({ source, start, length, ramps }: Sound, at: number): { source: number; ramp: number } | null {
  const local = at - start;
  if (source.kind !== 'file' || local < 0 || local >= length) return null;
  const offset = source.reverse ? length - 1 - local : local;
  return { source: Math.round(source.from * RATE + offset), ramp: local - (ramps[0]?.at ?? 0) };
}

test('a window has at every sample what the whole has there', () => {
  fc.assert(
    fc.property(sound, fc.nat(500_000), fc.integer({ min: 1, max: 200_000 }), (whole, from, length) => {
      const windowed = windowOf([whole], from, from + length);
      assert.ok(windowed.length <= 1);
      for (const at of [from, Math.min(from + 1, from + length - 1), from + (length >> 1), from + length - 1]) {
        const wanted = heardAt(whole, at);
        const got = windowed.map((one) => heardAt(one, at - from)).find((one) => one !== null) ?? null;
        assert.deepEqual(got, wanted);
      }
      for (const { start } of windowed) assert.ok(start > -480);
    }),
    { verbose: 1 },
  );
});

const plain = (over: object): Sound => ({
  source: { kind: 'file', asset: 'a', stream: null, from: 1, tempo: 1, reverse: false, loop: null, ...over },
  start: 1000,
  length: 40 * RATE,
  gain: 1,
  ramps: [],
  bus: 'other',
  duckDb: 0,
});

test('a loop is read from the pass that sounds, with the crossing before and after it', () => {
  const [one, two, ...none] = windowOf([plain({ loop: 3 })], 1000 + 3 * RATE - 4800, 1000 + 3 * RATE + 4800);
  assert.deepEqual(none, []);
  assert.equal(one?.source.kind === 'file' && one.source.loop, null);
  const ending = (one?.start ?? 0) + (one?.length ?? 0);
  assert.equal(ending, 4800);
  assert.equal(two?.start, 4800 - 2400);
  assert.deepEqual(
    [...(one?.ramps ?? []), ...(two?.ramps ?? [])].map(({ direction, length }) => [direction, length]),
    [
      ['out', 2400],
      ['in', 2400],
      ['out', 2400],
    ],
  );
});

test('a stretched sound is the same piece in every window that touches it', () => {
  const stretched = plain({ tempo: 1.5 });
  const pieces = [0, 4, 8, 12, 16].flatMap((s) => {
    const from = s * RATE;
    return windowOf([stretched], from, from + 4 * RATE).map((one) => ({
      at: one.start + from,
      length: one.length,
      from: one.source.kind === 'file' ? one.source.from : 0,
    }));
  });
  const once = new Set(pieces.map((piece) => JSON.stringify(piece)));
  assert.equal(once.size, 2);
  for (const { at, from } of pieces) assert.ok(Math.abs(from - (1 + ((at - 1000) / RATE) * 1.5)) < 1e-6);
});
