import '../style/panels.css';
import { useStage } from '../state/stage.ts';
import { useApp } from '../state/store.ts';
import { timeLabel } from '../ui/labels.ts';
import { say } from '../words.ts';
import { useChosen } from './chosen.ts';
import { Keyframes } from './keyframes.tsx';
import { Picture } from './picture.tsx';
import { Sound } from './sound.tsx';
import { Captions, Text } from './text.tsx';
import { Transition } from './transition.tsx';

/** What the chosen piece looks and sounds like. Every change is an operation, so that undo is the same for all. */
export function Properties() {
  const chosen = useChosen();
  const time = useApp((app) => app.time);
  const isPlaying = useStage((stage) => stage.isPlaying);
  if (chosen === null) return <p className="nothing dim">{say('props.nothing')}</p>;
  const { piece, row, place } = chosen;
  const { kind } = row;
  // While it plays the panel stands still: values that run by are no values to be set.
  const at = Math.round(Math.min(piece.duration, Math.max(0, (isPlaying ? 0 : time * 1000) - piece.start)));
  const isPicture = kind === 'video' || kind === 'overlay';
  return (
    <div className="properties" key={piece.id}>
      <p className="about dim">
        <strong>{piece.name}</strong>
        <span>
          {timeLabel(piece.start / 1000)} – {timeLabel((piece.start + piece.duration) / 1000)}
        </span>
      </p>
      {kind === 'captions' && <Captions chosen={chosen} />}
      {(kind === 'text' || kind === 'captions') && <Text chosen={chosen} at={at} />}
      {isPicture && <Picture chosen={chosen} at={at} />}
      {(piece.volume !== null || kind === 'video') && <Sound chosen={chosen} at={at} />}
      {kind === 'video' && place > 0 && <Transition chosen={chosen} />}
      {kind !== 'captions' && <Keyframes chosen={chosen} />}
    </div>
  );
}
