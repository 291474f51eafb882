import { create } from 'zustand';

/** What a hand does on the timeline at this moment. Times in ms of the timeline. */
export type Drag =
  /** An edge of a segment, and where it would be. */
  | { readonly kind: 'start' | 'end'; readonly id: string; readonly at: number }
  /** A piece of the main track on its way: its beginning is at `at`, and it would stand before another, or at the end. */
  | { readonly kind: 'piece'; readonly id: string; readonly at: number; readonly before: string | null }
  /** Something beside the clips, whose beginning would be at `at`. */
  | { readonly kind: 'side'; readonly id: string; readonly at: number }
  | { readonly kind: 'volume'; readonly id: string; readonly level: number };

export type Panel = 'media' | 'transcript' | 'templates' | 'properties';

/** What the player, the timeline and their panels show beyond the draft. */
export type StageState = {
  readonly panel: Panel | null;
  readonly isPlaying: boolean;
  /** Which draft plays: the one that is, or the one that undo would bring back. */
  readonly side: 'now' | 'before';
  /** Whether edges and the playhead hold on to cuts and beats nearby. */
  readonly isSnapping: boolean;
  readonly drag: Drag | null;
  /** Where the hand holds on to something, in ms. */
  readonly snappedAt: number | null;
};

export const useStage = create<StageState>()(() => ({
  panel: null,
  isPlaying: false,
  side: 'now',
  isSnapping: true,
  drag: null,
  snappedAt: null,
}));

export const setStage = useStage.setState;
export const getStage = useStage.getState;

/** Shows a panel, or hides it when it is shown. */
export const togglePanel = (panel: Panel): void =>
  setStage(({ panel: shown }) => ({ panel: shown === panel ? null : panel }));
