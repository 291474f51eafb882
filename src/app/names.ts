import type { Said } from '../base/lang.ts';
import { asQuote } from '../base/say.ts';

/** What people call the abilities of the request vocabulary that we understand but cannot carry out yet. */
export const ABILITY_NAMES: Readonly<Record<string, Said>> = {
  scene_split: { en: 'Splitting by scenes', zh: '按场景拆分' },
};

/** What would make an ability possible, or what does nearly the same today. */
const WAYS: Readonly<Record<string, Said>> = {
  scene_split: { en: 'Name the times: "split at 0:12 and 0:30".', zh: '可以直接说时间：“在 0:12 和 0:30 切开”。' },
};

/** What to do instead of something that cannot be done yet; null where we know nothing better. */
export const wayAround = (op: string): Said | null => WAYS[op] ?? null;

/** The name of an operation for a sentence; its own word where we have no better one. */
export function abilityName(op: string): Said {
  return ABILITY_NAMES[op] ?? asQuote(op.replaceAll('_', ' '));
}
