import assert from 'node:assert/strict';
import { test } from 'node:test';
import { draftOf, factsFor, sampleAsset } from '../../test/support/sample-draft.ts';
import { EFFECT_COSTS, PLAIN_COST, SLOW_COST } from '../draft/effect-cost.ts';
import { costliest } from '../draft/render-cost.ts';
import type { OperationCall } from './registered.ts';
import { applyOperations } from './registry.ts';

const talk = sampleAsset('talk.mp4', { duration: 20_000 });
const facts = factsFor(talk);
const LONG = /This takes long to make/;

function ran(...calls: OperationCall[]): { cost: number; notes: string[] } {
  const { draft, outcomes } = applyOperations(draftOf(talk), calls, { facts, selected: null });
  return { cost: costliest(draft), notes: outcomes.map(({ notes }) => notes.map(({ en }) => en).join(' ')) };
}

test('what is slower than half real time says so when it is asked for, and once', () => {
  const [slow] = Object.entries(EFFECT_COSTS).find(([name, cost]) => cost > SLOW_COST && name === 'film-16mm') ?? [];
  assert.ok(slow !== undefined, 'the slowest look is measured as slow');
  assert.match(ran({ op: 'color', look: slow }).notes[0] ?? '', LONG);
  assert.match(ran({ op: 'speed', factor: 0.5, between: 'flow' }).notes[0] ?? '', /about 9 times as long/);
  assert.doesNotMatch(ran({ op: 'effect', name: 'glow' }).notes.join(''), LONG);
  const again = ran({ op: 'color', look: slow }, { op: 'trim', end: 2 } as OperationCall);
  assert.doesNotMatch(again.notes[1] ?? '', LONG, 'an edit that makes it no slower says nothing');
});

test('what is fast by itself and slow together says so where it becomes slow', () => {
  const { cost, notes } = ran(
    { op: 'effect', name: 'grain' },
    { op: 'effect', name: 'old film' },
    { op: 'effect', name: 'snow', from: 0, to: 5 },
  );
  assert.ok(cost > SLOW_COST);
  assert.doesNotMatch(notes[0] ?? '', LONG);
  assert.match(notes[1] ?? '', LONG);
  assert.equal(costliest(draftOf(talk)), PLAIN_COST);
});
