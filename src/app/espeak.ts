import { spawn } from 'node:child_process';
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import path from 'node:path';
import { fail } from '../base/errors.ts';
import type { Environment } from '../llm/setting.ts';
import type { Speaker, Speech } from '../llm/speak.ts';

/**
 * espeak-ng as a program of its own, where the machine has it: it is under the GPL and is never linked or shipped. The
 * text goes in through its standard input, so that nothing of it is ever an argument.
 */

const NAME = 'espeak-ng';
/** Words per minute: its own 175 is hurried. */
const PACE = '160';
/** It speaks an hour in a few seconds; longer than this it hangs, in ms. */
const LONGEST_MS = 60_000;
const STDERR_MOST = 500;

/** Its voices by language; others are asked for by their own tag. */
const VOICES: Readonly<Record<string, string>> = { en: 'en-us', zh: 'cmn', pt: 'pt-br', no: 'nb' };

/** espeak-ng where it is on the path; null where it is not. */
export async function espeakFrom(env: Environment): Promise<Speaker | null> {
  const program = await onPath(env['PATH'] ?? '');
  return program === null
    ? null
    : { label: NAME, speak: (speech, out, signal) => spoken(program, speech, out, signal) };
}

async function onPath(folders: string): Promise<string | null> {
  for (const folder of folders.split(path.delimiter)) {
    // A relative folder would be looked for wherever we stand.
    if (!path.isAbsolute(folder)) continue;
    const program = path.join(folder, process.platform === 'win32' ? `${NAME}.exe` : NAME);
    if (
      await access(program, constants.X_OK).then(
        () => true,
        () => false,
      )
    )
      return program;
  }
  return null;
}

function spoken(program: string, { text, lang, voice }: Speech, out: string, signal: AbortSignal): Promise<void> {
  const tag = /^[a-z]{2,3}/.exec(lang.toLowerCase())?.[0] ?? 'en';
  const variant = voice !== null && /female|woman|girl|女/i.test(voice) ? '+f3' : '';
  const args = ['-v', `${VOICES[tag] ?? tag}${variant}`, '-s', PACE, '-b', '1', '-w', out, '--stdin'];
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      stdio: ['pipe', 'ignore', 'pipe'],
      env: { PATH: '', HOME: '' },
      signal: AbortSignal.any([signal, AbortSignal.timeout(LONGEST_MS)]),
      killSignal: 'SIGKILL',
    });
    let complaint = '';
    child.stderr.on('data', (bytes: Buffer) => {
      complaint = `${complaint}${bytes.toString('utf8')}`.slice(-STDERR_MOST);
    });
    // It may end before it has read everything; its exit code tells.
    child.stdin.on('error', () => undefined);
    child.on('error', (error) => reject(signal.aborted ? (signal.reason as Error) : failure('it did not run', error)));
    child.on('close', (code) => {
      // It complains of small dictionaries and speaks nevertheless.
      if (code === 0 && !/does not exist/.test(complaint)) resolve();
      else if (signal.aborted) reject(signal.reason as Error);
      else reject(failure(/voice/i.test(complaint) ? `it has no voice for "${tag}"` : `it ended with ${code}`));
    });
    child.stdin.end(text);
  });
}

const failure = (why: string, cause?: Error): Error =>
  fail('voice.not_spoken', { host: NAME, why }, cause === undefined ? undefined : { cause });
