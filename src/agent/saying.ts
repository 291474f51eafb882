import { has, type Item } from './items.ts';
import type { RequestLang } from './types.ts';

/** What may carry a text: a text follows "saying" only when one of these was named. */
const CARRIERS = ['title', 'text', 'caption', 'onscreen', 'intro', 'outro', 'watermark', 'sticker', 'lowerthird'];

const STRONG =
  /^(?:title it|call it|name it|titled|entitled|saying|that says|that reads|que diga|que dice|写着|标题是|标题为|文字是|文字为|内容是|内容为|标题写|标题叫|标题改成|标题改为|标题写上|标题换成|字幕是|dizendo|que diz|qui dit|mit dem text|mit der aufschrift|with the text|with the words|with text|文字内容|항목은|내용은|문구는|with the title|title is|con el texto|con la frase|com o texto|avec le texte|it says|que ponga)$/;

const ENDS = /^(?:and|then|in|at|on|for|with|over|during|y|et|und|e|en|al|auf|por|放|到|在|并|然后|,)$/;

/**
 * Texts without quotation marks: "title it Urban Dreams", "saying Welcome", "字幕：你好世界". What follows the marker,
 * to the end of the clause, becomes one quoted text. Items before and after it stay.
 */
export function saying(items: readonly Item[], text: string, lang: RequestLang): Item[] {
  const out: Item[] = [];
  for (let i = 0; i < items.length; ) {
    const item = items[i] as Item;
    out.push(item);
    i++;
    const start = markerEnd(items, i - 1, lang);
    if (start === null) continue;
    const end = textEnd(items, start, item, lang);
    if (end <= start) continue;
    for (; i < start; i++) out.push(items[i] as Item);
    const first = items[start] as Item;
    const last = items[end - 1] as Item;
    const raw = text
      .slice(first.at, last.end)
      .replace(/[\ue000-\uf8ff]/g, '')
      .trim();
    if (raw === '') continue;
    out.push({ ...first, type: 'quote', concepts: [], text: raw, raw, end: last.end, used: false });
    i = end;
  }
  return out;
}

const LOOK = /^(?:highlightword$|(?:color|weight|pos|capstyle|language)=)/;

function describesLook(item: Item | undefined, after: Item | undefined): boolean {
  const look = (i: Item | undefined): boolean =>
    i?.type === 'hit' && i.concepts.some((k) => LOOK.test(k) || /^(?:bigger|smaller)$/.test(k));
  return look(item) && (has(item, 'highlightword') || after === undefined || after.type === 'comma' || look(after));
}

/** Index where the unquoted text after a marker begins, or null when there is no marker or the text is quoted. */
function markerEnd(items: readonly Item[], at: number, lang: RequestLang): number | null {
  const item = items[at] as Item;
  const quoted = items.slice(at + 1, at + 5).some((i) => i.type === 'quote' || i.type === 'file');
  // 「…」という: the words stand before it
  if (quoted || (items[at - 1]?.type === 'quote' && has(item, 'saying'))) return null;
  const carried = items.slice(Math.max(0, at - 12), at).some((i) => CARRIERS.some((k) => has(i, k)));
  const next = items[at + 1];
  if (next === undefined) return null;
  const carrier = ['title', 'text', 'caption'].some((k) => has(item, k));
  // "bilingual captions English and Chinese"
  if (has(item, 'caption') && next.concepts.some((k) => k.startsWith('language='))) return null;
  // "captions: highlight the spoken word in green" tells how they look
  if (has(item, 'caption') && next.type === 'colon' && describesLook(items[at + 2], items[at + 3])) return null;
  if ((carrier || has(item, 'intro') || has(item, 'outro') || has(item, 'voiceover')) && next.type === 'colon')
    return at + 2;
  // "rename the title to Spring 2025"
  const changed =
    item.text === 'to' &&
    ['title', 'text'].some((k) => has(items[at - 1], k)) &&
    items.slice(0, at).some((i) => has(i, 'change'));
  if (
    changed &&
    next.concepts.length === 0 &&
    (/^[A-Z]/.test(next.raw) || items.length - at <= 4) &&
    next.type === 'word'
  )
    return at + 1;
  const han = lang === 'zh' && /[^\s]/.test(item.text);
  if (
    STRONG.test(item.text) ||
    (has(item, 'saying') &&
      carried &&
      !carrier &&
      !/^(?:the text|the title|the words|reading|caption it|tagline|quote|to read|显示|写|说|called|改为|改成|内容)$/.test(
        item.text,
      ))
  )
    return next.type === 'colon' ? at + 2 : at + 1;
  if (
    han &&
    has(item, 'saying') &&
    carried &&
    /^(?:叫|叫做|名为|写|写上|改成|改为|内容|显示)$/.test(item.text) &&
    next.type === 'word'
  )
    return next.type === 'word' ? at + 1 : at + 2;
  if (/^(?:called|named)$/.test(item.text) && carried) return at + 1;
  // "an outro with Thanks for watching": a capital where no name of a thing is
  const card = items
    .slice(Math.max(0, at - 4), at)
    .some((i) => ['title', 'text', 'intro', 'outro'].some((k) => has(i, k)));
  if (
    item.text === 'with' &&
    card &&
    /^[A-Z]/.test(next.raw) &&
    /[a-z]/.test(items[at - 1]?.raw ?? '') &&
    next.concepts.length === 0
  )
    return at + 1;
  // 打字幕 Hello: letters directly after the word for text; "add title Summer 2024": capitals do
  if (
    carrier &&
    (lang === 'zh' || lang === 'ja' || lang === 'ko') &&
    /^[A-Za-z]/.test(next.raw) &&
    next.concepts.length === 0
  )
    return at + 1;
  if (
    carrier &&
    lang === 'en' &&
    /^[A-Z]/.test(next.raw) &&
    !/^(?:I|MP4|TikTok|YouTube|Instagram|SRT|VTT|HD|Reels?)$/.test(next.raw) &&
    /[a-z]/.test(item.raw)
  )
    return at + 1;
  return null;
}

const isLoud = (item: Item | undefined): boolean => /^[A-Z]{2}[A-Z0-9 ]*$/.test(item?.raw ?? '');

function textEnd(items: readonly Item[], start: number, marker: Item, lang: RequestLang): number {
  const list = /항목은/.test(marker.text);
  let end = start;
  for (; end < items.length && end - start < 40; end++) {
    const item = items[end] as Item;
    if (item.type === 'stop' || item.type === 'ask' || (item.type === 'comma' && !list)) break;
    if (end === start) continue;
    // "the text NEW COLLECTION across the center"
    if (isLoud(items[start]) && /^[a-z]/.test(item.raw)) break;
    const next = items[end + 1];
    const capital = /^[A-Z]/.test(next?.raw ?? '');
    const measured = next?.type === 'time' || next?.type === 'num' || /^(?:the|a|an|about)$/.test(next?.text ?? '');
    if (lang === 'en' && ENDS.test(item.text) && !capital && (item.text !== 'for' || measured)) break;
    if (lang !== 'en' && (item.type === 'time' || item.type === 'range')) break;
    if (lang !== 'en' && /^[a-z]/.test(item.text) && ENDS.test(item.text)) break;
    if (lang === 'zh' && (/^(?:放|在|并|然后|，)$/.test(item.text) || (has(item, 'export') && item.text.length > 1)))
      break;
    if (item.type === 'time' && /^(?:for|at)$/.test(items[end - 1]?.text ?? '')) break;
  }
  return end;
}
