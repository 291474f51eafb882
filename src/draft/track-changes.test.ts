import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deepFrozen, draftOf, factsFor, sampleAsset } from '../../test/support/sample-draft.ts';
import { applyOperations } from '../operations/registry.ts';
import { trackChanges } from './track-changes.ts';

const clip = sampleAsset('a.mp4');
const context = { facts: factsFor(clip), selected: null };
const before = deepFrozen(draftOf(clip));
const length = before.tracks[0]?.segments[0]?.duration ?? 0;

test('a track that is made, one that changes within, one that goes; what stays is not told', () => {
  const { draft: titled } = applyOperations(before, [{ op: 'title', text: 'Hello' }], context);
  const [title, ...rest] = trackChanges(before, titled);
  assert.deepEqual(rest, []);
  assert.equal(title?.role, 'titles');
  assert.equal(title?.before, null);
  assert.equal(title?.after?.count, 1);

  const { draft: split } = applyOperations(titled, [{ op: 'split', at: length / 2000 }], context);
  assert.deepEqual(trackChanges(titled, split), [
    { role: 'main', name: null, before: { count: 1, end: length }, after: { count: 2, end: length } },
  ]);
  assert.deepEqual(
    trackChanges(titled, before).map(({ role, after }) => [role, after]),
    [['titles', null]],
  );
});

test('another look of the same clips is a change; an equal draft, however it was made, is none', () => {
  const { draft: faster } = applyOperations(before, [{ op: 'volume', level: 50 }], context);
  const [change] = trackChanges(before, faster);
  assert.deepEqual(change?.before, change?.after);
  assert.deepEqual(trackChanges(before, structuredClone(before)), []);
});
