import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { namesOf, ownRequests } from '../../test/fixtures/planner.ts';
import { planRequest } from './plan.ts';
import type { PlannedOp } from './types.ts';

const video = { videos: 1, photos: 0, audios: 0, duration: 60 };
const plan = (text: string): PlannedOp[] => planRequest({ text, context: video }).ops;

/** Every expected slot is there; further slots may be. */
function assertOps(got: readonly PlannedOp[], expected: readonly PlannedOp[], text: string): void {
  const shown = `${text}\n  expected ${JSON.stringify(expected)}\n  got      ${JSON.stringify(got)}`;
  assert.equal(namesOf(got), namesOf(expected), shown);
  for (const wanted of expected) {
    const found = got.some((o) => o.op === wanted.op && Object.entries(wanted).every(([k, v]) => o[k] === v));
    assert.ok(found, shown);
  }
}

const rows = ownRequests();
for (const rule of new Set(rows.map((row) => row.rule))) {
  describe(`our requests: ${rule}`, () => {
    for (const row of rows.filter((r) => r.rule === rule)) {
      test(`${row.lang} ${row.text}`, () => {
        assertOps(planRequest({ text: row.text, lang: row.lang, context: row.context }).ops, row.ops, row.text);
      });
    }
  });
}

describe('requests that must plan exactly', () => {
  const light = [{ op: 'clarify' }, { op: 'export', format: 'mp4', resolution: '1080p' }];
  for (const [text, ops] of [
    ['edit a 2-minute phone-recorded vlog clip into a 1080p MP4', light],
    ['edit a 60-second smartphone video clip into a 1080p MP4', light],
    [
      'cut the silences, add transitions, and export a clean final video',
      [{ op: 'remove_silence' }, { op: 'transitions' }, { op: 'export' }],
    ],
    [
      'trim the clip, add music, and apply smooth transitions like InShot style',
      [{ op: 'trim' }, { op: 'add_music' }, { op: 'transitions', style: 'smooth' }],
    ],
    ['make it 9:16 for Reels', [{ op: 'aspect', ratio: '9:16' }]],
    [
      '加一个标题“城市之梦”,背景音乐用轻松的,导出',
      [{ op: 'title', text: '城市之梦' }, { op: 'add_music', mood: 'relaxed' }, { op: 'export' }],
    ],
    [
      "cut the silences, add transitions, add lo-fi music and the title 'Urban Dreams', and export a clean final video",
      [
        { op: 'remove_silence' },
        { op: 'transitions' },
        { op: 'add_music', mood: 'lo-fi' },
        { op: 'title', text: 'Urban Dreams' },
        { op: 'export' },
      ],
    ],
    [
      "cut the silences, add transitions, put lo-fi music under it, title it 'Urban Dreams', make it 9:16",
      [
        { op: 'remove_silence' },
        { op: 'transitions' },
        { op: 'add_music', mood: 'lo-fi' },
        { op: 'title', text: 'Urban Dreams' },
        { op: 'aspect', ratio: '9:16' },
      ],
    ],
  ] as [string, PlannedOp[]][]) {
    test(text, () => assert.deepEqual(withoutDefaults(plan(text)), ops));
  }
});

const withoutDefaults = (ops: readonly PlannedOp[]): PlannedOp[] =>
  ops.map((o) => Object.fromEntries(Object.entries(o).filter(([k]) => k !== 'default' && k !== 'offers')) as PlannedOp);

describe('texts are taken over letter by letter', () => {
  for (const text of [
    '50% off: "now"?',
    "Don't stop",
    'a %{b} $1 \\n',
    'Tom & Jerry, 2:30',
    '你好，世界！',
    '🎬 Go 🚀',
    'remove the music',
  ]) {
    test(text, () => {
      const [title] = plan(`add the title “${text}” and export`);
      assert.deepEqual([title?.op, title?.['text']], ['title', text]);
    });
  }
  test('a file is no text, and is not spelled', () => {
    const context = { videos: 2, photos: 0, audios: 0, files: ['talk.mp4', 'musci.mp4'] };
    const { ops } = planRequest({ text: 'put "musci.mp4" at the beginning: merge it', context });
    assert.equal(
      ops.some((o) => o.op === 'add_music'),
      false,
    );
  });
});

describe('vague requests', () => {
  test('a question carries its default and offers that are requests themselves', () => {
    const asked = planRequest({ text: 'edit my video', context: video });
    assert.deepEqual(asked.ops[0]?.default, [{ op: 'light_edit' }]);
    assert.ok(asked.question !== null && asked.question.offers.length >= 2);
    for (const offer of asked.question.offers) {
      for (const text of [offer.en, offer.zh]) {
        const ops = plan(text);
        assert.ok(ops.length > 0 && ops.every((o) => o.op !== 'clarify'), text);
      }
    }
  });
  test('a deliverable is made by the default, and the reply says so', () => {
    const made = planRequest({ text: 'edit this clip into a 1080p MP4', context: video });
    assert.equal(made.question, null);
    assert.match(made.reply, /did not say what to change/i);
    assert.match(made.reply, /lightly/);
  });
  test('with nothing uploaded there is no default', () => {
    const asked = planRequest({ text: 'edit my video', context: { videos: 0, photos: 0, audios: 0 } });
    assert.equal(asked.ops[0]?.default, undefined);
    assert.match(asked.reply, /nothing to edit yet/i);
  });
});

describe('replies', () => {
  test('every operation of our requests has words in both languages', () => {
    for (const row of rows) {
      for (const lang of ['en', 'zh'] as const) {
        const { reply } = planRequest({ text: row.text, lang: row.lang, context: row.context });
        assert.ok(reply.trim() !== '', `${lang} ${row.text}`);
        assert.doesNotMatch(reply, /undefined|null|\[object|\bNaN\b|_/, `${row.text} → ${reply}`);
      }
    }
  });
  test('Chinese is answered in Chinese', () => {
    assert.equal(planRequest({ text: '剪掉停顿，加音乐', context: video }).reply, '我会剪掉停顿，并配上音乐。');
  });
});

describe('follow-ups', () => {
  const after = (text: string, previous: PlannedOp[]): PlannedOp[] =>
    planRequest({ text, context: video, previous }).ops;
  for (const [text, previous, expected] of [
    ['again', [{ op: 'zoom', style: 'in' }], [{ op: 'zoom', style: 'in' }]],
    ['even more', [{ op: 'color', brightness: 'up' }], [{ op: 'color', brightness: 'up' }]],
    ['too much', [{ op: 'volume', target: 'music', level: 'down' }], [{ op: 'volume', target: 'music', level: 'up' }]],
    ['not that one', [{ op: 'add_music' }], [{ op: 'undo' }]],
    ['再来一次', [{ op: 'duplicate', clip: 2 }], [{ op: 'duplicate', clip: 2 }]],
    ['bigger', [{ op: 'title', text: 'Go' }], [{ op: 'title', size: 'bigger' }]],
    ['yellow please', [{ op: 'captions' }], [{ op: 'captions', color: 'yellow' }]],
  ] as [string, PlannedOp[], PlannedOp[]][]) {
    test(`${text} after ${previous[0]?.op}`, () => assert.deepEqual(after(text, previous), expected));
  }
});
