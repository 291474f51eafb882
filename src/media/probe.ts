import {
  AV_FRAME_DATA_DISPLAYMATRIX,
  AV_NOPTS_VALUE,
  AV_PKT_DATA_DISPLAYMATRIX,
  AVMEDIA_TYPE_AUDIO,
  AVMEDIA_TYPE_VIDEO,
} from 'node-av/constants';
import { avGetCodecName, type Frame, type Rational, type Stream } from 'node-av/lib';
import { fail } from '../base/errors.ts';
import { lengthLabel, MAX_MS } from '../base/time.ts';
import type { ProbeFacts } from '../draft/facts.ts';
import { DECODERS, decoderOf, type Input, nameOf, openInput, readHead } from './native.ts';
import { pictureSteps, streamEnds } from './packet-times.ts';
import { frameOf } from './picture.ts';
import { movingStream } from './source-zero.ts';
import { textFileFacts } from './text-file.ts';
import { SeekingReader } from './video-reader.ts';

type VideoFacts = NonNullable<ProbeFacts['video']>;
type AudioFacts = ProbeFacts['audio'][number];

/** Pictures per second that a file may have on average: phones record 240. */
const MOST_FPS = 300;
/** Sound may go on for so long after the last picture before it counts into the length, in ms: encoders pad. */
const SOUND_TAIL_MS = 250;
/** With fewer steps between pictures than this nothing can be said about their regularity. */
const FEW_STEPS = 8;
/** Share of steps between pictures that may differ before a rate is called variable: a dropped picture is not. */
const ODD_STEPS = 0.03;

/**
 * What a file is: containers are believed only where packets and the first picture agree. `name` is what people call
 * it. Throws named failures: not media, damaged, over a limit, nothing in it that we can decode.
 */
export function probeFile(file: string, name?: string): ProbeFacts {
  const label = nameOf(file, name);
  const written = textFileFacts(file, label, readHead(file, label));
  if (written !== null) return written;
  using input = openInput(file, label);
  const moving = movingStream(input);
  const sounds = audioStreams(input);
  if (moving === null && sounds.length === 0) throw nothingIn(input, label);
  const claimed = claimedEnd(input);
  const wanted = [...(moving === null ? [] : [moving.index]), ...sounds.map(({ index }) => index)];
  const isStill = input.container.kind === 'image';
  const ends = isStill ? new Map<number, number>() : streamEnds(file, wanted, claimed, label);
  requireWhole(input, claimed, Math.max(0, ...ends.values()));
  const audio = sounds.flatMap((stream) => audioFacts(stream, ends.get(stream.index) ?? 0));
  if (moving === null && audio.length === 0) throw fail('media.unreadable', { file: label });
  const format = input.container.format;
  if (moving === null) {
    const start = Math.min(...audio.map((track) => track.startMs));
    const end = Math.max(...audio.map((track) => track.startMs + track.duration));
    return { kind: 'audio', format, duration: limited(end - start, label), video: null, audio };
  }
  decoderOf(moving, label);
  const { video, shown } = videoFacts(file, moving, label);
  if (isStill) return { kind: 'image', format, duration: 0, video, audio: [] };
  const { steps, rate, isVariable } = rateOf(file, moving, label);
  if (rate > MOST_FPS) throw overLimit(label, `${Math.round(rate)} pictures per second`, String(MOST_FPS));
  const frameMs = 1000 / rate;
  // A GIF or WebP with a single picture does not move.
  if (steps.length === 0 && (format === 'gif' || format === 'webp_anim')) {
    return { kind: 'image', format, duration: 0, video, audio: [] };
  }
  // AVI says when pictures are decoded, not when they are shown: its end belongs to its own beginning.
  const begin = format === 'avi' ? startOf(moving) : video.startMs;
  const pictures = Math.max(frameMs, shown, (ends.get(moving.index) ?? 0) * 1000 - begin);
  const soundEnd = Math.max(0, ...audio.map((track) => track.startMs + track.duration - video.startMs));
  const duration = limited(soundEnd > pictures + SOUND_TAIL_MS ? soundEnd : pictures, label);
  return { kind: 'video', format, duration, video: { ...video, fps: rate, variableRate: isVariable }, audio };
}

