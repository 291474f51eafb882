import { TEMPI } from '../../draft/music-form.ts';
import { MAJOR } from '../harmony.ts';
import { type Style, seat } from '../style.ts';

/** Confident and clean: muted guitar in eighths, piano, warm strings, a light beat that lifts. */
export const CORPORATE: Style = {
  ...TEMPI.corporate,
  swing: 0,
  human: 4,
  tonics: [48, 50, 52, 53, 55],
  scale: MAJOR,
  progressions: {
    a: ['9:min 5:maj 0:maj 7:maj', '0:add9 9:min 5:add9 7:sus4', '5:add9 0:maj 9:min 7:maj'],
    b: ['5:maj 7:maj 9:min 0:maj', '0:add9 7:maj 9:min 5:maj'],
    k: ['5:add9 9:min'],
  },
  barsPerChord: 1,
  cadence: '7:sus4',
  final: '0:add9',
  dynamics: { i: 0.78, a: 0.88, b: 0.98, c: 1.05, k: 0.76, o: 0.82, e: 0.9 },
  parts: [
    {
      role: 'chords',
      patch: 'muted',
      rhythm: 'X-o-x-o-X-o-x-o-',
      order: 'pick',
      range: [60, 77],
      ...seat('iabco', -6, { pan: -0.4, reverb: 0.2, echo: 0.3 }),
    },
    {
      role: 'chords',
      patch: 'piano',
      rhythm: 'X-----x---x-----',
      order: 'all',
      range: [55, 72],
      ...seat('abckoe', -24, { pan: 0.15, reverb: 0.3 }),
    },
    {
      role: 'chords',
      patch: 'ensemble',
      rhythm: 'o---------------',
      order: 'all',
      range: [57, 76],
      ...seat('bcke', -13, { reverb: 0.4, duck: 0.15 }),
    },
    {
      role: 'chords',
      patch: 'pluckSaw',
      rhythm: 'x.o.x.o.x.o.x.o.',
      order: 'updown',
      range: [64, 81],
      ...seat('c', -21, { pan: 0.4, reverb: 0.3, echo: 0.35, duck: 0.2 }),
    },
    {
      role: 'bass',
      patch: 'roundBass',
      rhythm: 'R-----r-r-----a-',
      range: [33, 45],
      ...seat('abcoe', -11, { reverb: 0, duck: 0.2 }),
    },
    {
      role: 'lead',
      patch: 'bell',
      rhythms: [
        'x-----x-....x---x-------........',
        'x---x---x-------..x-x---x-------',
        '..x-x---..x-x---x-----------....',
      ],
      range: [72, 88],
      leap: 2,
      ...seat('bcke', -20, { pan: 0.1, reverb: 0.45, echo: 0.35 }),
    },
    {
      role: 'drums',
      lines: {
        kick: 'X.....x.X.......',
        clap: '....x.......x...',
        hat: 'o.x.o.x.o.x.o.xo',
        shaker: 'o.o.o.o.o.o.o.o.',
      },
      fill: { kick: 'X.....x.X.......', tom: '........x.x.x.xx', clap: '....x.......x...' },
      ...seat('bc', -8, { reverb: 0.15 }),
    },
    {
      role: 'drums',
      lines: { kick: 'X.......X.......', shaker: 'o.x.o.x.o.x.o.x.' },
      fill: null,
      ...seat('ao', -10, { reverb: 0.15 }),
    },
    { role: 'drums', lines: {}, fill: { riser: '........x.......' }, ...seat('ke', -19, { reverb: 0.3 }) },
  ],
  accents: ['crash'],
  ending: [
    ['kick', 0.8],
    ['crash', 0.4],
  ],
  room: { size: 1, seconds: 1.6, damp: 0.4 },
  echo: { sixteenths: 3, feedback: 0.3 },
  tape: { tone: null, wobble: 0, crackle: 0, drive: 0.2 },
};
