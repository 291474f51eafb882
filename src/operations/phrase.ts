import { LOCALES, type Said } from '../base/lang.ts';
import { composed, inLocale, say } from '../base/say.ts';
import { clock, type Ms, type Range } from '../base/time.ts';

export { commas, listed, say, wordSaid } from '../base/say.ts';

/** A length for people: `41s`, `1m 02s`; `41秒`, `1分02秒`. */
export function lengthSaid(ms: Ms): Said {
  if (ms < 60_000) return say('{seconds}s', '{seconds}秒', { seconds: Math.round(ms / 100) / 10 });
  const all = Math.round(ms / 1000);
  const seconds = String(all % 60).padStart(2, '0');
  return say('{minutes}m {seconds}s', '{minutes}分{seconds}秒', { minutes: Math.floor(all / 60), seconds });
}

/** Before and after: `1m 02s → 41s`. */
export const lengthsSaid = (before: Ms, after: Ms): Said =>
  composed([lengthSaid(before), lengthSaid(after)], (words) => words.join(' → '));

/** `0:05–0:12`. */
export const spanLabel = (range: Range): string => `${clock(range.start)}–${clock(range.end)}`;

/** `1 pause`, `14 pauses`: in English, for a text that is put together beforehand. */
export const counted = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

/** A share as whole percent. */
export const percent = (share: number): string => `${Math.round(share * 100)}%`;

/** Puts sentences that belong to one outcome together, each in its language or in English. */
export function joined(parts: readonly Said[]): Said {
  const texts = LOCALES.map((locale) => {
    const said = parts.map((part) => inLocale(part, locale)).filter((text) => text !== '');
    return [locale, said.join(locale === 'zh' || locale === 'ja' ? '' : ' ')] as const;
  });
  return { en: '', zh: '', ...Object.fromEntries(texts) };
}

/** A look by its name, and how much of it where that is not all. */
export const lookSaid = (look: Said, amount: number): Said =>
  amount < 1
    ? say('the {look} look at {share}%', '{look}色调（{share}%）', { look, share: Math.round(amount * 100) })
    : say('the {look} look', '{look}色调', { look });
