import type { WaveName } from './wavetable.ts';

/** An envelope: times in seconds, `sustain` 0–1. `release` is the time constant after the note is let go. */
export type Envelope = {
  readonly attack: number;
  readonly decay: number;
  readonly sustain: number;
  readonly release: number;
};

/** A low-pass filter that opens with each note: `octaves` above `hz` at first, back within `decay` seconds. */
export type Filter = { readonly hz: number; readonly octaves: number; readonly decay: number; readonly q: number };

/** A regular swing of pitch (vibrato: `depth` as a share of the frequency) or of level (tremolo: 0–1). */
export type Swing = { readonly rate: number; readonly depth: number };

/** Detuned waves through a filter: pads, basses, leads, strings. */
export type WavePatch = {
  readonly kind: 'wave';
  readonly wave: WaveName;
  /** Oscillators, half of them to each side. */
  readonly unison: number;
  readonly cents: number;
  /** 0 mono – 1 fully apart. */
  readonly width: number;
  readonly envelope: Envelope;
  readonly filter: Filter | null;
  readonly vibrato: Swing | null;
  readonly tremolo: Swing | null;
};

/** One sine bent by another: electric pianos, bells, mallets. */
export type FmPatch = {
  readonly kind: 'fm';
  readonly ratio: number;
  readonly index: number;
  /** Time constant with which the bend fades, in seconds. */
  readonly indexDecay: number;
  /** A short high ping at the start, as a share of the level. */
  readonly tine: number;
  readonly envelope: Envelope;
  readonly tremolo: Swing | null;
};

/** A plucked string (Karplus and Strong): guitars, harps. `ring` is the T60 of middle C in seconds. */
export type StringPatch = {
  readonly kind: 'string';
  readonly ring: number;
  /** 0 dull – 1 bright. */
  readonly bright: number;
  /** Where it is plucked, as a share of its length. */
  readonly pluckAt: number;
  /** Time constant after it is let go, in seconds. */
  readonly release: number;
};

export type Patch = WavePatch | FmPatch | StringPatch;

/** A note for a voice. Times in frames. */
export type Note = {
  readonly midi: number;
  readonly velocity: number;
  readonly length: number;
  /** -1 left … 1 right. */
  readonly pan: number;
};

const envelope = (attack: number, decay: number, sustain: number, release: number): Envelope => ({
  attack,
  decay,
  sustain,
  release,
});
const filter = (hz: number, octaves: number, decay: number, q = 0.7): Filter => ({ hz, octaves, decay, q });

const wave = (base: Partial<WavePatch> & Pick<WavePatch, 'wave' | 'envelope'>): WavePatch => ({
  kind: 'wave',
  unison: 1,
  cents: 0,
  width: 0,
  filter: null,
  vibrato: null,
  tremolo: null,
  ...base,
});
const fm = (base: Partial<FmPatch> & Pick<FmPatch, 'envelope'>): FmPatch => ({
  kind: 'fm',
  ratio: 1,
  index: 1,
  indexDecay: 0.4,
  tine: 0,
  tremolo: null,
  ...base,
});

