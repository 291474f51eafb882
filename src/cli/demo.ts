import path from 'node:path';
import { editFiles } from '../app/edit.ts';
import { makeSampleClips } from '../app/sample.ts';
import { openStudio } from '../app/studio.ts';
import { asText } from './edit.ts';
import { cacheFolder } from './folders.ts';
import { progressFor } from './progress.ts';
import { say } from './say.ts';

export const DEMO_REQUEST =
  "cut the silences, add transitions, add lo-fi music and the title 'Urban Dreams', and export a clean final video";

/** `tellcut demo`: makes sample clips and does the main job on them. The video's path is the last line. */
export async function demo(flags: { dir: string; clipsOnly?: boolean }, signal: AbortSignal): Promise<number> {
  const folder = path.resolve(flags.dir);
  const progress = progressFor(process.stderr);
  await using studio = await openStudio({ folder: cacheFolder(), useCache: true });
  const clips = await makeSampleClips(studio, folder, {
    signal,
    onProgress: (fraction) => {
      progress.step(say('painting', 'en'), fraction);
    },
  });
  if (flags.clipsOnly === true) {
    progress.clear();
    process.stdout.write(`${clips.join('\n')}\n`);
    return 0;
  }
  const edited = await editFiles(studio, {
    files: clips,
    text: DEMO_REQUEST,
    lang: 'en',
    out: path.join(folder, 'urban-dreams.mp4'),
    signal,
    onProgress: (stage, fraction) => {
      progress.step(say(stage, 'en'), fraction);
    },
  }).finally(() => {
    progress.clear();
  });
  process.stdout.write(`${say('request', 'en')}: ${DEMO_REQUEST}\n\n${asText(edited, 'en')}`);
  return 0;
}
