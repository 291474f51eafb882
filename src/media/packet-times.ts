import { AV_NOPTS_VALUE, AVDISCARD_ALL, AVSEEK_FLAG_BACKWARD } from 'node-av/constants';
import { Packet, type Stream } from 'node-av/lib';
import { type Input, isEnd, openInput } from './native.ts';

/** Packets looked at to tell a constant rate from a variable one. */
const RATE_PACKETS = 600;
/** The end of a file is looked for from so long before where its header says, in seconds. */
const TAIL_S = 3;
/** Reading errors in a row after which the rest is given up. */
const MOST_ERRORS = 200;

/** When each of the wanted streams ends, in seconds on the container's clock, by its packets; minus infinity when it has none. */
export type Ends = ReadonlyMap<number, number>;
const NEVER = Number.NEGATIVE_INFINITY;

/**
 * Where streams really end, by their packets: headers lie in files that were cut off or never finished. Reads the last
 * seconds, or the whole file where the header names no end or nothing is found there. Decodes nothing.
 */
export function streamEnds(file: string, wanted: readonly number[], claimed: number, name: string): Ends {
  using input = openInput(file, name);
  watchOnly(input, wanted);
  const [first] = wanted;
  const stream = input.context.streams.find(({ index }) => index === first);
  if (stream !== undefined && claimed > TAIL_S && Number.isFinite(claimed)) {
    const aim = BigInt(Math.floor((claimed - TAIL_S) / stream.timeBase.toDouble()));
    if (input.context.seekFrameSync(stream.index, aim, AVSEEK_FLAG_BACKWARD) >= 0) {
      const ends = scan(input, wanted);
      if (wanted.every((index) => ends.get(index) !== NEVER)) return ends;
    }
  }
  using whole = openInput(file, name);
  watchOnly(whole, wanted);
  return scan(whole, wanted);
}

function watchOnly(input: Input, wanted: readonly number[]): void {
  for (const stream of input.context.streams) if (!wanted.includes(stream.index)) stream.discard = AVDISCARD_ALL;
}

function scan(input: Input, wanted: readonly number[]): Ends {
  const streams = input.context.streams;
  const ends = new Map(wanted.map((index) => [index, NEVER]));
  // The one that is shown last: MP4 counts lengths in decoding order, and where the rate varies another's reaches too far.
  const latest = new Map(wanted.map((index) => [index, NEVER]));
  for (const packet of packetsOf(input)) {
    const stream = streams[packet.streamIndex];
    const at = packet.pts === AV_NOPTS_VALUE ? packet.dts : packet.pts;
    if (stream === undefined || at === AV_NOPTS_VALUE || !wanted.includes(stream.index)) continue;
    const shown = Number(at) * stream.timeBase.toDouble();
    if (shown < (latest.get(stream.index) ?? NEVER)) continue;
    latest.set(stream.index, shown);
    ends.set(stream.index, Number(at + packet.duration) * stream.timeBase.toDouble());
  }
  return ends;
}

/** The steps between the first pictures' times, in seconds, in the order in which they are shown. */
export function pictureSteps(input: Input, stream: Stream): number[] {
  watchOnly(input, [stream.index]);
  const unit = stream.timeBase.toDouble();
  const times: number[] = [];
  for (const packet of packetsOf(input)) {
    if (packet.streamIndex === stream.index && packet.pts !== AV_NOPTS_VALUE) times.push(Number(packet.pts) * unit);
    if (times.length >= RATE_PACKETS) break;
  }
  // Packets come in decoding order: the last few may lack a neighbour that is shown before them.
  const shown = times.toSorted((a, b) => a - b).slice(0, times.length < RATE_PACKETS ? undefined : -16);
  return shown.slice(1).map((time, index) => time - (shown[index] ?? time));
}

/** Every packet that can be read; the same object each time. */
function* packetsOf(input: Input): Generator<Packet> {
  using packet = new Packet();
  packet.alloc();
  for (let errors = 0; errors < MOST_ERRORS; ) {
    const code = input.context.readFrameSync(packet);
    if (isEnd(code)) return;
    if (code < 0) errors++;
    else {
      errors = 0;
      yield packet;
      packet.unref();
    }
  }
}
