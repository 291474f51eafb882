import { createCanvas, ImageData } from '@napi-rs/canvas';
import type { Frame } from '../../draft/model.ts';
import type { Pose } from '../../protocol/chunk.ts';
import { outline } from './outline.ts';

type Size = { readonly width: number; readonly height: number };
export type Box = Size & { readonly left: number; readonly top: number };

/** A sprite that is to be drawn: in which box of the canvas, with which outline, from pictures of which size. */
export type SpriteOrder = {
  readonly box: Box;
  readonly canvas: Size;
  readonly picture: Size;
  readonly frame: Frame | null;
};

export type SpritePainter = {
  /** The box with a picture (straight RGBA) in it: `full` is the picture's size on the canvas in this frame. */
  draw(rgba: Buffer, pose: Pose, full: Size): Buffer;
};

/** How far the shadow of a picture spreads and falls, as shares of the canvas's shorter side, and how dark it is. */
export const SHADOW = { blur: 0.03, fall: 0.008, alpha: 0.5 } as const;

/** Draws pictures that lie over others: turned and scaled between pixels, cut to a shape, with a border and a shadow. */
export function spritePainter({ box, canvas, picture, frame }: SpriteOrder): SpritePainter {
  const source = createCanvas(picture.width, picture.height);
  const from = source.getContext('2d');
  const stage = createCanvas(box.width, box.height);
  const context = stage.getContext('2d');
  const shorter = Math.min(canvas.width, canvas.height);
  let last: Buffer | null = null;
  return {
    draw(rgba, [x, y, , rotate, opacity], full) {
      if (rgba !== last) {
        from.putImageData(
          new ImageData(
            new Uint8ClampedArray(rgba.buffer, rgba.byteOffset, rgba.byteLength),
            picture.width,
            picture.height,
          ),
          0,
          0,
        );
        last = rgba;
      }
      context.resetTransform();
      context.globalCompositeOperation = 'source-over';
      context.clearRect(0, 0, box.width, box.height);
      context.translate(x * canvas.width - box.left, y * canvas.height - box.top);
      context.rotate((rotate * Math.PI) / 180);
      const shape = frame?.shape ?? 'rect';
      if (frame?.shadow === true) {
        context.save();
        context.shadowColor = `rgba(0,0,0,${SHADOW.alpha})`;
        context.shadowBlur = SHADOW.blur * shorter;
        context.shadowOffsetY = SHADOW.fall * shorter;
        context.fillStyle = '#000000';
        outline(context, shape, full.width, full.height);
        context.fill();
        context.restore();
      }
      context.save();
      context.imageSmoothingEnabled = true;
      context.imageSmoothingQuality = 'high';
      outline(context, shape, full.width, full.height);
      context.clip();
      context.drawImage(source, -full.width / 2, -full.height / 2, full.width, full.height);
      context.restore();
      if (frame !== null && frame.border !== null && frame.border.width > 0) {
        const width = frame.border.width * shorter;
        context.strokeStyle = frame.border.color;
        context.lineWidth = width;
        // The border lies on the picture's edge, inside it: its outer edge is the shape.
        outline(context, shape, Math.max(1, full.width - width), Math.max(1, full.height - width));
        context.stroke();
      }
      if (opacity < 1) {
        context.resetTransform();
        context.globalCompositeOperation = 'destination-in';
        context.fillStyle = `rgba(0,0,0,${opacity})`;
        context.fillRect(0, 0, box.width, box.height);
      }
      const { data } = context.getImageData(0, 0, box.width, box.height);
      return Buffer.from(data.buffer, data.byteOffset, data.byteLength);
    },
  };
}
