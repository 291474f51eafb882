import { useEffect, useMemo, useRef, useState } from 'react';
import { seekTo, set, useApp } from '../state/store.ts';
import { IconButton } from '../ui/icon.tsx';
import { timeLabel } from '../ui/labels.ts';
import { say } from '../words.ts';
import { deleteSelected, moveSelected, muteSelected, splitHere, trimSelected } from './edits.ts';
import { PieceView } from './piece-view.tsx';
import { pieceOf, type Row, rowsOf } from './pieces.ts';

/** Pieces so many px outside of what is seen are drawn too. */
const MARGIN = 400;
const STEPS = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600];

/** The tracks of the draft: what lies where, and edits by hand. */
export function Timeline() {
  const latest = useApp((app) => app.latest);
  const selected = useApp((app) => app.selected);
  const duration = useApp(({ pulse }) => pulse?.preview?.duration ?? 0);
  const rows = useMemo(() => (latest === null ? [] : rowsOf(latest)), [latest]);
  const scroller = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ left: 0, width: 800 });
  const [zoom, setZoom] = useState(1);
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const measure = (): void => setView({ left: element.scrollLeft, width: element.clientWidth });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener('scroll', measure, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', measure);
    };
  }, []);
  /** Px for a second: at zoom 1 all of it fits. */
  const scale = (Math.max(200, view.width - 16) / Math.max(1, duration)) * zoom;
  return (
    <section className="timeline" aria-label={say('timeline.title')}>
      <Tools rows={rows} zoom={zoom} onZoom={setZoom} />
      {/* Scrolled by its own, so that it can be reached without a mouse. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="scroller" ref={scroller} tabIndex={0} role="group" aria-label={say('timeline.tracks')}>
        <div className="rows" style={{ width: `${Math.max(view.width - 2, duration * scale + 16)}px` }}>
          <Ruler duration={duration} scale={scale} view={view} />
          {rows.map((row) => (
            <RowView key={row.id} row={row} scale={scale} view={view} selected={selected} />
          ))}
          <Playhead scale={scale} />
        </div>
      </div>
    </section>
  );
}

type ToolsProps = { readonly rows: readonly Row[]; readonly zoom: number; readonly onZoom: (zoom: number) => void };

/** What can be done to the chosen clip by hand; everything here has a key or a request too. */
function Tools({ rows, zoom, onZoom }: ToolsProps) {
  const latest = useApp((app) => app.latest);
  const selected = useApp((app) => app.selected);
  const chosen = latest === null || selected === null ? null : pieceOf(latest, selected);
  const isClip = chosen?.piece.clip !== null && chosen !== null;
  const isEmpty = rows.length === 0;
  const atPlayhead = (edge: 'start' | 'end') => (): void => void trimSelected(edge, playheadMs());
  return (
    <div className="tools" role="toolbar" aria-label={say('timeline.title')}>
      <IconButton icon="split" label={say('timeline.split')} onClick={() => void splitHere()} isDisabled={isEmpty} />
      <IconButton
        icon="trimStart"
        label={say('timeline.trimStart')}
        onClick={atPlayhead('start')}
        isDisabled={!isClip}
      />
      <IconButton icon="trimEnd" label={say('timeline.trimEnd')} onClick={atPlayhead('end')} isDisabled={!isClip} />
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
        isDisabled={chosen === null || chosen.row.kind === 'text'}
      />
      <IconButton
        icon="trash"
        label={say('timeline.delete')}
        onClick={() => void deleteSelected()}
        isDisabled={chosen === null}
      />
      <input
        type="range"
        className="zoom"
        aria-label={say('timeline.zoom')}
        min={0}
        max={6}
        step={0.1}
        value={Math.log2(zoom)}
        onChange={({ target }) => onZoom(2 ** Number(target.value))}
      />
    </div>
  );
}

const playheadMs = (): number => useApp.getState().time * 1000;

type View = { readonly left: number; readonly width: number };

function Ruler({ duration, scale, view }: { duration: number; scale: number; view: View }) {
  const step = STEPS.find((each) => each * scale >= 64) ?? 1200;
  const first = Math.max(0, Math.floor((view.left - MARGIN) / scale / step));
  const last = Math.min(Math.floor(duration / step), Math.ceil((view.left + view.width + MARGIN) / scale / step));
  const marks = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => (first + index) * step);
  return (
    // The slider over the preview does the same by keyboard.
    <div
      className="ruler"
      aria-hidden="true"
      onPointerDown={(event) => {
        const { left } = event.currentTarget.getBoundingClientRect();
        seekTo(Math.min(duration, Math.max(0, (event.clientX - left) / scale)));
      }}
    >
      {marks.map((at) => (
        <span key={at} style={{ left: `${at * scale}px` }}>
          {timeLabel(at)}
        </span>
      ))}
    </div>
  );
}

type RowProps = { readonly row: Row; readonly scale: number; readonly view: View; readonly selected: string | null };

function RowView({ row, scale, view, selected }: RowProps) {
  const from = ((view.left - MARGIN) / scale) * 1000;
  const to = ((view.left + view.width + MARGIN) / scale) * 1000;
  const seen = row.pieces.filter(({ start, duration }) => start + duration > from && start < to);
  return (
    <div className={`track ${row.kind}`} role="group" aria-label={row.label}>
      {seen.map((piece) => (
        <PieceView
          key={piece.id}
          piece={piece}
          scale={scale}
          isSelected={piece.id === selected}
          onSelect={() => set({ selected: piece.id })}
        />
      ))}
    </div>
  );
}

function Playhead({ scale }: { readonly scale: number }) {
  const time = useApp((app) => app.time);
  return <div className="playhead" style={{ transform: `translateX(${time * scale}px)` }} aria-hidden="true" />;
}
