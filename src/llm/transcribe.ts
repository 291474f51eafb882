import { openAsBlob } from 'node:fs';
import * as z from 'zod';
import { fail, TellcutError } from '../base/errors.ts';
import type { WordFacts } from '../draft/facts.ts';
import { plainText, type TimedText, withTimes } from '../draft/heard-words.ts';
import { patientFetch } from './patient-fetch.ts';
import type { Environment } from './setting.ts';

/** A server that turns speech into words with their times. */
export type Transcriber = {
  /** Where it is, for people: a host, never a whole address. */
  readonly host: string;
  readonly model: string;
  /** The words of a sound file, times from its beginning. Throws `captions.not_heard` and the reason of the signal. */
  readonly transcribe: (file: string, signal: AbortSignal) => Promise<WordFacts>;
};

/**
 * The server that the environment names: `TELLCUT_TRANSCRIBE_URL` (OpenAI's protocol: whisper.cpp's server, speaches,
 * LocalAI, OpenAI itself), with `TELLCUT_TRANSCRIBE_MODEL` and `TELLCUT_TRANSCRIBE_KEY`; null without an address.
 * Throws `captions.bad_transcriber`.
 */
export function transcriberFrom(env: Environment): Transcriber | null {
  const said = env['TELLCUT_TRANSCRIBE_URL']?.trim() ?? '';
  if (said === '') return null;
  const url = URL.canParse(said) ? new URL(said) : null;
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '')
    throw fail('captions.bad_transcriber', undefined);
  const base = `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
  const model = env['TELLCUT_TRANSCRIBE_MODEL']?.trim() || 'whisper-1';
  const key = env['TELLCUT_TRANSCRIBE_KEY']?.trim() ?? '';
  const { host } = url;
  return {
    host,
    model,
    transcribe: async (file, signal) => {
      try {
        return await ask(`${base}/audio/transcriptions`, { file, model, key, signal });
      } catch (error) {
        signal.throwIfAborted();
        throw error instanceof Refused || !(error instanceof TellcutError)
          ? fail('captions.not_heard', { host, why: error instanceof Refused ? error.message : 'no connection' })
          : error;
      }
    },
  };
}

/** An answer that is none; the message is ours, never the server's words. */
class Refused extends Error {}

const Timed = z.object({ start: z.number(), end: z.number() });
const Answer = z.object({
  text: z.string().max(2_000_000).optional(),
  language: z.string().max(40).nullish(),
  duration: z.number().nullish(),
  segments: z
    .array(Timed.extend({ text: z.string().max(10_000) }))
    .max(50_000)
    .nullish(),
  words: z
    .array(Timed.extend({ word: z.string().max(500) }))
    .max(500_000)
    .nullish(),
});
type Answer = z.infer<typeof Answer>;

/** A long sound takes a server on two cores minutes, in ms. */
const LONGEST_MS = 30 * 60_000;

/**
 * One request. By hand and not by the SDK's `transcribe`, which gives either lines or words: lines have the punctuation,
 * words have the times, and captions need both.
 */
async function ask(
  url: string,
  { file, model, key, signal }: { file: string; model: string; key: string; signal: AbortSignal },
): Promise<WordFacts> {
  const form = new FormData();
  form.append('file', await openAsBlob(file, { type: 'audio/wav' }), 'speech.wav');
  form.append('model', model);
  form.append('response_format', 'verbose_json');
  form.append('timestamp_granularities[]', 'word');
  form.append('timestamp_granularities[]', 'segment');
  const response = await patientFetch(PATIENCE)(url, {
    method: 'POST',
    body: form,
    headers: key === '' ? {} : { authorization: `Bearer ${key}` },
    signal: AbortSignal.any([signal, AbortSignal.timeout(LONGEST_MS)]),
  });
  if (!response.ok) {
    await response.body?.cancel();
    throw new Refused(`it said ${response.status}`);
  }
  const json: unknown = await response.json().catch(() => null); // no JSON is no answer
  const answer = Answer.safeParse(json);
  if (!answer.success) throw new Refused('its answer has no lines with times');
  return factsFrom(answer.data);
}

const PATIENCE = { retries: 2, pauseMs: 1000, longestPauseMs: 10_000, mostBytes: 30_000_000 };

/** Lines with the times of their words, in ms. Throws {@link Refused} where there are words but no times. */
function factsFrom({ segments, words, text, language, duration }: Answer): WordFacts {
  const ms = (seconds: number): number => Math.max(0, Math.round(seconds * 1000));
  const lines = (segments ?? [])
    .map((each) => ({ start: ms(each.start), end: ms(each.end), text: plainText(each.text) }))
    .filter((each) => each.text !== '' && each.end > each.start)
    .toSorted((a, b) => a.start - b.start);
  const heard = (words ?? []).map((each) => ({ start: ms(each.start), end: ms(each.end), text: plainText(each.word) }));
  if (lines.length === 0 && heard.length === 0) {
    if (plainText(text ?? '') === '') return { language: language ?? null, lines: [] };
    if (duration === null || duration === undefined || duration <= 0)
      throw new Refused('its answer has no lines with times');
    return {
      language: language ?? null,
      lines: [{ start: 0, end: ms(duration), text: plainText(text ?? '').slice(0, 2000) }],
    };
  }
  const parted = lines.length > 0 ? lines : linesOf(heard);
  return { language: language ?? null, lines: parted.map((line) => withTimes(line, heard)) };
}

/** Words alone as lines: a new one after a rest of 0.7 s or fourteen words. */
function linesOf(words: readonly TimedText[]): TimedText[] {
  const lines: TimedText[][] = [];
  for (const word of words) {
    const open = lines.at(-1);
    const last = open?.at(-1);
    if (open === undefined || last === undefined || word.start - last.end > 700 || open.length >= 14)
      lines.push([word]);
    else open.push(word);
  }
  return lines.map((line) => ({
    start: line[0]?.start ?? 0,
    end: line.at(-1)?.end ?? 0,
    text: line.map((word) => word.text).join(' '),
  }));
}
