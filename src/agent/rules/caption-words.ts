import { type Clause, free, names, op, take, value, wording } from '../clause.ts';
import { has, type Item } from '../items.ts';
import type { PlannedOp } from '../types.ts';

const SCRIPT = /\b(?:scripts?|transcripts?|lyrics|text file)\b|讲稿|文稿|脚本|逐字稿|台词|歌词|原稿/;
const CORRECTS =
  /\b(?:fix|correct\w*|misspell\w*|typo|should (?:be|say|read)|spell\w*)\b|错字|错别字|纠正|更正|应该是|写错/;
const REPLACES = /\b(?:change|replace|rename|turn|make)\b|改成|改为|换成|替换|改/;

/**
 * Words given for captions: a script that is spoken, which is laid over the speech, and a word that was written wrongly
 * and what it should be. Both are in quotation marks, which would otherwise be a text to be shown.
 */
export function captionWords(c: Clause): PlannedOp[] {
  const quotes = c.items.filter((item) => item.type === 'quote' && !item.used);
  const [first, second, third] = quotes;
  if (first === undefined) return [];
  const said = wording(c);
  const aboutCaptions = free(c, 'caption') !== undefined;
  if (second === undefined && aboutCaptions && SCRIPT.test(said)) {
    first.used = true;
    take(c, 'caption', 'text', 'add', 'file');
    return [op('captions', { script: first.text, color: value(c, 'color'), position: value(c, 'pos') })];
  }
  if (second === undefined || third !== undefined) return [];
  const isReplaced = REPLACES.test(said) && becomes(c, first, second);
  if (names(c, 'title', 'watermark', 'logo') && !isReplaced) return [];
  const mayBeCaptions =
    aboutCaptions || c.s.input.draft?.captions === true || (c.s.input.draft?.titles ?? []).length > 0;
  if (!CORRECTS.test(said) && !isReplaced && !(mayBeCaptions && REPLACES.test(said))) return [];
  for (const quote of quotes) quote.used = true;
  const added = isAdded(c, first) ? [op('captions', {})] : [];
  take(c, 'caption', 'title', 'text', 'change', 'replace', 'add');
  return [...added, op('replace_text', { from: first.text, text: second.text })];
}

/** "foo" to "bar", “甲”改成“乙”: what the first shall become stands right behind it. */
function becomes(c: Clause, first: Item, second: Item): boolean {
  const between = c.items.slice(c.items.indexOf(first) + 1, c.items.indexOf(second));
  return between.length === 1 && BECOMES.test(between[0]?.text ?? '');
}

const BECOMES = /^(?:to|into|with|by|改成|改为|换成|替换成|替换为|成|为|a|por|par|en|zu|durch|para)$/;

/** "add captions, fix 'tell cat' to 'tellcut'": captions that are yet to come, and a word of them. */
function isAdded(c: Clause, first: Item): boolean {
  const before = c.items.slice(0, c.items.indexOf(first));
  const at = before.findIndex((item) => has(item, 'caption'));
  return before.slice(0, Math.max(0, at)).some((item) => has(item, 'add'));
}
