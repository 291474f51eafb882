/** Shapes and lengths as providers take them. */

type Size = { readonly width: number; readonly height: number };

/** The named shape that is nearest, as `16:9`; `known` in the order of preference. */
export function nearestRatio(size: Size, known: readonly string[]): string {
  const wanted = Math.log(size.width / size.height);
  const distance = (ratio: string): number => {
    const [width = 1, height = 1] = ratio.split(':').map(Number);
    return Math.abs(Math.log(width / height) - wanted);
  };
  return known.reduce((best, ratio) => (distance(ratio) < distance(best) - 1e-9 ? ratio : best), known[0] ?? '1:1');
}

/** The size that is nearest in shape, of sizes written as `1024x1536`. */
export const nearestSize = (size: Size, known: readonly string[]): string =>
  nearestRatio(
    size,
    known.map((one) => one.replace('x', ':')),
  ).replace(':', 'x');

/** Shapes that makers of pictures and clips know by name. */
export const RATIOS: readonly string[] = ['16:9', '9:16', '1:1', '4:3', '3:4'];
/** Those of makers of clips. */
export const CLIP_RATIOS: readonly string[] = ['16:9', '9:16', '1:1'];

/** A size of the same shape whose longer side is `longest`, both sides whole multiples of `step`. */
export function sizeOf({ width, height }: Size, longest: number, step: number): Size {
  const scale = longest / Math.max(width, height);
  const side = (pixels: number): number => Math.max(step, Math.round((pixels * scale) / step) * step);
  return { width: side(width), height: side(height) };
}

/** The shortest known length that is not shorter than wanted, else the longest; as wanted where any will do. */
export const lengthFor = (wanted: number, lengths: readonly number[] | null): number =>
  lengths === null ? wanted : (lengths.find((length) => length >= wanted) ?? lengths.at(-1) ?? wanted);
