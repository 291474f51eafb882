import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import path from 'node:path';
import type { AVMediaType } from 'node-av/constants';
import { AV_CODEC_ID_VP8, AV_CODEC_ID_VP9, AV_LOG_QUIET, AVERROR_EOF } from 'node-av/constants';
import { Codec, Dictionary, FFmpegError, FormatContext, InputFormat, Log, type Stream } from 'node-av/lib';
import { fail } from '../base/errors.ts';
import { type Container, photoTypeOf, READABLE, SNIFF_BYTES, sniff } from './sniff.ts';

// Damaged files make FFmpeg write hundreds of warnings to stderr; what matters comes back as a code.
Log.setLevel(AV_LOG_QUIET);

/** Decoders that we let near a user's bytes. The build has 554; several of the others have open CVEs. */
export const DECODERS: ReadonlySet<string> = new Set(
  [
    'h264 hevc libdav1d vp8 vp9 libvpx libvpx-vp9 mpeg4 h263 mpeg2video mpeg1video prores dnxhd mjpeg png gif webp webp_anim',
    'aac mp3float mp3 mp2float mp2 opus libopus vorbis libvorbis flac alac ac3 eac3 amrnb amrwb',
    'adpcm_ima_wav adpcm_ima_qt adpcm_ms pcm_alaw pcm_mulaw pcm_u8 pcm_s8 pcm_s16le pcm_s16be pcm_s24le pcm_s24be',
    'pcm_s32le pcm_s32be pcm_f32le pcm_f32be pcm_f64le pcm_f64be',
  ].flatMap((line) => line.split(' ')),
);

/** Sizes beyond which a file is refused: 8K stills, 5.3K video (the largest of action cameras), 16 streams. */
export const LIMITS = { stillPixels: 35_389_440, videoPixels: 16_777_216, streams: 16 } as const;

const PROBE_BYTES = 5_000_000;
const PROBE_US = 5_000_000;

/** FFmpeg's own code behind a failure; `fileFailure` turns it into a named one where a file is to blame. */
export class NativeError extends Error {
  override readonly name = 'NativeError';
  readonly code: number;

  constructor(what: string, code: number) {
    super(`${what}: ${FFmpegError.strerror(code)} (${code})`);
    this.code = code;
  }
}

/** Passes a result of FFmpeg through, throws a {@link NativeError} for a negative one. */
export function check(code: number, what: string): number {
  if (code < 0) throw new NativeError(what, code);
  return code;
}

export const isEnd = (code: number): boolean => code === AVERROR_EOF;

/** For `using`: calls `end` when the scope is left. */
export function closing(end: () => void): Disposable {
  return { [Symbol.dispose]: end };
}

/** What a person calls a file: the name given, else the last part of its path. */
export const nameOf = (file: string, name: string | undefined): string => name ?? path.basename(file);

/** An opened file. Dispose it; streams die with it. */
export type Input = Disposable & {
  readonly context: FormatContext;
  readonly container: Container;
  readonly name: string;
};

/**
 * Opens a file by its content with every allow-list and limit set. Refuses by name: missing, a folder, empty, not one
 * of our formats, unreadable, too many streams or pixels.
 */
export function openInput(file: string, displayName?: string): Input {
  const name = nameOf(file, displayName);
  const { head } = readHead(file, name);
  const container = sniff(head);
  const photo = photoTypeOf(head);
  if (photo !== null) throw fail('media.photo_type', { file: name, type: photo });
  if (container === null) throw fail('media.unsupported_type', { file: name, supported: READABLE });
  if (container.size !== null) assertSize(container.size, container.kind === 'image', name);
  const demuxer = InputFormat.findInputFormat(container.format);
  if (demuxer === null) throw fail('media.unsupported_type', { file: name, supported: READABLE });
  const context = new FormatContext();
  context.allocContext();
  const options = Dictionary.fromObject({
    format_whitelist: demuxer.name ?? container.format,
    protocol_whitelist: 'file',
    codec_whitelist: [...DECODERS].join(','),
    max_streams: LIMITS.streams,
    probesize: PROBE_BYTES,
    analyzeduration: PROBE_US,
  });
  try {
    // "file:" keeps FFmpeg from reading a protocol or a pattern out of a name with a colon or a percent sign.
    if (context.openInputSync(`file:${path.resolve(file)}`, demuxer, options) < 0) {
      throw fail('media.unreadable', { file: name });
    }
    for (const stream of context.streams) {
      const { width, height } = stream.codecpar;
      if (width > 0) assertSize({ width, height }, container.kind === 'image', name);
    }
    // Damage may stop it early; what it found up to there is used, and what it did not find is reported then.
    context.findStreamInfoSync();
  } catch (error) {
    context.closeInputSync();
    throw error;
  } finally {
    options.free();
  }
  return { context, container, name, [Symbol.dispose]: () => context.closeInputSync() };
}

/** Refuses a picture that would take too much memory, before any of it is decoded. */
export function assertSize(size: { width: number; height: number }, isStill: boolean, file: string): void {
  const most = isStill ? LIMITS.stillPixels : LIMITS.videoPixels;
  if (size.width * size.height <= most) return;
  const label = `${Math.round(most / 100_000) / 10} megapixels`;
  throw fail('media.over_limit', { file, what: `${size.width} × ${size.height} pixels`, most: label });
}

/** The decoder of a stream, when it is on our list. */
export function decoderOf(stream: Pick<Stream, 'codecpar' | 'metadata'>, file: string): Codec {
  const decoder = withAlpha(stream) ?? Codec.findDecoder(stream.codecpar.codecId);
  if (decoder === null || !DECODERS.has(decoder.name ?? '')) {
    throw fail('media.unsupported_type', { file, supported: READABLE });
  }
  return decoder;
}

/** VP8 and VP9 carry transparency as a second picture beside the first, which only libvpx puts together. */
function withAlpha({ codecpar, metadata }: Pick<Stream, 'codecpar' | 'metadata'>): Codec | null {
  if (metadata?.get('alpha_mode') !== '1') return null;
  if (codecpar.codecId === AV_CODEC_ID_VP9) return Codec.findDecoderByName('libvpx-vp9' as DecoderName);
  return codecpar.codecId === AV_CODEC_ID_VP8 ? Codec.findDecoderByName('libvpx' as DecoderName) : null;
}

type DecoderName = Parameters<typeof Codec.findDecoderByName>[0];

/** The stream with this index, or the best one of its type; null when there is none. */
export function pickStream(input: Input, type: AVMediaType, index: number | null): Stream | null {
  const streams = input.context.streams;
  if (index !== null) return streams.find((s) => s.index === index && s.codecpar.codecType === type) ?? null;
  const best = input.context.findBestStream(type);
  return best < 0 ? null : (streams[best] ?? null);
}

/** The first bytes of a file and its size. Refuses by name what is no file that can be read. */
export function readHead(file: string, name: string): { readonly head: Uint8Array; readonly size: number } {
  let descriptor: number;
  try {
    descriptor = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    throw fail('input.file_missing', { file: name }, { cause: error });
  }
  using _close = closing(() => closeSync(descriptor));
  const status = fstatSync(descriptor);
  if (status.isDirectory()) throw fail('input.not_a_file', { file: name });
  if (!status.isFile()) throw fail('media.unsupported_type', { file: name, supported: READABLE });
  if (status.size === 0) throw fail('input.file_empty', { file: name });
  const head = new Uint8Array(SNIFF_BYTES);
  return { head: head.subarray(0, readSync(descriptor, head, 0, SNIFF_BYTES, 0)), size: status.size };
}
