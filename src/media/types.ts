import type { Rate } from '../base/time.ts';

/**
 * What the rest of the house sees of media. Only files of this folder import node-av, and none of its types appears in
 * a signature outside. Everything here runs in child processes, synchronously: a worker does one task at a time.
 */

/**
 * What the numbers of a picture mean, in FFmpeg's names (`bt709`, `smpte170m`, `bt470bg`, `gbr`, `arib-std-b67`…);
 * null where the file does not say.
 */
export type PictureColor = {
  readonly matrix: string | null;
  readonly primaries: string | null;
  readonly transfer: string | null;
  readonly range: 'tv' | 'pc' | null;
};

/** A decoded or drawn picture. Opaque; whoever got it disposes of it. Cheap to share: disposing drops a reference. */
export interface Picture extends Disposable {
  readonly width: number;
  readonly height: number;
  /** FFmpeg's name: `yuv420p`, `rgba`, … */
  readonly format: string;
  /** As the decoded frame says. The render turns everything into bt709 by it. */
  readonly color: PictureColor;
}

/** Reads the pictures of one file by time. */
export interface VideoReader extends Disposable {
  readonly width: number;
  readonly height: number;
  readonly format: string;
  /**
   * The picture that is on screen at `seconds` after the first one: the last that begins no later than `within` seconds
   * after it. Left out, that is half a source frame, so that a time rounded to a millisecond still finds its frame.
   * Rising times decode straight on, others seek to the keyframe before. Before the first and after the last picture:
   * that picture.
   */
  at(seconds: number, within?: number): Picture;
}

/** Filters that a graph may use. The build has 540 more, many of which open files: they are out of reach. */
export type FilterName =
  | 'scale'
  | 'crop'
  | 'pad'
  | 'overlay'
  | 'format'
  | 'setsar'
  | 'transpose'
  | 'rotate'
  | 'hflip'
  | 'vflip'
  | 'fade'
  | 'xfade'
  | 'eq'
  | 'hue'
  | 'colorbalance'
  | 'colortemperature'
  | 'colorchannelmixer'
  | 'curves'
  | 'vignette'
  | 'noise'
  | 'unsharp'
  | 'gblur'
  | 'boxblur'
  | 'zoompan'
  | 'split'
  | 'tpad'
  | 'settb'
  | 'setpts'
  | 'fps'
  | 'null'
  | 'setparams'
  | 'tonemap'
  | 'zscale'
  | 'extractplanes'
  | 'mergeplanes'
  | 'geq'
  | 'lutyuv'
  | 'blend'
  | 'perspective'
  | 'minterpolate'
  | 'palettegen'
  | 'paletteuse'
  | 'color'
  | 'loop'
  | 'pixelize'
  | 'chromashift'
  | 'atadenoise'
  | 'deflicker'
  | 'lut3d'
  | 'lut1d'
  | 'lut2'
  | 'alphamerge';

export type FilterOptions = Readonly<Record<string, string | number>>;

/** One filter. `inputs` name sources (`s0`, `s1`…) or other nodes (`id`, or `id:1` for a second output). */
export type GraphNode = {
  readonly id: string;
  readonly filter: FilterName;
  readonly options: FilterOptions;
  readonly inputs: readonly string[];
};

export type PictureShape = {
  readonly width: number;
  readonly height: number;
  readonly format: string;
  readonly pixelAspect?: number;
  /** Colour of the pictures that will be pushed; the graph's source is opened with it. */
  readonly color?: PictureColor;
};

/**
 * A filter graph as data. Options go to FFmpeg as a dictionary, never as a string that is parsed. Sources run in
 * lockstep at `rate`: picture n of each source is frame n.
 */
export type GraphSpec = {
  readonly rate: Rate;
  readonly sources: readonly PictureShape[];
  readonly nodes: readonly GraphNode[];
  /** The node (or source) whose pictures come out, and the format they are converted to. */
  readonly output: { readonly input: string; readonly format: string };
  readonly threads: number;
};

export interface Graph extends Disposable {
  /** Gives picture `frame` (rising from 0) to a source; the caller keeps its own reference. */
  push(source: number, picture: Picture, frame: number): void;
  /** No more pictures come for any source. */
  end(): void;
  /** The next finished picture with its frame number; null when more input is needed or, after `end`, when done. */
  pull(): { readonly picture: Picture; readonly frame: number } | null;
}

/** How pictures can be encoded. */
export type VideoCodec = 'h264' | 'hevc' | 'vp9' | 'av1';

