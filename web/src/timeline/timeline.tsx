import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { isComposed, wantComposed } from '../media/composed.ts';
import { wantMedia } from '../media/details.ts';
import { player } from '../preview/player-handle.ts';
import { type Drag, useStage } from '../state/stage.ts';
import { get, seekTo, set, useApp } from '../state/store.ts';
import { timeLabel } from '../ui/labels.ts';
import { say } from '../words.ts';
import { elementsIn, isNarrow } from './crowd.ts';
import { CrowdLayer } from './crowd-layer.tsx';
import { rowDuring } from './drag.ts';
import { timeUnder } from './gestures.ts';
import { NO_TIMELINE, timeline } from './handle.ts';
import { LaneCanvas } from './lane-canvas.tsx';
import { PieceView } from './piece-view.tsx';
import { endOf, isOwn, type Piece, type Row, rowsFor } from './pieces.ts';
import { clampScale, fitScale, marksIn } from './scale.ts';
import { Tools } from './tools.tsx';
import { useZoom } from './use-zoom.ts';

/** What is drawn begins at a multiple of this and reaches as far beyond what is seen, in px: scrolling costs nothing. */
const MARGIN = 400;
/** A name moves along in pieces that are wider than this, in px. */
const WIDE = 240;
const NO_ROWS: readonly Row[] = [];

export type View = { readonly left: number; readonly width: number };

