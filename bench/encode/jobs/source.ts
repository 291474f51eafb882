import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Edit, framesOf } from '../edit.ts';
import type { Job } from '../job.ts';
import { transcode } from './talk.ts';

const FPS = 30;

/** A second goes out of every ten: nine stay between two cuts. */
function everyTenSeconds(file: string, seconds: number): Edit {
  const clips = Array.from({ length: seconds / 10 }, (_, i) => {
    // The first piece has the second before it too, so that the first cut comes at 10 s.
    return { file, from: (i === 0 ? 0 : i * 10 + 1) * FPS, frames: (i === 0 ? 10 : 9) * FPS };
  });
  const plain = { dissolve: 0, title: null, music: null, blurred: false };
  return { width: 1280, height: 720, fps: FPS, clips, ...plain };
}

export const source: Job = {
  name: 'source',
  title: 'Cuts ten seconds apart, source quality',
  about:
    'The same ten minutes; a second is cut out of every ten, exported with `quality: "source"`. Given as a draft, because ' +
    'one sentence may hold 48 wishes at most. Compared with the transcode of the whole input.',
  tools: ['ffmpeg'],
  bars: [{ kind: 'ratio', of: 'ours', against: 'transcode', measure: 'cpu', most: 0.1 }],
  prepare: (place) => {
    const { folder, built, isShort } = place;
    const length = isShort ? 60 : 600;
    const input = place.sources.talk(length);
    const edit = everyTenSeconds(input, length);
    const file = (name: string): string => path.join(folder, name);
    writeFileSync(file('edit.json'), JSON.stringify(edit));
    const expected = { width: 1280, height: 720, fps: FPS, seconds: framesOf(edit) / FPS, within: 0.2 };
    const command = built.renderEdit([file('edit.json'), file('ours.mp4'), 'source'], file('cache'));
    return [{ name: 'ours', command, out: file('ours.mp4'), expected }, transcode(input, place)];
  },
};
