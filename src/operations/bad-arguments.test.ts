import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as z from 'zod';
import { fc } from '../../test/support/properties.ts';
import { deepFrozen, draftOf, factsFor, sampleAsset } from '../../test/support/sample-draft.ts';
import { TellcutError } from '../base/errors.ts';
import { emptyDraft } from '../draft/build.ts';
import { draftIssues } from '../draft/validate.ts';
import type { OperationCall } from './registered.ts';
import { applyOne, applyOperations, OPERATIONS } from './registry.ts';

const talk = sampleAsset('talk.mp4', { duration: 9000, silences: [[2000, 4000]] });
const photo = sampleAsset('photo.jpg', { kind: 'image' });
const facts = factsFor(talk, photo);
const context = { facts, selected: null };
const start = deepFrozen(
  applyOperations(
    draftOf(talk, photo),
    [{ op: 'add_music' }, { op: 'title', text: 'T' }, { op: 'transitions' }],
    context,
  ).draft,
);

/** Texts that look like what an argument takes, and texts that look like nothing. */
const text = fc.oneof(
  fc.string({ maxLength: 30, unit: 'grapheme' }),
  fc.stringMatching(/^(?:end|start|first|last|-)?[-+ ]?[0-9]{1,4}[:.,%]?[0-9]{0,3}(?:s|ms|%|dB|px|x|p|MB)?$/),
  fc.constantFrom(
    '__proto__',
    'constructor',
    'toString',
    '../../etc/passwd',
    '9'.repeat(60),
    'Infinity',
    'NaN',
    '1e9',
    '-0',
  ),
);
const value = fc.oneof(
  text,
  fc.double(),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.array(text, { maxLength: 2 }),
  fc.object({ maxDepth: 1 }),
);

const keysOf = (op: string): string[] => {
  const args = OPERATIONS.get(op)?.args;
  return args instanceof z.ZodObject ? Object.keys(args.shape) : [];
};

const anyCall: fc.Arbitrary<OperationCall> = fc.constantFrom(...OPERATIONS.keys()).chain((op) => {
  const keys = [...keysOf(op), 'unheard_of'];
  const entry = fc.tuple(fc.constantFrom(...keys), value);
  return fc.array(entry, { maxLength: 4 }).map((entries) => ({ ...Object.fromEntries(entries), op }));
});

test('whatever arguments an operation is given, it does something valid or refuses by name, and never touches the draft', () => {
  fc.assert(
    fc.property(anyCall, (call) => {
      try {
        assert.deepEqual(draftIssues(applyOne(start, call, context).draft, facts), []);
      } catch (error) {
        if (error instanceof TellcutError) return assert.ok(error.message.length < 2000);
        throw error;
      }
    }),
    { numRuns: Number(process.env['TELLCUT_RUNS'] ?? 2000) },
  );
});

test('nothing can be done to an empty timeline but ask, and every refusal says so', () => {
  const empty = deepFrozen(emptyDraft(start.canvas));
  const args = {
    text: 'x',
    prompt: 'x',
    name: 'cinematic',
    ratio: '1:1',
    level: 'up',
    factor: 2,
    what: 'music',
    look: 'warm',
    resolution: '720p',
    from: '0',
    to: '1',
  };
  for (const op of OPERATIONS.keys()) {
    // They make something of words alone.
    if (['generate', 'generate_image', 'generate_video'].includes(op)) continue;
    try {
      const { draft } = applyOne(empty, { op, ...args }, { facts: factsFor(), selected: null });
      assert.equal(draft, empty, `${op} did something to nothing`);
    } catch (error) {
      assert.ok(error instanceof TellcutError, `${op}: ${String(error)}`);
      const { code } = error;
      assert.ok(['draft.nothing_there', 'draft.needs', 'draft.no_such_segment'].includes(code), `${op}: ${code}`);
    }
  }
});
