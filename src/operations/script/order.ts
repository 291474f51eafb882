import { fail } from '../../base/errors.ts';
import { CANVAS_OF } from '../../draft/build.ts';
import type { Asset, Facts } from '../../draft/facts.ts';
import type { Film } from '../../draft/film.ts';
import type { Canvas, Draft } from '../../draft/model.ts';
import { isPaintingId } from '../../draft/painting.ts';
import { unusedPictures } from '../new-clip.ts';
import { say } from '../phrase.ts';
import { narrationOf } from './narration.ts';
import type { FilmPlan } from './shots.ts';

/** The photos and clips of the project, first those on the timeline in their order. */
export function picturesOf(draft: Draft, facts: Facts): Asset[] {
  const used = new Set<string>();
  const shown = draft.tracks
    .flatMap((track) =>
      track.type === 'video' && (track.role === 'main' || draft.film !== undefined) ? track.segments : [],
    )
    .toSorted((a, b) => a.start - b.start);
  const placed = shown.flatMap(({ asset, painting }) => {
    const known = facts.assets.get(asset);
    if (painting !== undefined || known === undefined || used.has(asset)) return [];
    used.add(asset);
    return [known];
  });
  return [...placed, ...unusedPictures(draft, facts).filter(({ id }) => !isPaintingId(id) && !used.has(id))];
}

const UPRIGHT =
  /9\s*[:：]\s*16|\bvertical\b|\bportrait\b|\btik ?tok\b|\breels?\b|\bshorts?\b(?! (?:video|film|clip|promo|ad|animated|intro))|\bstor(?:y|ies) (?:ad|format)\b|竖屏|竖版|抖音|快手|小红书|縦(?:型|長)|세로|hochformat|hochkant/i;
const SQUARE = /1\s*[:：]\s*1|\bsquare\b|方形|正方|quadrat|cuadrad|carré|quadrad/i;
const WIDE = /16\s*[:：]\s*9|\blandscape\b|\bhorizontal\b|\bwidescreen\b|横屏|横版/i;

/** The canvas in the shape that some words name. */
export function canvasFor(canvas: Canvas, words: string): Canvas {
  const shape = UPRIGHT.test(words) ? '9:16' : SQUARE.test(words) ? '1:1' : WIDE.test(words) ? '16:9' : null;
  const size = shape === null ? undefined : CANVAS_OF[shape];
  // Photos of another shape than the video stand over an enlarged, blurred copy of themselves.
  return { ...canvas, ...size, background: { kind: 'blur' } };
}

/** "30-second", "15秒", "1 minute", in ms. */
export function lengthIn(request: string): number | null {
  const found =
    /(\d+(?:\.\d+)?)\s*[- ]?(秒|초|分钟|分|분|s\b|secs?\b|seconds?\b|segundos?\b|sekunden?\b|secondes?\b|min(?:ute|uto|uten)?s?\b)/i.exec(
      request,
    );
  if (found === null) return null;
  return Number(found[1]) * (/^(?:分|분|m)/i.test(found[2] ?? '') ? 60_000 : 1000);
}

/** The sound files of what is said, one for each shot; null where nothing is said or nobody could say it. */
export function voicesOf(
  { shots, film }: FilmPlan,
  ids: readonly string[] | undefined,
  facts: Facts,
): (Asset | null)[] {
  if (!film.voice || ids === undefined || ids.length === 0) return shots.map(() => null);
  const waiting = ids.map((id) => {
    const asset = facts.assets.get(id);
    if (asset === undefined || asset.probe.audio.length === 0)
      throw fail('draft.unclear_value', { text: id.slice(0, 64), expected: say('a sound file', '一个声音文件') });
    return asset;
  });
  return narrationOf(shots).map((text) => (text === null ? null : (waiting.shift() ?? null)));
}

/** A film of a wish, as it is when nothing else is said. */
export const plainFilm = (prompt: string): Film => ({
  prompt,
  duration: null,
  mood: null,
  scenes: null,
  design: 0,
  colors: 0,
  tone: null,
  voice: false,
  captions: false,
  music: true,
  title: true,
});
