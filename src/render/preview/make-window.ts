import { mkdirSync } from 'node:fs';
import { limitPeaks } from '../../base/limiter.ts';
import { moodByWords, moodNamed } from '../../draft/mood-names.ts';
import { encodeAac } from '../../media/audio-encoder.ts';
import { writeFailure } from '../../media/output.ts';
import { writeSoundFile } from '../../media/sound-writer.ts';
import { composeMusic, SHORTEST_MUSIC_MS } from '../../music/compose.ts';
import type { MusicTask, SoundWindow } from '../../protocol/preview.ts';
import { DuckCurve } from '../sound/ducking.ts';
import { duckDepths, mixed } from '../sound/mixer.ts';
import { SOUND_RATE } from '../sound/plan-sound.ts';
import type { SoundSources } from '../sound/players.ts';

/** Mixes, masters and encodes a window as a track at `out`. Only in a worker. */
export function makeWindow(window: SoundWindow, sources: SoundSources, out: string): void {
  mkdirSync(sources.scratch, { recursive: true });
  const { gainDb, peakDb, bitRate } = window;
  try {
    const limited = limitPeaks(mixedWindow(window, sources), { sampleRate: SOUND_RATE, ceilingDb: peakDb, gainDb });
    encodeAac(limited, out, { sampleRate: SOUND_RATE, bitRate });
  } catch (error) {
    throw writeFailure(error, out);
  }
}

function* mixedWindow({ at, samples, sounds, speech }: SoundWindow, sources: SoundSources): Generator<Float32Array> {
  // Reads begin up to 10 ms before the window: the mix does too.
  const early = Math.max(0, ...sounds.map((sound) => -sound.start));
  const placed = sounds.map((sound) => ({ ...sound, start: sound.start + early }));
  const curve = new DuckCurve(speech, SOUND_RATE);
  const depths = duckDepths(placed);
  let done = 0;
  for (const { plain, ducked } of mixed(placed, samples + early, sources)) {
    const frames = plain.length / 2;
    const sum = plain.slice();
    for (let i = 0; i < frames && ducked.length > 0; i++) {
      const depth = curve.depthAt(at - early + done + i);
      for (const [bus, block] of ducked.entries()) {
        const level = 10 ** (-((depths[bus] ?? 0) * depth) / 20);
        sum[2 * i] = (sum[2 * i] as number) + (block[2 * i] as number) * level;
        sum[2 * i + 1] = (sum[2 * i + 1] as number) + (block[2 * i + 1] as number) * level;
      }
    }
    const skip = Math.max(0, Math.min(frames, early - done));
    done += frames;
    if (skip < frames) yield sum.subarray(skip * 2);
  }
}

/** Composes a piece into a WAV file. Only in a worker. */
export function writeMusic({ mood, seed, durationMs, out }: MusicTask, onProgress: (blocks: number) => void): void {
  const name = moodNamed(mood)?.name ?? moodByWords(mood) ?? 'lo-fi';
  const music = composeMusic({ mood: name, seed, durationMs: Math.max(SHORTEST_MUSIC_MS, durationMs) });
  try {
    writeSoundFile(watched(music.blocks(), onProgress), out, {
      sampleRate: SOUND_RATE,
      bitRate: 0,
      format: 'wav',
      title: null,
    });
  } catch (error) {
    throw writeFailure(error, out);
  }
}

function* watched(blocks: Iterable<Float32Array>, report: (blocks: number) => void): Generator<Float32Array> {
  let count = 0;
  for (const block of blocks) {
    yield block;
    report(++count);
  }
}
