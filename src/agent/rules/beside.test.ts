import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planRequest } from '../plan.ts';
import type { PlannedOp } from '../types.ts';

const plan = (text: string, videos = 2): PlannedOp[] =>
  planRequest({ text, context: { videos, photos: 0, audios: 0, duration: 60 } }).ops;

const each = (table: Record<string, PlannedOp[]>): void => {
  for (const [text, ops] of Object.entries(table)) assert.deepEqual(plan(text), ops, text);
};

test('two clips change places without being numbered; of more it is asked which', () => {
  const swapped: PlannedOp[] = [{ op: 'reorder', swap: '1,2' }];
  each({
    'swap the clips': swapped,
    'swap them': swapped,
    交换两个片段: swapped,
    'intercambia los dos clips': swapped,
    'tausche die beiden Clips': swapped,
    クリップを入れ替えて: swapped,
    'swap the clips, speed up clip 1 2x': [...swapped, { op: 'speed', factor: 2, clip: 1 }],
    'swap the song for something calmer': [{ op: 'add_music', mood: 'calm' }],
  });
  assert.deepEqual(plan('swap the clips', 3), [{ op: 'reorder' }]);
});

test('the sound of the clips is not the music that was asked for before it', () => {
  const music: PlannedOp = { op: 'add_music', mood: 'upbeat' };
  const own: PlannedOp = { op: 'volume', target: 'original', level: 0.2 };
  each({
    'add upbeat music, lower the original sound to 20%': [music, own],
    'add upbeat music and turn the original audio down to 20%': [music, own],
    'add upbeat music, the voice at 20%': [music, { ...own, target: 'voice' }],
    '原声调到20%': [own],
    'add upbeat music at 20%': [{ ...music, volume: 0.2 }],
    'add upbeat music, volume 20%': [{ ...music, volume: 0.2 }],
  });
});

test('an effect after a transition is an effect; VHS is one too', () => {
  each({
    'glitch transition between clip 1 and 2, glitch effect from 0:01 to 0:02': [
      { op: 'transitions', style: 'glitch', at: '1-2' },
      { op: 'effect', name: 'glitch', from: '0:01', to: '0:02' },
    ],
    'vhs on clip 2': [{ op: 'effect', name: 'vhs', clip: 2 }],
    'a blur transition between 1 and 2, slide between 2 and 3': [
      { op: 'transitions', style: 'blur', at: '1-2' },
      { op: 'transitions', style: 'slide', at: '2-3' },
    ],
  });
});

test('what becomes something else is not taken away with what was', () => {
  const bigger: PlannedOp = { op: 'captions', size: 'bigger' };
  each({
    'get rid of the music, make the captions bigger': [{ op: 'remove_audio', target: 'music' }, bigger],
    'remove the captions background, make captions bigger': [{ op: 'captions', background: 'none', size: 'bigger' }],
    "add the title 'Hi', make it bigger": [{ op: 'title', text: 'Hi', size: 'bigger' }],
    "add the title 'Hi', make the title bigger": [{ op: 'title', text: 'Hi', size: 'bigger' }],
    "title 'A', end card 'Follow me'": [
      { op: 'title', text: 'A' },
      { op: 'outro', text: 'Follow me' },
    ],
    "end card 'Follow me', 360p draft": [
      { op: 'outro', text: 'Follow me' },
      { op: 'export', resolution: '360p' },
    ],
    'remove the captions, make it black and white': [
      { op: 'captions', visible: false },
      { op: 'color', look: 'black and white' },
    ],
    'remove the title and make it black and white': [
      { op: 'title', visible: false },
      { op: 'color', look: 'black and white' },
    ],
    'remove the title and the music': [
      { op: 'title', visible: false },
      { op: 'remove_audio', target: 'music' },
    ],
  });
});

test('what is beside the picture, sounds and effects after others, are those that are named', () => {
  const white: PlannedOp = { op: 'aspect', fit: 'fit', background: 'white' };
  each({
    'make it 4:5, white background': [{ ...white, ratio: '4:5' }],
    'make it square with white borders': [{ ...white, ratio: '1:1' }],
    '9:16 with black bars': [{ ...white, background: 'black', ratio: '9:16' }],
    '改成竖屏，白色背景': [{ ...white, ratio: '9:16' }],
    'cinematic black bars': [{ op: 'aspect', ratio: '21:9' }],
    'whoosh at 3 seconds and a ding at 5': [
      { op: 'sfx', name: 'whoosh', start: 3 },
      { op: 'sfx', name: 'ding', start: 5 },
    ],
    'zoom in from 1 to 2 seconds, shake effect from 2 to 3 seconds': [
      { op: 'zoom', style: 'in', from: 1, to: 2 },
      { op: 'effect', name: 'shake', from: 2, to: 3 },
    ],
    'remove the camera shake': [{ op: 'stabilize' }],
  });
});

test('what was just put there is what moves', () => {
  const moved = (target: string): PlannedOp => ({
    op: 'animate',
    target,
    property: 'position',
    from: 'left',
    to: 'right',
    duration: 2,
  });
  each({
    'put my logo in the top left corner, make it move from left to right over 2 seconds, then cut the first second': [
      { op: 'watermark', source: 'logo', position: 'top left' },
      moved('logo'),
      { op: 'cut_range', from: 0, to: 1 },
    ],
    "add the title 'Hi' in red, make it slide from left to right over 2 seconds": [
      { op: 'title', text: 'Hi', color: 'red' },
      moved('title'),
    ],
    'move the logo from left to right over 2 seconds': [moved('logo')],
  });
});
