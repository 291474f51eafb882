import { type Clause, names, op, wording } from '../clause.ts';
import type { PlannedOp } from '../types.ts';

type Detail = Readonly<Record<string, string>>;

const COLORS: Readonly<Record<string, string>> = {
  白: 'white',
  黑: 'black',
  红: 'red',
  蓝: 'blue',
  黄: 'yellow',
  绿: 'green',
};
const PLACES: Readonly<Record<string, string>> = {
  左上: 'top left',
  右上: 'top right',
  左下: 'bottom left',
  右下: 'bottom right',
};

/** What may be said of a small picture, and what each says. */
const DETAILS: readonly (readonly [RegExp, (found: RegExpExecArray) => Detail])[] = [
  [/^(?:做成|裁成|改成|变成|make it |as an? )?(?:圆角(?:矩形)?|rounded)/u, () => ({ shape: 'rounded' })],
  [/^(?:做成|裁成|改成|变成|make it |as an? )?(?:圆形|圆的|圆|round|circular|circle)/u, () => ({ shape: 'circle' })],
  [
    /^(?:加|带|要|with )?(?:一?个|一圈|an? )?(?:([白黑红蓝黄绿])色?(?:的)?(?:边框|边)|(?:(white|black|red|blue|yellow|green) )?border)/u,
    ([, zh = '', en]) => ({ border: COLORS[zh] ?? en ?? 'white' }),
  ],
  [
    /^(?:放(?:在|到)?|放置在|位于|在|in |at )?(?:画面)?(?:the )?(?:(左上|右上|左下|右下)(?:角|方)?|((?:top|bottom|upper|lower) (?:left|right))(?: corner)?)/u,
    ([, zh = '', en]) => ({ position: PLACES[zh] ?? en ?? 'bottom right' }),
  ],
  [/^(?:静音|不要声音|无声|muted|without sound|no sound)/u, () => ({ sound: 'mute' })],
];

/** Details of a small picture where words say nothing else; null for any other words. */
function detailsOf(words: string): Detail | null {
  let left = words.replaceAll(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '').trim();
  let said: Detail = {};
  while (left !== '') {
    const found = DETAILS.map(([pattern, read]) => [pattern.exec(left), read] as const).find(([hit]) => hit !== null);
    if (found?.[0] == null) return null;
    said = { ...said, ...found[1](found[0]) };
    left = left.slice(found[0][0].length).replace(/^[\s,，、]+/u, '');
  }
  return Object.keys(said).length === 0 ? null : said;
}

/** Whether a small picture was asked for in a clause before this one, and nothing else since. */
function isAfterWindow({ before }: Clause): boolean {
  for (let one = before; one !== null; one = one.before) {
    if (names(one, 'pip')) return true;
    if (detailsOf(wording(one)) === null) return false;
  }
  return false;
}

/** 画中画，放左下角，白边: what a small picture looks like, said behind commas. */
export function windowDetails(c: Clause): PlannedOp[] {
  if (c.negated || c.before === null || c.items.length > 8) return [];
  const details = detailsOf(wording(c));
  if (details === null || !isAfterWindow(c)) return [];
  for (const item of c.items) item.used = true;
  return [op('pip', details)];
}
