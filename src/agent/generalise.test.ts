import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { namesOf } from '../../test/fixtures/planner.ts';
import { fc } from '../../test/support/properties.ts';
import { planRequest } from './plan.ts';
import type { PlannedOp } from './types.ts';

/*
 * The planner reads by grammar and lexicon, not by sentences that it knows: requests built at random from parts (verbs,
 * things, numbers, names, order, joining words) mean what their parts mean. Seeds are printed by fast-check on failure.
 */

const context = { videos: 3, photos: 0, audios: 0, duration: 240 };
const plan = (text: string, lang?: string): PlannedOp[] =>
  planRequest({ text, context, ...(lang === undefined ? {} : { lang }) }).ops;

type Part = { readonly text: string; readonly op: PlannedOp };

const NAMES = ['Urban Dreams', 'Rainy Days', '夏天', 'Tom & Jerry', 'remove the music', '¡Hola!', 'v2.0: final'];

const name = fc.constantFrom(...NAMES);
const sec = fc.integer({ min: 1, max: 55 });

const english = fc.oneof(
  fc
    .record({
      verb: fc.constantFrom('cut', 'remove', 'delete', 'trim', 'get rid of', 'cut out', 'take out'),
      thing: fc.constantFrom('the silences', 'all pauses', 'the dead air', 'long silent gaps'),
    })
    .map(({ verb, thing }): Part => ({ text: `${verb} ${thing}`, op: { op: 'remove_silence' } })),
  fc
    .record({
      verb: fc.constantFrom('cut', 'remove', 'trim', 'chop off'),
      edge: fc.constantFrom('first', 'last'),
      n: sec,
      unit: fc.constantFrom('seconds', 's', 'sec'),
    })
    .map(
      ({ verb, edge, n, unit }): Part => ({
        text: `${verb} the ${edge} ${n} ${unit}`,
        op: edge === 'first' ? { op: 'cut_range', from: 0, to: n } : { op: 'cut_range', from: `end-${n}`, to: 'end' },
      }),
    ),
  fc
    .record({
      verb: fc.constantFrom('add', 'use', 'put', 'insert'),
      mood: fc.constantFrom('lo-fi', 'upbeat', 'calm', 'cinematic', 'acoustic'),
      thing: fc.constantFrom('music', 'background music', 'a soundtrack'),
    })
    .map(
      ({ verb, mood, thing }): Part => ({
        text: `${verb} ${mood} ${thing.replace('a ', '')}`,
        op: { op: 'add_music', mood },
      }),
    ),
  fc
    .record({ verb: fc.constantFrom('add', 'put'), text: name })
    .map(({ verb, text }): Part => ({ text: `${verb} the title "${text}"`, op: { op: 'title', text } })),
  fc
    .record({
      ratio: fc.constantFrom('9:16', '1:1', '16:9', '4:5'),
      verb: fc.constantFrom('make it', 'convert it to', 'change the aspect ratio to', 'crop to'),
    })
    .map(({ ratio, verb }): Part => ({ text: `${verb} ${ratio}`, op: { op: 'aspect', ratio } })),
  fc
    .record({
      n: fc.constantFrom(1.5, 2, 3, 4),
      verb: fc.constantFrom('speed it up', 'speed up the video', 'accelerate it'),
    })
    .map(({ n, verb }): Part => ({ text: `${verb} ${n}x`, op: { op: 'speed', factor: n } })),
  fc
    .record({
      style: fc.constantFrom('smooth', 'glitch', 'slide', 'whip'),
      verb: fc.constantFrom('add', 'use', 'apply'),
    })
    .map(({ style, verb }): Part => ({ text: `${verb} ${style} transitions`, op: { op: 'transitions', style } })),
  fc
    .record({ clip: fc.integer({ min: 1, max: 3 }), verb: fc.constantFrom('mute', 'silence') })
    .map(({ clip, verb }): Part => ({ text: `${verb} clip ${clip}`, op: { op: 'remove_audio', clip } })),
  fc
    .constantFrom('brighten it', 'make it brighter', 'increase the brightness')
    .map((text): Part => ({ text, op: { op: 'color', brightness: 'up' } })),
  fc
    .constantFrom('add captions', 'put subtitles on it', 'generate captions')
    .map((text): Part => ({ text, op: { op: 'captions' } })),
);

