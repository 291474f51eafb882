import assert from 'node:assert/strict';
import { test } from 'node:test';
import { draftOf, factsFor, sampleAsset } from '../../test/support/sample-draft.ts';
import type { Draft } from '../draft/model.ts';
import { applyOne } from '../operations/registry.ts';
import { allowedBy, MOST_FILES, type Proposed, permit } from './permit.ts';

const talk = sampleAsset('talk.mp4', { duration: 60_000, silences: [[5000, 50_000]] });
const photo = sampleAsset('photo.jpg', { kind: 'image' });
const facts = factsFor(talk, photo);
const start = draftOf(talk, photo);
const after = (op: string, args: Record<string, unknown>, draft: Draft = start): Draft =>
  applyOne(draft, { op, ...args }, { facts, selected: null }).draft;

const NOTHING = { removal: false, undo: false };
const step = (change: Partial<Proposed>): Proposed => ({
  op: 'cut_range',
  start,
  before: start,
  after: start,
  facts,
  taken: 0,
  files: 0,
  leavesTurn: false,
  allowed: NOTHING,
  ...change,
});
const codeOf = (change: Partial<Proposed>): string | null => permit(step(change)).refusal?.code ?? null;

test('half of the footage may go unasked, more may not, in one step or in several', () => {
  const half = after('cut_range', { from: 0, to: 30 });
  assert.equal(codeOf({ after: half }), null);
  assert.equal(permit(step({ after: half })).taken, 30_000);
  assert.equal(codeOf({ after: after('cut_range', { from: 0, to: 31 }) }), 'agent.needs_your_word');
  const more = after('cut_range', { from: 0, to: 1 }, half);
  assert.equal(codeOf({ before: half, after: more, taken: 30_000 }), 'agent.needs_your_word');
  assert.equal(
    codeOf({ after: after('cut_range', { from: 0, to: 50 }), allowed: { removal: true, undo: false } }),
    null,
  );
  assert.equal(codeOf({ after: after('cut_range', { from: 0, to: 50 }), allowed: null }), null);
});

test('faster, silent stretches and photos are no loss', () => {
  assert.equal(codeOf({ op: 'speed', after: after('speed', { factor: 8 }) }), null);
  const pauses = after('remove_silence', {});
  assert.ok(permit(step({ after: pauses })).refusal !== null, 'the pauses are more than half');
  assert.equal(codeOf({ op: 'remove_silence', after: pauses }), null);
  assert.equal(permit(step({ op: 'cut_range', after: after('delete', { clip: 'photo.jpg' }) })).taken, 0);
});

test('going back behind the turn needs the word for it; files are counted for everybody', () => {
  assert.equal(codeOf({ op: 'undo', leavesTurn: true }), 'agent.needs_your_word');
  assert.equal(codeOf({ op: 'undo', leavesTurn: true, allowed: { removal: false, undo: true } }), null);
  assert.equal(codeOf({ files: MOST_FILES }), null);
  assert.equal(codeOf({ files: MOST_FILES + 1, allowed: null }), 'agent.too_many_files');
});

test('what words allow', () => {
  const words = { text: 'x', lang: 'en' as const, ops: [] as { op: string }[], refusedBefore: [] as string[] };
  assert.deepEqual(allowedBy(words), NOTHING);
  assert.deepEqual(allowedBy({ ...words, ops: [{ op: 'title' }, { op: 'highlights' }] }), {
    removal: true,
    undo: false,
  });
  assert.deepEqual(allowedBy({ ...words, ops: [{ op: 'undo' }] }), { removal: false, undo: true });
  assert.deepEqual(allowedBy({ ...words, lang: 'und' }), { removal: true, undo: false });
  const refusedBefore = ['agent.needs_your_word'];
  for (const text of ['yes', 'now do it', '好的'])
    assert.deepEqual(allowedBy({ ...words, text, refusedBefore }), { removal: true, undo: true }, text);
  for (const text of ['no', "Don't!", '不要', '算了吧', 'stop that'])
    assert.deepEqual(allowedBy({ ...words, text, refusedBefore }), NOTHING, text);
});
