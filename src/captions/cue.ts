import type { Ms } from '../base/time.ts';
import type { SpokenWord } from '../draft/model.ts';

/** A line of captions: its text without any markup, when it stands, and its words where their times are known. */
export type Cue = {
  readonly start: Ms;
  readonly end: Ms;
  readonly text: string;
  /** Joined, their texts are `text`. */
  readonly words?: readonly SpokenWord[];
  /** The times of its words were laid out by a script, not measured. */
  readonly isEstimated?: true;
  /** The same in another language. */
  readonly second?: string;
};

/** What a file, a script or a request may hold at most. */
export const CAPTION_LIMITS = { cues: 5000, kilobytes: 256 } as const;
