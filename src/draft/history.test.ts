import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TellcutError } from '../base/errors.ts';
import { emptyDraft } from './build.ts';
import {
  currentVersion,
  MOST_VERSIONS,
  newHistory,
  place,
  redo,
  redoSteps,
  restore,
  undo,
  undoSteps,
} from './history.ts';
import type { Draft } from './model.ts';

const canvas = { width: 640, height: 360, fps: 30, background: { kind: 'color', color: '#000000' } } as const;
const draft = (serial: number): Draft => ({ ...emptyDraft(canvas), serial });
const refused =
  (code: string) =>
  (error: unknown): boolean =>
    error instanceof TellcutError && error.code === code;

test('what is placed after an undo takes the place of what could be redone, under a number of its own', () => {
  let history = place(place(newHistory(draft(0)), draft(1), 'a'), draft(2), 'b');
  history = place(undo(history), draft(3), 'c');
  assert.deepEqual(
    history.versions.map((v) => [v.number, v.label]),
    [
      [1, ''],
      [2, 'a'],
      [4, 'c'],
    ],
  );
  assert.deepEqual([undoSteps(history), redoSteps(history)], [2, 0]);
});

test('there is nothing before the first and after the last', () => {
  const history = newHistory(draft(0));
  assert.throws(() => undo(history), refused('draft.nothing_to_undo'));
  assert.throws(() => redo(history), refused('draft.nothing_to_undo'));
  assert.throws(() => restore(history, 7), refused('draft.no_such_version'));
});

test('several steps stop at the ends', () => {
  const history = place(place(newHistory(draft(0)), draft(1), ''), draft(2), '');
  assert.equal(currentVersion(undo(history, 99)).draft.serial, 0);
  assert.equal(currentVersion(redo(undo(history, 99), 99)).draft.serial, 2);
});

test('restore keeps what came between', () => {
  const history = restore(place(place(newHistory(draft(0)), draft(1), ''), draft(2), ''), 1);
  assert.deepEqual(
    history.versions.map((v) => v.draft.serial),
    [0, 1, 2, 0],
  );
});

test('the same draft again is no version, and the number of versions is bounded', () => {
  const first = draft(0);
  let history = newHistory(first);
  assert.equal(place(history, first, 'nothing'), history);
  for (let i = 1; i <= MOST_VERSIONS + 20; i++) history = place(history, draft(i), '');
  assert.equal(history.versions.length, MOST_VERSIONS);
  assert.equal(currentVersion(history).number, MOST_VERSIONS + 21);
});
