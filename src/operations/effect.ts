import * as z from 'zod';
import { fail } from '../base/errors.ts';
import { nameByWords } from '../base/name-by-words.ts';
import { asQuote, commas } from '../base/say.ts';
import { shown } from '../base/text.ts';
import { EFFECTS, effectNamed, effectOf, type KnownEffect } from '../draft/effect-names.ts';
import { lookByWords } from '../draft/look-names.ts';
import type { Draft } from '../draft/model.ts';
import { type KnownParticles, PARTICLES } from '../draft/particle-names.ts';
import { mainSegments } from '../draft/queries.ts';
import { WHERE } from './args.ts';
import { withLook } from './color.ts';
import { done, type Outcome, operation } from './operation.ts';
import { particlesOf, withoutParticles, withParticles } from './particles.ts';
import { say } from './phrase.ts';
import { requireClips } from './resolve.ts';
import { changeSelected, select } from './select.ts';
import { isNone, StrengthArg, strengthOf, withEffect, withoutEffect } from './strength.ts';

const Args = z.object({
  ...WHERE,
  name: z
    .string()
    .max(200)
    .optional()
    .describe(
      '"glitch", "vhs", "glow", "pixelate", "mirror", "light leak", "shake", "old film" …, or what falls and floats: "snow", "rain", "confetti", "petals", "leaves", "bubbles", "hearts", "fire", "embers", "sparkles", "particles", "bokeh", "dust", "fog", "fireworks"; "none" takes them off',
    ),
  amount: StrengthArg.optional(),
  color: z.string().max(60).optional().describe('Of snow, confetti, hearts and the like, instead of their own'),
  remove: z.boolean().optional().describe('Takes the named effect off instead'),
});

/** Nothing here recognises faces: somebody must say where they are. */
const FACES = /\bfaces?\b|人脸|脸/i;

/** What nobody here can draw: known by name, so that nobody is told that the word is not understood. */
const DRAWN = /\b(?:lightning|thunder|explosions?|explode|tornado|3d)\b|闪电|雷电|爆炸|龙卷风|三维/i;

/** What words name: an effect of the picture, or something that is drawn over it. */
function knownBy(words: string): { effect: KnownEffect | null; drawn: KnownParticles | null } {
  const name = nameByWords([...EFFECTS, ...PARTICLES], words);
  const drawn = PARTICLES.find((one) => one.name === name) ?? null;
  return { effect: name === null || drawn !== null ? null : effectNamed(name), drawn };
}

/** Effects of the picture by name: glitch, VHS, glow, light leaks and the like. */
export const effect = operation({
  name: 'effect',
  summary:
    'Puts a picture effect on everything, a clip or a stretch: glitch, VHS, glow, pixelate, mirror, chromatic aberration, light leak, shake, old film, strobe, negative and others; or snow, rain, confetti, fire, sparkles, hearts, bokeh, fog, fireworks and the like; or takes it off.',
  args: Args,
  needs: () => [],
  apply: (draft, args, context) => {
    requireClips(draft);
    const words = args.name ?? '';
    const { effect: known, drawn } = knownBy(words);
    if (args.remove === true || isNone(words)) {
      if (drawn !== null) return takenAway(draft, drawn);
      const selection = select(draft, args, context);
      const after = changeSelected(selection, (s) => withoutEffect(s, known));
      const isThere = mainSegments(draft).some((s) => withoutEffect(s, known).effects.length < s.effects.length);
      if (known !== null && !isThere)
        return done(draft, say('No such effect is there, so nothing was taken away.', '没有这种特效，没有改动。'));
      const said = selection.said;
      return done(
        known === null && selection.where.kind === 'all' ? withoutParticles(after, null) : after,
        known === null
          ? say('Took the effects off {said}.', '去掉了{said}的特效。', { said })
          : say('Took {effect} off {said}.', '去掉了{said}的{effect}。', { effect: known.said, said }),
      );
    }
    if (FACES.test(words)) throw unknown(words);
    if (drawn !== null) return withParticles(draft, drawn, args, context);
    if (known === null) {
      const look = lookByWords(words);
      if (look === null) throw unknown(words);
      const selection = select(draft, args, context);
      const dressed = { name: look.name, amount: strengthOf(args.amount, 1) };
      return done(
        changeSelected(selection, (s) => withLook(s, dressed)),
        say('Gave {said} the {look} look.', '{said}加了{look}色调。', { said: selection.said, look: look.said }),
      );
    }
    const selection = select(draft, args, context);
    const made = effectOf(known.name, strengthOf(args.amount, known.usual));
    return done(
      changeSelected(selection, (s) => withEffect(s, made)),
      say('Put {effect} on {said}.', '{said}加了{effect}。', { effect: known.said, said: selection.said }),
    );
  },
  examples: [
    { en: 'glitch effect from 0:05 to 0:07', zh: '0:05 到 0:07 加故障特效' },
    { en: 'add a VHS effect to clip 2', zh: '第二个片段加 VHS 特效' },
    { en: 'add falling snow', zh: '下雪效果' },
    { en: 'confetti in the last 3 seconds', zh: '最后三秒撒花' },
  ],
});

function takenAway(draft: Draft, drawn: KnownParticles): Outcome {
  const effectSaid = { effect: drawn.said };
  return particlesOf(draft, drawn).length === 0
    ? done(draft, say('There is no {effect} to take away.', '没有可去掉的{effect}。', effectSaid))
    : done(withoutParticles(draft, drawn), say('Took the {effect} away.', '去掉了{effect}。', effectSaid));
}

function unknown(words: string): Error {
  if (words.trim() === '')
    return fail('agent.question', {
      question: say(
        'Which effect? For example: glitch, VHS, glow, light leaks, old film.',
        '要什么特效？例如：故障、VHS、辉光、漏光、老胶片。',
      ),
    });
  if (FACES.test(words))
    return fail('agent.question', {
      question: say(
        'Where in the picture is the face? For example: "blur the top left", or in fractions of the width and height.',
        '脸在画面的哪个位置？例如：“模糊左上角”，或用宽高的比例说明。',
      ),
    });
  if (DRAWN.test(words)) return fail('agent.cannot_yet', { what: asQuote(shown(words, 40)) });
  const some = ['glitch', 'vhs', 'glow', 'pixelate', 'light-leak', 'shake', 'old-film', 'mirror'];
  const list = EFFECTS.filter(({ name }) => some.includes(name)).map(({ said }) => said);
  return fail('draft.unclear_value', {
    text: shown(words),
    expected: say('an effect such as {list}', '一种特效，例如{list}', { list: commas(list) }),
  });
}
