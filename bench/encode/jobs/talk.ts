import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Contestant, Job, Place } from '../job.ts';
import { type Expected, outputOf } from '../outputs.ts';

const HD = { width: 1280, height: 720, fps: 30 };

/** The whole input through the codecs that ours takes at its default quality: what any editor that encodes pays. */
export function transcode(input: string, { folder }: Place): Contestant {
  const out = path.join(folder, 'transcode.mp4');
  const codecs = ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '20', '-c:a', 'aac'];
  const { seconds } = outputOf(input);
  return {
    name: 'transcode',
    command: { argv: ['ffmpeg', '-v', 'error', '-y', '-i', input, ...codecs, out] },
    out,
    expected: { ...HD, seconds, within: 0.5 },
  };
}

/** A request in words, with nothing kept from earlier runs but what Node compiled. */
export function edited(input: string, request: string, place: Place & { readonly expected: Expected }): Contestant {
  const { built, folder, expected } = place;
  const out = path.join(folder, 'ours.mp4');
  const cache = path.join(folder, 'cache');
  return {
    name: 'ours',
    command: built.tellcut(['edit', input, request, '-o', out, '--json', '--no-cache'], cache),
    out,
    expected,
    before: () => {
      for (const name of existsSync(cache) ? readdirSync(cache) : [])
        if (name !== 'compiled') rmSync(path.join(cache, name), { recursive: true, force: true });
    },
  };
}

/** Both decide by themselves what is a pause; about half of the talk are some, less in its first minute. */
export const talk: Job = {
  name: 'talk',
  title: 'Ten-minute talk, pauses cut',
  about:
    '`talk.mp4` (720p, groups of 2 s) looped to ten minutes by its packets. Ours from the words "cut the silences" at ' +
    'its default quality, files read, speech measured and all. auto-editor as it comes: its own idea of a pause, x264 at ' +
    '`medium` and CRF 23, which no option of it changes. The transcode encodes the whole input with our preset and CRF.',
  tools: ['ffmpeg', 'auto-editor'],
  bars: [
    { kind: 'ratio', of: 'ours', against: 'auto-editor', measure: 'cpu', most: 0.25 },
    { kind: 'ratio', of: 'ours', against: 'transcode', measure: 'cpu', most: 0.25 },
  ],
  prepare: (place) => {
    const input = place.sources.talk(place.isShort ? 60 : 600);
    const { seconds } = outputOf(input);
    const expected = { ...HD, seconds: seconds * 0.48, within: seconds * 0.12 };
    const out = path.join(place.folder, 'auto-editor.mp4');
    return [
      edited(input, 'cut the silences', { ...place, expected }),
      {
        name: 'auto-editor',
        command: { argv: ['auto-editor', input, '--no-open', '--quiet', '-o', out] },
        out,
        expected,
      },
      transcode(input, place),
    ];
  },
};
