import { TEMPI } from '../../draft/music-form.ts';
import { MAJOR_PENTATONIC } from '../harmony.ts';
import { type Style, seat } from '../style.ts';

/** A band in the sun: ukulele, piano, claps, a bouncing bass and a whistled tune. */
export const UPBEAT: Style = {
  ...TEMPI.upbeat,
  swing: 0.06,
  human: 5,
  tonics: [48, 50, 52, 53, 55],
  scale: MAJOR_PENTATONIC,
  progressions: {
    a: ['0:maj 7:maj 9:min 5:maj', '0:add9 5:maj 9:min 7:maj', '0:maj 9:min 5:maj 7:maj'],
    b: ['5:maj 7:maj 0:maj 9:min', '5:add9 0:maj 7:maj 9:min'],
    k: ['9:min 5:maj 0:maj 7:sus4'],
  },
  barsPerChord: 1,
  cadence: '7:dom7',
  final: '0:add9',
  dynamics: { i: 0.84, a: 0.93, b: 1, c: 1.05, k: 0.82, o: 0.95, e: 1 },
  parts: [
    {
      role: 'chords',
      patch: 'ukulele',
      rhythm: 'X-..x-x-..x-x-x-',
      order: 'strum',
      range: [62, 78],
      ...seat('iabcoe', -10, { pan: -0.35, reverb: 0.18 }),
    },
    {
      role: 'chords',
      patch: 'piano',
      rhythm: 'X--.x--.x-x---x-',
      order: 'all',
      range: [55, 72],
      ...seat('abcke', -25, { pan: 0.3, reverb: 0.2 }),
    },
    {
      role: 'chords',
      patch: 'mallet',
      rhythm: 'x.x.x.x.x.x.x.x.',
      order: 'updown',
      range: [67, 84],
      ...seat('bc', -19, { pan: 0.45, reverb: 0.25, echo: 0.2 }),
    },
    {
      role: 'bass',
      patch: 'roundBass',
      rhythm: 'R-..r-8-..r-5-a-',
      range: [33, 45],
      ...seat('abcoe', -10.5, { reverb: 0, duck: 0.25 }),
    },
    {
      role: 'lead',
      patch: 'whistle',
      rhythms: [
        'x-x-x---x-x-o---x---x---x-------',
        'x---x-x-..x-x---x-x-x-o-x-------',
        '..x-x-x-x---x---..x-x-x-x-------',
      ],
      range: [72, 88],
      leap: 2,
      ...seat('bc', -20, { pan: 0.08, reverb: 0.3, echo: 0.15 }),
    },
    {
      role: 'lead',
      patch: 'bell',
      rhythms: ['x---....x---....x---x---x-------', '....x-x-........x-x-x---........'],
      range: [72, 91],
      leap: 2,
      ...seat('ake', -22, { pan: -0.15, reverb: 0.4, echo: 0.25 }),
    },
    {
      role: 'drums',
      lines: {
        kick: 'X...x...X...x.?.',
        clap: '....X.......X...',
        hat: 'o.x.o.x.o.x.o.x.',
        shaker: 'xoxoxoxoxoxoxoxo',
      },
      fill: { clap: '....X...x.x.xxX.', kick: 'X...x...X...x...', tom: '............x.x.' },
      ...seat('bc', -9, { reverb: 0.1 }),
    },
    {
      role: 'drums',
      lines: { kick: 'X.......X.x.....', clap: '....x.......x...', shaker: 'x.o.x.o.x.o.x.oo' },
      fill: null,
      ...seat('ao', -10, { reverb: 0.12 }),
    },
    {
      role: 'drums',
      lines: { clap: '....x.......x...', shaker: 'o.o.o.o.o.o.o.o.' },
      fill: { clap: '........x.x.xxXX' },
      ...seat('ike', -12, { reverb: 0.15 }),
    },
  ],
  accents: ['crash'],
  ending: [
    ['kick', 0.9],
    ['clap', 0.8],
    ['crash', 0.6],
  ],
  room: { size: 0.7, seconds: 0.9, damp: 0.35 },
  echo: { sixteenths: 3, feedback: 0.25 },
  tape: { tone: null, wobble: 0, crackle: 0, drive: 0.25 },
};
