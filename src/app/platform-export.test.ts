import assert from 'node:assert/strict';
import { test } from 'node:test';
import { draftOf, factsFor, sampleAsset } from '../../test/support/sample-draft.ts';
import type { Draft } from '../draft/model.ts';
import { decodeDraft, encodeDraft } from '../draft/wire.ts';
import type { OperationCall } from '../operations/registered.ts';
import { applyOperations } from '../operations/registry.ts';
import { asItWas } from './platform-export.ts';

const talk = sampleAsset('talk.mp4', { duration: 20_000, silences: [[4000, 6000]] });
const facts = factsFor(talk);
const after = (...calls: OperationCall[]): Draft =>
  applyOperations(draftOf(talk), calls, { facts, selected: null }).draft;

test('in source quality the usual loudness gives way, one that was asked for does not', () => {
  assert.deepEqual(asItWas(after()).master, { targetLufs: null, peakDb: 0 });
  assert.deepEqual(asItWas(after({ op: 'cut_range', from: 1, to: 2 })).master, { targetLufs: null, peakDb: 0 });
  const asked: OperationCall[] = [
    { op: 'normalize_loudness' },
    { op: 'normalize_loudness', target: 'podcast' },
    { op: 'light_edit' },
    { op: 'volume', level: '-3dB' },
  ];
  for (const call of asked) {
    const draft = after(call);
    assert.equal(asItWas(draft), draft, JSON.stringify(call));
    assert.notEqual(draft.master.targetLufs, null);
  }
});

test('that a loudness was asked for is kept with the draft', () => {
  for (const draft of [after(), after({ op: 'normalize_loudness' })]) {
    const wire: unknown = JSON.parse(JSON.stringify(encodeDraft(draft)));
    assert.deepEqual(decodeDraft(wire, facts).master, draft.master);
  }
});
