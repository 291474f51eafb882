/** What gestures and keys may ask of the timeline; it fills this in while it is there. */
export type TimelineHandle = {
  /** Px for a second. */
  scale: number;
  /** Closer by a factor, around the playhead or a place on the screen (px). */
  zoomBy: (factor: number, aroundX?: number) => void;
  fit: () => void;
  /** The element that scrolls. */
  scroller: HTMLElement | null;
};

const nothing = (): void => undefined;
export const NO_TIMELINE: TimelineHandle = { scale: 1, zoomBy: nothing, fit: nothing, scroller: null };
export const timeline: TimelineHandle = { ...NO_TIMELINE };
