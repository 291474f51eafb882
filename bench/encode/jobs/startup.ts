import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { encoderArgs } from '../as-ffmpeg.ts';
import type { Contestant, Job } from '../job.ts';
import { edited } from './talk.ts';

const SECONDS = 2;
const TIMES = 6;

/** What ours costs when there is next to nothing to do. */
export const startup: Job = {
  name: 'startup',
  title: 'Start-up on a clip of two seconds',
  about:
    'CPU of the whole command on a 2 s clip in 720p ("make it brighter", encoded) without what its media work costs bare ' +
    `ffmpeg with the same filter and encoder settings: a sixth is what each of five more clips adds there (1 and ${TIMES} in ` +
    'a run), so that the start of ffmpeg itself is not counted as media work. The command has run once before, so that ' +
    'Node has compiled it.',
  tools: ['ffmpeg'],
  bars: [{ kind: 'beyond', of: 'ours', one: 'ffmpeg', many: `ffmpeg ×${TIMES}`, times: TIMES, most: 0.6 }],
  prepare: (place) => {
    const input = place.sources.talk(SECONDS);
    const expected = { width: 1280, height: 720, fps: 30, seconds: SECONDS, within: 0.15 };
    const bare = (name: string, times: number): Contestant => {
      const out = path.join(place.folder, `ffmpeg-${times}.mp4`);
      const loop = ['-stream_loop', `${times - 1}`, '-i', input, '-vf', 'lutyuv=y=val+10'];
      const argv = ['ffmpeg', '-v', 'error', '-y', ...loop, ...encoderArgs(expected.fps), out];
      return { name, command: { argv }, out, expected: { ...expected, seconds: SECONDS * times, within: 0.5 } };
    };
    const ours = edited(input, 'make it brighter', { ...place, expected });
    const [program = '', ...args] = ours.command.argv;
    execFileSync(program, args, { env: { ...process.env, ...ours.command.env }, stdio: 'ignore' });
    return [ours, bare('ffmpeg', 1), bare(`ffmpeg ×${TIMES}`, TIMES)];
  },
};
