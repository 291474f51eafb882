import assert from 'node:assert/strict';
import { test } from 'node:test';
import { draftOf, factsFor, sampleAsset } from '../../test/support/sample-draft.ts';
import { mainSegments } from '../draft/queries.ts';
import { findOperation } from './registry.ts';

test('starting over: every clip as recorded, in order, with ids of its own', () => {
  const [a, b] = [sampleAsset('a.mp4', { duration: 4000 }), sampleAsset('b.mp4', { duration: 6000 })];
  const facts = factsFor(a, b);
  const run = (draft: ReturnType<typeof draftOf>, call: { op: string }) =>
    findOperation(call.op)?.run(draft, call, { facts, selected: null }) ?? assert.fail();
  const edited = run(draftOf(b), { op: 'reverse' }).draft;
  const { draft, said } = run(edited, { op: 'start_over' });
  assert.deepEqual(
    mainSegments(draft).map(({ asset, start, duration, reverse }) => [asset, start, duration, reverse]),
    [
      ['ast_amp4', 0, 4000, false],
      ['ast_bmp4', 4000, 6000, false],
    ],
  );
  assert.ok(draft.serial > edited.serial, 'no id is given out again');
  assert.equal(said.en, 'Started over: 2 clips as recorded, one after another. "undo" brings your edit back.');
});
