import { Random } from '../../base/random.ts';
import { MAX_MS } from '../../base/time.ts';
import type { Cue } from '../../captions/cue.ts';
import { splitCues } from '../../captions/split.ts';
import { captionStyleByWords, PLAIN_STYLE } from '../../captions/styles.ts';
import { audioSegment, PLAIN_PLACEMENT, plainSegment } from '../../draft/build.ts';
import type { Asset } from '../../draft/facts.ts';
import type { Draft, TextSegment, Transition, VideoSegment } from '../../draft/model.ts';
import { type Painting, paintingId } from '../../draft/painting.ts';
import { placeSegment } from '../../draft/place.ts';
import { draftLength, onFrame } from '../../draft/queries.ts';
import { freshId, layOut, newPart } from '../../draft/ripple.ts';
import { musicFade } from '../../draft/settle.ts';
import { fittingFades } from '../../draft/slice.ts';
import { lookOf } from '../captions-look.ts';
import { withCaptions } from '../captions-track.ts';
import { compositionOf } from './frames.ts';
import { frameFor, pageOf } from './layouts.ts';
import { BREATH, narrationOf, timeToSay } from './narration.ts';
import { insetShot, isOther, pictureShot } from './pictures.ts';
import type { Script, ScriptScene } from './script.ts';
import type { FilmPlan } from './shots.ts';
import { cutsOf, LEAST_SCENE, weightOf } from './timing.ts';
import { voiceFor } from './voices.ts';

/** How long a picture without words stands, compared with a scene. */
const PICTURE_WEIGHT = 0.9;
/** Paintings begin in the middle of their time: what comes before is there for transitions, in ms. */
const INSIDE = 20_000;

type Ground = { readonly painting: Painting; readonly isOnAccent: boolean };

type Where = { readonly index: number; readonly isLeft: boolean };

