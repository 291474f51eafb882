import caveat from '@fontsource-variable/caveat/files/caveat-latin-wght-normal.woff2?url';
import inter from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url';
import mono from '@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2?url';
import montserrat from '@fontsource-variable/montserrat/files/montserrat-latin-wght-normal.woff2?url';
import playfair from '@fontsource-variable/playfair-display/files/playfair-display-latin-wght-normal.woff2?url';
import { useEffect, useId } from 'react';
import { useChoice } from '../ui/fields.tsx';
import { say } from '../words.ts';

/** The fonts that videos are drawn with, each shown in itself. */

type Font = { readonly value: string; readonly name: string; readonly url: string };

/** As src/operations/brand-kit.ts names them; the files are those that the server draws with. */
const FONTS: readonly Font[] = [
  { value: 'display', name: 'Montserrat', url: montserrat },
  { value: 'sans', name: 'Inter', url: inter },
  { value: 'serif', name: 'Playfair Display', url: playfair },
  { value: 'hand', name: 'Caveat', url: caveat },
  { value: 'mono', name: 'JetBrains Mono', url: mono },
];

const familyOf = ({ value }: Font): string => `tellcut-${value}`;

/** Registers them with the page; the browser loads a file when something is written in it. */
function register(): void {
  const known = new Set([...document.fonts].map(({ family }) => family.replaceAll('"', '')));
  for (const font of FONTS)
    if (!known.has(familyOf(font)))
      document.fonts.add(new FontFace(familyOf(font), `url(${font.url})`, { weight: '100 900', display: 'swap' }));
}

type ChoiceProps = {
  readonly label: string;
  /** Empty: none. */
  readonly value: string;
  /** Whether none may be chosen. */
  readonly mayBeNone?: boolean;
  /** What it returns is waited for. */
  readonly onChange: (font: string) => unknown;
};

export function FontChoice({ label, value, mayBeNone = false, onChange }: ChoiceProps) {
  const group = useId();
  const [shown, choose] = useChoice(value, onChange);
  useEffect(register, []);
  const options = [
    ...(mayBeNone ? [{ value: '', name: say('brand.noFont'), family: 'inherit' }] : []),
    ...FONTS.map((font) => ({ value: font.value, name: font.name, family: familyOf(font) })),
  ];
  return (
    <fieldset className="fonts">
      <legend>{label}</legend>
      {options.map(({ value: each, name, family }) => (
        <label key={each} style={{ fontFamily: family, fontWeight: each === 'display' ? 700 : 400 }}>
          <input type="radio" name={group} value={each} checked={shown === each} onChange={() => choose(each)} />
          {name}
        </label>
      ))}
    </fieldset>
  );
}