/** Every instrument that a style may name. */
export const PATCHES = {
  rhodes: fm({
    index: 1.1,
    indexDecay: 0.5,
    tine: 0.12,
    envelope: envelope(0.004, 1.6, 0.12, 0.16),
    tremolo: { rate: 4.2, depth: 0.25 },
  }),
  piano: fm({ ratio: 2, index: 0.9, indexDecay: 0.28, tine: 0.1, envelope: envelope(0.003, 1.1, 0.06, 0.12) }),
  bell: fm({ ratio: 3.5, index: 1.6, indexDecay: 0.5, envelope: envelope(0.002, 0.9, 0, 0.6) }),
  glass: fm({ ratio: 2, index: 0.5, indexDecay: 1.2, envelope: envelope(0.02, 2.2, 0.05, 1.2) }),
  mallet: fm({ ratio: 4, index: 1.3, indexDecay: 0.06, envelope: envelope(0.002, 0.28, 0, 0.15) }),
  vibes: fm({
    ratio: 4,
    index: 0.55,
    indexDecay: 0.1,
    envelope: envelope(0.003, 1.3, 0, 0.35),
    tremolo: { rate: 5, depth: 0.25 },
  }),
  warmPad: wave({
    wave: 'saw',
    unison: 4,
    cents: 9,
    width: 0.65,
    envelope: envelope(0.7, 1.5, 0.8, 0.7),
    filter: filter(700, 0.6, 2),
  }),
  glassPad: wave({
    wave: 'organ',
    unison: 4,
    cents: 7,
    width: 0.75,
    envelope: envelope(1.6, 2, 0.85, 1.6),
    filter: filter(3200, 0.5, 4),
  }),
  airPad: wave({
    wave: 'triangle',
    unison: 4,
    cents: 11,
    width: 0.75,
    envelope: envelope(2, 2, 0.8, 1.8),
    filter: filter(2200, 0.3, 4),
  }),
  superSaw: wave({
    wave: 'saw',
    unison: 6,
    cents: 16,
    width: 0.75,
    envelope: envelope(0.012, 0.6, 0.75, 0.14),
    filter: filter(2400, 1.2, 0.35),
  }),
  pluckSaw: wave({
    wave: 'saw',
    unison: 2,
    cents: 8,
    width: 0.6,
    envelope: envelope(0.002, 0.16, 0.05, 0.1),
    filter: filter(500, 3.2, 0.09, 1.6),
  }),
  ensemble: wave({
    wave: 'string',
    unison: 4,
    cents: 10,
    width: 0.65,
    envelope: envelope(0.35, 1, 0.85, 0.35),
    filter: filter(2600, 0.5, 1.2),
    vibrato: { rate: 5.1, depth: 0.0035 },
  }),
  lowStrings: wave({
    wave: 'string',
    unison: 3,
    cents: 8,
    width: 0.6,
    envelope: envelope(0.12, 0.8, 0.85, 0.25),
    filter: filter(900, 0.6, 0.8),
    vibrato: { rate: 4.6, depth: 0.003 },
  }),
  staccato: wave({
    wave: 'string',
    unison: 3,
    cents: 9,
    width: 0.5,
    envelope: envelope(0.012, 0.11, 0.2, 0.07),
    filter: filter(1100, 1.3, 0.1),
  }),
  tremoloStrings: wave({
    wave: 'string',
    unison: 4,
    cents: 14,
    width: 0.75,
    envelope: envelope(0.9, 1, 0.9, 0.6),
    filter: filter(3600, 0.2, 1),
    tremolo: { rate: 11, depth: 0.5 },
  }),
  horn: wave({
    wave: 'reed',
    unison: 2,
    cents: 5,
    width: 0.3,
    envelope: envelope(0.09, 0.5, 0.8, 0.2),
    filter: filter(800, 1.2, 0.4),
    vibrato: { rate: 4.8, depth: 0.003 },
  }),
  flute: wave({ wave: 'flute', envelope: envelope(0.05, 0.4, 0.75, 0.12), vibrato: { rate: 5.2, depth: 0.005 } }),
  whistle: wave({ wave: 'sine', envelope: envelope(0.04, 0.3, 0.7, 0.1), vibrato: { rate: 5.6, depth: 0.007 } }),
  softLead: wave({
    wave: 'square',
    unison: 2,
    cents: 7,
    width: 0.4,
    envelope: envelope(0.01, 0.5, 0.6, 0.12),
    filter: filter(1400, 1.5, 0.25),
    vibrato: { rate: 5, depth: 0.004 },
  }),
  subBass: wave({ wave: 'triangle', envelope: envelope(0.008, 0.5, 0.75, 0.06), filter: filter(420, 0.8, 0.15) }),
  roundBass: wave({ wave: 'saw', envelope: envelope(0.006, 0.35, 0.6, 0.07), filter: filter(320, 1.6, 0.16) }),
  sawBass: wave({
    wave: 'saw',
    unison: 2,
    cents: 6,
    width: 0.2,
    envelope: envelope(0.004, 0.2, 0.6, 0.05),
    filter: filter(300, 2.4, 0.12, 1.2),
  }),
  drone: wave({
    wave: 'saw',
    unison: 3,
    cents: 5,
    width: 0.5,
    envelope: envelope(1.2, 2, 0.9, 1.2),
    filter: filter(240, 0.8, 3),
  }),
  steel: { kind: 'string', ring: 2.6, bright: 0.62, pluckAt: 0.17, release: 0.12 },
  nylon: { kind: 'string', ring: 2.0, bright: 0.36, pluckAt: 0.24, release: 0.14 },
  muted: { kind: 'string', ring: 0.8, bright: 0.42, pluckAt: 0.14, release: 0.06 },
  ukulele: { kind: 'string', ring: 1.1, bright: 0.45, pluckAt: 0.28, release: 0.09 },
} as const satisfies Record<string, Patch>;

export type PatchName = keyof typeof PATCHES;
