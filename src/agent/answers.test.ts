import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planRequest } from './plan.ts';

const context = { videos: 1, photos: 0, audios: 0, duration: 60 };

/** The questions, by what the answer must speak of. */
const QUESTIONS: readonly [answer: RegExp, texts: readonly string[]][] = [
  [
    /cut pauses|剪掉停顿|corto silencios|無音|Pausen/i,
    ['what can you do?', 'what can you do for me', '你能做什么？', '¿qué puedes hacer?', 'was kannst du?'],
  ],
  [
    /MP4.*WebM.*GIF/,
    ['what formats can you export to?', 'which file types do you support?', '支持什么格式？', 'do you support mkv?'],
  ],
  [/keeps 10|只留 10/, ['what is the difference between trim and cut?', '裁剪和剪掉有什么区别？']],
  [/stamped|水印/, ['how do I export without a watermark?', 'is there a watermark on free exports?']],
  [/"undo"|“撤销”/, ['how do I undo?', 'can I undo changes?', '怎么撤销？']],
  [/machine|机器/, ['is my video private?', 'where are my files stored?', '视频会上传到云端吗？']],
  [/Portuguese|葡萄牙/, ['which languages do you understand?', '你懂哪些语言？']],
  [/disk|磁盘/, ['how long can a video be?', 'what is the maximum file size?']],
  [/crossfades|叠化/, ['how do I add a transition?', '怎么加转场？']],
  [/cut the pauses|剪掉停顿/, ['how can I remove silences?']],
];

test('questions about editing here are answered with what is true, and edit nothing', () => {
  for (const [answer, texts] of QUESTIONS) {
    for (const text of texts) {
      const { ops, reply } = planRequest({ text, context });
      assert.deepEqual(
        ops.map((o) => o.op),
        ['answer'],
        text,
      );
      assert.match(reply, answer, text);
    }
  }
});

test('what depends on the project is looked up', () => {
  for (const [name, texts] of [
    [
      'status',
      [
        'how long is it?',
        'did it export?',
        'is the export finished?',
        'did the export work?',
        '视频多长？',
        '导出好了吗？',
        '¿cuánto dura?',
        'wie lang ist das Video?',
      ],
    ],
    ['credits', ['how many credits do I have left?', '还剩多少积分？', 'was kostet das?', 'combien ça coûte ?']],
  ] as const) {
    for (const text of texts)
      assert.deepEqual(
        planRequest({ text, context }).ops.map((o) => o.op),
        [name],
        text,
      );
  }
});
