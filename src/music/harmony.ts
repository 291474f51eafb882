/** Chords as data, and how their notes move to the next chord. Pitches are MIDI numbers; 60 is middle C. */

/** A chord: its root in semitones above the key's tonic, and the semitones of its notes above the root. */
export type Chord = { readonly root: number; readonly notes: readonly number[] };

/** Semitones above the root for each quality that a style may write after the colon. */
const QUALITIES: Record<string, readonly number[]> = {
  maj: [0, 4, 7],
  min: [0, 3, 7],
  maj7: [0, 4, 7, 11],
  min7: [0, 3, 7, 10],
  dom7: [0, 4, 7, 10],
  maj9: [0, 4, 7, 11, 14],
  min9: [0, 3, 7, 10, 14],
  dom13: [0, 4, 10, 14, 21],
  min11: [0, 3, 7, 10, 17],
  six9: [0, 4, 7, 9, 14],
  add9: [0, 4, 7, 14],
  minadd9: [0, 3, 7, 14],
  sus2: [0, 2, 7],
  sus4: [0, 5, 7],
  sus7: [0, 5, 7, 10],
  lyd: [0, 4, 6, 7, 11],
  dim: [0, 3, 6],
  five: [0, 7],
  cluster: [0, 1, 7],
};

/** `'9:min7'` is the minor seventh chord nine semitones above the tonic. */
export function chordOf(symbol: string): Chord {
  const [root = '', quality = ''] = symbol.split(':');
  const notes = QUALITIES[quality];
  if (notes === undefined || !/^\d+$/.test(root)) throw new RangeError(`${symbol} is no chord`);
  return { root: Number(root), notes };
}

export const MAJOR = [0, 2, 4, 5, 7, 9, 11] as const;
export const MINOR = [0, 2, 3, 5, 7, 8, 10] as const;
export const LYDIAN = [0, 2, 4, 6, 7, 9, 11] as const;
export const MAJOR_PENTATONIC = [0, 2, 4, 7, 9] as const;
export const MINOR_PENTATONIC = [0, 3, 5, 7, 10] as const;
export const HARMONIC_MINOR = [0, 2, 3, 5, 7, 8, 11] as const;

/**
 * The notes of a chord within `[low, high]`, close to those of the chord before (smooth voice leading): of all
 * inversions the one whose voices move least. Rises from the lowest note.
 */
export function voiced(
  chord: Chord,
  tonic: number,
  range: readonly [number, number],
  previous: readonly number[] | null,
): number[] {
  // Five notes within an octave crowd each other: the root is left to the bass.
  const wanted = chord.notes.length >= 5 ? chord.notes.slice(1) : chord.notes;
  const classes = [...new Set(wanted.map((note) => (tonic + chord.root + note) % 12))];
  const [low, high] = range;
  const centre = (low + high) / 2;
  let best: number[] = [];
  let least = Number.POSITIVE_INFINITY;
  for (let base = low; base < low + 12; base++) {
    const notes = classes.map((pitch) => base + ((pitch - (base % 12) + 12) % 12)).toSorted((a, b) => a - b);
    if ((notes.at(-1) ?? 0) > high + 3) continue;
    const cost =
      previous === null
        ? Math.abs(mean(notes) - centre)
        : motion(notes, previous) + Math.abs(mean(notes) - centre) * 0.15;
    if (cost < least) [best, least] = [notes, cost];
  }
  return best;
}

const mean = (notes: readonly number[]): number => notes.reduce((sum, note) => sum + note, 0) / notes.length;

/** How far voices travel when each goes to the nearest note of the chord before. */
function motion(notes: readonly number[], previous: readonly number[]): number {
  return notes.reduce((sum, note) => sum + Math.min(...previous.map((old) => Math.abs(old - note))), 0) / notes.length;
}

/** The pitch of a scale step counted from the tonic; steps go beyond an octave and below zero. */
export function pitchOf(step: number, scale: readonly number[], tonic: number): number {
  const octave = Math.floor(step / scale.length);
  return tonic + octave * 12 + (scale[step - octave * scale.length] ?? 0);
}

/** The scale step whose pitch is nearest to a note of the chord, at most two steps from `step`. */
export function stepInChord(step: number, chord: Chord, scale: readonly number[]): number {
  const classes = chord.notes.map((note) => (chord.root + note) % 12);
  for (const move of [0, 1, -1, 2, -2]) {
    const pitch = ((pitchOf(step + move, scale, 0) % 12) + 12) % 12;
    if (classes.includes(pitch)) return step + move;
  }
  return step;
}
