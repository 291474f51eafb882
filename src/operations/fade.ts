import * as z from 'zod';
import { fail } from '../base/errors.ts';
import type { Said } from '../base/lang.ts';
import type { Ms } from '../base/time.ts';
import type { Draft, Fades } from '../draft/model.ts';
import { audioSegments, mainSegments, mapSegments } from '../draft/queries.ts';
import { fittingFades } from '../draft/slice.ts';
import { ClipArg, LengthArg } from './args.ts';
import { done, operation } from './operation.ts';
import { lengthSaid, say } from './phrase.ts';
import { clipsNamed, clipsSaid, requireMain, sideKindOf } from './resolve.ts';
import { lengthArgument } from './time-argument.ts';

/** How long a fade of the picture, and one of music, takes when nobody says, in ms. */
const PICTURE_MS = 1000;
const MUSIC_MS = 2000;

const Args = z.object({
  in: z.boolean().optional(),
  out: z.boolean().optional(),
  duration: LengthArg.optional(),
  target: z.string().max(80).optional().describe('"music", "audio", or nothing for picture and sound of the video'),
  clip: ClipArg.optional(),
  color: z.string().max(40).optional().describe('Only black is possible'),
});

/** Fades the video (picture and sound) or the music in and out. */
export const fade = operation({
  name: 'fade',
  summary: 'Fades the video in at its beginning and out at its end, picture and sound; or one clip; or only the music.',
  args: Args,
  needs: () => [],
  apply: (draft, args, context) => {
    const main = requireMain(draft);
    const isBoth = args.in === undefined && args.out === undefined;
    const sides = { in: args.in ?? isBoth, out: args.out ?? isBoth };
    if (args.in === false && args.out === undefined) sides.out = false;
    const kind = args.target === undefined ? null : sideKindOf(args.target);
    const isMusic = kind === 'music';
    const duration = args.duration === undefined ? (isMusic ? MUSIC_MS : PICTURE_MS) : lengthArgument(args.duration);
    if (isMusic) {
      const music = audioSegments(draft, 'music');
      if (music.length === 0) throw fail('draft.needs', { what: say('music', '背景音乐') });
      const ids = new Set(music.map((s) => s.id));
      return done(
        soundFaded(draft, ids, ids, { args: sides, duration }),
        saidOf(say('the music', '背景音乐'), sides, duration),
      );
    }
    const clips = args.clip === undefined ? null : clipsNamed(draft, args.clip, context);
    const firsts = new Set((clips ?? [null]).map((clip) => (clip === null ? main[0] : clip.segments[0])?.id ?? ''));
    const lasts = new Set(
      (clips ?? [null]).map((clip) => (clip === null ? main.at(-1) : clip.segments.at(-1))?.id ?? ''),
    );
    const soundOnly = args.target !== undefined && /audio|sound|voice|声/i.test(args.target);
    const heard = soundFaded(draft, firsts, lasts, { args: sides, duration });
    const what = clips === null ? say('the video', '视频') : clipsSaid(clips, context.facts);
    return done(
      soundOnly ? heard : pictureFaded(heard, firsts, lasts, { args: sides, duration }),
      saidOf(soundOnly ? say('the sound of {what}', '{what}的声音', { what }) : what, sides, duration),
    );
  },
  examples: [
    { en: 'add a fade-in at the start', zh: '片头加淡入效果' },
    { en: 'fade out the music over 3 seconds', zh: '音乐 3 秒淡出' },
  ],
});

type Sides = { readonly in: boolean; readonly out: boolean };
type Wanted = { readonly args: Sides; readonly duration: Ms };

function fadesOf(fades: Fades, at: Sides, { args, duration }: Wanted, length: Ms): Fades {
  const limited = Math.min(duration, length);
  return fittingFades(
    { in: at.in && args.in ? limited : fades.in, out: at.out && args.out ? limited : fades.out },
    length,
  );
}

function soundFaded(draft: Draft, firsts: ReadonlySet<string>, lasts: ReadonlySet<string>, wanted: Wanted): Draft {
  return mapSegments(draft, (segment) => {
    const at = { in: firsts.has(segment.id), out: lasts.has(segment.id) };
    if (segment.kind === 'text' || !(at.in || at.out)) return segment;
    return { ...segment, fade: fadesOf(segment.fade, at, wanted, segment.duration) };
  });
}

function pictureFaded(draft: Draft, firsts: ReadonlySet<string>, lasts: ReadonlySet<string>, wanted: Wanted): Draft {
  const main = new Set(mainSegments(draft).map((s) => s.id));
  return mapSegments(draft, (segment) => {
    const at = { in: firsts.has(segment.id), out: lasts.has(segment.id) };
    if (segment.kind !== 'video' || !main.has(segment.id) || !(at.in || at.out)) return segment;
    return { ...segment, pictureFade: fadesOf(segment.pictureFade, at, wanted, segment.duration) };
  });
}

function saidOf(what: Said, sides: Sides, duration: Ms): Said {
  const long = lengthSaid(duration);
  if (!sides.in && !sides.out)
    return say('The fades of {what} stay as they are.', '{what}的淡入淡出没有改动。', { what });
  const how =
    sides.in && sides.out ? say('in and out', '淡入和淡出') : sides.in ? say('in', '淡入') : say('out', '淡出');
  return say('Faded {what} {how} over {long}.', '{what}加了 {long}{how}。', { what, how, long });
}
