import {
  AV_CHANNEL_LAYOUT_STEREO,
  AV_CODEC_ID_AAC,
  AV_CODEC_ID_AV1,
  AV_CODEC_ID_H264,
  AV_CODEC_ID_HEVC,
  AV_CODEC_ID_OPUS,
  AV_CODEC_ID_VP9,
  AV_PIX_FMT_YUV420P,
  AV_PKT_DATA_SKIP_SAMPLES,
  AV_PKT_FLAG_KEY,
  AV_PROFILE_AV1_MAIN,
  AV_PROFILE_H264_HIGH,
  AV_PROFILE_HEVC_MAIN,
  AV_PROFILE_VP9_0,
  AV_SAMPLE_FMT_FLT,
  AV_SAMPLE_FMT_FLTP,
  AVCHROMA_LOC_LEFT,
  type AVChromaLocation,
  AVCOL_PRI_BT709,
  AVCOL_RANGE_JPEG,
  AVCOL_RANGE_MPEG,
  AVCOL_SPC_BT709,
  AVCOL_TRC_BT709,
  type AVCodecID,
  type AVColorPrimaries,
  type AVColorSpace,
  type AVColorTransferCharacteristic,
  AVMEDIA_TYPE_AUDIO,
  AVMEDIA_TYPE_VIDEO,
  type AVPacketFlag,
  type AVProfile,
} from 'node-av/constants';
import { Packet, Rational, type Stream } from 'node-av/lib';
import type { Rate } from '../base/time.ts';
import { type Joined, joinHeaders, unified } from './join-headers.ts';
import { OutputFile } from './output.ts';
import { ChunkHeader, PacketSource, SoundHeader } from './packet-file.ts';
import type { JoinSpec, VideoCodec } from './types.ts';

/** Pictures and sound alternate in the file in runs of this length, in seconds: players read ahead about as far. */
const RUN_S = 0.5;
const NO_FLAGS = 0 as AVPacketFlag;

const CODECS: Readonly<Record<VideoCodec, { readonly id: AVCodecID; readonly profile: AVProfile }>> = {
  h264: { id: AV_CODEC_ID_H264, profile: AV_PROFILE_H264_HIGH },
  hevc: { id: AV_CODEC_ID_HEVC, profile: AV_PROFILE_HEVC_MAIN },
  vp9: { id: AV_CODEC_ID_VP9, profile: AV_PROFILE_VP9_0 },
  av1: { id: AV_CODEC_ID_AV1, profile: AV_PROFILE_AV1_MAIN },
};

/** What Apple's players want HEVC to be called; FFmpeg's own choice, `hev1`, they refuse. */
const HVC1 = 'hvc1';

/**
 * Joins chunks and a track of sound by packets into one file: index first, no edit list, the first picture and the first
 * sample at 0, a constant frame rate, and a constant lead of decoding over showing, so that no seam stutters. Chunks
 * may be empty for a sound file (m4a). `onProgress` gets 0-1. The file appears by rename. Throws `render.disk_full` and
 * `render.cannot_write`; chunks of different encodings are a bug of the caller.
 */
export function joinChunks(spec: JoinSpec, onProgress: (done: number) => void): void {
  const joined = joinHeaders(spec.chunks);
  const { container = 'mp4' } = spec;
  using sound = spec.audio === null ? null : new PacketSource(spec.audio, SoundHeader);
  using output = new OutputFile(spec.out, {
    format: container,
    title: spec.title,
    options: container === 'webm' ? { cues_to_front: 1 } : mp4Options(spec.rate),
  });
  const tracks: Track[] = [];
  if (joined !== null) {
    const stream = output.addStream();
    describeVideo(stream, joined.header, spec.rate);
    tracks.push({ stream, unit: new Rational(1, timescaleOf(spec.rate)), packets: videoPackets(spec, joined) });
  }
  if (sound !== null) {
    const stream = output.addStream();
    describeSound(stream, sound.header);
    tracks.push({ stream, unit: new Rational(1, sound.header.sampleRate), packets: soundPackets(sound) });
  }
  output.begin();
  const frames = spec.chunks.reduce((sum, chunk) => sum + chunk.frames, 0);
  const seconds = Math.max((frames * spec.rate.den) / spec.rate.num, sound === null ? 0 : soundSeconds(sound));
  interleave(output, tracks, (at) => onProgress(seconds === 0 ? 1 : Math.min(1, at / seconds)));
  output.finish();
  onProgress(1);
}

