import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planRequest } from '../plan.ts';
import type { PlannedOp } from '../types.ts';

const plan = (text: string): PlannedOp[] =>
  planRequest({
    text,
    context: { videos: 2, photos: 0, audios: 0, duration: 60, files: ['a.mp4', 'beach.jpg'] },
  }).ops;

test('looks, time tricks, hidden parts and keys are read in both languages', () => {
  const table: Record<string, PlannedOp[]> = {
    'glitch effect from 0:05 to 0:07': [{ op: 'effect', name: 'glitch', from: '0:05', to: '0:07' }],
    'remove the glitch effect': [{ op: 'effect', name: 'glitch', remove: true }],
    'take off the vignette': [{ op: 'effect', name: 'vignette', remove: true }],
    'add chromatic aberration': [{ op: 'effect', name: 'aberration' }],
    'remove the flicker': [{ op: 'filter', name: 'deflicker' }],
    'sharpen at 80%': [{ op: 'filter', name: 'sharpen', amount: 0.8 }],
    'blur the licence plate bottom right': [{ op: 'blur_region', region: 'bottom right' }],
    'pixelate the top left corner from 0:02 to 0:05': [
      { op: 'blur_region', region: 'top left corner', how: 'pixelate', from: '0:02', to: '0:05' },
    ],
    'key out the green screen and put beach.jpg behind me': [{ op: 'chroma_key', background: 'beach.jpg' }],
    'chroma key #00B140': [{ op: 'chroma_key', color: '#00b140' }],
    'apply warm.cube': [{ op: 'lut', file: 'warm.cube' }],
    'use the LUT at 50%': [{ op: 'lut', amount: 0.5 }],
    'ramp the speed from 1x to 4x': [{ op: 'speed_ramp', from_speed: 1, to_speed: 4 }],
    'slow down for the punch at 0:10': [{ op: 'speed_ramp', at: 10 }],
    'boomerang from 0:02 to 0:04': [{ op: 'boomerang', from: '0:02', to: '0:04' }],
    'slow motion with optical flow': [{ op: 'speed', factor: 'slower', between: 'flow' }],
    'increase exposure by half a stop': [{ op: 'color', exposure: 0.5 }],
    'open up the shadows': [{ op: 'color', shadows: 'up' }],
    'bring down the highlights': [{ op: 'color', highlights: 'down' }],
    "fix the white balance, it's too green": [{ op: 'color', tint: 'up' }],
    'make it warmer and raise the shadows': [{ op: 'color', warmth: 'up', shadows: 'up' }],
    'gradient background from navy to pink': [{ op: 'background', style: 'gradient background from navy to pink' }],
    '0:05 到 0:07 加故障特效': [{ op: 'effect', name: 'glitch', from: '0:05', to: '0:07' }],
    去掉暗角: [{ op: 'effect', name: 'vignette', remove: true }],
    '给左上角打码，从2秒到5秒': [{ op: 'blur_region', region: '左上角', how: 'pixelate', from: 2, to: 5 }],
    模糊右下角: [{ op: 'blur_region', region: '右下角' }],
    速度从1倍渐变到4倍: [{ op: 'speed_ramp', from_speed: 1, to_speed: 4 }],
    做成回旋镖: [{ op: 'boomerang' }],
    压低高光: [{ op: 'color', highlights: 'down' }],
    去闪烁: [{ op: 'filter', name: 'deflicker' }],
  };
  for (const [text, ops] of Object.entries(table)) assert.deepEqual(plan(text), ops, text);
});

test('what only sounds like one of them stays what it was', () => {
  const table: Record<string, string[]> = {
    'blur the background': ['blur_background'],
    'crop 100 pixels off the top': ['crop'],
    'make a highlight reel': ['highlights'],
    'mirror the video': ['flip'],
    'remove the background': ['remove_background'],
    'remove the grain': ['filter'],
  };
  for (const [text, ops] of Object.entries(table))
    assert.deepEqual(
      plan(text).map(({ op }) => op),
      ops,
      text,
    );
});
