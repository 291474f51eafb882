import { Random } from '../base/random.ts';
import type { Bar } from '../draft/music-form.ts';
import { type Chord, pitchOf, stepInChord } from './harmony.ts';
import type { LeadPart, Style } from './style.ts';

/** A stroke of a rhythm: where it stands in its bar (in sixteenths), how long it lasts, how strong it is. */
export type Stroke = {
  readonly step: number;
  readonly length: number;
  readonly strength: number;
  readonly sign: string;
};

const STRENGTH: Record<string, number> = {
  X: 1,
  x: 0.78,
  o: 0.45,
  '?': 0.4,
  R: 0.95,
  r: 0.7,
  '5': 0.75,
  '8': 0.72,
  a: 0.68,
};

/** Reads one bar of a rhythm; bars of the text repeat. `random` decides the strokes marked `?`. */
export function strokesOf(rhythm: string, bar: number, random: Random): Stroke[] {
  const bars = Math.max(1, Math.floor(rhythm.length / 16));
  const text = rhythm.slice((bar % bars) * 16, (bar % bars) * 16 + 16);
  const strokes: Stroke[] = [];
  for (let step = 0; step < text.length; step++) {
    const sign = text[step] ?? '.';
    const strength = STRENGTH[sign];
    if (strength === undefined || (sign === '?' && !random.chance(0.4))) continue;
    let length = 1;
    while (text[step + length] === '-') length++;
    strokes.push({ step, length, strength, sign });
  }
  return strokes;
}

/** Where a tune goes at each stroke of its two bars, in scale steps from where it starts. */
type Motif = { readonly rhythm: string; readonly contour: readonly number[]; readonly start: number };

function motifOf(part: LeadPart, seed: number, section: string): Motif {
  const random = new Random(seed, 'motif', section);
  const contour: number[] = [];
  let at = 0;
  for (let i = 0; i < 32; i++) {
    contour.push(at);
    // Mostly steps, sometimes a leap that is answered in the other direction, and a pull back to the middle.
    const pull = at > 3 ? -1 : at < -3 ? 1 : 0;
    const move = random.chance(0.25)
      ? Math.round(random.around() * part.leap * 1.6)
      : Math.round(random.around() * 1.8);
    at += move === 0 && random.chance(0.6) ? (random.chance(0.5) ? 1 : -1) : move + pull;
  }
  return { rhythm: random.pick(part.rhythms), contour, start: Math.floor(random.between(0, 5)) };
}

/**
 * The tune of one bar: a motif of two bars, answered by itself with another ending (bars 3 and 4 of each four), and
 * ornamented when a section comes back. Strong beats are notes of the chord.
 */
export function tuneOf(
  part: LeadPart,
  style: Style,
  bar: Bar,
  at: { seed: number; tonic: number; chord: Chord },
): (Stroke & { readonly midi: number })[] {
  const motif = motifOf(part, at.seed, bar.section === 'o' || bar.section === 'i' ? 'a' : bar.section);
  const half = bar.place % 2;
  const isAnswer = bar.place % 4 >= 2;
  const random = new Random(at.seed, 'tune', bar.section, bar.place, bar.visit);
  const before = half === 0 ? 0 : strokesOf(motif.rhythm, 0, new Random(0)).length;
  const strokes = strokesOf(motif.rhythm, half, random);
  const middle = (part.range[0] + part.range[1]) / 2;
  const base = Math.round((middle - at.tonic) / 12) * style.scale.length;
  return strokes.map((stroke, i) => {
    const turned = isAnswer && half === 1 ? -(motif.contour[before + i] ?? 0) : (motif.contour[before + i] ?? 0);
    const ornament = bar.visit > 0 && random.chance(0.18) ? (random.chance(0.5) ? 1 : -1) : 0;
    let step = base + motif.start + turned + ornament - 2;
    const isLast = i === strokes.length - 1;
    if (stroke.step % 4 === 0 || stroke.length >= 4 || isLast) step = stepInChord(step, at.chord, style.scale);
    return { ...stroke, midi: folded(pitchOf(step, style.scale, at.tonic), part.range) };
  });
}

/** The same note in the octave that the instrument has. */
export function folded(midi: number, [low, high]: readonly [number, number]): number {
  let note = midi;
  while (note < low) note += 12;
  while (note > high) note -= 12;
  return note;
}
