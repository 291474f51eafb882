import type { MoodName } from '../draft/mood-names.ts';
import type { Style } from './style.ts';
import { ACOUSTIC } from './styles/acoustic.ts';
import { AMBIENT } from './styles/ambient.ts';
import { CINEMATIC } from './styles/cinematic.ts';
import { CORPORATE } from './styles/corporate.ts';
import { ELECTRONIC } from './styles/electronic.ts';
import { LO_FI } from './styles/lo-fi.ts';
import { SUSPENSE } from './styles/suspense.ts';
import { UPBEAT } from './styles/upbeat.ts';

/** The style of each mood. */
export const STYLES: Readonly<Record<MoodName, Style>> = {
  'lo-fi': LO_FI,
  upbeat: UPBEAT,
  cinematic: CINEMATIC,
  ambient: AMBIENT,
  corporate: CORPORATE,
  acoustic: ACOUSTIC,
  electronic: ELECTRONIC,
  suspense: SUSPENSE,
};
