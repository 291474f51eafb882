import * as z from 'zod';
import { fail } from '../base/errors.ts';
import { shown } from '../base/text.ts';
import { TITLE_STYLE, videoSegment } from '../draft/build.ts';
import type { Draft, TextStyle } from '../draft/model.ts';
import { placeSegment } from '../draft/place.ts';
import { draftLength } from '../draft/queries.ts';
import { freshId } from '../draft/ripple.ts';
import { stickerByWords } from '../draft/stickers.ts';
import { LOOP_PERIOD, textAnimationByWords, textLoopByWords } from '../draft/text-animations.ts';
import { ClipArg, LengthArg, TimeArg } from './args.ts';
import { middleOf, withDrawn } from './graphics.ts';
import { done, type OperationContext, type Outcome, operation } from './operation.ts';
import { say, spanLabel } from './phrase.ts';
import { progressBar } from './progress-bar.ts';
import { requireMain } from './resolve.ts';
import { shape } from './shape.ts';
import { textRange } from './text-edit.ts';
import { anchorByWords } from './text-look.ts';
import { fileNamed, placedIn } from './window.ts';

/** How long a sticker stands when nobody says, in ms, and how high it is, as a share of the shorter side. */
const USUAL_MS = 3000;
const SIZE = 0.2;

const Args = z.object({
  name: z
    .string()
    .max(80)
    .optional()
    .describe('An emoji, or what it shows: "🔥", "fire", "heart", "arrow", "subscribe button"'),
  source: z.string().max(300).optional().describe('A picture of the user instead: its file name'),
  text: z.string().max(80).optional(),
  position: z.string().max(60).optional().describe('"top right" (usual), "center", "bottom left"'),
  size: z.union([z.number(), z.string().max(20)]).optional(),
  animation: z
    .union([z.string().max(80), z.boolean()])
    .optional()
    .describe('How it comes, or what it keeps doing: "pop", "spin", "pulse", "float"'),
  color: z.string().max(60).optional().describe('Of an arrow or a progress bar'),
  start: TimeArg.optional(),
  end: TimeArg.optional(),
  duration: LengthArg.optional(),
  clip: ClipArg.optional(),
});

type StickerArgs = z.output<typeof Args>;

/** An emoji or a picture over the video. */
export const sticker = operation({
  name: 'sticker',
  summary:
    'Puts a sticker over the picture: an emoji by itself or by name, an arrow, a subscribe button, a progress bar, or a picture of the user.',
  args: Args,
  needs: () => [],
  apply: (draft, args, context) => {
    requireMain(draft);
    const words = `${args.name ?? ''} ${args.text ?? ''}`.trim();
    if (/progress ?bar|进度条/i.test(words))
      return progressBar.apply(draft, { position: args.position, color: args.color }, context);
    const { position, size, start, end, duration, clip, color } = args;
    if (/\barrows?\b|箭头/i.test(words))
      return shape.apply(draft, { shape: 'arrow', position, size, start, end, duration, clip, color }, context);
    if (args.source !== undefined) return ofPicture(draft, args.source, args, context);
    if (/subscribe|follow (?:me|us|button)|订阅|关注/i.test(words)) return button(draft, words, args, context);
    const emoji = stickerByWords(words);
    if (emoji === null) {
      throw fail('agent.question', {
        question: say(
          'Which sticker? Say an emoji or what it shows, such as 🔥, heart or thumbs up, or name a picture of yours.',
          '要什么贴纸？可以是表情或名称，例如 🔥、爱心、点赞，也可以是你的图片文件名。',
        ),
      });
    }
    const height = sizeOf(args.size);
    const { x, y } = placeOf(args, emojiWidth(emoji) * height, height, draft);
    const range = textRange(draft, { ...timesOf(args) }, USUAL_MS, context);
    const base = { text: emoji, range, x, y };
    const made = withDrawn(draft, { ...base, over: { ...moving(args), style: styleOf(height) } });
    return done(made.draft, say('Added {emoji}, {span}.', '加了 {emoji}，{span}。', { emoji, span: spanLabel(range) }));
  },
  examples: [
    { en: 'add a fire emoji in the top left corner', zh: '左上角加火焰表情' },
    { en: 'put a pulsing heart sticker at 0:05', zh: '第 5 秒加一个跳动的爱心贴纸' },
  ],
});

const emojiWidth = (emoji: string): number => Math.max(1, [...new Intl.Segmenter().segment(emoji)].length) * 1.15;

const timesOf = ({ start, end, duration, clip }: StickerArgs) => ({ start, end, duration, clip });

