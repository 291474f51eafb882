import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { AV_NOPTS_VALUE, AVMEDIA_TYPE_AUDIO, AVMEDIA_TYPE_VIDEO } from 'node-av/constants';
import { avGetCodecName, avGetPixFmtName, Packet, type Stream } from 'node-av/lib';
import { fail } from '../base/errors.ts';
import type { AudioScan, FileScan, VideoScan } from '../draft/file-scan.ts';
import { boxFacts } from './file-boxes.ts';
import { closing, type Input, isEnd, nameOf, openInput, pickStream } from './native.ts';
import { StillWatch } from './still-watch.ts';

/** Numbers of FFmpeg behind the profiles that people meet. */
const PROFILES: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  h264: {
    66: 'Baseline',
    578: 'Constrained Baseline',
    77: 'Main',
    88: 'Extended',
    100: 'High',
    110: 'High 10',
    122: 'High 4:2:2',
    244: 'High 4:4:4',
  },
  hevc: { 1: 'Main', 2: 'Main 10', 3: 'Main Still', 4: 'Rext' },
  vp9: { 0: 'Profile 0', 1: 'Profile 1', 2: 'Profile 2', 3: 'Profile 3' },
  av1: { 0: 'Main', 1: 'High', 2: 'Professional' },
  aac: { 1: 'LC', 4: 'HE', 28: 'HEv2' },
};

/** Times may differ by so much, beyond half a unit of the container's clock, before a rate counts as variable, in s. */
const JITTER_S = 0.0006;
/** Reading errors in a row after which the rest of a damaged file is given up. */
const MOST_ERRORS = 100;

/**
 * Reads every packet of a finished file and decodes next to nothing: about 0.1 s for ten minutes. Throws named failures
 * for what cannot be opened or holds neither picture nor sound.
 */
export function scanFile(file: string, displayName?: string): FileScan {
  const name = nameOf(file, displayName);
  using input = openInput(file, displayName);
  const video = pickStream(input, AVMEDIA_TYPE_VIDEO, null);
  const audio = pickStream(input, AVMEDIA_TYPE_AUDIO, null);
  if (video === null && audio === null) throw fail('media.unreadable', { file: name });
  using pictures = video === null ? null : new PictureScan(input, video);
  const sounds = audio === null ? null : new SoundScan(audio);
  using packet = new Packet();
  packet.alloc();
  for (let errors = 0; errors < MOST_ERRORS; ) {
    const code = input.context.readFrameSync(packet);
    if (isEnd(code)) break;
    if (code < 0) {
      errors++;
      continue;
    }
    errors = 0;
    if (packet.streamIndex === video?.index) pictures?.add(packet);
    else if (packet.streamIndex === audio?.index) sounds?.add(packet);
    packet.unref();
  }
  const isIso = input.container.format === 'mov';
  const boxes = isIso ? boxFacts(file) : null;
  return {
    container: containerOf(file, input.container.format),
    bytes: statSync(file).size,
    moovFirst: boxes?.moovFirst ?? null,
    editLists: boxes?.editLists ?? null,
    video: pictures?.result() ?? null,
    audio: sounds?.result() ?? null,
  };
}

/** FFmpeg has one name for MP4 and MOV, and one for WebM and Matroska; their heads tell them apart. */
function containerOf(file: string, format: string): string {
  if (format !== 'mov' && format !== 'matroska') return format;
  const descriptor = openSync(file, 'r');
  using _close = closing(() => closeSync(descriptor));
  const head = Buffer.alloc(64);
  readSync(descriptor, head, 0, 64, 0);
  if (format === 'matroska') return head.includes('webm') ? 'webm' : 'matroska';
  const isMp4 = head.toString('latin1', 4, 8) === 'ftyp' && head.toString('latin1', 8, 10) !== 'qt';
  return isMp4 ? 'mp4' : 'mov';
}

const profileOf = (codec: string, profile: number): string | null => PROFILES[codec]?.[profile] ?? null;

