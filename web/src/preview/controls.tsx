import { seekTo, useApp } from '../state/store.ts';
import { IconButton } from '../ui/icon.tsx';
import { timeLabel } from '../ui/labels.ts';
import { say } from '../words.ts';
import { player } from './player-handle.ts';

const SPEEDS = [0.5, 1, 1.5, 2] as const;

type ControlsProps = {
  /** Seconds; null: there is nothing to play. */
  readonly duration: number | null;
  readonly isPlaying: boolean;
  readonly hasGuides: boolean;
  readonly onGuides: () => void;
  readonly onFull: () => void;
};

/** Play, step, seek, volume, speed: what the keys do too (ui/shortcuts.ts). */
export function Controls({ duration, isPlaying, hasGuides, onGuides, onFull }: ControlsProps) {
  const time = useApp((app) => app.time);
  const step = useApp(({ latest }) => 1 / (latest?.state.canvas_config.fps ?? 30));
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
      <IconButton
        icon="back"
        label={say('preview.back')}
        onClick={() => seekTo(Math.max(0, time - step))}
        isDisabled={isOff}
      />
      <IconButton
        icon="forward"
        label={say('preview.forward')}
        onClick={() => seekTo(Math.min(length, time + step))}
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
      <IconButton icon="guides" label={say('preview.guides')} onClick={onGuides} isPressed={hasGuides} />
      <IconButton icon="full" label={say('preview.full')} onClick={onFull} />
    </div>
  );
}
