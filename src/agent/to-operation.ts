import type { PlannedOp } from './types.ts';

/** What `visible: false` takes away, by operation, in the words of the `delete` operation. */
const GONE: Readonly<Record<string, string>> = {
  title: 'title',
  text: 'text',
  watermark: 'watermark',
  sticker: 'sticker',
};

/**
 * A planned operation as the operations' registry carries it out. Requests speak of one vocabulary for people and for
 * the evaluation; here the few differences are bridged: taking a title away is a deletion.
 */
export function toOperation(planned: PlannedOp): PlannedOp {
  const what = GONE[planned.op];
  return planned['visible'] === false && what !== undefined ? { op: 'delete', what } : planned;
}

/**
 * Operations that are one when they are carried out: a new shape and a view that follows somebody in it are a reframing,
 * which can say what it did and fall back as a whole.
 */
export function carriedOut(ops: readonly PlannedOp[]): PlannedOp[] {
  const shape = ops.find((one) => one.op === 'aspect' && one['fit'] === undefined && one['background'] === undefined);
  const follow = ops.find((one) => one.op === 'crop' && one['follow'] !== undefined && one['clip'] === undefined);
  if (shape === undefined || follow === undefined) return [...ops];
  const reframed: PlannedOp = { ...shape, op: 'reframe', follow: follow['follow'] };
  return ops.flatMap((one) => (one === shape ? [reframed] : one === follow ? [] : [one]));
}