function placeOf(
  { position }: StickerArgs,
  width: number,
  height: number,
  { canvas }: Draft,
): { x: number; y: number } {
  const anchor = (position === undefined ? null : anchorByWords(position)) ?? { horizontal: 'right', vertical: 'top' };
  const shorter = Math.min(canvas.width, canvas.height);
  return middleOf(
    anchor,
    { width: (width * shorter) / canvas.width, height: (height * shorter) / canvas.height },
    canvas,
  );
}

/** How it comes and what it does all the time; a sticker that stands still would look like a stain. */
function moving({ animation, name: said }: StickerArgs) {
  if (animation === false || /^(?:none|no|off|static|无|静止)$/i.test(String(animation ?? ''))) {
    return { animateIn: { name: 'none', duration: 0 } as const, animateOut: { name: 'none', duration: 0 } as const };
  }
  const words = `${typeof animation === 'string' ? animation : ''} ${said ?? ''}`;
  const loop = textLoopByWords(words);
  const name = loop === null ? (textAnimationByWords(typeof animation === 'string' ? animation : '') ?? 'pop') : 'pop';
  return {
    animateIn: { name, duration: 400 },
    ...(loop === null ? {} : { animateLoop: { name: loop, period: LOOP_PERIOD[loop] } }),
  };
}

const styleOf = (size: number): TextStyle => ({ ...TITLE_STYLE, font: 'sans', size });

function button(draft: Draft, words: string, args: StickerArgs, context: OperationContext): Outcome {
  const label =
    args.text ??
    (/订阅/.test(words) ? '订阅' : /关注/.test(words) ? '关注' : /follow/i.test(words) ? 'FOLLOW' : 'SUBSCRIBE');
  const height = args.size === undefined ? 0.085 : sizeOf(args.size) / 2;
  const range = textRange(draft, timesOf(args), USUAL_MS, context);
  const { x, y } = placeOf(
    { ...args, position: args.position ?? 'bottom right' },
    label.length * 0.6 * height + height,
    height * 1.5,
    draft,
  );
  const style = { ...styleOf(height), shadow: false, box: { color: '#e62117ff', radius: 0.4 } };
  const made = withDrawn(draft, {
    text: label,
    range,
    x,
    y,
    over: { ...moving({ ...args, animation: args.animation ?? 'pulse' }), style },
  });
  return done(
    made.draft,
    say('Added the button "{label}", {span}.', '加了按钮“{label}”，{span}。', {
      label: shown(label),
      span: spanLabel(range),
    }),
  );
}

function ofPicture(draft: Draft, source: string, args: StickerArgs, context: OperationContext): Outcome {
  const asset = fileNamed(source, context.facts);
  if (asset === null)
    throw fail('draft.no_such_segment', {
      wanted: shown(source),
      have: [...context.facts.assets.values()].map((a) => shown(a.filename, 40)).join(', '),
    });
  const height = sizeOf(args.size);
  const { canvas } = draft;
  const own = (asset.probe.video?.width ?? 1) / (asset.probe.video?.height ?? 1);
  const shorter = Math.min(canvas.width, canvas.height);
  const size = { width: (height * own * shorter) / canvas.width, height: (height * shorter) / canvas.height };
  const range = textRange(draft, timesOf(args), Math.max(USUAL_MS, draftLength(draft)), context);
  const [id, made] = freshId(draft, 'seg');
  const window = { ...placeOf(args, height * own, height, draft), ...size };
  const longest =
    asset.probe.kind === 'image' ? range.end - range.start : Math.min(range.end - range.start, asset.probe.duration);
  const segment = {
    ...videoSegment(id, asset, range.start),
    duration: Math.max(1, Math.floor(longest)),
    volume: 0,
    pictureFade: { in: 200, out: 200 },
    placement: placedIn(asset, window, canvas),
    extra: { sticker: true },
  };
  return done(
    placeSegment(made, segment, 'overlay'),
    say('Added {name}, {span}.', '加了 {name}，{span}。', { name: shown(asset.filename, 40), span: spanLabel(range) }),
  );
}

function sizeOf(size: number | string | undefined): number {
  if (size === undefined) return SIZE;
  const text = String(size).trim();
  const number = Number.parseFloat(text);
  const limited = (n: number): number => Math.min(0.5, Math.max(0.03, n));
  if (Number.isFinite(number)) return limited(text.endsWith('%') || number > 1 ? number / 100 : number);
  if (/huge|very (?:big|large)|特大|巨/i.test(text)) return 0.42;
  if (/big|large|大/i.test(text)) return 0.3;
  return /small|tiny|小/i.test(text) ? 0.12 : SIZE;
}
