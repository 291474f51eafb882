import type { Said } from '../base/lang.ts';
import { clock, lengthLabel, type Ms, type Range } from '../base/time.ts';

/** One sentence in both languages. */
export const say = (en: string, zh: string): Said => ({ en, zh });

/** A length for people: `41s`, `1m 02s`; `41秒`, `1分02秒`. */
export function lengthSaid(ms: Ms): Said {
  if (ms < 60_000) {
    const seconds = Math.round(ms / 100) / 10;
    return { en: lengthLabel(ms), zh: `${seconds}秒` };
  }
  const seconds = Math.round(ms / 1000);
  return { en: lengthLabel(ms), zh: `${Math.floor(seconds / 60)}分${String(seconds % 60).padStart(2, '0')}秒` };
}

/** Before and after: `1m 02s → 41s`. */
export function lengthsSaid(before: Ms, after: Ms): Said {
  const [a, b] = [lengthSaid(before), lengthSaid(after)];
  return { en: `${a.en} → ${b.en}`, zh: `${a.zh} → ${b.zh}` };
}

/** `0:05–0:12`. */
export const spanLabel = (range: Range): string => `${clock(range.start)}–${clock(range.end)}`;

/** `1 pause`, `14 pauses`. */
export const counted = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

/** A share as whole percent. */
export const percent = (share: number): string => `${Math.round(share * 100)}%`;

/** Puts sentences that belong to one outcome together. */
export function joined(parts: readonly Said[]): Said {
  const said = (lang: keyof Said): string[] => parts.map((part) => part[lang]).filter((text) => text !== '');
  return { en: said('en').join(' '), zh: said('zh').join('') };
}