function nothingIn(input: Input, file: string): Error {
  const undecodable = input.context.streams.find(({ codecpar }) => codecpar.codecType === AVMEDIA_TYPE_AUDIO);
  if (undecodable !== undefined) decoderOf(undecodable, file);
  return fail('media.unreadable', { file });
}

function overLimit(file: string, what: string, most: string): Error {
  return fail('media.over_limit', { file, what, most });
}

function limited(ms: number, file: string): number {
  if (!(ms <= MAX_MS)) throw overLimit(file, `${Math.round(ms / 3_600_000)} hours long`, '24 hours');
  return ms;
}

function audioStreams(input: Input): Stream[] {
  return input.context.streams.filter(({ codecpar }) => {
    if (codecpar.codecType !== AVMEDIA_TYPE_AUDIO || codecpar.sampleRate <= 0 || codecpar.channels <= 0) return false;
    // A track that we cannot decode is left out; picture and other tracks still serve.
    try {
      return DECODERS.has(decoderOf({ codecpar } as Stream, input.name).name ?? '');
    } catch {
      return false;
    }
  });
}

/** How much of its length a file may lack before it counts as cut short: the share, and the seconds. */
const CUT_SHORT = { share: 0.1, seconds: 1 } as const;

/**
 * Refuses a film whose end is missing: somebody who hands in a minute and gets ten seconds back would not know why.
 * Only MP4 and its kin list every sample at the front; other headers guess their length, and are not believed.
 */
function requireWhole(input: Input, claimed: number, end: number): void {
  if (input.container.format !== 'mov' || !Number.isFinite(claimed) || end <= 0) return;
  const missing = claimed - end;
  if (missing < CUT_SHORT.seconds || missing < CUT_SHORT.share * claimed) return;
  const label = (seconds: number): string => lengthLabel(seconds * 1000);
  throw fail('media.cut_short', { file: input.name, have: label(end), of: label(claimed) });
}

/** The end that the header names, in seconds on the container's clock; infinite when it names none. */
function claimedEnd(input: Input): number {
  const { duration, startTime } = input.context;
  if (duration === AV_NOPTS_VALUE || duration <= 0n) return Number.POSITIVE_INFINITY;
  const start = startTime === AV_NOPTS_VALUE ? 0n : startTime;
  return Number(start + duration) / 1e6;
}

/** When a stream begins by its header, in ms on the container's clock. */
function startOf({ startTime, timeBase }: Stream): number {
  return startTime === AV_NOPTS_VALUE ? 0 : Number(startTime) * timeBase.toDouble() * 1000;
}

/** Nothing for a track without a single packet. */
function audioFacts(stream: Stream, end: number): AudioFacts[] {
  const { codecpar, index } = stream;
  const startMs = startOf(stream);
  const language = stream.metadata?.get('language') ?? null;
  const facts = {
    codec: avGetCodecName(codecpar.codecId) ?? 'unknown',
    sampleRate: codecpar.sampleRate,
    channels: codecpar.channels,
    streamIndex: index,
    language: language === null || language === 'und' ? null : language.slice(0, 40),
    startMs,
    duration: end * 1000 - startMs,
  };
  return facts.duration > 0 ? [facts] : [];
}

