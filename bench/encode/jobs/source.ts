import type { Job } from '../job.ts';
import { outputOf } from '../outputs.ts';
import { edited, transcode } from './talk.ts';

/** A second goes out of every ten: nine stay between two cuts. */
export const source: Job = {
  name: 'source',
  title: 'Cuts ten seconds apart, source quality',
  about:
    'The same ten minutes; a second is cut out of every ten, by words, with "export in source quality". Compared with ' +
    'the transcode of the whole input.',
  tools: ['ffmpeg'],
  bars: [{ kind: 'ratio', of: 'ours', against: 'transcode', measure: 'cpu', most: 0.1 }],
  prepare: (place) => {
    const length = place.isShort ? 60 : 600;
    const input = place.sources.talk(length);
    const cuts = Array.from({ length: length / 10 - 1 }, (_, i) => `${i * 10 + 10}s to ${i * 10 + 11}s`);
    const { seconds } = outputOf(input);
    const expected = { width: 1280, height: 720, fps: 30, seconds: seconds - cuts.length, within: 0.5 };
    const request = `cut ${cuts.join(', ')} and export in source quality`;
    return [edited(input, request, { ...place, expected }), transcode(input, place)];
  },
};
