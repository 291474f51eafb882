import type { ProbeFacts } from './facts.ts';

/** Small pictures of a file in one: tile `n` is what is seen at `n * everyMs`, row by row from the left. Sizes in px. */
export type FilmStrip = {
  readonly count: number;
  readonly columns: number;
  readonly width: number;
  readonly height: number;
  /** From one tile to the next, in ms of the source; 0 for a photo. */
  readonly everyMs: number;
};

/** As high as a track of the timeline on a screen of double density, and as wide as a panorama may get, in px. */
const HEIGHT = 96;
const MOST_WIDTH = 256;
/** Enough for a timeline that shows all of the file, and for a pointer that runs over it. */
const MOST_TILES = 80;
const LEAST_EVERY_MS = 500;
/** A sheet of 80 wide tiles stays below what JPEG can hold and browsers decode at once. */
const COLUMNS = 10;

/** How the film strip of a file is laid out; null for what has no picture. Pure. */
export function filmStripOf({
  kind,
  duration,
  video,
}: Pick<ProbeFacts, 'kind' | 'duration' | 'video'>): FilmStrip | null {
  if (video === null || kind === 'audio') return null;
  const factor = Math.min(1, HEIGHT / video.height, MOST_WIDTH / video.width);
  const width = Math.max(1, Math.round(video.width * factor));
  const height = Math.max(1, Math.round(video.height * factor));
  if (kind === 'image' || duration <= 0) return { count: 1, columns: 1, width, height, everyMs: 0 };
  const count = Math.max(1, Math.min(MOST_TILES, Math.ceil(duration / LEAST_EVERY_MS)));
  return { count, columns: Math.min(COLUMNS, count), width, height, everyMs: duration / count };
}
