import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { readAudio } from '../../src/media/audio-reader.ts';
import { probeFile } from '../../src/media/probe.ts';
import { picturesOf } from '../../src/media/video-reader.ts';
import { readFrameNumber } from '../support/make-media.ts';
import { makeSource } from '../support/make-source.ts';
import { canvasOf, clipOf, draftOf, RenderBench } from '../support/render-bench.ts';

/** Sound that is not two channels from the first picture to the last: rendered and read back by content. */

const bench = new RenderBench();
after(() => bench[Symbol.asyncDispose]());
const RATE = { num: 25, den: 1 };
const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

/** The numbers that a render of the whole source at 25 fps shows, and its faults. */
async function shown(name: string): Promise<number[]> {
  const asset = bench.add(name);
  const { duration, video } = asset.probe;
  const canvas = canvasOf(video?.width === 64 ? 64 : 96, 64, 25);
  const report = await bench.render(draftOf(canvas, { main: [clipOf(asset, 0, duration)] }));
  assert.equal(report.check?.ok, true);
  return numbersIn(bench.file('out.mp4'));
}

function numbersIn(file: string): number[] {
  const numbers: number[] = [];
  for (const { picture } of picturesOf(file, { threads: 1 })) numbers.push(readFrameNumber(picture));
  return numbers;
}

/** Loudness of a stretch of a file's mixed sound, 0 to 1. */
function level(file: string, from: number, length: number): number {
  const wanted = { stream: null, from, length, sampleRate: 48_000, channels: 2, tempo: 1 } as const;
  let [sum, count] = [0, 0];
  for (const block of readAudio(file, wanted)) {
    for (const value of block) sum += value * value;
    count += block.length;
  }
  return Math.sqrt(sum / Math.max(1, count));
}

test('eight channels are mixed down: none is lost, nothing clips, the picture stays', async () => {
  for (const heard of [0, 1, 2, 4, 5, 6, 7]) {
    const value = (n: number, channel: number): number => (channel === heard ? 0.5 * Math.sin(n / 20) : 0);
    const sound = { seconds: 2, channels: 8, value };
    makeSource(bench.file('eight.mkv'), { frames: 50, rate: RATE, container: 'matroska', sound });
    assert.equal(probeFile(bench.file('eight.mkv')).audio[0]?.channels, 8);
    assert.ok(level(bench.file('eight.mkv'), 0.5, 1) > 0.02, `channel ${heard}`);
  }
  const all = { seconds: 2, channels: 8, value: (n: number) => 0.9 * Math.sin(n / 20) };
  makeSource(bench.file('loud.mkv'), { frames: 50, rate: RATE, container: 'matroska', sound: all });
  assert.deepEqual(await shown('loud.mkv'), upTo(50));
  const wanted = { stream: null, from: 0, length: null, sampleRate: 48_000, channels: 2, tempo: 1 } as const;
  for (const block of readAudio(bench.file('out.mp4'), wanted)) for (const v of block) assert.ok(Math.abs(v) <= 1);
});

for (const [name, seconds, offset] of [
  ['begins late', 2, 1],
  ['is shorter than the picture', 1, 0],
  ['goes on after the picture', 5, 0],
  ['begins before the picture', 3, -0.5],
] as const) {
  test(`sound that ${name} lies where it was, silence elsewhere`, async () => {
    const sound = { seconds, channels: 2, offset: Math.max(0, offset), value: (n: number) => 0.3 * Math.sin(n / 20) };
    const late = Math.max(0, -offset);
    makeSource(bench.file('sound.mkv'), {
      frames: 75,
      rate: RATE,
      container: 'matroska',
      sound,
      timeOf: (n) => n / 25 + late,
    });
    const asset = bench.add('sound.mkv');
    const report = await bench.render(
      draftOf(canvasOf(96, 64, 25), { main: [clipOf(asset, 0, asset.probe.duration)] }),
    );
    assert.equal(report.check?.ok, true);
    const begin = offset;
    const end = offset + seconds;
    for (let at = 0.1; at + 0.2 < report.durationMs / 1000; at += 0.2) {
      if (Math.abs(at - begin) < 0.15 || Math.abs(at - end) < 0.15 || at < begin !== at + 0.1 < begin) continue;
      const isHeard = at >= begin && at + 0.1 <= end;
      const found = level(bench.file('out.mp4'), at, 0.1);
      assert.ok(isHeard ? found > 0.05 : found < 0.01, `${found} at ${at.toFixed(1)} s of ${begin}–${end}`);
    }
    const numbers = numbersIn(bench.file('out.mp4'));
    assert.deepEqual(numbers.slice(0, 75), upTo(75));
  });
}
