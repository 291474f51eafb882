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
