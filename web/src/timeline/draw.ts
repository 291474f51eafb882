import { type KnownMedia, tileAt } from '../media/details.ts';
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
  readonly colours: Colours;
};

/** Corners of pieces narrower than this are not round, in px: cutting them out takes its time. */
const ROUND_FROM = 24;
/** Height of the levels on pieces that show pictures, as a share of the piece. */
const FILM_WAVE = 0.36;
const ROUND = 6;

/** Draws a row. `context` is scaled to CSS px already. */
export function drawRow(context: CanvasRenderingContext2D, drawing: Drawing): void {
  const { pieces, scale, left, width, height, colours } = drawing;
  context.clearRect(0, 0, width, height);
  for (const piece of pieces) {
    const x = (piece.start / 1000) * scale - left;
    const long = Math.max(2, (piece.duration / 1000) * scale - 1);
    if (x > width || x + long < 0) continue;
    const isRound = long >= ROUND_FROM;
    if (isRound) {
      context.save();
      context.beginPath();
      context.roundRect(x, 0, long, height, ROUND);
      context.clip();
    }
    context.fillStyle = colours.ground;
    context.fillRect(x, 0, long, height);
    drawPiece(context, piece, drawing, { x, long });
    if (isRound) context.restore();
  }
}

type Box = { readonly x: number; readonly long: number };

function drawPiece(context: CanvasRenderingContext2D, piece: Piece, drawing: Drawing, box: Box): void {
  const { kind, media, height, colours } = drawing;
  const { source } = piece;
  if (source === null) return;
  const known = media[source.asset];
  if (known === undefined) return;
  const hasFilm = kind === 'video' || kind === 'overlay';
  if (hasFilm && known.picture !== null) {
    drawFilm(context, piece, source, { known, drawing, box });
    context.fillStyle = colours.shade;
    context.fillRect(box.x, 0, box.long, 18);
  }
  if (piece.volume !== null) {
    const top = hasFilm ? height * (1 - FILM_WAVE) : 0;
    if (hasFilm) {
      context.fillStyle = colours.shade;
      context.fillRect(box.x, top, box.long, height - top);
    }
    drawWave(context, piece, source, { known, drawing, box, top, colour: hasFilm ? colours.waveOnFilm : colours.wave });
    if (!hasFilm) drawBeats(context, piece, source, { known, drawing, box });
  }
}

type On = { readonly known: KnownMedia; readonly drawing: Drawing; readonly box: Box };

/** Time of the source at a time of the timeline, both in ms. */
function sourceTime(piece: Piece, source: Source, at: number): number {
  if (source.isStill) return source.in;
  const passed = source.isBackwards ? endOf(piece) - at : at - piece.start;
  return source.in + passed * source.speed;
}

function drawFilm(context: CanvasRenderingContext2D, piece: Piece, source: Source, { known, drawing, box }: On): void {
  const { picture } = known;
  const { strip } = known.details;
  if (picture === null || strip === null) return;
  const { scale, left, width, height } = drawing;
  const wide = Math.max(8, (strip.width / strip.height) * height);
  // Tiles stand on a grid of the piece itself, so that scrolling does not change them.
  const first = Math.max(0, Math.floor(-box.x / wide));
  for (let n = first; box.x + n * wide < Math.min(width, box.x + box.long); n++) {
    const x = box.x + n * wide;
    const at = ((x + Math.min(wide, box.x + box.long - x) / 2 + left) / scale) * 1000;
    const tile = tileAt(strip, sourceTime(piece, source, at));
    // The last one is cut off where the piece ends.
    const share = Math.min(1, (box.x + box.long - x) / wide);
    context.drawImage(picture, tile.x, tile.y, strip.width * share, strip.height, x, 0, wide * share, height);
  }
}

function drawWave(
  context: CanvasRenderingContext2D,
  piece: Piece,
  source: Source,
  { known, drawing, box, top, colour }: On & { readonly top: number; readonly colour: string },
): void {
  const { waveform } = known.details;
  if (waveform === null) return;
  const { scale, left, width, height } = drawing;
  const { peaks, per_second: perSecond } = waveform;
  const room = height - top;
  const volume = piece.volume ?? 1;
  context.fillStyle = colour;
  context.beginPath();
  const from = Math.max(0, Math.floor(box.x));
  const to = Math.min(width, Math.ceil(box.x + box.long));
  for (let x = from; x < to; x++) {
    const at = ((x + left) / scale) * 1000;
    const a = (sourceTime(piece, source, at) / 1000) * perSecond;
    const b = (sourceTime(piece, source, at + 1000 / scale) / 1000) * perSecond;
    const level = Math.min(1, highest(peaks, Math.min(a, b), Math.max(a, b)) * volume * fadeAt(piece, at));
    // Levels as they are heard: half as loud is seen as half.
    const tall = Math.max(0.5, level ** 0.6 * (room - 2));
    context.rect(x, height - tall, 1, tall);
  }
  context.fill();
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

function drawBeats(context: CanvasRenderingContext2D, piece: Piece, source: Source, { known, drawing, box }: On): void {
  const times = beatsOf(piece, known.details.beats ?? []);
  const { scale, left, height, colours } = drawing;
  context.fillStyle = colours.beat;
  let last = Number.NEGATIVE_INFINITY;
  for (const at of times) {
    const x = (at / 1000) * scale - left;
    if (x < box.x || x > box.x + box.long || x - last < BEATS_APART) continue;
    last = x;
    context.fillRect(x, height - 6, 1.5, 6);
  }
  void source;
}

/** The beats of a piece's source, where they are heard on the timeline, in ms. */
export function beatsOf(piece: Piece, beats: readonly number[]): readonly number[] {
  const { source } = piece;
  if (source === null || source.isBackwards) return [];
  return beats
    .map((beat) => piece.start + (beat - source.in) / source.speed)
    .filter((at) => at >= piece.start && at < endOf(piece));
}
