import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleAsset } from '../../../test/support/sample-draft.ts';
import { audioSegment, emptyDraft, track, videoSegment } from '../../draft/build.ts';
import type { Keyframes } from '../../draft/keyframes.ts';
import type { Draft } from '../../draft/model.ts';
import type { Sound } from '../../protocol/sound.ts';
import { envelopeAt } from './envelope.ts';
import { planSound } from './plan-sound.ts';
import { shape } from './players.ts';

const A = sampleAsset('talk.mp4', { duration: 10_000 });
const CANVAS = { width: 640, height: 360, fps: 30, background: { kind: 'color', color: '#000000' } } as const;
const FACTS = { assets: new Map([[A.id, A]]) };
const FRAME = { frames: 150, rate: { num: 30, den: 1 }, bitRate: 128_000 };

const FALLING: Keyframes = {
  volume: [
    { at: 1000, value: 1, ease: 'linear' },
    { at: 3000, value: 0, ease: 'linear' },
  ],
};

function draftWith(keyframes: Keyframes): Draft {
  const clip = { ...videoSegment('v', A, 0), duration: 5000, keyframes };
  const music = {
    ...audioSegment('m', { kind: 'music', mood: 'lo-fi', seed: 1 }, { start: 0, duration: 5000 }),
    keyframes,
  };
  return {
    ...emptyDraft(CANVAS),
    tracks: [
      { ...track('t1', 'video', 'main'), segments: [clip] },
      { ...track('t2', 'audio', 'music'), segments: [music] },
    ],
  };
}

const soundsOf = (keyframes: Keyframes): readonly Sound[] =>
  planSound(draftWith(keyframes), FACTS, FRAME, (text) => text).sounds;

test('volume keyframes are the level of clips and music at every moment', () => {
  const sounds = soundsOf(FALLING);
  assert.equal(sounds.length, 2);
  const table = [
    [0, 1],
    [1000, 1],
    [2000, 0.5],
    [2500, 0.25],
    [4000, 0],
  ] as const;
  for (const sound of sounds) {
    for (const [ms, level] of table) {
      assert.ok(Math.abs(envelopeAt(sound.envelope, ms * 48 - sound.start) - level) < 1e-3, `${ms}`);
    }
    const block = new Float32Array(960).fill(1);
    shape(block, 2000 * 48 - sound.start, { ...sound, gain: 1, ramps: [] });
    assert.ok(Math.abs((block[0] ?? 0) - 0.5) < 1e-3 && (block.at(-1) ?? 1) < (block[0] ?? 0));
  }
});

test('an eased change is as its curve, a jump does not click, and silence throughout is no sound', () => {
  const [eased] = soundsOf({
    volume: [
      { at: 0, value: 0, ease: 'ease-in' },
      { at: 1000, value: 1, ease: 'linear' },
    ],
  });
  assert.ok(Math.abs(envelopeAt(eased?.envelope, 500 * 48) - 0.25) < 0.002);
  const [jump] = soundsOf({
    volume: [
      { at: 0, value: 0.2, ease: 'hold' },
      { at: 1000, value: 1, ease: 'linear' },
    ],
  });
  assert.ok(Math.abs(envelopeAt(jump?.envelope, 990 * 48) - 0.2) < 1e-6 && envelopeAt(jump?.envelope, 48_000) === 1);
  assert.equal(soundsOf({ volume: [{ at: 0, value: 0, ease: 'linear' }] }).length, 0);
});
