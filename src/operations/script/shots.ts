import type { Asset } from '../../draft/facts.ts';
import type { Film } from '../../draft/film.ts';
import { isEastAsian } from './letters.ts';
import { sentenceOf, timeToSay } from './narration.ts';
import { type Script, type ScriptScene, writeScript } from './script.ts';

/** One shot of the film: words, or a picture of the user, or both. */
export type Shot = { readonly scene: ScriptScene | null; readonly picture: Asset | null };

/** What is about to be made: the script with no more scenes than there is time for, its shots, its length in ms. */
export type FilmPlan = {
  readonly film: Film;
  readonly script: Script;
  readonly shots: readonly Shot[];
  readonly length: number;
  /** Scenes that had no room. */
  readonly left: number;
};

/** A scene and a picture are this long where nobody said how long the whole is, in ms. */
const USUAL_SCENE = 3100;
const USUAL_PICTURE = 2600;
/** A video shorter than this says nothing; a longer one than this is no promo, in ms. */
const LEAST_MS = 2000;
const MOST_MS = 180_000;
/** A shot is at least this long, in ms. */
const SHOT_MS = 1100;

/** Pure: the same film of the same pictures is the same plan. */
export function planFilm(film: Film, pictures: readonly Asset[]): FilmPlan {
  const wanted = film.duration === null ? null : Math.min(MOST_MS, Math.max(LEAST_MS, film.duration));
  const order = {
    request: film.prompt,
    given: film.scenes,
    mood: film.mood,
    length: wanted,
    design: film.design,
    colors: film.colors,
    tone: film.tone,
  };
  const written = writeScript(order);
  const script = film.title ? written : withoutTitle(written, pictures.length);
  // Of scenes that somebody gave or changed, those that we wrote may make way as well.
  const ours = film.scenes === null ? script : writeScript({ ...order, given: null });
  const fitting = fitted(film.voice ? speakable(script, ours, film.prompt, wanted) : script, wanted);
  const most = wanted === null ? 60 : Math.max(fitting.scenes.length, Math.floor(wanted / SHOT_MS));
  const shots = shotsOf(fitting.scenes, pictures, most);
  const length = wanted ?? Math.max(LEAST_MS, Math.min(MOST_MS, usualLength(shots)));
  return { film, script: fitting, shots, length, left: script.scenes.length - fitting.scenes.length };
}

/** How long a letter is spoken, and a character of a script without spaces, in ms. */
const PER_LETTER = 72;
const PER_CHARACTER = 300;

const timeOf = (scene: ScriptScene): number => {
  const sentence = sentenceOf(scene);
  return timeToSay(sentence.length * (isEastAsian(sentence) ? PER_CHARACTER : PER_LETTER));
};

/** The script with so few sentences of ours that all of it can be said in time; what the person said stays. */
function speakable(script: Script, ours: Script, prompt: string, length: number | null): Script {
  if (length === null) return script;
  const scenes = [...script.scenes];
  const isOurs = ({ kind, main }: ScriptScene): boolean =>
    kind === 'line' && !prompt.includes(main) && ours.scenes.some((scene) => scene.main === main);
  while (scenes.reduce((sum, scene) => sum + timeOf(scene), 0) > length) {
    const at = scenes.findLastIndex(isOurs);
    if (at < 0) break;
    scenes.splice(at, 1);
  }
  return { ...script, scenes };
}

/** Without what opens, where anything else is left to be seen. */
function withoutTitle(script: Script, pictures: number): Script {
  const scenes = script.scenes.filter(({ kind }) => kind !== 'open');
  return scenes.length + pictures === 0 ? script : { ...script, scenes };
}

/** The script with no more scenes than there is time for: what opens and closes stays, then what comes first. */
function fitted(script: Script, length: number | null): Script {
  const most = length === null ? script.scenes.length : Math.max(1, Math.floor(length / SHOT_MS));
  if (script.scenes.length <= most) return script;
  const closes = script.scenes.filter(({ kind }) => kind === 'close' || kind === 'cta').slice(0, most > 1 ? 1 : 0);
  const others = script.scenes.filter((scene) => !closes.includes(scene));
  return { ...script, scenes: [...others.slice(0, most - closes.length), ...closes] };
}

/** Scenes and pictures in their order: what opens and what closes stay where they are, pictures go evenly between. */
function shotsOf(scenes: readonly ScriptScene[], pictures: readonly Asset[], most: number): Shot[] {
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
const usualLength = (shots: readonly Shot[]): number =>
  shots.reduce(
    (sum, { scene }) => sum + (scene === null ? USUAL_PICTURE : scene.kind === 'number' ? 1000 : USUAL_SCENE),
    0,
  );
