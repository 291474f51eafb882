import { Random } from '../../base/random.ts';
import type { TextAnimation, TextStyle } from '../../draft/model.ts';
import type { Tone } from './palettes.ts';
import type { Script } from './script.ts';

/** How the texts of a whole video look: two kinds of letters, and how they come and go. */
export type Voice = {
  readonly main: Pick<TextStyle, 'font' | 'weight' | 'italic' | 'upper'>;
  readonly small: Pick<TextStyle, 'font' | 'weight' | 'italic' | 'upper'>;
  readonly comes: readonly TextAnimation['name'][];
};

const letters = (
  font: TextStyle['font'],
  weight: TextStyle['weight'],
  upper = false,
  italic = false,
): Voice['main'] => ({
  font,
  weight,
  upper,
  italic,
});

/** Letters that go with a tone: a large kind and a small one that differ enough to be told apart. */
const VOICES: Readonly<Record<Tone, readonly Voice[]>> = {
  bold: [
    {
      main: letters('display', 'bold', true),
      small: letters('sans', 'bold', true),
      comes: ['slide-up', 'pop', 'words-rise'],
    },
    {
      main: letters('display', 'bold'),
      small: letters('mono', 'regular', true),
      comes: ['words-pop', 'slide-left', 'zoom'],
    },
  ],
  warm: [
    { main: letters('serif', 'bold'), small: letters('sans', 'bold', true), comes: ['words-rise', 'fade', 'slide-up'] },
    { main: letters('display', 'bold'), small: letters('hand', 'bold'), comes: ['words-fade', 'slide-up', 'zoom'] },
  ],
  fresh: [
    {
      main: letters('display', 'bold'),
      small: letters('sans', 'bold', true),
      comes: ['words-rise', 'slide-up', 'wipe'],
    },
  ],
  calm: [
    {
      main: letters('serif', 'regular'),
      small: letters('sans', 'regular', true),
      comes: ['blur', 'letters-fade', 'words-fade'],
    },
    {
      main: letters('display', 'regular'),
      small: letters('sans', 'regular', true),
      comes: ['letters-fade', 'blur', 'fade'],
    },
  ],
  party: [
    { main: letters('display', 'bold'), small: letters('hand', 'bold'), comes: ['letters-pop', 'pop', 'words-pop'] },
    {
      main: letters('display', 'bold', true),
      small: letters('sans', 'bold', true),
      comes: ['elastic', 'letters-drop', 'pop'],
    },
  ],
  romantic: [
    {
      main: letters('serif', 'regular', false, true),
      small: letters('sans', 'regular', true),
      comes: ['letters-fade', 'blur', 'words-fade'],
    },
  ],
  tech: [
    {
      main: letters('display', 'bold'),
      small: letters('mono', 'regular', true),
      comes: ['wipe', 'words-rise', 'letters-rise'],
    },
    { main: letters('sans', 'bold'), small: letters('mono', 'regular'), comes: ['typewriter', 'slide-up', 'wipe'] },
  ],
  food: [
    { main: letters('serif', 'bold'), small: letters('sans', 'bold', true), comes: ['words-rise', 'slide-up', 'pop'] },
  ],
  luxury: [
    {
      main: letters('serif', 'regular', true),
      small: letters('sans', 'regular', true),
      comes: ['letters-fade', 'blur', 'fade'],
    },
  ],
  dark: [
    {
      main: letters('serif', 'bold', true),
      small: letters('mono', 'regular', true),
      comes: ['blur', 'letters-fade', 'zoom'],
    },
  ],
};

/** The letters of a film; another design has others where its tone knows some. */
export function voiceFor({ tone, seed, design }: Script): Voice {
  const all = VOICES[tone];
  const first = Math.floor(new Random(seed, 'voice').next() * all.length);
  return all[(first + design) % all.length] as Voice;
}
