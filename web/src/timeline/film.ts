import type { Strip } from '../media/details.ts';

/**
 * Film strips in the size in which a row shows them. A browser scales a picture anew each time it is drawn, which takes
 * longer than all the rest of a frame; pictures of the right size are copied.
 */

/** `width` and `height`: of a tile, in px of the canvas. */
export type Sheet = { readonly picture: CanvasImageSource; readonly width: number; readonly height: number };

/** As many as a project with many files shows at once: a sheet takes 2 to 5 MB. */
const KEPT = 24;
const kept = new Map<string, { from: CanvasImageSource; sheet: Sheet }>();

/** The film strip of a file with tiles so high, in px of the canvas, at most as high as they were made. */
export function sheetOf(id: string, picture: CanvasImageSource, strip: Strip, high: number): Sheet {
  const height = Math.min(strip.height, Math.round(high));
  const key = `${id} ${height}`;
  const found = kept.get(key);
  kept.delete(key);
  const sheet = found?.from === picture ? found.sheet : scaled(picture, strip, height);
  kept.set(key, { from: picture, sheet });
  const [oldest] = kept.keys();
  if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
  return sheet;
}

function scaled(picture: CanvasImageSource, strip: Strip, height: number): Sheet {
  const { count, columns, width: wide, height: tall } = strip;
  const width = Math.max(1, Math.round((wide * height) / tall));
  const canvas = new OffscreenCanvas(columns * width, Math.ceil(count / columns) * height);
  const context = canvas.getContext('2d');
  if (context === null) return { picture, width: wide, height: tall };
  context.imageSmoothingQuality = 'high';
  // One after the other: a sheet that is scaled as a whole has no whole px between its tiles.
  for (let n = 0; n < count; n++) {
    const [column, row] = [n % columns, Math.floor(n / columns)];
    context.drawImage(picture, column * wide, row * tall, wide, tall, column * width, row * height, width, height);
  }
  // What cannot change is drawn without a copy being made of it first.
  return { picture: canvas.transferToImageBitmap(), width, height };
}
