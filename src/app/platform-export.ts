import type { Said } from '../base/lang.ts';
import { say, wordSaid } from '../base/say.ts';
import type { Canvas, Draft } from '../draft/model.ts';
import type { Platform } from '../draft/platforms.ts';
import { draftLength } from '../draft/queries.ts';
import type { ExportOptions } from '../operations/export-options.ts';
import { joined } from '../operations/phrase.ts';
import { checkFile, type RuleResult } from '../render/check-file.ts';
import type { Profile } from '../render/profile.ts';
import type { RenderReport } from '../render/render.ts';

/** A draft with the loudness that a platform turns everything to. */
export function forPlatform(draft: Draft, { lufs, peakDb }: Platform): Draft {
  const { targetLufs, peakDb: ceiling } = draft.master;
  return { ...draft, master: { targetLufs: targetLufs ?? lufs, peakDb: Math.min(ceiling, peakDb - PEAK_ROOM_DB) } };
}

/** A draft whose sound stays as loud as its sources, unless somebody asked for a loudness: for `quality: source`. */
export function asItWas(draft: Draft): Draft {
  return draft.master.asked === true ? draft : { ...draft, master: { targetLufs: null, peakDb: 0 } };
}

/** AAC and the platform's own encoder make new peaks, in dB. */
const PEAK_ROOM_DB = 0.5;

/** Options with everything that the platform asks for and nobody asked otherwise. */
export function optionsFor(draft: Draft, options: ExportOptions, platform: Platform): ExportOptions {
  const { canvas } = draft;
  const resolution = options.resolution ?? sizeOf(canvas, platform);
  const asked = options.maxBytes ?? Number.POSITIVE_INFINITY;
  const mayExceed = (draftLength(draft) / 1000) * (MOST_BIT_RATE / 8) > platform.bytes;
  const limit = mayExceed ? Math.min(asked, platform.bytes) : asked;
  return {
    ...options,
    fps: options.fps ?? rateFor(canvas.fps, platform),
    resolution,
    ...(Number.isFinite(limit) ? { maxBytes: limit } : {}),
  };
}

/** What no export of ours in H.264 exceeds at its usual qualities, in bit/s: beyond it the size must be looked at. */
const MOST_BIT_RATE = 60_000_000;

/** The profile with the platform's limits on rates and on the distance of keyframes. */
export function limited(profile: Profile, { videoBitRate, audioBitRate, gopSeconds }: Platform): Profile {
  const { video } = profile;
  const fps = video.rate.num / video.rate.den;
  const gop = Math.max(1, Math.min(video.gop, Math.floor(gopSeconds * fps)));
  // A tenth of room, as the limit is one of averages over any time.
  const most = videoBitRate === null ? null : Math.round(videoBitRate * 0.9);
  const maxBitRate = most === null ? video.maxBitRate : Math.min(most, video.maxBitRate ?? most);
  return {
    ...profile,
    audioBitRate: Math.min(profile.audioBitRate, audioBitRate),
    isAudioLimited: true,
    video: { ...video, gop, maxBitRate },
  };
}

/** `1080x1920` in the canvas's shape: the preset's where that fits, else the nearest within the limits of the sides. */
function sizeOf(canvas: Canvas, { size, sides }: Platform): string {
  const { width, height } = canvas;
  if (size !== null && Math.abs(size.width / size.height / (width / height) - 1) < 0.01)
    return `${size.width}x${size.height}`;
  const [short, long] = [Math.min(width, height), Math.max(width, height)];
  const wanted = size === null ? short : Math.min(short, Math.min(size.width, size.height));
  const scale = Math.min(Math.max(wanted, sides.least) / short, sides.most / long);
  const side = (px: number): number => 2 * Math.round((px * scale) / 2);
  return `${side(width)}x${side(height)}`;
}

/** A rate within the limits, by whole factors where one leads there: pictures repeat or go evenly then. */
function rateFor(fps: number, { fps: { least, most } }: Platform): number {
  for (const factor of [1, 2, 3, 4, 1 / 2, 1 / 3, 1 / 4]) {
    const rate = fps * factor;
    if (rate >= least && rate <= most) return rate;
  }
  return Math.min(most, Math.max(least, fps));
}

/** How the file stands to the platform's rules, with a sentence for each that it breaks. */
export function platformCheck(report: RenderReport, platform: Platform): { rules: RuleResult[]; notes: Said[] } {
  if (report.scan === null) return { rules: [], notes: [] };
  const rules = checkFile(report.scan, report.loudness, platform);
  const broken = rules.filter((rule) => !rule.ok && !(rule.rule === 'loudness' && report.loudness.integrated === null));
  const { name } = platform;
  if (broken.length === 0) {
    return { rules, notes: [say('It meets the rules of {name}.', '符合{name}的要求。', { name })] };
  }
  return { rules, notes: broken.map((rule) => brokenSaid(rule, platform)) };
}

/** One sentence for a rule that is broken: what was found, what is wanted, what to do. */
export function brokenSaid({ rule, found, wanted, remedy, repairable }: RuleResult, { name }: Platform): Said {
  const what = rule.replaceAll('_', ' ');
  const said = say('{name} wants {what} {wanted}; this has {found}.', '{name}要求 {what}：{wanted}，实际为 {found}。', {
    name,
    what: wordSaid(what),
    wanted,
    found,
  });
  return repairable ? said : joined([said, remedy]);
}
