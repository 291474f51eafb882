import { readFileSync } from 'node:fs';
import type { Levels } from './balance.ts';

/** Part of every key of levels: raise it when they are measured in another way. */
export const LEVELS_ENGINE = 1;

/** Reads a file of levels. */
export function readLevels(file: string): Levels {
  const bytes = readFileSync(file);
  const [loud, spoken] = [bytes.readUInt32LE(0), bytes.readUInt32LE(4)];
  const floats = (at: number, count: number): Float32Array =>
    Float32Array.from({ length: count }, (_, i) => bytes.readFloatLE(at + i * 4));
  return { loud: floats(8, loud), spoken: floats(8 + loud * 4, spoken) };
}
