import type { Painting } from '../../draft/painting.ts';
import { convertPicture, pictureFromRgba } from '../../media/picture.ts';
import type { Size } from './geometry.ts';
import type { LentReader } from './readers.ts';

/** Opens the painter of a painting at a size; handed in, because it draws with a library that only some chunks need. */
export type OpenPainter = (painting: Painting, size: Size) => (seconds: number) => Uint8Array;

/** A painting as a source of pictures: in our colours, at the size of the video, one for every moment. */
export function paintedReader(paint: ReturnType<OpenPainter>, { width, height }: Size): LentReader {
  return {
    at: (seconds) => {
      using drawn = pictureFromRgba(paint(seconds), width, height);
      return convertPicture(drawn, 'yuv420p');
    },
    [Symbol.dispose]: () => undefined,
  };
}
