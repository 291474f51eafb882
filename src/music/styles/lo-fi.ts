import { TEMPI } from '../../draft/music-form.ts';
import { MAJOR_PENTATONIC } from '../harmony.ts';
import { type Style, seat } from '../style.ts';

/** Dusty drums with a swing, an electric piano in ninths, a soft bass, vibes here and there; all through worn tape. */
export const LO_FI: Style = {
  ...TEMPI['lo-fi'],
  swing: 0.3,
  human: 11,
  tonics: [48, 50, 51, 53, 55, 46],
  scale: MAJOR_PENTATONIC,
  progressions: {
    a: ['2:min9 7:dom13 0:maj9 9:min9', '5:maj9 4:min7 2:min9 0:maj9', '0:maj9 9:min9 2:min9 7:sus7'],
    b: ['5:maj9 7:dom13 4:min7 9:min9', '2:min9 4:min7 5:maj9 7:sus7', '9:min9 2:min9 7:dom13 0:maj9'],
    k: ['5:maj9 4:min7', '2:min9 0:maj9'],
  },
  barsPerChord: 1,
  cadence: '7:sus7',
  final: '0:maj9',
  dynamics: { i: 0.8, a: 0.92, b: 1, c: 1.04, k: 0.84, o: 0.82, e: 0.9 },
  parts: [
    {
      role: 'chords',
      patch: 'rhodes',
      rhythm: 'X-----x---o-----X-----..x-------',
      order: 'strum',
      range: [55, 74],
      ...seat('iabckoe', -14.5, { reverb: 0.3, duck: 0.3 }),
    },
    {
      role: 'chords',
      patch: 'warmPad',
      rhythm: 'x---------------',
      order: 'all',
      range: [55, 72],
      ...seat('bcke', -16, { reverb: 0.4, duck: 0.35 }),
    },
    {
      role: 'bass',
      patch: 'subBass',
      rhythm: 'R-----..r-5-..a-R-----..R---5-..',
      range: [31, 43],
      ...seat('abcoe', -9.5, { reverb: 0, duck: 0.25 }),
    },
    {
      role: 'lead',
      patch: 'vibes',
      rhythms: [
        '....x-x-x---....x-----o-........',
        '..x---x-..x-----....o-x---......',
        'x---..x-x-......x---..........o-',
      ],
      range: [67, 86],
      leap: 2,
      ...seat('bc', -18, { pan: 0.25, reverb: 0.45, echo: 0.35 }),
    },
    {
      role: 'lead',
      patch: 'nylon',
      rhythms: ['........x-x-o-x-....x---........', '......x---x-..x-x---............'],
      range: [62, 79],
      leap: 2,
      ...seat('ak', -5, { pan: -0.3, reverb: 0.35, echo: 0.25 }),
    },
    {
      role: 'drums',
      lines: {
        softKick: 'X.....?..ox.....X..?..x...?.....',
        brush: '....X.......X..?....X.......X...',
        hat: 'x.o.x.o.x.oox.o.x.o.x.o.x.o.x.?.',
      },
      fill: { brush: '....X.......X.oo', softKick: 'X.......X.......', hat: 'x.o.x.o.x.......' },
      ...seat('bc', -5.5, { reverb: 0.1 }),
    },
    {
      role: 'drums',
      lines: { softKick: 'X.........x.....', rim: '....x.......x...', hat: 'o...o...o...o.?.' },
      fill: null,
      ...seat('ao', -4, { reverb: 0.12 }),
    },
    { role: 'drums', lines: { hat: 'o...o...o...o...' }, fill: null, ...seat('k', -7, { reverb: 0.15 }) },
  ],
  accents: [],
  ending: [],
  room: { size: 0.9, seconds: 1.3, damp: 0.6 },
  echo: { sixteenths: 3, feedback: 0.35 },
  tape: { tone: 5200, wobble: 0.55, crackle: 0.55, drive: 0.5 },
};
