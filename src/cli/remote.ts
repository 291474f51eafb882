import { runRemote } from '../remote/run.ts';
import { skillIn } from '../remote/skill.ts';

/** `tellcut remote …`: edits on a server that is somewhere else. It reads its own words, for the skills' script reads the same. */
export const remote = (words: readonly string[], signal: AbortSignal): Promise<number> =>
  runRemote(words, {
    env: process.env,
    attribution: { source: 'tellcut-cli', version: '0.1.0', platform: 'unknown' },
    skillIn,
    inPieces: true,
    signal,
    stdout: (text) => process.stdout.write(text),
    stderr: (text) => process.stderr.write(text),
  });
