import { closeSync, openSync, writeSync } from 'node:fs';
import { readAudio } from '../media/audio-reader.ts';

/** What servers and models that hear words take. */
const RATE = 16_000;

/**
 * Writes the sound of a file between two times, in ms, as a WAV of 16 kHz, one channel, 16 bits. Ours in twenty lines:
 * the encoders of src/media write whole tracks for a finished video. Throws what `readAudio` throws.
 */
export function writeSpeech(file: string, how: { name: string; from: number; to: number; out: string }): void {
  const { name, from, to, out } = how;
  const seconds = (to - from) / 1000;
  const bytes = Math.round(seconds * RATE) * 2;
  const fd = openSync(out, 'wx');
  try {
    writeSync(fd, header(bytes));
    const sound = {
      stream: null,
      from: from / 1000,
      length: seconds,
      sampleRate: RATE,
      channels: 1,
      tempo: 1,
    } as const;
    for (const block of readAudio(file, { ...sound, name })) writeSync(fd, sixteenBits(block));
  } finally {
    closeSync(fd);
  }
}

function sixteenBits(block: Float32Array): Uint8Array {
  const samples = new Int16Array(block.length);
  for (let i = 0; i < block.length; i++) samples[i] = Math.round(Math.max(-1, Math.min(1, block[i] ?? 0)) * 32_767);
  return new Uint8Array(samples.buffer);
}

/** RIFF, a format chunk of plain PCM, and the beginning of the data. */
function header(bytes: number): Uint8Array {
  const made = Buffer.alloc(44);
  made.write('RIFF', 0);
  made.writeUInt32LE(36 + bytes, 4);
  made.write('WAVEfmt ', 8);
  made.writeUInt32LE(16, 16);
  made.writeUInt16LE(1, 20);
  made.writeUInt16LE(1, 22);
  made.writeUInt32LE(RATE, 24);
  made.writeUInt32LE(RATE * 2, 28);
  made.writeUInt16LE(2, 32);
  made.writeUInt16LE(16, 34);
  made.write('data', 36);
  made.writeUInt32LE(bytes, 40);
  return made;
}
