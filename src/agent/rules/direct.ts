import { type Clause, names, op, timeSlot, wording } from '../clause.ts';
import { has, valueOf } from '../items.ts';
import type { PlannedOp } from '../types.ts';

/**
 * Sentences that say one thing exactly: a thing that is there, a verb, a place. Each reads its whole clause, so that no
 * word of it is taken for something else.
 */
export function direct(c: Clause): PlannedOp[] {
  if (c.negated || c.items.some((item) => item.type === 'quote')) return [];
  const text = wording(c);
  const found =
    inserted(c, text) ??
    moved(c, text) ??
    traded(c, text) ??
    roundPicture(c, text) ??
    padded(c, text) ??
    ramped(c, text) ??
    behindKey(c, text) ??
    steppingBack(c, text) ??
    styled(c, text);
  if (found === null) return [];
  for (const item of c.items) item.used = true;
  return found;
}

const PICTURE = /\.(?:mp4|mov|webm|mkv|avi|m4v|jpe?g|png|webp|heic|gif)$/i;

/** "insert beach.mp4 at 0:10", "put intro.mp4 at the start", "在第二个片段后面插入 photo.jpg". */
function inserted(c: Clause, text: string): PlannedOp[] | null {
  const files = c.items.filter((i) => i.type === 'file');
  const [file] = files;
  if (file === undefined || files.length > 1 || !PICTURE.test(file.text)) return null;
  const isSure = /\binsert\b|插入/.test(text);
  if (!isSure && !/\b(?:put|place)\b|放(?:到|在)/.test(text)) return null;
  if (
    /logo|watermark|sticker/i.test(file.text) ||
    names(c, 'pip', 'logo', 'watermark', 'sticker', 'background', 'split')
  )
    return null;
  const clip = c.items.find((i) => i.type === 'clip' && /^(?:\d+|first|last)$/.test(i.text));
  const beside = /\bbefore\b|之?前(?:面)?/.test(text) ? 'before' : /\bafter\b|之?后(?:面)?/.test(text) ? 'after' : null;
  if (clip !== undefined && beside !== null)
    return [op('insert', { source: file.text, position: `${beside} ${clip.text}` })];
  const time = c.items.find((i) => i.type === 'time');
  if (clip !== undefined || c.items.some((i) => valueOf(i, 'pos') !== null)) return null;
  if (time !== undefined)
    return isSure ? [op('insert', { source: file.text, at: timeSlot(time.value, time.clock) })] : null;
  const isStart = /\b(?:start|beginning|front)\b|开头|最前/.test(text);
  const isEnd = /\b(?:at|to) the (?:very )?end\b|结尾|最后|末尾/.test(text);
  return isStart || isEnd ? [op('merge', { clip: file.text, position: isStart ? 'start' : 'end' })] : null;
}

const SIDES: readonly (readonly [string, string])[] = [
  ['title', 'title'],
  ['caption', 'captions'],
  ['music', 'music'],
  ['logo', 'watermark'],
  ['watermark', 'watermark'],
  ['sticker', 'sticker'],
  ['pip', 'overlay'],
  ['text', 'text'],
];

/** "move the title to 0:10": what lies beside the clips, and a time. */
function moved(c: Clause, text: string): PlannedOp[] | null {
  // "移到第 5 秒"
  const [time, more] = c.items.filter(
    (i, k) => i.type === 'time' || (i.type === 'ord' && c.items[k + 1]?.text === '秒'),
  );
  if (time === undefined || more !== undefined || time.role === 'by' || time.role === 'for') return null;
  if (
    !/\bmove\b|移到|移至|挪到/.test(text) ||
    /从|\bfrom\b/.test(text) ||
    c.items.some((i) => i.type === 'clip' || i.type === 'range')
  )
    return null;
  const what = SIDES.find(([concept]) => names(c, concept))?.[1];
  return what === undefined ? null : [op('move', { what, start: timeSlot(time.value, time.clock) })];
}

