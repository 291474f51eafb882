import type { MotionFacts, ProbeFacts } from '../draft/facts.ts';
import { toGray, toRgb } from '../media/picture.ts';
import type { Picture } from '../media/types.ts';
import { type Gray, type Move, moveBetween, pyramid } from './camera-motion.ts';
import { type Found, type Subject, SubjectFinder } from './subject.ts';

/** Pictures are looked at in this width; the height follows their shape. */
const WIDTH = 240;
/** The level of the pyramid on which the subject is looked for (120 px). */
const SUBJECT_LEVEL = 1;
/** The subject is looked for this often, in seconds. */
const SUBJECT_S = 0.1;
/** Colours are looked at in this width. */
const COLOUR_WIDTH = 48;
/** A change of this much of the full range from picture to picture is a cut. */
const CUT = 0.12;

type Shown = { readonly picture: Picture; readonly seconds: number };

/** Follows camera and subject through a video: one pass over its pictures. */
export function followMotion(pictures: Iterable<Shown>, probe: ProbeFacts): MotionFacts {
  const { video } = probe;
  if (video === null) return { moves: [], times: [], subject: [], cuts: [] };
  const width = WIDTH;
  const height = Math.max(24, Math.round((WIDTH * video.codedHeight) / (video.codedWidth * video.pixelAspect)));
  const finder = new SubjectFinder();
  const turn = turning(video.rotation);
  const facts = {
    moves: [] as [number, number, number][],
    times: [] as number[],
    subject: [] as MotionFacts['subject'],
    cuts: [] as number[],
  };
  const take = (found: Found | null): void => {
    if (found !== null) facts.subject.push([Math.round(found.ms), ...turn.subject(found)]);
  };
  let before: Gray[] | null = null;
  let since: Move = { x: 0, y: 0, turn: 0 };
  let lastSubject = Number.NEGATIVE_INFINITY;
  for (const { picture, seconds } of pictures) {
    const levels = pyramid(toGray(picture, width, height), width, height);
    const ms = Math.round(seconds * 10_000) / 10;
    const isCut = before !== null && isNewScene(before, levels);
    const move = before === null || isCut ? null : moveBetween(before, levels);
    if (isCut) {
      facts.cuts.push(Math.round(ms));
      take(finder.end());
      lastSubject = Number.NEGATIVE_INFINITY;
    }
    const known = move ?? { x: 0, y: 0, turn: 0 };
    facts.moves.push(turn.move(known, width, height));
    facts.times.push(ms);
    since = { x: since.x + known.x, y: since.y + known.y, turn: since.turn + known.turn };
    if (seconds - lastSubject >= SUBJECT_S - 0.005) {
      const factor = 1 / 2 ** SUBJECT_LEVEL;
      const camera = { x: since.x * factor, y: since.y * factor, turn: since.turn };
      const small = { width: COLOUR_WIDTH, height: Math.max(4, Math.round((COLOUR_WIDTH * height) / width)) };
      const rgb = { data: toRgb(picture, small.width, small.height), ...small };
      take(finder.next({ ms, gray: levels[SUBJECT_LEVEL] ?? (levels[0] as Gray), camera, rgb }));
      since = { x: 0, y: 0, turn: 0 };
      lastSubject = seconds;
    }
    before = levels;
  }
  take(finder.end());
  return facts;
}

/** Compared in few pixels, where a shake is nothing and another scene is everything. */
function isNewScene(before: readonly Gray[], after: readonly Gray[]): boolean {
  const [a, b] = [before.at(-1)?.data, after.at(-1)?.data];
  if (a === undefined || b === undefined) return false;
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += Math.abs((a[i] as number) - (b[i] as number));
  return sum / (a.length * 255) >= CUT;
}

const round = (value: number, digits: number): number => Math.round(value * 10 ** digits) / 10 ** digits + 0;

/** Stored pictures are looked at; facts are of pictures as a player turns them. */
function turning(rotation: 0 | 90 | 180 | 270): {
  move: (move: Move, width: number, height: number) => [number, number, number];
  subject: (subject: Subject) => [number, number, number, number, number];
} {
  const vector = (x: number, y: number): [number, number] =>
    rotation === 90 ? [-y, x] : rotation === 180 ? [-x, -y] : rotation === 270 ? [y, -x] : [x, y];
  return {
    move: ({ x, y, turn }, width, height) => {
      const [dx, dy] = vector(x / width, y / height);
      return [round(dx, 6), round(dy, 6), round((turn * 180) / Math.PI, 4)];
    },
    subject: ({ x, y, width, height, sure }) => {
      const [dx, dy] = vector(x - 0.5, y - 0.5);
      const [w, h] = rotation % 180 === 0 ? [width, height] : [height, width];
      return [round(dx + 0.5, 4), round(dy + 0.5, 4), round(w, 4), round(h, 4), round(sure, 3)];
    },
  };
}
