import { rmSync } from 'node:fs';
import path from 'node:path';
import type { Contestant, Job, Place } from '../job.ts';
import { outputOf } from '../outputs.ts';
import type { Bar } from '../results.ts';

const BARS: readonly Bar[] = [
  { kind: 'ratio', of: 'title changed', against: 'first export', measure: 'cpu', most: 0.05 },
  { kind: 'limit', of: 'same again', measure: 'wall', most: 1 },
];

/** First with nothing kept, then with another title, then the same once more. */
function thrice(request: (title: string) => string, { folder, sources, built, isShort }: Place): Contestant[] {
  const input = sources.talk(isShort ? 60 : 600);
  const cache = path.join(folder, 'cache');
  const { seconds } = outputOf(input);
  const expected = { width: 1280, height: 720, fps: 30, seconds, within: 0.5 };
  const run = (name: string, title: string): Contestant => {
    const out = path.join(folder, `${name.replaceAll(' ', '-')}.mp4`);
    return { name, command: built.tellcut(['edit', input, request(title), '-o', out, '--json'], cache), out, expected };
  };
  return [
    { ...run('first export', 'Urban Dreams'), before: () => rmSync(cache, { recursive: true, force: true }) },
    run('title changed', 'City Lights'),
    run('same again', 'City Lights'),
  ];
}

export const titleEncoded: Job = {
  name: 'title',
  title: 'Another title, ten minutes, everything encoded',
  about:
    'Ten minutes of 720p with a warm look and a title over the first seconds: exported, exported with another title, and ' +
    'that once more. Each is a command of its own, from the words on.',
  tools: ['ffmpeg'],
  bars: BARS,
  prepare: (place) => thrice((title) => `warm look and the title '${title}'`, place),
};

/** The hardest case of the bar: the first export costs a fifth already. */
export const titleCopied: Job = {
  name: 'title-copied',
  title: 'Another title, ten minutes, nearly everything copied',
  about: 'The same without the look: the first export copies what the title does not touch.',
  tools: ['ffmpeg'],
  bars: BARS,
  prepare: (place) => thrice((title) => `add the title '${title}'`, place),
};
