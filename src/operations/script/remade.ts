import type { Facts } from '../../draft/facts.ts';
import type { Film, FilmScene } from '../../draft/film.ts';
import type { Canvas, Draft, Segment, TextSegment, VideoSegment } from '../../draft/model.ts';
import { placeSegment } from '../../draft/place.ts';
import { allSegments, audioSegments, draftLength, endOf, mainSegments, textSegments } from '../../draft/queries.ts';
import { layOut, newPart, partsOf } from '../../draft/ripple.ts';
import { textLasting } from '../../draft/slice.ts';
import { filmOf, songOf } from './film.ts';
import { picturesOf } from './order.ts';
import { type FilmPlan, planFilm } from './shots.ts';

/** The film of a draft as it stands: what was taken away or put in since by other requests is known to it. */
export function standingFilm(draft: Draft): Film | null {
  const { film } = draft;
  if (film === undefined) return null;
  const [song] = audioSegments(draft, 'music');
  const mood = song?.source.kind === 'music' ? song.source.mood : null;
  const own = planFilm(film, []).script.mood;
  return {
    ...film,
    mood: mood === null || mood === own ? film.mood : mood,
    music: film.music && song !== undefined,
    voice: film.voice && audioSegments(draft, 'voice').length > 0,
    captions: film.captions && textSegments(draft, 'caption').length > 0,
  };
}

/** Where the clips of a draft begin, and where the last one ends, in ms. */
export const cutsOfDraft = (draft: Draft): number[] => [
  ...mainSegments(draft).map(({ start }) => start),
  draftLength(draft),
];

/** Words apart from how they are broken and written. */
const plainWords = (text: string): string => text.replace(/\s+/g, '').toLowerCase();

/** What of a clip somebody's hand would have changed. */
const essence = ({ asset, painting, effects, reverse, freeze, placement, keyframes }: VideoSegment): string =>
  JSON.stringify([painting ?? asset, effects, reverse, freeze, placement, keyframes ?? null]);

/** Whether a draft still is the film that was made: nobody cut, moved or reworded anything by hand since. */
export function isAsMade(draft: Draft, film: Film, facts: Facts): boolean {
  const plan = planFilm(film, picturesOf(draft, facts));
  const clips = mainSegments(draft);
  const cuts = cutsOfDraft(draft);
  if (clips.length !== plan.shots.length || clips.some((clip, i) => endOf(clip) !== cuts[i + 1])) return false;
  const silent = { ...plan, film: { ...film, voice: false, captions: false, music: false } };
  const again = filmOf(draft, silent, { voices: plan.shots.map(() => null), cuts });
  const wordsOf = (one: Draft): string =>
    textSegments(one)
      .filter(({ role }) => role === 'title' || role === 'text')
      .map(({ text }) => plainWords(text))
      .toSorted()
      .join('/');
  return mainSegments(again).map(essence).join() === clips.map(essence).join() && wordsOf(again) === wordsOf(draft);
}

/**
 * A draft laid out once more, with other words or on a canvas of another shape, at the same times; its sound and captions
 * stay. Null where it is no longer as it was made: then what somebody did by hand goes first.
 */
export function relaid(draft: Draft, film: Film, facts: Facts, canvas: Canvas = draft.canvas): Draft | null {
  const standing = standingFilm(draft);
  const plan = planFilm(film, picturesOf(draft, facts));
  const cuts = cutsOfDraft(draft);
  if (standing === null || plan.shots.length + 1 !== cuts.length || !isAsMade(draft, standing, facts)) return null;
  const silent = { ...plan, film: { ...film, voice: false, music: false } };
  const made = filmOf({ ...draft, canvas }, silent, { voices: plan.shots.map(() => null), cuts });
  const laid = made.tracks.filter((track) => track.role !== 'captions');
  const others = draft.tracks.filter((track) => track.type === 'audio' || track.role === 'captions');
  return { ...withKept({ ...made, tracks: [...laid, ...others] }, draft), film };
}

