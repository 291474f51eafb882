import { writeFile } from 'node:fs/promises';
import { fail, TellcutError } from '../base/errors.ts';
import { patientFetch } from './patient-fetch.ts';
import type { Environment } from './setting.ts';

/** What to say and how: a language tag, and a voice by a word of the user's; null: the usual one. */
export type Speech = { readonly text: string; readonly lang: string; readonly voice: string | null };

/** Somebody who speaks a text into a sound file. */
export type Speaker = {
  /** What it is, for people and for the key of what was spoken: never a whole address. */
  readonly label: string;
  /** Writes the spoken text to `out`. Throws `voice.not_spoken`, and the reason of the signal. */
  readonly speak: (speech: Speech, out: string, signal: AbortSignal) => Promise<void>;
};

/** A minute of speech takes a small machine a minute, in ms. */
const LONGEST_MS = 10 * 60_000;
const PATIENCE = { retries: 2, pauseMs: 1000, longestPauseMs: 10_000, mostBytes: 60_000_000 };

/**
 * The server that `TELLCUT_SPEAK_URL` names (OpenAI's protocol: Kokoro-FastAPI, speaches, LocalAI, OpenAI itself), with
 * `TELLCUT_SPEAK_MODEL`, `TELLCUT_SPEAK_VOICE` and `TELLCUT_SPEAK_KEY`; null without an address. Throws `voice.bad_speaker`.
 */
export function speechServerFrom(env: Environment): Speaker | null {
  const said = env['TELLCUT_SPEAK_URL']?.trim() ?? '';
  if (said === '') return null;
  const url = URL.canParse(said) ? new URL(said) : null;
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '')
    throw fail('voice.bad_speaker', undefined);
  const base = `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
  const model = env['TELLCUT_SPEAK_MODEL']?.trim() || 'tts-1';
  const usual = env['TELLCUT_SPEAK_VOICE']?.trim() || 'alloy';
  const key = env['TELLCUT_SPEAK_KEY']?.trim() ?? '';
  const { host } = url;
  return {
    label: `${model} ${usual} (${host})`,
    speak: async ({ text, voice }, out, signal) => {
      try {
        const response = await patientFetch(PATIENCE)(`${base}/audio/speech`, {
          method: 'POST',
          body: JSON.stringify({ model, input: text, voice: voice ?? usual, response_format: 'wav' }),
          headers: { 'content-type': 'application/json', ...(key === '' ? {} : { authorization: `Bearer ${key}` }) },
          signal: AbortSignal.any([signal, AbortSignal.timeout(LONGEST_MS)]),
        });
        if (!response.ok) {
          await response.body?.cancel();
          throw fail('voice.not_spoken', { host, why: `it said ${response.status}` });
        }
        const bytes = new Uint8Array(await response.arrayBuffer());
        if (bytes.length < 100) throw fail('voice.not_spoken', { host, why: 'its answer is empty' });
        await writeFile(out, bytes);
      } catch (error) {
        signal.throwIfAborted();
        if (error instanceof TellcutError) throw error;
        throw fail('voice.not_spoken', { host, why: 'no connection' });
      }
    },
  };
}
