import * as z from 'zod';
import { fail } from '../base/errors.ts';
import type { Said } from '../base/lang.ts';
import { shown } from '../base/text.ts';
import type { Asset, PaletteFacts } from '../draft/facts.ts';
import type { Background, Draft, Effect } from '../draft/model.ts';
import { mainSegments } from '../draft/queries.ts';
import { WHERE } from './args.ts';
import { backdropByWords, behindIs, withBackdrop } from './backdrop.ts';
import { done, operation } from './operation.ts';
import { say } from './phrase.ts';
import { changeSelected, select } from './select.ts';
import { isNone, StrengthArg, strengthOf, withEffect } from './strength.ts';
import { colorByWords } from './text-look.ts';

type KeyEffect = Extract<Effect, { kind: 'key' }>;

const Args = z.object({
  ...WHERE,
  color: z
    .string()
    .max(60)
    .optional()
    .describe('"green", "blue" or #rrggbb; measured when not given; "none" takes the key off'),
  similarity: StrengthArg.optional().describe('How far from the colour still counts: 0–1'),
  spill: StrengthArg.optional().describe('How much of its reflection is taken out: 0–1'),
  background: z
    .string()
    .max(200)
    .optional()
    .describe('What is seen instead: a colour, a file of the project, "gradient"'),
});

/** A screen has at least this share of the picture. */
const LEAST_SHARE = 0.02;
/** A colour paler than this is no screen: chroma, 0–1. */
const LEAST_CHROMA = 0.18;
/** How far two hues may lie apart and be the same colour by name, in degrees. */
const SAME_HUE = 38;

/** Makes a colour transparent, as green and blue screens are. */
export const chromaKey = operation({
  name: 'chroma_key',
  summary:
    'Keys out a green or blue screen (or any colour, by name, hex or measured) with its reflections, and shows a colour, a picture or a video behind.',
  args: Args,
  needs: (_args, draft) =>
    [...new Set(mainSegments(draft).map(({ asset }) => asset))].map((asset) => ({ asset, fact: 'palette' as const })),
  apply: (draft, args, context) => {
    const selection = select(draft, args, context);
    const said = selection.said;
    if (isNone(args.color ?? '')) {
      const after = changeSelected(selection, (s) => ({ ...s, effects: s.effects.filter((e) => e.kind !== 'key') }));
      return done(after, say('No colour of {said} is keyed out any more.', '{said}不再抠色。', { said }));
    }
    const assets = mainSegments(selection.draft)
      .filter(({ id }) => selection.ids.has(id))
      .flatMap(({ asset }) => context.facts.assets.get(asset) ?? []);
    const color = keyColor(args.color, assets);
    const made: KeyEffect = {
      kind: 'key',
      color,
      similarity: strengthOf(args.similarity, 0.28),
      softness: 0.1,
      spill: strengthOf(args.spill, 0.7),
    };
    const keyed = changeSelected(selection, (s) => withEffect(s, made));
    const background = args.background === undefined ? null : backdropByWords(args.background, draft, context.facts);
    const behind = background ?? keptBackground(draft);
    const after =
      background === null
        ? { draft: { ...keyed, canvas: { ...keyed.canvas, background: behind } }, notes: [] }
        : withBackdrop(keyed, behind);
    return done(after.draft, say('Keyed {color} out of {said}.', '{said}已抠掉 {color}。', { said, color }), [
      background === null ? behindSaid(behind) : behindIs(behind, context.facts),
      ...after.notes,
    ]);
  },
  examples: [
    { en: 'remove the green screen', zh: '去掉绿幕' },
    { en: 'key out the green screen and put beach.jpg behind', zh: '抠掉绿幕，背景换成 beach.jpg' },
  ],
});

/** A blurred copy of the picture would show the screen again. */
const keptBackground = ({ canvas: { background } }: Draft): Background =>
  background.kind === 'blur' ? { kind: 'color', color: '#000000' } : background;

const behindSaid = (background: Background): Said =>
  background.kind === 'color'
    ? say(
        'Behind it is {color} now; name a picture, a video or a colour for something else.',
        '后面现在是 {color}；可以指定图片、视频或颜色作为背景。',
        { color: background.color },
      )
    : say('Behind it is the background that was there.', '后面是原来的背景。');

/** The colour that is keyed out, as the pictures have it. Throws `draft.no_key_color` when they do not. */
function keyColor(words: string | undefined, assets: readonly Asset[]): string {
  const wanted = words === undefined || words.trim() === '' ? null : colorByWords(words);
  if (words !== undefined && words.trim() !== '' && wanted === null)
    throw fail('draft.unclear_value', {
      text: shown(words),
      expected: say('a colour such as green, blue or #00b140', '一种颜色，例如绿色、蓝色或 #00b140'),
    });
  const palettes = assets.flatMap(({ palette }) => palette ?? []);
  // Nothing was measured (a client without the media): what was asked for is taken at its word.
  if (palettes.length === 0) return wanted ?? '#00b140';
  const there = palettes.flatMap(({ colors }) => colors).filter(isScreen);
  const fitting =
    wanted === null
      ? there.toSorted((a, b) => screenLikeness(b) - screenLikeness(a))
      : there.filter(({ color }) => hueBetween(color, wanted) <= SAME_HUE).toSorted((a, b) => b.share - a.share);
  const [best] = wanted === null ? fitting.filter((one) => screenLikeness(one) > 0) : fitting;
  if (best === undefined) {
    const have = palettes
      .flatMap(({ colors }) => colors)
      .slice(0, 5)
      .map(({ color }) => color);
    throw fail('draft.no_key_color', { color: wanted === null ? null : shown(words ?? ''), have: have.join(' · ') });
  }
  return best.color;
}

type Shade = PaletteFacts['colors'][number];

const isScreen = ({ color, share }: Shade): boolean => share >= LEAST_SHARE && hueOf(color).chroma >= LEAST_CHROMA;

/** How much a colour is like those of screens: its share, where it is green or blue; nothing for other hues. */
function screenLikeness({ color, share }: Shade): number {
  const { hue, chroma } = hueOf(color);
  const isGreen = hue > 85 && hue < 170;
  const isBlue = hue > 195 && hue < 255;
  return isGreen ? share * chroma : isBlue ? 0.6 * share * chroma : 0;
}

function hueOf(color: string): { readonly hue: number; readonly chroma: number } {
  const channel = (at: number): number => Number.parseInt(color.slice(at, at + 2), 16) / 255;
  const [r, g, b] = [channel(1), channel(3), channel(5)];
  const [most, least] = [Math.max(r, g, b), Math.min(r, g, b)];
  const chroma = most - least;
  if (chroma === 0) return { hue: 0, chroma };
  const sector = most === r ? (g - b) / chroma : most === g ? 2 + (b - r) / chroma : 4 + (r - g) / chroma;
  return { hue: (((sector * 60) % 360) + 360) % 360, chroma };
}

function hueBetween(a: string, b: string): number {
  const far = Math.abs(hueOf(a).hue - hueOf(b).hue);
  return Math.min(far, 360 - far);
}