/** The tracks of the draft: what lies where, and edits by hand. */
export function Timeline() {
  const latest = useApp((app) => app.latest);
  const revision = useApp(({ pulse }) => pulse?.revision);
  const previewId = useApp(({ pulse }) => pulse?.preview?.id);
  const rows = useMemo(() => (latest === null ? NO_ROWS : rowsFor(latest)), [latest]);
  const seconds = useMemo(
    () => Math.max(0, ...rows.map(({ pieces }) => endOf(pieces.at(-1) ?? NOTHING))) / 1000,
    [rows],
  );
  const scroller = useRef<HTMLDivElement>(null);
  const [view, aim] = useView(scroller);
  const [wanted, setWanted] = useState<number | null>(null);
  const fit = fitScale(seconds, view.seen);
  const scale = wanted === null ? fit : clampScale(wanted, fit);
  useZoom({
    scroller,
    scale,
    fit,
    setScale: (to, left) => {
      setWanted(to);
      aim(left);
    },
  });
  useEffect(() => {
    const shown = new Set(rows.flatMap(({ pieces }) => pieces.flatMap(({ source }) => source?.asset ?? [])));
    wantMedia([...shown].filter((id) => !isOwn(id)));
    if ([...shown].some(isComposed)) void wantComposed();
  }, [rows, revision, previewId]);
  useLayoutEffect(() => {
    Object.assign(timeline, { scale, scroller: scroller.current });
  });
  useEffect(
    () => () => {
      Object.assign(timeline, NO_TIMELINE);
    },
    [],
  );
  return (
    <section className="timeline" aria-label={say('timeline.title')}>
      <Tools rows={rows} scale={scale} fit={fit} />
      {/* Scrolled by its own, so that it can be reached without a mouse. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="scroller" ref={scroller} tabIndex={0} role="group" aria-label={say('timeline.tracks')}>
        {rows.length === 0 ? (
          <p className="nothing dim">{say('timeline.empty')}</p>
        ) : (
          <div
            className="rows"
            style={
              { width: `${Math.max(view.seen - 2, seconds * scale + 24)}px`, '--scale': scale } as React.CSSProperties
            }
          >
            <Ruler seconds={seconds} scale={scale} view={view} />
            <Rows rows={rows} scale={scale} view={view} />
            <SnapLine scale={scale} />
            <Playhead scale={scale} />
          </div>
        )}
      </div>
    </section>
  );
}

const NOTHING = { start: 0, duration: 0 };

type SeenView = View & { readonly seen: number };

/**
 * What is drawn, in steps; `seen` is the width of the window onto it. With how to say where it will be scrolled to: a zoom
 * draws what will be seen, once.
 */
function useView(scroller: React.RefObject<HTMLDivElement | null>): readonly [SeenView, (scrollLeft: number) => void] {
  const [view, setView] = useState<SeenView>({ left: 0, width: 800 + 2 * MARGIN, seen: 800 });
  const aim = useCallback(
    (scrollLeft: number): void => {
      const left = Math.max(0, Math.floor(scrollLeft / MARGIN) * MARGIN - MARGIN);
      const seen = scroller.current?.clientWidth ?? 0;
      setView((before) =>
        before.left === left && before.seen === seen ? before : { left, width: seen + 3 * MARGIN, seen },
      );
    },
    [scroller],
  );
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const measure = (): void => aim(element.scrollLeft);
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener('scroll', measure, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', measure);
    };
  }, [scroller, aim]);
  return [view, aim];
}

type RowsProps = { readonly rows: readonly Row[]; readonly scale: number; readonly view: View };

function Rows({ rows, scale, view }: RowsProps) {
  const selected = useApp((app) => app.selected);
  const drag = useStage((stage) => stage.drag);
  const first = rows.find(({ kind }) => kind === 'video')?.pieces[0]?.id ?? rows[0]?.pieces[0]?.id;
  const isThere = selected !== null && rows.some(({ pieces }) => pieces.some(({ id }) => id === selected));
  const stop = isThere ? selected : (first ?? null);
  return rows.map((row) => (
    <RowView
      key={row.id}
      row={row}
      scale={scale}
      view={view}
      selected={row.pieces.some(({ id }) => id === selected) ? selected : null}
      stop={row.pieces.some(({ id }) => id === stop) ? stop : null}
      drag={drag !== null && row.pieces.some(({ id }) => id === drag.id) ? drag : null}
    />
  ));
}

type RowProps = {
  readonly row: Row;
  readonly scale: number;
  readonly view: View;
  readonly selected: string | null;
  readonly stop: string | null;
  readonly drag: Drag | null;
};

/** Fingers need rows so high, in px. */
const LOW = window.matchMedia('(pointer: coarse)').matches ? 40 : 26;
/** Heights of rows, in px. */
const HEIGHTS: Readonly<Record<Row['kind'], number>> = {
  video: 64,
  overlay: 44,
  audio: 40,
  music: 40,
  text: LOW,
  captions: LOW,
};

function RowView({ row, scale, view, selected, stop, drag }: RowProps) {
  const shown = useMemo(() => rowDuring(row, drag), [row, drag]);
  const from = (view.left / scale) * 1000;
  const to = ((view.left + view.width) / scale) * 1000;
  const dragged = drag === null ? null : shown.pieces.find(({ id }) => id === drag.id);
  const { elements, isCrowded } = elementsIn(
    shown.pieces,
    { from, to, scale },
    ({ id }) => id === drag?.id || id === selected || id === stop,
  );
  const choose = useCallback((piece: Piece, x: number | null) => {
    set({ selected: piece.id });
    const { time } = get();
    const isHere = time * 1000 >= piece.start - 1 && time * 1000 < endOf(piece);
    if (isHere) return;
    const left = timeline.scroller?.querySelector('.rows')?.getBoundingClientRect().left ?? 0;
    seekTo(x === null ? piece.start / 1000 : timeUnder(x, left + PAD));
  }, []);
  return (
    <div
      className={`track ${row.kind}${row.isMuted ? ' muted' : ''}`}
      role="group"
      aria-label={isCrowded ? say('timeline.crowd', { name: row.label, n: row.pieces.length }) : row.label}
      style={{ height: `${HEIGHTS[row.kind]}px` }}
    >
      <LaneCanvas row={shown} scale={scale} left={view.left} width={view.width} height={HEIGHTS[row.kind]} />
      {isCrowded && <CrowdLayer row={shown} onChoose={choose} />}
      {elements.map((piece) => (
        <PieceView
          key={piece.id}
          piece={piece}
          row={row}
          isSelected={piece.id === selected}
          isStop={piece.id === stop}
          isDragged={drag !== null && piece === dragged}
          hasRoom={!isNarrow(piece, scale)}
          isWide={(piece.duration / 1000) * scale > WIDE}
          onChoose={choose}
        />
      ))}
    </div>
  );
}

/** Space before the first piece, in px, as in stage.css. */
const PAD = 8;

function Ruler({ seconds, scale, view }: { seconds: number; scale: number; view: View }) {
  const marks = marksIn(view.left, view.left + view.width, { scale, seconds });
  return (
    // The slider over the preview does the same by keyboard.
    <div
      className="ruler"
      aria-hidden="true"
      onPointerDown={(event) => {
        const { currentTarget: element, pointerId } = event;
        const go = ({ clientX, altKey }: { clientX: number; altKey: boolean }): void => {
          const at = timeUnder(clientX, element.getBoundingClientRect().left, altKey);
          seekTo(Math.min(seconds, at));
        };
        element.setPointerCapture(pointerId);
        go(event);
        element.addEventListener('pointermove', go);
        const end = (): void => element.removeEventListener('pointermove', go);
        element.addEventListener('pointerup', end, { once: true });
        element.addEventListener('pointercancel', end, { once: true });
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

function SnapLine({ scale }: { readonly scale: number }) {
  const at = useStage((stage) => stage.snappedAt);
  return at === null ? null : (
    <div className="snap-line" style={{ transform: `translateX(${(at / 1000) * scale}px)` }} aria-hidden="true" />
  );
}

/** Moves with the picture, without a render for each. While it plays, the timeline goes along. */
function Playhead({ scale }: { readonly scale: number }) {
  const line = useRef<HTMLDivElement>(null);
  const isPlaying = useStage((stage) => stage.isPlaying);
  useLayoutEffect(() => {
    const show = (time: number): void => {
      line.current?.style.setProperty('transform', `translateX(${time * scale}px)`);
    };
    show(isPlaying ? player.now() : get().time);
    if (!isPlaying) return useApp.subscribe(({ time }) => show(time));
    let frame = 0;
    const follow = (): void => {
      const time = player.now();
      show(time);
      keepInSight(time * scale);
      frame = requestAnimationFrame(follow);
    };
    frame = requestAnimationFrame(follow);
    return () => cancelAnimationFrame(frame);
  }, [scale, isPlaying]);
  return <div ref={line} className="playhead" aria-hidden="true" />;
}

function keepInSight(x: number): void {
  const { scroller } = timeline;
  if (scroller === null) return;
  const { scrollLeft, clientWidth } = scroller;
  if (x < scrollLeft || x > scrollLeft + clientWidth - 40) scroller.scrollLeft = x - 40;
}
