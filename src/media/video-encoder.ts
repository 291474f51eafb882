import {
  AV_CODEC_FLAG_CLOSED_GOP,
  AV_CODEC_FLAG_GLOBAL_HEADER,
  AV_PIX_FMT_NV12,
  AV_PIX_FMT_YUV420P,
  AV_PIX_FMT_YUVJ420P,
  AVCHROMA_LOC_LEFT,
  type AVChromaLocation,
  AVCOL_PRI_BT709,
  AVCOL_RANGE_JPEG,
  AVCOL_RANGE_MPEG,
  AVCOL_SPC_BT709,
  AVCOL_TRC_BT709,
  type AVColorPrimaries,
  type AVColorSpace,
  type AVColorTransferCharacteristic,
  type AVPixelFormat,
} from 'node-av/constants';
import { Codec, CodecContext, Rational } from 'node-av/lib';
import { check } from './native.ts';
import type { HardwareEncoder, StreamMatch, VideoEncoding } from './types.ts';
import { useSurfaces } from './upload.ts';

/** What one of FFmpeg's encoders is told beyond what all of them are told. */
type Dialect = { readonly name: string; readonly options: Readonly<Record<string, string | number>> };

type Preset = VideoEncoding['preset'];

// Without this, SVT-AV1 writes twenty lines to stderr for each chunk.
process.env['SVT_LOG'] ??= '1';

/**
 * libvpx has two gears. `realtime` 5 gave 42.6 dB for 1.3 times the CPU of x264 veryfast on a landscape in 720p, `good`
 * 3 the same at four fifths of the bytes for five times that CPU (docs/decisions/0007-outputs.md).
 */
const VP9: Readonly<Record<Preset, readonly ['realtime' | 'good', number]>> = {
  ultrafast: ['realtime', 9],
  superfast: ['realtime', 8],
  veryfast: ['realtime', 5],
  faster: ['good', 5],
  fast: ['good', 3],
  medium: ['good', 2],
  slow: ['good', 1],
};

/** SVT-AV1: 8 costs twice the CPU of x264 veryfast; 10 costs as much as that, and loses 3 dB. */
const AV1: Readonly<Record<Preset, number>> = {
  ultrafast: 11,
  superfast: 10,
  veryfast: 8,
  faster: 8,
  fast: 6,
  medium: 5,
  slow: 4,
};

/** x265 costs three times as much as x264 of the same name: it runs one step faster. */
const HEVC: Readonly<Record<Preset, string>> = {
  ultrafast: 'ultrafast',
  superfast: 'ultrafast',
  veryfast: 'superfast',
  faster: 'veryfast',
  fast: 'veryfast',
  medium: 'fast',
  slow: 'medium',
};

const DIALECTS: Readonly<Record<VideoEncoding['codec'], (encoding: VideoEncoding) => Dialect>> = {
  h264: ({ preset, crf, match }) => ({
    name: 'libx264',
    options: {
      preset,
      profile: match?.profile ?? 'high',
      crf,
      // Captions of the source would be carried into pictures that they do not belong to.
      a53cc: 0,
      // Makes the picture parameter set independent of the first picture's quantiser.
      'x264-params': match === undefined ? 'stitchable=1' : matched(match),
    },
  }),
  hevc: ({ preset, crf, threads }) => ({
    name: 'libx265',
    options: {
      preset: HEVC[preset],
      crf,
      // `info` would put the options, and with them the threads, into the parameter sets; with `b-pyramid` pictures
      // are shown later than the encoder's delay says.
      'x265-params': `log-level=none:info=0:b-pyramid=0:pools=${threads}:frame-threads=1:wpp=1`,
    },
  }),
  vp9: ({ preset, crf }) => {
    const [deadline, effort] = VP9[preset];
    return { name: 'libvpx-vp9', options: { deadline, 'cpu-used': effort, crf: Math.round(crf), b: 0, 'row-mt': 1 } };
  },
  av1: ({ preset, crf, threads }) => ({
    name: 'libsvtav1',
    options: { preset: AV1[preset], crf: Math.round(crf), 'svtav1-params': `lp=${Math.min(6, threads)}` },
  }),
};

/** Constant quality in each maker's words; keyframes only where we ask for them, and each of them an IDR picture. */
function hardwareDialect(name: HardwareEncoder, { crf }: VideoEncoding): Dialect {
  const quality = Math.round(crf);
  if (name.endsWith('_nvenc')) {
    return { name, options: { preset: 'p4', rc: 'vbr', cq: quality, b: 0, 'forced-idr': 1, 'no-scenecut': 1 } };
  }
  if (name.endsWith('_qsv')) return { name, options: { preset: 'medium', global_quality: quality, idr_interval: 0 } };
  if (name.endsWith('_vaapi')) return { name, options: { rc_mode: 'CQP', qp: quality, idr_interval: 0 } };
  if (name.endsWith('_amf')) return { name, options: { rc: 'cqp', qp_i: quality, qp_p: quality } };
  // VideoToolbox counts from 0 to 100, better upwards.
  return { name, options: { 'q:v': Math.max(1, 100 - 2 * quality), allow_sw: 0 } };
}

