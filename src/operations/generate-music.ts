import * as z from 'zod';
import { fail } from '../base/errors.ts';
import type { Said } from '../base/lang.ts';
import { moodByWords } from '../draft/mood-names.ts';
import { mainSegments } from '../draft/queries.ts';
import { addMusic } from './add-music.ts';
import { TimeArg } from './args.ts';
import { MAKING_ARGS } from './making.ts';
import { operation } from './operation.ts';
import { say } from './phrase.ts';
import { readableText } from './text-edit.ts';

const Args = z.object({
  ...MAKING_ARGS,
  start: TimeArg.optional(),
  end: TimeArg.optional(),
  volume: z
    .union([z.number(), z.string().max(40)])
    .optional()
    .describe('0–1, "20%" or "-18dB"'),
});

/** Music that a model makes, laid under the video as any music is; without a model it is composed here. */
export const generateMusic = operation({
  name: 'generate_music',
  summary:
    'Has music made by a music model and lays it under the video. Costs credits or money. Without a model that is set up, it is composed by tellcut itself.',
  args: Args,
  needs: (_args, draft) => addMusic.needs({}, draft),
  apply: (draft, args, context) => {
    const { prompt, seed: _seed, confirmed: _confirmed, source, ...place } = args;
    const words = readableText(prompt);
    if (words === null) throw fail('make.no_prompt', undefined);
    if (mainSegments(draft).length === 0) throw fail('draft.nothing_there', undefined);
    if (source !== undefined) return addMusic.apply(draft, { ...place, source }, context);
    const mood = moodByWords(words) ?? undefined;
    const outcome = addMusic.apply(draft, { ...place, mood: mood ?? 'ambient' }, context);
    return { ...outcome, notes: [...outcome.notes, NO_MUSIC_MODEL] };
  },
  examples: [{ en: 'generate AI music with a calm piano', zh: '用 AI 生成一段钢琴音乐' }],
});

const NO_MUSIC_MODEL: Said = say(
  'No music model is set up here (TELLCUT_MUSIC_MODEL), so I composed it myself.',
  '这里没有设置音乐模型（TELLCUT_MUSIC_MODEL），所以由我自己作曲。',
);