const NUMERALS: Readonly<Record<string, number>> = {
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const TRADE_ZH =
  /(?:交换|对调|互换|调换)第?\s*([一二三四五六七八九\d]{1,2})\s*个?(?:片段)?\s*[和与跟、]\s*第?\s*([一二三四五六七八九\d]{1,2})\s*个?片段/u;

/** "交换第一个和第三个片段": ordinals apart from their noun. */
function traded(c: Clause, text: string): PlannedOp[] | null {
  const [, a, b] = TRADE_ZH.exec(text.replaceAll(' ', '')) ?? TRADE_ZH.exec(c.s.text) ?? [];
  if (a === undefined || b === undefined) return null;
  const number = (word: string): number => NUMERALS[word] ?? Number(word);
  return [op('reorder', { swap: `${number(a)},${number(b)}` })];
}

/** "把 reaction.mp4 做成圆形放在右上角": a picture in a shape and a corner lies over another. */
function roundPicture(c: Clause, text: string): PlannedOp[] | null {
  const file = c.items.find((i) => i.type === 'file');
  if (file === undefined || !PICTURE.test(file.text) || !/做成圆形|圆形窗口|圆形地?放|裁成圆形/.test(text)) return null;
  const position = c.items.map((i) => valueOf(i, 'pos')).find((found) => found !== null);
  return [op('pip', { source: file.text, position, shape: 'circle' })];
}

const PAD = /\b(?:with|and) (black|white|blurred|blurry) (?:bars|borders|edges|sides)\b|(黑边|白边|模糊)填充/;
const ENLARGED = /(?:放大|拉伸|升)(?:到|成|至)/;

/** "resize to 720p with black bars": a size, and what fills the rest; "放大到 4K". */
function padded(c: Clause, text: string): PlannedOp[] | null {
  const size = c.items.find((i) => i.type === 'res');
  const whole = c.s.text.toLowerCase();
  const isExport = names(c, 'export', 'convert');
  const pad = PAD.exec(whole);
  // The filling may stand after a comma.
  if (size === undefined)
    return PAD.test(text) && c.before?.items.some((i) => i.type === 'res') === true && c.items.length <= 4 ? [] : null;
  if (isExport || (pad === null && !ENLARGED.test(text))) return null;
  const word = pad?.[1] ?? pad?.[2] ?? '';
  const filled = pad === null ? undefined : /black|黑/.test(word) ? 'black' : /white|白/.test(word) ? 'white' : 'blur';
  return [op('resize', { resolution: size.text, pad: filled })];
}

export const RAMPED_ZH = /慢(?:下来|一下)?.{0,3}(?:再|然后|又)(?:恢复|变回|回到)/;

/** "0:10 处慢下来再恢复": going back is a part of it, and undoes nothing. */
function ramped(c: Clause, text: string): PlannedOp[] | null {
  if (!RAMPED_ZH.test(c.s.text.slice(0, 200))) return null;
  const time = c.items.find((i) => i.type === 'time');
  if (time !== undefined && text.includes('慢')) return [op('speed_ramp', { at: timeSlot(time.value, time.clock) })];
  return c.before !== null && /^(?:再|然后|又)?(?:恢复|变回|回到)/.test(text) ? [] : null;
}

/** "…，背景换成 beach.jpg": what stands in for a green screen belongs to it. */
function behindKey(c: Clause, text: string): PlannedOp[] | null {
  const isKeyed = c.before?.items.some((i) => has(i, 'greenscreen')) === true;
  return isKeyed && /^背景(?:换成|替换成|改成|换为|用)/.test(text) && c.items.some((i) => i.type === 'file')
    ? []
    : null;
}

/** "说话时把音乐压低". */
function steppingBack(_c: Clause, text: string): PlannedOp[] | null {
  if (!/(?:说话|讲话|人声)(?:的)?(?:时候?|出现时).{0,4}(?:音乐|配乐|bgm).{0,3}(?:压低|降低|调低|变小|小)/.test(text))
    return null;
  return [op('duck', { target: 'music' })];
}

const STYLE_ZH =
  /(?:做|弄|剪|改|变)成(?:一个|一条|一支)?((?:快节奏|动感|轻松|日系|电影感的?轻松|朋克|摇滚|纪录片|高能)[\p{Script=Han}]{0,6})$/u;

/** "做成快节奏广告": a feeling for the whole edit. */
function styled(c: Clause, text: string): PlannedOp[] | null {
  const [, name] = STYLE_ZH.exec(text) ?? [];
  if (name === undefined || c.s.empty || names(c, 'add_music', 'music', 'transition', 'caption', 'title')) return null;
  return [op('style', { name: name.replace(/风格?$|的$/, '') })];
}
