import * as z from 'zod';
import { fail } from '../base/errors.ts';
import { shown } from '../base/text.ts';
import type { Graphic } from '../draft/graphic.ts';
import { ClipArg, LengthArg, TimeArg } from './args.ts';
import { clearOfCaptions } from './clear-of-captions.ts';
import { withDrawn } from './graphics.ts';
import { halfWidth, lowerThirdHeight } from './keep-to-edges.ts';
import { done, operation } from './operation.ts';
import { say, spanLabel } from './phrase.ts';
import { requireMain } from './resolve.ts';
import { readableText, textRange } from './text-edit.ts';
import { anchorByWords, colorByWords } from './text-look.ts';

/** How long it stands when nobody says, in ms: to read it twice. */
const USUAL_MS = 5000;

const Args = z.object({
  name: z.string().max(120).optional().describe('Who it is'),
  role: z.string().max(160).optional().describe('What they do, in smaller letters below'),
  text: z.string().max(300).optional().describe('Name and role in one: "Ada Lovelace, mathematician"'),
  position: z.string().max(60).optional().describe('"left" (usual), "right", "center"'),
  style: z.string().max(40).optional().describe('"bar" (usual), "card", "line", "block"'),
  color: z.string().max(60).optional().describe('Of the accent'),
  background: z.string().max(60).optional(),
  start: TimeArg.optional(),
  end: TimeArg.optional(),
  duration: LengthArg.optional(),
  clip: ClipArg.optional(),
});

type Design = Extract<Graphic, { kind: 'lower-third' }>['design'];

/** Who somebody is, in the lower third of the picture. */
export const lowerThird = operation({
  name: 'lower_third',
  summary: 'Shows a name, and a role in smaller letters below it, in the lower third of the picture.',
  args: Args,
  needs: () => [],
  apply: (draft, args, context) => {
    requireMain(draft);
    const [name, role] = namesOf(args);
    if (name === null) {
      throw fail('agent.question', {
        question: say(
          'Whose name, and in which role? For example: lower third "Ada Lovelace, mathematician".',
          '人名条写什么？例如：人名条“艾达，数学家”。',
        ),
      });
    }
    const range = textRange(
      draft,
      { start: args.start, end: args.end, duration: args.duration, clip: args.clip },
      USUAL_MS,
      context,
    );
    const accent = (args.color === undefined ? null : colorByWords(args.color)) ?? '#ffb020';
    const fill = `${(args.background === undefined ? null : colorByWords(args.background)) ?? '#101820'}e0`;
    const design = designOf(args.style);
    const isUpright = draft.canvas.height > draft.canvas.width;
    const style = {
      font: 'sans',
      weight: 'bold',
      italic: false,
      size: 0.062,
      color: '#ffffff',
      outline: null,
      shadow: design === 'line',
      box: null,
      align: 'left',
      upper: false,
    } as const;
    const words = role === null ? name : `${name}\n${role}`;
    const graphic = { kind: 'lower-third', design, fill, accent } as const;
    const half = Math.min(0.4, halfWidth({ text: words, style, graphic }, draft.canvas));
    const anchor = args.position === undefined ? null : anchorByWords(args.position);
    const edge = isUpright ? 0.08 : 0.07;
    const x = anchor?.horizontal === 'right' ? 1 - edge - half : anchor?.horizontal === 'center' ? 0.5 : edge + half;
    const made = withDrawn(draft, {
      text: words,
      range,
      x,
      y: lowerThirdHeight(draft.canvas),
      over: {
        role: 'text',
        style,
        animateIn: { name: 'wipe', duration: 450 },
        animateOut: { name: 'wipe', duration: 350 },
        graphic,
      },
    });
    return done(
      clearOfCaptions(made.draft),
      say('Added the lower third "{name}", {span}.', '加了人名条“{name}”，{span}。', {
        name: shown(words.replace('\n', ' · ')),
        span: spanLabel(range),
      }),
    );
  },
  examples: [
    { en: 'lower third "Ada Lovelace, mathematician" at 0:03', zh: '第 3 秒加人名条“艾达，数学家”' },
    { en: 'add a name tag "Grace Hopper" on the right', zh: '右侧加人名条“格蕾丝”' },
  ],
});

function namesOf({ name, role, text }: z.output<typeof Args>): [string | null, string | null] {
  const first = readableText(name);
  if (first !== null) return [first, readableText(role)];
  const whole = readableText(text);
  if (whole === null) return [null, null];
  const parts = /^(.{1,80}?)\s*(?:\n|[,，|/·]|\s[-–—]\s|——)\s*(.+)$/su.exec(whole);
  return parts === null
    ? [whole, readableText(role)]
    : [parts[1] ?? whole, readableText(role) ?? parts[2]?.replaceAll('\n', ' ') ?? null];
}

function designOf(style: string | undefined): Design {
  const words = (style ?? '').toLowerCase();
  if (/card|round|卡片|圆角/.test(words)) return 'card';
  if (/line|minimal|simple|clean|线|简/.test(words)) return 'line';
  return /block|bold|solid|色块/.test(words) ? 'block' : 'bar';
}
