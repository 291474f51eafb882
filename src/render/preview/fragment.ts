/**
 * Fragmented MP4 (ISO/IEC 14496-12) as HLS and Media Source want it: one track per file, an init part that describes it
 * and segments that say themselves where they belong. Pure: bytes in, bytes out.
 */

/** A track of H.264 pictures (`record` is MP4's avcC) or of AAC (`config` is the AudioSpecificConfig). */
export type TrackKind =
  | { readonly kind: 'picture'; readonly width: number; readonly height: number; readonly record: Uint8Array }
  | { readonly kind: 'sound'; readonly sampleRate: number; readonly config: Uint8Array };

/** One picture or one packet of sound. `duration` counts in units of the track. */
export type FragmentSample = { readonly data: Uint8Array; readonly duration: number; readonly isKey: boolean };

/** ISO 14496-12, 8.8.3.1: depends on nothing; and the opposite, with "is no sync sample". */
const SYNC = 0x02000000;
const NO_SYNC = 0x01010000;
const TRACK_ID = 1;
const UNITY = [0x00010000, 0, 0, 0, 0x00010000, 0, 0, 0, 0x40000000];

/** The init part of a track that counts `timescale` units in a second. */
export function initPart(track: TrackKind, timescale: number): Uint8Array {
  return bytesOf([
    box('ftyp', text('iso6'), u32(1), text('iso6'), text('cmfc'), text('mp41')),
    box(
      'moov',
      full(
        'mvhd',
        0,
        0,
        u32(0, 0, timescale, 0, 0x00010000, 0x01000000, 0, 0, ...UNITY, 0, 0, 0, 0, 0, 0, TRACK_ID + 1),
      ),
      box('trak', trackHead(track), box('mdia', ...media(track, timescale))),
      box('mvex', full('trex', 0, 0, u32(TRACK_ID, 1, 0, 0, 0))),
    ),
  ]);
}

/** A segment: its samples in decoding order, the first at `time` (units of the track). Shown as they are decoded. */
export function mediaPart(sequence: number, time: number, samples: readonly FragmentSample[]): Uint8Array {
  const fields = samples.flatMap(({ data, duration, isKey }) => [duration, data.length, isKey ? SYNC : NO_SYNC]);
  const fragment = (offset: number): Uint8Array =>
    bytesOf([
      box(
        'moof',
        full('mfhd', 0, 0, u32(sequence)),
        box(
          'traf',
          // Offsets count from the beginning of the moof.
          full('tfhd', 0, 0x020000, u32(TRACK_ID)),
          full('tfdt', 1, 0, u32(Math.floor(time / 2 ** 32), time % 2 ** 32)),
          full('trun', 0, 0x000701, u32(samples.length, offset, ...fields)),
        ),
      ),
    ]);
  const head = fragment(fragment(0).length + 8);
  return bytesOf([
    box('styp', text('msdh'), u32(0), text('msdh'), text('cmfs')),
    head,
    box('mdat', ...samples.map(({ data }) => data)),
  ]);
}

function trackHead(track: TrackKind): Uint8Array {
  const [width, height] = track.kind === 'picture' ? [track.width, track.height] : [0, 0];
  const volume = track.kind === 'sound' ? 0x01000000 : 0;
  return full('tkhd', 0, 3, u32(0, 0, TRACK_ID, 0, 0, 0, 0, 0, volume, ...UNITY, width * 65536, height * 65536));
}

function media(track: TrackKind, timescale: number): Uint8Array[] {
  const [handler, head] =
    track.kind === 'picture' ? ['vide', full('vmhd', 0, 1, u32(0, 0))] : ['soun', full('smhd', 0, 0, u32(0))];
  const empty = (type: string, words: number): Uint8Array => full(type, 0, 0, u32(...Array<number>(words).fill(0)));
  return [
    // 0x55c4 is "und".
    full('mdhd', 0, 0, u32(0, 0, timescale, 0, 0x55c40000)),
    full('hdlr', 0, 0, u32(0), text(handler), u32(0, 0, 0), new Uint8Array(1)),
    box(
      'minf',
      head,
      box('dinf', full('dref', 0, 0, u32(1), full('url ', 0, 1))),
      box(
        'stbl',
        full('stsd', 0, 0, u32(1), track.kind === 'picture' ? avc1(track) : mp4a(track)),
        empty('stts', 1),
        empty('stsc', 1),
        empty('stsz', 2),
        empty('stco', 1),
      ),
    ),
  ];
}

function avc1({ width, height, record }: Extract<TrackKind, { kind: 'picture' }>): Uint8Array {
  return box(
    'avc1',
    u32(0, 1, 0, 0, 0, 0),
    u16(width, height),
    u32(0x00480000, 0x00480000, 0),
    u16(1),
    new Uint8Array(32),
    u16(24, 0xffff),
    box('avcC', record),
    // BT.709, limited range, as all that we encode.
    box('colr', text('nclx'), u16(1, 1, 1), new Uint8Array(1)),
  );
}

function mp4a({ sampleRate, config }: Extract<TrackKind, { kind: 'sound' }>): Uint8Array {
  const descriptor = (tag: number, ...parts: readonly Uint8Array[]): Uint8Array => {
    const body = bytesOf(parts);
    return bytesOf([Uint8Array.of(tag, body.length), body]);
  };
  const decoder = descriptor(0x04, Uint8Array.of(0x40, 0x15, 0, 0, 0), u32(0, 0), descriptor(0x05, config));
  const stream = descriptor(0x03, Uint8Array.of(0, TRACK_ID, 0), decoder, descriptor(0x06, Uint8Array.of(2)));
  return box('mp4a', u32(0, 1, 0, 0), u16(2, 16), u32(0), u32(sampleRate * 65536), full('esds', 0, 0, stream));
}

function box(type: string, ...parts: readonly Uint8Array[]): Uint8Array {
  const size = parts.reduce((sum, part) => sum + part.length, 8);
  return bytesOf([u32(size), text(type), ...parts]);
}

const full = (type: string, version: number, flags: number, ...parts: readonly Uint8Array[]): Uint8Array =>
  box(type, u32(version * 2 ** 24 + flags), ...parts);

const text = (ascii: string): Uint8Array => Uint8Array.from(ascii, (letter) => letter.charCodeAt(0));

function u32(...values: readonly number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.length * 4));
  for (const [i, value] of values.entries()) view.setUint32(i * 4, value);
  return new Uint8Array(view.buffer);
}

function u16(...values: readonly number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.length * 2));
  for (const [i, value] of values.entries()) view.setUint16(i * 2, value);
  return new Uint8Array(view.buffer);
}

function bytesOf(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
