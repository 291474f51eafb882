import { type KnownMedia, tileAt } from '../media/details.ts';
import { isNarrow, runsOf } from './crowd.ts';
import { sheetOf } from './film.ts';
import { endOf, type Piece, type RowKind, type Source } from './pieces.ts';

/** What lies in the pieces of a row, on one canvas: small pictures, levels, beats. Only what is seen is drawn. */

export type Colours = {
  readonly wave: string;
  readonly waveOnFilm: string;
  readonly shade: string;
  readonly beat: string;
  /** Under everything else. */
  readonly ground: string;
};

export type Drawing = {
  readonly pieces: readonly Piece[];
  readonly kind: RowKind;
  readonly media: Readonly<Record<string, KnownMedia>>;
  /** Px for a second. */
  readonly scale: number;
  /** What the canvas shows: px from the beginning of the timeline, and its size in px. */
  readonly left: number;
  readonly width: number;
  readonly height: number;
  /** Px of the canvas for a px of the page. */
  readonly density: number;
  readonly colours: Colours;
};

/** Height of the levels on pieces that show pictures, as a share of the piece. */
const FILM_WAVE = 0.36;
/** Height of what a name lies on, in px. */
const NAME_HEIGHT = 18;
const ROUND = 6;
/** Space between a piece and the next, in px. */
const GAP = 1;
/** Between pieces that are hardly wider than that: a share of the piece. */
const GAP_SHARE = 0.2;

/**
 * Draws a row. `context` is scaled to CSS px already. What is alike is drawn in one go for all pieces, and nothing is clipped:
 * a fill or a clip for each of hundreds takes longer than all the rest of a frame.
 */
export function drawRow(context: CanvasRenderingContext2D, drawing: Drawing): void {
  const { pieces, scale, left, width, height, colours } = drawing;
  const isFilm = hasFilm(drawing);
  context.clearRect(0, 0, width, height);
  const [from, to] = [(left / scale) * 1000, ((left + width) / scale) * 1000];
  const seen = pieces.filter((piece) => endOf(piece) >= from && piece.start <= to);
  const blocks = runsOf(seen, scale).map((run) => blockOf(run, drawing));
  fill(context, colours.ground, () => {
    for (const { x, long } of blocks) context.rect(x, 0, long, height);
  });
  for (const block of blocks) if (isFilm) paintColors(context, block, drawing);
  if (isFilm) {
    const filmed = blocks.filter((block) => drawFilm(context, block, drawing));
    const top = height * (1 - FILM_WAVE);
    fill(context, colours.shade, () => {
      for (const { x, long } of filmed) context.rect(x, 0, long, NAME_HEIGHT);
      for (const { x, long, loud } of blocks) if (loud.length > 0) context.rect(x, top, long, height - top);
    });
  }
  const loud = blocks.flatMap((block) => block.loud);
  fill(context, isFilm ? colours.waveOnFilm : colours.wave, () => {
    for (const piece of loud) addWave(context, piece, drawing);
  });
  if (!isFilm)
    fill(context, colours.beat, () => {
      for (const piece of loud) addBeats(context, piece, drawing);
    });
  context.globalCompositeOperation = 'destination-out';
  fill(context, '#000', () => {
    for (const block of blocks) addEdges(context, block, drawing);
  });
  context.globalCompositeOperation = 'source-over';
}

function fill(context: CanvasRenderingContext2D, colour: string, addShapes: () => void): void {
  context.fillStyle = colour;
  context.beginPath();
  addShapes();
  context.fill();
}

const hasFilm = ({ kind }: Pick<Drawing, 'kind'>): boolean => kind === 'video' || kind === 'overlay';

/** A piece, or narrow neighbours that are drawn as one strip; where it is seen on the canvas, in px. */
type Block = {
  readonly run: readonly Piece[];
  /** Those of it whose levels are drawn. */
  readonly loud: readonly Piece[];
  readonly isStrip: boolean;
  readonly x: number;
  readonly long: number;
};

const NOTHING = { start: 0, duration: 0 };

function blockOf(run: readonly Piece[], drawing: Drawing): Block {
  const { scale, left } = drawing;
  const [first, last] = [run[0] ?? NOTHING, run.at(-1) ?? NOTHING];
  const x = (first.start / 1000) * scale - left;
  const isStrip = isNarrow(first, scale);
  const long = Math.max(2, (endOf(last) / 1000) * scale - left - x - (isStrip ? 0 : GAP));
  const loud = run.filter((piece) => piece.volume !== null && sourceOn(piece, drawing) !== null);
  return { run, loud, isStrip, x, long };
}

