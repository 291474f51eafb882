import { TEMPI } from '../../draft/music-form.ts';
import { LYDIAN } from '../harmony.ts';
import { type Style, seat } from '../style.ts';

/** Wide, slow chords that breathe, a low root, and single glassy notes far away. No beat. */
export const AMBIENT: Style = {
  ...TEMPI.ambient,
  swing: 0,
  human: 60,
  tonics: [48, 50, 53, 55, 45],
  scale: LYDIAN,
  progressions: {
    a: ['0:maj9 5:maj9 9:min9 5:maj9', '0:lyd 9:min11 5:maj9 0:maj9', '5:maj9 0:maj9 2:min9 0:maj9'],
    b: ['9:min11 5:maj9 0:maj9 7:sus2', '2:min9 5:maj9 9:min9 0:maj9'],
    k: ['5:lyd 0:maj9'],
  },
  barsPerChord: 2,
  cadence: '5:maj9',
  final: '0:maj9',
  dynamics: { i: 0.85, a: 0.95, b: 1, c: 1.03, k: 0.88, o: 0.86, e: 0.85 },
  parts: [
    {
      role: 'chords',
      patch: 'warmPad',
      rhythm: 'x---------------',
      order: 'all',
      range: [52, 71],
      ...seat('iabckoe', -13, { reverb: 0.6 }),
    },
    {
      role: 'chords',
      patch: 'glassPad',
      rhythm: 'x---------------',
      order: 'all',
      range: [60, 79],
      ...seat('bce', -20, { pan: 0.2, reverb: 0.7 }),
    },
    {
      role: 'chords',
      patch: 'airPad',
      rhythm: 'o---------------',
      order: 'all',
      range: [67, 86],
      ...seat('ackoe', -18, { pan: -0.2, reverb: 0.7 }),
    },
    {
      role: 'bass',
      patch: 'drone',
      rhythm: 'r---------------',
      range: [31, 43],
      ...seat('abckoe', -15, { reverb: 0.15 }),
    },
    {
      role: 'lead',
      patch: 'glass',
      rhythms: [
        'x-------....x-------....x-------',
        '....x-----------x---....x-------',
        '........x-------....x-----------',
      ],
      range: [67, 86],
      leap: 3,
      ...seat('abck', -21, { pan: 0.3, reverb: 0.8, echo: 0.5 }),
    },
    {
      role: 'lead',
      patch: 'bell',
      rhythms: ['..............x-........x-......', '......x-..........x-............'],
      range: [79, 98],
      leap: 4,
      ...seat('bce', -27, { pan: -0.4, reverb: 0.9, echo: 0.6 }),
    },
  ],
  accents: [],
  ending: [],
  room: { size: 1.9, seconds: 5, damp: 0.35 },
  echo: { sixteenths: 6, feedback: 0.5 },
  tape: { tone: null, wobble: 0.25, crackle: 0, drive: 0.15 },
};
