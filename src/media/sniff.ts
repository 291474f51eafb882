/** How a file is opened: FFmpeg's name of the demuxer, and whether it can hold only one still picture or only sound. */
export type Container = {
  readonly format: string;
  readonly kind: 'video' | 'image' | 'audio';
  /** Size that the header declares, where it stands at a fixed place; null elsewhere. */
  readonly size: { readonly width: number; readonly height: number } | null;
};

/** What we say that we read, for people. */
export const READABLE = ['MP4', 'MOV', 'WebM', 'MKV', 'AVI', 'MPEG', 'GIF', 'PNG', 'JPEG', 'WebP', 'MP3', 'M4A', 'WAV'];

/** How many bytes of a file {@link sniff} wants to see. */
export const SNIFF_BYTES = 65_536;

const text = (head: Uint8Array, at: number, length: number): string =>
  String.fromCharCode(...head.subarray(at, at + length));
const view = (head: Uint8Array): DataView => new DataView(head.buffer, head.byteOffset, head.byteLength);
const video = (format: string): Container => ({ format, kind: 'video', size: null });
const audio = (format: string): Container => ({ format, kind: 'audio', size: null });
const image = (format: string, width: number, height: number): Container => ({
  format,
  kind: 'image',
  size: { width, height },
});

/** Brands of ISO files that hold pictures in items, which we do not read, and what people call these. */
const ITEM_BRANDS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1'].map((b) => [b, 'HEIC'])),
  avif: 'AVIF',
  avis: 'AVIF',
  'crx ': 'RAW',
};
/** Boxes that a QuickTime file without `ftyp` begins with. */
const OLD_QUICKTIME = new Set(['moov', 'mdat', 'wide', 'pnot']);

/**
 * Tells the container by its first bytes, never by a name: a playlist or manifest named .mp4 makes FFmpeg open other
 * files. Null for everything that is not on our list.
 */
export function sniff(head: Uint8Array): Container | null {
  if (head.length < 12) return null;
  const first = text(head, 0, 4);
  if (first === 'RIFF' || first === 'RF64') return sniffRiff(head);
  if (first === '\x89PNG') return head.length < 24 ? null : png(head);
  if (first === 'GIF8') {
    const data = view(head);
    return { ...video('gif'), size: { width: data.getUint16(6, true), height: data.getUint16(8, true) } };
  }
  if (first === '\x1a\x45\xdf\xa3') return video('matroska');
  if (first === 'FLV\x01') return video('flv');
  if (first === 'OggS') return audio('ogg');
  if (first === 'fLaC') return audio('flac');
  if (first === 'FORM' && text(head, 8, 3) === 'AIF') return audio('aiff');
  if (first === 'caff') return audio('caf');
  if (first === '#!AM') return text(head, 0, 6) === '#!AMR\n' ? audio('amr') : null;
  if (first === '\0\0\x01\xba') return video('mpeg');
  if (head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff) return jpeg(head);
  const box = text(head, 4, 4);
  if (box === 'ftyp') return photoTypeOf(head) === null ? video('mov') : null;
  if (OLD_QUICKTIME.has(box)) return video('mov');
  if ([0, 188, 376].every((at) => head[at] === 0x47)) return video('mpegts');
  if ([4, 196, 388].every((at) => head[at] === 0x47)) return video('mpegts');
  return sniffSound(head);
}

/** What people call a photo in a container that we do not read: `HEIC`, `AVIF`, `RAW`; null for everything else. */
export function photoTypeOf(head: Uint8Array): string | null {
  if (head.length < 12 || text(head, 4, 4) !== 'ftyp') return null;
  const brand = text(head, 8, 4);
  // `mif1` says only that there are items; AVIF says so beside it.
  const isAvif = brand === 'mif1' && text(head, 16, 24).includes('avif');
  return isAvif ? 'AVIF' : Object.hasOwn(ITEM_BRANDS, brand) ? (ITEM_BRANDS[brand] ?? null) : null;
}

function sniffRiff(head: Uint8Array): Container | null {
  const form = text(head, 8, 4);
  if (form === 'AVI ') return video('avi');
  if (form === 'WAVE') return audio('wav');
  return form === 'WEBP' && head.length >= 30 ? webp(head) : null;
}

/** The three layouts of WebP's first chunk: https://developers.google.com/speed/webp/docs/riff_container */
function webp(head: Uint8Array): Container | null {
  const data = view(head);
  const chunk = text(head, 12, 4);
  const uint24 = (at: number): number => data.getUint16(at, true) + (data.getUint8(at + 2) << 16);
  if (chunk === 'VP8X') {
    const size = { width: uint24(24) + 1, height: uint24(27) + 1 };
    const animated = (data.getUint8(20) & 2) !== 0;
    return animated ? { format: 'webp_anim', kind: 'video', size } : { format: 'webp_pipe', kind: 'image', size };
  }
  if (chunk === 'VP8L') {
    const bits = data.getUint32(21, true);
    return image('webp_pipe', (bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1);
  }
  return chunk === 'VP8 '
    ? image('webp_pipe', data.getUint16(26, true) & 0x3fff, data.getUint16(28, true) & 0x3fff)
    : null;
}

function png(head: Uint8Array): Container {
  return image('png_pipe', view(head).getUint32(16), view(head).getUint32(20));
}

/** Walks the segments up to the frame header; a thumbnail inside EXIF is skipped with its segment. */
function jpeg(head: Uint8Array): Container {
  const data = view(head);
  let at = 2;
  while (at + 9 < head.length && head[at] === 0xff) {
    const marker = data.getUint8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) return image('jpeg_pipe', data.getUint16(at + 7), data.getUint16(at + 5));
    if (marker === 0xff) at += 1;
    else at += 2 + data.getUint16(at + 2);
  }
  return { format: 'jpeg_pipe', kind: 'image', size: null };
}

/** MP3, AAC and FLAC may stand behind an ID3v2 tag, whose size is written in 7-bit digits. */
function sniffSound(head: Uint8Array): Container | null {
  let at = 0;
  const isTagged = text(head, 0, 3) === 'ID3';
  if (isTagged) {
    const digit = (index: number): number => (head[index] ?? 0) & 0x7f;
    at = 10 + (digit(6) << 21) + (digit(7) << 14) + (digit(8) << 7) + digit(9);
    if (at + 4 > head.length) return audio('mp3');
    if (text(head, at, 4) === 'fLaC') return audio('flac');
  }
  const [a = 0, b = 0, c = 0] = head.subarray(at, at + 3);
  if (a === 0xff && (b & 0xf6) === 0xf0) return audio('aac');
  // MPEG layer 1-3: eleven sync bits, no reserved version, layer, bit rate or sample rate.
  const isFrame = a === 0xff && (b & 0xe0) === 0xe0 && (b & 0x18) !== 0x08 && (b & 0x06) !== 0;
  if (isFrame && (c & 0xf0) !== 0xf0 && (c & 0x0c) !== 0x0c) return audio('mp3');
  return isTagged ? audio('mp3') : null;
}
