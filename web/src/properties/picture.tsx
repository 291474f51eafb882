import { effectNamed, nameOfEffect } from '../../../src/draft/effect-names.ts';
import { LOOKS } from '../../../src/draft/look-names.ts';
import type { Effect } from '../../../src/draft/model.ts';
import { Select, Slider } from '../ui/fields.tsx';
import { IconButton } from '../ui/icon.tsx';
import { LANG, say, type WordKey } from '../words.ts';
import { adjust, type Chosen, valueNow } from './chosen.ts';
import { KeyedSlider } from './keyed-slider.tsx';

type PictureProps = { readonly chosen: Chosen; readonly at: number };

/** As a picture stands where nobody moved it. */
const PLAIN = { fit: 'fit', x: 0.5, y: 0.5, scale: 1, rotate: 0, opacity: 1 } as const;
const FITS = ['fit', 'fill', 'stretch'] as const;

/** Look, effects and place of a clip or of what lies over it. */
export function Picture({ chosen, at }: PictureProps) {
  const { piece, wire } = chosen;
  const effects = (wire.fx ?? []) as readonly Effect[];
  const look = effects.find(({ kind }) => kind === 'look');
  const set = (values: Readonly<Record<string, unknown>>): Promise<boolean> => adjust(piece.id, values);
  return (
    <fieldset>
      <legend>{say('props.picture')}</legend>
      <Select
        label={say('props.look')}
        value={look?.kind === 'look' ? look.name : 'none'}
        options={[
          { value: 'none', label: say('props.noLook') },
          ...LOOKS.map(({ name, said }) => ({ value: name, label: said[LANG] })),
        ]}
        onChange={(name) => set({ look: name })}
      />
      {look?.kind === 'look' && (
        <Slider
          label={say('props.amount')}
          value={Math.round(look.amount * 100)}
          min={0}
          max={100}
          step={1}
          unit="%"
          onCommit={(share) => set({ amount: share / 100 })}
        />
      )}
      <Effects effects={effects} onRemove={(without) => void set({ without })} />
      <Place chosen={chosen} at={at} />
      <Select
        label={say('props.fit')}
        value={wire.pl?.fit ?? PLAIN.fit}
        options={FITS.map((fit) => ({ value: fit, label: say(`props.fit.${fit}`) }))}
        onChange={(fit) => set({ fit })}
      />
    </fieldset>
  );
}

type EffectsProps = { readonly effects: readonly Effect[]; readonly onRemove: (index: number) => void };

function Effects({ effects, onRemove }: EffectsProps) {
  const shown = effects.flatMap((effect, index) => (effect.kind === 'look' ? [] : [{ name: nameOf(effect), index }]));
  if (shown.length === 0) return null;
  return (
    <div className="field">
      <span id="props-effects">{say('props.effects')}</span>
      <ul className="chips" aria-labelledby="props-effects">
        {shown.map(({ name, index }) => (
          // oxlint-disable-next-line react/no-array-index-key -- its place is what it is removed by
          <li key={`${index} ${name}`} className="chip">
            {name}
            <IconButton icon="close" label={say('props.removeEffect', { name })} onClick={() => onRemove(index)} />
          </li>
        ))}
      </ul>
    </div>
  );
}

const KINDS: Readonly<Record<string, { readonly en: string; readonly zh: string }>> = {
  color: { en: 'colours', zh: '调色' },
  region: { en: 'hidden region', zh: '区域遮挡' },
  lut: { en: 'LUT', zh: 'LUT' },
  key: { en: 'colour key', zh: '抠像' },
  stabilize: { en: 'stabilised', zh: '防抖' },
  motion: { en: 'camera move', zh: '运镜' },
};

function nameOf(effect: Effect): string {
  const name = nameOfEffect(effect);
  return (name === null ? KINDS[effect.kind]?.[LANG] : effectNamed(name)?.said[LANG]) ?? name ?? effect.kind;
}

type PlaceRow = {
  readonly property: 'opacity' | 'scale' | 'rotate' | 'x' | 'y';
  readonly label: WordKey;
  readonly range: readonly [number, number, number];
  readonly most?: number;
  readonly unit: string;
  /** How much of the slider's number is one of the property's. */
  readonly factor: number;
};

const ROWS: readonly PlaceRow[] = [
  { property: 'opacity', label: 'props.opacity', range: [0, 100, 1], unit: '%', factor: 100 },
  { property: 'scale', label: 'props.scale', range: [10, 300, 1], most: 2000, unit: '%', factor: 100 },
  { property: 'rotate', label: 'props.rotate', range: [-180, 180, 1], unit: '°', factor: 1 },
  { property: 'x', label: 'props.x', range: [-50, 150, 1], unit: '%', factor: 100 },
  { property: 'y', label: 'props.y', range: [-50, 150, 1], unit: '%', factor: 100 },
];

function Place({ chosen, at }: PictureProps) {
  const { piece, wire } = chosen;
  return ROWS.map(({ property, label, range, most, unit, factor }) => {
    const isPosition = property === 'x' || property === 'y';
    const plain = wire.pl?.[property] ?? PLAIN[property];
    return (
      <KeyedSlider
        key={property}
        chosen={chosen}
        at={at}
        property={isPosition ? 'position' : property}
        label={say(label)}
        value={Math.round(valueNow(wire, property, plain, at) * factor * 10) / 10}
        range={range}
        {...(most === undefined ? {} : { most })}
        unit={unit}
        toValue={(shown) => shown / factor}
        setPlain={(value) => adjust(piece.id, { [property]: value })}
        {...(isPosition ? { part: property, hasDiamond: property === 'x' } : {})}
      />
    );
  });
}
