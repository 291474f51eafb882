import { any } from './heads.ts';
import { has, type Item } from './items.ts';

/** Does a clause say what shall not be done? "Without losing quality" and "别太亮" are wishes. */
export function isNegated(items: readonly Item[], lang: string): boolean {
  const at = items.findIndex((i) => has(i, 'not'));
  if (at < 0) return false;
  const item = items[at] as Item;
  const next = items[at + 1];
  if (/^(?:instead of|except)$/.test(item.text)) return false;
  // "without losing quality", "别太亮": the wish behind it is positive
  if (
    next !== undefined &&
    /^(?:losing|lose|sacrificing|compromising|cropping|cutting|quality|problem)$/.test(next.text)
  )
    return false;
  if (
    next !== undefined &&
    any(next, ['darker', 'brighter', 'quieter', 'louder', 'faster', 'slower']) &&
    /太|too/.test(next.text)
  )
    return false;
  // "not too many", "别超过500兆": how much, at most
  if (/^(?:too|so|超|超过|more)$/.test(next?.text ?? '')) return false;
  if (/^(?:没有|not)$/.test(item.text) && items.some((i) => has(i, 'silence') || has(i, 'mute'))) return false;
  if (lang === 'zh' && /^(?:不要)$/.test(item.text) && at === items.length - 1 && items.some((i) => has(i, 'remove')))
    return false;
  return true;
}
