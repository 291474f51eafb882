import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { asFfmpeg } from '../as-ffmpeg.ts';
import { asMelt } from '../as-melt.ts';
import { type Edit, framesOf } from '../edit.ts';
import type { Contestant, Job, Place } from '../job.ts';
import type { Bar } from '../results.ts';

/** The bars of whatever is encoded as a whole. */
const ENCODING: readonly Bar[] = [
  { kind: 'ratio', of: 'ours', against: 'ffmpeg', measure: 'cpu', most: 1.05 },
  { kind: 'ratio', of: 'ours', against: 'melt', measure: 'cpu', most: 0.9 },
];
const MEMORY: Bar = { kind: 'ratio', of: 'ours', against: 'ffmpeg', measure: 'peak', most: 0.6 };

/** One edit done by ours, by ffmpeg in one filter graph and by melt, all with the same encoder settings. */
function allThree(edit: Edit, { folder, built }: Place): Contestant[] {
  const file = (name: string): string => path.join(folder, name);
  writeFileSync(file('edit.json'), JSON.stringify(edit));
  const { width, height, fps } = edit;
  // AAC packets and rounded cuts of sound may add a little to the length.
  const expected = { width, height, fps, seconds: framesOf(edit) / fps, within: 0.15 };
  const ours = built.renderEdit([file('edit.json'), file('ours.mp4')], file('cache'));
  const ffmpeg = asFfmpeg(edit, file('graph.txt'), file('ffmpeg.mp4'));
  const melt = asMelt(edit, file('melt.mp4'));
  return [
    { name: 'ours', command: ours, out: file('ours.mp4'), expected },
    { name: 'ffmpeg', command: ffmpeg, out: file('ffmpeg.mp4'), expected, isSameEdit: true },
    { name: 'melt', command: melt, out: file('melt.mp4'), expected, isSameEdit: true },
  ];
}

const FPS = 30;
const FULL_HD = { width: 1920, height: 1080, fps: FPS };
const PLAIN = { dissolve: 0, title: null, music: null, blurred: false } as const;

export const clips: Job = {
  name: 'clips',
  title: 'Ten clips with dissolves, a title and music',
  about:
    'Ten takes of 6 s in Full HD from ten files, a dissolve of half a second at each cut, a title over the first three ' +
    'seconds, music under it all. Everything is encoded.',
  tools: ['ffmpeg', 'melt'],
  bars: ENCODING,
  prepare: (place) => {
    const frames = (place.isShort ? 2 : 6) * FPS;
    const takes = Array.from({ length: 10 }, (_, i) => ({ file: place.sources.take(i, 8), from: 15, frames }));
    const edit = { ...FULL_HD, ...PLAIN, clips: takes, dissolve: 14, title: { text: 'Urban Dreams', frames: 3 * FPS } };
    return allThree({ ...edit, music: place.sources.music(70) }, place);
  },
};

export const vertical: Job = {
  name: 'vertical',
  title: 'Full HD to 9:16 with a blurred background',
  about:
    'Two takes of 15 s in Full HD on a canvas of 1080×1920, above and below them an enlarged, blurred copy. ffmpeg blurs ' +
    'the way ours does, at a twelfth of the size; melt has no such shortcut and blurs at full size.',
  tools: ['ffmpeg', 'melt'],
  bars: ENCODING,
  prepare: (place) => {
    const frames = (place.isShort ? 2 : 15) * FPS;
    const takes = [0, 1].map((i) => ({ file: place.sources.take(i, 16), from: 0, frames }));
    return allThree({ ...PLAIN, width: 1080, height: 1920, fps: FPS, clips: takes, blurred: true }, place);
  },
};

const CUTS = 300;

/** 0.4 s here and there out of two takes, by turns: no source is read from front to back. */
export const cuts: Job = {
  name: 'cuts',
  title: '300 cuts between two takes',
  about:
    '300 clips of 0.4 s out of two takes of 20 s in Full HD, by turns and out of order, as cuts between two cameras are. ' +
    'The graph of ffmpeg trims each from the opened take: that takes less memory than 300 inputs.',
  tools: ['ffmpeg', 'melt'],
  bars: [...ENCODING, MEMORY],
  prepare: (place) => {
    const count = place.isShort ? CUTS / 10 : CUTS;
    const pieces = Array.from({ length: count }, (_, i) => {
      return { file: place.sources.take(i % 2, 20), from: Math.round((i * 37.11) % 570), frames: 12 };
    });
    return allThree({ ...FULL_HD, ...PLAIN, clips: pieces }, place);
  },
};

/** The best case of a filter graph: nothing waits for its turn. */
export const cutsInOrder: Job = {
  name: 'cuts-in-order',
  title: '300 cuts out of one take, in order',
  about:
    '300 clips of 0.4 s out of one take in Full HD, two a second, in its order: a graph can let it stream through.',
  tools: ['ffmpeg', 'melt'],
  bars: [...ENCODING, MEMORY],
  prepare: (place) => {
    const count = place.isShort ? CUTS / 10 : CUTS;
    const file = place.sources.take(0, place.isShort ? 16 : 151);
    const pieces = Array.from({ length: count }, (_, i) => ({ file, from: (i * FPS) / 2, frames: 12 }));
    return allThree({ ...FULL_HD, ...PLAIN, clips: pieces }, place);
  },
};
