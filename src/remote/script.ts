import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runRemote } from './run.ts';
import { skillIn } from './skill.ts';

/** The script of the skills (skills/…/scripts/tellcut.mjs), which is this module in one file, for Node 20 without packages. */

process.removeAllListeners('warning'); // Node 20 calls openAsBlob experimental

const stop = new AbortController();
process.once('SIGINT', () => {
  stop.abort();
});
const folder = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
process.exitCode = await runRemote(process.argv.slice(2), {
  env: process.env,
  attribution: skillIn(folder) ?? { source: 'tellcut-remote', version: '1.0.0', platform: 'unknown' },
  skillIn,
  inPieces: false,
  signal: stop.signal,
  stdout: (text) => process.stdout.write(text),
  stderr: (text) => process.stderr.write(text),
});
