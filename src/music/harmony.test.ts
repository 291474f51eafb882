import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../base/random.ts';
import { chordOf, MAJOR, MAJOR_PENTATONIC, pitchOf, stepInChord, voiced } from './harmony.ts';
import { STYLES } from './styles.ts';
import { strokesOf } from './tune.ts';

test('chords are written as root and quality', () => {
  assert.deepEqual(chordOf('9:min7'), { root: 9, notes: [0, 3, 7, 10] });
  assert.throws(() => chordOf('9:foo'), RangeError);
  assert.throws(() => chordOf('x:min'), RangeError);
});

test('every style names chords that exist, and rhythms of whole bars', () => {
  for (const [mood, style] of Object.entries(STYLES)) {
    const symbols = [
      ...Object.values(style.progressions)
        .flat()
        .flatMap((p) => p.split(' ')),
      style.cadence,
      style.final,
    ];
    for (const symbol of symbols) assert.ok(chordOf(symbol).notes.length > 1, `${mood} ${symbol}`);
    for (const part of style.parts) {
      const rhythms =
        part.role === 'drums'
          ? [...Object.values(part.lines), ...Object.values(part.fill ?? {})]
          : part.role === 'lead'
            ? part.rhythms
            : [part.rhythm];
      for (const rhythm of rhythms) {
        assert.equal(rhythm.length % 16, 0, `${mood} ${part.role}: "${rhythm}" has ${rhythm.length} steps`);
        assert.match(rhythm, part.role === 'bass' ? /^[Rr58a.-]+$/ : /^[Xxo?.-]+$/, `${mood} ${part.role}`);
      }
    }
  }
});

test('voices move by little: C to F keeps the C', () => {
  const c = voiced(chordOf('0:maj'), 60, [55, 74], null);
  const f = voiced(chordOf('5:maj'), 60, [55, 74], c);
  assert.ok(
    f.some((note) => c.includes(note)),
    `${c.join()} → ${f.join()}`,
  );
  const moved = f.map((note) => Math.min(...c.map((old) => Math.abs(old - note))));
  assert.ok(Math.max(...moved) <= 2, `${c.join()} → ${f.join()}`);
});

test('scale steps go through the octaves', () => {
  assert.deepEqual(
    [-1, 0, 1, 6, 7, 8].map((step) => pitchOf(step, MAJOR, 60)),
    [59, 60, 62, 71, 72, 74],
  );
});

test('the nearest step that belongs to a chord', () => {
  const chord = chordOf('0:maj');
  assert.equal(stepInChord(1, chord, MAJOR_PENTATONIC), 2);
  assert.equal(stepInChord(2, chord, MAJOR_PENTATONIC), 2);
});

test('a rhythm is read stroke by stroke, bar by bar', () => {
  const text = 'X--.x...o-......x---------------';
  assert.deepEqual(
    strokesOf(text, 0, new Random(1)).map((s) => [s.step, s.length]),
    [
      [0, 3],
      [4, 1],
      [8, 2],
    ],
  );
  assert.deepEqual(
    strokesOf(text, 1, new Random(1)).map((s) => [s.step, s.length]),
    [[0, 16]],
  );
  assert.deepEqual(strokesOf(text, 2, new Random(1)), strokesOf(text, 0, new Random(1)));
});
