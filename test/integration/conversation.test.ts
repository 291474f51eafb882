import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { PlannedOp } from '../../src/agent/types.ts';
import { readAsset } from '../../src/app/ingest.ts';
import { firstDraft, type Library } from '../../src/app/session.ts';
import { openStudio, type Studio } from '../../src/app/studio.ts';
import { runTurn, type Turn } from '../../src/app/turn.ts';
import { turnWords } from '../../src/app/turn-words.ts';
import { type History, newHistory } from '../../src/draft/history.ts';
import { temporaryFolder } from '../support/cli.ts';
import { makeVideo } from '../support/make-media.ts';

/* What a person and the planner say to each other, turn after turn, on real files. */

const signal = new AbortController().signal;
let studio: Studio;
let library: Library;
const folder = temporaryFolder();

before(async () => {
  makeVideo(`${folder.path}/a.mp4`, { frames: 50, rate: { num: 25, den: 1 } });
  makeVideo(`${folder.path}/b.mp4`, { frames: 75, rate: { num: 25, den: 1 } });
  studio = await openStudio({ folder: `${folder.path}/cache`, useCache: false, workers: 1 });
  const assets = await Promise.all(['a', 'b'].map((name) => readAsset(studio, `${folder.path}/${name}.mp4`, signal)));
  library = new Map(assets.map((stored) => [stored.asset.id, stored]));
});

after(async () => {
  await studio[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

/** A conversation: every text is a turn that knows the one before it. The last turn comes back. */
async function talk(...texts: string[]): Promise<Turn> {
  let history: History = newHistory(firstDraft(library));
  let previous: readonly PlannedOp[] | undefined;
  let turn: Turn | undefined;
  for (const text of texts) {
    const known = previous === undefined ? {} : { previous };
    turn = await runTurn(studio, { text, lang: null, history, library, onMeasure: () => undefined, signal, ...known });
    ({ history } = turn);
    previous = turn.plan.ops;
  }
  assert.ok(turn !== undefined);
  return turn;
}

const opsOf = (turn: Turn): string[] => turn.plan.ops.map((o) => o.op);
const textsOf = (turn: Turn): string[] =>
  turn.draft.tracks.flatMap((track) => (track.type === 'text' ? track.segments.map((s) => s.text) : []));

test('questions are answered and edit nothing', async () => {
  const start = firstDraft(library);
  for (const [text, name, words] of [
    ['how long is it?', 'status', /2-5s/],
    ['视频多长？', 'status', /2.5/],
    ['what can you do?', 'answer', /cut pauses/],
    ['which formats can you export?', 'answer', /WebM/],
    ['how many credits do I have?', 'credits', /./],
    ['did it export?', 'status', /./],
    ['what is the difference between trim and cut?', 'answer', /keeps 10 seconds/],
  ] as const) {
    const turn = await talk(text);
    assert.deepEqual(opsOf(turn), [name], text);
    assert.deepEqual(turn.draft, start, text);
    assert.match(turnWords(turn), words, text);
  }
});

test('what is refused or not wanted is not done', async () => {
  const start = firstDraft(library);
  for (const text of ['先不要导出', "don't export yet", 'no music please', 'no', 'thanks!']) {
    const turn = await talk(text);
    assert.deepEqual(turn.draft, start, text);
    assert.deepEqual(turn.requests, [], text);
    assert.notEqual(turnWords(turn), '', text);
  }
  const titled = await talk("don't add music, just title it 'One'");
  assert.deepEqual(textsOf(titled), ['One']);
  assert.equal(
    titled.draft.tracks.some((t) => t.type === 'audio'),
    false,
  );
});

test('follow-ups lean on what was said', async () => {
  const brighter = await talk('make clip 1 brighter');
  const further = await talk('make clip 1 brighter', 'brighter still');
  assert.notDeepEqual(further.draft, brighter.draft);
  assert.deepEqual(further.plan.ops, [{ op: 'color', brightness: 'up', clip: 1 }]);
  const both = await talk('make clip 1 brighter', 'same for the second clip');
  assert.deepEqual(both.plan.ops, [{ op: 'color', brightness: 'up', clip: 2 }]);
  assert.notDeepEqual(both.draft, brighter.draft);
  const other = await talk('make clip 1 brighter', 'no, the other clip');
  const second = await talk('make clip 2 brighter');
  assert.deepEqual(other.draft.tracks, second.draft.tracks);
  const back = await talk("title it 'One'", 'not that one');
  assert.deepEqual(textsOf(back), []);
  const undone = await talk("title it 'One'", "title it 'Two'", 'undo that');
  assert.deepEqual(textsOf(undone), ['One']);
  const moved = await talk("title it 'One'", 'move it to the top', 'in red please');
  assert.deepEqual(textsOf(moved), ['One']);
  assert.equal(moved.steps.at(-1)?.kind, 'done');
});

test('a question is answered by a word, an offer chosen by its place', async () => {
  const asked = await talk('edit my video');
  assert.notEqual(asked.question, null);
  assert.deepEqual(asked.draft, firstDraft(library));
  const yes = await talk('edit my video', 'yes');
  assert.deepEqual(opsOf(yes), ['light_edit']);
  const third = await talk('剪一下', '第三个');
  assert.equal(third.draft.canvas.height > third.draft.canvas.width, true);
  const no = await talk('edit my video', 'no');
  assert.deepEqual(no.draft, firstDraft(library));
});

test('contradictory requests are asked about, and the rest is done', async () => {
  const turn = await talk("make it 9:16 and keep it 16:9, title it 'One'");
  assert.equal(turn.draft.canvas.width > turn.draft.canvas.height, true, 'the shape stays until it is known');
  assert.match(turnWords(turn), /9:16/);
});

test('the times of one request are those of the video as it is', async () => {
  const [first, ...more] = [...library.values()];
  assert.ok(first !== undefined && more.length > 0);
  const kept = async (text: string): Promise<string> => {
    const one: Library = new Map([[first.asset.id, first]]);
    const history = newHistory(firstDraft(one));
    const { draft } = await runTurn(studio, {
      text,
      lang: null,
      history,
      library: one,
      onMeasure: () => undefined,
      signal,
    });
    return JSON.stringify(draft.tracks[0]?.segments);
  };
  const forwards = await kept('remove 0.2 to 0.4 seconds and 1.2 to 1.4 seconds');
  assert.equal(forwards, await kept('remove 1.2 to 1.4 seconds and 0.2 to 0.4 seconds'));
  assert.match(forwards, /1400/, 'what follows the second cut begins where the recording has it');
  assert.equal(
    await kept('keep 0-0.2 s, 0.4-1.2 s and 1.4-2 s'),
    await kept('keep 1.4 s to 2 s, 0 s to 0.2 s and 0.4 s to 1.2 s'),
  );
});
