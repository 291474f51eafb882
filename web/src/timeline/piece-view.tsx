import { useState } from 'react';
import { seekTo } from '../state/store.ts';
import { timeLabel } from '../ui/labels.ts';
import { say } from '../words.ts';
import { trimSelected } from './edits.ts';
import type { Piece } from './pieces.ts';

type PieceProps = {
  readonly piece: Piece;
  /** Px for a second. */
  readonly scale: number;
  readonly isSelected: boolean;
  readonly onSelect: () => void;
};

type Drag = { readonly edge: 'start' | 'end'; readonly from: number; readonly by: number };

/** A segment: chosen by a click, trimmed by its edges. */
export function PieceView({ piece, scale, isSelected, onSelect }: PieceProps) {
  const [drag, setDrag] = useState<Drag | null>(null);
  const { start, duration, name, transition } = piece;
  const shift = drag === null ? 0 : (drag.by / scale) * 1000;
  const from = drag?.edge === 'start' ? start + shift : start;
  const to = drag?.edge === 'end' ? start + duration + shift : start + duration;
  const label = say('timeline.piece', {
    name,
    from: timeLabel(start / 1000),
    to: timeLabel((start + duration) / 1000),
  });
  const handle = (edge: Drag['edge']) => (
    // By keyboard: "Begin here" and "End here" in the tools.
    <span
      className={`handle ${edge}`}
      aria-hidden="true"
      onPointerDown={(event) => {
        event.stopPropagation();
        onSelect();
        event.currentTarget.setPointerCapture(event.pointerId);
        setDrag({ edge, from: event.clientX, by: 0 });
      }}
      onPointerMove={(event) => {
        if (drag !== null) setDrag({ ...drag, by: event.clientX - drag.from });
      }}
      onPointerUp={() => {
        setDrag(null);
        if (drag !== null && Math.abs(drag.by) > 2) void trimSelected(edge, edge === 'start' ? from : to);
      }}
      onPointerCancel={() => setDrag(null)}
    />
  );
  return (
    <div
      className="piece-box"
      style={{ left: `${(from / 1000) * scale}px`, width: `${Math.max(3, ((to - from) / 1000) * scale)}px` }}
    >
      <button
        type="button"
        className="piece"
        aria-label={label}
        aria-pressed={isSelected}
        title={transition === null ? label : `${label} · ${say('timeline.transition', { name: transition })}`}
        onClick={() => {
          onSelect();
          seekTo(start / 1000);
        }}
      >
        {transition !== null && <span className="transition" aria-hidden="true" />}
        <span className="name">{name}</span>
      </button>
      {piece.clip !== null && handle('start')}
      {piece.clip !== null && handle('end')}
    </div>
  );
}
