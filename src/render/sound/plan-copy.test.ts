import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fc } from '../../../test/support/properties.ts';
import type { Sound, SoundPlan } from '../../protocol/sound.ts';
import { BLOCK, type PacketFacts, planSoundCopy, type SoundCopyPlan } from './plan-copy.ts';

const file = (start: number, length: number, over: Partial<Sound> = {}): Sound => ({
  source: { kind: 'file', asset: 'ast_a', stream: 1, from: 3, tempo: 1, reverse: false, loop: null },
  start,
  length,
  gain: 1,
  ramps: [
    { at: 0, length: 480, direction: 'in', curve: 'power' },
    { at: length - 480, length: 480, direction: 'out', curve: 'power' },
  ],
  bus: 'voice',
  duckDb: 0,
  ...over,
});

const planOf = (sounds: readonly Sound[], targetLufs: number | null = null): SoundPlan => ({
  key: 'k',
  samples: Math.max(...sounds.map(({ start, length }) => start + length)),
  bitRate: 192_000,
  sounds: [...sounds],
  master: { targetLufs, peakDb: 0 },
});

/** A source of ten minutes in one run from its zero on, whose windows fit everywhere. */
const plain: PacketFacts = { runs: [{ first: 0, count: 28_125, at: 0 }], opens: () => true, closes: () => true };
const planned = (sounds: readonly Sound[], facts = plain): SoundCopyPlan =>
  planSoundCopy(planOf(sounds), new Map([['ast_a', facts]]));

test('the packets of an untouched sound are its own, between one or two of ours at each end', () => {
  const plan = planned([file(0, 100 * BLOCK)]);
  assert.ok(plan.kind === 'copied');
  // Ramps touch the first and the last block; the last block that is copied needs the next one untouched as well.
  assert.deepEqual(plan.pieces, [
    { kind: 'encode', first: 0, end: 1 },
    // 3 s are packet 140.6 of the source.
    { kind: 'copy', asset: 'ast_a', shift: 141, first: 1, end: 98 },
    { kind: 'encode', first: 98, end: 100 },
  ]);
});

test('a gap of the source, and windows that do not fit, are gone round', () => {
  const runs = [
    { first: 0, count: 200, at: 0 },
    { first: 200, count: 300, at: 200 * BLOCK + 700 },
  ];
  const plan = planned([file(0, 300 * BLOCK)], { runs, opens: (packet) => packet % 4 === 0, closes: () => true });
  assert.ok(plan.kind === 'copied');
  const copies = plan.pieces.filter((piece) => piece.kind === 'copy');
  assert.deepEqual(
    copies.map(({ shift, first, end }) => ({ from: first + shift, to: end + shift, shift })),
    [
      { from: 144, to: 199, shift: 141 },
      // The later run lies 700 samples, not a packet, further on.
      { from: 204, to: 438, shift: 140 },
    ],
  );
});

test('every packet is made once, and copied only where one sound is heard as it is', () => {
  const sound = fc.record({
    start: fc.nat(200_000),
    length: fc.integer({ min: 2000, max: 200_000 }),
    from: fc.double({ min: 0, max: 500, noNaN: true }),
    gain: fc.constantFrom(1, 1, 0.5),
  });
  fc.assert(
    fc.property(fc.array(sound, { minLength: 1, maxLength: 5 }), (made) => {
      const sounds = made
        .toSorted((a, b) => a.start - b.start)
        .map(({ start, length, from, gain }) => {
          const base = file(start, length, { gain });
          return { ...base, source: { ...base.source, from } as Sound['source'] };
        });
      const plan = planned(sounds);
      if (plan.kind === 'encoded') return;
      let at = 0;
      for (const piece of plan.pieces) {
        assert.ok(piece.first === at && piece.end > at);
        at = piece.end;
        if (piece.kind === 'encode') continue;
        // A packet reaches into the block after its own.
        const [from, to] = [piece.first * BLOCK, (piece.end + 1) * BLOCK];
        const heard = sounds.filter(({ start, length }) => start < to && start + length > from);
        assert.equal(heard.length, 1);
        const [only] = heard;
        assert.ok(
          only !== undefined && only.gain === 1 && only.start + 480 <= from && only.start + only.length - 480 >= to,
        );
        const seconds = (only.source as { from: number }).from;
        const place = (piece.first + piece.shift) * BLOCK - (seconds * 48_000 + from - only.start);
        assert.ok(Math.abs(place) <= BLOCK / 2 + 1, `${place} samples beside its place`);
      }
      assert.equal(at, plan.packets);
    }),
  );
});

test('refusals say why', () => {
  const why = (plan: SoundCopyPlan): string => (plan.kind === 'encoded' ? plan.why : 'copied');
  const faster = file(0, 90_000);
  assert.equal(why(planSoundCopy(planOf([file(0, 90_000)], -14), new Map([['ast_a', plain]]))), 'mastered');
  assert.equal(why(planned([{ ...faster, source: { ...faster.source, tempo: 2 } as Sound['source'] }])), 'effects');
  assert.equal(
    why(
      planned([
        file(0, 90_000),
        { ...file(0, 90_000), source: { kind: 'music', mood: 'lo-fi', seed: 1, durationMs: 1875 } },
      ]),
    ),
    'effects',
  );
  assert.equal(why(planned([file(0, 90_000, { gain: 0.9 })])), 'nothing_untouched');
  assert.equal(why(planned([file(0, 90_000)], { ...plain, closes: () => false })), 'nothing_untouched');
});
