import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fc } from '../../test/support/properties.ts';
import { workMs } from '../../test/support/until.ts';
import { CATALOGUE, TellcutError } from '../base/errors.ts';
import { planRequest } from './plan.ts';
import { MOST_CHARACTERS } from './request-text.ts';

const context = { videos: 1, photos: 0, audios: 0, duration: 60 };
const plan = (text: string): ReturnType<typeof planRequest> => planRequest({ text, context });
const codeOf = (text: string): string => {
  try {
    plan(text);
    return 'planned';
  } catch (error) {
    assert.ok(error instanceof TellcutError);
    assert.ok(error.code in CATALOGUE);
    return error.code;
  }
};

describe('input without a request in it', () => {
  for (const text of ['', '   ', '\n\n', '🎬🎉', '!!!', '???', '\u202e\u200b', '...']) {
    test(JSON.stringify(text), () => assert.equal(codeOf(text), 'agent.empty_request'));
  }
  test('more than the limit is refused by name', () => {
    assert.equal(codeOf('add music '.repeat(2000)), 'input.request_too_long');
    assert.equal(codeOf('a'.repeat(MOST_CHARACTERS)), 'planned');
  });
  test('more wishes than are read at once: the reply says so', () => {
    const cuts = (many: number): string =>
      Array.from({ length: many }, (_, i) => `cut ${10 * i}s to ${10 * i + 1}s`).join(', ');
    const all = plan(`${cuts(59)} and export in source quality`);
    assert.deepEqual(all.ops.at(-1), { op: 'export', quality: 'source' });
    assert.equal(all.ops.length, 60);
    assert.deepEqual(all.assumed, []);
    const some = plan(`${cuts(130)} and export`);
    assert.match(some.assumed[0]?.en ?? '', /only its first part was read/);
  });
  test('a language that we do not read gets an honest question', () => {
    for (const text of ['Переведи видео на английский', 'ตัดวิดีโอ', 'قص الفيديو', 'वीडियो काटो']) {
      const { lang, reply } = plan(text);
      assert.equal(lang, 'und', text);
      assert.match(reply, /do not read this language/);
    }
  });
});

describe('characters that hide', () => {
  test('control and direction characters change nothing', () => {
    assert.deepEqual(plan('cut\u200b the \u202esilences\u202c\u0007').ops, plan('cut the silences').ops);
  });
  test('full-width forms read like plain ones', () => {
    assert.deepEqual(plan('ｃｕｔ ｆｒｏｍ ０：０５ ｔｏ ０：１０').ops, plan('cut from 0:05 to 0:10').ops);
  });
  test('private characters cannot pose as quoted texts', () => {
    assert.deepEqual(plan('add the title \ue000').ops, plan('add the title').ops);
  });
});

// Alone on a machine each takes 16 to 28 ms; what is not linear takes seconds. In between lies a busy machine.
describe('adversarial texts of 10 kB take no longer than others', () => {
  const most = MOST_CHARACTERS;
  const fill = (piece: string): string => piece.repeat(Math.ceil(most / piece.length)).slice(0, most);
  const texts: Record<string, string> = {
    spaces: `cut${' '.repeat(most - 10)}to`,
    digits: fill('1'),
    clocks: fill('1:11 '),
    numbers: fill('1 2 3 '),
    'number words': fill('ten '),
    quotes: fill('"a'),
    'open quotes': fill("'"),
    'guillemets without end': fill('«'),
    slashes: fill('a/'),
    dots: fill('a.'),
    paths: fill('~/a.b-c/'),
    'almost files': fill('x.mp'),
    commas: fill('a,'),
    ands: fill('and '),
    'clip lists': `delete clips ${fill('1 and ')}`.slice(0, most),
    ranges: fill('from 1 to '),
    han: fill('剪'),
    'han numerals': fill('第一二三'),
    kana: fill('カット'),
    hangul: fill('잘라'),
    'long word': fill('transition'),
    misspelled: fill('trnasitoin '),
    'different words': Array.from({ length: 1600 }, (_, i) => `w${i.toString(36)}x`)
      .join(' ')
      .slice(0, most),
    verbs: fill('cut add remove '),
    saying: fill('title saying '),
    'replace it with': fill('replace it with '),
    dashes: fill('a-'),
    colons: fill('a: '),
    units: fill('1h 1m 1s '),
    decibels: fill('-1 -'),
  };
  plan('warm up');
  for (const [name, text] of Object.entries(texts)) {
    test(name, () => {
      // The thread's own time, and again where it was long: the machine may be busy, a catastrophe is slow every time.
      const times = [workMs(() => codeOf(text))];
      while ((times.at(-1) ?? 0) > 250 && times.length < 4) times.push(workMs(() => codeOf(text)));
      assert.ok(Math.min(...times) < 250, `${Math.min(...times).toFixed(1)} ms`);
    });
  }
});

test('whatever is said, the plan is data: named operations, no thrown bugs', () => {
  const words = fc.constantFrom(
    ...'cut trim remove add music title "Hi" clip 2 3 last first half to from 0:10 10s and , not don’t 剪掉 字幕 第 5 秒 9:16 4K mp4 -3dB 2x 50% 音楽 を 소리 키워 quita los silencios ? . \n'.split(
      ' ',
    ),
  );
  const request = fc.oneof(
    fc.array(words, { maxLength: 40 }).map((w) => w.join(' ')),
    fc.string({ maxLength: 200, unit: 'binary' }),
  );
  fc.assert(
    fc.property(request, (text) => {
      const got = codeOf(text);
      assert.ok(['planned', 'agent.empty_request'].includes(got));
      if (got !== 'planned') return;
      const first = plan(text);
      assert.deepEqual(plan(text), first, 'the same words give the same plan');
      assert.ok(first.ops.length > 0);
      for (const op of first.ops) assert.match(op.op, /^[a-z_]+$/);
      assert.ok(first.reply !== '');
    }),
    { numRuns: 400 },
  );
});
