import { fail } from '../base/errors.ts';
import { shown } from '../base/text.ts';
import { say } from './phrase.ts';

/** A part of the picture: its left top corner and its size, as fractions. */
export type Region = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** How much of the side a corner takes where nobody says. */
const CORNER = 0.34;
/** "The licence plate bottom right" is smaller than its corner, and nobody minds if more is hidden. */
const CENTRE = { x: 0.3, y: 0.3, width: 0.4, height: 0.4 };

const part = (text: string): number | null => {
  if (/\bhalf\b|一半|半边|半屏|半部/.test(text)) return 0.5;
  if (/\bthird\b|三分之一/.test(text)) return 1 / 3;
  return /\bquarter\b|四分之一/.test(text) ? 0.25 : null;
};

/** The region that some words mean: "top left corner", "the bottom third", "左上角", "10%,20%,30%,15%". Null when none. */
export function regionByWords(words: string): Region | null {
  const text = words.normalize('NFKC').toLowerCase();
  const numbers = [...text.matchAll(/(\d+(?:\.\d+)?)\s*(%?)/g)].map(([, n = '', sign]) =>
    sign === '%' ? Number(n) / 100 : Number(n),
  );
  if (numbers.length === 4) return bounded(numbers as [number, number, number, number]);
  const [left, right] = [/\bleft\b|左/.test(text), /\bright\b|右/.test(text)];
  const [top, bottom] = [/\b(?:top|upper)\b|上|顶/.test(text), /\b(?:bottom|lower)\b|下|底/.test(text)];
  const share = part(text);
  if (left || right || top || bottom) {
    const across = left || right ? { x: left ? 0 : 1 - (share ?? CORNER), width: share ?? CORNER } : { x: 0, width: 1 };
    const down = top || bottom ? { y: top ? 0 : 1 - (share ?? CORNER), height: share ?? CORNER } : { y: 0, height: 1 };
    return { ...across, ...down };
  }
  if (/\b(?:cent(?:er|re)|middle)\b|中/.test(text)) return CENTRE;
  return /\b(?:whole|everything|entire|all|full)\b|全部|整个|全屏/.test(text)
    ? { x: 0, y: 0, width: 1, height: 1 }
    : null;
}

/** Fractions kept inside the picture; null when nothing of them is. */
function bounded([x, y, width, height]: readonly [number, number, number, number]): Region | null {
  if ([x, y, width, height].some((n) => n > 1) || width < 0.01 || height < 0.01 || x >= 1 || y >= 1) return null;
  return { x, y, width: Math.max(0.01, Math.min(width, 1 - x)), height: Math.max(0.01, Math.min(height, 1 - y)) };
}

/** The region that words or fractions name. Throws `draft.unclear_value`. */
export function requireRegion(words: string): Region {
  const region = regionByWords(words);
  if (region === null)
    throw fail('draft.unclear_value', {
      text: shown(words),
      expected: say(
        'a part of the picture such as "bottom right", "top third", or left, top, width and height as in 10%,20%,30%,15%',
        '画面的一部分，例如“右下角”“上三分之一”，或左、上、宽、高：10%,20%,30%,15%',
      ),
    });
  return region;
}
