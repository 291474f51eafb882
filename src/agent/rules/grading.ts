import {
  actionOn,
  type Clause,
  clipOf,
  describing,
  free,
  names,
  op,
  partOf,
  take,
  takeType,
  wording,
} from '../clause.ts';
import { has, valueOf } from '../items.ts';
import type { PlannedOp, SlotValue } from '../types.ts';
import { placeOf } from './picture.ts';

const ADJUST: readonly [slot: string, up: readonly string[], down: readonly string[], noun: readonly string[]][] = [
  ['brightness', ['brighter'], ['darker'], ['brightness']],
  ['contrast', [], [], ['contrast']],
  ['saturation', [], ['desaturate'], ['saturation']],
  ['warmth', ['warmer'], ['cooler'], []],
];

const COPIES =
  /\bsame (?:look|grade|colou?rs?)\b|\bmatch\w* (?:the )?(?:look|colou?rs?|grade)\b|一样的?(?:色|调|风格|效果)/;

/** Looks and adjustments of colour. Adjectives of a look are handed on together: "warm cinematic". */
export function colour(c: Clause): PlannedOp[] {
  const several = c.items.filter((i) => i.type === 'clip').length === 2 || /\bsame look\b/.test(wording(c));
  if (COPIES.test(wording(c)) && several) {
    for (const i of c.items) i.used = true;
    return [op('unsupported', { what: 'copying a look from clip to clip' })];
  }
  const out: Record<string, SlotValue | undefined> = {};
  const clip = clipOf(c);
  for (const [slot, ups, downs, nouns] of ADJUST) {
    const up = ups.some((u) => free(c, u) !== undefined);
    // "it looks washed out, fix it" complains
    const faint =
      /washed out|褪色/.test(wording(c)) && /\b(?:looks?|is|are|seems?|too|fix|bit)\b|太|有点/.test(wording(c));
    const down = downs.some((d) => free(c, d) !== undefined) && !(slot === 'saturation' && faint);
    const noun = nouns.some((n) => free(c, n) !== undefined);
    const pale = slot === 'saturation' && faint && free(c, 'desaturate') !== undefined;
    if (!up && !down && !noun && !pale) continue;
    if (noun && !up && !down && slot === 'brightness' && !names(c, 'up', 'down', 'change', 'brightness')) continue;
    if (
      noun &&
      slot === 'brightness' &&
      /^(?:light|bright)$/.test(free(c, 'brightness')?.text ?? '') &&
      !names(c, 'up', 'down')
    )
      continue;
    if (names(c, 'caption', 'title', 'text', 'music', 'thumbnail')) continue;
    out[slot] = amountOf(c, down || (names(c, 'down') && !up) || (names(c, 'quieter') && !up) ? 'down' : 'up');
    take(c, ...ups, ...downs, ...nouns);
  }
  if (c.negated && Object.keys(out).length > 0 && typeof Object.values(out)[0] === 'string') return [];
  if (c.negated && Object.keys(out).length === 0) return [];
  const look = lookOf(c);
  if (look !== null) out['look'] = look;
  if (Object.keys(out).length === 0) return [];
  const part = c.items.some((i) => i.type === 'time') ? undefined : partOf(c);
  const placed = placeOf(c);
  return [
    op('color', {
      ...out,
      clip,
      ...placed,
      part:
        part === undefined || /^(?:intro|outro|start|end|middle|.* (?:half|third|quarter))$/.test(part)
          ? part
          : undefined,
    }),
  ];
}

function amountOf(c: Clause, direction: 'up' | 'down'): SlotValue {
  const percent = takeType(c, 'percent');
  if (percent !== undefined) {
    const to = /\bto\b|到|为|成/.test(wording(c));
    return to
      ? percent.value / 100
      : Math.round((direction === 'down' ? 1 - percent.value / 100 : 1 + percent.value / 100) * 100) / 100;
  }
  const number = c.items.find((i) => (i.type === 'num' || i.type === 'factor') && !i.used);
  if (number === undefined) return direction;
  number.used = true;
  return number.value;
}

const NOUNS = [
  'fade',
  'transition',
  'music',
  'title',
  'text',
  'caption',
  'intro',
  'outro',
  'zoom',
  'effect',
  'voiceover',
  'sfx',
  'thumbnail',
  'style',
  'highlight',
  'beatsync',
];

/** "a cinematic fade-in": the adjective belongs to the noun that follows, not to the picture. */
function describesAnother(c: Clause, index: number): boolean {
  let k = index + 1;
  while (c.items[k] !== undefined && valueOf(c.items[k], 'look') !== null) k++;
  return c.s.lang === 'en' && NOUNS.some((n) => has(c.items[k], n)) && !has(c.items[k], 'grade');
}

