import * as z from 'zod';
import { fail } from '../base/errors.ts';
import type { Said } from '../base/lang.ts';
import { shown } from '../base/text.ts';
import { replaced } from '../captions/place.ts';
import { CANVAS_OF } from '../draft/build.ts';
import type { Facts } from '../draft/facts.ts';
import { withoutKeyframes } from '../draft/keyframes.ts';
import type { Background, Draft } from '../draft/model.ts';
import { mainSegments, mapMain, mapSegments } from '../draft/queries.ts';
import { clearOfCaptions } from './clear-of-captions.ts';
import { keptToEdges } from './keep-to-edges.ts';
import { done, operation } from './operation.ts';
import { say } from './phrase.ts';
import { requireMain } from './resolve.ts';
import { relaid, standingFilm } from './script/remade.ts';
import { colorByWords } from './text-look.ts';

/** Pictures whose shape differs from the canvas by more than this factor lose too much when they fill it. */
const MUCH = 1.35;

const Args = z.object({
  ratio: z
    .string()
    .max(60)
    .optional()
    .describe('Shape: "9:16", "1:1", "4:5", "vertical", "square", or a platform (reels, tiktok, youtube)'),
  fit: z
    .string()
    .max(60)
    .optional()
    .describe('"fit" shows the whole picture, "fill" covers the canvas and cuts off the rest'),
  background: z.string().max(60).optional().describe('Beside the picture: "blur" or a colour'),
});

const SHAPES: readonly (readonly [string, RegExp])[] = [
  ['4:5', /4\s*[:：x/]\s*5|portrait post|feed/],
  [
    '9:16',
    /9\s*[:：x/]\s*16|vertical|portrait|upright|phone|tik ?tok|reels?|shorts?|stor(?:y|ies)|douyin|kuaishou|snapchat|竖|抖音|快手|朋友圈/,
  ],
  ['16:9', /16\s*[:：x/]\s*9|landscape|horizontal|wide ?screen|youtube|bilibili|tv|横|宽屏|b站/],
  ['1:1', /1\s*[:：x/]\s*1|square|instagram|方/],
  ['4:3', /4\s*[:：x/]\s*3/],
  ['3:4', /3\s*[:：x/]\s*4|xiaohongshu|小红书/],
  ['21:9', /21\s*[:：x/]\s*9|cinemascope|ultra ?wide|超宽/],
];

/** Changes the shape of the video. */
export const aspect = operation({
  name: 'aspect',
  summary:
    'Changes the shape of the video (9:16, 1:1, 16:9 …). Pictures of a very different shape stand whole over a blurred copy of themselves; similar ones fill the canvas.',
  args: Args,
  needs: () => [],
  apply: (draft, args, { facts }) => {
    requireMain(draft);
    const size = sizeFor(args.ratio, draft);
    const reshaped: Draft = { ...draft, canvas: { ...draft.canvas, width: size.width, height: size.height } };
    const differs = mostDiffering(reshaped, facts);
    const fit = fitFor(args.fit, args.background, differs);
    const background = backgroundFor(args.background, args.fit, reshaped);
    const placed = mapMain(
      {
        ...reshaped,
        canvas: { ...reshaped.canvas, background: fit === 'fit' ? background : reshaped.canvas.background },
      },
      // A view that followed somebody in the old shape would look past them in the new one.
      (s) => withoutKeyframes({ ...s, placement: { ...s.placement, fit } }, 'x', 'y'),
    );
    const from = `${draft.canvas.width}×${draft.canvas.height}`;
    const to = `${size.width}×${size.height}`;
    const how = howSaid(fit, background.kind, differs);
    const film = args.fit === undefined && args.background === undefined ? standingFilm(draft) : null;
    const anew =
      film === null ? null : relaid(draft, film, facts, { ...reshaped.canvas, background: draft.canvas.background });
    if (anew !== null)
      return done(
        mapSegments(anew, (s) => (s.kind === 'text' ? replaced(s, draft.canvas, size) : s)),
        say(
          'Changed the shape to {name}, {from} → {to}: every scene is laid out for it.',
          '画面改为 {name}，{from} → {to}：每个画面都重新排版。',
          {
            name: size.name,
            from,
            to,
          },
        ),
      );
    const lettered = mapSegments(placed, (s) =>
      s.kind === 'text' ? keptToEdges(replaced(s, draft.canvas, size), draft.canvas, reshaped.canvas) : s,
    );
    return done(
      clearOfCaptions(lettered),
      say('Changed the shape to {name}, {from} → {to}. {how}', '画面改为 {name}，{from} → {to}。{how}', {
        name: size.name,
        from,
        to,
        how,
      }),
    );
  },
  examples: [
    { en: 'make it 9:16 for Reels', zh: '改成竖屏 9:16' },
    { en: 'make it square and fill the frame', zh: '改成 1:1，铺满画面' },
  ],
});

