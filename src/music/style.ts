import type { Section } from '../draft/music-form.ts';
import type { DrumName } from './synth/drums.ts';
import type { PatchName } from './synth/patch.ts';
import type { Room } from './synth/reverb.ts';

export type { Section } from '../draft/music-form.ts';

/** How a part sits in the mix: `gain` in dB; `reverb`, `echo` how much goes there; `duck` how far the kick pushes it. */
export type Seat = {
  readonly gain: number;
  readonly pan: number;
  readonly reverb: number;
  readonly echo: number;
  readonly duck: number;
  /** The sections in which it plays, as letters. */
  readonly sections: string;
};

/**
 * A rhythm is text of 16 steps a bar: `X` accent, `x` stroke, `o` soft stroke, `?` soft stroke now and then, `-` goes
 * on, `.` rest. Several bars stand one after the other.
 */
export type Rhythm = string;

export type ChordPart = Seat & {
  readonly role: 'chords';
  readonly patch: PatchName;
  readonly rhythm: Rhythm;
  /** all: together · strum: one after the other within a stroke · up, updown, pick: one note for each stroke. */
  readonly order: 'all' | 'strum' | 'up' | 'updown' | 'pick';
  readonly range: readonly [number, number];
};

/** In a bass rhythm `R`/`r` is the root, `5` the fifth, `8` the octave, `a` a step towards the next root. */
export type BassPart = Seat & {
  readonly role: 'bass';
  readonly patch: PatchName;
  readonly rhythm: Rhythm;
  readonly range: readonly [number, number];
};

export type LeadPart = Seat & {
  readonly role: 'lead';
  readonly patch: PatchName;
  /** Motifs of two bars; a section picks one. */
  readonly rhythms: readonly Rhythm[];
  readonly range: readonly [number, number];
  /** How far the tune jumps, in scale steps. */
  readonly leap: number;
};

export type DrumPart = Seat & {
  readonly role: 'drums';
  readonly lines: Partial<Record<DrumName, Rhythm>>;
  /** Played instead of the last half bar of a section. */
  readonly fill: Partial<Record<DrumName, Rhythm>> | null;
};

export type Part = ChordPart | BassPart | LeadPart | DrumPart;

/** All that makes a mood: the composer reads nothing else. */
export type Style = {
  readonly bpm: readonly [number, number];
  /** How late every second sixteenth comes, as a share of a sixteenth. */
  readonly swing: number;
  /** How far players stray from the grid, in ms. */
  readonly human: number;
  readonly tonics: readonly number[];
  readonly scale: readonly number[];
  /** Progressions to choose from, for each section that has its own (`a` serves the others). Chords by `chordOf`. */
  readonly progressions: { readonly a: readonly string[] } & { readonly [S in Section]?: readonly string[] };
  readonly barsPerChord: 1 | 2;
  /** The chord before the last one, and the last one. */
  readonly cadence: string;
  readonly final: string;
  /** Strength of playing in each section; 1 is as written. */
  readonly dynamics: { readonly [S in Section]: number };
  readonly parts: readonly Part[];
  /** Strokes with the first beat of a section that is louder than the one before, and with the last chord. */
  readonly accents: readonly DrumName[];
  readonly ending: readonly (readonly [DrumName, number])[];
  /** How long the last chord rings when the piece is long enough, in seconds. */
  readonly tail: number;
  readonly room: Room;
  /** Echo after so many sixteenths. */
  readonly echo: { readonly sixteenths: number; readonly feedback: number };
  /** Colour of the whole: low-pass in Hz (null: open), tape wobble 0–1, crackle 0–1, saturation 0–1. */
  readonly tape: {
    readonly tone: number | null;
    readonly wobble: number;
    readonly crackle: number;
    readonly drive: number;
  };
};

/** Seat in the mix with the usual values, for tables of parts. */
export function seat(sections: string, gain: number, more: Partial<Omit<Seat, 'sections' | 'gain'>> = {}): Seat {
  return { sections, gain, pan: 0, reverb: 0.15, echo: 0, duck: 0, ...more };
}
