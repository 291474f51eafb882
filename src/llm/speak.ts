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
 * `TELLCUT_SPEAK_MODEL`, `TELLCUT_SPEAK_VOICE` and `TELLCUT_SPEAK_KEY`, or ElevenLabs where the model says so; null without
 * either. Throws `voice.bad_speaker`, `make.no_key`.
 */
export function speechServerFrom(env: Environment): Speaker | null {
  const said = env['TELLCUT_SPEAK_URL']?.trim() ?? '';
  const named = /^elevenlabs[/:](.+)$/i.exec(env['TELLCUT_SPEAK_MODEL']?.trim() ?? '')?.[1];
  if (named !== undefined) return elevenLabs(named, env);
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
    speak: ({ text, voice }, out, signal) =>
      spokenBy(
        {
          host,
          url: `${base}/audio/speech`,
          body: { model, input: text, voice: voice ?? usual, response_format: 'wav' },
          headers: key === '' ? {} : { authorization: `Bearer ${key}` },
          retries: PATIENCE.retries,
        },
        out,
        signal,
      ),
  };
}

/** What ElevenLabs speaks with when nobody names a voice; one that every account has. */
const USUAL_VOICE = '21m00Tcm4TlvDq8ikWAM';
/** Models that take a language; the others know it from the text and refuse one. */
const TAKES_LANGUAGE = /(?:turbo|flash)_v2_5|_v3/;

/**
 * ElevenLabs: `TELLCUT_SPEAK_MODEL=elevenlabs/<model>`, the key in `TELLCUT_SPEAK_KEY` or `ELEVENLABS_API_KEY`, a voice by
 * its id in `TELLCUT_SPEAK_VOICE`. One call that answers with sound: not worth a package. Throws `make.no_key`.
 */
function elevenLabs(model: string, env: Environment): Speaker {
  const key = env['TELLCUT_SPEAK_KEY']?.trim() || env['ELEVENLABS_API_KEY']?.trim() || '';
  const said = env['TELLCUT_SPEAK_URL']?.trim() ?? '';
  const url = URL.canParse(said) ? new URL(said) : null;
  if (said !== '' && (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== ''))
    throw fail('voice.bad_speaker', undefined);
  if (key === '' && url === null)
    throw fail('make.no_key', { variable: 'TELLCUT_SPEAK_MODEL', key: 'ELEVENLABS_API_KEY' });
  const base = url === null ? 'https://api.elevenlabs.io' : `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
  const { host } = new URL(base);
  const usual = env['TELLCUT_SPEAK_VOICE']?.trim() || USUAL_VOICE;
  return {
    label: `elevenlabs/${model} ${usual} (${host})`,
    speak: ({ text, lang, voice }, out, signal) => {
      // A voice is an id there; a word such as "female" is none.
      const id = voice !== null && /^[A-Za-z0-9]{16,40}$/.test(voice) ? voice : usual;
      const language = TAKES_LANGUAGE.test(model) ? { language_code: lang } : {};
      return spokenBy(
        {
          host,
          url: `${base}/v1/text-to-speech/${encodeURIComponent(id)}?output_format=mp3_44100_128`,
          body: { text, model_id: model, ...language },
          headers: { 'xi-api-key': key },
          retries: 0, // each try that it began is paid for
        },
        out,
        signal,
      );
    },
  };
}

type SpokenCall = {
  readonly host: string;
  readonly url: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
  /** Tries beyond the first. */
  readonly retries: number;
};

/** Writes the sound that a server answers with. Throws `voice.not_spoken`, and the reason of the signal. */
async function spokenBy(call: SpokenCall, out: string, signal: AbortSignal): Promise<void> {
  const { host, url, body, headers, retries } = call;
  try {
    const response = await patientFetch({ ...PATIENCE, retries })(url, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...headers },
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
}
