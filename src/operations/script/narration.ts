import { isEastAsian } from './letters.ts';
import type { ScriptScene } from './script.ts';

/** What is said over each shot, in order; null where nothing is. */
export const narrationOf = (shots: readonly { readonly scene: ScriptScene | null }[]): (string | null)[] =>
  shots.map(({ scene }) => (scene === null ? null : sentenceOf(scene)));

/** The words of a scene as somebody reads them aloud. */
export function sentenceOf({ kind, above, main, below, say }: ScriptScene): string {
  if (say !== undefined) return say;
  const parts = [above, main, below].filter((part) => part !== null).map((part) => part.replaceAll('\n', ' ').trim());
  const isEast = isEastAsian(main);
  const last = parts.at(-1) ?? '';
  const end = /[.!?…。！？]$/u.test(last) ? '' : isEast ? '。' : '.';
  if (kind === 'cta') return parts.join(isEast ? '。' : '. ') + end;
  return parts.reduce((said, part) => `${said}${jointOf(said, isEast)}${part}`) + end;
}

/** "Welcome to" runs into what follows; other small words above are followed by a breath. */
function jointOf(before: string, isEast: boolean): string {
  if (/[.!?,;:…。！？，、：]$/u.test(before)) return isEast ? '' : ' ';
  if (isEast) return '，';
  return /(?:^|\s)(?:to|of|for|from|with|at|in|by|a|the|with all our)$/i.test(before) ? ' ' : ', ';
}

/** A voice begins this long after its scene, and so much time is left behind it, in ms. */
export const BREATH = { before: 250, after: 450 } as const;

/** How long a shot with a voice over it must be, in ms. */
export const timeToSay = (spoken: number): number => BREATH.before + spoken + BREATH.after;
