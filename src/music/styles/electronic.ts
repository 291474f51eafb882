import { TEMPI } from '../../draft/music-form.ts';
import { MINOR_PENTATONIC } from '../harmony.ts';
import { type Style, seat } from '../style.ts';

/** Four on the floor: saw chords that pump with the kick, a driving bass, plucked figures with echoes, risers. */
export const ELECTRONIC: Style = {
  ...TEMPI.electronic,
  swing: 0,
  human: 1,
  tonics: [45, 47, 48, 50, 41],
  scale: MINOR_PENTATONIC,
  progressions: {
    a: ['0:min 8:maj 3:maj 10:maj', '0:min7 8:maj7 5:min7 10:maj', '8:maj 10:maj 0:min 0:min'],
    b: ['8:maj 10:maj 0:min 3:maj', '0:min 3:maj 8:maj 10:maj'],
    k: ['8:maj7 10:maj 0:minadd9 0:minadd9'],
  },
  barsPerChord: 1,
  cadence: '10:sus4',
  final: '0:minadd9',
  dynamics: { i: 0.85, a: 0.92, b: 1, c: 1.06, k: 0.8, o: 0.9, e: 0.95 },
  parts: [
    {
      role: 'chords',
      patch: 'superSaw',
      rhythm: 'X--X--X-..X-X-X-',
      order: 'all',
      range: [55, 74],
      ...seat('bc', -16, { reverb: 0.25, duck: 0.65 }),
    },
    {
      role: 'chords',
      patch: 'warmPad',
      rhythm: 'x---------------',
      order: 'all',
      range: [55, 74],
      ...seat('iabkoe', -18, { reverb: 0.4, duck: 0.6 }),
    },
    {
      role: 'chords',
      patch: 'pluckSaw',
      rhythm: 'x.xx.xx.x.xx.x.x',
      order: 'updown',
      range: [60, 81],
      ...seat('iackoe', -12.5, { pan: 0.15, reverb: 0.25, echo: 0.4, duck: 0.3 }),
    },
    {
      role: 'bass',
      patch: 'sawBass',
      rhythm: '..R-..R-..R-..8-',
      range: [33, 45],
      ...seat('bcoe', -10.5, { reverb: 0, duck: 0.55 }),
    },
    {
      role: 'bass',
      patch: 'subBass',
      rhythm: 'R---R---R---R-a-',
      range: [33, 45],
      ...seat('a', -16, { reverb: 0, duck: 0.6 }),
    },
    {
      role: 'lead',
      patch: 'softLead',
      rhythms: [
        'x--x--x-....x-x-x--x--x-x-------',
        'x-x-..x-x--x--x-....x-x-x---....',
        'x-----x-x-x-....x-----x-x---....',
      ],
      range: [69, 86],
      leap: 2,
      ...seat('c', -19, { pan: -0.1, reverb: 0.3, echo: 0.35, duck: 0.3 }),
    },
    {
      role: 'drums',
      lines: {
        kick: 'X...X...X...X...',
        clap: '....X.......X...',
        openHat: '..x...x...x...x.',
        hat: 'o.ooo.ooo.ooo.oo',
      },
      fill: { kick: 'X...X...X.......', clap: '....X...x.x.xxxx', openHat: '..x...x.........' },
      ...seat('bc', -8.5, { reverb: 0.06 }),
    },
    {
      role: 'drums',
      lines: { kick: 'X...X...X...X...', hat: '..x...x...x...x.', rim: '...x..x....x..x.' },
      fill: { clap: '........x.x.xxxx', riser: 'x...............' },
      ...seat('ao', -9, { reverb: 0.1 }),
    },
    {
      role: 'drums',
      lines: { hat: '..o...o...o...o.' },
      fill: { riser: '........x.......' },
      ...seat('ike', -13, { reverb: 0.2 }),
    },
  ],
  accents: ['crash', 'boom'],
  ending: [
    ['kick', 1],
    ['boom', 0.7],
    ['crash', 0.5],
  ],
  room: { size: 1.1, seconds: 1.7, damp: 0.35 },
  echo: { sixteenths: 3, feedback: 0.45 },
  tape: { tone: null, wobble: 0, crackle: 0, drive: 0.5 },
};
