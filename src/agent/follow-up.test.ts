import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { planRequest } from './plan.ts';
import type { PlannedOp } from './types.ts';

const context = { videos: 3, photos: 0, audios: 0, duration: 60, timeline: 'clips+music' };
const after = (text: string, previous: PlannedOp[]): PlannedOp[] => planRequest({ text, context, previous }).ops;

const brighter: PlannedOp = { op: 'color', brightness: 'up', clip: 2 };
const music: PlannedOp = { op: 'add_music', mood: 'calm' };
const best: PlannedOp = { op: 'highlights', duration: 60 };
const title: PlannedOp = { op: 'title', text: 'Go', duration: 4 };
const zoom: PlannedOp = { op: 'zoom', style: 'in', clip: 1 };

const whoosh: PlannedOp = { op: 'sfx', name: 'whoosh', start: 5 };
const snow: PlannedOp = { op: 'effect', name: 'snow' };

const CASES: readonly [says: string, previous: PlannedOp, texts: readonly string[], expected: PlannedOp[]][] = [
  ['further in the same place', brighter, ['brighter still', 'a bit more', '再亮一点', 'etwas heller'], [brighter]],
  [
    'there too',
    brighter,
    [
      'same for the third clip',
      'clip 3 too',
      '第三段也一样',
      'lo mismo con el clip 3',
      '3번 장면도 똑같이',
      'pareil pour le clip 3',
    ],
    [{ ...brighter, clip: 3 }],
  ],
  ['too much of it', brighter, ['too much', '太强了', 'demasiado'], [{ ...brighter, brightness: 'down' }]],
  [
    'levels of the music',
    music,
    ['quieter', 'too loud', '小声一点', 'más bajo', 'leiser'],
    [{ op: 'volume', level: 'down', target: 'music' }],
  ],
  [
    'not that',
    music,
    ['not that one', '不是这个', 'the other song', 'ese no', 'das nicht', 'undo that'],
    [{ op: 'undo' }],
  ],
  ['other music', music, ['another one', '换一首', 'a different song please'], [{ op: 'add_music', mood: 'lo-fi' }]],
  [
    'shorter',
    best,
    ['shorter', 'a bit shorter', '再短一点', 'más corto', 'もっと短く', '더 짧게'],
    [{ ...best, duration: 40 }],
  ],
  ['longer again', best, ['longer', '长一点', 'länger'], [{ op: 'undo' }, { ...best, duration: 90 }]],
  ['a text that stays shorter', title, ['shorter', '短一点'], [{ op: 'title', duration: 2.5 }]],
  [
    'a text that looks otherwise',
    title,
    ['red instead', 'in red please', 'no, red', '红色'],
    [{ op: 'title', color: 'red' }],
  ],
  ['a text elsewhere', title, ['move it to the top', 'put it at the top'], [{ op: 'title', position: 'top' }]],
  ['again but slower', zoom, ['again but slower', 'do it again but slower'], [{ ...zoom, style: 'slow' }]],
  ['again elsewhere', zoom, ['do it again but on clip 2'], [{ ...zoom, clip: 2 }]],
  [
    'the whole was meant',
    brighter,
    ['I meant the whole video', 'on all clips', 'on all of them', '我是说整个视频', 'je voulais dire tout'],
    [{ op: 'undo' }, { op: 'color', brightness: 'up' }],
  ],
  [
    'another clip was meant',
    brighter,
    ['I meant clip 3', 'no, clip 3', 'sorry, I meant the third clip', '不对，是第三段', 'ich meine clip 3'],
    [{ op: 'undo' }, { ...brighter, clip: 3 }],
  ],
  [
    'another sound was meant',
    { op: 'volume', level: 'down' },
    ['no, the music', 'I meant the music', '我说的是音乐'],
    [{ op: 'undo' }, { op: 'volume', level: 'down', target: 'music' }],
  ],
  ['there too', whoosh, ['at 0:10 too', 'also at 10 seconds', 'and at 0:10 as well'], [{ ...whoosh, start: 10 }]],
  ['later', whoosh, ['2 seconds later', '晚2秒'], [{ op: 'undo' }, { ...whoosh, start: 7 }]],
  ['once more, later', whoosh, ['same but 2 seconds later'], [{ ...whoosh, start: 7 }]],
  ['more of what falls', snow, ['make it snow harder', 'more snow', '雪再大一点'], [{ ...snow, amount: 'more' }]],
  [
    'less of a look',
    { op: 'color', look: 'vintage' },
    ['less', 'too strong', '淡一点'],
    [{ op: 'color', look: 'vintage', amount: 0.5 }],
  ],
  ['less of what falls', snow, ['less snow', '雪太大了', 'too much snow'], [{ ...snow, amount: 'less' }]],
  ['what falls is taken off', snow, ['remove the snow', '去掉雪'], [{ ...snow, remove: true }]],
  [
    'taken off again',
    music,
    ['remove it', 'take it out', '去掉吧', 'quítala', 'nimm es wieder weg', 'enlève-la', '消して', '빼줘'],
    [{ op: 'undo' }],
  ],
  [
    'captions that are hidden come back',
    { op: 'captions', visible: false },
    ['show them again', '再显示'],
    [{ op: 'captions', visible: true }],
  ],
  [
    'captions a bit higher',
    { op: 'captions' },
    ['move them up a bit', '往上一点'],
    [{ op: 'captions', position: 'up' }],
  ],
  [
    'captions with an outline',
    { op: 'captions' },
    ['make them yellow with a black outline'],
    [{ op: 'captions', color: 'yellow', style: 'black outline' }],
  ],
  [
    'a small picture made bigger',
    { op: 'pip', source: 'cam.mp4' },
    ['make it bigger'],
    [{ op: 'pip', size: 'bigger' }],
  ],
  ['a speed half the way back', { op: 'speed', factor: 2 }, ['again but slower'], [{ op: 'speed', factor: 1.5 }]],
];

