import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { readAudio } from '../../src/media/audio-reader.ts';
import { probeFile } from '../../src/media/probe.ts';
import { picturesOf } from '../../src/media/video-reader.ts';
import { CLICKS, makeVideo, readFrameNumber, SOUND_RATE } from '../support/make-media.ts';
import { canvasOf, clipOf, draftOf, RenderBench } from '../support/render-bench.ts';

const bench = new RenderBench();
after(() => bench[Symbol.asyncDispose]());

/** Seconds at which something clicks in a file. */
function clicksIn(file: string): number[] {
  const clicks: number[] = [];
  let at = 0;
  const options = { stream: null, from: 0, length: null, sampleRate: SOUND_RATE, channels: 1, tempo: 1 } as const;
  for (const block of readAudio(file, options)) {
    for (const [i, value] of block.entries()) {
      const seconds = (at + i) / SOUND_RATE;
      if (Math.abs(value) > 0.15 && seconds - (clicks.at(-1) ?? -1) > 0.1) clicks.push(seconds);
    }
    at += block.length;
  }
  return clicks;
}

/** Numbers of the source's frames that are on screen at some seconds. */
function numbersAt(file: string, seconds: readonly number[]): number[] {
  const numbers: number[] = [];
  for (const { picture } of picturesOf(file, { threads: 1 })) numbers.push(readFrameNumber(picture));
  return seconds.map((time) => numbers[Math.floor(time * 30 + 1e-6)] ?? -1);
}

for (const [what, offset] of [
  ['both begin together', 0],
  ['sound begins 0.3 s before the picture', -0.3],
  ['sound begins 0.2 s after the picture', 0.2],
] as const) {
  test(`a click stays on its frame through cuts and a dissolve: ${what}`, async () => {
    const name = `clicks-${Math.round(offset * 10)}.mp4`;
    const sound = { seconds: 12, value: CLICKS, offset: Math.max(0, offset) };
    const timeOf = (frame: number): number => frame / 30 + Math.max(0, -offset);
    makeVideo(bench.file(name), {
      rate: { num: 30, den: 1 },
      frames: 330,
      width: 128,
      height: 128,
      sound,
      ...(offset < 0 ? { timeOf } : {}),
    });
    const source = bench.add(name);
    const transition = { name: 'dissolve', duration: 300 };
    const main = [
      clipOf(source, 0, 2100, { in: 1000 }),
      clipOf(source, 2100, 2933, { in: 4040 }),
      clipOf(source, 5033, 2000, { in: 8020, transition }),
    ];
    const draft = { ...draftOf(canvasOf(128, 128, 30), { main }), master: { targetLufs: null, peakDb: -1 } };
    const report = await bench.render(draft);
    const out = bench.file('out.mp4');
    const probe = probeFile(out);
    assert.equal(report.frames, 211);
    assert.ok(Math.abs((probe.audio[0]?.duration ?? 0) - report.durationMs) < 1000 / 30, 'lengths differ');
    assert.equal(probe.audio[0]?.startMs, 0);
    assert.equal(probe.video?.startMs, 0);
    const clicks = clicksIn(out);
    assert.ok(clicks.length >= 6, `${clicks.length} clicks`);
    const shown = numbersAt(out, clicks);
    // A click sounds at half a second of the sound's clock; the picture's clock differs by the offset.
    for (const [i, number] of shown.entries()) {
      const phase = (((number / 30 - offset - 0.5) % 1) + 1) % 1;
      const apart = Math.min(phase, 1 - phase);
      assert.ok(apart <= 1.01 / 30, `click at ${clicks[i]} s is ${apart} s from frame ${number}`);
    }
  });
}