/** Facts of the first picture; `shown` is when the last one that was decoded for it ends, in ms. */
function videoFacts(file: string, stream: Stream, name: string): { video: VideoFacts; shown: number } {
  using reader = new SeekingReader({ file, type: AVMEDIA_TYPE_VIDEO, index: stream.index, threads: 1, name });
  using picture = reader.at(0);
  const frame = frameOf(picture);
  const rotation = rotationOf(stream, frame);
  const pixelAspect = aspectOf(stream.sampleAspectRatio) ?? aspectOf(frame.sampleAspectRatio) ?? 1;
  const seen = { width: Math.max(1, Math.round(picture.width * pixelAspect)), height: picture.height };
  const isTurned = rotation === 90 || rotation === 270;
  const { transfer } = picture.color;
  const bitRate = Number(stream.codecpar.bitRate);
  const video: VideoFacts = {
    codec: avGetCodecName(stream.codecpar.codecId) ?? 'unknown',
    width: isTurned ? seen.height : seen.width,
    height: isTurned ? seen.width : seen.height,
    codedWidth: picture.width,
    codedHeight: picture.height,
    rotation,
    pixelAspect,
    fps: 25,
    variableRate: false,
    pixelFormat: picture.format,
    bitDepth: bitDepthOf(picture.format),
    alpha: /^(yuva|rgba|bgra|argb|abgr|ya|gbrap|pal8)/.test(picture.format),
    hdr: transfer === 'smpte2084' || transfer === 'arib-std-b67',
    streamIndex: stream.index,
    startMs: reader.startSeconds * 1000,
    bitRate: bitRate > 0 ? bitRate : null,
  };
  return { video, shown: reader.shownSeconds * 1000 };
}

/** Bits of one component, by the format's name: `yuv420p10le` says its own, `rgb48be` that of three, `rgba64le` of four. */
function bitDepthOf(format: string): number {
  if (/(48|64)(le|be)$/.test(format)) return 16;
  return Number(/(9|10|12|14|16)(?:le|be)$/.exec(format)?.[1] ?? 8);
}

/** The width of a pixel over its height, when it is said and can be true. */
function aspectOf(ratio: Rational): number | null {
  const value = ratio.num > 0 && ratio.den > 0 ? ratio.num / ratio.den : 0;
  return value >= 0.1 && value <= 10 ? value : null;
}

/** Clockwise degrees by the display matrix of the track, or of the first picture, where photos have it. */
function rotationOf(stream: Stream, frame: Frame): VideoFacts['rotation'] {
  const matrix =
    stream.codecpar.getCodedSideData(AV_PKT_DATA_DISPLAYMATRIX) ?? frame.getSideData(AV_FRAME_DATA_DISPLAYMATRIX);
  if (matrix === null || matrix.length < 36) return 0;
  const turned = (Math.atan2(matrix.readInt32LE(4), matrix.readInt32LE(0)) * 180) / Math.PI;
  const quarter = (((Math.round(turned / 90) % 4) + 4) % 4) as 0 | 1 | 2 | 3;
  return ([0, 90, 180, 270] as const)[quarter];
}

/** The average rate by the packets' times where they tell one, else by the container. */
function rateOf(file: string, stream: Stream, name: string): { steps: number[]; rate: number; isVariable: boolean } {
  using input = openInput(file, name);
  const same = input.context.streams[stream.index];
  const steps = same === undefined ? [] : pictureSteps(input, same).filter((step) => step > 0);
  const { avgFrameRate, rFrameRate } = stream;
  const told = [avgFrameRate, rFrameRate].find((rate) => rate.num > 0 && rate.den > 0)?.toDouble();
  const middle = steps.toSorted((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 0;
  const claimed = told ?? (middle > 0 ? 1 / middle : 25);
  if (steps.length < FEW_STEPS) return { steps, rate: claimed, isVariable: false };
  // Containers that count in milliseconds round each time by half of one.
  const tolerance = Math.max(middle * 0.1, 2 * stream.timeBase.toDouble(), 0.0011);
  const even = steps.filter((step) => Math.abs(step - middle) <= tolerance);
  const isUneven = 1 - even.length / steps.length > ODD_STEPS;
  const isTrue = Math.abs(1 / claimed - middle) <= Math.max(middle * 0.02, 0.0011);
  if (isTrue) return { steps, rate: claimed, isVariable: isUneven };
  const mean = (some: readonly number[]): number => some.reduce((sum, step) => sum + step, 0) / some.length;
  // Pictures that come evenly at another rate than the header's: the header lies.
  if (!isUneven) return { steps, rate: 1 / mean(even), isVariable: false };
  const isLikely = Math.abs(Math.log2(claimed * mean(steps))) <= 1;
  return { steps, rate: isLikely ? claimed : 1 / mean(steps), isVariable: true };
}
