import { Random } from '../base/random.ts';
import type { Bar, Form } from '../draft/music-form.ts';
import { type Chord, chordOf, voiced } from './harmony.ts';
import type { BassPart, ChordPart, DrumPart, Section, Style } from './style.ts';
import type { DrumName } from './synth/drums.ts';
import { folded, type Stroke, strokesOf, tuneOf } from './tune.ts';

/** Something that sounds: a note of a part, or a stroke of a drum. Times in seconds from the start of the piece. */
export type Event = {
  readonly at: number;
  readonly part: number;
  readonly midi: number;
  readonly drum: DrumName | null;
  readonly length: number;
  readonly velocity: number;
  readonly pan: number;
};

/** What a bar is written from. */
type Page = {
  readonly style: Style;
  readonly form: Form;
  readonly seed: number;
  readonly tonic: number;
  readonly index: number;
  readonly bar: Bar;
  readonly start: number;
  readonly sixteenth: number;
  readonly chord: Chord;
  readonly next: Chord;
};

/** Writes a piece bar by bar; each bar's events rise in time. Memory does not grow with the length of the piece. */
export function* scoreOf(style: Style, form: Form, seed: number): Generator<{ start: number; events: Event[] }> {
  const tonic = new Random(seed, 'key').pick(style.tonics);
  const sixteenth = 15 / form.bpm;
  const voices = new Map<number, number[]>();
  for (const [index, bar] of form.bars.entries()) {
    const start = form.offset + index * 16 * sixteenth;
    const chord = chordAt(style, form, seed, index);
    const page = {
      style,
      form,
      seed,
      tonic,
      index,
      bar,
      start,
      sixteenth,
      chord,
      next: chordAt(style, form, seed, index + 1),
    };
    const events = style.parts.flatMap((part, k): Event[] => {
      if (!part.sections.includes(bar.section)) return [];
      if (part.role === 'drums') return drumsOf(page, part, k);
      if (part.role === 'bass') return bassOf(page, part, k);
      if (part.role === 'chords') return chordsOf(page, part, k, voices);
      return tuneOf(part, style, bar, { seed, tonic, chord }).map((stroke) =>
        event(page, k, stroke, { midi: stroke.midi, pan: part.pan }),
      );
    });
    const all = [...events, ...accentsOf(page)].filter((e) => e.at > -EARLY_S);
    yield { start, events: all.toSorted((a, b) => a.at - b.at) };
  }
  yield ending(style, form, { seed, tonic, voices });
}

/** A player may strike so long before the piece begins and still be heard; what is earlier lies before a short piece. */
const EARLY_S = 0.02;

/** The harmony of a bar; the one before the last chord leads to it. */
function chordAt(style: Style, form: Form, seed: number, index: number): Chord {
  const bar = form.bars[index];
  if (bar === undefined) return chordOf(style.final);
  if (index === form.bars.length - 1 && form.bars.length > 1) return chordOf(style.cadence);
  const own: Section = style.progressions[bar.section] === undefined ? 'a' : bar.section;
  // A section keeps its progression for the whole piece: that is what makes it the same section.
  const progression = new Random(seed, 'chords', own).pick(style.progressions[own] ?? style.progressions.a).split(' ');
  return chordOf(progression[Math.floor(bar.place / style.barsPerChord) % progression.length] ?? style.final);
}

/** Puts a stroke into time: swing, the player's hand, the section's strength. */
function event(
  page: Page,
  part: number,
  stroke: Stroke,
  note: { midi: number; pan: number; late?: number; drum?: DrumName },
): Event {
  const { style, bar, start, sixteenth } = page;
  const random = new Random(page.seed, 'hand', part, page.index, stroke.step, note.midi);
  const swing = stroke.step % 2 === 1 ? style.swing * sixteenth : 0;
  const hand = (random.around() * style.human) / 1000;
  const growth = 0.92 + (0.16 * bar.place) / bar.length;
  return {
    at: start + stroke.step * sixteenth + swing + hand + (note.late ?? 0),
    part,
    midi: note.midi,
    drum: note.drum ?? null,
    length: stroke.length * sixteenth,
    velocity: Math.min(1, stroke.strength * style.dynamics[bar.section] * growth * (1 + 0.12 * random.around())),
    pan: note.pan,
  };
}

function chordsOf(page: Page, part: ChordPart, k: number, voices: Map<number, number[]>): Event[] {
  const { style, bar, seed, tonic, chord, sixteenth } = page;
  const holds = style.barsPerChord;
  const notes = voiced(chord, tonic, part.range, voices.get(k) ?? null);
  voices.set(k, notes);
  const random = new Random(seed, 'strokes', k, bar.section, bar.place);
  const strokes = strokesOf(part.rhythm, bar.place, random);
  const spread = (i: number): number =>
    Math.max(-1, Math.min(1, part.pan + (i / Math.max(1, notes.length - 1) - 0.5) * 0.9));
  return strokes.flatMap((given, s) => {
    const isPad = given.length === 16;
    if (isPad && bar.place % holds !== 0) return [];
    // Pads last until the chord changes, and a little into the next one.
    const stroke = isPad ? { ...given, length: 16 * holds + 0.5 } : given;
    if (part.order === 'all' || part.order === 'strum') {
      const isUp = part.order === 'strum' && given.step % 4 === 2;
      const late = part.order === 'strum' ? Math.min(0.011, sixteenth / 12) : 0;
      return notes.map((midi, i) =>
        event(page, k, stroke, { midi, pan: spread(i), late: late * (isUp ? notes.length - 1 - i : i) }),
      );
    }
    const place = orderOf(part.order, s + (part.rhythm.length > 16 ? 0 : bar.place * strokes.length), notes.length);
    const midi = (notes[place % notes.length] ?? tonic) + (place >= notes.length ? 12 : 0);
    return [event(page, k, stroke, { midi, pan: spread(place % notes.length) })];
  });
}

