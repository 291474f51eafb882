import { Random } from '../../base/random.ts';
import { audioSegment, PLAIN_PLACEMENT, plainSegment, videoSegment } from '../../draft/build.ts';
import type { Asset } from '../../draft/facts.ts';
import type { Draft, TextSegment, Transition, VideoSegment } from '../../draft/model.ts';
import { type Painting, paintingId } from '../../draft/painting.ts';
import { placeSegment } from '../../draft/place.ts';
import { draftLength, onFrame } from '../../draft/queries.ts';
import { freshId, layOut, newPart } from '../../draft/ripple.ts';
import { musicFade } from '../../draft/settle.ts';
import { fittingFades } from '../../draft/slice.ts';
import { drift, withMotion } from '../motion.ts';
import { pageOf, voiceFor } from './layouts.ts';
import type { Script, ScriptScene } from './script.ts';
import { cutsOf, weightOf } from './timing.ts';

/** One shot of the film: words, or a picture of the user, or both. */
export type Shot = { readonly scene: ScriptScene | null; readonly picture: Asset | null };

/** How long a picture without words stands, compared with a scene. */
const PICTURE_WEIGHT = 0.9;
/** A scene and a picture are this long where nobody said how long the whole is, in ms. */
const USUAL_SCENE = 3100;
const USUAL_PICTURE = 2600;
/** Paintings begin in the middle of their time: what comes before is there for transitions, in ms. */
const INSIDE = 20_000;

/** Scenes and pictures in their order: what opens and what closes stay where they are, pictures go evenly between. */
export function shotsOf(scenes: readonly ScriptScene[], pictures: readonly Asset[], most: number): Shot[] {
  const opens = scenes.filter(({ kind }) => kind === 'open');
  const closes = scenes.filter(({ kind }) => kind === 'close' || kind === 'cta');
  const between = scenes.filter((scene) => !opens.includes(scene) && !closes.includes(scene));
  const plain = ({ kind }: ScriptScene): boolean => kind === 'line' || kind === 'point';
  const carriers = between.filter(plain).length;
  const alone = Math.max(0, Math.min(pictures.length - carriers, most - scenes.length));
  const shots: Shot[] = opens.map((scene) => ({ scene, picture: null }));
  const waiting = [...pictures];
  let placed = 0;
  const slots = between.length + 1;
  for (let k = 0; k < slots; k++) {
    const until = Math.round(((k + 1) / slots) * alone);
    for (; placed < until; placed++) shots.push({ scene: null, picture: waiting.shift() ?? null });
    const scene = between[k];
    if (scene !== undefined) shots.push({ scene, picture: plain(scene) ? (waiting.shift() ?? null) : null });
  }
  return [...shots, ...closes.map((scene) => ({ scene, picture: null }))];
}

/** How long a film of these shots is when nobody said. */
export const usualLength = (shots: readonly Shot[]): number =>
  shots.reduce(
    (sum, { scene }) => sum + (scene === null ? USUAL_PICTURE : scene.kind === 'number' ? 1000 : USUAL_SCENE),
    0,
  );

type Ground = { readonly painting: Painting; readonly isOnAccent: boolean };

/** What lies behind the words of a scene: the same picture runs on under several, and changes where it shall be felt. */
function groundOf({ purpose, palette, seed }: Script, scene: ScriptScene, index: number): Ground {
  const { ground, accent } = palette;
  const [first = 'flow', second = first] = purpose.paintings;
  // Light of an accent that flows under words must leave them readable; what stays in the corners may be bright.
  const colorsOf = (design: Painting['design']): string[] =>
    design === 'flow' ? [...ground, mixed(ground[1], accent[0], 0.5), ground[1]] : [...ground, ...accent];
  if (scene.kind === 'offer') {
    // The accent becomes the ground: the strongest moment of the film.
    return {
      painting: { design: 'rays', colors: [accent[0], accent[0], palette.onAccent, accent[1]], seed },
      isOnAccent: true,
    };
  }
  const isPunch = (scene.kind === 'point' && index % 2 === 0) || (scene.kind === 'line' && index % 4 === 3);
  if (isPunch)
    return { painting: { design: 'gradient', colors: [accent[0], accent[0], accent[1]], seed }, isOnAccent: true };
  if (scene.kind === 'line' && index % 4 === 2)
    return { painting: { design: second, colors: colorsOf(second), seed }, isOnAccent: false };
  const design = scene.kind === 'number' && index % 2 === 0 ? second : first;
  return { painting: { design, colors: colorsOf(design), seed }, isOnAccent: false };
}

/** A colour between two, `share` of the way. */
function mixed(from: string, to: string, share: number): string {
  const part = (color: string, at: number): number => Number.parseInt(color.slice(at, at + 2), 16);
  const channel = (at: number): string =>
    Math.round(part(from, at) + (part(to, at) - part(from, at)) * share)
      .toString(16)
      .padStart(2, '0');
  return `#${[1, 3, 5].map(channel).join('')}`;
}

/** Movements from one ground to another that go with a tone. */
const CHANGES: Readonly<Record<Script['tone'], readonly string[]>> = {
  bold: ['slide-left', 'wipe-left', 'zoom-punch'],
  warm: ['dissolve', 'soft-wipe-left'],
  fresh: ['slide-left', 'soft-wipe-left', 'dissolve'],
  calm: ['dissolve'],
  party: ['circle-open', 'slide-left', 'zoom-in'],
  romantic: ['dissolve', 'fade-white'],
  tech: ['slide-left', 'wipe-left'],
  food: ['dissolve', 'soft-wipe-left'],
  luxury: ['dissolve', 'fade-black'],
  dark: ['fade-black', 'dissolve'],
};
const CHANGE_MS = 400;

