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
  const own: PlannedOp = { op: 'volume', target: 'voice', level: 0.2 };
  each({
    'add upbeat music, lower the original sound to 20%': [music, own],
    'add upbeat music and turn the original audio down to 20%': [music, own],
    'add upbeat music, the voice at 20%': [music, own],
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
