import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import path from 'node:path';
import { fail } from '../base/errors.ts';
import type { Environment } from '../llm/setting.ts';

/** A whisper model in a file of ggml, as whisper.cpp writes them. */
export type WhisperModel = {
  readonly kind: 'model';
  /** None: the sound stays on this machine. */
  readonly host: null;
  readonly file: string;
  /** What people call it: the name of the file, never the path. */
  readonly model: string;
  /** By its layers; null for one that is none of the usual. */
  readonly size: 'tiny' | 'base' | 'small' | 'medium' | 'large' | null;
  readonly bytes: number;
  /** Whether it hears other languages than English. */
  readonly isMultilingual: boolean;
};

/** "ggml", as its numbers lie in the file. */
const MAGIC = 0x67676d6c;
/** Words that the English models have; the others have one more, or two. */
const ENGLISH_VOCABULARY = 51_864;
const SIZES: Readonly<Record<number, NonNullable<WhisperModel['size']>>> = {
  4: 'tiny',
  6: 'base',
  12: 'small',
  24: 'medium',
  32: 'large',
};
/** The head of the file: the mark and eleven numbers. */
const HEAD_BYTES = 48;

/**
 * The model that `TELLCUT_WHISPER_MODEL` names, by the head of its file; null where it names none. That a file is cut
 * off later shows when it is loaded. Throws `captions.bad_model`.
 */
export function whisperModelFrom(env: Environment): WhisperModel | null {
  const file = env['TELLCUT_WHISPER_MODEL']?.trim() ?? '';
  if (file === '') return null;
  const name = path.basename(file);
  const head = Buffer.alloc(HEAD_BYTES);
  let bytes: number;
  try {
    const fd = openSync(file, 'r');
    try {
      const found = fstatSync(fd);
      if (!found.isFile()) throw new Error('no file');
      bytes = found.size;
      readSync(fd, head, 0, HEAD_BYTES, 0);
    } finally {
      closeSync(fd);
    }
  } catch (error) {
    throw fail('captions.bad_model', { file: name, why: 'there is no such file that can be read' }, { cause: error });
  }
  const magic = head.readUInt32LE(0);
  if (magic !== MAGIC) throw fail('captions.bad_model', { file: name, why: 'it is no ggml file' });
  const [vocabulary, layers, mels] = [head.readInt32LE(4), head.readInt32LE(20), head.readInt32LE(40)];
  if (vocabulary < ENGLISH_VOCABULARY || vocabulary > 60_000 || ![80, 128].includes(mels))
    throw fail('captions.bad_model', { file: name, why: 'it is a ggml file, but no whisper model' });
  return {
    kind: 'model',
    host: null,
    file: path.resolve(file),
    model: name,
    size: SIZES[layers] ?? null,
    bytes,
    isMultilingual: vocabulary > ENGLISH_VOCABULARY,
  };
}
