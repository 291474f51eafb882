import { say, type WordKey } from '../words.ts';

/** The keys of the page (ui/shortcuts.ts), for people. */
const KEYS: readonly { readonly keys: readonly string[]; readonly does: WordKey }[] = [
  { keys: ['Space'], does: 'keys.play' },
  { keys: ['J', 'K', 'L'], does: 'keys.shuttle' },
  { keys: ['←', '→'], does: 'keys.frame' },
  { keys: ['Shift ←', 'Shift →'], does: 'keys.second' },
  { keys: ['Home', 'End'], does: 'keys.ends' },
  { keys: ['B'], does: 'keys.before' },
  { keys: ['S'], does: 'keys.split' },
  { keys: ['[', ']'], does: 'keys.trim' },
  { keys: ['{', '}'], does: 'keys.move' },
  { keys: ['M'], does: 'keys.mute' },
  { keys: ['Delete'], does: 'keys.delete' },
  { keys: ['Esc'], does: 'keys.unchoose' },
  { keys: ['+', '−', '0'], does: 'keys.zoom' },
  { keys: ['N'], does: 'keys.snap' },
  { keys: ['Ctrl Z', 'Ctrl Shift Z'], does: 'keys.undo' },
  { keys: ['/'], does: 'keys.message' },
  { keys: ['Enter', 'Shift Enter'], does: 'keys.send' },
  { keys: ['P'], does: 'keys.properties' },
  { keys: ['E'], does: 'keys.export' },
  { keys: ['?'], does: 'keys.help' },
];

export function Keys() {
  return (
    <dl className="keys">
      {KEYS.map(({ keys, does }) => (
        <div key={does}>
          <dt>
            {keys.map((key) => (
              <kbd key={key}>{key}</kbd>
            ))}
          </dt>
          <dd>{say(does)}</dd>
        </div>
      ))}
    </dl>
  );
}
