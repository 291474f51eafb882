import type { Rate } from '../../base/time.ts';
import { configurationOf, lengthPrefixed, parseConfiguration, unitsOf } from '../../media/h264.ts';
import { ChunkHeader, PacketSource, SoundHeader } from '../../media/packet-file.ts';
import { type FragmentSample, mediaPart } from './fragment.ts';
import { PACKET, type PictureSegment, type SoundSegment } from './version.ts';

/** Units per second in which pictures are placed: a frame lasts a whole number of them. */
export const timescaleOf = ({ num }: Rate): number => num * unitsPerFrame(num);

/** Players place pictures by the microsecond; ten thousandths of a second serve all rates. */
const unitsPerFrame = (num: number): number => Math.max(1, Math.ceil(10_000 / num));

/** MP4's record of the parameter sets of a chunk. */
export function pictureRecord(chunk: string): Uint8Array {
  using source = new PacketSource(chunk, ChunkHeader);
  const sets = parseConfiguration(Buffer.from(source.header.extradata, 'base64'));
  if (sets === null) throw new Error('a chunk without parameter sets');
  return configurationOf(sets.sps, sets.pps);
}

/** The segment of a finished chunk. */
export function picturesPart({ chunk }: PictureSegment, rate: Rate, file: string): Uint8Array {
  using source = new PacketSource(file, ChunkHeader);
  if (source.count !== chunk.frames || source.header.delay !== 0) throw new Error('a chunk of another profile');
  const duration = rate.den * unitsPerFrame(rate.num);
  const samples: FragmentSample[] = [];
  for (const { number, isKey, data } of source.packets()) {
    const units = nalUnits(data);
    if (number !== samples.length) throw new Error('pictures out of order');
    samples.push({ data: lengthPrefixed(units), duration, isKey });
  }
  return mediaPart(chunk.first + 1, chunk.first * duration, samples);
}

function nalUnits(packet: Buffer): Buffer[] {
  const units = unitsOf(packet, null);
  if (units === null) throw new Error('a packet without units');
  return units;
}

/** The segment of a finished window: the packets that are its own. */
export function soundPart({ first, count, skip, last }: SoundSegment, file: string): Uint8Array {
  using source = new PacketSource(file, SoundHeader);
  const samples: FragmentSample[] = [];
  for (const { number, data } of source.packets()) {
    if (number < skip || samples.length === count) continue;
    samples.push({ data, duration: samples.length === count - 1 ? last : PACKET, isKey: true });
  }
  if (samples.length !== count) throw new Error(`${samples.length} packets of sound instead of ${count}`);
  return mediaPart(first + 1, first * PACKET, samples);
}
