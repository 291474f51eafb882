import { memo, useLayoutEffect, useRef } from 'react';
import { type KnownMedia, useMedia } from '../media/details.ts';
import { coloursOf, useColourEdition } from './colours.ts';
import { drawRow } from './draw.ts';
import type { Row } from './pieces.ts';

type LaneProps = {
  readonly row: Row;
  readonly scale: number;
  /** The stretch to draw: px from the beginning of the timeline, and its width. */
  readonly left: number;
  readonly width: number;
  readonly height: number;
};

/** A lane is drawn in tiles so wide, in px: scrolling draws only what comes into sight. */
const TILE = 512;

/** The pictures and levels of a row, under its pieces. */
export function LaneCanvas({ row, scale, left, width, height }: LaneProps) {
  const media = useMedia();
  const edition = useColourEdition();
  const count = Math.ceil(width / TILE) + 1;
  const first = Math.floor(left / TILE);
  return Array.from({ length: count }, (_, index) => first + index).map((place) => (
    // A tile that goes out of sight on one side comes in on the other.
    <Tile key={place % count} place={place} row={row} scale={scale} height={height} media={media} edition={edition} />
  ));
}

type TileProps = Pick<LaneProps, 'row' | 'scale' | 'height'> & {
  /** Which tile, from the beginning of the timeline. */
  readonly place: number;
  readonly media: Readonly<Record<string, KnownMedia>>;
  /** Of the colours. */
  readonly edition: number;
};

const Tile = memo(function Tile({ row, scale, height, place, media, edition }: TileProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const left = place * TILE;
  useLayoutEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d') ?? null;
    if (element === null || context === null) return;
    const density = Math.min(2, window.devicePixelRatio || 1);
    const [w, h] = [Math.round(TILE * density), Math.round(height * density)];
    if (element.width !== w || element.height !== h) Object.assign(element, { width: w, height: h });
    context.setTransform(density, 0, 0, density, 0, 0);
    const colours = coloursOf(row.kind, element);
    drawRow(context, { pieces: row.pieces, kind: row.kind, media, scale, left, width: TILE, height, density, colours });
    // Another edition of the colours: drawn again.
    void edition;
  }, [row, scale, height, left, media, edition]);
  return <canvas ref={canvas} className="lane" style={{ transform: `translateX(${left}px)` }} aria-hidden="true" />;
});
