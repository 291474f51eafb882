import { Slider } from '../ui/fields.tsx';
import { Icon } from '../ui/icon.tsx';
import { say } from '../words.ts';
import { adjust, type Chosen, type Keyed, keyHere, keysOf } from './chosen.ts';

type KeyedSliderProps = {
  readonly chosen: Chosen;
  /** The playhead, ms after the piece's start. */
  readonly at: number;
  readonly property: Keyed;
  readonly label: string;
  /** In the units of the slider. */
  readonly value: number;
  readonly range: readonly [min: number, max: number, step: number];
  readonly most?: number;
  readonly unit: string;
  /** The slider's number as an operation takes it. */
  readonly toValue: (shown: number) => number;
  /** Sets the property for the whole piece, where no keyframe holds it. */
  readonly setPlain: (value: number) => Promise<boolean>;
  /** What a keyframe of it says: `value`, or of a position `x` or `y`. */
  readonly part?: 'x' | 'y';
  /** Of a position the first of its two sliders has the diamond. */
  readonly hasDiamond?: boolean;
};

/** A property that may have keyframes: with any, the slider sets the one where the playhead stands. */
export function KeyedSlider(props: KeyedSliderProps) {
  const { chosen, at, property, label, value, range, most, unit, toValue, setPlain, part, hasDiamond = true } = props;
  const { piece, wire } = chosen;
  const keys = keysOf(wire, property);
  const here = keyHere(keys, at);
  const commit = (shown: number): Promise<boolean> => {
    const wanted = toValue(shown);
    if (keys.length === 0) return setPlain(wanted);
    return adjust(piece.id, { keyframe: { property, at: at / 1000, [part ?? 'value']: wanted } });
  };
  const name = property === 'position' ? say('props.position') : label;
  const [min, max, step] = range;
  return (
    <Slider
      label={label}
      value={value}
      min={min}
      max={max}
      step={step}
      unit={unit}
      {...(most === undefined ? {} : { most })}
      onCommit={commit}
    >
      {hasDiamond ? (
        <button
          type="button"
          className="diamond"
          aria-label={say(here === null ? 'props.keyHere' : 'props.keyOff', { name })}
          title={say(here === null ? 'props.keyHere' : 'props.keyOff', { name })}
          aria-pressed={here !== null}
          onClick={() =>
            void adjust(piece.id, {
              keyframe: { property, at: (here?.at ?? at) / 1000, ...(here === null ? {} : { remove: true }) },
            })
          }
        >
          <Icon name={keys.length > 0 && here === null ? 'diamonds' : 'diamond'} />
        </button>
      ) : (
        <span />
      )}
    </Slider>
  );
}
