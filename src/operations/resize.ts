import * as z from 'zod';
import { fail } from '../base/errors.ts';
import { shown } from '../base/text.ts';
import type { Draft } from '../draft/model.ts';
import { mapMain } from '../draft/queries.ts';
import { resolutionOf } from './export-options.ts';
import { done, operation } from './operation.ts';
import { joined, say } from './phrase.ts';
import { requireMain } from './resolve.ts';
import { colorByWords } from './text-look.ts';

/** Shorter sides of resolutions, in px. */
const SHORTER: Readonly<Record<string, number>> = {
  '4k': 2160,
  '1440p': 1440,
  '1080p': 1080,
  '720p': 720,
  '480p': 480,
  '360p': 360,
};

const Args = z.object({
  resolution: z
    .union([z.int(), z.string().max(40)])
    .optional()
    .describe('"720p", "1080p", "4K" keep the shape; "1080x1920" is taken as it is'),
  width: z.int().min(16).max(7680).optional(),
  height: z.int().min(16).max(7680).optional(),
  pad: z.string().max(60).optional().describe('Show the whole picture on this colour ("black") or "blur"'),
});

/** Changes the size of the video in pixels. */
export const resize = operation({
  name: 'resize',
  summary: 'Changes the size of the video in pixels; its shape stays unless width and height say otherwise.',
  args: Args,
  needs: () => [],
  apply: (draft, args, { facts }) => {
    requireMain(draft);
    const { width, height } = sizeOf(draft, args);
    const resized: Draft = { ...draft, canvas: { ...draft.canvas, width, height } };
    const after = args.pad === undefined ? resized : padded(resized, args.pad);
    const sources = [...facts.assets.values()].flatMap((a) =>
      a.probe.video === null ? [] : [Math.min(a.probe.video.width, a.probe.video.height)],
    );
    const best = Math.max(0, ...sources);
    const notes =
      best > 0 && Math.min(width, height) > best
        ? [
            say(
              'That is larger than the material, so it gets more pixels but no more detail.',
              '这比素材本身大：像素变多，但细节不会增加。',
            ),
          ]
        : [];
    const from = `${draft.canvas.width}×${draft.canvas.height}`;
    if (from === `${width}×${height}` && args.pad === undefined)
      return done(draft, say('The video is {from} already.', '视频已经是 {from}。', { from }));
    const pad =
      args.pad === undefined
        ? say('', '')
        : say('The whole picture shows, with {pad} beside it.', '画面完整显示，空白处为 {pad}。', {
            pad: shown(args.pad),
          });
    const size =
      from === `${width}×${height}`
        ? say('The size stays {from}.', '尺寸保持 {from}。', { from })
        : say('Changed the size, {from} → {width}×{height}.', '尺寸 {from} → {width}×{height}。', {
            from,
            width,
            height,
          });
    return done(after, joined([size, pad]), notes);
  },
  examples: [
    { en: 'resize to 720p with black bars', zh: '改成 720p，黑边填充' },
    { en: 'upscale to 4K', zh: '放大到 4K' },
  ],
});

function sizeOf(draft: Draft, args: z.output<typeof Args>): { width: number; height: number } {
  const even = (n: number): number => Math.min(7680, Math.max(16, 2 * Math.round(n / 2)));
  const { canvas } = draft;
  if (args.width !== undefined || args.height !== undefined) {
    const width = args.width ?? ((args.height ?? canvas.height) * canvas.width) / canvas.height;
    const height = args.height ?? ((args.width ?? canvas.width) * canvas.height) / canvas.width;
    return { width: even(width), height: even(height) };
  }
  if (args.resolution === undefined)
    throw fail('draft.unclear_value', {
      text: '',
      expected: say('a size such as 720p or 1080x1920', '尺寸，例如 720p 或 1080x1920'),
    });
  const named = resolutionOf(args.resolution);
  const pixels = /^(\d+)x(\d+)$/.exec(named);
  if (pixels !== null) return { width: even(Number(pixels[1])), height: even(Number(pixels[2])) };
  const shorter = SHORTER[named] ?? Number.parseInt(named, 10);
  const scale = shorter / Math.min(canvas.width, canvas.height);
  return { width: even(canvas.width * scale), height: even(canvas.height * scale) };
}

function padded(draft: Draft, pad: string): Draft {
  const color = colorByWords(pad);
  const isBlur = /blur|模糊/i.test(pad);
  if (color === null && !isBlur)
    throw fail('draft.unclear_value', { text: shown(pad), expected: say('a colour or "blur"', '一种颜色或“模糊”') });
  const background = isBlur || color === null ? ({ kind: 'blur' } as const) : ({ kind: 'color', color } as const);
  return mapMain({ ...draft, canvas: { ...draft.canvas, background } }, (s) => ({
    ...s,
    placement: { ...s.placement, fit: 'fit' },
  }));
}
