import { op } from './clause.ts';
import type { PlanInput, PlannedOp } from './types.ts';

const ORDINALS: Readonly<Record<string, string>> = {
  first: '1',
  second: '2',
  third: '3',
  fourth: '4',
  fifth: '5',
  sixth: '6',
  seventh: '7',
  eighth: '8',
  ninth: '9',
  tenth: '10',
  last: 'last',
  一: '1',
  二: '2',
  三: '3',
  四: '4',
  五: '5',
  六: '6',
  七: '7',
  八: '8',
  九: '9',
  十: '10',
};

const ENGLISH =
  /^(?:please )?(?:change|make|set|replace|edit|rewrite) (?:the )?(?:(?:text|words) (?:of|in|on) )?(?:the )?(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|\d{1,2}(?:st|nd|rd|th)) (?:line|scene|sentence|slide)(?:[’']s (?:text|words))?(?: (?:to|say|read|with|into))(?: say| read)?:? ["“']?(.{1,300}?)["”']?[.!]?$/i;
const CHINESE =
  /^(?:请)?(?:把|将)?(?:第([一二三四五六七八九十]|\d{1,2})(?:句话?|行|个画面|个场景|屏)|(最后一?)(?:句话?|行|个画面|屏))(?:的?(?:文字|字|话|内容))?(?:改成|改为|换成)[:：\s]*["“「『]?(.{1,300}?)["”」』]?[。!！]?$/;

/** "change the second line to …", 把第二句改成…: the words of the scene of that number. Null when it says no such thing. */
export function lineEdit({ text, draft }: PlanInput): PlannedOp | null {
  if ((draft?.clips ?? 0) === 0) return null;
  const said = text.normalize('NFC').trim();
  const english = ENGLISH.exec(said);
  if (english !== null) return changed(english[1], english[2]);
  const chinese = CHINESE.exec(said);
  return chinese === null ? null : changed(chinese[1] ?? 'last', chinese[3]);
}

/** The number of "third", "3rd", 三 or "3", as digits, or "last"; null for any other word. */
export const ordinal = (which: string): string | null =>
  ORDINALS[which.toLowerCase()] ?? /^(\d{1,2})(?:st|nd|rd|th)?$/i.exec(which)?.[1] ?? null;

function changed(which = '', words = ''): PlannedOp {
  const number = ordinal(which) ?? '';
  return op('replace_text', { target: `line ${number}`, text: words.trim() });
}
