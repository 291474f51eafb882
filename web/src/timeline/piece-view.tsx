import { memo, useRef } from 'react';
import { set } from '../state/store.ts';
import { timeLabel } from '../ui/labels.ts';
import { say } from '../words.ts';
import { heightOfVolume } from './drag.ts';
import { beginDrag } from './gestures.ts';
import { endOf, type Piece, type Row } from './pieces.ts';

type PieceProps = {
  readonly piece: Piece;
  readonly row: Row;
  readonly isSelected: boolean;
  /** Whether Tab stops here: at one piece of all. */
  readonly isStop: boolean;
  readonly isDragged: boolean;
  /** Wide enough to be gripped at its edges. */
  readonly hasRoom: boolean;
  /** Wide enough to reach beyond what is seen. */
  readonly isWide: boolean;
  readonly onChoose: (piece: Piece, x: number | null) => void;
};

/** A segment: chosen by a click, moved by a drag, trimmed by its edges, made louder by its line. */
export const PieceView = memo(function PieceView(props: PieceProps) {
  const { piece, row, isSelected, isStop, isDragged, hasRoom, isWide, onChoose } = props;
  const { start, duration, name, transition, volume } = piece;
  const isTouched = useRef(false);
  const label = labelOf(piece);
  const isMain = row.kind === 'video';
  const isFilm = isMain || row.kind === 'overlay';
  const canMove = !isMain || piece.clip !== null;
  const canTrim = hasRoom && (!isMain || piece.clip !== null);
  const seconds = (ms: number): string => `calc(var(--scale) * ${ms / 1000}px)`;
  return (
    <div
      className={['piece-box', hasRoom && 'roomy', isWide && 'wide', isSelected && 'chosen', isDragged && 'dragged']
        .filter(Boolean)
        .join(' ')}
      style={{ left: seconds(start), width: `max(3px, ${seconds(duration)})` }}
    >
      <button
        type="button"
        className="piece"
        data-id={piece.id}
        tabIndex={isStop ? 0 : -1}
        aria-label={label}
        aria-pressed={isSelected}
        title={transition === null ? label : `${label} · ${say('timeline.transition', { name: transition.name })}`}
        onFocus={() => set({ selected: piece.id })}
        onClick={({ detail }) => {
          // A mouse's click is told by the drag that it was not; a key's and a finger's are told here.
          if (detail === 0 || isTouched.current) onChoose(piece, null);
        }}
        onPointerDown={(event) => {
          const { clientX } = event;
          const choose = (): void => onChoose(piece, clientX);
          // A finger scrolls, unless it holds what is chosen.
          isTouched.current = event.pointerType !== 'mouse' && !isSelected;
          if (isTouched.current) return;
          if (canMove) beginDrag(event, { kind: isMain ? 'piece' : 'side', piece, row }, choose);
          else choose();
        }}
      >
        {hasRoom && transition !== null && (
          <span className="transition" style={{ width: seconds(transition.duration / 2) }} aria-hidden="true" />
        )}
        {hasRoom && <span className={isFilm ? 'name over' : 'name'}>{name}</span>}
      </button>
      {hasRoom && volume !== null && (
        <span
          className="level"
          style={{ bottom: `${heightOfVolume(volume) * 100}%` }}
          aria-hidden="true"
          onPointerDown={(event) => {
            event.stopPropagation();
            set({ selected: piece.id });
            const { clientX } = event;
            beginDrag(event, { kind: 'volume', piece, row }, () => onChoose(piece, clientX));
          }}
        >
          {(isDragged || volume !== 1) && <b>{volume === 0 ? say('timeline.mute') : `${Math.round(volume * 100)}%`}</b>}
        </span>
      )}
      {/* By keyboard: "Begin here" and "End here" in the tools. */}
      {canTrim &&
        (['start', 'end'] as const).map((edge) => (
          <span
            key={edge}
            className={`handle ${edge}`}
            aria-hidden="true"
            onPointerDown={(event) => {
              event.stopPropagation();
              set({ selected: piece.id });
              beginDrag(event, { kind: edge, piece, row });
            }}
          />
        ))}
      {isDragged && <span className="length">{timeLabel(duration / 1000)}</span>}
    </div>
  );
});

const labelOf = (piece: Piece): string =>
  say('timeline.piece', {
    name: piece.name,
    from: timeLabel(piece.start / 1000),
    to: timeLabel(endOf(piece) / 1000),
  });
