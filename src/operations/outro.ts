import * as z from 'zod';
import { shown } from '../base/text.ts';
import { draftLength } from '../draft/queries.ts';
import { withCard } from './card.ts';
import { CARD_ARGS, cardColor, cardLength, withFile } from './intro.ts';
import { done, operation } from './operation.ts';
import { lengthSaid, lengthsSaid, say } from './phrase.ts';
import { requireMain } from './resolve.ts';
import { readableText } from './text-edit.ts';

/** What an end card says when nobody says. */
const USUAL_TEXT = 'Thanks for watching';

/** A card after everything. */
export const outro = operation({
  name: 'outro',
  summary:
    'Puts an end card after everything, such as "Subscribe": the text over a blurred last frame, or over a colour.',
  args: z.object(CARD_ARGS),
  needs: () => [],
  apply: (draft, args, { facts }) => {
    requireMain(draft);
    const file = args.source === undefined ? null : withFile(draft, 'outro', { ...args, source: args.source }, facts);
    if (file !== null) return file;
    const text = readableText(args.text) ?? USUAL_TEXT;
    const duration = cardLength(args.duration);
    const { background, duration: _duration, text: _text, source: _source, ...look } = args;
    const after = withCard(draft, { place: 'outro', text, duration, color: cardColor(background) }, look, facts);
    const lengths = lengthsSaid(draftLength(draft), draftLength(after));
    const long = lengthSaid(duration);
    return done(
      after,
      say('Added an end card "{text}" of {long}, {lengths}.', '加了 {long}片尾“{text}”，{lengths}。', {
        text: shown(text),
        long,
        lengths,
      }),
    );
  },
  examples: [{ en: 'add an end screen that says Subscribe', zh: '加片尾“关注我”' }],
});
