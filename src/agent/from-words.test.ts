import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planRequest } from './plan.ts';
import { carriedOut } from './to-operation.ts';
import type { PlanContext, PlanInput, PlannedOp } from './types.ts';

const NOTHING: PlanContext = { videos: 0, photos: 0, audios: 0 };
const opsOf = (text: string, context = NOTHING, more: Partial<PlanInput> = {}): PlannedOp[] =>
  planRequest({ text, context, ...more }).ops;

test('a video from words is read in every language that we read, with its length', () => {
  for (const [text, duration] of [
    ['make a 30-second promo for my candle shop', 30],
    ['一个15秒的咖啡广告', 15],
    ['给妈妈做一个生日视频', undefined],
    ['thank you video for my team', undefined],
    ['invitation to our summer party on Saturday', undefined],
    ['erstelle ein Werbevideo für mein Café', undefined],
    ['コーヒーの15秒の広告を作って', 15],
    ['카페 광고 영상 만들어줘', undefined],
    ['fais une pub pour ma boulangerie', undefined],
  ] as const)
    assert.deepEqual(
      opsOf(text),
      [{ op: 'generate', prompt: text, ...(duration === undefined ? {} : { duration }) }],
      text,
    );
});

test('photos for an occasion become such a video; a slideshow that is asked for stays one', () => {
  const photos = { ...NOTHING, photos: 6 };
  assert.equal(opsOf('create a birthday video with my photos', photos)[0]?.op, 'generate');
  assert.equal(opsOf('用我的照片做一个旅行视频', photos)[0]?.op, 'generate');
  assert.equal(opsOf('make a birthday slideshow with my photos', photos)[0]?.op, 'slideshow');
  assert.equal(opsOf('做个产品宣传视频')[0]?.op, 'clarify');
});

test('a storyboard is shown first and made on "go"', () => {
  const shown = opsOf('make a promo for my candle shop, show me the storyboard first');
  assert.equal(shown[0]?.['storyboard'], true);
  assert.deepEqual(carriedOut(shown).length, 1);
  for (const text of ['go', '开始', 'yes', 'looks good']) {
    const [made] = opsOf(text, NOTHING, { previous: shown });
    assert.deepEqual([made?.op, made?.['storyboard']], ['generate', undefined], text);
  }
});

test('shape and mood that are said beside it are part of how it is made', () => {
  const plan = opsOf('make a vertical promo for "Luna Candles" with upbeat music');
  const [one, ...rest] = carriedOut(plan);
  assert.deepEqual([one?.op, one?.['ratio'], one?.['mood'], rest.length], ['generate', '9:16', 'upbeat', 0]);
});

test('lines are changed by their number, in English and Chinese', () => {
  const draft = { clips: 5, music: true, titles: ['Candle Shop'] };
  const context = { ...NOTHING, videos: 5 };
  const said = (text: string): PlannedOp[] => opsOf(text, context, { draft });
  assert.deepEqual(said('change the second line to Poured by hand'), [
    { op: 'replace_text', target: 'line 2', text: 'Poured by hand' },
  ]);
  assert.deepEqual(said('make the last scene say "Visit us"'), [
    { op: 'replace_text', target: 'line last', text: 'Visit us' },
  ]);
  assert.deepEqual(said('把第二句改成手工制作'), [{ op: 'replace_text', target: 'line 2', text: '手工制作' }]);
  assert.deepEqual(said('change "Come and see" to "Visit us"'), [
    { op: 'replace_text', from: 'Come and see', text: 'Visit us' },
  ]);
});
