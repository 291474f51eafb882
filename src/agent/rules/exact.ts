import { op, type Sentence } from '../clause.ts';
import type { PlannedOp } from '../types.ts';

/** "set the opacity of clip 2 to 50%": one property of one thing, to a value. */

type Property = 'opacity' | 'scale' | 'rotate';

const PROPERTIES: readonly (readonly [Property, RegExp])[] = [
  ['opacity', /opacity|不透明度/i],
  ['scale', /scale|size|zoom|缩放|大小/i],
  ['rotate', /rotation|angle|旋转角度|角度/i],
];

const THING_EN =
  'clip \\d{1,3}|the (?:first|second|third|last) clip|(?:the |my )?(?:title|logo|watermark|overlay|sticker)|this clip|it';
const THING_ZH =
  '第[一二两三四五六七八九十\\d]{1,3}个?(?:片段|镜头)|片段 ?\\d{1,3}|最后一?个?(?:片段|镜头)|标题|标志|水印|贴纸|画中画|这个片段';
const VALUE = '(-?\\d{1,4}(?:\\.\\d{1,3})?) ?(%|°|degrees?|度|倍|x|times)?';

const SET: readonly RegExp[] = [
  new RegExp(
    `^(?:please )?(?:set|change|turn|put) (?:the )?(?<property>opacity|scale|rotation|angle) of (?<thing>${THING_EN}) to ${VALUE}$`,
    'iu',
  ),
  new RegExp(
    `^(?:please )?(?:set|change|turn) (?<thing>${THING_EN})(?:'s)? (?<property>opacity|scale|rotation) to ${VALUE}$`,
    'iu',
  ),
  new RegExp(`^(?:please )?(?<property>scale) (?<thing>${THING_EN}) (?:down |up )?to ${VALUE}$`, 'iu'),
  new RegExp(
    `^(?:请)?(?:把|将)?(?<thing>${THING_ZH})的?(?<property>不透明度|缩放|旋转角度|角度) ?(?:比例)?(?:设为|设成|设置为|改为|改成|调到|调成|调为|变成|到)? ?${VALUE}$`,
    'iu',
  ),
  new RegExp(`^(?:请)?(?:把|将)?(?<thing>${THING_ZH})(?<property>缩放|缩小|放大)(?:到|为|成) ?${VALUE}$`, 'iu'),
];

const TRANSPARENT: readonly RegExp[] = [
  new RegExp(
    `^(?:please )?make (?<thing>${THING_EN}) (?:(?<half>half|semi)[ -]?|${VALUE} )(?:transparent|see-through)$`,
    'iu',
  ),
  new RegExp(`^(?:请)?(?:把|将)?(?<thing>${THING_ZH})(?:变成|改成|设为|调成|变)?(?:(?<half>半)|${VALUE} ?)透明$`, 'iu'),
];

const DIGITS = '一二三四五六七八九十';
const ORDINALS: Readonly<Record<string, number | string>> = { first: 1, second: 2, third: 3, last: 'last' };

/** What is meant: a clip by its number, or a thing beside the clips by its word. */
function thingOf(words: string): Readonly<Record<string, number | string>> {
  const number = /\d+/.exec(words)?.[0];
  if (number !== undefined) return { clip: Number(number) };
  const ordinal = /first|second|third|last/i.exec(words)?.[0]?.toLowerCase();
  if (ordinal !== undefined) return { clip: ORDINALS[ordinal] ?? 'last' };
  const han = /第([一二两三四五六七八九十])/.exec(words)?.[1];
  if (han !== undefined) return { clip: DIGITS.indexOf(han === '两' ? '二' : han) + 1 };
  if (/最后/.test(words)) return { clip: 'last' };
  if (/^(?:this clip|it|这个片段)$/i.test(words)) return {};
  return { what: words.replace(/^(?:the|my) /i, '') };
}

/** What a number means for a property: shares as shares, degrees as they are. */
function valueFor(property: Property, number: number, unit: string | undefined): number | null {
  if (property === 'rotate') return Math.abs(number) <= 360 ? number : null;
  const share =
    unit === '%' || (unit === undefined && number > (property === 'opacity' ? 1 : 20)) ? number / 100 : number;
  return property === 'opacity'
    ? share >= 0 && share <= 1
      ? share
      : null
    : share >= 0.01 && share <= 20
      ? share
      : null;
}

const rounded = (n: number): number => Math.round(n * 1e4) / 1e4;

/** Null for everything else. */
export function exact(s: Sentence): PlannedOp | null {
  const text = s.input.text
    .normalize('NFKC')
    .trim()
    .replace(/[.!。！]+$/u, '');
  if (text.length > 120) return null;
  for (const pattern of SET) {
    const found = pattern.exec(text);
    if (found === null) continue;
    const words = found.groups?.['property'] ?? '';
    const property = PROPERTIES.find(([, named]) => named.test(words))?.[0] ?? 'scale';
    const value = valueFor(property, Number(found.at(-2)), found.at(-1)?.toLowerCase());
    return value === null
      ? null
      : op('adjust', { ...thingOf(found.groups?.['thing'] ?? ''), [property]: rounded(value) });
  }
  for (const pattern of TRANSPARENT) {
    const found = pattern.exec(text);
    if (found === null) continue;
    const gone = found.groups?.['half'] === undefined ? valueFor('opacity', Number(found.at(-2)), '%') : 0.5;
    return gone === null
      ? null
      : op('adjust', { ...thingOf(found.groups?.['thing'] ?? ''), opacity: rounded(1 - gone) });
  }
  return null;
}