/** What is cut out: round corners of what stands alone; in a strip, where one piece ends and the next begins. */
function addEdges(context: CanvasRenderingContext2D, { run, isStrip, x, long }: Block, drawing: Drawing): void {
  const { scale, left, width, height } = drawing;
  if (isStrip) {
    for (const piece of run) {
      const at = (endOf(piece) / 1000) * scale - left;
      const gap = Math.min(GAP, GAP_SHARE * (piece.duration / 1000) * scale);
      if (at > 0 && at - gap < width) context.rect(at - gap, 0, gap, height);
    }
    return;
  }
  for (const [side, towards] of [
    [x, ROUND],
    [x + long, -ROUND],
  ] as const) {
    if (side < -ROUND || side > width + ROUND) continue;
    for (const [edge, inwards] of [
      [0, ROUND],
      [height, -ROUND],
    ] as const) {
      context.moveTo(side, edge);
      context.lineTo(side + towards, edge);
      context.quadraticCurveTo(side, edge, side, edge + inwards);
      context.closePath();
    }
  }
}

/** What is painted has no pictures: its colours, one into the next, along it. */
function paintColors(context: CanvasRenderingContext2D, { run }: Block, { scale, left, height }: Drawing): void {
  for (const { start, duration, colors } of run) {
    if (colors === null) continue;
    const [x, long] = [(start / 1000) * scale - left, (duration / 1000) * scale];
    const gradient = context.createLinearGradient(x, 0, x + long, height);
    for (const [i, color] of colors.entries()) gradient.addColorStop(i / Math.max(1, colors.length - 1), color);
    context.fillStyle = gradient;
    context.fillRect(x, 0, long, height);
  }
}

/** What is known of what a piece shows; null: nothing yet. */
function sourceOn({ source }: Piece, { media }: Drawing): { source: Source; known: KnownMedia } | null {
  const known = source === null ? undefined : media[source.asset];
  return source === null || known === undefined ? null : { source, known };
}

/** Time of the source at a time of the timeline, both in ms. */
function sourceTime(piece: Piece, source: Source, at: number): number {
  if (source.isStill) return source.in;
  const passed = source.isBackwards ? endOf(piece) - at : at - piece.start;
  return source.in + passed * source.speed;
}

/** What the pictures of a piece are taken from; null: there are none yet. */
function filmOn(piece: Piece, drawing: Drawing) {
  const found = sourceOn(piece, drawing);
  if (found === null) return null;
  const { source, known } = found;
  const { strip } = known.details;
  if (known.picture === null || strip === null) return null;
  const sheet = sheetOf(source.asset, known.picture, strip, drawing.height * drawing.density);
  return { source, strip, sheet };
}

/** Small pictures along a block. False: there are none. */
function drawFilm(context: CanvasRenderingContext2D, block: Block, drawing: Drawing): boolean {
  const { left, scale, width, height } = drawing;
  const { run, isStrip, x, long } = block;
  const film = isStrip || run[0] === undefined ? null : filmOn(run[0], drawing);
  const wide = film === null ? (height * 16) / 9 : Math.max(8, (film.sheet.width / film.sheet.height) * height);
  // On a grid of the piece, or of the timeline where there are many: scrolling does not change them.
  const origin = isStrip ? -left : x;
  const end = Math.min(width, x + long);
  let isDrawn = false;
  let place = 0;
  for (let n = Math.floor((Math.max(0, x) - origin) / wide); origin + n * wide < end; n++) {
    const dx = origin + n * wide;
    const [from, to] = [Math.max(x, dx), Math.min(x + long, dx + wide)];
    // What is seen in its middle.
    const at = (((from + to) / 2 + left) / scale) * 1000;
    while (place < run.length - 1 && endOf(run[place] ?? NOTHING) <= at) place++;
    const piece = run[place];
    if (piece !== undefined && drawTile(context, { piece, at, dx, wide, from, to }, drawing)) isDrawn = true;
  }
  return isDrawn;
}

/** The picture of a piece at a time (ms), in a place of its own: `wide` px from `dx` on, seen from `from` to `to`. */
type Tile = {
  readonly piece: Piece;
  readonly at: number;
  readonly dx: number;
  readonly wide: number;
  readonly from: number;
  readonly to: number;
};

