import type * as z from 'zod';

/**
 * `standard`: any number of jobs. `singleton`: of the jobs with one `key`, one runs at a time, the others wait.
 * `exclusive`: while a job with that key waits or runs, another one is not taken.
 */
export type QueuePolicy = 'standard' | 'singleton' | 'exclusive';

/** A kind of work: the shape of its jobs and what happens when one fails. */
export type Queue<Data = unknown> = {
  readonly name: string;
  /** Checked when a job is sent and again when it is taken: another version of us may have sent it. */
  readonly data: z.ZodType<Data>;
  readonly policy: QueuePolicy;
  /** Tries after the first one. A process that dies uses one up, being asked to stop does not. */
  readonly retryLimit: number;
  /** Pause before the next try in seconds; it doubles with every try up to `retryMost`. 0: at once. */
  readonly retrySeconds: number;
  readonly retryMost: number;
  /** The longest that a job may run, in seconds. */
  readonly expireSeconds: number;
  /** Jobs that are out of tries go to the handler of `Engine.onDead`. */
  readonly hasDead: boolean;
};

type Given<Data> = Pick<Queue<Data>, 'name' | 'data'> & Partial<Queue<Data>>;

/** A queue with what is usual where nothing else is said. */
export function queue<Data>(given: Given<Data>): Queue<Data> {
  return {
    policy: 'standard',
    retryLimit: 4,
    retrySeconds: 1,
    retryMost: 60,
    expireSeconds: 6 * 3600,
    hasDead: false,
    ...given,
  };
}

/** Where a job's dead body lies. */
export const deadName = (name: string): string => `${name}.dead`;
