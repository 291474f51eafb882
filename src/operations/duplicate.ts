import * as z from 'zod';
import { draftLength } from '../draft/queries.ts';
import { freshId, newPart } from '../draft/ripple.ts';
import { ClipArg } from './args.ts';
import { done, operation } from './operation.ts';
import { lengthsSaid, say } from './phrase.ts';
import { clipsNamed, clipsSaid } from './resolve.ts';
import { layOutUnits, type Unit, unitsOf } from './units.ts';

const Args = z.object({
  clip: ClipArg.optional(),
  times: z.int().min(1).max(100).optional().describe('How many copies; 1 when not given'),
});

/** Repeats a clip right after itself. */
export const duplicate = operation({
  name: 'duplicate',
  summary: 'Repeats a clip right after itself, once or several times.',
  args: Args,
  needs: () => [],
  apply: (draft, args, context) => {
    const clips = clipsNamed(draft, args.clip ?? 'last', context);
    const numbers = new Set(clips.map((clip) => clip.number));
    const times = args.times ?? 1;
    let made = draft;
    const units = unitsOf(draft).flatMap((unit): Unit[] => {
      if (unit.clip === null || !numbers.has(unit.clip)) return [unit];
      const copies = Array.from({ length: times }, (): Unit => {
        const parts = unit.parts.flatMap((part) => {
          if (part.segment === null) return [];
          const [id, next] = freshId(made, 'seg');
          made = next;
          const copy = newPart({ ...part.segment, id });
          return [part.from === null ? copy : { ...copy, repeats: part.from }];
        });
        return { parts, clip: unit.clip };
      });
      return [unit, ...copies];
    });
    const after = layOutUnits(made, units, context.facts);
    const named = clipsSaid(clips, context.facts);
    const lengths = lengthsSaid(draftLength(draft), draftLength(after));
    const often = times === 1 ? say('', '') : say(' {times} times', ' {times} 次', { times });
    return done(
      after,
      say('Repeated {named}{often}, {lengths}.', '重复了{named}{often}，{lengths}。', { named, often, lengths }),
    );
  },
  examples: [{ en: 'duplicate clip 2', zh: '复制第二个片段' }],
});
