import {
  AV_CHANNEL_LAYOUT_STEREO,
  AV_CODEC_ID_AAC,
  AV_CODEC_ID_H264,
  AV_PIX_FMT_YUV420P,
  AV_PKT_FLAG_KEY,
  AV_PROFILE_H264_HIGH,
  AV_SAMPLE_FMT_FLTP,
  AVCHROMA_LOC_LEFT,
  AVCOL_PRI_BT709,
  AVCOL_RANGE_MPEG,
  AVCOL_SPC_BT709,
  AVCOL_TRC_BT709,
  AVMEDIA_TYPE_AUDIO,
  AVMEDIA_TYPE_VIDEO,
  type AVPacketFlag,
} from 'node-av/constants';
import { Packet, Rational, type Stream } from 'node-av/lib';
import type { Rate } from '../base/time.ts';
import { OutputFile } from './output.ts';
import { ChunkHeader, PacketSource, SoundHeader } from './packet-file.ts';
import type { ChunkFile, JoinSpec } from './types.ts';

/** Pictures and sound alternate in the file in runs of this length, in seconds: players read ahead about as far. */
const RUN_S = 0.5;
const NO_FLAGS = 0 as AVPacketFlag;

/**
 * Joins chunks and an AAC track by packets into one MP4: moov first, no edit list, the first picture and the first
 * sample at 0, a constant frame rate, and a constant lead of decoding over showing, so that no seam stutters. Chunks
 * may be empty for a sound file (m4a). `onProgress` gets 0-1. The file appears by rename. Throws `render.disk_full` and
 * `render.cannot_write`; chunks of different encodings are a bug of the caller.
 */
export function joinMp4(spec: JoinSpec, onProgress: (done: number) => void): void {
  const header = readHeader(spec.chunks);
  using sound = spec.audio === null ? null : new PacketSource(spec.audio, SoundHeader);
  using output = new OutputFile(spec.out, {
    format: 'mp4',
    title: spec.title,
    options: {
      movflags: '+faststart+negative_cts_offsets',
      use_editlist: 0,
      avoid_negative_ts: 'disabled',
      video_track_timescale: timescaleOf(spec.rate),
    },
  });
  const tracks: Track[] = [];
  if (header !== null) {
    const stream = output.addStream();
    describeVideo(stream, header, spec.rate);
    tracks.push({ stream, packets: videoPackets(spec, header) });
  }
  if (sound !== null) {
    const stream = output.addStream();
    describeSound(stream, sound.header);
    tracks.push({ stream, packets: soundPackets(sound) });
  }
  output.begin();
  const frames = spec.chunks.reduce((sum, chunk) => sum + chunk.frames, 0);
  const seconds = Math.max((frames * spec.rate.den) / spec.rate.num, sound === null ? 0 : soundSeconds(sound));
  interleave(output, tracks, (at) => onProgress(seconds === 0 ? 1 : Math.min(1, at / seconds)));
  output.finish();
  onProgress(1);
}

/** A packet with times in units of its track's clock, and in seconds for interleaving. */
type TimedPacket = {
  readonly pts: number;
  readonly dts: number;
  readonly duration: number;
  readonly seconds: number;
  readonly isKey: boolean;
  readonly data: Buffer;
};

type Track = { readonly stream: Stream; readonly packets: Generator<TimedPacket> };

function readHeader(chunks: readonly ChunkFile[]): ChunkHeader | null {
  const [first] = chunks;
  if (first === undefined) return null;
  using source = new PacketSource(first.path, ChunkHeader);
  return source.header;
}

/** Units per second of the video track: a multiple of the rate, so that a frame lasts a whole number of them. */
function timescaleOf(rate: Rate): number {
  return rate.num * unitsOf(rate);
}

/** Ten thousand units in a second at least: what QuickTime asks for. */
function unitsOf(rate: Rate): number {
  return Math.max(1, Math.ceil(10_000 / rate.num));
}

