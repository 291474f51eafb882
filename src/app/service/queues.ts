import * as z from 'zod';
import { queue } from '../../engine/queue.ts';

/** Every kind of durable job. The names are in the database: a queue that is renamed leaves its jobs behind. */

const Uid = z.uuid();

/** A turn of a session; the session is the key, so that one runs at a time. */
export const TURN = queue({
  name: 'turn',
  data: z.object({
    turnId: z.string().min(1),
    language: z.string().nullable(),
    // Jobs that were queued before it was known lack it.
    selected: z.string().nullable().optional(),
  }),
  policy: 'singleton',
  retryLimit: 4,
  retryMost: 5, // somebody waits for it
  expireSeconds: 3600,
  hasDead: true,
});

/** Finds out what a render is made of, and sends the rest of its jobs. */
export const RENDER_PLAN = queue({ name: 'render-plan', data: z.object({ uid: Uid }), hasDead: true });

/** Some chunks of a render by their places in its plan, or its sound. */
export const RENDER_PART = queue({
  name: 'render-part',
  data: z.object({
    uid: Uid,
    part: z.union([z.object({ from: z.int().min(0), to: z.int().min(1) }), z.literal('sound')]),
  }),
  hasDead: true,
});

/** Makes the file: of the parts that are there by then, and of those that are not. */
export const RENDER_JOIN = queue({
  name: 'render-join',
  data: z.object({ uid: Uid }),
  expireSeconds: 24 * 3600,
  hasDead: true,
});

/** Has a provider's model make something. A try that dies goes on with the provider's id of the request. */
export const MAKE = queue({
  name: 'make',
  data: z.object({ id: z.string().min(1) }),
  retryLimit: 20,
  retryMost: 30,
  expireSeconds: 3600,
  hasDead: true,
});

/** Measures a new file: waveform, silences, loudness, scenes. Nobody waits for it. */
export const ANALYSE = queue({
  name: 'analyse',
  data: z.object({ assetId: z.string() }),
  policy: 'exclusive',
  retryLimit: 2,
});

/** Tells somebody else's server that a render has ended. */
export const WEBHOOK = queue({
  name: 'webhook',
  data: z.object({ uid: Uid }),
  retryLimit: 100, // the settings say how often
  retrySeconds: 2,
  retryMost: 3600,
  expireSeconds: 120,
});

/** Removes what is kept no longer. */
export const RETENTION = queue({ name: 'retention', data: z.object({}), policy: 'exclusive', expireSeconds: 3600 });

export const QUEUES = [TURN, RENDER_PLAN, RENDER_PART, RENDER_JOIN, MAKE, ANALYSE, WEBHOOK, RETENTION] as const;
