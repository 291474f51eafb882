import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { fail, TellcutError } from '../base/errors.ts';
import type { Range } from '../base/time.ts';
import { type SilenceFacts, WordFacts } from '../draft/facts.ts';
import type { Transcriber } from '../llm/transcribe.ts';
import type { StoredAsset } from './session.ts';
import type { Studio } from './studio.ts';
import type { WhisperModel } from './whisper-model.ts';

/** The asset with the words that are said in it, from the cache where it has them; without them where nobody hears. */
export async function withWords(studio: Studio, stored: StoredAsset, signal: AbortSignal): Promise<StoredAsset> {
  const { asset, hash } = stored;
  if ((asset.words ?? null) !== null) return stored;
  const known = await studio.facts.read(hash, 'words');
  if (known !== null) return { ...stored, asset: { ...asset, words: known } };
  if (studio.ears === null) return stored;
  const { ears } = studio;
  const words =
    'transcribe' in ears ? await heard(studio, ears, stored, signal) : await heardHere(studio, ears, stored, signal);
  await studio.facts.write(hash, 'words', words);
  return { ...stored, asset: { ...asset, words } };
}

/** Longest sound that is sent at once, in ms: OpenAI takes 25 MB, which 16 kHz fill in 13 minutes. */
const PART_MS = 10 * 60_000;

async function heard(studio: Studio, ears: Transcriber, stored: StoredAsset, signal: AbortSignal): Promise<WordFacts> {
  const { asset, path: source } = stored;
  const lines: WordFacts['lines'] = [];
  let language: string | null = null;
  for (const { start, end } of partsOf(asset.probe.duration, asset.silence)) {
    const out = path.join(studio.scratch, `speech-${randomUUID()}.wav`);
    try {
      const task = { kind: 'speech', path: source, name: asset.filename, from: start, to: end, out };
      await studio.pool.run(task, { label: asset.filename, signal, stallMs: 10_000 + (end - start) / 2 });
      const part = await ears.transcribe(out, signal);
      language ??= part.language;
      for (const line of part.lines) {
        const to = Math.min(line.end + start, end);
        if (to > line.start + start) lines.push({ ...line, start: line.start + start, end: to });
      }
    } finally {
      await rm(out, { force: true });
    }
  }
  return { language, lines };
}

/** What a model hears at once, in ms: its window of 30 s, less what rounding may add. */
const WINDOW_MS = 29_900;
/** A large model on two slow cores takes minutes for a window, in ms. */
const WINDOW_STALL_MS = 10 * 60_000;

/** The words by a model of our own, in a child process: parts of a window each, parted in pauses. */
async function heardHere(
  studio: Studio,
  { file, model, isMultilingual }: WhisperModel,
  { asset, path: source }: StoredAsset,
  signal: AbortSignal,
): Promise<WordFacts> {
  const task = {
    kind: 'hear',
    path: source,
    name: asset.filename,
    parts: partsOf(asset.probe.duration, asset.silence, WINDOW_MS).map(({ start, end }) => [start, end]),
    model: file,
    modelName: model,
    language: isMultilingual ? 'auto' : 'en',
    out: path.join(studio.scratch, `hearing-${randomUUID()}`),
  };
  try {
    return WordFacts.parse(await studio.pool.run(task, { label: asset.filename, signal, stallMs: WINDOW_STALL_MS }));
  } catch (error) {
    // The sound was read before: what whisper.cpp falls over is a model that is not whole.
    if (error instanceof TellcutError && error.code === 'media.crashed')
      throw fail('captions.bad_model', { file: model, why: 'it cannot be loaded' }, { cause: error });
    throw error;
  }
}

/** A sound in parts of at most `longest` ms that end in the middle of a pause, where there is one in the last third. */
export function partsOf(duration: number, silence: SilenceFacts | null, longest = PART_MS): Range[] {
  const parts: Range[] = [];
  for (let start = 0; start < duration; ) {
    const most = start + longest;
    if (most >= duration) {
      parts.push({ start, end: duration });
      break;
    }
    const pauses = (silence?.silences ?? []).map(([from, to]) => (from + to) / 2);
    const end = pauses.findLast((at) => at > start + (longest * 2) / 3 && at <= most) ?? most;
    parts.push({ start, end });
    start = end;
  }
  return parts;
}
