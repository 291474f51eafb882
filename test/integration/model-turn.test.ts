import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { firstDraft } from '../../src/app/session.ts';
import { openStudio } from '../../src/app/studio.ts';
import { runTurn, type TurnEvent } from '../../src/app/turn.ts';
import { turnWords } from '../../src/app/turn-words.ts';
import { toProblem } from '../../src/base/errors.ts';
import { currentVersion, newHistory, undo } from '../../src/draft/history.ts';
import { draftLength } from '../../src/draft/queries.ts';
import { toolSpecs } from '../../src/llm/tools.ts';
import { temporaryFolder } from '../support/cli.ts';
import { type Answer, calls, halfJson, nothing, refusal, silence, words } from '../support/model-server.ts';
import { BEACH, codesOf, KEY, libraryOf, opsOf, ran, resultsOf, TALK } from '../support/model-turns.ts';

describe('a turn carried out by a model', () => {
  test('two edits: one undo step, events in their order, words of the model and then what was done', async () => {
    const { turn, events, asked, start } = await ran('title it Sea and speed up the beach', [
      calls(
        [
          ['title', { text: 'Sea' }],
          ['speed', { factor: 2, clip: 'beach.mp4' }],
        ],
        { say: 'On it.' },
      ),
      words('The beach is twice as fast now. Shall I add music?'),
    ]);
    assert.deepEqual(opsOf(turn), ['title done', 'speed done']);
    assert.equal(draftLength(turn.draft), 70_000);
    assert.equal(turn.reply, 'The beach is twice as fast now. Shall I add music?');
    assert.deepEqual(turn.by, { kind: 'model', label: 'openai-compatible:scripted', tokens: 200 });
    assert.deepEqual(currentVersion(undo(turn.history)).draft, currentVersion(start).draft);

    const kinds = events.map((event) => event.kind).filter((kind, i, all) => kind !== all[i - 1]);
    assert.deepEqual(
      kinds,
      'progress text-delta text tool-call tool-result tool-call tool-result text-delta text'.split(' '),
    );
    const last = events.at(-1);
    assert.ok(last?.kind === 'text');
    for (const step of turn.steps) assert.ok(last.text.includes(step.said.en), last.text);
    const deltas = events.flatMap((event) => (event.kind === 'text-delta' ? [event.text] : []));
    assert.equal(deltas.join(''), `On it.${turn.reply}`);

    const [first, second] = asked;
    assert.equal(first?.body.tools?.length, toolSpecs({}).length);
    const answers = second?.body.messages.filter(({ role }) => role === 'tool').map(({ content }) => String(content));
    assert.equal(answers?.length, 2);
    assert.match(answers?.[1] ?? '', /"ok":true.*"timeline":/);
  });

  test('a refusal reaches the model with its reason; what it mends is no failure of the turn', async () => {
    const { turn, events, asked } = await ran('cut 0:05 to 0:08', [
      calls([['cut_range', { from: '900s', to: '950s' }]]),
      calls([['cut_range', { from: 5, to: 8 }]]),
      words('Done.'),
    ]);
    assert.deepEqual(opsOf(turn), ['cut_range done']);
    assert.deepEqual(resultsOf(events), ['cut_range draft.outside', 'cut_range ok']);
    const told = JSON.stringify(asked[1]?.body.messages.at(-1));
    assert.match(told, /draft\.outside/);
    assert.match(told, /lies outside the video/);
  });

  test('arguments go through the schema of the operation', async () => {
    const { turn, events } = await ran('speed it up', [
      calls([['speed', { factor: { $gt: 1 } }]]),
      calls([['speed', '[1,2']]),
      calls([['make_coffee', {}]]),
      words('I could not.'),
    ]);
    assert.deepEqual(resultsOf(events), ['speed input.invalid', 'speed input.invalid', 'make_coffee input.invalid']);
    assert.deepEqual(codesOf(turn), ['input.invalid']);
    assert.equal(turn.draft, currentVersion(turn.history).draft);
  });

  test('arguments may come as a text of JSON; what is no object is refused, not taken for no arguments', async () => {
    const { turn, events } = await ran('speed it up', [
      calls([
        ['speed', JSON.stringify('{"factor": 2}')],
        ['trim', '[1]'],
        ['trim', '"first 10s"'],
      ]),
      words('Done.'),
    ]);
    assert.deepEqual(resultsOf(events), ['speed ok', 'trim input.invalid', 'trim input.invalid']);
    const ids = events.flatMap((event) => (event.kind === 'tool-call' ? [event.id] : []));
    assert.equal(new Set(ids).size, 3);
    assert.equal(draftLength(turn.draft), 40_000);
  });

  test('a claim without a deed is put right; a plain answer is left alone', async () => {
    const claim = await ran('cut the silences', [words('I have cut all silences.')]);
    assert.equal(claim.turn.reply, 'I have cut all silences.\nNothing on the timeline has changed.');
    const chinese = await ran('把停顿都剪掉', [words('已经全部剪掉了。')]);
    assert.match(chinese.turn.reply, /时间线没有任何改动。$/);
    const answer = await ran('how long is it?', [words('It is 80 seconds long.')]);
    assert.equal(answer.turn.reply, 'It is 80 seconds long.');
  });

  test('a model that does its work without a word still ends in words', async () => {
    const { turn } = await ran('title it Sea', [calls([['title', { text: 'Sea' }]]), nothing]);
    assert.equal(turn.reply, '');
    assert.equal(turnWords(turn), turn.steps[0]?.said.en);
  });

  test('asking ends the turn; after an edit the question is an offer', async () => {
    const question = calls([['ask_user', { question: 'Which of the two?', offers: ['talk', 'beach'] }]]);
    const asks = await ran('make it shorter', [question]);
    assert.equal(asks.turn.question, 'Which of the two? “talk” · “beach”');
    assert.equal(asks.asked.length, 1);
    const both = await ran('title it Sea and make it shorter', [calls([['title', { text: 'Sea' }]]), question]);
    assert.equal(both.turn.question, null);
    assert.match(both.turn.reply, /Which of the two/);
  });

  test('what cannot be done yet is named as the planner names it', async () => {
    const { turn } = await ran('split it at each scene', [
      calls([['cannot_do', { ability: 'scene_split' }]]),
      words('That needs another tool.'),
    ]);
    assert.deepEqual(codesOf(turn), ['agent.cannot_yet']);
    const [step] = turn.steps;
    assert.equal(step?.op, 'scene_split');
    assert.match(step.said.en, /scenes/i);
  });

  test('an operation without a tool of its own is described and carried out', async () => {
    const { turn, asked, events } = await ran('put a progress bar at the bottom', [
      calls([['describe_operations', { names: ['progress_bar', 'no_such'] }]]),
      calls([['other_operation', { name: 'progress_bar', arguments: { color: '#ff0000' } }]]),
      calls([['other_operation', { name: 'grid', arguments: 7 }]]),
      words('There it is.'),
    ]);
    assert.deepEqual(opsOf(turn), ['progress_bar done']);
    assert.deepEqual(resultsOf(events), ['progress_bar ok', 'grid input.invalid']);
    const said = asked[0]?.body.messages.map(({ content }) => JSON.stringify(content)).join() ?? '';
    assert.match(said, /For other_operation/, 'what our own reading needs is at hand at once');
    const told = JSON.stringify(asked[1]?.body.messages.at(-1));
    assert.match(told, /"properties/);
    assert.match(told, /no such operation/);
  });

  test('the conversation before goes along, capped', async () => {
    const old = Array.from({ length: 30 }, (_, i) => ({
      text: `request ${i} ${'x'.repeat(5000)}`,
      reply: `reply ${i}`,
    }));
    const { asked } = await ran('again', [words('ok')], { before: old });
    const messages = asked[0]?.body.messages.map(({ content }) => JSON.stringify(content)) ?? [];
    assert.equal(messages.length, 1 + 16 + 1);
    assert.ok(messages.every((m) => m.length < 8000));
    assert.match(messages[1] ?? '', /request 22 /);
  });
});

test('the planner emits the same events', async () => {
  using folder = temporaryFolder();
  await using studio = await openStudio({ folder: `${folder.path}/cache`, useCache: false, workers: 1 });
  const library = libraryOf(TALK, BEACH);
  const events: TurnEvent[] = [];
  const turn = await runTurn(studio, {
    text: "cut from 900 to 950 seconds and title it 'Sea'",
    lang: null,
    history: newHistory(firstDraft(library)),
    library,
    onMeasure: () => undefined,
    onEvent: (event) => {
      events.push(event);
    },
    signal: new AbortController().signal,
  });
  const called = events.flatMap((event) => (event.kind === 'tool-call' ? [`${event.id} ${event.op}`] : []));
  const answered = events.flatMap((event) => (event.kind === 'tool-result' ? [`${event.id} ${event.op}`] : []));
  assert.deepEqual(called, answered);
  assert.equal(called.length, 2);
  assert.deepEqual(resultsOf(events), ['cut_range draft.outside', 'title ok']);
  assert.deepEqual(events.at(-1), { kind: 'text', text: turnWords(turn) });
});

describe('when the model gives out', () => {
  const failures: [string, Answer, string][] = [
    ['down for ever', refusal(500, KEY), 'model.down'],
    ['over its quota for ever', refusal(429), 'model.busy'],
    ['refusing the key', refusal(401, KEY), 'model.key_refused'],
    ['half a JSON', halfJson, 'model.garbled'],
    ['silent', silence(), 'model.stalled'],
    ['empty', nothing, 'model.empty'],
  ];
  for (const [name, answer, code] of failures) {
    test(`${name}: the planner does it and says why, in the language of the request`, async () => {
      const limits = { firstMs: 150 };
      const { turn, events } = await ran("title it 'Sea' and make it 9:16", [answer], { limits });
      assert.deepEqual(opsOf(turn), ['title done', 'aspect done'], JSON.stringify(turn.steps));
      assert.deepEqual(turn.by, { kind: 'planner' });
      assert.match(turn.instead?.en ?? '', /by my own rules instead/);
      const fallback = events.find((event) => event.kind === 'fallback');
      assert.equal(fallback?.code, code);
      assert.doesNotMatch(JSON.stringify([turn.instead, events]), new RegExp(KEY));
      const chinese = await ran('改成竖屏', [answer], { limits });
      assert.match(turnWords(chinese.turn), /^.*openai-compatible:scripted.*已改用内置规则/);
    });
  }

  test('a model that writes its calls down instead of making them', async () => {
    for (const text of [
      '<tool_call>{"name":"title","arguments":{"text":"Sea"}}</tool_call>',
      '```json\n{"name": "title", "arguments": {"text": "Sea"}}\n```',
      '[{"tool":"title","text":"Sea"}]',
    ]) {
      const { turn, events } = await ran("title it 'Sea'", [words(text)]);
      assert.deepEqual(opsOf(turn), ['title done'], text);
      assert.equal(events.find((event) => event.kind === 'fallback')?.code, 'model.no_tools');
    }
  });

  test('in the middle of a turn: nothing of its half work stays', async () => {
    const { turn } = await ran("title it 'Sea'", [calls([['speed', { factor: 4 }]]), refusal(500)]);
    assert.deepEqual(opsOf(turn), ['title done']);
    assert.equal(draftLength(turn.draft), 80_000);
  });

  test('at a limit: what was done stays and the limit is named', async () => {
    let n = 0;
    const more: Answer = (response, asked) => {
      calls([['text', { text: `Line ${++n}`, from: n, duration: 1 }]])(response, asked);
    };
    const { turn, start } = await ran('write a poem over it', [more]);
    assert.equal(turn.steps.filter((step) => step.kind === 'done').length, 40);
    assert.deepEqual(codesOf(turn).slice(-1), ['model.calls_spent']);
    assert.equal(turn.history.versions.length, start.versions.length + 1);
  });

  test('a model that runs in circles does the same thing three times and no more', async () => {
    const { turn } = await ran('speed it up', [calls([['speed', { factor: 1.5 }]])]);
    assert.equal(turn.steps.filter((step) => step.op === 'speed' && step.kind === 'done').length, 3);
  });

  test('cancelled: the reason is thrown and no planner steps in', async () => {
    const controller = new AbortController();
    setTimeout(() => {
      controller.abort(new Error('cancelled'));
    }, 50);
    await assert.rejects(ran('title it Sea', [silence()], { signal: controller.signal }), /cancelled/);
  });

  test('a request that is none is refused before anybody is asked', async () => {
    await assert.rejects(
      ran('x'.repeat(100_000), [words('ok')]),
      (error) => toProblem(error).code === 'input.request_too_long',
    );
  });
});

describe('a model is told the language, and what we say beside it is in it', () => {
  for (const [lang, text, told, added] of [
    ['es', 'agrega el título "Mar"', /^Answer in Spanish/, /Agregué el título «Mar»/],
    ['ja', '「海」というタイトルを付けて', /^Answer in Japanese/, /タイトル「海」を追加しました/],
    ['de', 'füge den Titel "Meer" hinzu', /^Answer in German/, /Titel „Meer“ hinzugefügt/],
  ] as const)
    test(lang, async () => {
      const title = /["「]([^"」]+)/.exec(text)?.[1] ?? '';
      const { turn, asked } = await ran(text, [calls([['title', { text: title }]]), words('…')]);
      assert.equal(turn.lang, lang);
      const message = asked[0]?.body.messages.findLast(({ role }) => role === 'user');
      assert.match(String(message?.content), told);
      assert.match(turnWords(turn), added);
      const failed = await ran(text, [refusal(401)]);
      assert.equal(failed.turn.by.kind, 'planner');
      assert.match(turnWords(failed.turn), added);
      assert.doesNotMatch(turnWords(failed.turn), /\b(?:the|and|your)\b/i);
    });
});
