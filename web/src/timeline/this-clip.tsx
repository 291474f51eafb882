import { set, useApp } from '../state/store.ts';
import { IconButton } from '../ui/icon.tsx';
import { say } from '../words.ts';
import { pieceIn, rowsFor } from './pieces.ts';

/** What "this clip" means in a message: the clip that is chosen on the timeline. */
export function ThisClip() {
  const latest = useApp((app) => app.latest);
  const selected = useApp((app) => app.selected);
  const piece = latest === null || selected === null ? null : (pieceIn(rowsFor(latest), selected)?.piece ?? null);
  if (piece === null || piece.clip === null) return null;
  return (
    <p className="this-clip">
      <span>{say('timeline.chosen', { n: piece.clip, name: piece.name })}</span>
      <IconButton icon="close" label={say('timeline.unchoose')} onClick={() => set({ selected: null })} />
    </p>
  );
}