const chinese = fc.oneof(
  fc
    .record({ verb: fc.constantFrom('剪掉', '去掉', '删除'), thing: fc.constantFrom('停顿', '静音片段', '空白部分') })
    .map(({ verb, thing }): Part => ({ text: `${verb}${thing}`, op: { op: 'remove_silence' } })),
  fc
    .record({ verb: fc.constantFrom('剪掉', '删除', '去掉'), n: sec })
    .map(({ verb, n }): Part => ({ text: `${verb}前${n}秒`, op: { op: 'cut_range', from: 0, to: n } })),
  fc
    .record({ verb: fc.constantFrom('加', '配上', '添加'), thing: fc.constantFrom('音乐', '背景音乐', 'BGM') })
    .map(({ verb, thing }): Part => ({ text: `${verb}${thing}`, op: { op: 'add_music' } })),
  name.map((text): Part => ({ text: `加标题“${text}”`, op: { op: 'title', text } })),
  fc.constantFrom('1.5', '2', '3').map((n): Part => ({ text: `加速到${n}倍`, op: { op: 'speed', factor: Number(n) } })),
  fc.constantFrom('改成竖屏', '变成竖屏').map((text): Part => ({ text, op: { op: 'aspect', ratio: '9:16' } })),
  fc.constantFrom('调亮一点', '提高亮度').map((text): Part => ({ text, op: { op: 'color', brightness: 'up' } })),
  fc.constantFrom('加转场', '添加转场效果').map((text): Part => ({ text, op: { op: 'transitions' } })),
);

/** Different operations only: what is said twice about one thing is one operation. */
const several = (part: fc.Arbitrary<Part>): fc.Arbitrary<Part[]> =>
  fc.uniqueArray(part, { minLength: 1, maxLength: 4, selector: (p) => p.op.op });

function assertMeans(text: string, parts: readonly Part[], lang: string): void {
  const got = plan(text, lang);
  const shown = `${text} → ${JSON.stringify(got)}`;
  assert.equal(namesOf(got), namesOf(parts.map((p) => p.op)), shown);
  for (const { op } of parts) {
    assert.ok(
      got.some((o) => o.op === op.op && Object.entries(op).every(([k, v]) => o[k] === v)),
      shown,
    );
  }
}

describe('requests built from parts', () => {
  test('English, any order, any joining words', () => {
    const joined = fc.record({
      parts: several(english),
      joint: fc.constantFrom(', ', ' and ', ', then ', '. ', '; ', '\n'),
      polite: fc.constantFrom('', 'please ', 'can you '),
    });
    fc.assert(
      fc.property(joined, ({ parts, joint, polite }) =>
        assertMeans(polite + parts.map((p) => p.text).join(joint), parts, 'en'),
      ),
      { numRuns: 400 },
    );
  });
  test('Chinese, any order, any joining words', () => {
    const joined = fc.record({
      parts: several(chinese),
      joint: fc.constantFrom('，', '、', '，然后', '。', ' ', '；'),
      polite: fc.constantFrom('', '请', '帮我'),
    });
    fc.assert(
      fc.property(joined, ({ parts, joint, polite }) =>
        assertMeans(polite + parts.map((p) => p.text).join(joint), parts, 'zh'),
      ),
      { numRuns: 400 },
    );
  });
});

/** What is said in the other languages, by the same parts: a verb, a thing, a number, a name. */
type Saying = (n: number, name: string) => Part;
const cutFirst = (n: number): PlannedOp => ({ op: 'cut_range', from: 0, to: n });
const cutLast = (n: number): PlannedOp => ({ op: 'cut_range', from: `end-${n}`, to: 'end' });

