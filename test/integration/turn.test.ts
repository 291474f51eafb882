import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAsset } from '../../src/app/ingest.ts';
import { firstDraft, type Library } from '../../src/app/session.ts';
import { openStudio, type Studio } from '../../src/app/studio.ts';
import { runTurn, type Turn } from '../../src/app/turn.ts';
import { type History, newHistory } from '../../src/draft/history.ts';
import { temporaryFolder } from '../support/cli.ts';
import { makeVideo } from '../support/make-media.ts';

const signal = new AbortController().signal;

type Talk = { studio: Studio; library: Library; history: History };

async function say({ studio, library, history }: Talk, text: string): Promise<Turn> {
  return runTurn(studio, { text, lang: null, history, library, onMeasure: () => undefined, signal });
}

const texts = (turn: Turn): string[] =>
  turn.draft.tracks.flatMap((track) => (track.type === 'text' ? track.segments.map((segment) => segment.text) : []));

test('a turn is one undo step; undo, redo and failures keep the draft as it should be', async () => {
  using folder = temporaryFolder();
  makeVideo(`${folder.path}/clip.mp4`, { frames: 100, rate: { num: 25, den: 1 } });
  await using studio = await openStudio({ folder: `${folder.path}/cache`, useCache: false, workers: 1 });
  const stored = await readAsset(studio, `${folder.path}/clip.mp4`, signal);
  const library: Library = new Map([[stored.asset.id, stored]]);
  const start = newHistory(firstDraft(library));

  const nothing = await say({ studio, library, history: start }, 'undo that');
  assert.deepEqual(
    nothing.steps.map((step) => step.kind === 'failed' && step.code),
    ['draft.nothing_to_undo'],
  );
  assert.equal(nothing.history, start);

  const titled = await say({ studio, library, history: start }, "title it 'One' and make it 9:16");
  assert.deepEqual(texts(titled), ['One']);
  assert.equal(titled.draft.canvas.height, 1920);
  const undone = await say({ studio, library, history: titled.history }, 'undo that');
  assert.deepEqual(undone.draft, start.versions[0]?.draft);
  const redone = await say({ studio, library, history: undone.history }, 'redo');
  assert.deepEqual(redone.draft, titled.draft);

  const half = await say({ studio, library, history: start }, "cut from 100 to 120 seconds and title it 'Two'");
  assert.deepEqual(
    half.steps.map((step) => step.kind),
    ['failed', 'done'],
    JSON.stringify(half.steps),
  );
  assert.deepEqual(texts(half), ['Two']);
});
