import { statSync } from 'node:fs';
import { AV_DISPOSITION_ATTACHED_PIC, AV_NOPTS_VALUE, AVMEDIA_TYPE_AUDIO, AVMEDIA_TYPE_VIDEO } from 'node-av/constants';
import type { Stream } from 'node-av/lib';
import { type Input, openInput, pickStream } from './native.ts';
import { openVideoReader } from './video-reader.ts';

const known = new Map<string, number>();
/** Enough for every source of a timeline; the map begins anew beyond it. */
const MOST_KNOWN = 2000;

/**
 * Where the clock of a source stands at its beginning, in seconds on the container's clock: when the first picture is
 * shown, or the first sample heard where there is no picture. Source times of pictures and of sound both count from it.
 */
export function zeroOf(file: string, name?: string): number {
  const { size, mtimeMs } = statSync(file);
  const key = `${file}\n${size}\n${mtimeMs}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const zero = measureZero(file, name);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(key, zero);
  return zero;
}

/** The video track that shows something: not the cover of a song. */
export function movingStream(input: Input): Stream | null {
  const best = pickStream(input, AVMEDIA_TYPE_VIDEO, null);
  return best !== null && !best.hasDisposition(AV_DISPOSITION_ATTACHED_PIC) ? best : null;
}

function measureZero(file: string, name: string | undefined): number {
  using input = openInput(file, name);
  if (movingStream(input) !== null) {
    using reader = openVideoReader(file, { threads: 1, ...(name === undefined ? {} : { name }) });
    return reader.startSeconds;
  }
  const sound = pickStream(input, AVMEDIA_TYPE_AUDIO, null);
  if (sound === null || sound.startTime === AV_NOPTS_VALUE) return 0;
  return Number(sound.startTime) * sound.timeBase.toDouble();
}