const OTHERS: Readonly<Record<string, { readonly joints: readonly string[]; readonly says: readonly Saying[] }>> = {
  es: {
    joints: [', ', ' y ', '. ', ', luego '],
    says: [
      (n) => ({ text: `corta los primeros ${n} segundos`, op: cutFirst(n) }),
      (n) => ({ text: `quita los últimos ${n} segundos`, op: cutLast(n) }),
      () => ({ text: 'quita los silencios', op: { op: 'remove_silence' } }),
      () => ({ text: 'añade subtítulos', op: { op: 'captions' } }),
      (_, name) => ({ text: `pon el título "${name}"`, op: { op: 'title', text: name } }),
      () => ({ text: 'agrega música alegre', op: { op: 'add_music', mood: 'upbeat' } }),
      (n) => ({ text: `baja la música al ${n}%`, op: { op: 'volume', target: 'music', level: n / 100 } }),
      () => ({ text: 'hazlo más brillante', op: { op: 'color', brightness: 'up' } }),
      () => ({ text: 'conviértelo a vertical', op: { op: 'aspect', ratio: '9:16' } }),
    ],
  },
  de: {
    joints: [', ', ' und ', '. ', ', dann '],
    says: [
      (n) => ({ text: `entferne die ersten ${n} Sekunden`, op: cutFirst(n) }),
      (n) => ({ text: `schneide die letzten ${n} Sekunden weg`, op: cutLast(n) }),
      () => ({ text: 'entferne die Pausen', op: { op: 'remove_silence' } }),
      () => ({ text: 'füge Untertitel hinzu', op: { op: 'captions' } }),
      (_, name) => ({ text: `füge den Titel „${name}“ hinzu`, op: { op: 'title', text: name } }),
      () => ({ text: 'füge Musik hinzu', op: { op: 'add_music' } }),
      () => ({ text: 'mach das Video heller', op: { op: 'color', brightness: 'up' } }),
      () => ({ text: 'exportiere als MP4', op: { op: 'export', format: 'mp4' } }),
    ],
  },
  fr: {
    joints: [', ', ' et ', '. ', ', puis '],
    says: [
      (n) => ({ text: `coupe les ${n + 1} premières secondes`, op: cutFirst(n + 1) }),
      (n) => ({ text: `supprime les ${n + 1} dernières secondes`, op: cutLast(n + 1) }),
      () => ({ text: 'supprime les silences', op: { op: 'remove_silence' } }),
      () => ({ text: 'ajoute des sous-titres', op: { op: 'captions' } }),
      (_, name) => ({ text: `ajoute le titre « ${name} »`, op: { op: 'title', text: name } }),
      () => ({ text: 'ajoute de la musique', op: { op: 'add_music' } }),
      () => ({ text: 'rends la vidéo plus lumineuse', op: { op: 'color', brightness: 'up' } }),
      () => ({ text: 'exporte en MP4', op: { op: 'export', format: 'mp4' } }),
    ],
  },
  pt: {
    joints: [', ', ' e ', '. ', ', depois '],
    says: [
      (n) => ({ text: `corte os primeiros ${n} segundos`, op: cutFirst(n) }),
      (n) => ({ text: `remova os últimos ${n} segundos`, op: cutLast(n) }),
      () => ({ text: 'remova os silêncios', op: { op: 'remove_silence' } }),
      () => ({ text: 'adicione legendas', op: { op: 'captions' } }),
      (_, name) => ({ text: `coloque o título "${name}"`, op: { op: 'title', text: name } }),
      () => ({ text: 'adicione música', op: { op: 'add_music' } }),
      () => ({ text: 'exporte em MP4', op: { op: 'export', format: 'mp4' } }),
    ],
  },
  ja: {
    joints: ['、', '。'],
    says: [
      (n) => ({ text: `最初の${n}秒を削除して`, op: cutFirst(n) }),
      (n) => ({ text: `最後の${n}秒をカットして`, op: cutLast(n) }),
      () => ({ text: '無音部分を削除して', op: { op: 'remove_silence' } }),
      () => ({ text: '字幕をつけて', op: { op: 'captions' } }),
      (_, name) => ({ text: `「${name}」というタイトルを入れて`, op: { op: 'title', text: name } }),
      () => ({ text: '音楽を入れて', op: { op: 'add_music' } }),
      () => ({ text: '明るくして', op: { op: 'color', brightness: 'up' } }),
      () => ({ text: '縦型にして', op: { op: 'aspect', ratio: '9:16' } }),
    ],
  },
  ko: {
    joints: [', ', '. ', ' 그리고 '],
    says: [
      (n) => ({ text: `처음 ${n}초 잘라줘`, op: cutFirst(n) }),
      (n) => ({ text: `마지막 ${n}초 삭제해줘`, op: cutLast(n) }),
      () => ({ text: '무음 부분 제거해줘', op: { op: 'remove_silence' } }),
      () => ({ text: '자막 넣어줘', op: { op: 'captions' } }),
      (_, name) => ({ text: `제목 '${name.replaceAll("'", '')}' 넣어줘`, op: { op: 'title', text: name } }),
      () => ({ text: '음악 넣어줘', op: { op: 'add_music' } }),
      () => ({ text: '밝게 해줘', op: { op: 'color', brightness: 'up' } }),
      () => ({ text: '세로로 바꿔줘', op: { op: 'aspect', ratio: '9:16' } }),
    ],
  },
};

describe('the same parts in the other languages', () => {
  for (const [lang, { joints, says }] of Object.entries(OTHERS)) {
    test(`${lang}: any order, any joining words`, () => {
      const part = fc
        .record({ say: fc.constantFrom(...says), n: sec, text: name })
        .map(({ say, n, text }) => say(n, text));
      const joined = fc.record({ parts: several(part), joint: fc.constantFrom(...joints) });
      fc.assert(
        fc.property(joined, ({ parts, joint }) => assertMeans(parts.map((p) => p.text).join(joint), parts, lang)),
        { numRuns: 120 },
      );
    });
  }
});

describe('slips of the hand', () => {
  test('two neighbouring letters of a long word exchanged change nothing', () => {
    const slip = fc.record({
      sentence: fc.constantFrom('add captions', 'add transitions', 'remove the silences', 'add background music'),
      word: fc.nat(10),
      at: fc.nat(20),
    });
    fc.assert(
      fc.property(slip, ({ sentence, word, at }) => {
        const words = sentence.split(' ');
        const long = words.findIndex((w, i) => i >= word % words.length && w.length >= 7);
        const chosen = words[long];
        if (chosen === undefined) return;
        const i = 1 + (at % (chosen.length - 2));
        words[long] = chosen.slice(0, i) + chosen.charAt(i + 1) + chosen.charAt(i) + chosen.slice(i + 2);
        assert.deepEqual(plan(words.join(' ')), plan(sentence), words.join(' '));
      }),
      { numRuns: 200 },
    );
  });
});
