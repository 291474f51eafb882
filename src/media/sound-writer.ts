import { rmSync } from 'node:fs';
import { Rational } from 'node-av/lib';
import { encodeAac, type SoundEncoding, StereoEncoder } from './audio-encoder.ts';
import { joinMp4 } from './join.ts';
import { closing } from './native.ts';
import { OutputFile } from './output.ts';
import type { AudioBlock } from './types.ts';

/** Sound files that we write. WAV is 16-bit; its bit rate follows from that. */
export type SoundFileOptions = SoundEncoding & {
  readonly format: 'wav' | 'mp3' | 'm4a';
  readonly title: string | null;
};

/**
 * Writes stereo blocks as a sound file of its own; it appears by rename. Returns the number of samples per channel.
 * Throws `render.disk_full` and `render.cannot_write`.
 */
export function writeSoundFile(blocks: Iterable<AudioBlock>, out: string, options: SoundFileOptions): number {
  const { format, title } = options;
  if (format === 'm4a') {
    const track = `${out}.aac.part`;
    using _remove = closing(() => rmSync(track, { force: true }));
    const samples = encodeAac(blocks, track, options);
    joinMp4({ chunks: [], rate: { num: 25, den: 1 }, audio: track, out, title }, () => undefined);
    return samples;
  }
  using encoder = new StereoEncoder(format, options);
  using output = new OutputFile(out, { format, title, options: {} });
  const stream = output.addStream();
  stream.codecpar.fromContext(encoder.context);
  stream.timeBase = new Rational(1, options.sampleRate);
  output.begin();
  const take = (packet: Parameters<OutputFile['write']>[0]): void => {
    if (packet === null) return;
    packet.streamIndex = stream.index;
    packet.rescaleTs(new Rational(1, options.sampleRate), stream.timeBase);
    output.write(packet);
  };
  for (const block of blocks) encoder.push(block, take);
  const samples = encoder.finish(take);
  output.finish();
  return samples;
}