describe('requests that lean on the one before', () => {
  for (const [says, previous, texts, expected] of CASES) {
    for (const text of texts) {
      test(`${says}: ${text}`, () => assert.deepEqual(after(text, [previous]), expected));
    }
  }
  test('the other of two clips: taken back here, done there', () => {
    const two = { ...context, videos: 2 };
    const { ops } = planRequest({ text: 'no, the other clip', context: two, previous: [brighter] });
    assert.deepEqual(ops, [{ op: 'undo' }, { ...brighter, clip: 1 }]);
  });
  test('a whole request leans on nothing', () => {
    assert.deepEqual(after('make the whole video brighter', [brighter]), [{ op: 'color', brightness: 'up' }]);
    assert.deepEqual(after('add captions', [music]), [{ op: 'captions' }]);
    assert.deepEqual(after('quieter', []), [{ op: 'volume', level: 'down' }]);
  });
});

describe('answers to a question', () => {
  const asked = planRequest({ text: 'edit my video', context: { videos: 1, photos: 0, audios: 0, duration: 60 } }).ops;
  const answered = (text: string): PlannedOp[] => after(text, asked);
  test('yes takes the default', () => {
    for (const text of ['yes', 'ok', 'sure', '好的', 'ja', 'sí', 'はい', '네'])
      assert.deepEqual(answered(text), [{ op: 'light_edit' }], text);
  });
  test('an offer is chosen by its place', () => {
    for (const text of ['the second one', '2', '第二个', 'el segundo'])
      assert.deepEqual(answered(text), [{ op: 'highlights', duration: 30 }], text);
  });
  test('no is taken at its word', () => {
    for (const text of ['no', 'no thanks', '不用了', 'nein'])
      assert.deepEqual(
        answered(text).map((o) => o.op),
        ['answer'],
        text,
      );
  });
  test('what was offered in any language can be chosen', () => {
    for (const lang of ['en', 'zh', 'es', 'ja', 'ko', 'de', 'fr', 'pt']) {
      const text =
        {
          en: 'edit it',
          zh: '剪一下',
          es: 'edita el vídeo',
          ja: '動画を編集して',
          ko: '영상 편집해줘',
          de: 'Video bearbeiten',
          fr: 'modifie la vidéo',
          pt: 'edite o vídeo',
        }[lang] ?? '';
      const { ops } = planRequest({ text, lang, context: { videos: 1, photos: 0, audios: 0, duration: 60 } });
      assert.equal(ops[0]?.op, 'clarify', text);
      for (const n of ['1', '2', '3']) {
        const chosen = planRequest({ text: n, lang, context, previous: ops }).ops;
        assert.ok(chosen.length > 0 && chosen.every((o) => !['clarify', 'answer'].includes(o.op)), `${lang} ${n}`);
      }
    }
  });
});
