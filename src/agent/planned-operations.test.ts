import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as z from 'zod';
import { ownRequests } from '../../test/fixtures/planner.ts';
import { OPERATIONS } from '../operations/registry.ts';
import { planRequest } from './plan.ts';
import { toOperation } from './to-operation.ts';

/*
 * What the planner says must be something that the registry carries out: the names are its names, the slots its
 * arguments, the values ones that it takes.
 */

/** Names of the request vocabulary that stand for an answer, and those that are recognised before they can be done. */
const SPOKEN = new Set(['answer', 'clarify', 'unsupported']);
const NOT_YET = new Set(['voiceover', 'scene_split', 'chroma_key']);

/** Slots that say more than an operation takes yet; it goes by the rest and says so. */
const LEFT_OUT = new Set<string>();

test('every operation of our requests is known by name, slot and value', () => {
  const unknown = new Set<string>();
  const strange = new Map<string, string>();
  for (const { text, lang, context } of ownRequests().filter((_, i) => i % 4 === 0)) {
    for (const planned of planRequest({ text, lang, context }).ops) {
      const { op, default: _default, offers: _offers, ...slots } = toOperation(planned);
      const record = OPERATIONS.get(op);
      if (record === undefined) {
        if (!SPOKEN.has(op) && !NOT_YET.has(op)) unknown.add(`${op}: ${text}`);
        continue;
      }
      const known = record.args instanceof z.ZodObject ? Object.keys(record.args.shape) : null;
      for (const slot of Object.keys(slots)) {
        if (known?.includes(slot) === false && !LEFT_OUT.has(`${op}.${slot}`)) strange.set(`${op}.${slot}`, text);
      }
      const parsed = record.args.safeParse(slots);
      if (!parsed.success) strange.set(`${op}: ${parsed.error.issues[0]?.message}`, text);
    }
  }
  assert.deepEqual([...unknown], []);
  assert.deepEqual([...strange], []);
});
