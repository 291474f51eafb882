import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planRequest } from '../plan.ts';
import { carriedOut } from '../to-operation.ts';
import type { PlannedOp } from '../types.ts';

const context = {
  videos: 2,
  photos: 0,
  audios: 0,
  duration: 30,
  files: ['a.mp4', 'b.mp4'],
  timeline: 'clips+title',
  logo: true,
};
const plan = (text: string): PlannedOp[] => planRequest({ text, context }).ops;

test('what is drawn, arranged or moved is read in English and Chinese', () => {
  const table: Record<string, PlannedOp[]> = {
    'show the clips in a 2x2 grid': [{ op: 'grid', size: '2x2' }],
    'repeat the clips in a 3x3 grid': [{ op: 'grid', size: '3x3', repeat: true }],
    'rotate it from 0 to 20 degrees over 4 seconds': [
      { op: 'animate', property: 'rotation', from: 0, to: 20, duration: 4 },
    ],
    'fade the opacity from 100% to 30% over 4 seconds': [
      { op: 'animate', property: 'opacity', from: '100%', to: '30%', duration: 4 },
    ],
    '音量从0%到100%，3秒内': [{ op: 'animate', property: 'volume', from: '0%', to: '100%', duration: 3 }],
    '旋转从0到20度，4秒': [{ op: 'animate', property: 'rotation', from: 0, to: 20, duration: 4 }],
    'make it 9:16 with a gradient background from navy to pink': [
      { op: 'background', style: 'gradient background from navy to pink' },
      { op: 'aspect', ratio: '9:16' },
    ],
    'bilingual captions English and Chinese': [{ op: 'captions', lang: 'en,zh' }],
    双语字幕: [{ op: 'captions', lang: 'zh,en' }],
    九宫格: [{ op: 'grid', size: '3x3' }],
    'put reaction.mp4 in the top left corner as a circle with a white border': [
      { op: 'pip', source: 'reaction.mp4', position: 'top left', shape: 'circle', border: 'white' },
    ],
    'split screen top and bottom': [{ op: 'pip', layout: 'split', direction: 'top and bottom' }],
    'put a 🔥 at 0:05 for 2 seconds': [{ op: 'sticker', name: '🔥', start: 5, end: 7 }],
    加一个爱心贴纸: [{ op: 'sticker', name: 'heart' }],
    'add a red arrow pointing at the top left from 0:03 to 0:06': [
      { op: 'sticker', name: 'arrow', position: 'top left', start: 3, end: 6, color: 'red' },
    ],
    'draw a circle in the middle': [{ op: 'shape', shape: 'circle', position: 'center' }],
    'remove the progress bar': [{ op: 'progress_bar', position: 'none' }],
    'add a callout "Click here" pointing at the top right': [
      { op: 'text', text: 'Click here', position: 'top right', style: 'callout' },
    ],
    'move the logo from left to right over 2 seconds': [
      { op: 'animate', target: 'logo', property: 'position', from: 'left', to: 'right', duration: 2 },
    ],
    让标志2秒内从左移到右: [{ op: 'animate', target: '标志', property: 'position', from: '左', to: '右', duration: 2 }],
    'slowly zoom in from 1x to 1.5x between 3 and 6 s': [
      { op: 'animate', property: 'scale', from: 1, to: 1.5, start: 3, end: 6 },
    ],
    '3到6秒从1倍放大到1.5倍': [{ op: 'animate', property: 'scale', from: 1, to: 1.5, start: 3, end: 6 }],
    'fade the picture to 50%': [{ op: 'animate', property: 'opacity', to: '50%' }],
    'rotate the sticker by 360 degrees over 3 seconds': [
      { op: 'animate', target: 'sticker', property: 'rotation', from: 0, to: 360, duration: 3 },
    ],
    'make the title pulse': [{ op: 'title', animation: 'pulse' }],
    标题逐字弹出: [{ op: 'title', animation: 'letters-pop' }],
    'add title "Paris" with the neon template': [{ op: 'title', text: 'Paris', template: 'neon' }],
    'reframe to 9:16 and keep the subject in view': [
      { op: 'aspect', ratio: '9:16' },
      { op: 'crop', follow: 'subject' },
    ],
    改成竖屏镜头跟随主体: [
      { op: 'aspect', ratio: '9:16' },
      { op: 'crop', follow: 'subject' },
    ],
    'punch in on every cut': [{ op: 'zoom', style: 'punch in on cuts' }],
  };
  for (const [text, ops] of Object.entries(table)) assert.deepEqual(plan(text), ops, text);
});

test('an opacity, a name or a speed that only sounds like these is what it was', () => {
  assert.notEqual(plan('set the opacity of the watermark to 30%')[0]?.op, 'animate');
  assert.equal(plan('play it at 2x speed')[0]?.op, 'speed');
  assert.equal(plan('add the text "move it from left to right"')[0]?.op, 'text');
  assert.equal(plan('add a title "Drop"')[0]?.['animation'], undefined);
  assert.equal(plan('move clip 2 to the start')[0]?.op, 'reorder');
});

test('a new shape with a view that follows is carried out as one', () => {
  const ops = carriedOut(plan('reframe to 1:1 and follow the subject, and add a progress bar'));
  assert.deepEqual(
    ops.map(({ op }) => op),
    ['reframe', 'sticker'],
  );
  assert.equal(ops[0]?.['ratio'], '1:1');
  assert.deepEqual(carriedOut([{ op: 'aspect', ratio: '9:16', fit: 'fit' }]), [
    { op: 'aspect', ratio: '9:16', fit: 'fit' },
  ]);
});
