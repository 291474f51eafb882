import { TEMPI } from '../../draft/music-form.ts';
import { HARMONIC_MINOR } from '../harmony.ts';
import { type Style, seat } from '../style.ts';

/** Something is about to happen: a clock, a heartbeat, low strings that will not rest, a shiver high above. */
export const SUSPENSE: Style = {
  ...TEMPI.suspense,
  swing: 0,
  human: 4,
  tonics: [45, 46, 48, 50, 43],
  scale: HARMONIC_MINOR,
  progressions: {
    a: ['0:min 0:min 1:maj 0:min', '0:min 8:maj 0:min 11:dim', '0:minadd9 0:min 6:dim 0:min'],
    b: ['0:min 1:maj 5:min 11:dim', '0:min 3:maj 6:dim 7:maj'],
    c: ['0:min 1:maj 0:min 6:dim', '8:maj 7:maj 0:min 1:maj'],
    k: ['0:cluster 0:cluster'],
  },
  barsPerChord: 1,
  cadence: '7:sus4',
  final: '0:min',
  dynamics: { i: 0.66, a: 0.8, b: 0.94, c: 1.1, k: 0.6, o: 0.7, e: 0.85 },
  parts: [
    {
      role: 'bass',
      patch: 'drone',
      rhythm: 'r---------------',
      range: [28, 40],
      ...seat('iabckoe', -13, { reverb: 0.25 }),
    },
    {
      role: 'chords',
      patch: 'staccato',
      rhythm: 'X.ooX.ooX.ooX.oo',
      order: 'pick',
      range: [45, 62],
      ...seat('abc', -10, { pan: -0.2, reverb: 0.3 }),
    },
    {
      role: 'bass',
      patch: 'lowStrings',
      rhythm: 'R-....r-....R---',
      range: [33, 45],
      ...seat('bce', -13, { reverb: 0.35 }),
    },
    {
      role: 'chords',
      patch: 'tremoloStrings',
      rhythm: 'o---------------',
      order: 'all',
      range: [72, 88],
      ...seat('bcke', -21, { pan: 0.2, reverb: 0.5 }),
    },
    {
      role: 'chords',
      patch: 'ensemble',
      rhythm: 'o---------------',
      order: 'all',
      range: [52, 70],
      ...seat('ice', -20, { reverb: 0.5 }),
    },
    {
      role: 'lead',
      patch: 'piano',
      rhythms: [
        'x-----......x-----..........x---',
        '....x-----..........x-----x-....',
        'x---x-----......................',
      ],
      range: [69, 86],
      leap: 3,
      ...seat('iabko', -20, { pan: 0.25, reverb: 0.6, echo: 0.45 }),
    },
    {
      role: 'lead',
      patch: 'horn',
      rhythms: ['x-----------x---x---------------', 'x-------x-------x-------........'],
      range: [52, 69],
      leap: 2,
      ...seat('c', -16, { pan: -0.15, reverb: 0.5 }),
    },
    {
      role: 'drums',
      lines: { tick: 'x.o.x.o.x.o.x.o.', heart: 'X..x............' },
      fill: null,
      ...seat('iako', -12, { reverb: 0.2 }),
    },
    {
      role: 'drums',
      lines: { tick: 'xoooxoooxoooxooo', heart: 'X..x....X..x....', taiko: '........x.....o.' },
      fill: { taiko: 'x.....x.x.x.x.xx', tick: 'xoooxoooxoooxooo', riser: 'x...............' },
      ...seat('bce', -13.5, { reverb: 0.25 }),
    },
  ],
  accents: ['boom'],
  ending: [['boom', 1]],
  room: { size: 1.4, seconds: 2.6, damp: 0.5 },
  echo: { sixteenths: 6, feedback: 0.4 },
  tape: { tone: null, wobble: 0, crackle: 0, drive: 0.3 },
};
