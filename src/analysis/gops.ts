import { type Rate, rateOf } from '../base/time.ts';
import type { CopyRefusal, GopFacts, ProbeFacts } from '../draft/facts.ts';
import { type CodedPicture, type CodedPictures, readCodedPictures } from '../media/coded-pictures.ts';
import { parsePps, parseSps, type Sps } from '../media/h264-sets.ts';

/** How far a picture may be from its place on a constant rate, in frames: a reader looks a quarter frame after it. */
const OFF = 0.2;
/** Groups of an index at most: a picture each for an hour at 30 a second is no longer worth an index. */
const MOST_GOPS = 100_000;
/** H.264 profiles that every player reads, and whose edges our encoder can match: baseline, main, high. */
const PROFILES = new Set([66, 77, 100]);

/** How a source's packets can be copied, by the packets alone. Throws the named failures of opening the file. */
export function measureGops(file: string, probe: ProbeFacts, name?: string): GopFacts {
  if (probe.kind !== 'video' || probe.video === null) return refusal('no_video');
  return gopFacts(readCodedPictures(file, probe.video.streamIndex, name), probe.video);
}

const refusal = (reason: CopyRefusal): GopFacts => ({ refusal: reason, stream: null, gops: [] });

/** The same from what was read. Pure. */
export function gopFacts(coded: CodedPictures, video: NonNullable<ProbeFacts['video']>): GopFacts {
  if (coded.kind === 'refused') return refusal(coded.refusal);
  const { sets, pictures, perSecond } = coded;
  const [spsUnit] = sets.sps;
  const sps = spsUnit === undefined ? null : parseSps(spsUnit);
  const pps = sets.pps.map(parsePps);
  const ids = pps.flatMap((set) => (set === null ? [] : [set.id]));
  if (sps === null || pps.some((set) => set === null || set.sps !== sps.id)) return refusal('parameter_sets');
  if (new Set(ids).size !== ids.length) return refusal('parameter_sets');
  if (!isPlain(sps, video)) return refusal('picture_format');
  const rate = rateOf(video.fps);
  const numbered = numbersOf(pictures, { rate, perSecond, fps: video.fps });
  if (video.variableRate || numbered === null) return refusal('variable_rate');
  const [first] = numbered;
  if (first === undefined || !first.isIdr || first.number !== 0) return refusal('begins_open');
  if (Math.abs((first.pts / perSecond) * 1000 - video.startMs) > 1) return refusal('begins_open');
  const groups = groupsOf(numbered);
  if (groups.length > MOST_GOPS) return refusal('too_many');
  return {
    refusal: null,
    stream: {
      rate,
      width: sps.width,
      height: sps.height,
      profile: sps.profile,
      level: sps.level,
      reorder: groups.reduce((most, group) => Math.max(most, aheadIn(group)), sps.reorder ?? 0),
      buffer: sps.buffer ?? sps.references,
      color: sps.color,
      sps: sets.sps.map((set) => set.toString('base64')),
      pps: sets.pps.map((set) => set.toString('base64')),
      ids: [...new Set([sps.id, ...ids])],
    },
    gops: groups.map((group, i) => {
      const gop = gopOf(group, groups[i + 1] ?? []);
      // Nothing says how long the last packet of a stream with start codes should be: the file may be cut off in it.
      const isOpenEnded = sets.framing === null && i === groups.length - 1;
      return isOpenEnded ? { ...gop, ends: [], refusal: 'damaged' as const } : gop;
    }),
  };
}

/** Progressive 4:2:0 in eight bits with square pixels, of the size that decoding gives. */
function isPlain(sps: Sps, video: NonNullable<ProbeFacts['video']>): boolean {
  return (
    PROFILES.has(sps.profile) &&
    sps.level > 9 &&
    // Level 1b hides behind 11 with a constraint.
    !(sps.level === 11 && (sps.constraints & 0x10) !== 0) &&
    sps.chromaFormat === 1 &&
    sps.bitDepth === 8 &&
    sps.isProgressive &&
    sps.isSquare &&
    video.pixelAspect === 1 &&
    sps.width === video.codedWidth &&
    sps.height === video.codedHeight &&
    (video.pixelFormat === 'yuv420p' || video.pixelFormat === 'yuvj420p')
  );
}

type Numbered = CodedPicture & { readonly number: number };
type Clock = { readonly rate: Rate; readonly perSecond: number; readonly fps: number };

/** Pictures with their frame numbers on a constant rate from the earliest one on; null when one is off it. */
function numbersOf(pictures: readonly CodedPicture[], { rate, perSecond, fps }: Clock): Numbered[] | null {
  const start = pictures.reduce((least, { pts }) => Math.min(least, pts), Number.POSITIVE_INFINITY);
  const perFrame = (perSecond * rate.den) / rate.num;
  const numbered: Numbered[] = [];
  for (const picture of pictures) {
    const exact = (picture.pts - start) / perFrame;
    const number = Math.round(exact);
    if (Math.abs(exact - number) > OFF) return null;
    numbered.push({ ...picture, number });
  }
  // The plan asks for times by the measured rate: at the file's end it must still mean the same frame.
  const last = numbered.reduce((most, { number }) => Math.max(most, number), 0);
  const drift = Math.abs((fps * rate.den) / rate.num - 1) * last;
  return drift > OFF / 4 ? null : numbered;
}

function groupsOf(pictures: readonly Numbered[]): Numbered[][] {
  const groups: Numbered[][] = [];
  for (const picture of pictures) {
    if (picture.isIdr) groups.push([]);
    groups.at(-1)?.push(picture);
  }
  return groups;
}

/** By how many pictures decoding runs ahead of showing in a group. */
function aheadIn(group: readonly Numbered[]): number {
  const first = group[0]?.number ?? 0;
  return group.reduce((most, { number }, i) => Math.max(most, i - (number - first)), 0);
}

function gopOf(group: readonly Numbered[], next: readonly Numbered[]): GopFacts['gops'][number] {
  const [idr] = group;
  const first = idr?.number ?? 0;
  const ends: number[] = [];
  let [latest, earliest] = [-1, 0];
  const numbers = new Set<number>();
  for (const [i, { number }] of group.entries()) {
    numbers.add(number - first);
    latest = Math.max(latest, number - first);
    earliest = Math.min(earliest, number - first);
    if (latest === i && numbers.size === i + 1 && i + 1 < group.length) ends.push(i + 1);
  }
  const isWhole = latest === group.length - 1 && numbers.size === group.length && earliest === 0;
  const limit = next.reduce((least, { number }) => Math.min(least, number), Number.POSITIVE_INFINITY);
  const isApart = isWhole && first + latest < limit;
  return {
    first,
    frames: group.length,
    bytes: group.reduce((sum, { bytes }) => sum + bytes, 0),
    pts: idr?.pts ?? 0,
    ends: isApart ? ends : [],
    // Two IDR pictures in a row would need different ids (7.4.3), and copying changes nobody's neighbours' ids.
    refusal: isApart ? (group.length === 1 ? 'single_picture' : null) : 'overlap',
  };
}
