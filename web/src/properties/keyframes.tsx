import { EASES } from '../../../src/draft/eased.ts';
import { seekTo } from '../state/store.ts';
import { IconButton } from '../ui/icon.tsx';
import { timeLabel } from '../ui/labels.ts';
import { say } from '../words.ts';
import { adjust, type Chosen, type Key, type Keyed, keysOf } from './chosen.ts';

const PROPERTIES: readonly Keyed[] = ['position', 'scale', 'rotate', 'opacity', 'volume'];
/** Longer lists are for the timeline, not for reading. */
const MOST = 60;

/** Every keyframe of the piece: a click goes there. */
export function Keyframes({ chosen }: { readonly chosen: Chosen }) {
  const { piece, wire } = chosen;
  const keys = PROPERTIES.flatMap((property) => keysOf(wire, property))
    .toSorted((a, b) => a.at - b.at)
    .slice(0, MOST);
  return (
    <fieldset>
      <legend>{say('props.keyframes')}</legend>
      {keys.length === 0 ? (
        <p className="dim">{say('props.noKeys')}</p>
      ) : (
        <ul className="keyframes">
          {keys.map((key) => (
            <KeyRow key={`${key.property} ${key.at}`} id={piece.id} start={piece.start} frame={key} />
          ))}
        </ul>
      )}
    </fieldset>
  );
}

type RowProps = { readonly id: string; readonly start: number; readonly frame: Key };

function KeyRow({ id, start, frame }: RowProps) {
  const { property, at, ease } = frame;
  const name = say(`props.${property}`);
  const time = timeLabel((start + at) / 1000);
  return (
    <li>
      <button
        type="button"
        className="link"
        aria-label={say('props.goToKey', { name, time })}
        onClick={() => seekTo((start + at) / 1000)}
      >
        {time}
      </button>
      <span>
        {name} <span className="dim">{valueLabel(frame)}</span>
      </span>
      <select
        aria-label={`${say('props.ease')}: ${name}, ${time}`}
        value={ease}
        onChange={({ target }) =>
          void adjust(id, { keyframe: { property, at: at / 1000, ease: target.value as Key['ease'] } })
        }
      >
        {EASES.map((each) => (
          <option key={each} value={each}>
            {say(`ease.${each}`)}
          </option>
        ))}
      </select>
      <IconButton
        icon="close"
        label={say('props.removeKey', { name, time })}
        onClick={() => void adjust(id, { keyframe: { property, at: at / 1000, remove: true } })}
      />
    </li>
  );
}

const share = (value: number): string => `${Math.round(value * 100)}%`;

function valueLabel({ property, value, y }: Key): string {
  if (property === 'position') return `${share(value)}, ${share(y)}`;
  return property === 'rotate' ? `${Math.round(value)}°` : share(value);
}
