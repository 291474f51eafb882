import { fail } from '../../base/errors.ts';
import type { Environment } from '../setting.ts';
import { googleClipMaker, openAiClipMaker } from './clips.ts';
import { elevenLabsMaker } from './elevenlabs.ts';
import { falMaker } from './fal.ts';
import { MAKE_KINDS, type MakeKind, type MediaMaker } from './maker.ts';
import { pictureMaker } from './pictures.ts';
import { replicateMaker } from './replicate.ts';
import { type MakerSetting, makerSetting, PREFIX } from './setting.ts';

/** Who makes what here; null: nobody makes things of that kind. */
export type Makers = Readonly<Record<MakeKind, MediaMaker | null>>;

export const NO_MAKERS: Makers = { image: null, video: null, music: null };

/** The makers that the environment names. Throws `make.bad_setting`, `make.bad_value`, `make.no_key`. */
export function makersFrom(env: Environment): Makers {
  const made = MAKE_KINDS.map((kind): [MakeKind, MediaMaker | null] => {
    const setting = makerSetting(kind, env);
    return [kind, setting === null ? null : makerOf(setting)];
  });
  return Object.fromEntries(made) as Makers;
}

function makerOf(setting: MakerSetting): MediaMaker {
  switch (setting.provider) {
    case 'fal':
      return falMaker(setting);
    case 'replicate':
      return replicateMaker(setting);
    case 'elevenlabs':
      return elevenLabsMaker(setting);
    case 'google':
      if (setting.kind === 'video') return googleClipMaker(setting);
      // The SDK makes pictures with Gemini's models only.
      if (!setting.model.startsWith('gemini-'))
        throw fail('make.bad_value', {
          variable: `${PREFIX.image}_MODEL`,
          expected: 'one of Google’s Gemini models for pictures, such as google/gemini-2.5-flash-image',
        });
      return pictureMaker(setting);
    case 'openai':
    case 'openai-compatible':
      return setting.kind === 'video' ? openAiClipMaker(setting) : pictureMaker(setting);
  }
}
