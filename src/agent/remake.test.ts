import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planRequest } from './plan.ts';
import { carriedOut } from './to-operation.ts';
import type { PlanInput, PlannedOp } from './types.ts';

const EMPTY = { videos: 0, photos: 0, audios: 0 };
const opsOf = (input: PlanInput): PlannedOp[] => carriedOut(planRequest(input).ops);
const context = { videos: 6, photos: 0, audios: 0, duration: 15, timeline: 'clips+music' };
const film = { clips: 6, music: true, titles: ['Luna'], film: true };

test('what is asked of a video that was made from words is read, in English and Chinese', () => {
  const table: [string, Record<string, unknown>][] = [
    ['another design', { design: 'another' }],
    ['换一种设计', { design: 'another' }],
    ['try other colours', { design: 'colors' }],
    ['换个配色', { design: 'colors' }],
    ['make it more elegant', { design: 'elegant' }],
    ['更活泼一点', { design: '活泼' }],
    ['make it a bit longer', { duration: 'longer' }],
    ['再短一点', { duration: 'shorter' }],
    ['make it 30 seconds', { duration: '30s' }],
    ['改成20秒', { duration: '20s' }],
    ['now add the music and the title', { music: true, title: true }],
    ['现在加上音乐和标题', { music: true, title: true }],
    ['take the music off', { music: false }],
    ['不要音乐', { music: false }],
    ['without the title', { title: false }],
    ['add a voice-over', { voice: true }],
    ['加上配音', { voice: true }],
    ['add captions', { captions: true }],
    ['make scene 3 about our soy wax', { scene: 3, text: 'Our soy wax' }],
    ['第三个画面改成讲大豆蜡', { scene: 3, text: '大豆蜡' }],
    ['change the second line to Poured by hand', { scene: 2, text: 'Poured by hand' }],
    ['把第二句改成手工灌制', { scene: 2, text: '手工灌制' }],
  ];
  for (const [text, slots] of table)
    assert.deepEqual(opsOf({ text, context, draft: film }), [{ op: 'remake', ...slots }], text);
});

test('the same words mean what they always meant where the draft was not made from words', () => {
  const { film: _, ...draft } = film;
  const names = (text: string): string[] => opsOf({ text, context, draft }).map(({ op }) => op);
  assert.deepEqual(names('take the music off'), ['remove_audio']);
  assert.deepEqual(names('make it 30 seconds'), ['trim']);
  assert.deepEqual(names('add captions'), ['captions']);
  // And of a film, everything else is an edit of its clips.
  const others = [
    'make it vertical',
    'cut the first 2 seconds',
    'add the text "Hello" at 3s',
    'undo',
    'export it as a GIF',
  ];
  for (const text of others) assert.ok(!opsOf({ text, context, draft: film }).some(({ op }) => op === 'remake'), text);
});

test('a voice, captions, a rough cut and no music are asked for with the video itself', () => {
  const one = (text: string): PlannedOp | undefined => {
    const ops = opsOf({ text, context: EMPTY });
    assert.equal(ops.length, 1, text);
    return ops[0];
  };
  const spoken = one('make a 30-second promo for my candle shop with a voice-over and captions');
  assert.deepEqual([spoken?.['voice'], spoken?.['captions']], [true, true]);
  assert.equal(one('做一个15秒的咖啡广告，要配音')?.['voice'], true);
  assert.equal(one('Turn this script into a video: "We open at nine."')?.['voice'], true);
  assert.equal(one('make a promo for my gym without music')?.['music'], false);
  const rough = one('make a rough cut of a promo for my gym first');
  assert.deepEqual([rough?.['music'], rough?.['title']], [false, false]);
});

test('a storyboard is changed by words before anything is made, and "go" makes what it says then', () => {
  const prompt = 'make a promo for my gym, storyboard first';
  let previous: PlannedOp[] = [{ op: 'generate', prompt, storyboard: true }];
  const say = (text: string): void => {
    previous = opsOf({ text, context: EMPTY, previous });
  };
  say('make scene 2 about our new pool');
  say('change the last line to Come by');
  say('make it shorter');
  const changes = ['2: Our new pool', 'last: Come by'];
  assert.deepEqual(previous, [{ op: 'generate', prompt, storyboard: true, changes, duration: 10 }]);
  say('go');
  assert.deepEqual(previous, [{ op: 'generate', prompt, changes, duration: 10 }]);
});
