import { createHash } from 'node:crypto';
import { mkdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { fail } from '../base/errors.ts';
import { writeWhole } from './whole-file.ts';

/** The file in the output folder that remembers what is done. */
export const STATE_FILE = '.tellcut-batch.json';

const Text = z.string();
const Said = z.object({
  en: Text,
  zh: Text,
  es: z.exactOptional(Text),
  ja: z.exactOptional(Text),
  ko: z.exactOptional(Text),
  de: z.exactOptional(Text),
  fr: z.exactOptional(Text),
  pt: z.exactOptional(Text),
});

const Entry = z.object({
  file: z.string(),
  /** Names inside the output folder, and their sizes in bytes: a file that was changed or deleted is made again. */
  outputs: z.array(z.object({ name: z.string(), bytes: z.number() })),
  said: z.array(Said),
});

const State = z.object({ version: z.literal(1), done: z.record(z.string(), Entry) });

/** What was made of one file by one request. */
export type BatchEntry = z.infer<typeof Entry>;

/** What is done in an output folder, by file content and request. */
export type BatchState = {
  /** What was made of these bytes by this request, when all of it is still there. */
  readonly find: (hash: string, request: string) => Promise<BatchEntry | null>;
  /** Remembers it on disk before it returns. */
  readonly add: (hash: string, request: string, entry: BatchEntry) => Promise<void>;
};

const keyOf = (hash: string, request: string): string =>
  createHash('sha256')
    .update(`${hash}\n${request.normalize('NFC').trim()}`)
    .digest('hex')
    .slice(0, 40);

/**
 * Opens the memory of an output folder, making the folder when it is not there. A state file that cannot be read counts
 * as nothing done: work is repeated, never lost. Throws `input.no_folder` where nothing can be written.
 */
export async function openBatchState(folder: string): Promise<BatchState> {
  const file = path.join(folder, STATE_FILE);
  const refuse = (cause: unknown): never => {
    throw fail('input.no_folder', { folder }, { cause });
  };
  await mkdir(folder, { recursive: true }).catch(refuse);
  const text = await readFile(file, 'utf8').catch(() => ''); // not there: the first run
  const state = State.safeParse(parseJson(text));
  const done: Record<string, BatchEntry> = state.success ? { ...state.data.done } : {};
  return {
    find: async (hash, request) => {
      const key = keyOf(hash, request);
      const entry = Object.hasOwn(done, key) ? done[key] : undefined;
      if (entry === undefined || entry.outputs.length === 0) return null;
      for (const { name, bytes } of entry.outputs) {
        const found = await stat(path.join(folder, path.basename(name))).catch(() => null); // deleted since
        if (found?.size !== bytes) return null;
      }
      return entry;
    },
    add: async (hash, request, entry) => {
      done[keyOf(hash, request)] = entry;
      try {
        await writeWhole(file, `${JSON.stringify({ version: 1, done }, null, 1)}\n`);
      } catch (error) {
        refuse(error);
      }
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // no state, or one that was edited by hand
  }
}
