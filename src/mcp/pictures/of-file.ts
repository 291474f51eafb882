import { fail } from '../../base/errors.ts';
import type { FilmStrip } from '../../draft/film-strip.ts';
import type { ToolCall } from '../tool.ts';
import type { Which } from '../which.ts';
import { waveformPng } from './waveform.ts';

/** Pictures of a file: what is seen and heard in it at one look. */

export type FileSheet = { readonly jpeg: Buffer; readonly strip: FilmStrip };

/** Small pictures of a file in rows. Null for what has no picture. Throws `asset.not_found`, `media.…`. */
export async function sheetOf({ media, signal }: ToolCall, which: Which, assetId: string): Promise<FileSheet | null> {
  const { strip } = await media.details({ ...which, assetId });
  return strip === null ? null : { strip, jpeg: await media.filmStrip({ ...which, assetId }, signal) };
}

/** Levels of a file as a PNG. Throws `asset.not_found`, `input.invalid` for one that has none. */
export async function waveformOf({ media }: Pick<ToolCall, 'media'>, which: Which, assetId: string): Promise<Buffer> {
  const { waveform } = await media.details({ ...which, assetId });
  if (waveform === null)
    throw fail('input.invalid', { issues: ['this file has no sound, or it is still being measured'] });
  return waveformPng(waveform);
}
