import * as z from 'zod';
import { fail } from '../base/errors.ts';
import type { Said } from '../base/lang.ts';
import { shown } from '../base/text.ts';
import type { Asset, Facts } from '../draft/facts.ts';
import type { Draft } from '../draft/model.ts';
import { draftLength } from '../draft/queries.ts';
import { LengthArg } from './args.ts';
import { type CardPlace, withCard, withFileAsCard } from './card.ts';
import { done, type Outcome, operation } from './operation.ts';
import { lengthSaid, lengthsSaid, say } from './phrase.ts';
import { requireMain } from './resolve.ts';
import { readableText } from './text-edit.ts';
import { colorByWords } from './text-look.ts';
import { lengthArgument } from './time-argument.ts';
import { nameFromFile } from './title.ts';
import { fileNamed } from './window.ts';

/** How long a title card stands when nobody says, and at least and at most, in ms. */
export const CARD_MS = { usual: 3000, least: 500, most: 60_000 };

export const CARD_ARGS = {
  text: z.string().max(2000).optional(),
  source: z.string().max(300).optional().describe('A file of the project instead of a card'),
  duration: LengthArg.optional(),
  style: z.string().max(200).optional().describe('Words for the look of the text, or a colour for the card'),
  color: z.string().max(60).optional().describe('Colour of the text'),
  background: z.string().max(60).optional().describe('Colour of the card; a blurred frame of the video when not given'),
  size: z.union([z.number(), z.string().max(40)]).optional(),
  font: z.string().max(60).optional(),
  animation: z.union([z.string().max(80), z.boolean()]).optional(),
};

/** How long a card shall stand, in ms. */
export function cardLength(duration: number | string | undefined): number {
  const wanted = duration === undefined ? CARD_MS.usual : lengthArgument(duration);
  return Math.min(CARD_MS.most, Math.max(CARD_MS.least, wanted));
}

/** The colour of a plain card, or null for a backdrop out of the video. */
export function cardColor(background: string | undefined): string | null {
  if (background === undefined || /blur|video|frame|模糊|画面/i.test(background)) return null;
  const color = colorByWords(background);
  if (color === null)
    throw fail('draft.unclear_value', {
      text: shown(background),
      expected: say('a colour, or "blur"', '一种颜色，或“模糊”'),
    });
  return color;
}

/** A file of the project as intro or outro; null when "logo" was said and none is there. */
export function withFile(
  draft: Draft,
  place: CardPlace,
  { source, duration }: { readonly source: string; readonly duration?: number | string | undefined },
  facts: Facts,
): Outcome | null {
  const isLogo = /^(?:the |my |our )?logo$|标志$/i.test(source.trim());
  const asset = isLogo ? logoIn(facts) : fileNamed(source, facts);
  if (asset === null) {
    if (isLogo) return null;
    throw fail('draft.no_such_segment', {
      wanted: shown(source),
      have: [...facts.assets.values()].map((a) => shown(a.filename, 40)).join(', '),
    });
  }
  const after = withFileAsCard(draft, { place, asset, duration: cardLength(duration) }, facts);
  const values = {
    name: shown(asset.filename, 40),
    lengths: lengthsSaid(draftLength(draft), draftLength(after)),
  };
  return done(
    after,
    place === 'intro'
      ? say('{name} plays before everything, {lengths}.', '片头用了 {name}，{lengths}。', values)
      : say('{name} plays after everything, {lengths}.', '片尾用了 {name}，{lengths}。', values),
  );
}

/** The picture of the project that is called a logo. */
const logoIn = (facts: Facts): Asset | null =>
  [...facts.assets.values()].find((a) => a.probe.kind === 'image' && /logo|标志/i.test(a.filename)) ?? null;

/** A title card before everything. */
export const intro = operation({
  name: 'intro',
  summary: 'Puts a title card before everything: the text over a blurred frame of the video, or over a colour.',
  args: z.object(CARD_ARGS),
  needs: () => [],
  apply: (draft, args, { facts }) => {
    requireMain(draft);
    const file = args.source === undefined ? null : withFile(draft, 'intro', { ...args, source: args.source }, facts);
    if (file !== null) return file;
    const words = readableText(args.text);
    const text = words ?? nameFromFile(draft, facts);
    if (text === null)
      throw fail('agent.question', {
        question: say(
          'What should the intro say? For example: add an intro "My Trip".',
          '片头写什么？例如：加片头“我的旅行”。',
        ),
      });
    const notes: Said[] =
      words === null
        ? [
            say(
              'Nobody said what it should read, so I took the name of the file.',
              '没有说明片头文字，所以用了文件名。',
            ),
          ]
        : [];
    const duration = cardLength(args.duration);
    const { background, duration: _duration, text: _text, source: _source, ...look } = args;
    const after = withCard(draft, { place: 'intro', text, duration, color: cardColor(background) }, look, facts);
    const lengths = lengthsSaid(draftLength(draft), draftLength(after));
    const long = lengthSaid(duration);
    return done(
      after,
      say('Added an intro card "{text}" of {long}, {lengths}.', '加了 {long}片头“{text}”，{lengths}。', {
        text: shown(text),
        long,
        lengths,
      }),
      notes,
    );
  },
  examples: [
    { en: 'add an intro card "My Trip"', zh: '加片头“我的旅行”' },
    { en: 'add an intro with logo.png', zh: '用 logo.png 做片头' },
  ],
});
