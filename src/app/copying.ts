import type { Draft } from '../draft/model.ts';
import type { ExportOptions } from '../operations/export-options.ts';
import type { CopyPolicy } from '../render/plan/copy.ts';
import type { Profile } from '../render/profile.ts';
import { measure } from './ingest.ts';
import type { Library } from './session.ts';
import type { Studio } from './studio.ts';

/**
 * When an export copies packets of its sources: always where the source's own quality was asked for, else where that is
 * no worse (docs/decisions/0008-copy.md). Never where something else has a say in the bytes: a limit, a platform with
 * rules for groups of pictures, another codec or container.
 */
export function copyPolicyOf(options: ExportOptions, profile: Profile): CopyPolicy {
  const { format, video, maxBytes, stretches } = profile;
  const isPlain = (format === 'mp4' || format === 'mov') && video.codec === 'h264' && stretches === null;
  const isLimited = maxBytes !== null || video.maxBitRate !== null || hasRules(options.platform);
  if (!isPlain || isLimited) return 'never';
  return options.quality === 'source' ? 'always' : 'alike';
}

/** Names that stand for no platform with rules of its own. */
const NO_PLATFORM = new Set(['web', 'browser', 'website', 'computer', 'phone', 'local', 'share', 'file']);

const hasRules = (platform: string | undefined): boolean =>
  platform !== undefined && !NO_PLATFORM.has(platform.trim().toLowerCase());

/** The library with the fact `gops` of every video on the main track: what copying needs to know. */
export async function withGops(studio: Studio, draft: Draft, library: Library, signal: AbortSignal): Promise<Library> {
  const main = draft.tracks.find((track) => track.type === 'video' && track.role === 'main');
  const shown = new Set(main?.type === 'video' ? main.segments.map(({ asset }) => asset) : []);
  const known = new Map(library);
  const wanted = [...library].filter(([id, { asset }]) => shown.has(id) && asset.probe.video?.codec === 'h264');
  await Promise.all(wanted.map(async ([id, stored]) => known.set(id, await measure(studio, stored, ['gops'], signal))));
  return known;
}