type Size = { readonly name: string; readonly width: number; readonly height: number };

function sizeFor(ratio: string | undefined, draft: Draft): Size {
  if (ratio === undefined) {
    return {
      name: `${draft.canvas.width}:${draft.canvas.height}`,
      width: draft.canvas.width,
      height: draft.canvas.height,
    };
  }
  const text = ratio.normalize('NFKC').trim().toLowerCase();
  const exact = CANVAS_OF[text.replaceAll(/\s*[x/]\s*/g, ':')];
  if (exact !== undefined) return { name: text, ...exact };
  const pixels = /^(\d{2,5})\s*[x×*]\s*(\d{2,5})$/.exec(text);
  if (pixels !== null) return named(Number(pixels[1]), Number(pixels[2]), `${pixels[1] ?? ''}×${pixels[2] ?? ''}`);
  const numbers = /^(\d+(?:\.\d+)?)\s*[:：/x]\s*(\d+(?:\.\d+)?)$/.exec(text);
  if (numbers !== null) return shaped(Number(numbers[1]) / Number(numbers[2]), ratio);
  const found = SHAPES.find(([, pattern]) => pattern.test(text));
  const canvas = found === undefined ? undefined : CANVAS_OF[found[0]];
  if (found === undefined || canvas === undefined) {
    throw fail('draft.unclear_value', {
      text: shown(ratio),
      expected: say('a shape such as 9:16, 1:1, 4:5 or 16:9', '画面比例，例如 9:16、1:1、4:5 或 16:9'),
    });
  }
  return { name: found[0], ...canvas };
}

/** A shape that has no usual size: its shorter side is 1080 px. */
function shaped(ratio: number, name: string): Size {
  if (!Number.isFinite(ratio) || ratio < 0.2 || ratio > 5) {
    throw fail('draft.unclear_value', {
      text: shown(name),
      expected: say('a shape between 1:5 and 5:1', '1:5 到 5:1 之间的比例'),
    });
  }
  return ratio >= 1 ? named(1080 * ratio, 1080, name) : named(1080, 1080 / ratio, name);
}

function named(width: number, height: number, name: string): Size {
  const even = (n: number): number => Math.min(7680, Math.max(16, 2 * Math.round(n / 2)));
  return { name, width: even(width), height: even(height) };
}

/** How far the shape of the most different clip is from that of the canvas: 1 is the same. */
export function mostDiffering(draft: Draft, facts: Facts): number {
  const canvas = draft.canvas.width / draft.canvas.height;
  return mainSegments(draft).reduce((most, segment) => {
    const video = facts.assets.get(segment.asset)?.probe.video;
    if (video === undefined || video === null) return most;
    const turned = Math.abs(segment.placement.rotate) % 180 === 90;
    const own = turned ? video.height / video.width : video.width / video.height;
    return Math.max(most, own / canvas, canvas / own);
  }, 1);
}

function fitFor(fit: string | undefined, background: string | undefined, differs: number): 'fit' | 'fill' {
  const text = (fit ?? '').toLowerCase();
  if (/fill|cover|crop|zoom|铺满|填满|裁/.test(text)) return 'fill';
  if (/fit|whole|contain|letter|pad|blur|完整|黑边|模糊/.test(text) || background !== undefined) return 'fit';
  return differs > MUCH ? 'fit' : 'fill';
}

function backgroundFor(
  background: string | undefined,
  fit: string | undefined,
  draft: Draft,
): Draft['canvas']['background'] {
  const words = `${background ?? ''} ${fit ?? ''}`.toLowerCase();
  if (/blur|模糊|虚化/.test(words)) return { kind: 'blur' };
  const color = background === undefined ? null : colorByWords(background);
  if (color !== null) return { kind: 'color', color };
  if (/letter|pad|bars|黑边/.test(words)) return { kind: 'color', color: '#000000' };
  // What somebody put behind the picture stays there; black is nobody's wish.
  return draft.canvas.background.kind !== 'color' || draft.canvas.background.color !== '#000000'
    ? draft.canvas.background
    : { kind: 'blur' };
}

function howSaid(fit: 'fit' | 'fill', background: Background['kind'], differs: number): Said {
  if (differs < 1.01) return say('The picture has that shape already.', '画面正好是这个比例。');
  if (fit === 'fill')
    return say('The picture fills it; what does not fit is cut off at the sides.', '画面铺满，超出的部分裁掉。');
  if (background === 'gradient' || background === 'picture')
    return say('The whole picture stands in the middle over what is behind it.', '完整画面居中，四周是它后面的背景。');
  return background === 'blur'
    ? say(
        'The whole picture stands in the middle over a blurred copy of itself; say "crop the bars away" to fill it instead.',
        '完整画面居中，四周是它的模糊背景；想铺满画面请说“裁掉黑边”。',
      )
    : say('The whole picture stands in the middle over a plain background.', '完整画面居中，四周为纯色背景。');
}
