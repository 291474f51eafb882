import { setStage, useStage } from '../state/stage.ts';
import { get, seekTo, useApp } from '../state/store.ts';
import { IconButton } from '../ui/icon.tsx';
import { timeLabel } from '../ui/labels.ts';
import { LANG, say } from '../words.ts';
import { player } from './player-handle.ts';
import { areasFor } from './safe-areas.ts';

const SPEEDS = [0.25, 0.5, 1, 1.5, 2] as const;

type ControlsProps = {
  /** Seconds; null: there is nothing to play. */
  readonly duration: number | null;
  /** Id of a safe area, or nothing. */
  readonly guides: string;
  readonly onGuides: (id: string) => void;
  readonly onFull: () => void;
};

/** The beginning of the frame `by` frames on from where the player stands, in seconds. */
export function frameBeside(by: number): number {
  const fps = get().latest?.state.canvas_config.fps ?? 30;
  const frame = Math.floor(get().time * fps + 0.01) + by;
  // A thousandth further in: times are rounded on their way through the player.
  return Math.max(0, frame / fps + (frame > 0 ? 0.001 : 0));
}

/** Play, step, seek, volume, speed: what the keys do too (ui/shortcuts.ts). */
export function Controls({ duration, guides, onGuides, onFull }: ControlsProps) {
  const time = useApp((app) => app.time);
  const canUndo = useApp(({ latest }) => (latest?.state.history.undo ?? 0) > 0);
  const isPlaying = useStage((stage) => stage.isPlaying);
  const side = useStage((stage) => stage.side);
  const isOff = duration === null;
  const length = duration ?? 0;
  return (
    <div className="controls">
      <IconButton
        icon={isPlaying ? 'pause' : 'play'}
        label={say(isPlaying ? 'preview.pause' : 'preview.play')}
        onClick={() => player.toggle()}
        isDisabled={isOff}
      />
      <IconButton icon="back" label={say('preview.back')} onClick={() => seekTo(frameBeside(-1))} isDisabled={isOff} />
      <IconButton
        icon="forward"
        label={say('preview.forward')}
        onClick={() => seekTo(Math.min(length, frameBeside(1)))}
        isDisabled={isOff}
      />
      <output className="time">
        {timeLabel(time)} <span className="dim">/ {timeLabel(length)}</span>
      </output>
      <input
        type="range"
        className="seek"
        aria-label={say('preview.seek')}
        aria-valuetext={timeLabel(time)}
        min={0}
        max={Math.max(0.1, length)}
        step={0.01}
        value={Math.min(time, length)}
        disabled={isOff}
        onChange={({ target }) => seekTo(Number(target.value))}
      />
      <IconButton
        icon="compare"
        label={say('preview.before')}
        onClick={() => setStage({ side: side === 'now' ? 'before' : 'now' })}
        isPressed={side === 'before'}
        isDisabled={isOff || !canUndo}
      />
      <Choices guides={guides} onGuides={onGuides} />
      <IconButton icon="full" label={say('preview.full')} onClick={onFull} />
    </div>
  );
}

/** What is set once and stays: loudness, speed, safe areas. */
function Choices({ guides, onGuides }: Pick<ControlsProps, 'guides' | 'onGuides'>) {
  const canvas = useApp(({ latest }) => latest?.state.canvas_config ?? null);
  const areas = canvas === null ? [] : areasFor(canvas.width, canvas.height);
  return (
    <>
      <input
        type="range"
        className="volume"
        aria-label={say('preview.volume')}
        min={0}
        max={1}
        step={0.05}
        defaultValue={1}
        onChange={({ target }) => player.setVolume(Number(target.value))}
      />
      <select
        aria-label={say('preview.speed')}
        defaultValue={1}
        onChange={({ target }) => player.setSpeed(Number(target.value))}
      >
        {SPEEDS.map((speed) => (
          <option key={speed} value={speed}>
            {speed}×
          </option>
        ))}
      </select>
      <select
        className="areas"
        aria-label={say('preview.guides')}
        value={areas.some(({ id }) => id === guides) ? guides : ''}
        onChange={({ target }) => onGuides(target.value)}
      >
        <option value="">{say('preview.guidesOff')}</option>
        {areas.map(({ id, name }) => (
          <option key={id} value={id}>
            {name[LANG]}
          </option>
        ))}
      </select>
    </>
  );
}
