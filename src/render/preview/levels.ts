import { writeFile } from 'node:fs/promises';
import { LoudnessMeter } from '../../base/loudness.ts';
import { readAudio } from '../../media/audio-reader.ts';
import { VoiceLevels } from '../sound/ducking.ts';
import { SOUND_RATE } from '../sound/plan-sound.ts';

/** Measures a source over its whole length and writes what `readLevels` reads. Only in a worker. */
export async function writeLevels(
  source: { readonly path: string; readonly name: string; readonly stream: number | null },
  out: string,
  onProgress: (seconds: number) => void,
): Promise<void> {
  const { path, name, stream } = source;
  const meter = new LoudnessMeter(SOUND_RATE, 2);
  const voice = new VoiceLevels(SOUND_RATE);
  let frames = 0;
  for (const block of readAudio(path, {
    stream,
    from: 0,
    length: null,
    sampleRate: SOUND_RATE,
    channels: 2,
    tempo: 1,
    name,
  })) {
    meter.add(block);
    voice.add(block);
    frames += block.length / 2;
    onProgress(frames / SOUND_RATE);
  }
  const loud = Float32Array.from(meter.energies());
  const spoken = Float32Array.from(voice.result(), (level) => 10 ** (level / 10));
  const head = Uint32Array.of(loud.length, spoken.length);
  await writeFile(out, Buffer.concat([head, loud, spoken].map((part) => Buffer.from(part.buffer))));
}
