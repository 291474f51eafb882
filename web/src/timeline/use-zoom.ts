import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import { get } from '../state/store.ts';
import { timeline } from './handle.ts';
import { clampScale } from './scale.ts';

type Zoom = {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly scale: number;
  /** The scale at which all is seen. */
  readonly fit: number;
  /** `scale` null: all is seen, whatever is added. `left`: where it will be scrolled to, in px. */
  readonly setScale: (scale: number | null, left: number) => void;
};

/** Space before the first piece, in px, as in stage.css. */
const PAD = 8;

/** Zooms by wheel, by two fingers, and by what keys and buttons ask for; what is under the pointer stays there. */
export function useZoom({ scroller, scale, fit, setScale }: Zoom): void {
  /** The time (s) that shall be at a place of the window (px) once the new scale is drawn. */
  const anchor = useRef<{ time: number; x: number } | null>(null);
  /** `scale`: what was asked for last; `drawn`: what is seen until it is drawn. */
  const now = useRef({ scale, fit, drawn: scale });
  useLayoutEffect(() => {
    now.current = { scale, fit, drawn: scale };
    const element = scroller.current;
    const held = anchor.current;
    anchor.current = null;
    if (element !== null && held !== null) element.scrollTo({ left: held.time * scale + PAD - held.x });
  }, [scroller, scale, fit]);
  const draw = useRef(setScale);
  useLayoutEffect(() => {
    draw.current = setScale;
  });
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const zoomBy = (factor: number, aroundX?: number): void => {
      const { scale: from, fit: least, drawn } = now.current;
      const to = clampScale(from * factor, least);
      if (to === from) return;
      const playhead = get().time * drawn + PAD - element.scrollLeft;
      const isSeen = playhead >= 0 && playhead <= element.clientWidth;
      const middle = isSeen ? playhead : element.clientWidth / 2;
      const x = aroundX === undefined ? middle : aroundX - element.getBoundingClientRect().left;
      const time = anchor.current?.time ?? (element.scrollLeft + x - PAD) / drawn;
      anchor.current = { time, x };
      now.current = { scale: to, fit: least, drawn };
      draw.current(to <= least * 1.001 ? null : to, time * to + PAD - x);
    };
    Object.assign(timeline, { zoomBy, fit: () => draw.current(null, 0) });
    const wheel = (event: WheelEvent): void => {
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault();
        zoomBy(Math.exp(-event.deltaY * (event.deltaMode === 0 ? 0.004 : 0.1)), event.clientX);
      } else if (event.deltaX === 0 && event.deltaY !== 0 && element.scrollHeight <= element.clientHeight) {
        // A plain wheel goes along the timeline, where there is nothing above or below.
        event.preventDefault();
        element.scrollLeft += event.deltaMode === 0 ? event.deltaY : event.deltaY * 30;
      }
    };
    const fingers = pinch(zoomBy);
    element.addEventListener('wheel', wheel, { passive: false });
    for (const [name, listener] of fingers) element.addEventListener(name, listener, { passive: false });
    return () => {
      element.removeEventListener('wheel', wheel);
      for (const [name, listener] of fingers) element.removeEventListener(name, listener);
    };
  }, [scroller]);
}

/** Two fingers that go apart or together. */
function pinch(
  zoomBy: (factor: number, aroundX: number) => void,
): readonly (readonly ['touchmove' | 'touchend', (event: TouchEvent) => void])[] {
  let apart: number | null = null;
  const move = (event: TouchEvent): void => {
    const [a, b] = [event.touches[0], event.touches[1]];
    if (a === undefined || b === undefined) return;
    event.preventDefault();
    const distance = Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
    if (apart !== null) zoomBy(distance / apart, (a.clientX + b.clientX) / 2);
    apart = distance;
  };
  const end = (): void => {
    apart = null;
  };
  return [
    ['touchmove', move],
    ['touchend', end],
  ];
}