/** x264's words for standing between packets of another stream: sets of its own, and the same depth of reordering. */
const matched = ({ setId, buffer, reorder }: StreamMatch): string =>
  `stitchable=1:sps-id=${setId}:dpb-size=${buffer}:b-pyramid=${reorder === 2 ? 'normal' : 'none'}:scenecut=0`;

/** The layout of 4:2:0 in eight bits, which has another name in full range. */
export const pixelFormatOf = (match: StreamMatch | undefined): AVPixelFormat =>
  match?.isRaw === true && match.color.isFullRange ? AV_PIX_FMT_YUVJ420P : AV_PIX_FMT_YUV420P;

/**
 * Opens the encoder of an encoding: closed GOPs, BT.709 limited range, 4:2:0 in eight bits. Encoders of one encoding
 * write the same parameter sets whatever their threads, so that their chunks join by packets.
 */
export function openVideoEncoder(encoding: VideoEncoding): CodecContext {
  const { hardware, codec: family } = encoding;
  const { name, options } = hardware === undefined ? DIALECTS[family](encoding) : hardwareDialect(hardware, encoding);
  const codec = Codec.findEncoderByName(name as Parameters<typeof Codec.findEncoderByName>[0]);
  if (codec === null) throw new Error(`this FFmpeg has no ${name}`);
  const encoder = new CodecContext();
  encoder.allocContext3(codec);
  try {
    describe(encoder, encoding);
    if (hardware?.endsWith('_vaapi') === true) useSurfaces(encoder);
    // One by one: through a dictionary that is passed to open they crashed after a garbage collection.
    for (const [key, value] of Object.entries(options)) check(encoder.setOption(key, String(value)), `${name} ${key}`);
    check(encoder.open2Sync(codec), `opening ${name}`);
    return encoder;
  } catch (error) {
    encoder.freeContext();
    throw error;
  }
}

/** The format in which an encoder of ours takes pictures. */
export const inputFormatOf = ({ hardware }: VideoEncoding): 'nv12' | 'yuv420p' =>
  hardware !== undefined && /_(?:qsv|vaapi)$/.test(hardware) ? 'nv12' : 'yuv420p';

/** By how many frames decoding runs ahead of showing. x265 does not tell; without a pyramid one is enough. */
export function reorderDelay(encoder: CodecContext, { codec, bFrames, hardware }: VideoEncoding): number {
  if (hardware !== undefined) return 0;
  return codec === 'hevc' ? Math.min(1, bFrames) : encoder.hasBFrames;
}

function describe(encoder: CodecContext, encoding: VideoEncoding): void {
  const { width, height, rate, gop, bFrames, maxBitRate, threads, match } = encoding;
  encoder.width = width;
  encoder.height = height;
  encoder.pixelFormat = encoding.hardware?.endsWith('_qsv') === true ? AV_PIX_FMT_NV12 : pixelFormatOf(match);
  encoder.timeBase = new Rational(rate.den, rate.num);
  encoder.framerate = new Rational(rate.num, rate.den);
  encoder.sampleAspectRatio = new Rational(1, 1);
  encoder.gopSize = gop;
  encoder.threadCount = threads;
  // Of hardware we do not know how it orders B-frames: without them shown and decoded order are one.
  const reorders = encoding.hardware === undefined && match?.reorder !== 0;
  if (encoding.codec === 'h264' || encoding.codec === 'hevc') encoder.maxBFrames = reorders ? bFrames : 0;
  if (match !== undefined) encoder.level = match.level;
  setColours(encoder, match);
  // libvpx takes a ceiling only beside a target.
  if (maxBitRate !== null && encoding.codec !== 'vp9') {
    encoder.rcMaxRate = BigInt(maxBitRate);
    encoder.rcBufferSize = maxBitRate * 2;
  }
  encoder.setFlags(AV_CODEC_FLAG_GLOBAL_HEADER, AV_CODEC_FLAG_CLOSED_GOP);
}

function setColours(encoder: CodecContext, match: StreamMatch | undefined): void {
  const { isFullRange = false, primaries, transfer, matrix, chroma = 0 } = match?.color ?? {};
  // FFmpeg's constants are the numbers of H.273.
  encoder.colorSpace = (matrix ?? AVCOL_SPC_BT709) as AVColorSpace;
  encoder.colorPrimaries = (primaries ?? AVCOL_PRI_BT709) as AVColorPrimaries;
  encoder.colorTrc = (transfer ?? AVCOL_TRC_BT709) as AVColorTransferCharacteristic;
  encoder.colorRange = isFullRange ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG;
  encoder.chromaLocation = (AVCHROMA_LOC_LEFT + chroma) as AVChromaLocation;
}
