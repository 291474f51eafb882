import { useLayoutEffect, useRef } from 'react';
import { useMedia } from '../media/details.ts';
import { type Colours, drawRow } from './draw.ts';
import type { Row } from './pieces.ts';

type LaneProps = {
  readonly row: Row;
  readonly scale: number;
  /** The stretch to draw: px from the beginning of the timeline, and its width. */
  readonly left: number;
  readonly width: number;
  readonly height: number;
};

/** The pictures and levels of a row, under its pieces. */
export function LaneCanvas({ row, scale, left, width, height }: LaneProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const media = useMedia();
  useLayoutEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d') ?? null;
    if (element === null || context === null) return;
    const density = Math.min(2, window.devicePixelRatio || 1);
    const [w, h] = [Math.round(width * density), Math.round(height * density)];
    if (element.width !== w || element.height !== h) Object.assign(element, { width: w, height: h });
    context.setTransform(density, 0, 0, density, 0, 0);
    drawRow(context, {
      pieces: row.pieces,
      kind: row.kind,
      media,
      scale,
      left,
      width,
      height,
      colours: coloursOf(element),
    });
  });
  return <canvas ref={canvas} className="lane" style={{ left: `${left}px`, width: `${width}px` }} aria-hidden="true" />;
}

function coloursOf(element: HTMLElement): Colours {
  const style = getComputedStyle(element);
  const read = (name: string): string => style.getPropertyValue(name).trim();
  // A token may be a function of the scheme, which a canvas does not read: those of the timeline are plain.
  return {
    wave: style.color,
    waveOnFilm: read('--film-wave'),
    shade: read('--film-shade'),
    beat: style.caretColor,
    ground: style.outlineColor,
  };
}