/** {@link joinChunks} into an MP4. */
export const joinMp4 = (spec: JoinSpec, onProgress: (done: number) => void): void => {
  joinChunks(spec, onProgress);
};

const mp4Options = (rate: Rate): Record<string, string | number> => ({
  movflags: '+faststart+negative_cts_offsets',
  use_editlist: 0,
  avoid_negative_ts: 'disabled',
  video_track_timescale: timescaleOf(rate),
});

/** A packet with times in units of its track's clock, and in seconds for interleaving. */
type TimedPacket = {
  readonly pts: number;
  readonly dts: number;
  readonly duration: number;
  readonly seconds: number;
  readonly isKey: boolean;
  readonly data: Buffer;
  /** Samples at its end that a decoder shall throw away, where the container can say so. */
  readonly excess?: number;
};

/** `unit`: of the packets' times. A container may count in another. */
type Track = { readonly stream: Stream; readonly unit: Rational; readonly packets: Generator<TimedPacket> };

/** Units per second of the video track: a multiple of the rate, so that a frame lasts a whole number of them. */
function timescaleOf(rate: Rate): number {
  return rate.num * unitsOf(rate);
}

/** Ten thousand units in a second at least: what QuickTime asks for. */
function unitsOf(rate: Rate): number {
  return Math.max(1, Math.ceil(10_000 / rate.num));
}

function* videoPackets(spec: JoinSpec, { header: { delay }, isMixed }: Joined): Generator<TimedPacket> {
  const duration = spec.rate.den * unitsOf(spec.rate);
  let base = 0;
  for (const chunk of spec.chunks) {
    using source = new PacketSource(chunk.path, ChunkHeader);
    if (source.count !== chunk.frames) throw new Error(`a chunk of ${source.count} frames instead of ${chunk.frames}`);
    let decoded = 0;
    for (const { number, isKey, data: stored } of source.packets()) {
      const data = isMixed ? unified(stored, source.header) : stored;
      const dts = (base + decoded - delay) * duration;
      const seconds = ((base + decoded) * spec.rate.den) / spec.rate.num;
      yield { pts: (base + number) * duration, dts, duration, seconds, isKey, data };
      decoded++;
    }
    base += chunk.frames;
  }
}

function* soundPackets(source: PacketSource<SoundHeader>): Generator<TimedPacket> {
  const { frameSize, sampleRate, priming } = source.header;
  for (const { number, data } of source.packets()) {
    const at = number * frameSize - priming;
    // The last packet's padding is not counted; an encoder may flush one more packet that is nothing but padding.
    const duration = Math.min(frameSize, source.count - at);
    if (duration <= 0) return;
    const excess = priming > 0 ? frameSize - duration : 0;
    yield { pts: at, dts: at, duration, seconds: Math.max(0, at / sampleRate), isKey: true, data, excess };
  }
}

const soundSeconds = (source: PacketSource<SoundHeader>): number => source.count / source.header.sampleRate;

/** Writes runs of each track in turn, each up to the same time. */
function interleave(output: OutputFile, tracks: readonly Track[], onTime: (seconds: number) => void): void {
  using packet = new Packet();
  packet.alloc();
  // Asked once: each of these is a call into FFmpeg.
  const heads = tracks.map(({ stream, unit, packets }) => {
    const track = { index: stream.index, unit, clock: stream.timeBase };
    return { ...track, packets, head: packets.next() };
  });
  try {
    for (let until = RUN_S; heads.some(({ head }) => head.done !== true); until += RUN_S) {
      for (const track of heads) {
        while (track.head.done !== true && track.head.value.seconds < until) {
          send(output, packet, track, track.head.value);
          track.head = track.packets.next();
        }
      }
      onTime(until);
    }
  } finally {
    for (const { packets } of heads) packets.return(undefined);
  }
}

