import { setStage, togglePanel, useStage } from '../state/stage.ts';
import { set, useApp } from '../state/store.ts';
import { IconButton } from '../ui/icon.tsx';
import { say } from '../words.ts';
import { deleteSelected, moveSelected, muteSelected, setVolume, splitHere, trimHere } from './edits.ts';
import { timeline } from './handle.ts';
import { pieceIn, type Row } from './pieces.ts';
import { scaleOfSlider, sliderOfScale } from './scale.ts';

type ToolsProps = { readonly rows: readonly Row[]; readonly scale: number; readonly fit: number };

/** What can be done to the chosen piece by hand; everything here has a key or a request too. */
export function Tools({ rows, scale, fit }: ToolsProps) {
  return (
    <div className="tools" role="toolbar" aria-label={say('timeline.tools')}>
      <PanelTools />
      <span className="rule" />
      <PieceTools rows={rows} />
      <span className="space" />
      <ViewTools scale={scale} fit={fit} isEmpty={rows.length === 0} />
    </div>
  );
}

function PanelTools() {
  const panel = useStage((stage) => stage.panel);
  // A claim link leads to one project, and to nothing of the account.
  const hasAccount = useApp(({ me }) => me?.project_id === null);
  return (
    <>
      <IconButton
        icon="files"
        label={say('media.title')}
        onClick={() => togglePanel('media')}
        isPressed={panel === 'media'}
      />
      <IconButton
        icon="words"
        label={say('words.title')}
        onClick={() => togglePanel('transcript')}
        isPressed={panel === 'transcript'}
      />
      <IconButton
        icon="templates"
        label={say('panel.templates')}
        onClick={() => togglePanel('templates')}
        isPressed={panel === 'templates'}
        isDisabled={!hasAccount}
      />
      <IconButton
        icon="tune"
        label={say('panel.properties')}
        onClick={() => togglePanel('properties')}
        isPressed={panel === 'properties'}
      />
    </>
  );
}

function PieceTools({ rows }: Pick<ToolsProps, 'rows'>) {
  const selected = useApp((app) => app.selected);
  const chosen = selected === null ? null : pieceIn(rows, selected);
  const isEmpty = rows.length === 0;
  const isClip = chosen !== null && chosen.piece.clip !== null;
  const canTrim = chosen !== null && (isClip || chosen.row.kind !== 'video');
  const volume = chosen?.piece.volume ?? null;
  return (
    <>
      <IconButton icon="split" label={say('timeline.split')} onClick={() => void splitHere()} isDisabled={isEmpty} />
      <IconButton
        icon="trimStart"
        label={say('timeline.trimStart')}
        onClick={() => void trimHere('start')}
        isDisabled={!canTrim}
      />
      <IconButton
        icon="trimEnd"
        label={say('timeline.trimEnd')}
        onClick={() => void trimHere('end')}
        isDisabled={!canTrim}
      />
      <IconButton
        icon="left"
        label={say('timeline.earlier')}
        onClick={() => void moveSelected(-1)}
        isDisabled={!isClip}
      />
      <IconButton
        icon="right"
        label={say('timeline.later')}
        onClick={() => void moveSelected(1)}
        isDisabled={!isClip}
      />
      <IconButton
        icon="mute"
        label={say('timeline.mute')}
        onClick={() => void muteSelected()}
        isDisabled={volume === null}
        {...(volume === null ? {} : { isPressed: volume === 0 })}
      />
      <IconButton
        icon="trash"
        label={say('timeline.delete')}
        onClick={() => void deleteSelected()}
        isDisabled={chosen === null}
      />
      {chosen !== null && volume !== null && (
        <VolumeSlider
          key={`${chosen.piece.id} ${volume}`}
          id={chosen.piece.id}
          name={chosen.piece.name}
          volume={volume}
        />
      )}
    </>
  );
}

type ViewProps = Pick<ToolsProps, 'scale' | 'fit'> & { readonly isEmpty: boolean };

function ViewTools({ scale, fit, isEmpty }: ViewProps) {
  const isSnapping = useStage((stage) => stage.isSnapping);
  return (
    <>
      <IconButton
        icon="magnet"
        label={say('timeline.snap')}
        onClick={() => setStage({ isSnapping: !isSnapping })}
        isPressed={isSnapping}
      />
      <IconButton icon="fit" label={say('timeline.fit')} onClick={() => timeline.fit()} isDisabled={isEmpty} />
      <input
        type="range"
        className="zoom"
        aria-label={say('timeline.zoom')}
        min={0}
        max={1}
        step={0.01}
        value={sliderOfScale(scale, fit)}
        disabled={isEmpty}
        onChange={({ target }) => timeline.zoomBy(scaleOfSlider(Number(target.value), fit) / scale)}
      />
    </>
  );
}

type VolumeProps = { readonly id: string; readonly name: string; readonly volume: number };

/** Shows the level while it is moved; it counts when it is let go. */
function VolumeSlider({ id, name, volume }: VolumeProps) {
  const show = (level: number): void => setStage({ drag: { kind: 'volume', id, level } });
  const keep = (level: number): void => void setVolume(id, level).finally(() => setStage({ drag: null }));
  return (
    <input
      type="range"
      className="piece-volume"
      aria-label={say('timeline.volume', { name })}
      min={0}
      max={2}
      step={0.05}
      defaultValue={volume}
      onChange={({ target }) => show(Number(target.value))}
      onPointerUp={({ currentTarget }) => keep(Number(currentTarget.value))}
      onKeyUp={({ currentTarget }) => keep(Number(currentTarget.value))}
      onFocus={() => set({ selected: id })}
    />
  );
}
