import type { Said } from '../../../src/base/lang.ts';

/** What a place covers with its own buttons and words, or cuts off. Shares of the picture on each side. */
export type SafeArea = {
  readonly id: string;
  readonly name: Said;
  /** Only for pictures that are higher than wide. */
  readonly isUpright: boolean;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
};

const upright = (id: string, name: string, px: readonly [number, number, number, number]): SafeArea => {
  const [top, right, bottom, left] = px;
  return {
    id,
    name: { en: name, zh: name },
    isUpright: true,
    top: top / 1920,
    right: right / 1080,
    bottom: bottom / 1920,
    left: left / 1080,
  };
};

/**
 * Titles on television: EBU R 95. The others are what their guides for advertisers keep free on 1080 × 1920, in px (top,
 * right, bottom, left); organic videos have a little more room.
 */
export const SAFE_AREAS: readonly SafeArea[] = [
  {
    id: 'tv',
    name: { en: 'TV titles', zh: '电视标题安全区' },
    isUpright: false,
    top: 0.05,
    right: 0.05,
    bottom: 0.05,
    left: 0.05,
  },
  upright('tiktok', 'TikTok', [126, 140, 370, 60]),
  upright('reels', 'Instagram Reels', [269, 65, 672, 65]),
  upright('shorts', 'YouTube Shorts', [288, 192, 672, 48]),
  { ...upright('douyin', 'Douyin', [150, 160, 400, 60]), name: { en: 'Douyin', zh: '抖音' } },
];

/** The areas that a canvas of this shape can have. */
export const areasFor = (width: number, height: number): readonly SafeArea[] =>
  SAFE_AREAS.filter(({ isUpright }) => !isUpright || height > width);
