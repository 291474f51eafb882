import type { TrackChange, TrackSize } from '../state/messages.ts';
import { timeLabel } from '../ui/labels.ts';
import { say, type WordKey } from '../words.ts';

const ROLES: Readonly<Record<string, WordKey>> = {
  main: 'turn.main',
  overlay: 'turn.overlay',
  music: 'turn.music',
  voice: 'turn.voice',
  sfx: 'turn.sfx',
  titles: 'turn.titles',
  captions: 'turn.captions',
};

/** What a turn changed, track by track: before → after. */
export function TrackChanges({ changes }: { readonly changes: readonly TrackChange[] }) {
  return (
    <ul className="changes" aria-label={say('chat.changed')}>
      {changes.map(({ role, name, before, after }, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- tracks of one turn, which never change
        <li key={index} className={role}>
          <span className="track-name">{name ?? say(ROLES[role] ?? 'turn.main')}</span>
          <span>
            {before === null ? <em>{say('turn.new')}</em> : <del>{sizeLabel(before)}</del>}
            <span aria-hidden="true"> → </span>
            {after === null ? (
              <em>{say('turn.gone')}</em>
            ) : isSame(before, after) ? (
              <em>{say('turn.changed')}</em>
            ) : (
              <ins>{sizeLabel(after)}</ins>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

const isSame = (a: TrackSize | null, b: TrackSize): boolean => a !== null && a.count === b.count && a.end === b.end;

const sizeLabel = ({ count, end }: TrackSize): string =>
  `${count === 1 ? say('turn.clip') : say('turn.clips', { n: count })} · ${timeLabel(end)}`;