/** Which note of the chord the `n`-th stroke plays; `count` and above are an octave higher. */
function orderOf(order: 'up' | 'updown' | 'pick', n: number, count: number): number {
  if (order === 'up') return n % (count + 1);
  if (order === 'pick') return [0, count - 1, 1, count - 2, 0, count, 2 % count, 1][n % 8] ?? 0;
  const turn = 2 * count;
  const at = n % turn;
  return at <= count ? at : turn - at;
}

function bassOf(page: Page, part: BassPart, k: number): Event[] {
  const { chord, next, tonic, bar, seed } = page;
  const random = new Random(seed, 'bass', k, bar.section, bar.place);
  const root = folded(tonic + chord.root, part.range);
  const goal = folded(tonic + next.root, part.range);
  const fifth = chord.notes.includes(6) && !chord.notes.includes(7) ? 6 : 7;
  return strokesOf(part.rhythm, bar.place, random).flatMap((stroke) => {
    const isPad = stroke.length === 16;
    if (isPad && bar.place % page.style.barsPerChord !== 0) return [];
    const held = isPad ? { ...stroke, length: 16 * page.style.barsPerChord } : stroke;
    const midi =
      stroke.sign === '5'
        ? root + fifth
        : stroke.sign === '8'
          ? root + 12
          : stroke.sign === 'a'
            ? goal + (goal > root ? -2 : goal < root ? 2 : 7)
            : root;
    return [event(page, k, held, { midi, pan: part.pan })];
  });
}

/** Where the drums of a kit stand, as a player's kit does. */
const STAGE: Partial<Record<DrumName, number>> = {
  hat: 0.25,
  openHat: 0.25,
  shaker: -0.35,
  rim: -0.2,
  tick: 0.4,
  tom: -0.25,
  crash: 0.15,
  clap: 0.05,
};

function drumsOf(page: Page, part: DrumPart, k: number): Event[] {
  const { bar, seed } = page;
  const isLast = bar.place === bar.length - 1 && bar.length > 1;
  const fill = isLast ? part.fill : null;
  const strokes = (lines: DrumPart['lines'], keep: (step: number) => boolean): Event[] =>
    (Object.entries(lines) as [DrumName, string][]).flatMap(([drum, rhythm]) =>
      strokesOf(rhythm, bar.place, new Random(seed, 'drum', k, drum, bar.section, bar.place % 4))
        .filter((stroke) => keep(stroke.step))
        .map((stroke) => event(page, k, stroke, { midi: 0, pan: STAGE[drum] ?? 0, drum })),
    );
  if (fill === null) return strokes(part.lines, () => true);
  return [...strokes(part.lines, (step) => step < 8), ...strokes(fill, (step) => step >= 8)];
}

/** A stroke where a section begins that is stronger than the one before it. */
function accentsOf(page: Page): Event[] {
  const { style, form, index, bar } = page;
  const before = form.bars[index - 1];
  if (bar.place > 0 || before === undefined || style.dynamics[bar.section] <= style.dynamics[before.section]) return [];
  const k = style.parts.findIndex((part) => part.role === 'drums' && part.sections.includes(bar.section));
  if (k < 0) return [];
  const stroke = { step: 0, length: 16, strength: 0.7, sign: 'x' };
  return style.accents.map((drum) => event(page, k, stroke, { midi: 1, pan: 0, drum }));
}

/** The last chord: everything that plays it, let ring to the end. */
function ending(
  style: Style,
  form: Form,
  { seed, tonic, voices }: { seed: number; tonic: number; voices: ReadonlyMap<number, number[]> },
): { start: number; events: Event[] } {
  const start = form.offset + (form.bars.length * 240) / form.bpm;
  const chord = chordOf(style.final);
  // Three quarters of the rest are held, the release takes what is left.
  const length = (form.seconds - start) * 0.6;
  const random = new Random(seed, 'end');
  const events = style.parts.flatMap((part, k): Event[] => {
    if (!part.sections.includes('e')) return [];
    const note = (midi: number, late: number, pan: number, velocity = 0.75): Event => ({
      at: start + late,
      part: k,
      midi,
      drum: null,
      length: Math.max(0.2, length - late),
      velocity: velocity * style.dynamics.e,
      pan,
    });
    if (part.role === 'drums') {
      return style.ending.map(([drum, velocity]) => ({
        ...note(0, 0, 0),
        drum,
        velocity: velocity * style.dynamics.e,
      }));
    }
    if (part.role === 'bass') return [note(folded(tonic + chord.root, part.range), 0, part.pan, 0.85)];
    if (part.role === 'lead')
      return [note(folded(tonic + chord.root + (random.chance(0.5) ? 0 : 7), part.range), 0, part.pan, 0.7)];
    const notes = voiced(chord, tonic, part.range, voices.get(k) ?? null);
    const gap = part.order === 'all' ? 0.006 : part.order === 'strum' ? 0.03 : 0.09;
    return notes.map((midi, i) => note(midi, i * gap, part.pan + (i / Math.max(1, notes.length - 1) - 0.5) * 0.9));
  });
  return { start, events };
}