/** Everything that was there makes way for the film. Times fall on frames, cuts on beats; the draft is not settled yet. */
export function filmOf(draft: Draft, script: Script, shots: readonly Shot[], length: number): Draft {
  const { seed, mood, tone, palette } = script;
  const music = { mood, seed: 1 + (seed % 97) };
  const voice = voiceFor(tone, new Random(seed, 'voice'));
  const weights = shots.map(({ scene }) =>
    scene === null
      ? PICTURE_WEIGHT
      : weightOf([scene.above, scene.main, scene.below].join(' '), scene.kind === 'number'),
  );
  let made: Draft = { ...draft, tracks: [], master: draft.master };
  const cuts = cutsOf(weights, length, music).map((at) => onFrame(at, draft));
  const clips: VideoSegment[] = [];
  const texts: Omit<TextSegment, 'id'>[] = [];
  let before: Ground | null = null;
  for (const [i, { scene, picture }] of shots.entries()) {
    const [start = 0, end = length] = [cuts[i], cuts[i + 1]];
    const duration = Math.max(1, end - start);
    let id: string;
    [id, made] = freshId(made, 'seg');
    const ground = scene === null || picture !== null ? null : groundOf(script, scene, i);
    const clip =
      picture === null
        ? painted(id, i, ground, { start, duration })
        : shown(id, picture, { start, duration, index: i, hasWords: scene !== null, draft });
    const isSame = ground !== null && before !== null && JSON.stringify(ground) === JSON.stringify(before);
    clips.push({
      ...clip,
      transition: i === 0 || isSame ? null : changeFor(script, i, { weights, duration, last: clips.at(-1), clip }),
    });
    before = ground;
    if (scene !== null)
      texts.push(
        ...pageOf(scene, {
          canvas: draft.canvas,
          voice,
          palette,
          isPicture: picture !== null,
          index: i,
          isOnAccent: ground?.isOnAccent ?? false,
          start,
          duration,
        }),
      );
  }
  made = layOut(made, clips.map(newPart));
  for (const text of texts) {
    let id: string;
    [id, made] = freshId(made, 'txt');
    made = placeSegment(made, { ...text, id }, 'titles');
  }
  const [id, named] = freshId(made, 'aud');
  const whole = draftLength(named);
  const song = audioSegment(id, { kind: 'music', ...music }, { start: 0, duration: whole });
  return placeSegment(
    named,
    { ...song, volume: 0.7, fade: fittingFades({ in: 60, out: musicFade(whole) }, whole) },
    'music',
  );
}

type Place = { readonly start: number; readonly duration: number };

function painted(id: string, index: number, ground: Ground | null, { start, duration }: Place): VideoSegment {
  if (ground === null) throw new Error('a shot shows a picture or a painting');
  return {
    ...plainSegment({ id, asset: paintingId(index + 1), start, duration }),
    painting: ground.painting,
    // Time runs on from scene to scene: where the ground stays, its picture does not jump.
    in: INSIDE + start,
    placement: { ...PLAIN_PLACEMENT, fit: 'fill' },
  };
}

/** How far a slow move over a picture goes. */
const CLOSER = 1.14;
/** Pictures whose shape differs from the canvas by more than this factor are shown whole. */
const MUCH = 1.45;

function shown(
  id: string,
  picture: Asset,
  place: Place & { index: number; hasWords: boolean; draft: Draft },
): VideoSegment {
  const { start, duration, index, hasWords, draft } = place;
  const video = picture.probe.video;
  const shape = video === null ? 1 : video.width / video.height;
  const ratio = shape / (draft.canvas.width / draft.canvas.height);
  const isStill = picture.probe.kind === 'image';
  const whole = videoSegment(id, picture, start);
  const length = isStill ? duration : Math.min(duration, whole.duration);
  const clip: VideoSegment = {
    ...whole,
    duration,
    // A clip that is too short for its place plays slower, at most by half, and then stands still.
    ...(length < duration ? { speed: Math.max(0.5, Math.floor((whole.duration / duration) * 1000) / 1000) } : {}),
    ...(!isStill && whole.duration / duration < 0.5 ? { freeze: true, speed: 1 } : {}),
    volume: 0,
    placement: { ...PLAIN_PLACEMENT, fit: Math.max(ratio, 1 / ratio) > MUCH ? 'fit' : 'fill' },
    effects: hasWords
      ? [
          { kind: 'color', brightness: -0.3, contrast: -0.1, saturation: 0, warmth: 0 },
          { kind: 'vignette', amount: 0.55 },
        ]
      : [],
  };
  return isStill ? withMotion(clip, drift(index, CLOSER)) : clip;
}

type Between = {
  readonly weights: readonly number[];
  readonly duration: number;
  readonly last: VideoSegment | undefined;
  readonly clip: VideoSegment;
};

function changeFor({ tone, seed }: Script, index: number, { duration, last, clip }: Between): Transition | null {
  if (last === undefined) return null;
  // Moving pictures of the user may have nothing left at their ends to play into a transition.
  const isFree = (one: VideoSegment): boolean =>
    one.painting !== undefined || one.effects.some(({ kind }) => kind === 'motion');
  if (!isFree(last) || !isFree(clip)) return null;
  const most = Math.min(last.duration, duration) / 2;
  if (most < 120) return null;
  const isPicture = clip.painting === undefined || last.painting === undefined;
  const name = isPicture ? 'dissolve' : new Random(seed, 'change', index).pick(CHANGES[tone]);
  return { name, duration: Math.floor(Math.min(CHANGE_MS, most)) };
}