function lookOf(c: Clause): string | null {
  const looks = c.items.filter((i, k) => !i.used && valueOf(i, 'look') !== null && !describesAnother(c, k));
  const grade = names(c, 'voice', 'sound') ? undefined : free(c, 'grade');
  const filter = names(c, 'filter');
  const strong = looks.filter((i) =>
    /black and white|sepia|film noir|neon|vintage|hdr|gritty|cinematic|pastel/.test(valueOf(i, 'look') ?? ''),
  );
  if (names(c, 'music', 'voiceover', 'sfx') || (names(c, 'transition') && grade === undefined)) return null;
  if (names(c, 'brightness', 'contrast') && strong.length === 0) return null;
  const adjusted = names(c, 'brighter', 'darker');
  if (grade === undefined && filter) return null;
  const text = wording(c);
  const likeVerb =
    /\b(?:make|look|turn|give|in)\b|变|调|改|转|做|成|にして|して|风|風|해줘|바꿔|mach|haz|ponl|mets|rend|hazlo|hazla|passe|deix|faca|fais/.test(
      text,
    );
  if (grade === undefined) {
    if (looks.length === 0 || adjusted) return null;
    const plain = looks.every((i) =>
      /^(?:raw|film|movie|clean|soft|natural|dark|fresh|golden|summer|cool|dramatic|自然|柔和|sunny|dreamy|cine|cinema|alt|电影|映画|sombre|filmic|summer|nostalgic|hdr|warm)$/.test(
        i.text,
      ),
    );
    if (
      plain &&
      clipOf(c) === undefined &&
      !(likeVerb && !names(c, 'video', 'highlight', 'intro', 'slideshow')) &&
      !/make it|给.*(?:暖|冷)/.test(text)
    )
      return null;
    if (strong.length === 0 && !likeVerb && clipOf(c) === undefined) return null;
  }
  if (looks.length === 0) {
    const said = grade === undefined ? '' : describing(c, grade).replace(/^(?:up |the )/, '');
    if (
      grade === undefined ||
      !/grad|correct|balance|白平衡|调色|校色|etalon|grading|校色|색보정|カラグレ|korrektur/.test(grade.text)
    )
      return said !== '' && grade !== undefined && /look|tone|tint|vibe/.test(grade.text) && !names(c, 'style')
        ? spend(c, said, [])
        : null;
    grade.used = true;
    const usual = /white ?balance|白平衡/.test(grade.text) ? 'auto white balance' : 'auto';
    return said === '' || /^(?:auto\w*|自动)$/.test(said) ? usual : said;
  }
  const first = looks[0];
  const near = grade ?? first;
  const extra = near === undefined || c.s.lang !== 'en' ? '' : describing(c, grade ?? near);
  const values = looks.map((i) => valueOf(i, 'look') as string);
  const after = looks
    .filter((l) => grade !== undefined && c.items.indexOf(l) > c.items.indexOf(grade))
    .map((i) => i.text);
  const said =
    c.s.lang === 'en' && extra !== '' && grade !== undefined
      ? [extra, ...after].join(' ')
      : [...new Set(values)].join(' ');
  return spend(c, said, looks);
}

function spend(c: Clause, said: string, looks: readonly { used: boolean }[]): string {
  for (const item of looks) item.used = true;
  take(c, 'grade');
  return said;
}

export function filters(c: Clause): PlannedOp[] {
  const clip = clipOf(c);
  const out: PlannedOp[] = [];
  if (c.negated) return out;
  const grain = free(c, 'grain');
  if (grain !== undefined) {
    const removing =
      ['remove', 'cut'].includes(actionOn(c, grain) ?? '') ||
      /噪点|去噪|降噪|noise|noisy|reduce|denoise/.test(grain.text + wording(c));
    take(c, 'grain', 'noise', 'denoise', 'look');
    out.push(removing ? op('filter', { name: 'video denoise', clip }) : op('filter', { name: 'film grain', clip }));
  }
  if (free(c, 'vignette') !== undefined) {
    take(c, 'vignette', 'effect');
    out.push(op('filter', { name: 'vignette', clip }));
  }
  if (free(c, 'sharpen') !== undefined && !names(c, 'blurbg', 'sound', 'cleanaudio')) {
    take(c, 'sharpen');
    out.push(op('filter', { name: 'sharpen', clip }));
  }
  const item = free(c, 'filter');
  if (item === undefined) return out;
  const action = actionOn(c, item);
  item.used = true;
  if (action === 'remove') return [...out, op('filter', { name: 'none', clip })];
  const look = c.items.find((i) => valueOf(i, 'look') !== null && !i.used);
  const said = c.s.lang === 'en' ? describing(c, item) : (valueOf(look, 'look') ?? '');
  const name = said === '' ? (valueOf(look, 'look') ?? undefined) : said;
  for (const i of c.items) if (valueOf(i, 'look') !== null) i.used = true;
  return [...out, op('filter', { name, clip, ...placeOf(c) })];
}

/** "glitch between 4 and 5 seconds": no more than what and when. */
const isPlaced = (c: Clause): boolean =>
  c.items.length <= 4 && c.items.some((i) => i.type === 'range' || (i.type === 'time' && /^(?:at|from)$/.test(i.role)));

export function effect(c: Clause): PlannedOp[] {
  const item = free(c, 'effect');
  if (c.negated) return [];
  if (item === undefined) {
    const bare = c.items.find(
      (i) => !i.used && valueOf(i, 'fxname') !== null && !i.concepts.some((k) => /^(?:look|filter|stabilize)/.test(k)),
    );
    if (
      bare === undefined ||
      !(names(c, 'add') || c.inherited === 'add' || isPlaced(c)) ||
      names(c, 'transition', 'text', 'title', 'music', 'sticker')
    )
      return [];
    bare.used = true;
    return [op('effect', { name: valueOf(bare, 'fxname'), clip: clipOf(c), ...placeOf(c) })];
  }
  const action = actionOn(c, item);
  if (
    names(c, 'transition', 'between', 'title', 'caption') &&
    names(c, 'text', 'title', 'caption', 'transition', 'between')
  )
    return [];
  const named = c.items.find((i) => !i.used && valueOf(i, 'fxname') !== null);
  if (action === 'remove') {
    item.used = true;
    return [op('effect', { name: 'none', clip: clipOf(c) })];
  }
  const said = describing(c, item);
  // "a black and white effect" is a look
  if (named === undefined && /black and white|sepia|vintage|cinematic/.test(said)) return [];
  const name = valueOf(named, 'fxname') ?? (said === '' ? null : said);
  if (name === null || names(c, 'better')) return [];
  item.used = true;
  if (named !== undefined) named.used = true;
  return [op('effect', { name, clip: clipOf(c), ...placeOf(c) })];
}
