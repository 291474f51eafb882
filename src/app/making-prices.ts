import { fail } from '../base/errors.ts';
import type { Said } from '../base/lang.ts';
import { say } from '../base/say.ts';
import { MAKE_KINDS, type MakeKind, type MakeOrder } from '../llm/make/maker.ts';

/** What a thing of a kind costs: credits, or money (`currency`: `$`) that the owner's provider takes. */
export type Price = { readonly amount: number; readonly per: 'piece' | 'second'; readonly currency: string | null };
export type Prices = Readonly<Record<MakeKind, Price | null>>;

/** Where credits count and nobody says: a picture as much as five edits, a second of a clip twice that. */
export const USUAL_PRICES = 'image=5, video=10/s, music=0.5/s';
export const NO_PRICES: Prices = { image: null, video: null, music: null };
export const PRICES_VARIABLE = 'TELLCUT_MAKE_PRICES';
/** For the failure that names a wrong value. */
export const PRICES_EXPECTED = `prices such as ${USUAL_PRICES}`;

const ONE = /^(image|video|music)\s*=\s*([$€£¥])?\s*(\d{1,6}(?:\.\d{1,4})?)\s*(?:\/\s*s(?:ec(?:ond)?)?)?$/;

/** `image=5, video=10/s, music=$0.02/s`; null when it cannot be read. Kinds that are not named have no known price. */
export function pricesIn(text: string): Prices | null {
  const prices: Record<MakeKind, Price | null> = { ...NO_PRICES };
  for (const part of text.split(/[,;]/)) {
    if (part.trim() === '') continue;
    const found = ONE.exec(part.trim().toLowerCase());
    if (found === null) return null;
    const per = part.includes('/') ? 'second' : 'piece';
    prices[found[1] as MakeKind] = { amount: Number(found[3]), per, currency: found[2] ?? null };
  }
  // A picture has no length.
  return prices.image?.per === 'second' ? null : prices;
}

/** The prices of the environment for work without a server. Throws `make.bad_value`. */
export function pricesFrom(env: Readonly<Record<string, string | undefined>>): Prices {
  const said = env[PRICES_VARIABLE]?.trim() ?? '';
  if (said === '') return NO_PRICES;
  const prices = pricesIn(said);
  if (prices === null) throw fail('make.bad_value', { variable: PRICES_VARIABLE, expected: PRICES_EXPECTED });
  return prices;
}

/** What orders cost: whole credits (0 where none are counted), and words for it. */
export type Cost = { readonly credits: number; readonly said: Said };

/** What orders cost together. Without credits: the provider's price where its owner wrote it down, else that there is one. */
export function costOf(orders: readonly MakeOrder[], prices: Prices, counts: boolean): Cost {
  const amounts = orders.map(({ kind, seconds }) => {
    const price = prices[kind];
    return price === null ? null : price.amount * (price.per === 'second' ? (seconds ?? 0) : 1);
  });
  const sum = amounts.reduce<number>((all, amount) => all + (amount ?? 0), 0);
  if (counts) {
    // Each is held and taken by itself.
    const credits = amounts.reduce<number>((all, amount) => all + Math.ceil((amount ?? 0) - 1e-9), 0);
    return { credits, said: say('{credits} {credits:credit|credits}', '{credits} 积分', { credits }) };
  }
  const currency = orders.map(({ kind }) => prices[kind]?.currency ?? null)[0] ?? null;
  if (currency === null || amounts.includes(null)) return { credits: 0, said: YOURS };
  const money = `${currency}${sum.toFixed(2)}`;
  return {
    credits: 0,
    said: say('about {money}, which your provider charges', '约 {money}（由您的服务方收取）', { money }),
  };
}

const YOURS: Said = say('what your provider charges', '由您的服务方收取');

/** Whether all prices are in credits. */
export const areCredits = (prices: Prices): boolean =>
  MAKE_KINDS.every((kind) => (prices[kind]?.currency ?? null) === null);
