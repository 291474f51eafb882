import * as z from 'zod';
import { fail } from '../base/errors.ts';
import type { Said } from '../base/lang.ts';
import { shown } from '../base/text.ts';
import { lookByWords } from '../draft/look-names.ts';
import type { Effect, VideoSegment } from '../draft/model.ts';
import { WHERE } from './args.ts';
import { requireLook, withLook } from './color.ts';
import { done, operation } from './operation.ts';
import { say } from './phrase.ts';
import { changeSelected, select } from './select.ts';

const Args = z.object({
  ...WHERE,
  name: z
    .string()
    .max(200)
    .optional()
    .describe('"sharpen", "film grain", "vignette", "blur", a look such as "vintage", or "none"'),
  amount: z
    .union([z.number(), z.string().max(20)])
    .optional()
    .describe('0–1'),
});

type SimpleEffect = Extract<Effect, { kind: 'sharpen' | 'grain' | 'vignette' | 'blur' }>;

const FILTERS: readonly {
  readonly kind: SimpleEffect['kind'];
  readonly said: Said;
  readonly pattern: RegExp;
  readonly amount: number;
}[] = [
  { kind: 'sharpen', said: say('sharpening', '锐化'), pattern: /sharp|crisp|detail|clarity|锐|清晰/i, amount: 0.5 },
  { kind: 'grain', said: say('film grain', '胶片颗粒'), pattern: /grain|noise|颗粒|噪点/i, amount: 0.4 },
  { kind: 'vignette', said: say('a vignette', '暗角'), pattern: /vignette|暗角/i, amount: 0.5 },
  { kind: 'blur', said: say('a blur', '模糊'), pattern: /blur|soft focus|模糊|虚化/i, amount: 0.35 },
];

const DENOISE = /de-?noise|noise reduction|remove (?:the )?(?:grain|noise)|降噪|去噪/i;

/** Sharpening, film grain, a vignette, a blur, or a named look. */
export const filter = operation({
  name: 'filter',
  summary: 'Puts a filter on the picture: sharpen, film grain, vignette, blur, or a named look such as vintage.',
  args: Args,
  needs: () => [],
  apply: (draft, args, context) => {
    const words = args.name ?? '';
    if (words.trim() === '')
      throw fail('agent.question', {
        question: say(
          'Which filter? For example: vintage, film grain, sharpen.',
          '要什么滤镜？例如：复古、胶片颗粒、锐化。',
        ),
      });
    if (DENOISE.test(words))
      throw fail('agent.cannot_yet', { what: say('Taking noise out of the picture', '画面降噪') });
    const selection = select(draft, args, context);
    const said = selection.said;
    if (/^(?:none|no|off|remove|no filter|无|去掉|原图)$/i.test(words.trim())) {
      const plain = changeSelected(selection, (s) => ({
        ...s,
        effects: s.effects.filter((effect) => effect.kind === 'motion'),
      }));
      return done(plain, say('Took the filters off {said}.', '去掉了{said}的滤镜。', { said }));
    }
    // "vintage film" is a look that has "film" in its name; only what is no look is searched for among the filters.
    const simple = FILTERS.find(({ pattern }) => pattern.test(words));
    if (
      simple === undefined ||
      (lookByWords(words) !== null && /look|filter|风格|滤镜/i.test(words) && simple.kind === 'blur')
    ) {
      const look = requireLook(words);
      const amount = args.amount === undefined ? 1 : amountOf(args.amount, 1);
      return done(
        changeSelected(selection, (s) => withLook(s, { name: look.name, amount })),
        say('Gave {said} the {look} look.', '{said}加了{look}色调。', { said, look: look.said }),
      );
    }
    const amount = amountOf(args.amount, simple.amount);
    const after = changeSelected(selection, (s) => withEffect(s, { kind: simple.kind, amount }));
    return done(after, say('Put {simple} on {said}.', '{said}加了{simple}。', { simple: simple.said, said }));
  },
  examples: [
    { en: 'add film grain', zh: '加胶片颗粒' },
    { en: 'apply a vintage filter to clip 2', zh: '第二个片段加复古滤镜' },
  ],
});

function amountOf(amount: number | string | undefined, usual: number): number {
  if (amount === undefined) return usual;
  const text = String(amount).trim();
  const value = text.endsWith('%') ? Number.parseFloat(text) / 100 : Number.parseFloat(text);
  if (Number.isFinite(value)) return Math.min(1, Math.max(0, value > 1 ? value / 100 : value));
  if (/more|strong|heavy|强|多/i.test(text)) return Math.min(1, usual * 1.6);
  if (/less|subtle|light|轻|少/i.test(text)) return usual * 0.5;
  throw fail('draft.unclear_value', {
    text: shown(text),
    expected: say('a strength from 0 to 1', '0 到 1 之间的强度'),
  });
}

/** The segment with this effect instead of another of its kind. */
export function withEffect(segment: VideoSegment, effect: Effect): VideoSegment {
  return { ...segment, effects: [...segment.effects.filter((other) => other.kind !== effect.kind), effect] };
}