function* videoPackets(spec: JoinSpec, header: ChunkHeader): Generator<TimedPacket> {
  const duration = spec.rate.den * unitsOf(spec.rate);
  let base = 0;
  for (const chunk of spec.chunks) {
    using source = new PacketSource(chunk.path, ChunkHeader);
    const { delay, extradata } = source.header;
    if (extradata !== header.extradata || delay !== header.delay) throw new Error('chunks of different encodings');
    if (source.count !== chunk.frames) throw new Error(`a chunk of ${source.count} frames instead of ${chunk.frames}`);
    let decoded = 0;
    for (const { number, isKey, data } of source.packets()) {
      const dts = (base + decoded - delay) * duration;
      const seconds = ((base + decoded) * spec.rate.den) / spec.rate.num;
      yield { pts: (base + number) * duration, dts, duration, seconds, isKey, data };
      decoded++;
    }
    base += chunk.frames;
  }
}

function* soundPackets(source: PacketSource<SoundHeader>): Generator<TimedPacket> {
  const { frameSize, sampleRate } = source.header;
  for (const { number, data } of source.packets()) {
    const at = number * frameSize;
    // The last packet's padding is not counted; an encoder may flush one more packet that is nothing but padding.
    const duration = Math.min(frameSize, source.count - at);
    if (duration > 0) yield { pts: at, dts: at, duration, seconds: at / sampleRate, isKey: true, data };
  }
}

const soundSeconds = (source: PacketSource<SoundHeader>): number => source.count / source.header.sampleRate;

/** Writes runs of each track in turn, each up to the same time. */
function interleave(output: OutputFile, tracks: readonly Track[], onTime: (seconds: number) => void): void {
  using packet = new Packet();
  packet.alloc();
  const heads = tracks.map(({ stream, packets }) => ({ stream, packets, head: packets.next() }));
  try {
    for (let until = RUN_S; heads.some(({ head }) => head.done !== true); until += RUN_S) {
      for (const track of heads) {
        while (track.head.done !== true && track.head.value.seconds < until) {
          send(output, packet, track.stream, track.head.value);
          track.head = track.packets.next();
        }
      }
      onTime(until);
    }
  } finally {
    for (const { packets } of heads) packets.return(undefined);
  }
}

function send(output: OutputFile, packet: Packet, stream: Stream, timed: TimedPacket): void {
  packet.data = timed.data;
  packet.streamIndex = stream.index;
  packet.pts = BigInt(timed.pts);
  packet.dts = BigInt(timed.dts);
  packet.duration = BigInt(timed.duration);
  packet.flags = timed.isKey ? AV_PKT_FLAG_KEY : NO_FLAGS;
  output.write(packet);
  packet.unref();
}

function describeVideo(stream: Stream, header: ChunkHeader, rate: Rate): void {
  const { codecpar } = stream;
  codecpar.codecType = AVMEDIA_TYPE_VIDEO;
  codecpar.codecId = AV_CODEC_ID_H264;
  codecpar.width = header.width;
  codecpar.height = header.height;
  codecpar.format = AV_PIX_FMT_YUV420P;
  codecpar.profile = AV_PROFILE_H264_HIGH;
  codecpar.sampleAspectRatio = new Rational(1, 1);
  codecpar.colorSpace = AVCOL_SPC_BT709;
  codecpar.colorPrimaries = AVCOL_PRI_BT709;
  codecpar.colorTrc = AVCOL_TRC_BT709;
  codecpar.colorRange = AVCOL_RANGE_MPEG;
  codecpar.chromaLocation = AVCHROMA_LOC_LEFT;
  codecpar.videoDelay = header.delay;
  codecpar.extradata = Buffer.from(header.extradata, 'base64');
  stream.timeBase = new Rational(1, timescaleOf(rate));
  stream.avgFrameRate = new Rational(rate.num, rate.den);
  stream.sampleAspectRatio = new Rational(1, 1);
}

function describeSound(stream: Stream, header: SoundHeader): void {
  const { codecpar } = stream;
  codecpar.codecType = AVMEDIA_TYPE_AUDIO;
  codecpar.codecId = AV_CODEC_ID_AAC;
  codecpar.format = AV_SAMPLE_FMT_FLTP;
  codecpar.sampleRate = header.sampleRate;
  codecpar.channelLayout = AV_CHANNEL_LAYOUT_STEREO;
  codecpar.frameSize = header.frameSize;
  codecpar.bitRate = BigInt(header.bitRate);
  codecpar.extradata = Buffer.from(header.extradata, 'base64');
  stream.timeBase = new Rational(1, header.sampleRate);
}
