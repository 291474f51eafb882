import {
  AV_CODEC_ID_H264,
  AV_NOPTS_VALUE,
  AV_PKT_FLAG_CORRUPT,
  AV_PKT_FLAG_DISCARD,
  AVDISCARD_ALL,
} from 'node-av/constants';
import { Packet, type Stream } from 'node-av/lib';
import type { CopyRefusal } from '../draft/facts.ts';
import { type Framing, isSlice, type ParameterSets, parseConfiguration, typeOf, UNIT, unitsOf } from './h264.ts';
import { parsePps, parseSliceHead } from './h264-sets.ts';
import { type Input, isEnd, openInput } from './native.ts';

/** One picture as it is stored, in decoding order. `pts` in units of the stream. */
export type CodedPicture = { readonly pts: number; readonly bytes: number; readonly isIdr: boolean };

/** The pictures of a stream with its parameter sets, or why they cannot be told apart safely. */
export type CodedPictures =
  | { readonly kind: 'refused'; readonly refusal: CopyRefusal }
  | {
      readonly kind: 'read';
      readonly sets: ParameterSets;
      /** Units of `pts` in a second. */
      readonly perSecond: number;
      readonly pictures: readonly CodedPicture[];
    };

/** Pictures of a file at most: two hours at 120 a second, and what an index of them takes stays small. */
const MOST_PICTURES = 900_000;

const refused = (refusal: CopyRefusal): CodedPictures => ({ kind: 'refused', refusal });

/**
 * Reads the packets of an H.264 stream without decoding any. Refuses the whole stream where one packet is not one
 * plain picture: damage, pictures that an edit list hides, parameter sets that change on the way, missing times.
 * Throws the named failures of opening.
 */
export function readCodedPictures(file: string, streamIndex: number, name?: string): CodedPictures {
  using input = openInput(file, name);
  const stream = input.context.streams.find(({ index }) => index === streamIndex);
  if (stream === undefined) return refused('no_video');
  if (stream.codecpar.codecId !== AV_CODEC_ID_H264) return refused('codec');
  const configuration = stream.codecpar.extradata;
  const sets = configuration === null ? null : parseConfiguration(configuration);
  if (sets === null || sets.sps.length !== 1 || sets.pps.length === 0) return refused('parameter_sets');
  return readPackets(input, stream, sets);
}

function readPackets(input: Input, stream: Stream, sets: ParameterSets): CodedPictures {
  for (const other of input.context.streams) if (other.index !== stream.index) other.discard = AVDISCARD_ALL;
  const known = new Set(sets.pps.map((pps) => parsePps(pps)?.id));
  const pictures: CodedPicture[] = [];
  using packet = new Packet();
  packet.alloc();
  for (;;) {
    const code = input.context.readFrameSync(packet);
    if (isEnd(code)) break;
    if (code < 0) return refused('damaged');
    if (packet.streamIndex === stream.index) {
      const picture = pictureOf(packet, sets, known);
      if (typeof picture === 'string') return refused(picture);
      pictures.push(picture);
    }
    packet.unref();
    if (pictures.length > MOST_PICTURES) return refused('too_many');
  }
  const { num, den } = stream.timeBase;
  return { kind: 'read', sets, perSecond: den / num, pictures };
}

function pictureOf(
  packet: Packet,
  sets: ParameterSets,
  known: ReadonlySet<number | undefined>,
): CodedPicture | CopyRefusal {
  const { data, pts, flags } = packet;
  if (data === null || data.length === 0 || (flags & AV_PKT_FLAG_CORRUPT) !== 0) return 'damaged';
  if ((flags & AV_PKT_FLAG_DISCARD) !== 0) return 'edit_list';
  if (pts === AV_NOPTS_VALUE) return 'no_times';
  const slices = slicesOf(data, sets);
  if (typeof slices === 'string') return slices;
  const heads = slices.map(parseSliceHead);
  const isWhole = heads.every((head, i) => head !== null && known.has(head.pps) && (head.first === 0) === (i === 0));
  if (!isWhole) return 'unusual_units';
  const isIdr = slices.every((slice) => typeOf(slice) === UNIT.idr);
  if (!isIdr && slices.some((slice) => typeOf(slice) === UNIT.idr)) return 'unusual_units';
  return { pts: Number(pts), bytes: data.length, isIdr };
}

/** Units beside slices that mean nothing for the picture itself. */
const SILENT = new Set<number>([UNIT.sei, UNIT.delimiter, UNIT.filler, UNIT.end, UNIT.streamEnd]);

/**
 * The slices of a packet, views into it; or why it is not one that we know. Parameter sets within must be those of the
 * configuration, byte by byte.
 */
export function slicesOf(data: Buffer, sets: ParameterSets): Buffer[] | CopyRefusal {
  const units = unitsOf(data, sets.framing as Framing);
  if (units === null) return 'damaged';
  for (const unit of units) {
    const type = typeOf(unit);
    if (type === UNIT.sps || type === UNIT.pps) {
      if (![...sets.sps, ...sets.pps].some((set) => set.equals(unit))) return 'parameter_sets';
    } else if (!isSlice(unit) && !SILENT.has(type)) return 'unusual_units';
  }
  const slices = units.filter(isSlice);
  return slices.length === 0 ? 'unusual_units' : slices;
}