/** What lies behind the words of a scene: the same picture runs on under several, and changes where it shall be felt. */
function groundOf({ purpose, palette, seed, design }: Script, scene: ScriptScene, { index, isLeft }: Where): Ground {
  const { ground, accent } = palette;
  const { paintings } = purpose;
  const first = paintings[design % paintings.length] ?? 'flow';
  const second = paintings[(design + 1) % paintings.length] ?? first;
  // Light of an accent that flows under words must leave them readable; what stays in the corners may be bright.
  const colorsOf = (name: Painting['design']): string[] =>
    name === 'flow' ? [...ground, mixed(ground[1], accent[0], 0.5), ground[1]] : [...ground, ...accent];
  const of = (name: Painting['design'], isOnAccent = false): Ground => ({
    painting: {
      design: name,
      colors: isOnAccent ? [accent[0], accent[0], accent[1]] : colorsOf(name),
      // An odd one keeps its things to the right: src/render/shapes/painting-brush.ts.
      seed: 2 * Math.floor(seed / 4) + (isLeft ? 1 : 0),
    },
    isOnAccent,
  });
  // The accent becomes the ground: the strongest moments of the film.
  if (scene.kind === 'offer')
    return {
      painting: { design: 'rays', colors: [accent[0], accent[0], palette.onAccent, accent[1]], seed },
      isOnAccent: true,
    };
  if (scene.kind === 'point') return index % 3 === 1 ? of('gradient', true) : of(index % 3 === 2 ? second : first);
  if (scene.kind === 'line') return index % 4 === 3 ? of('gradient', true) : of(index % 2 === 1 ? first : second);
  return of(scene.kind === 'number' && index % 2 === 0 ? second : first);
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

/** What a film is made with beside its plan. */
export type FilmSetting = {
  /** What is spoken over each shot; null where nothing is. */
  readonly voices: readonly (Asset | null)[];
  /** Where its shots begin, in ms, where that shall stay as it is; null: by the music and by what there is to read. */
  readonly cuts: readonly number[] | null;
};

/** Music behind a film: loud where it is all there is to hear, and under a voice as voice-overs have it. */
const MUSIC = { alone: { volume: 0.7, duckDb: 0 }, underVoice: { volume: 0.55, duckDb: 12 } } as const;

/** The music of a film: which piece, and so where its beats are. */
export const songOf = ({ mood, seed }: Script): { mood: Script['mood']; seed: number } => ({
  mood,
  seed: 1 + (seed % 97),
});

/** How long each shot must be for what is said over it, in ms. */
const leastOf = (voices: FilmSetting['voices']): (number | null)[] =>
  voices.map((voice) => (voice === null ? null : Math.ceil(timeToSay(voice.probe.duration))));

/** How long a film gets: as planned, or as long as what is said takes. */
export function lengthOf({ length, shots }: FilmPlan, voices: FilmSetting['voices']): number {
  const least = leastOf(voices);
  const said = shots.reduce((sum, _, i) => sum + (least[i] ?? LEAST_SCENE), 0);
  return Math.max(length, voices.some((voice) => voice !== null) ? Math.round(said) : 0);
}

/** Everything that was there makes way for the film. Times fall on frames, cuts on beats; the draft is not settled yet. */
export function filmOf(draft: Draft, plan: FilmPlan, { voices, cuts: kept }: FilmSetting): Draft {
  const { script, shots, film } = plan;
  const music = songOf(script);
  const length = kept?.at(-1) ?? lengthOf(plan, voices);
  const weights = shots.map(({ scene }) =>
    scene === null
      ? PICTURE_WEIGHT
      : weightOf([scene.above, scene.main, scene.below].join(' '), scene.kind === 'number'),
  );
  const times =
    kept ??
    cutsOf({
      weights,
      length,
      music,
      least: leastOf(voices),
      even: shots.map(({ scene }) => scene?.kind === 'number'),
    });
  const cuts = times.map((at) => onFrame(at, draft));
  const { clips, insets, texts, made: numbered } = shotsLaidOut({ ...draft, tracks: [] }, plan, cuts);
  let made = layOut(numbered, clips.map(newPart));
  for (const inset of insets) made = placeSegment(made, inset, 'overlay');
  for (const text of texts) {
    let id: string;
    [id, made] = freshId(made, 'txt');
    made = placeSegment(made, { ...text, id }, 'titles');
  }
  made = withVoices(made, voices, cuts);
  if (film.music)
    made = withSong(
      made,
      music,
      voices.some((voice) => voice !== null),
    );
  if (film.captions) made = withCaptions(made, cuesOf(plan, voices, cuts), lookOf(BOXED, draft.canvas), WHOLE);
  return { ...made, film };
}

/** Grounds may be light or dark: captions of a film have one of their own. */
const BOXED = captionStyleByWords('boxed') ?? PLAIN_STYLE;

const WHOLE = { start: 0, end: MAX_MS };

type LaidOut = {
  readonly clips: readonly VideoSegment[];
  readonly insets: readonly VideoSegment[];
  readonly texts: readonly Omit<TextSegment, 'id'>[];
  readonly made: Draft;
};

/** The clips of the shots, the pictures that lie on them, and the words over them. */
function shotsLaidOut(draft: Draft, { script, shots, film }: FilmPlan, cuts: readonly number[]): LaidOut {
  const voice = voiceFor(script);
  const composition = compositionOf(script);
  const points = script.scenes.filter(({ kind }) => kind === 'point');
  const clips: VideoSegment[] = [];
  const insets: VideoSegment[] = [];
  const texts: Omit<TextSegment, 'id'>[] = [];
  let made = draft;
  let before: Ground | null = null;
  let carriers = 0;
  // On upright pictures captions stand where the words beside a picture would.
  const canStandBeside = !film.captions || draft.canvas.width > draft.canvas.height;
  for (const [i, { scene, picture }] of shots.entries()) {
    const start = cuts[i] ?? 0;
    const place = { start, duration: Math.max(1, (cuts[i + 1] ?? start) - start), index: i, canvas: draft.canvas };
    // Pictures with words fill the frame and stand beside the words in turn.
    const isInset =
      scene !== null && picture !== null && canStandBeside && (carriers++ % 2 === 1 || isOther(picture, draft.canvas));
    const isBare = picture === null || isInset;
    const isLeft =
      isInset || (scene !== null && frameFor(scene, { picture: null, composition, index: i }) !== 'center');
    const ground = scene === null || !isBare ? null : groundOf(script, scene, { index: i, isLeft });
    let id: string;
    [id, made] = freshId(made, 'seg');
    const clip = isBare
      ? painted(id, i, ground, place)
      : pictureShot(id, picture, { ...place, hasWords: scene !== null });
    if (isInset) {
      [id, made] = freshId(made, 'seg');
      insets.push(insetShot(id, picture, place));
    }
    const isSame = ground !== null && before !== null && JSON.stringify(ground) === JSON.stringify(before);
    const last = clips.at(-1);
    clips.push({
      ...clip,
      transition: i === 0 || isSame ? null : changeFor(script, i, { duration: place.duration, last, clip }),
    });
    before = ground;
    if (scene === null) continue;
    texts.push(
      ...pageOf(scene, {
        ...place,
        voice,
        composition,
        palette: script.palette,
        picture: picture === null ? null : isInset ? 'beside' : 'over',
        point: scene.kind === 'point' ? [points.indexOf(scene) + 1, points.length] : null,
        isOnAccent: ground?.isOnAccent ?? false,
        isCaptioned: film.captions,
      }),
    );
  }
  return { clips, insets, texts, made };
}

/** What is said over each shot, a breath after it begins. */
function withVoices(draft: Draft, voices: FilmSetting['voices'], cuts: readonly number[]): Draft {
  let made = draft;
  for (const [i, voice] of voices.entries()) {
    if (voice === null) continue;
    const start = (cuts[i] ?? 0) + BREATH.before;
    const room = (cuts[i + 1] ?? 0) - start;
    const duration = Math.floor(Math.min(voice.probe.duration, room));
    if (duration < 1) continue;
    let id: string;
    [id, made] = freshId(made, 'aud');
    const spoken = audioSegment(id, { kind: 'asset', asset: voice.id, in: 0, loop: false }, { start, duration });
    made = placeSegment(made, spoken, 'voice');
  }
  return made;
}

/** The film with its music, from its beginning to its end. */
export function withSong(draft: Draft, song: { mood: Script['mood']; seed: number }, underVoice: boolean): Draft {
  const [id, named] = freshId(draft, 'aud');
  const whole = draftLength(named);
  const segment = audioSegment(id, { kind: 'music', ...song }, { start: 0, duration: whole });
  const level = underVoice ? MUSIC.underVoice : MUSIC.alone;
  const fade = fittingFades({ in: 60, out: musicFade(whole) }, whole);
  return placeSegment(named, { ...segment, ...level, fade }, 'music');
}

/** What is said, while it is said; without a voice, while its words stand. */
function cuesOf({ shots }: FilmPlan, voices: FilmSetting['voices'], cuts: readonly number[]): Cue[] {
  const cues = narrationOf(shots).flatMap((text, i): Cue[] => {
    if (text === null) return [];
    const [start = 0, end = start] = [cuts[i], cuts[i + 1]];
    const spoken = voices[i] === null ? undefined : Math.floor(voices[i]?.probe.duration ?? 0);
    const from = start + BREATH.before;
    return [
      { start: from, end: Math.max(from + 1, spoken === undefined ? end - 120 : Math.min(end, from + spoken)), text },
    ];
  });
  return splitCues(cues, BOXED.size);
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

type Between = {
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
