import * as z from 'zod';
import { fail } from '../base/errors.ts';
import { effectByWords, effectOf, type KnownEffect } from '../draft/effect-names.ts';
import { lookByWords } from '../draft/look-names.ts';
import type { Effect } from '../draft/model.ts';
import { WHERE } from './args.ts';
import { requireLook, withLook } from './color.ts';
import { done, operation } from './operation.ts';
import { lookSaid, say } from './phrase.ts';
import { requireClips } from './resolve.ts';
import { changeSelected, select } from './select.ts';
import { isNone, StrengthArg, strengthOf, withEffect, withoutEffect } from './strength.ts';

const Args = z.object({
  ...WHERE,
  name: z
    .string()
    .max(200)
    .optional()
    .describe('"sharpen", "film grain", "vignette", "blur", "denoise", a look such as "vintage", or "none"'),
  amount: StrengthArg.optional(),
  remove: z.boolean().optional().describe('Takes the named filter off instead'),
});

/** Sharpening, film grain, a vignette, a blur, or a named look. */
export const filter = operation({
  name: 'filter',
  summary:
    'Puts a filter on the picture: sharpen, film grain, vignette, blur, noise reduction, flicker removal, or a named look such as vintage; or takes it off.',
  args: Args,
  needs: () => [],
  apply: (draft, args, context) => {
    requireClips(draft);
    const words = args.name ?? '';
    if (words.trim() === '')
      throw fail('agent.question', {
        question: say(
          'Which filter? For example: vintage, film grain, sharpen.',
          '要什么滤镜？例如：复古、胶片颗粒、锐化。',
        ),
      });
    const selection = select(draft, args, context);
    const said = selection.said;
    const named = filterByWords(words);
    if (args.remove === true || isNone(words)) {
      const after = changeSelected(selection, (s) =>
        named === null ? { ...s, effects: s.effects.filter(isNoFilter) } : withoutEffect(s, named),
      );
      return done(
        after,
        named === null
          ? say('Took the filters off {said}.', '去掉了{said}的滤镜。', { said })
          : say('Took {effect} off {said}.', '去掉了{said}的{effect}。', { effect: named.said, said }),
      );
    }
    if (named === null) {
      const look = requireLook(words);
      const amount = strengthOf(args.amount, 1);
      return done(
        changeSelected(selection, (s) => withLook(s, { name: look.name, amount })),
        say('Gave {clips} {list}.', '{clips}加了{list}。', { clips: said, list: lookSaid(look.said, amount) }),
      );
    }
    const made = effectOf(named.name, strengthOf(args.amount, named.usual));
    const after = changeSelected(selection, (s) => withEffect(s, made));
    return done(after, say('Put {simple} on {said}.', '{said}加了{simple}。', { simple: named.said, said }));
  },
  examples: [
    { en: 'add film grain', zh: '加胶片颗粒' },
    { en: 'apply a vintage filter to clip 2', zh: '第二个片段加复古滤镜' },
  ],
});

/** What moves the picture or hides a part of it is no filter. */
const isNoFilter = ({ kind }: Effect): boolean =>
  kind === 'motion' || kind === 'stabilize' || kind === 'region' || kind === 'key';

/**
 * The filter that some words mean; null for a look. "Vintage film" is a look that has "film" in its name, "a soft look"
 * one that sounds like a blur.
 */
function filterByWords(words: string): KnownEffect | null {
  const known = effectByWords(words);
  const look = lookByWords(words);
  if (known === null || look === null) return known;
  const saysLook = /look|filter|风格|滤镜/i.test(words);
  return (known.name === 'blur' && saysLook) || FIRST_LOOKS.has(look.name) ? null : known;
}

/** Looks whose words are also those of an effect: as a filter the look is meant. */
const FIRST_LOOKS: ReadonlySet<string> = new Set(['vintage', 'film-16mm']);
