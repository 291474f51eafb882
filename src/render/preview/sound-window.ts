import type { Ramp, Sound } from '../../protocol/sound.ts';
import { SOUND_RATE } from '../sound/plan-sound.ts';

/**
 * The part of a sound plan that a stretch of the timeline needs, so that a segment costs the same wherever it lies. Pure.
 * Every sound is made of plain reads that may begin anywhere and give the same samples as a read of the whole would.
 */

/** Reads begin on this grid of a sound, in samples: 10 ms are whole samples at 44.1 kHz as well. */
const GRID = 480;
/** A stretched sound is read in pieces of this length that cross over: a stretch cannot begin in the middle. Samples. */
const PIECE = 10 * SOUND_RATE;
const CROSS = 1440;
/** How long the end of a looped file crosses into its beginning (src/render/sound/players.ts). */
const LOOP_CROSS = 2400;

/** The sounds heard in samples `[from, to)` of the timeline, counted from `from`. Some begin up to 10 ms earlier. */
export function windowOf(sounds: readonly Sound[], from: number, to: number): Sound[] {
  return sounds
    .filter((sound) => sound.start < to && sound.start + sound.length > from)
    .flatMap(passesOf)
    .flatMap(piecesOf)
    .filter((sound) => sound.start < to && sound.start + sound.length > from)
    .map((sound) => cut(sound, from, to))
    .toSorted((a, b) => a.start - b.start);
}

/** A looped sound as its passes, each crossing into the next. */
function passesOf(sound: Sound): Sound[] {
  const { source } = sound;
  if (source.kind !== 'file' || source.loop === null) return [sound];
  const once = { ...source, loop: null };
  const frames = Math.round((source.loop / source.tempo) * SOUND_RATE);
  if (frames >= sound.length || frames < 4) return [{ ...sound, source: once }];
  const cross = Math.max(1, Math.min(LOOP_CROSS, Math.floor(frames / 4)));
  const passes: Sound[] = [];
  for (let at = 0; at < sound.length; at += frames - cross) {
    const length = Math.min(frames, sound.length - at);
    const edges: Ramp[] = [];
    if (at > 0) edges.push({ at: 0, length: cross, direction: 'in', curve: 'power' });
    if (length > frames - cross) edges.push({ at: frames - cross, length: cross, direction: 'out', curve: 'power' });
    passes.push(moved({ ...sound, source: once }, { at, length, from: source.from, edges }));
  }
  return passes;
}

function piecesOf(sound: Sound): Sound[] {
  const { source } = sound;
  if (source.kind !== 'file' || source.tempo === 1 || sound.length <= PIECE + CROSS) return [sound];
  const pieces: Sound[] = [];
  for (let at = 0; at < sound.length; at += PIECE) {
    const isLast = at + PIECE + CROSS >= sound.length;
    const length = isLast ? sound.length - at : PIECE + CROSS;
    const edges: Ramp[] = [];
    if (at > 0) edges.push({ at: 0, length: CROSS, direction: 'in', curve: 'linear' });
    if (!isLast) edges.push({ at: PIECE, length: CROSS, direction: 'out', curve: 'linear' });
    pieces.push(moved(sound, { at, length, from: placeOf(sound, at, length), edges }));
    if (isLast) break;
  }
  return pieces;
}

/** The part of a plain sound that lies in the window. A stretched piece is read from its beginning. */
function cut(sound: Sound, from: number, to: number): Sound {
  const { source } = sound;
  const end = Math.min(sound.length, to - sound.start);
  const isPlain = source.kind === 'file' && source.tempo === 1;
  const wanted = isPlain ? Math.max(0, from - sound.start) : 0;
  // Backwards, the grid counts from the end: that is where the source begins.
  const isBackward = source.kind === 'file' && source.reverse;
  const at = Math.floor(wanted / GRID) * GRID;
  const ceiling = isBackward ? Math.min(sound.length, Math.ceil(end / GRID) * GRID) : end;
  const length = isPlain ? ceiling - at : sound.length;
  const shifted = moved(sound, { at, length, from: placeOf(sound, at, length), edges: [] });
  return { ...shifted, start: shifted.start - from };
}

/** Where in its source a part of a sound begins, in seconds. */
function placeOf({ source, length: whole }: Sound, at: number, length: number): number {
  if (source.kind !== 'file') return 0;
  const offset = source.reverse ? whole - at - length : at;
  return source.from + (offset / SOUND_RATE) * source.tempo;
}

type Part = { readonly at: number; readonly length: number; readonly from: number; readonly edges: readonly Ramp[] };

function moved(sound: Sound, { at, length, from, edges }: Part): Sound {
  const { source } = sound;
  return {
    ...sound,
    source: source.kind === 'file' ? { ...source, from: Math.round(from * 1e9) / 1e9 } : source,
    start: sound.start + at,
    length,
    ...(sound.envelope === undefined
      ? {}
      : { envelope: sound.envelope.map((point) => ({ ...point, at: point.at - at })) }),
    ramps: [...sound.ramps.map((ramp) => ({ ...ramp, at: ramp.at - at })), ...edges],
  };
}
