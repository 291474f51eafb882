import { PATIENCE, type Patience } from './patient-fetch.ts';

/** How much one turn may take. Times in ms. */
export type Limits = {
  readonly calls: number;
  /** Tokens in and out, of all steps together; where a provider counts none, a third of the characters. */
  readonly tokens: number;
  readonly totalMs: number;
  /** Silence before a step's first word, and between its words. */
  readonly firstMs: number;
  readonly gapMs: number;
  /** Characters of one step, its arguments included. */
  readonly characters: number;
  readonly patience: Patience;
};

export const LIMITS: Limits = {
  calls: 40,
  tokens: 600_000,
  totalMs: 15 * 60_000,
  firstMs: 5 * 60_000,
  gapMs: 60_000,
  characters: 60_000,
  patience: PATIENCE,
};
