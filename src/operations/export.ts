import * as z from 'zod';
import { fail } from '../base/errors.ts';
import { shown } from '../base/text.ts';
import { clipsOf } from '../draft/clips.ts';
import { draftLength } from '../draft/queries.ts';
import { WordsArg } from './args.ts';
import { bitRateOf, type ExportOptions, parseSize, qualityOf, resolutionOf } from './export-options.ts';
import { operation } from './operation.ts';
import { lengthSaid, say } from './phrase.ts';

const Args = z.object({
  format: z
    .string()
    .max(20)
    .optional()
    .describe(
      'mp4, mov, webm, gif, mp3, wav, m4a, png, jpg; for other editors otio, fcpxml, xmeml, edl, mlt, capcut, csv, chapters',
    ),
  resolution: z
    .union([z.int(), z.string().max(40)])
    .optional()
    .describe('"1080p", "720p", "4K", "1080x1920"'),
  fps: z.union([z.number(), z.string().max(20)]).optional(),
  quality: z.string().max(40).optional().describe('draft, standard, high or source'),
  target: WordsArg.optional().describe('Where it goes: "web", "douyin", "youtube"'),
  platform: WordsArg.optional(),
  size: z
    .union([z.number(), z.string().max(40)])
    .optional()
    .describe('"<500MB" or "-60%"'),
  codec: z.string().max(40).optional(),
  audio: z.string().max(80).optional(),
  bitrate: z
    .union([z.number(), z.string().max(40)])
    .optional()
    .describe('"8 Mbps", "800k"'),
  each: z.boolean().optional().describe('Every clip as a file of its own'),
  loop: z.boolean().optional(),
  watermark: z.boolean().optional(),
});

/** Asks for the finished file. Never changes the draft. */
export const exportVideo = operation({
  name: 'export',
  summary: 'Makes the finished file. The timeline stays as it is.',
  args: Args,
  needs: () => [],
  apply: (draft, args) => {
    if (draftLength(draft) === 0) throw fail('draft.nothing_there', undefined);
    const options = optionsOf(args);
    const words = [
      options.resolution,
      LABELS[options.format ?? ''] ?? (options.format ?? 'mp4').toUpperCase(),
      options.platform === undefined ? undefined : `(${shown(options.platform, 30)})`,
    ].filter((word) => word !== undefined);
    const length = lengthSaid(draftLength(draft));
    const clips = clipsOf(draft).length;
    const isApart = options.each === true && clips > 1;
    return {
      draft,
      said: isApart
        ? say(
            'Exporting each of the {clips} clips as a file of its own: {words}, {length} in all.',
            '把 {clips} 个片段分别导出为单独的文件：{words}，总时长 {length}。',
            { clips, words: words.join(' '), length },
          )
        : say('Exporting {words}, {length}.', '导出 {words}，时长 {length}。', { words: words.join(' '), length }),
      notes: [],
      requests: [{ kind: 'export', options }],
    };
  },
  examples: [
    { en: 'export a 1080p MP4', zh: '导出 1080p MP4' },
    { en: 'compress it under 100MB', zh: '压缩到 100MB 以内' },
    { en: 'export each clip as its own file', zh: '每个片段单独导出' },
    { en: 'export the timeline as FCPXML', zh: '导出剪映草稿' },
    { en: 'export at 8 Mbps', zh: '导出码率 8Mbps' },
  ],
});

/** What formats of other programs are called, where their name in capitals is not it. */
const LABELS: Readonly<Record<string, string>> = {
  otio: 'OpenTimelineIO',
  xmeml: 'Final Cut 7 XML',
  capcut: 'CapCut',
  mlt: 'MLT XML',
  chapters: 'YouTube chapters',
};

function optionsOf(args: z.output<typeof Args>): ExportOptions {
  const size = args.size === undefined ? {} : parseSize(args.size);
  if (size === null)
    throw fail('draft.unclear_value', {
      text: String(args.size),
      expected: say('a size such as <500MB or -60%', '文件大小，例如 <500MB 或 -60%'),
    });
  const fps = args.fps === undefined ? null : Number.parseFloat(String(args.fps));
  if (fps !== null && !(fps >= 1 && fps <= 120))
    throw fail('draft.unclear_value', {
      text: String(args.fps),
      expected: say('1 to 120 frames per second', '每秒 1 到 120 帧'),
    });
  const quality = args.quality === undefined ? null : qualityOf(args.quality);
  const platform = args.platform ?? args.target;
  return {
    ...(args.format === undefined ? {} : { format: args.format.trim().toLowerCase().replace(/^\./, '') }),
    ...(args.resolution === undefined ? {} : { resolution: resolutionOf(args.resolution) }),
    ...(fps === null ? {} : { fps }),
    ...(quality === null ? {} : { quality }),
    ...(platform === undefined ? {} : { platform: platform.trim().toLowerCase() }),
    ...size,
    ...(args.codec === undefined ? {} : { codec: args.codec.trim().toLowerCase() }),
    ...(args.audio === undefined ? {} : { audio: args.audio }),
    ...(args.bitrate === undefined ? {} : { maxBitRate: bitRateOf(args.bitrate) }),
    ...(args.each === undefined ? {} : { each: args.each }),
    ...(args.loop === undefined ? {} : { loop: args.loop }),
    ...(args.watermark === undefined ? {} : { watermark: args.watermark }),
  };
}
