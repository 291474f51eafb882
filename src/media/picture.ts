import {
  AV_PIX_FMT_NONE,
  AV_PIX_FMT_RGBA,
  type AVPixelFormat,
  SWS_ACCURATE_RND,
  SWS_BICUBIC,
  SWS_FULL_CHR_H_INT,
} from 'node-av/constants';
import { avGetPixFmtFromName, avGetPixFmtName, Frame, SoftwareScaleContext } from 'node-av/lib';
import { colorOf, setColor } from './color.ts';
import { check } from './native.ts';
import type { Picture, PictureColor } from './types.ts';

/** A picture of ours around a frame of FFmpeg's. Owns one reference to it. */
export class FramePicture implements Picture {
  readonly frame: Frame;

  constructor(frame: Frame) {
    this.frame = frame;
  }

  get width(): number {
    return this.frame.width;
  }

  get height(): number {
    return this.frame.height;
  }

  get format(): string {
    return avGetPixFmtName(this.frame.format as AVPixelFormat) ?? 'none';
  }

  get color(): PictureColor {
    return colorOf(this.frame);
  }

  [Symbol.dispose](): void {
    this.frame.free();
  }
}

/** The frame inside a picture: every picture comes from this folder. */
export function frameOf(picture: Picture): Frame {
  if (!(picture instanceof FramePicture)) throw new TypeError('a picture that media did not make');
  return picture.frame;
}

/** A further reference to the same pixels, to be disposed of on its own. */
export function sharePicture(picture: Picture): Picture {
  return new FramePicture(shareFrame(frameOf(picture)));
}

export function shareFrame(frame: Frame): Frame {
  const copy = frame.clone();
  if (copy === null) throw new Error('no memory for a reference to a picture');
  return copy;
}

/** The number behind a format's name; throws for a name that FFmpeg does not know, which is a bug of the caller. */
export function pixelFormat(name: string): AVPixelFormat {
  const format = avGetPixFmtFromName(name);
  if (format === AV_PIX_FMT_NONE) throw new TypeError(`no pixel format is called ${name}`);
  return format;
}

/** Copies straight (not premultiplied) RGBA bytes, row after row without padding, into a picture. */
export function pictureFromRgba(buffer: Uint8Array, width: number, height: number): Picture {
  if (buffer.byteLength !== width * height * 4)
    throw new RangeError(`${buffer.byteLength} bytes for ${width}x${height}`);
  const bytes = Buffer.from(buffer.buffer, buffer.byteOffset, buffer.byteLength);
  // It points at our bytes (node-av 6.1.1), which are gone when they are collected: converting makes a real copy, where
  // the same format would not. (Frames with buffers of our making keep them until the next turn of the event loop.)
  using borrowed = new FramePicture(Frame.fromVideoBuffer(bytes, { width, height, format: AV_PIX_FMT_RGBA }));
  setColor(borrowed.frame, RGB);
  return scaledBy(copier, borrowed, 'bgra', borrowed);
}

/** The pixels as straight RGBA, row after row without padding, at the picture's own size. */
export function toRgba(picture: Picture): Buffer {
  if (picture.format === 'rgba') return frameOf(picture).toBuffer();
  using converted = convertPicture(picture, 'rgba');
  return frameOf(converted).toBuffer();
}

/** The brightness of each pixel, 0-255, at the size asked for: what scene detection looks at. */
export function toGray(picture: Picture, width: number, height: number): Buffer {
  using converted = convertPicture(picture, 'gray', { width, height });
  return frameOf(converted).toBuffer();
}

/** Red, green and blue of each pixel, 0-255, at the size asked for. */
export function toRgb(picture: Picture, width: number, height: number): Buffer {
  using converted = convertPicture(picture, 'rgb24', { width, height });
  return frameOf(converted).toBuffer();
}

/** A picture of one colour; `rgba` as four bytes 0-255. */
export function solidPicture(width: number, height: number, rgba: readonly [number, number, number, number]): Picture {
  const buffer = Buffer.alloc(width * height * 4, Buffer.from(rgba));
  return pictureFromRgba(buffer, width, height);
}

/** What drawn pictures are, and what converted ones become. */
const RGB: PictureColor = { matrix: 'gbr', primaries: 'bt709', transfer: 'bt709', range: 'pc' };
const BT709: PictureColor = { matrix: 'bt709', primaries: 'bt709', transfer: 'bt709', range: 'tv' };
/** What JPEG files mean, by JFIF: they cannot say anything else. */
const JFIF: PictureColor = { matrix: 'bt470bg', primaries: 'bt709', transfer: 'bt709', range: 'pc' };

const HDR_TRANSFERS: readonly (string | null)[] = ['smpte2084', 'arib-std-b67'];

/**
 * Colours of SDR stay as numbers: screens show sRGB and BT.709 alike, and a conversion between their curves (which the
 * scaler makes when the tags differ) lifts every black. Only HDR is really converted.
 */
function targetColor(source: PictureColor, wanted: PictureColor): PictureColor {
  if (HDR_TRANSFERS.includes(source.transfer)) return wanted;
  return { ...wanted, primaries: source.primaries, transfer: source.transfer };
}

const isRgb = (format: string): boolean => /^(rgb|bgr|gbr|argb|abgr|pal8|0rgb|0bgr)/.test(format);

function meaningOf(format: string): PictureColor {
  if (format.startsWith('yuvj')) return JFIF;
  return isRgb(format) || format.startsWith('gray') ? RGB : BT709;
}

/**
 * The picture in another format and, if wanted, at another size. YUV comes out as BT.709 in limited range (yuvj as JPEG
 * has it), RGB and gray in full range, whatever the colours of the picture were; alpha is kept where the format has it.
 */
export function convertPicture(picture: Picture, format: string, size: Size = picture): Picture {
  return scaledBy(converter, picture, format, size);
}

type Size = { readonly width: number; readonly height: number };

function scaledBy(scaler: () => SoftwareScaleContext, picture: Picture, format: string, size: Size): Picture {
  const source = frameOf(picture);
  const target = new Frame();
  target.alloc();
  target.width = size.width;
  target.height = size.height;
  target.format = pixelFormat(format);
  setColor(target, targetColor(picture.color, meaningOf(format)));
  // The scaler makes the buffers: into ones that we made (node-av 6.1.1) it leaks a picture at each call.
  check(scaler().scaleFrameSync(target, source), `converting ${picture.format} to ${format}`);
  target.pts = source.pts;
  return new FramePicture(target);
}

/** A context sets itself up anew when formats or sizes differ from the last: what only copies has one of its own. */
const converter = scalerOnce();
const copier = scalerOnce();

function scalerOnce(): () => SoftwareScaleContext {
  let made: SoftwareScaleContext | null = null;
  return () => {
    if (made !== null) return made;
    made = new SoftwareScaleContext();
    made.allocContext();
    check(made.setOption('sws_flags', SWS_BICUBIC + SWS_ACCURATE_RND + SWS_FULL_CHR_H_INT), 'scaler flags');
    return made;
  };
}