/** Makes encoded pictures stand between copied ones of a stream, so that one decoder plays on over the seams. */
export type StreamMatch = {
  /** Id of both parameter sets: one that the stream does not use. */
  readonly setId: number;
  readonly profile: 'baseline' | 'main' | 'high';
  /** As in the stream: ten times its number. */
  readonly level: number;
  /** Pictures by which decoding runs ahead of showing: 0 has no B-frames, 2 has them refer to each other. */
  readonly reorder: number;
  /** Pictures that a decoder keeps. */
  readonly buffer: number;
  /** By the numbers of ITU-T H.273, as the stream says. */
  readonly color: {
    readonly isFullRange: boolean;
    readonly primaries: number;
    readonly transfer: number;
    readonly matrix: number;
    readonly chroma: number;
  };
  /** Pictures are encoded as they were decoded, with no conversion of colours: all of them come from the stream. */
  readonly isRaw: boolean;
};

/** Encoders on graphics cards and the like, as FFmpeg calls them. */
export type HardwareEncoder =
  | 'h264_nvenc'
  | 'hevc_nvenc'
  | 'av1_nvenc'
  | 'h264_qsv'
  | 'hevc_qsv'
  | 'h264_vaapi'
  | 'hevc_vaapi'
  | 'h264_videotoolbox'
  | 'hevc_videotoolbox'
  | 'h264_amf'
  | 'hevc_amf';

/** How pictures are encoded. Chunks that share one of these join by packets. */
export type VideoEncoding = {
  readonly codec: VideoCodec;
  /** Only when it was asked for and has shown that it works here. */
  readonly hardware?: HardwareEncoder | undefined;
  readonly width: number;
  readonly height: number;
  readonly rate: Rate;
  /** Constant quality on the codec's own scale: 0-51 for H.264 and HEVC, 0-63 (whole numbers) for VP9 and AV1. */
  readonly crf: number;
  /** How much work, in x264's words; other encoders have their own table. */
  readonly preset: 'ultrafast' | 'superfast' | 'veryfast' | 'faster' | 'fast' | 'medium' | 'slow';
  /** Frames between keyframes at most; every GOP is closed. */
  readonly gop: number;
  readonly bFrames: number;
  readonly maxBitRate: number | null;
  readonly threads: number;
  readonly match?: StreamMatch | undefined;
};

/** Writes the pictures of one chunk to a file of its own: closed GOPs, first picture a keyframe. */
export interface ChunkWriter extends Disposable {
  /** Pictures in order, numbered from 0 within the chunk. */
  write(picture: Picture, frame: number): void;
  /** Flushes and closes; the file is whole only after this. Returns how many frames it holds. */
  finish(): number;
}

/** Interleaved 32-bit float samples. */
export type AudioBlock = Float32Array;

export type AudioReadOptions = {
  /** Index of the stream in the file; null: the best one. */
  readonly stream: number | null;
  /**
   * Source time of the first sample wanted, in seconds after the file's zero: its first picture, or its first sample
   * where there is no picture. The same clock as {@link VideoReader.at}.
   */
  readonly from: number;
  /** How many seconds of source to read; null: to the end. */
  readonly length: number | null;
  readonly sampleRate: number;
  readonly channels: 1 | 2;
  /** Source seconds per output second, pitch kept. 1 leaves the samples alone. */
  readonly tempo: number;
  /**
   * What is done to the samples before their tempo is changed: as many must come out as go in. It begins at a multiple of
   * `grid` samples after the source's zero, at least `runIn` seconds early where the source has them.
   */
  readonly through?: {
    readonly runIn: number;
    readonly grid: number;
    readonly apply: (blocks: Iterable<AudioBlock>) => Iterable<AudioBlock>;
  };
  /** What people call the file, for failures; the last part of its path if left out. */
  readonly name?: string;
};

/** One encoded chunk in the order of the output. */
export type ChunkFile = { readonly path: string; readonly frames: number };

/** Sound that is ready to be encoded: raw interleaved stereo float samples in a file. */
export type SoundFile = {
  readonly path: string;
  readonly sampleRate: number;
  readonly channels: 2;
  readonly samples: number;
};

export type JoinSpec = {
  /** Left out: `mp4`. WebM holds VP9 or AV1 with Opus, the others H.264 or HEVC (MP4 also AV1) with AAC. */
  readonly container?: 'mp4' | 'mov' | 'webm' | undefined;
  readonly chunks: readonly ChunkFile[];
  readonly rate: Rate;
  /** A track of ours, or null for a silent video. */
  readonly audio: string | null;
  readonly out: string;
  readonly title: string | null;
};
