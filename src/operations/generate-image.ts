import * as z from 'zod';
import { fail } from '../base/errors.ts';
import type { Said } from '../base/lang.ts';
import { shown } from '../base/text.ts';
import { clock } from '../base/time.ts';
import type { Draft } from '../draft/model.ts';
import { draftLength } from '../draft/queries.ts';
import { placeOf } from './insert.ts';
import { MAKING_ARGS, madeAsset, PLACE_ARGS, STILL_MS, wantedLength, withDrawnScene, withMadeClip } from './making.ts';
import { done, type OperationContext, type Outcome, operation } from './operation.ts';
import { lengthSaid, say } from './phrase.ts';
import { readableText } from './text-edit.ts';

const Args = z.object({ ...MAKING_ARGS, ...PLACE_ARGS });

/** A picture that a model makes, as a clip; without a model a drawn scene with the words. */
export const generateImage = operation({
  name: 'generate_image',
  summary:
    'Has a picture made by an image model and puts it into the timeline as a clip. Costs credits or money. Without a model that is set up, a drawn scene with the words stands in its place.',
  args: Args,
  needs: () => [],
  apply: (draft, args, context) => placed(draft, args, { usual: STILL_MS, isClip: false }, context),
  examples: [
    { en: 'generate an image of a lighthouse at dusk and put it at the start', zh: '生成一张咖啡馆的图片放在开头' },
  ],
});

type PlaceArgs = z.output<typeof Args>;

/** Puts what was made, or a drawn scene, in its place. */
export function placed(
  draft: Draft,
  args: PlaceArgs,
  { usual, isClip }: { readonly usual: number; readonly isClip: boolean },
  context: OperationContext,
): Outcome {
  const words = readableText(args.prompt);
  if (words === null) throw fail('make.no_prompt', undefined);
  const length = wantedLength(args.duration, usual);
  const at = draftLength(draft) === 0 ? 0 : placeOf(draft, args, context);
  if (args.source === undefined) {
    const after = withDrawnScene(draft, { words, at, length, seed: args.seed ?? 1 }, context.facts);
    const values = { words: shown(words, 60), at: clock(at), length: lengthSaid(length) };
    return done(
      after,
      say('Drew a scene with "{words}" at {at}, {length}.', '在 {at} 画了一个“{words}”的画面，{length}。', values),
      [isClip ? NO_CLIP_MODEL : NO_PICTURE_MODEL],
    );
  }
  const asset = madeAsset(args.source, context.facts);
  if (asset === null || asset.probe.video === null || asset.probe.kind === 'audio')
    throw fail('draft.no_such_segment', {
      wanted: shown(args.source),
      have: [...context.facts.assets.values()].map(({ filename }) => shown(filename, 40)).join(', '),
    });
  const after = withMadeClip(draft, asset, { at, length }, context.facts);
  const values = { words: shown(words, 60), at: clock(at), length: lengthSaid(draftLength(after)) };
  return done(
    after,
    isClip
      ? say(
          'Put in the clip of "{words}" at {at}; the video is {length} long.',
          '在 {at} 放入了“{words}”的片段，视频总长 {length}。',
          values,
        )
      : say(
          'Put in the picture of "{words}" at {at}; the video is {length} long.',
          '在 {at} 放入了“{words}”的图片，视频总长 {length}。',
          values,
        ),
  );
}

const NO_PICTURE_MODEL: Said = say(
  'No image model is set up here (TELLCUT_IMAGE_MODEL), so the scene is drawn.',
  '这里没有设置图片模型（TELLCUT_IMAGE_MODEL），所以画了一个画面代替。',
);
const NO_CLIP_MODEL: Said = say(
  'No video model is set up here (TELLCUT_VIDEO_MODEL), so the scene is drawn.',
  '这里没有设置视频模型（TELLCUT_VIDEO_MODEL），所以画了一个画面代替。',
);
