import { fail } from '../base/errors.ts';
import { shown } from '../base/text.ts';
import { say } from './phrase.ts';

/** Export options as every surface passes them on: one spelling for each value. Absent means "you choose". */
export type ExportOptions = {
  readonly format?: string;
  readonly resolution?: string;
  readonly fps?: number;
  readonly quality?: 'draft' | 'standard' | 'high' | 'source';
  readonly platform?: string;
  /** Upper limit of the file in bytes. */
  readonly maxBytes?: number;
  /** The file shall be this fraction of its source. */
  readonly sizeFactor?: number;
  readonly codec?: string;
  /** `auto` or the name of a hardware encoder; `software` when left out. */
  readonly encoder?: string;
  /** Codec and bit rate of the sound as people write them: "aac 192k". */
  readonly audio?: string;
  /** Most bits per second of the picture at any time. */
  readonly maxBitRate?: number;
  /** Only this stretch of the draft, in ms: for a GIF. */
  readonly from?: number;
  readonly to?: number;
  /** The picture at this time, or one every so many ms: for stills. */
  readonly at?: number;
  readonly every?: number;
  readonly each?: boolean;
  readonly loop?: boolean;
  readonly watermark?: boolean;
};

const UNIT_BYTES: Readonly<Record<string, number>> = { b: 1, kb: 1e3, k: 1e3, mb: 1e6, m: 1e6, gb: 1e9, g: 1e9 };

/** `"<500MB"` is an upper limit in bytes, `"-60%"` what shall remain of the source; null when it is neither. */
export function parseSize(
  size: string | number,
): { readonly maxBytes: number } | { readonly sizeFactor: number } | null {
  if (typeof size === 'number') return size > 0 ? { maxBytes: Math.round(size) } : null;
  const text = size.normalize('NFKC').trim().toLowerCase();
  const share = /^([+-]?)\s*(\d+(?:\.\d+)?)\s*%$/.exec(text);
  if (share !== null) {
    const amount = Number(share[2]) / 100;
    const factor = share[1] === '-' ? 1 - amount : amount;
    return factor > 0 && factor <= 1 ? { sizeFactor: factor } : null;
  }
  if (/^(?:half|smaller|small|compress)$/.test(text)) return { sizeFactor: 0.5 };
  const bytes = /^(?:<=?|under|below|max|at most|≤|小于|不超过)?\s*(\d+(?:[.,]\d+)?)\s*(b|kb?|mb?|gb?|兆)$/.exec(text);
  if (bytes === null) return null;
  const unit = UNIT_BYTES[(bytes[2] ?? 'b').replace('兆', 'mb')] ?? 1;
  return { maxBytes: Math.round(Number((bytes[1] ?? '0').replace(',', '.')) * unit) };
}

const RESOLUTIONS: readonly (readonly [string, RegExp])[] = [
  ['4k', /^(?:4k|2160p|uhd|ultra hd|超高清)$/],
  ['1440p', /^(?:1440p|2k|qhd)$/],
  ['1080p', /^(?:1080p?|full ?hd|fhd|hd|高清)$/],
  ['720p', /^(?:720p?)$/],
  ['480p', /^(?:480p?|sd)$/],
  ['360p', /^360p?$/],
];

/** `"1080p"`, `"4k"`, or `"1080x1920"`. Throws `draft.unclear_value` for anything else. */
export function resolutionOf(words: string | number): string {
  const text = String(words).normalize('NFKC').trim().toLowerCase().replaceAll('×', 'x');
  const named = RESOLUTIONS.find(([, pattern]) => pattern.test(text))?.[0];
  if (named !== undefined) return named;
  const pixels = /^(\d{2,5})\s*[x*]\s*(\d{2,5})$/.exec(text);
  if (pixels !== null) return `${pixels[1] ?? ''}x${pixels[2] ?? ''}`;
  const lines = /^(\d{3,4})p$/.exec(text);
  if (lines !== null) return text;
  throw fail('draft.unclear_value', {
    text: shown(text),
    expected: say('a resolution such as 1080p, 720p, 4k or 1080x1920', '分辨率，例如 1080p、720p、4k 或 1080x1920'),
  });
}

/** Bits per second of the least and the most that makes sense for a picture. */
const BIT_RATES = { least: 50_000, most: 200_000_000 };

/** `"8 Mbps"`, `"800k"`, `8000000` in bit/s. Throws `draft.unclear_value` for anything else. */
export function bitRateOf(words: string | number): number {
  const text = String(words).normalize('NFKC').trim().toLowerCase();
  const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?)\s*([km]?)(?:b(?:it)?(?:ps|\/s)?)?$/.exec(text) ?? [];
  const bits = Math.round(Number.parseFloat(number) * (unit === 'm' ? 1e6 : unit === 'k' ? 1e3 : 1));
  if (bits >= BIT_RATES.least && bits <= BIT_RATES.most) return bits;
  throw fail('draft.unclear_value', {
    text: shown(text),
    expected: say('a bit rate such as 8 Mbps or 800k', '码率，例如 8Mbps 或 800k'),
  });
}

/** Quality words to our four; null for words that are none. */
export function qualityOf(words: string): NonNullable<ExportOptions['quality']> | null {
  const text = words.normalize('NFKC').trim().toLowerCase();
  if (/draft|fast|preview|low|草稿|预览|低/.test(text)) return 'draft';
  if (/source|lossless|original|无损|原画/.test(text)) return 'source';
  if (/high|best|max|good|clean|crisp|高/.test(text)) return 'high';
  return /standard|normal|medium|default|标准|普通|中/.test(text) ? 'standard' : null;
}
