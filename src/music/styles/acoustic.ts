import { TEMPI } from '../../draft/music-form.ts';
import { MAJOR_PENTATONIC } from '../harmony.ts';
import { type Style, seat } from '../style.ts';

/** Two guitars on a porch: one picks, one strums; a shaker, a soft bass, a flute that comes and goes. */
export const ACOUSTIC: Style = {
  ...TEMPI.acoustic,
  swing: 0.08,
  human: 9,
  tonics: [48, 50, 52, 55],
  scale: MAJOR_PENTATONIC,
  progressions: {
    a: ['0:add9 7:maj 9:min7 5:maj7', '0:maj 5:add9 0:maj 7:sus4', '0:add9 9:min7 5:maj7 7:maj'],
    b: ['5:maj7 7:maj 0:maj 9:min7', '9:min7 5:add9 0:maj 7:maj'],
    k: ['5:maj7 0:add9'],
  },
  barsPerChord: 1,
  cadence: '7:sus4',
  final: '0:add9',
  dynamics: { i: 0.78, a: 0.88, b: 1, c: 1.05, k: 0.76, o: 0.8, e: 0.88 },
  parts: [
    {
      role: 'chords',
      patch: 'nylon',
      rhythm: 'X-x-o-x-x-o-x-o-',
      order: 'pick',
      range: [52, 72],
      ...seat('iabkoe', -6, { pan: -0.3, reverb: 0.25 }),
    },
    {
      role: 'chords',
      patch: 'steel',
      rhythm: 'X---x-x-..x-x-x-',
      order: 'strum',
      range: [55, 76],
      ...seat('bce', -13, { pan: 0.35, reverb: 0.2 }),
    },
    {
      role: 'chords',
      patch: 'steel',
      rhythm: 'X-----o-x-----o-',
      order: 'strum',
      range: [52, 72],
      ...seat('c', -15, { pan: -0.4, reverb: 0.2 }),
    },
    {
      role: 'bass',
      patch: 'subBass',
      rhythm: 'R-----..r---5-a-',
      range: [33, 45],
      ...seat('abcoe', -19, { reverb: 0.05 }),
    },
    {
      role: 'lead',
      patch: 'flute',
      rhythms: [
        'x-----x-x---x---x-----------....',
        '....x---x-x-x---x-------x---....',
        'x---x-x-x-------..x-x---x-------',
      ],
      range: [67, 86],
      leap: 2,
      ...seat('bc', -22.5, { pan: 0.1, reverb: 0.4, echo: 0.1 }),
    },
    {
      role: 'lead',
      patch: 'steel',
      rhythms: ['........x-x-x---....x-x-x-------', '..x-x---........x-x-o-x-........'],
      range: [67, 84],
      leap: 2,
      ...seat('ak', -10, { pan: 0.3, reverb: 0.35, echo: 0.15 }),
    },
    {
      role: 'drums',
      lines: { softKick: 'X.......X..o....', brush: '....x.......x..?', shaker: 'x.oox.oox.oox.oo' },
      fill: { brush: '....x.....o.x.ox', softKick: 'X.......X.......', shaker: 'x.oox.oo........' },
      ...seat('bc', -9.5, { reverb: 0.15 }),
    },
    {
      role: 'drums',
      lines: { shaker: 'x.o.x.o.x.o.x.oo', softKick: 'x.......o.......' },
      fill: null,
      ...seat('a', -11, { reverb: 0.15 }),
    },
  ],
  accents: [],
  ending: [],
  room: { size: 0.8, seconds: 1.1, damp: 0.45 },
  echo: { sixteenths: 4, feedback: 0.2 },
  tape: { tone: null, wobble: 0, crackle: 0, drive: 0.15 },
};
