import { createHash, randomUUID } from 'node:crypto';
import { copyFile, mkdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { languageOf } from '../agent/read.ts';
import { fail, TellcutError } from '../base/errors.ts';
import type { Draft } from '../draft/model.ts';
import type { Environment } from '../llm/setting.ts';
import { type Speaker, type Speech, speechServerFrom } from '../llm/speak.ts';
import { spokenLines } from '../operations/spoken-lines.ts';
import { espeakFrom } from './espeak.ts';
import { readAsset } from './ingest.ts';
import { factsOf, type Library, type StoredAsset } from './session.ts';
import type { Studio } from './studio.ts';

/**
 * Text that is spoken. The voice-over operation lays a sound file down and knows nothing of voices: before it runs, the
 * text becomes a file of the session, under the hash of its content like any other. What was spoken once is kept by its
 * text, voice and speaker: asked again it is not made again, and a speech server is not paid twice.
 */

/** Most characters that are spoken at once: a quarter of an hour. */
export const MOST_SPOKEN = 15_000;
/** Raise it when the same text would be spoken otherwise. */
const EDITION = 1;

type Call = { readonly op: string; readonly [argument: string]: unknown };

/** Who speaks here: a server that the environment names, else espeak-ng where it is installed; null: nobody. */
export const speakerFrom = async (env: Environment): Promise<Speaker | null> =>
  speechServerFrom(env) ?? (await espeakFrom(env));

/** What is said in a call of the voice-over operation, and how; null where it names a recording or says nothing. */
export function speechIn(call: Call): Speech | null {
  const { op, text, source, lang, voice } = call;
  if (op !== 'voiceover' || typeof text !== 'string' || source !== undefined) return null;
  const plain = text
    .normalize('NFC')
    .replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (plain === '' || /^<[^>]*>$/.test(plain)) throw fail('voice.no_text', undefined);
  if (plain.length > MOST_SPOKEN) throw fail('voice.too_long', { most: MOST_SPOKEN });
  const named = typeof lang === 'string' ? /^[a-z]{2,3}/i.exec(lang.trim())?.[0]?.toLowerCase() : undefined;
  const wish = typeof voice === 'string' && /^[\w -]{1,40}$/u.test(voice) && voice !== 'cloned' ? voice : null;
  return { text: plain, lang: named ?? languageOfText(plain), voice: wish };
}

/** The language of a text by its script, else by its little words. */
function languageOfText(text: string): string {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return 'ja';
  const scripts: [RegExp, string][] = [
    [/\p{Script=Han}/u, 'zh'],
    [/\p{Script=Hangul}/u, 'ko'],
    [/\p{Script=Cyrillic}/u, 'ru'],
    [/\p{Script=Arabic}/u, 'ar'],
    [/\p{Script=Devanagari}/u, 'hi'],
    [/\p{Script=Greek}/u, 'el'],
    [/\p{Script=Hebrew}/u, 'he'],
  ];
  const found = scripts.find(([pattern]) => pattern.test(text))?.[1];
  if (found !== undefined) return found;
  const read = languageOf(text);
  return read === 'und' ? 'en' : read;
}

/** Where words are spoken: `draft` is what the call is carried out on. */
type Speaking = {
  readonly library: Library;
  readonly draft?: Draft;
  readonly signal: AbortSignal;
  readonly env?: Environment;
};

/**
 * The call of a video from words with a file for each line that is spoken in it, in order. Without anybody who speaks it
 * has none, and the video is made without a voice and says so.
 */
async function withVoices<C extends { readonly op: string }>(
  studio: Studio,
  given: C,
  lines: readonly string[],
  { library, signal, env = process.env }: Speaking,
): Promise<{ call: C; library: Library }> {
  const speaker = await speakerFrom(env);
  if (speaker === null) return { call: { ...given, voices: [] }, library };
  const lang = languageOfText(lines.join(' '));
  const known = new Map(library);
  const voices: string[] = [];
  for (const text of lines) {
    const file = await spokenFile(studio, speaker, { text, lang, voice: null }, signal);
    const stored = await adopted(studio, file, nameOf(text), signal);
    voices.push(stored.asset.id);
    if (!known.has(stored.asset.id)) known.set(stored.asset.id, stored);
  }
  return { call: { ...given, voices }, library: known };
}

/** What a file of spoken words is called. */
const nameOf = (text: string): string =>
  `voice-over ${text
    .slice(0, 24)
    .replace(/[^\p{L}\p{N} ]/gu, '')
    .trim()}.wav`;

/**
 * The call with the spoken text as a file of the library, and the library with it; as they were where nothing is to be
 * spoken. Throws `voice.…`, what reading a file throws, and the reason of the signal.
 */
export async function withVoice<C extends { readonly op: string }>(
  studio: Studio,
  given: C,
  { library, draft, signal, env = process.env }: Speaking,
): Promise<{ call: C; library: Library }> {
  const call: Call = given;
  const lines = draft === undefined ? null : spokenLines(call, draft, factsOf(library));
  if (lines !== null) return withVoices(studio, given, lines, { library, signal, env });
  const speech = speechIn(call);
  if (speech === null) return { call: given, library };
  const speaker = await speakerFrom(env);
  if (speaker === null) throw fail('voice.no_speaker', undefined);
  const file = await spokenFile(studio, speaker, speech, signal);
  const stored = await adopted(studio, file, nameOf(speech.text), signal);
  return {
    call: { ...given, source: stored.asset.id },
    library: library.has(stored.asset.id) ? library : new Map([...library, [stored.asset.id, stored]]),
  };
}

/** The spoken file in the library. What cannot be read is not kept: it would be given again and again. */
async function adopted(studio: Studio, file: string, name: string, signal: AbortSignal): Promise<StoredAsset> {
  try {
    return studio.adopt === undefined
      ? await readAsset(studio, file, signal, { name })
      : await studio.adopt(file, name);
  } catch (error) {
    if (error instanceof TellcutError && error.code.startsWith('media.')) await rm(file, { force: true });
    throw error;
  }
}

/** The file of a spoken text: from the cache where it was spoken before. It appears whole or not at all. */
async function spokenFile(studio: Studio, speaker: Speaker, speech: Speech, signal: AbortSignal): Promise<string> {
  const key = createHash('sha256')
    .update(JSON.stringify([EDITION, speaker.label, speech.lang, speech.voice, speech.text]))
    .digest('hex');
  const folder = path.join(path.dirname(studio.chunkFolder), 'voices');
  const file = path.join(folder, `${key}.wav`);
  if ((await stat(file).catch(() => null)) !== null) return file; // spoken before
  await mkdir(folder, { recursive: true });
  const draft = path.join(folder, `${key}.${randomUUID()}.tmp`);
  try {
    await speaker.speak(speech, draft, signal);
    await rename(draft, file);
  } finally {
    await rm(draft, { force: true });
  }
  return file;
}

/** A copy of a spoken file that may be moved away. */
export async function copyOf(file: string, scratch: string): Promise<string> {
  const copy = path.join(scratch, `voice-${randomUUID()}.wav`);
  await copyFile(file, copy);
  return copy;
}

/** How a session takes a file that was made for it: see `Studio.adopt`. */
export type Adopt = (file: string, name: string) => Promise<StoredAsset>;