class PictureScan implements Disposable {
  readonly #stream: Stream;
  readonly #unit: number;
  readonly #watch: StillWatch;
  readonly #times: number[] = [];
  #bytes = 0;
  #end = 0;
  #sinceKey = 0;
  #longestGop = 0;
  #key: number | null = null;
  #closedGops = true;

  constructor(input: Input, stream: Stream) {
    this.#stream = stream;
    this.#unit = stream.timeBase.toDouble();
    this.#watch = new StillWatch(input, stream);
  }

  add(packet: Packet): void {
    const said = packet.pts === AV_NOPTS_VALUE ? packet.dts : packet.pts;
    const at = Number(said) * this.#unit;
    this.#times.push(at);
    this.#bytes += packet.size;
    this.#end = Math.max(this.#end, at + Number(packet.duration) * this.#unit);
    if (packet.isKeyframe) {
      this.#key = at;
      this.#sinceKey = 0;
    }
    if (this.#key !== null && at < this.#key) this.#closedGops = false;
    this.#longestGop = Math.max(this.#longestGop, ++this.#sinceKey);
    this.#watch.add(packet, at);
  }

  result(): VideoScan {
    const { codecpar, avgFrameRate } = this.#stream;
    const codec = avGetCodecName(codecpar.codecId) ?? 'unknown';
    const times = this.#times.toSorted((a, b) => a - b);
    const start = times[0] ?? 0;
    const span = (times.at(-1) ?? 0) - start;
    const told = avgFrameRate.num > 0 && avgFrameRate.den > 0 ? avgFrameRate.toDouble() : 0;
    const fps = span > 0 ? (times.length - 1) / span : told;
    const step = 1 / (fps > 0 ? fps : 25);
    const isOdd = times.some((time, i) => Math.abs(time - start - i * step) > this.#unit / 2 + JITTER_S);
    const end = Math.max(this.#end, start + times.length * step - this.#unit);
    const stills = this.#watch.result(end);
    return {
      codec,
      profile: profileOf(codec, codecpar.profile),
      pixelFormat: avGetPixFmtName(codecpar.format as never),
      width: codecpar.width,
      height: codecpar.height,
      interlaced: this.#watch.isInterlaced,
      frames: times.length,
      start,
      end,
      fps,
      constantRate: !isOdd,
      longestGop: this.#longestGop,
      closedGops: this.#closedGops,
      bitRate: end > start ? (this.#bytes * 8) / (end - start) : 0,
      ...stills,
    };
  }

  [Symbol.dispose](): void {
    this.#watch[Symbol.dispose]();
  }
}

class SoundScan {
  readonly #stream: Stream;
  readonly #unit: number;
  #start: number | null = null;
  #end = 0;
  #bytes = 0;

  constructor(stream: Stream) {
    this.#stream = stream;
    this.#unit = stream.timeBase.toDouble();
  }

  add(packet: Packet): void {
    const at = Number(packet.pts === AV_NOPTS_VALUE ? packet.dts : packet.pts) * this.#unit;
    this.#start ??= at;
    this.#end = Math.max(this.#end, at + Number(packet.duration) * this.#unit);
    this.#bytes += packet.size;
  }

  result(): AudioScan {
    const { codecpar } = this.#stream;
    const codec = avGetCodecName(codecpar.codecId) ?? 'unknown';
    const { sampleRate } = codecpar;
    // What a decoder drops before the first sample that sounds.
    const priming = sampleRate > 0 ? codecpar.initialPadding / sampleRate : 0;
    const start = (this.#start ?? 0) + priming;
    return {
      codec,
      profile: profileOf(codec, codecpar.profile),
      sampleRate,
      channels: codecpar.channelLayout.nbChannels,
      start,
      end: this.#end,
      bitRate: this.#end > start ? (this.#bytes * 8) / (this.#end - start) : 0,
    };
  }
}