type Clock = { readonly index: number; readonly unit: Rational; readonly clock: Rational };

function send(output: OutputFile, packet: Packet, { index, unit, clock }: Clock, timed: TimedPacket): void {
  packet.data = timed.data;
  packet.streamIndex = index;
  packet.pts = BigInt(timed.pts);
  packet.dts = BigInt(timed.dts);
  packet.duration = BigInt(timed.duration);
  packet.flags = timed.isKey ? AV_PKT_FLAG_KEY : NO_FLAGS;
  packet.rescaleTs(unit, clock);
  if ((timed.excess ?? 0) > 0) packet.addSideData(AV_PKT_DATA_SKIP_SAMPLES, skipped(timed.excess ?? 0));
  output.write(packet);
  packet.unref();
}

/** FFmpeg's ten bytes for samples to be thrown away at the end of a packet. */
function skipped(samples: number): Buffer {
  const bytes = Buffer.alloc(10);
  bytes.writeUInt32LE(samples, 4);
  return bytes;
}

function describeVideo(stream: Stream, header: ChunkHeader, rate: Rate): void {
  const { codecpar } = stream;
  codecpar.codecType = AVMEDIA_TYPE_VIDEO;
  codecpar.codecId = CODECS[header.codec].id;
  if (header.codec === 'hevc') codecpar.codecTag = HVC1;
  codecpar.width = header.width;
  codecpar.height = header.height;
  codecpar.format = AV_PIX_FMT_YUV420P;
  codecpar.profile = CODECS[header.codec].profile;
  codecpar.sampleAspectRatio = new Rational(1, 1);
  const { isFullRange = false, matrix, primaries, transfer, chroma = 0 } = header.color ?? {};
  // FFmpeg's constants are the numbers of H.273.
  codecpar.colorSpace = (matrix ?? AVCOL_SPC_BT709) as AVColorSpace;
  codecpar.colorPrimaries = (primaries ?? AVCOL_PRI_BT709) as AVColorPrimaries;
  codecpar.colorTrc = (transfer ?? AVCOL_TRC_BT709) as AVColorTransferCharacteristic;
  codecpar.colorRange = isFullRange ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG;
  codecpar.chromaLocation = (AVCHROMA_LOC_LEFT + chroma) as AVChromaLocation;
  codecpar.videoDelay = header.delay;
  if (header.extradata !== '') codecpar.extradata = Buffer.from(header.extradata, 'base64');
  stream.timeBase = new Rational(1, timescaleOf(rate));
  stream.avgFrameRate = new Rational(rate.num, rate.den);
  stream.sampleAspectRatio = new Rational(1, 1);
}

function describeSound(stream: Stream, header: SoundHeader): void {
  const { codecpar } = stream;
  codecpar.codecType = AVMEDIA_TYPE_AUDIO;
  codecpar.codecId = header.kind === 'aac' ? AV_CODEC_ID_AAC : AV_CODEC_ID_OPUS;
  codecpar.format = header.kind === 'aac' ? AV_SAMPLE_FMT_FLTP : AV_SAMPLE_FMT_FLT;
  codecpar.initialPadding = header.priming;
  codecpar.sampleRate = header.sampleRate;
  codecpar.channelLayout = AV_CHANNEL_LAYOUT_STEREO;
  codecpar.frameSize = header.frameSize;
  codecpar.bitRate = BigInt(header.bitRate);
  codecpar.extradata = Buffer.from(header.extradata, 'base64');
  stream.timeBase = new Rational(1, header.sampleRate);
}
