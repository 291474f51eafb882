import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fc } from '../../test/support/properties.ts';
import { randomAssets } from '../../test/support/random-assets.ts';
import { CALLED, randomCall } from '../../test/support/random-calls.ts';
import { deepFrozen, draftOf, factsFor } from '../../test/support/sample-draft.ts';
import { TellcutError } from '../base/errors.ts';
import type { Facts } from '../draft/facts.ts';
import { currentVersion, newHistory, place, redo, redoSteps, restore, undo, undoSteps } from '../draft/history.ts';
import type { Draft } from '../draft/model.ts';
import { draftLength, endOf, mainSegments } from '../draft/queries.ts';
import { summaryLine, timelineTable } from '../draft/summary.ts';
import { draftIssues } from '../draft/validate.ts';
import { decodeDraft, encodeDraft } from '../draft/wire.ts';
import type { OperationCall } from './registered.ts';
import { applyOne, applyOperations, OPERATIONS } from './registry.ts';

/** A failing run prints its seed and path; give them here to repeat it. */
const RUNS = { numRuns: Number(process.env['TELLCUT_RUNS'] ?? 300), verbose: 0 } as const;

const project = fc.tuple(randomAssets, fc.array(randomCall, { minLength: 1, maxLength: 12 }));

/** Applies calls one after another; those that are refused by name are left out. Returns every draft in between. */
function draftsAlong(start: Draft, calls: readonly OperationCall[], facts: Facts): Draft[] {
  const drafts = [start];
  for (const call of calls) {
    const before = deepFrozen(drafts.at(-1) ?? start);
    try {
      drafts.push(applyOne(before, call, { facts, selected: null }).draft);
    } catch (error) {
      assert.ok(error instanceof TellcutError, `${call.op} threw something unnamed: ${String(error)}`);
    }
  }
  return drafts;
}

test('the random calls cover every operation', () => {
  assert.deepEqual(CALLED.toSorted(), [...OPERATIONS.keys()].toSorted());
});

test('any sequence of operations leaves a valid draft, with nothing beyond its end', () => {
  fc.assert(
    fc.property(project, ([assets, calls]) => {
      const facts = factsFor(...assets);
      for (const draft of draftsAlong(draftOf(...assets), calls, facts)) {
        assert.deepEqual(draftIssues(draft, facts), []);
        const length = draftLength(draft);
        for (const track of draft.tracks) {
          for (const [i, segment] of track.segments.entries()) {
            assert.ok(endOf(segment) <= length, `${segment.id} ends after the video`);
            assert.ok(i === 0 || endOf(track.segments[i - 1] ?? segment) <= segment.start, `${segment.id} overlaps`);
          }
        }
      }
    }),
    RUNS,
  );
});

test('undo goes back exactly, redo forward exactly, and restore brings any version back', () => {
  fc.assert(
    fc.property(project, ([assets, calls]) => {
      const facts = factsFor(...assets);
      const drafts = draftsAlong(draftOf(...assets), calls, facts);
      const [first = draftOf(...assets)] = drafts;
      let history = newHistory(first);
      for (const draft of drafts.slice(1)) history = place(history, draft, 'turn');
      const placed = history.versions.map((version) => structuredClone(version.draft));
      const newest = history;
      while (undoSteps(history) > 0) {
        history = undo(history);
        assert.deepEqual(currentVersion(history).draft, placed[undoSteps(history)]);
      }
      while (redoSteps(history) > 0) history = redo(history);
      assert.deepEqual(currentVersion(history).draft, placed.at(-1));
      const restored = restore(newest, 1);
      assert.deepEqual(currentVersion(restored).draft, placed[0]);
      assert.equal(restored.versions.length, placed.length + (placed.length > 1 ? 1 : 0));
    }),
    { ...RUNS, numRuns: 100 },
  );
});

test('encode, JSON, decode is the identity, with and without names for display', () => {
  fc.assert(
    fc.property(project, ([assets, calls]) => {
      const facts = factsFor(...assets);
      const draft = draftsAlong(draftOf(...assets), calls, facts).at(-1);
      const bare: unknown = JSON.parse(JSON.stringify(encodeDraft(draft ?? draftOf(...assets))));
      assert.deepEqual(decodeDraft(bare, facts), draft);
      const named: unknown = JSON.parse(JSON.stringify(encodeDraft(draft ?? draftOf(...assets), facts)));
      assert.deepEqual(decodeDraft(named), draft);
    }),
    { ...RUNS, numRuns: 150 },
  );
});

test('every draft has a summary in both languages', () => {
  fc.assert(
    fc.property(project, ([assets, calls]) => {
      const facts = factsFor(...assets);
      for (const draft of draftsAlong(draftOf(...assets), calls, facts)) {
        assert.match(summaryLine(draft, facts, 'en'), /^Timeline \(\d+ tracks?\): /);
        assert.match(summaryLine(draft, facts, 'zh'), /^时间线/);
        assert.ok(timelineTable(draft, facts).length > 0);
      }
    }),
    { ...RUNS, numRuns: 100 },
  );
});

test('a batch is all or nothing, and the same batch gives the same draft', () => {
  fc.assert(
    fc.property(project, ([assets, calls]) => {
      const facts = factsFor(...assets);
      const start = deepFrozen(draftOf(...assets));
      const run = (): unknown => {
        try {
          return applyOperations(start, calls, { facts, selected: null }).draft;
        } catch (error) {
          return error instanceof TellcutError ? error.code : error;
        }
      };
      assert.deepEqual(run(), run());
    }),
    { ...RUNS, numRuns: 100 },
  );
});

test('the sound and picture of what stays are what they were: each clip shows a stretch of its own source', () => {
  fc.assert(
    fc.property(project, ([assets, calls]) => {
      const facts = factsFor(...assets);
      for (const draft of draftsAlong(draftOf(...assets), calls, facts)) {
        for (const segment of mainSegments(draft)) {
          const probe = facts.assets.get(segment.asset)?.probe;
          assert.ok(probe !== undefined);
          if (probe.kind === 'image') assert.equal(segment.in, 0);
          else if (!segment.freeze) {
            // One millisecond for each rounding of an in-point, at the speed of the segment.
            const end = segment.in + segment.duration * segment.speed;
            assert.ok(
              end <= probe.duration + 1 + 2 * segment.speed,
              `${segment.id} runs ${end - probe.duration} ms past`,
            );
          }
        }
      }
    }),
    RUNS,
  );
});
