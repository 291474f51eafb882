import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Attribution } from '../client/index.ts';

/** Who calls, when a skill does: its name and version from its head, the platform from where it is installed. */

/** Folders that platforms keep skills in. */
const PLATFORMS: readonly (readonly [RegExp, string])[] = [
  [/^\.?(?:clawhub|openclaw|clawdbot)$/, 'clawhub'],
  [/^\.cursor$/, 'cursor'],
];

/** `unknown` unless the folder lies where a platform puts its skills. */
export function platformOf(folder: string): string {
  const names = path.resolve(folder).split(path.sep);
  return PLATFORMS.find(([pattern]) => names.some((name) => pattern.test(name)))?.[1] ?? 'unknown';
}

/** The skill in a folder; null when there is none. */
export function skillIn(folder: string): Attribution | null {
  const head = headOf(path.join(folder, 'SKILL.md'));
  const source = /^name: *"?([\w-]{1,64})"?\s*$/m.exec(head)?.[1];
  if (source === undefined) return null;
  const version = /^ *version: *"?([\w.+-]{1,32})"?\s*$/m.exec(head)?.[1] ?? '1.0.0';
  return { source, version, platform: platformOf(folder) };
}

/** The lines between the first two `---`. */
function headOf(file: string): string {
  try {
    return /^---\r?\n(.*?)\r?\n---/s.exec(readFileSync(file, 'utf8'))?.[1] ?? '';
  } catch {
    return ''; // used alone, without its skill
  }
}