function drawTile(context: CanvasRenderingContext2D, tile: Tile, drawing: Drawing): boolean {
  const { piece, dx, wide, from, to } = tile;
  const film = filmOn(piece, drawing);
  if (film === null) return false;
  const { source, strip, sheet } = film;
  const at = Math.max(piece.start, Math.min(endOf(piece), tile.at));
  const { column, row } = tileAt(strip, sourceTime(piece, source, at));
  const { height } = drawing;
  const perPx = sheet.height / height;
  // The middle of what is wider than its place; what is narrower leaves its sides as they are.
  const shown = Math.min(wide, sheet.width / perPx);
  const begin = dx + (wide - shown) / 2;
  const [a, b] = [Math.round(Math.max(begin, from)), Math.round(Math.min(begin + shown, to))];
  if (b <= a) return true;
  const skip = Math.max(0, (sheet.width / perPx - shown) / 2 + a - begin) * perPx;
  const across = Math.min(sheet.width - skip, (b - a) * perPx);
  if (across <= 0) return true;
  const [sx, sy] = [column * sheet.width + skip, row * sheet.height];
  context.drawImage(sheet.picture, sx, sy, across, sheet.height, a, 0, b - a, height);
  return true;
}

/** Levels are drawn as bars, so wide and so far apart, in px. */
const BAR = 2;
const BARS_APART = 3;

function addWave(context: CanvasRenderingContext2D, piece: Piece, drawing: Drawing): void {
  const found = sourceOn(piece, drawing);
  const waveform = found?.known.details.waveform ?? null;
  if (found === null || waveform === null) return;
  const { source } = found;
  const { scale, left, width, height } = drawing;
  const { peaks, per_second: perSecond } = waveform;
  const room = hasFilm(drawing) ? height * FILM_WAVE : height;
  const volume = piece.volume ?? 1;
  const x = (piece.start / 1000) * scale - left;
  const end = Math.min(width, x + (piece.duration / 1000) * scale);
  // On a grid of the timeline, so that scrolling does not change them.
  const first = Math.ceil((Math.max(x, 1 - BAR) + left) / BARS_APART) * BARS_APART - left;
  for (let bar = first; bar < end; bar += BARS_APART) {
    const at = ((bar + left) / scale) * 1000;
    const a = (sourceTime(piece, source, at) / 1000) * perSecond;
    const b = (sourceTime(piece, source, at + (BARS_APART * 1000) / scale) / 1000) * perSecond;
    const level = Math.min(1, highest(peaks, Math.min(a, b), Math.max(a, b)) * volume * fadeAt(piece, at));
    // Levels as they are heard: half as loud is seen as half.
    const tall = Math.max(1, Math.round(level ** 0.6 * (room - 2)));
    context.rect(bar, height - tall, BAR, tall);
  }
}

/** The highest of some peaks, 0–1. */
function highest(peaks: readonly number[], from: number, to: number): number {
  let most = 0;
  const last = Math.min(peaks.length - 1, Math.max(Math.floor(from), Math.ceil(to) - 1));
  for (let i = Math.max(0, Math.floor(from)); i <= last; i++) most = Math.max(most, peaks[i] ?? 0);
  return most / 255;
}

function fadeAt({ start, duration, fades }: Piece, at: number): number {
  const [begin, end] = fades;
  const rise = begin > 0 ? Math.min(1, Math.max(0, (at - start) / begin)) : 1;
  const fall = end > 0 ? Math.min(1, Math.max(0, (start + duration - at) / end)) : 1;
  return rise * fall;
}

/** Beats closer than this are not told apart, in px. */
const BEATS_APART = 5;

function addBeats(context: CanvasRenderingContext2D, piece: Piece, drawing: Drawing): void {
  const { scale, left, width, height } = drawing;
  let last = Number.NEGATIVE_INFINITY;
  for (const at of beatsOf(piece, sourceOn(piece, drawing)?.known.details.beats ?? [])) {
    const x = (at / 1000) * scale - left;
    if (x < 0 || x > width || x - last < BEATS_APART) continue;
    last = x;
    context.rect(x, height - 6, 1.5, 6);
  }
}

/** The beats of a piece's source, where they are heard on the timeline, in ms. */
export function beatsOf(piece: Piece, beats: readonly number[]): readonly number[] {
  const { source } = piece;
  if (source === null || source.isBackwards) return [];
  return beats
    .map((beat) => piece.start + (beat - source.in) / source.speed)
    .filter((at) => at >= piece.start && at < endOf(piece));
}
