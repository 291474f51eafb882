import type { Said } from '../lang.ts';

/** What a caller can do about a failure. */
export type Remedy = 'fix-input' | 'answer' | 'retry' | 'none';

/**
 * One named failure: HTTP `status`, the API's number, the remedy, and a sentence in each of our languages that a person
 * can act on. `exit` overrides the command line's exit code (3 for the caller's mistakes, 1 for ours).
 */
export type Failure = {
  readonly status: number;
  readonly api: number;
  readonly remedy: Remedy;
  readonly exit?: number;
  readonly say: (params: never) => Said;
};

export type Failures = Record<string, Failure>;
