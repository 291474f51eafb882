import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { requestLanguage } from './language.ts';
import { normalise } from './normalise.ts';
import { hanNumber } from './numbers.ts';
import { planRequest } from './plan.ts';
import { read } from './read.ts';
import { editDistance } from './spelling.ts';
import { toOperation } from './to-operation.ts';
import { tokenise } from './tokens.ts';

describe('tokens', () => {
  const shown = (text: string): string =>
    tokenise(normalise(text))
      .filter((t) => t.kind !== 'word')
      .map((t) => `${t.kind} ${['ratio', 'res', 'bytes', 'quote', 'file', 'url'].includes(t.kind) ? t.text : t.value}`)
      .join(', ');
  for (const [text, expected] of [
    ['at 1:15', 'time 75'],
    ['from 00:02:00', 'time 120'],
    ['1分30秒', 'time 90'],
    ['4分30S', 'time 270'],
    ['０：０５', 'time 5'],
    ['1m30s and 2 min', 'time 90, time 120'],
    ['1.5 seconds', 'time 1.5'],
    ['1500ms', 'time 1500'],
    ['ten seconds', 'time 10'],
    ['half a minute', 'time 30'],
    ['两分半', 'time 150'],
    ['三十秒', 'time 30'],
    ['두 배', 'factor 2'],
    ['2x, 1.5倍, x3', 'factor 2, comma 0, factor 1.5, comma 0, factor 3'],
    ['make it 9:16', 'ratio 9:16'],
    ['9x16', 'ratio 9:16'],
    ['1080p 4k 1920x1080', 'res 1080p, res 4K, res 1920x1080'],
    ['under 500 MB', 'bytes 500MB'],
    ['-18 dB', 'db -18'],
    ['20% 百分之三十', 'percent 20, percent 30'],
    ['30 fps', 'fps 30'],
    ['90 degrees 180度', 'degrees 90, degrees 180'],
    ['the 2nd and third', 'ord 2, ord 3'],
    ['第二个', 'ord 2'],
    ['les 10 premières secondes', 'time 10'],
    ['~/a b.mp4 my-clip.mov', 'dash 0, slash 0, file b.mp4, file my-clip.mov'],
    ['see https://a.example/x?y=1 now', 'url https://a.example/x?y=1'],
  ] as const) {
    test(text, () => assert.equal(shown(text), expected));
  }
});

describe('quotation marks', () => {
  for (const [text, inside] of [
    ['say "a"', 'a'],
    ['say “a”', 'a'],
    ['say ‘a’', 'a'],
    ["say 'I don't know'", "I don't know"],
    ['写「甲」', '甲'],
    ['写『乙』', '乙'],
    ['dis « oui »', 'oui'],
    ['sag „ja“', 'ja'],
    ['写《丙》', '丙'],
  ] as const) {
    test(text, () =>
      assert.deepEqual(
        normalise(text).spans.map((s) => s.text),
        [inside],
      ),
    );
  }
  for (const text of ["don't cut it", 'the speaker’s voice', '5" screen', 'say "open']) {
    test(`none in ${text}`, () => assert.deepEqual(normalise(text).spans, []));
  }
});

describe('languages', () => {
  for (const [text, lang] of [
    ['cut the pauses', 'en'],
    ['剪掉停顿', 'zh'],
    ['字幕をつけて', 'ja'],
    ['자막 달아줘', 'ko'],
    ['ponle subtítulos', 'es'],
    ['Mach das Video heller', 'de'],
    ['ajoute des sous-titres à la vidéo', 'fr'],
    ['corte este vídeo', 'pt'],
    ['Переведи', 'und'],
    ['把 video 剪短', 'zh'],
  ] as const) {
    test(text, () => assert.equal(read(text).lang, lang));
  }
  test('the hint decides only where the text does not', () => {
    const never = (): boolean => false;
    assert.equal(requestLanguage('ok', 'de', never), 'de');
    assert.equal(requestLanguage('剪掉', 'en', never), 'zh');
  });
});

test('Han numerals', () => {
  assert.deepEqual(
    ['三', '十', '十五', '三十五', '两百', '半', '一千二百'].map(hanNumber),
    [3, 10, 15, 35, 200, 0.5, 1200],
  );
});

test('edit distance counts a transposition as one, and stops at the limit', () => {
  assert.deepEqual(
    [editDistance('musci', 'music', 2), editDistance('abc', 'abc', 2), editDistance('abcdef', 'x', 2)],
    [1, 0, 3],
  );
});

describe('spelling', () => {
  for (const [wrong, right] of [
    ['tunr the musci down', 'turn the music down'],
    ['ad captoins', 'add captions'],
    ['make teh title biger', 'make the title bigger'],
    ['exprot the vidoe', 'export the video'],
  ] as const) {
    test(wrong, () =>
      assert.equal(
        read(wrong)
          .items.map((i) => i.text)
          .join(' '),
        read(right)
          .items.map((i) => i.text)
          .join(' '),
      ),
    );
  }
  test('ordinary words stay, and so do names', () => {
    for (const text of ['my cats and dogs', 'a trip to the star', 'quite a quiet angel']) {
      assert.ok(!read(text).items.some((i) => ['cut', 'trim', 'start', 'angle'].includes(i.text)), text);
    }
  });
});

test('what is taken away is deleted by name; everything else stays as planned', () => {
  const context = { videos: 1, photos: 0, audios: 0, timeline: 'clips+title' };
  const [removed] = planRequest({ text: 'remove the title', context }).ops;
  assert.ok(removed !== undefined);
  assert.deepEqual(toOperation(removed), { op: 'delete', what: 'title' });
  assert.deepEqual(toOperation({ op: 'captions', visible: false }), { op: 'captions', visible: false });
  assert.deepEqual(toOperation({ op: 'speed', factor: 2 }), { op: 'speed', factor: 2 });
});
