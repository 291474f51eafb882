import { op, type Sentence } from '../clause.ts';
import type { PlannedOp } from '../types.ts';

/** Requests about what is kept for the next videos: templates and the brand. They are about nothing else. */

const QUOTE = /["“”「『'‘]([^"“”「」『』'’]{1,80})["“”」』'’]/u;
const SAVE =
  /\b(?:save|keep|store)\b.{0,40}\b(?:as|into) (?:an? |my )?(?:new )?template\b(?:\s+(?:called|named)\s+([\p{L}\p{N}][\p{L}\p{N} _-]{0,60}))?|(?:存|保存)(?:为|成|作)(?:一个)?模[板版](?:[，,]?\s*(?:名字|名称)?叫?([\p{L}\p{N}]{1,40}))?/iu;
const USE =
  /\b(?:use|apply|with|take)\b (?:the |my |this )?(?:template (?:called |named )?([\p{L}\p{N}][\p{L}\p{N} _-]{0,60})|([\p{L}\p{N}][\p{L}\p{N} _-]{0,60}?) template\b)|\btemplate\b.{0,4}$|(?:套用|使用|应用|用)(?:一下)?模[板版]\s*([\p{L}\p{N}]{1,40})?|(?:套用|使用|应用|用)\s*([\p{L}\p{N}]{1,40}?)\s*模[板版]/iu;
const REMOVE =
  /\b(?:delete|remove|forget)\b (?:the |my )?(?:template\b|[\p{L}\p{N} "“”]{1,80} template\b)|(?:删除|删掉|去掉)模[板版]/iu;
const LIST =
  /\b(?:which|what|list|show)\b.{0,20}\btemplates\b|(?:有哪些|有什么|列出|查看)(?:我的)?模[板版]|我的模[板版]有哪些/iu;
/** A design of a title is no template for the whole video. */
const OF_TITLE =
  /\b(?:titles?|text)\b[^,.;]{0,60}\b(?:with|in|using)\b[^,.;]{0,30}\btemplate|\b(?:title|text) templates?\b|标题[^，。；]{0,24}模[板版]|模[板版][^，。；]{0,6}标题/iu;

/** What a request says of templates, and the rest of it; null where it says nothing of them. */
export function templates(s: Sentence): { readonly ops: PlannedOp[]; readonly rest: string } | null {
  const text = s.input.text.normalize('NFC').trim();
  if (text.length > 400 || !/template|模[板版]/i.test(text) || OF_TITLE.test(text)) return null;
  const alone = (slots: Readonly<Record<string, string | undefined>>) => ({ ops: [op('template', slots)], rest: '' });
  if (LIST.test(text)) return alone({ action: 'list' });
  // The clause that says it: a name in quotation marks may hold a comma.
  const clause =
    text.split(/[,，;；。]\s*|\b(?:and then|then|and)\b|然后|并且/u).find((part) => /template|模[板版]/i.test(part)) ??
    '';
  const quoted = QUOTE.exec(clause)?.[1]?.trim();
  const rest = text.replace(clause, ' ').replace(/^[\s,，;；。]+|[\s,，;；。]+$/gu, '');
  const save = SAVE.exec(clause);
  if (save !== null)
    return { ops: [op('template', { action: 'save', name: quoted ?? (save[1] ?? save[2])?.trim() })], rest };
  if (REMOVE.test(clause)) return alone({ action: 'remove', name: quoted ?? nameBeside(clause) });
  const bare = clause.replace(QUOTE, ' X ').replace(/\s+/g, ' ');
  const use = USE.exec(quoted === undefined ? clause : bare);
  const name =
    quoted ??
    use
      ?.slice(1)
      .find((part) => part !== undefined)
      ?.trim();
  if (use === null || name === undefined || /做|剪|制作|\b(?:make|build)\b/iu.test(name)) return null;
  return { ops: [op('template', { name })], rest };
}

const BRAND_KEEPS: readonly (readonly [slot: string, pattern: RegExp])[] = [
  ['colors', /\b(?:my|our) brand colou?rs? (?:is|are|=|:)\s*(.{3,150})$|品牌(?:颜色|色)(?:是|为|：|:)\s*(.{1,150})$/iu],
  ['font', /\b(?:my|our) brand font (?:is|=|:)\s*([\w -]{2,40})$|品牌字体(?:是|为|：|:)\s*(.{1,30})$/iu],
  [
    'handle',
    /\b(?:my|our) (?:brand )?handle (?:is|=|:)\s*(@?[\w.-]{1,60})$|品牌账号(?:名)?(?:是|为|：|:)\s*(.{1,40})$/iu,
  ],
  ['logo', /\b(?:my|our) brand logo (?:is|=|:)\s*(\S.{0,150})$|品牌(?:标志|logo)(?:是|为|：|:)\s*(.{1,100})$/iu],
  ['intro', /\b(?:my|our) brand intro (?:is|=|:)\s*(\S.{0,150})$|品牌片头(?:是|为|：|:)\s*(.{1,100})$/iu],
  ['outro', /\b(?:my|our) brand outro (?:is|=|:)\s*(\S.{0,150})$|品牌片尾(?:是|为|：|:)\s*(.{1,100})$/iu],
];
const BRAND_PARTS: readonly (readonly [use: string, pattern: RegExp])[] = [
  ['colors', /brand colou?rs?|品牌(?:颜色|色)/iu],
  ['logo', /brand logo|品牌(?:标志|logo)/iu],
  ['font', /brand font|品牌字体/iu],
  ['intro', /brand intro|品牌片头/iu],
  ['outro', /brand outro|品牌片尾/iu],
];

/** "my brand colors are …" keeps, "use my brand colors" and "make it branded" apply; null for anything else. */
export function branding(s: Sentence): PlannedOp[] | null {
  const text = s.input.text
    .normalize('NFC')
    .trim()
    .replace(/[.!。！]+$/u, '');
  if (text.length > 250 || !/\bbrand(?:ed|ing)?\b|\bhandle\b|品牌/i.test(text)) return null;
  for (const [slot, pattern] of BRAND_KEEPS) {
    const found = pattern.exec(text);
    if (found !== null) return [op('brand', { [slot]: (found[1] ?? found[2])?.trim() })];
  }
  const applies =
    /^(?:please )?(?:use|apply|add|put|show)\b.{0,12}\b(?:my|our) brand(?:ing)?(?: (?:kit|colou?rs?|logo|font|intro|outro))?(?: on (?:it|this|the video))?$|^(?:please )?make (?:it|this|the video) branded$|^brand (?:it|this|the video)$|^(?:请)?(?:套用|使用|应用|用|加上?)(?:我的|我们的)品牌(?:颜色|色|标志|logo|字体|片头|片尾|套件|样式)?$/iu;
  if (!applies.test(text)) return null;
  return [op('brand', { use: BRAND_PARTS.find(([, pattern]) => pattern.test(text))?.[0] })];
}

const nameBeside = (text: string): string | undefined =>
  (
    /template (?:called |named )?([\p{L}\p{N}][\p{L}\p{N} _-]{0,60})$/iu.exec(text)?.[1] ??
    /模[板版]\s*([\p{L}\p{N}]{1,40})$/u.exec(text)?.[1] ??
    /(?:delete|remove|forget) (?:the |my )?([\p{L}\p{N} ]{1,60}?) template/iu.exec(text)?.[1]
  )?.trim();
