import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Range } from '../base/time.ts';
import type { SilenceFacts, WordFacts } from '../draft/facts.ts';
import type { Environment } from '../llm/setting.ts';
import { type Transcriber, transcriberFrom } from '../llm/transcribe.ts';
import type { StoredAsset } from './session.ts';
import type { Studio } from './studio.ts';

/** Who hears words. */
export type Ears = Transcriber;

/** Who hears words, by the environment (docs/captions.md); null: nobody. Throws `captions.bad_transcriber`. */
export const earsFrom = (env: Environment): Ears | null => transcriberFrom(env);

/** The asset with the words that are said in it, from the cache where it has them; without them where nobody hears. */
export async function withWords(studio: Studio, stored: StoredAsset, signal: AbortSignal): Promise<StoredAsset> {
  const { asset, hash } = stored;
  if ((asset.words ?? null) !== null) return stored;
  const known = await studio.facts.read(hash, 'words');
  if (known !== null) return { ...stored, asset: { ...asset, words: known } };
  if (studio.ears === null) return stored;
  const words = await heard(studio, studio.ears, stored, signal);
  await studio.facts.write(hash, 'words', words);
  return { ...stored, asset: { ...asset, words } };
}

/** Longest sound that is sent at once, in ms: OpenAI takes 25 MB, which 16 kHz fill in 13 minutes. */
const PART_MS = 10 * 60_000;

async function heard(studio: Studio, ears: Ears, stored: StoredAsset, signal: AbortSignal): Promise<WordFacts> {
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

/** A sound in parts that end in the middle of a pause, where there is one in the last third. */
export function partsOf(duration: number, silence: SilenceFacts | null): Range[] {
  const parts: Range[] = [];
  for (let start = 0; start < duration; ) {
    const most = start + PART_MS;
    if (most >= duration) {
      parts.push({ start, end: duration });
      break;
    }
    const pauses = (silence?.silences ?? []).map(([from, to]) => (from + to) / 2);
    const end = pauses.findLast((at) => at > start + (PART_MS * 2) / 3 && at <= most) ?? most;
    parts.push({ start, end });
    start = end;
  }
  return parts;
}
