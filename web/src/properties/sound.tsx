import { setVolume } from '../timeline/edits.ts';
import { Slider } from '../ui/fields.tsx';
import { say } from '../words.ts';
import { type Chosen, change, valueNow } from './chosen.ts';
import { KeyedSlider } from './keyed-slider.tsx';

/** How loud and how fast. */
export function Sound({ chosen, at }: { readonly chosen: Chosen; readonly at: number }) {
  const { piece, row, wire } = chosen;
  const isClip = row.kind === 'video' && piece.clip !== null && piece.source !== null && !piece.source.isStill;
  if (piece.volume === null && !isClip) return null;
  return (
    <fieldset>
      <legend>{say('props.sound')}</legend>
      {piece.volume !== null && (
        <KeyedSlider
          chosen={chosen}
          at={at}
          property="volume"
          label={say('props.volume')}
          value={Math.round(valueNow(wire, 'volume', piece.volume, at) * 100)}
          range={[0, 200, 1]}
          most={800}
          unit="%"
          toValue={(shown) => shown / 100}
          setPlain={(level) => setVolume(piece.id, level)}
        />
      )}
      {isClip && (
        <Slider
          label={say('props.speed')}
          value={wire.sp ?? 1}
          min={0.25}
          max={4}
          step={0.05}
          most={20}
          unit="×"
          onCommit={(factor) => change(piece.id, () => ({ op: 'speed', clip: piece.id, factor }))}
        >
          <span />
        </Slider>
      )}
    </fieldset>
  );
}