/** What lies over the whole video and is not the film's own stays over it: a watermark, a logo, a progress bar. */
export function withKept(made: Draft, before: Draft): Draft {
  const whole = draftLength(before);
  const isKept = (segment: Segment): boolean =>
    (segment.kind === 'text' && (segment.role === 'watermark' || segment.graphic?.kind === 'progress')) ||
    (segment.kind === 'video' && segment.start === 0 && endOf(segment) >= whole);
  let kept = made;
  for (const track of before.tracks) {
    if (track.role === 'main' || track.type === 'audio' || track.role === 'captions') continue;
    for (const segment of (track.segments as readonly Segment[]).filter(isKept)) {
      const lasting = longer(segment, whole, draftLength(made));
      if (!allSegments(kept).some(({ id }) => id === segment.id)) kept = placeSegment(kept, lasting, track.role);
    }
  }
  return withOwnMusic(kept, before);
}

function longer(segment: Segment, from: number, to: number): Segment {
  const duration = endOf(segment) >= from ? Math.max(1, to - segment.start) : segment.duration;
  return segment.kind === 'text' ? textLasting(segment, duration) : { ...segment, duration };
}

/** Music that somebody chose (a file, another piece) stays, as long as the video is now. */
function withOwnMusic(made: Draft, before: Draft): Draft {
  const film = before.film;
  if (film === undefined) return made;
  const { mood, seed } = songOf(planFilm(film, []).script);
  const own = audioSegments(before, 'music').filter(
    ({ source }) => source.kind !== 'music' || source.seed !== seed || source.mood !== mood,
  );
  const [song] = own;
  if (song === undefined || song.source.kind !== 'asset') return made;
  const tracks = made.tracks.filter((track) => !(track.type === 'audio' && track.role === 'music'));
  return placeSegment({ ...made, tracks }, { ...song, start: 0, duration: draftLength(made) } as typeof song, 'music');
}

/** An edited draft with the title of its film before everything else; unchanged where the film has none. */
export function withOpening(draft: Draft, plan: FilmPlan): Draft {
  const [first] = plan.shots;
  if (first?.scene?.kind !== 'open') return draft;
  const alone: FilmPlan = {
    ...plan,
    shots: [first],
    length: 3000,
    film: { ...plan.film, music: false, voice: false, captions: false },
  };
  const { tracks, serial } = filmOf(draft, alone, { voices: [null], cuts: null });
  const clips = tracks.flatMap((track) => (track.type === 'video' ? track.segments : []));
  const texts = tracks.flatMap((track) => (track.type === 'text' ? track.segments : []));
  let made = layOut({ ...draft, serial }, [...clips.map(newPart), ...partsOf(draft)]);
  for (const text of texts) made = placeSegment(made, text, 'titles');
  return made;
}

/** A draft without the scene that opens its film; unchanged where it does not begin with one. */
export function withoutOpening(draft: Draft): Draft {
  const [first, ...rest] = partsOf(draft);
  const clip = first?.segment ?? null;
  if (clip?.painting === undefined || rest.length === 0) return draft;
  const titles = textSegments(draft, 'title').filter(({ start }) => start < endOf(clip));
  return titles.length === 0 ? draft : layOut(draft, rest);
}

/**
 * The scenes of a film with other words in the places of some that stand on the picture; null where none of its scenes says
 * these.
 */
export function rewordedScenes(film: Film, texts: readonly TextSegment[], words: string): FilmScene[] | null {
  const old = new Set(texts.map(({ text }) => plainWords(text)));
  const isOld = (text: string | null): boolean => text !== null && old.has(plainWords(text));
  const { scenes } = planFilm(film, []).script;
  if (!scenes.some(({ above, main, below }) => [above, main, below].some(isOld))) return null;
  return scenes.map((scene) => {
    const changed = {
      ...scene,
      above: isOld(scene.above) ? words : scene.above,
      main: isOld(scene.main) ? words : scene.main,
      below: isOld(scene.below) ? words : scene.below,
    };
    const isSame = changed.main === scene.main && changed.above === scene.above && changed.below === scene.below;
    if (isSame) return scene;
    const { say: _, ...unsaid } = changed;
    return unsaid;
  });
}
