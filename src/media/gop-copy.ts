import { AV_NOPTS_VALUE, AVDISCARD_ALL, AVSEEK_FLAG_BACKWARD } from 'node-av/constants';
import { Packet, type Stream } from 'node-av/lib';
import type { CopiedStream } from '../draft/facts.ts';
import { slicesOf } from './coded-pictures.ts';
import { configurationOf, lengthPrefixed, type ParameterSets, parseConfiguration, typeOf, UNIT } from './h264.ts';
import { fileKey, Kept } from './kept.ts';
import { type Input, isEnd, openInput } from './native.ts';
import { PacketSink } from './packet-file.ts';

/** Which packets of which stream: `frames` pictures from the IDR picture at `pts` (units of the stream) on. */
export type GopCopy = {
  readonly path: string;
  readonly name: string;
  readonly streamIndex: number;
  readonly stream: CopiedStream;
  readonly pts: number;
  readonly frames: number;
  readonly out: string;
};

/** How far before the wanted picture a seek aims, in seconds, until it lands before it. */
const BACK_OFF_S = [0, 1, 5, 20];

/**
 * Copies packets to a chunk without decoding them: their slices as they are, behind lengths of four bytes; everything
 * else in them goes. Returns the number of frames. Throws when the file is not what its facts say, which is a bug or a
 * file that changed; nothing is left behind then.
 */
export function copyGops(copy: GopCopy, onFrame: (frames: number) => void): number {
  const { path, name } = copy;
  const key = fileKey(path);
  const input = KEPT.take(key) ?? openInput(path, name);
  try {
    const made = copyFrom(input, copy, onFrame);
    KEPT.give(key, input);
    return made;
  } catch (error) {
    input[Symbol.dispose]();
    throw error;
  }
}

/** The file that the last copy came from: most copies of a worker are of one source, one after another. */
const KEPT = new Kept<Input>(1);

function copyFrom(input: Input, copy: GopCopy, onFrame: (frames: number) => void): number {
  const { streamIndex, stream, frames, out } = copy;
  const source = input.context.streams.find(({ index }) => index === streamIndex);
  const configuration = source?.codecpar.extradata ?? null;
  const sets = configuration === null ? null : parseConfiguration(configuration);
  if (source === undefined || sets === null || !isSame(sets, stream)) throw new Error('a source is not as measured');
  for (const other of input.context.streams) if (other.index !== streamIndex) other.discard = AVDISCARD_ALL;
  const { width, height, rate, reorder: delay, color } = stream;
  const extradata = configurationOf(sets.sps, sets.pps).toString('base64');
  const header = { kind: 'video', codec: 'h264', width, height, rate, delay, extradata, color } as const;
  using sink = new PacketSink(out, { ...header, framing: 'lengths' });
  const numbers = new Set<number>();
  for (const { number, data, isIdr } of picturesFrom(input, source, { ...copy, sets })) {
    sink.add({ number, isKey: isIdr, data });
    numbers.add(number);
    onFrame(numbers.size);
  }
  const isWhole = numbers.size === frames && [...numbers].every((number) => number >= 0 && number < frames);
  if (!isWhole) throw new Error('a group of pictures is not as measured');
  sink.finish(frames);
  return frames;
}

const isSame = (sets: ParameterSets, stream: CopiedStream): boolean => {
  const texts = (units: readonly Buffer[]): string => units.map((unit) => unit.toString('base64')).join();
  return texts(sets.sps) === stream.sps.join() && texts(sets.pps) === stream.pps.join();
};

type Copied = { readonly number: number; readonly data: Buffer; readonly isIdr: boolean };
type Wanted = GopCopy & { readonly sets: ParameterSets };

function* picturesFrom(input: Input, source: Stream, wanted: Wanted): Generator<Copied> {
  const { num, den } = source.timeBase;
  const perFrame = (den * wanted.stream.rate.den) / (num * wanted.stream.rate.num);
  using packet = new Packet();
  packet.alloc();
  if (!seekTo(input, source, packet, wanted.pts)) throw new Error('a group of pictures is not where it was');
  for (let done = 0; done < wanted.frames; ) {
    if (packet.streamIndex === source.index) {
      if (packet.data === null || packet.pts === AV_NOPTS_VALUE) throw new Error('a packet is not as measured');
      const slices = slicesOf(packet.data, wanted.sets);
      if (typeof slices === 'string') throw new Error(`a packet is not as measured: ${slices}`);
      const isIdr = slices.every((slice) => typeOf(slice) === UNIT.idr);
      if (done === 0 && !isIdr) throw new Error('a group of pictures begins in its middle');
      const number = Math.round((Number(packet.pts) - wanted.pts) / perFrame);
      yield { number, data: lengthPrefixed(slices), isIdr };
      done++;
    }
    packet.unref();
    if (done < wanted.frames && !next(input, packet)) return;
  }
}

/** Reads up to the packet with a timestamp; false when no seek lands before it. The packet is left in `packet`. */
function seekTo(input: Input, source: Stream, packet: Packet, pts: number): boolean {
  const perSecond = source.timeBase.den / source.timeBase.num;
  for (const back of BACK_OFF_S) {
    const aim = BigInt(Math.floor(pts - back * perSecond));
    if (input.context.seekFrameSync(source.index, aim, AVSEEK_FLAG_BACKWARD) < 0) continue;
    if (readTo(input, source, packet, pts)) return true;
  }
  return false;
}

function readTo(input: Input, source: Stream, packet: Packet, pts: number): boolean {
  const reach = pts + (source.timeBase.den / source.timeBase.num) * 2;
  while (next(input, packet)) {
    const isOurs = packet.streamIndex === source.index && packet.pts !== AV_NOPTS_VALUE;
    if (isOurs && Number(packet.pts) === pts) return true;
    // Pictures of later groups: the seek went too far.
    const isBeyond = isOurs && Number(packet.pts) > reach;
    packet.unref();
    if (isBeyond) return false;
  }
  return false;
}

/** False at the end of the file, or where it cannot be read any more. */
function next(input: Input, packet: Packet): boolean {
  const code = input.context.readFrameSync(packet);
  return code >= 0 && !isEnd(code);
}
