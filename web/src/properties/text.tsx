import { CAPTION_STYLES } from '../../../src/captions/styles.ts';
import { TEXT_ANIMATIONS, TEXT_LOOPS } from '../../../src/draft/text-animations.ts';
import { FontChoice } from '../brand/fonts.tsx';
import { ColorField, Select, Slider, TextField } from '../ui/fields.tsx';
import { LANG, say } from '../words.ts';
import { adjust, type Chosen, change, valueNow } from './chosen.ts';
import { KeyedSlider } from './keyed-slider.tsx';
import { animationLabel } from './labels.ts';

type TextProps = { readonly chosen: Chosen; readonly at: number };

/** `#rrggbb` of a colour that may have an alpha. */
const opaque = (color: string | undefined): string => (color ?? '#ffffff').slice(0, 7);

/** Words, letters, animations and place of a title or a caption. */
export function Text({ chosen, at }: TextProps) {
  const { piece, row, wire } = chosen;
  const set = (values: Readonly<Record<string, unknown>>): Promise<boolean> => adjust(piece.id, values);
  const isCaption = row.kind === 'captions';
  const isDrawn = wire.r === 'graphic';
  const animations = TEXT_ANIMATIONS.map((name) => ({ value: name, label: animationLabel(name) }));
  return (
    <fieldset>
      <legend>{say('props.text')}</legend>
      {!isDrawn && (
        <TextField
          label={say('props.words')}
          value={wire.tx ?? ''}
          most={500}
          rows={2}
          onCommit={(text) => set({ text })}
        />
      )}
      {!isCaption && !isDrawn && (
        <>
          <FontChoice label={say('props.font')} value={wire.st?.font ?? 'display'} onChange={(font) => set({ font })} />
          <ColorField label={say('props.color')} value={opaque(wire.st?.color)} onCommit={(color) => set({ color })} />
          <Slider
            label={say('props.size')}
            value={Math.round((wire.st?.size ?? 0.1) * 1000) / 10}
            min={2}
            max={30}
            step={0.5}
            most={50}
            unit="%"
            onCommit={(share) => set({ size: share / 100 })}
          >
            <span />
          </Slider>
        </>
      )}
      {!isCaption && (
        <>
          <Select
            label={say('props.comes')}
            value={wire.ai?.name ?? 'none'}
            options={animations}
            onChange={(comes) => set({ comes })}
          />
          <Select
            label={say('props.goes')}
            value={wire.ao?.name ?? 'none'}
            options={animations}
            onChange={(goes) => set({ goes })}
          />
          <Select
            label={say('props.keeps')}
            value={wire.al?.name ?? 'none'}
            options={['none' as const, ...TEXT_LOOPS].map((name) => ({ value: name, label: animationLabel(name) }))}
            onChange={(keeps) => set({ keeps })}
          />
          <Place chosen={chosen} at={at} />
        </>
      )}
    </fieldset>
  );
}

function Place({ chosen, at }: TextProps) {
  const { piece, wire } = chosen;
  const rows = [
    { property: 'opacity', label: say('props.opacity'), plain: wire.o ?? 1 },
    { property: 'x', label: say('props.x'), plain: wire.x ?? 0.5 },
    { property: 'y', label: say('props.y'), plain: wire.y ?? 0.5 },
  ] as const;
  return rows.map(({ property, label, plain }) => (
    <KeyedSlider
      key={property}
      chosen={chosen}
      at={at}
      property={property === 'opacity' ? 'opacity' : 'position'}
      label={label}
      value={Math.round(valueNow(wire, property, plain, at) * 1000) / 10}
      range={[0, 100, 1]}
      unit="%"
      toValue={(shown) => shown / 100}
      setPlain={(value) => adjust(piece.id, { [property]: value })}
      {...(property === 'opacity' ? {} : { part: property, hasDiamond: property === 'x' })}
    />
  ));
}

/** How all captions look: one line that looked otherwise would be a mistake. */
export function Captions({ chosen }: { readonly chosen: Chosen }) {
  const { piece, wire } = chosen;
  const set = (values: Readonly<Record<string, unknown>>): Promise<boolean> =>
    change(piece.id, () => ({ op: 'captions', ...values }));
  return (
    <fieldset>
      <legend>{say('props.captions')}</legend>
      <Select
        label={say('props.captionStyle')}
        value=""
        options={[
          { value: '', label: say('props.asNow') },
          ...CAPTION_STYLES.map(({ name, said }) => ({ value: name, label: said[LANG] })),
        ]}
        onChange={(style) => (style === '' ? undefined : set({ style }))}
      />
      <ColorField label={say('props.color')} value={opaque(wire.st?.color)} onCommit={(color) => set({ color })} />
      <Slider
        label={say('props.size')}
        value={Math.round((wire.st?.size ?? 0.06) * 1000) / 10}
        min={2}
        max={20}
        step={0.5}
        unit="%"
        onCommit={(share) => set({ size: share / 100 })}
      >
        <span />
      </Slider>
    </fieldset>
  );
}
