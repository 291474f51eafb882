import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { writeTimeline } from '../../src/interchange/formats.ts';
import { type Clip, emptyTimeline, type Media, plainClip, type Timeline } from '../../src/interchange/timeline.ts';
import { tempFolder } from '../support/make-media.ts';
import { makeNumberedVideo, readNumbers } from '../support/numbered.ts';

/** melt, which shares no code with us, renders our MLT XML: the same length, the same frame at every place. */

const found = spawnSync('melt', ['-version'], { encoding: 'utf8' });
const hasMelt = found.error === undefined && found.status === 0;
const FPS = 25;
const SIZE = { width: 160, height: 90 };

const media = (name: string): Media => ({
  name,
  length: 100,
  hasVideo: true,
  hasAudio: false,
  isStill: false,
  size: SIZE,
});

const clip = (file: string, at: { start: number; length: number; in: number }, more: Partial<Clip> = {}): Clip => ({
  ...plainClip(file, at),
  ...more,
});

/** Cuts, a gap, a dissolve, double and half speed, backwards and a frozen frame. */
const CLIPS: readonly Clip[] = [
  clip('a.mp4', { start: 0, length: 12, in: 30 }),
  clip('b.mp4', { start: 12, length: 20, in: 40 }, { mix: { name: 'fade', length: 7 } }),
  clip('a.mp4', { start: 32, length: 10, in: 3 }),
  clip('a.mp4', { start: 46, length: 10, in: 50 }, { speed: 2 }),
  clip('b.mp4', { start: 56, length: 8, in: 20 }, { reverse: true }),
  clip('a.mp4', { start: 64, length: 6, in: 77 }, { freeze: true }),
];

test('melt plays our timeline: every frame is the one that we mean', { skip: hasMelt ? false : 'no melt here' }, () => {
  using folder = tempFolder();
  makeNumberedVideo(folder.file('a.mp4'), { ...SIZE, fps: FPS, frames: 100, half: 'upper' });
  makeNumberedVideo(folder.file('b.mp4'), { ...SIZE, fps: FPS, frames: 100, half: 'lower' });
  const timeline: Timeline = {
    ...emptyTimeline('film', { num: FPS, den: 1 }),
    ...SIZE,
    media: [media('a.mp4'), media('b.mp4')],
    tracks: [{ kind: 'video', name: null, clips: CLIPS }],
  };
  const [file] = writeTimeline(timeline, 'mlt').files;
  writeFileSync(folder.file('film.mlt'), file?.text ?? '');
  const consumer = ['avformat:out.mp4', 'vcodec=libx264', 'crf=14', 'an=1', 'real_time=-1', 'terminate_on_pause=1'];
  execFileSync('melt', ['film.mlt', '-consumer', ...consumer, '-silent'], {
    cwd: folder.path,
    stdio: 'ignore',
    timeout: 20_000,
    killSignal: 'SIGKILL',
    env: { ...process.env, QT_QPA_PLATFORM: 'offscreen', SDL_VIDEODRIVER: 'dummy' },
  });
  const read = readNumbers(folder.file('out.mp4'));
  assert.equal(read.length, 70);
  const numberAt = (frame: number): { file: string; n: number }[] =>
    CLIPS.flatMap((one) => {
      const at = frame - one.start;
      if (at < 0 || at >= one.length) return [];
      const played = one.freeze ? 0 : (one.reverse ? one.length - 1 - at : at) * one.speed;
      return [{ file: one.media, n: one.in + played }];
    });
  for (const [frame, { upper, lower }] of read.entries()) {
    if (frame >= 9 && frame < 16) continue; // in the dissolve
    const [wanted] = numberAt(frame);
    const seen =
      wanted === undefined
        ? { upper: null, lower: null }
        : wanted.file === 'a.mp4'
          ? { upper: wanted.n, lower: null }
          : { upper: null, lower: wanted.n };
    assert.deepEqual({ upper, lower }, seen, `frame ${frame}`);
  }
  // In the dissolve both run on: the old one to its end, the new one from its beginning.
  for (const frame of [11, 12, 13])
    assert.deepEqual(read[frame], { upper: 30 + frame, lower: 40 + frame - 12 }, `${frame}`);
});
