/** A segment of a playlist: its name, and where it begins and ends, in seconds. */
export type Listed = { readonly name: string; readonly from: number; readonly to: number };

/** What the player may choose from: one picture, one sound. Bit rates in bit/s. */
export type Variant = {
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  readonly bitRate: number;
  readonly picture: string;
  readonly sound: string;
};

/** RFC 8216: 6 for EXT-X-MAP in a playlist of pictures, 7 for everything that fragmented MP4 brings. */
const VERSION = 7;
/** H.264 High at level 4: more than the small profile needs, and what every player of HLS has. AAC-LC. */
const CODECS = 'avc1.640028,mp4a.40.2';

/** The playlist that names the two others. */
export function multivariant({ width, height, fps, bitRate, picture, sound }: Variant): string {
  return lines([
    '#EXTM3U',
    `#EXT-X-VERSION:${VERSION}`,
    '#EXT-X-INDEPENDENT-SEGMENTS',
    `#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="sound",DEFAULT=YES,AUTOSELECT=YES,CHANNELS="2",URI="${sound}"`,
    `#EXT-X-STREAM-INF:BANDWIDTH=${bitRate},CODECS="${CODECS}",RESOLUTION=${width}x${height},` +
      `FRAME-RATE=${fps.toFixed(3)},AUDIO="sound"`,
    picture,
  ]);
}

/**
 * The playlist of one track, whole from the beginning. Lengths are differences of places rounded to a microsecond, so
 * that their sum is the length of the track, however many there are.
 */
export function mediaPlaylist(init: string, segments: readonly Listed[]): string {
  const micro = (seconds: number): number => Math.round(seconds * 1e6);
  const longest = segments.reduce((most, { from, to }) => Math.max(most, to - from), 0);
  return lines([
    '#EXTM3U',
    `#EXT-X-VERSION:${VERSION}`,
    '#EXT-X-PLAYLIST-TYPE:VOD',
    `#EXT-X-TARGETDURATION:${Math.max(1, Math.ceil(longest - 1e-9))}`,
    '#EXT-X-MEDIA-SEQUENCE:0',
    '#EXT-X-INDEPENDENT-SEGMENTS',
    `#EXT-X-MAP:URI="${init}"`,
    ...segments.flatMap(({ name, from, to }) => [`#EXTINF:${((micro(to) - micro(from)) / 1e6).toFixed(6)},`, name]),
    '#EXT-X-ENDLIST',
  ]);
}

const lines = (all: readonly string[]): string => `${all.join('\n')}\n`;
