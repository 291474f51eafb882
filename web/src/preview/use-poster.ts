import { type RefObject, useEffect } from 'react';
import type { LatestState } from '../api/types.ts';
import { type KnownMedia, tileAt, useMedia } from '../media/details.ts';
import { get, useApp } from '../state/store.ts';
import { endOf, rowsFor } from '../timeline/pieces.ts';

/**
 * Until the first picture of a preview is there, shows the small one of the film strip on the canvas over the video:
 * `useHls` takes the canvas away when there is more to see.
 */
export function usePoster(cover: RefObject<HTMLCanvasElement | null>, hasSource: boolean): void {
  const media = useMedia();
  const latest = useApp((app) => app.latest);
  useEffect(() => {
    const canvas = cover.current;
    if (canvas === null || latest === null || !hasSource || canvas.dataset['seen'] === 'yes') return;
    drawPoster(canvas, latest, media);
  }, [cover, hasSource, media, latest]);
}

function drawPoster(canvas: HTMLCanvasElement, latest: LatestState, media: Readonly<Record<string, KnownMedia>>): void {
  const at = get().time * 1000;
  const pieces = rowsFor(latest).find(({ kind }) => kind === 'video')?.pieces ?? [];
  const piece = pieces.find((each) => each.start <= at && endOf(each) > at) ?? pieces[0];
  const known = media[piece?.source?.asset ?? ''];
  const strip = known?.details.strip ?? null;
  if (piece?.source === undefined || piece.source === null || strip === null || known?.picture == null) return;
  const { width, height } = strip;
  const tile = tileAt(strip, piece.source.in + Math.max(0, at - piece.start) * piece.source.speed);
  canvas.width = width;
  canvas.height = height;
  canvas
    .getContext('2d')
    ?.drawImage(known.picture, tile.column * width, tile.row * height, width, height, 0, 0, width, height);
  canvas.classList.add('shown');
}
