import type { Built } from './built.ts';
import type { Command } from './measure.ts';
import type { Expected } from './outputs.ts';
import type { Bar } from './results.ts';
import type { Sources } from './sources.ts';
import type { Tool } from './tools.ts';

/** Where a job works and with what. */
export type Place = {
  /** For what it writes; goes with the bench. */
  readonly folder: string;
  readonly sources: Sources;
  readonly built: Built;
  /** A tenth of the length, to see whether everything runs. Its figures are not for the page. */
  readonly isShort: boolean;
};

/** One who does the job, in one way. */
export type Contestant = {
  readonly name: string;
  readonly command: Command;
  readonly out: string;
  readonly expected: Expected;
  /** What must be so before each run; not measured. */
  readonly before?: () => void;
  /** Whether its pictures should look like ours; by default not asked. */
  readonly isSameEdit?: boolean;
};

export type Job = {
  readonly name: string;
  readonly title: string;
  /** What is edited, encoded and compared, for the page. */
  readonly about: string;
  readonly tools: readonly Tool[];
  readonly bars: readonly Bar[];
  /** The contestants in the order in which every round runs them. Makes the media. */
  readonly prepare: (place: Place) => readonly Contestant[];
};
