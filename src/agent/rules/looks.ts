import { effectByWords } from '../../draft/effect-names.ts';
import { type Clause, clipOf, names, op, take, value, wording } from '../clause.ts';
import { has, type Item, valueOf } from '../items.ts';
import type { PlannedOp, SlotValue } from '../types.ts';
import { MENDS, placeOf } from './picture.ts';

/** Spends what a clause names, so that no later rule finds a thing of its own in it; clips and times stay readable. */
function spend(c: Clause): void {
  for (const item of c.items)
    if (item.type !== 'clip' && item.type !== 'range' && item.type !== 'time') item.used = true;
}

/** Words about something that is not the picture. */
const isElsewhere = (c: Clause): boolean =>
  names(c, 'music', 'caption', 'title', 'text', 'transition', 'between', 'voice', 'sound', 'sfx', 'logo', 'watermark');

const TAKEN =
  /\b(?:remove|take (?:off|away|out)|get rid of|delete|turn off|drop|undo|no more)\b|去掉|取消|关掉|移除|删掉|删除/;

/** Where and on which clip; read last, because it spends times. */
const where = (c: Clause): Record<string, SlotValue | undefined> => ({ clip: clipOf(c), ...placeOf(c) });

/** What a clause says of strength: a share, or "subtle" and "strong". */
export function amountIn(c: Clause): SlotValue | undefined {
  const share = c.items.find((item) => item.type === 'percent' && !item.used);
  if (share !== undefined) return Math.round(share.value) / 100;
  const text = wording(c);
  if (
    /\b(?:subtle|slight|slightly|light|gentle|soft|a little|a touch of|not (?:too|so) (?:many|much|strong|heavy|thick))\b|轻微|淡淡|一点点|微弱|别太/.test(
      text,
    )
  )
    return 'subtle';
  return /\b(?:strong|heavy|intense|extreme|lots of)\b|强烈|重一点|很强/.test(text) ? 'strong' : undefined;
}

/** Time tricks that are more than one speed. */
export function ramps(c: Clause): PlannedOp[] {
  if (c.negated || isElsewhere(c)) return [];
  const text = wording(c);
  if (/\bboomerang|回旋镖|迴旋鏢|ブーメラン|부메랑|\bbumeran|\bbumerangue/.test(text)) {
    spend(c);
    return [op('boomerang', where(c))];
  }
  const changes = /\bramp(?:s|ed|ing)?\b|\bgradually\b|渐变到|逐渐|慢慢(?:加速|减速)|徐々に|점점/.test(text);
  const two =
    /(\d+(?:\.\d+)?) ?(?:x|×|times|倍速?)?\s*(?:渐变|逐渐)?(?:to|up to|down to|到|至|→|から|에서) ?(\d+(?:\.\d+)?) ?(?:x|×|times|倍)/.exec(
      text,
    );
  if (changes && two !== null && !names(c, 'zoom', 'volume')) {
    spend(c);
    const ease = /\b(?:smooth|eas(?:e|ed|ing))|平滑|缓动/.test(text) ? 'smooth' : undefined;
    return [op('speed_ramp', { from_speed: Number(two[1]), to_speed: Number(two[2]), ease, ...where(c) })];
  }
  const moment =
    /\bslow\w*(?: \w+){0,3} (?:for|on|at) (?:the|that|a) (?:punch|hit|jump|kick|moment|impact|drop|catch|goal|action|shot|throw|fall|landing)\b|(?:处|時|时)(?:慢下来|放慢).*(?:恢复|再)|慢下来再(?:恢复|加速)/.test(
      text,
    );
  if (moment) {
    const at = c.items.find((item) => item.type === 'time' && !item.used);
    if (at !== undefined) {
      spend(c);
      at.used = true;
      return [op('speed_ramp', { at: at.value, clip: clipOf(c) })];
    }
  }
  if (/\b(?:optical flow|frame interpolation|motion interpolation|interpolat\w+)\b|光流|补帧/.test(text)) {
    const factor = c.items.find((item) => item.type === 'factor' && !item.used)?.value;
    spend(c);
    return [op('speed', { factor: factor ?? 'slower', between: 'flow', ...where(c) })];
  }
  return [];
}

const PLACES =
  /\b(?:(?:top|bottom|upper|lower|left|right)(?: (?:left|right|middle|center|half|third|quarter|side))?(?: (?:corner|half|third|quarter|side))?)\b|[左右](?:上|下)?(?:角|边|侧|半边|半部分|半)|(?:上|下)(?:方|半部分|半|三分之一)|(?:画面|屏幕)?(?:顶部|底部|正?中间|中央)/;

/** A part of the picture that nobody shall be able to read. */
export function hidden(c: Clause): PlannedOp[] {
  if (c.negated || isElsewhere(c)) return [];
  const text = wording(c);
  const squares =
    /\bpixell?at\w*|\bmosaic\b|\bcensor\w*|马赛克|打码|像素化|\bverpixel\w*|\bpixel(?:a|e|is)\w*|\bmosai[ck]o?\b|モザイク|모자이크/.test(
      text,
    );
  const hides =
    squares || names(c, 'blur') || /\b(?:blur\w*|obscure|hide|cover up|redact)\b|模糊|遮住|遮挡|虚化/.test(text);
  const named = value(c, 'pos', false);
  const place = PLACES.exec(text)?.[0] ?? named;
  if (!hides || place == null || names(c, 'background', 'blurbg') || /background|背景|\bsides?\b/.test(text)) return [];
  spend(c);
  const isGone = TAKEN.test(text);
  return [op('blur_region', { region: isGone ? 'none' : place, how: squares ? 'pixelate' : undefined, ...where(c) })];
}

const BESIDE = /\b(?:background|backdrop|borders?|bars|padding)\b|背景|白边|黑边/;

/** "4:5 with a white background", "9:16 with black bars": what is seen beside the picture, which is shown whole then. */
function besideIn(c: Clause, text: string): PlannedOp | null {
  if (!BESIDE.test(text)) return null;
  const named = c.items.flatMap((i) => valueOf(i, 'color') ?? [])[0];
  const color = named ?? (/白边/.test(text) ? 'white' : /黑边|\bblack bars\b/.test(text) ? 'black' : null);
  const isShape = (i: Item): boolean => i.type === 'ratio' || valueOf(i, 'shape') !== null || has(i, 'reframe');
  const isOther = names(c, 'replace', 'remove', 'removebg', 'cut', 'logo', 'watermark', 'pip', 'sticker', 'transition');
  const others = c.items.filter((i) => !isShape(i) && !has(i, 'crop'));
  if (color === null || isOther || others.length > 6) return null;
  const isShaped = [...c.items, ...(c.before?.items ?? [])].some((i) => i.type === 'ratio' || isShapeWord(i));
  if (isShaped) {
    for (const i of others) i.used = true;
    take(c, 'crop', 'background');
    return op('aspect', { fit: 'fit', background: color });
  }
  if (!/\b(?:background|backdrop)\b|背景/.test(text) || c.items.length > 5) return null;
  spend(c);
  return op('background', { style: color });
}

/** Bars are a shape of their own only where no other is named. */
const isShapeWord = (i: Item): boolean => {
  const shape = valueOf(i, 'shape');
  return shape !== null && shape !== '21:9';
};

/** What stands behind the picture, by colour. */
export function behind(c: Clause): PlannedOp[] {
  if (c.negated || names(c, 'caption', 'title', 'text', 'music', 'intro', 'outro', 'slideshow')) return [];
  const text = wording(c);
  const beside = besideIn(c, text);
  if (beside !== null) return [beside];
  const isGradient = /\bgradient\b|渐变/.test(text) && /background|背景|backdrop/.test(text);
  const isBehind =
    /\bbackground behind (?:the|my|it|me)\b|\bbehind the (?:video|picture|clip)\b|(?:视频|画面)(?:后面|背后)/.test(
      text,
    );
  const file = /\bas (?:the |my |a )?background\b|作为?背景|做背景|当背景/.test(text)
    ? c.items.find((item) => item.type === 'file')
    : undefined;
  if (!isGradient && !isBehind && file === undefined) return [];
  // "blurred background behind the video, 9:16": what fills the new shape
  if (/\bblurr?(?:ed|y)?\b|模糊|虚化/.test(text) && c.s.items.some((i) => i.type === 'ratio' || isShapeWord(i))) {
    take(c, 'background', 'blurbg', 'blur');
    return [op('aspect', { fit: 'fit', background: 'blur' })];
  }
  // "make it 9:16 with a gradient background": the shape is read where shapes are read.
  const shapes = c.items.filter((item) => item.type === 'ratio' || isShapeWord(item));
  spend(c);
  for (const item of shapes) item.used = false;
  if (file !== undefined) return [op('background', { style: file.text })];
  return [
    op('background', {
      style: text
        .replace(/\b\d{1,2}:\d{1,2}\b/g, ' ')
        .replace(/\b(?:add|use|put|make|set|it|with|a|the|behind|video|please)\b/g, ' ')
        .replace(/\s+/g, ' ')
        .trim()
        .slice(0, 120),
    }),
  ];
}

const TONES: readonly (readonly [slot: string, pattern: RegExp])[] = [
  [
    'shadows',
    /\b(?:open|lift|raise|boost|recover|crush|deepen|darken|lower)(?: up)? (?:the )?(?:shadows|blacks)\b|(?:提亮|提高|压低|加深|降低)(?:阴影|暗部)|(?:阴影|暗部)(?:部分)?(?:提亮|提高|调亮|压低|加深|降低|调暗|压暗)/,
  ],
  [
    'highlights',
    /\b(?:bring|pull|turn|tone|lower|reduce|recover|raise|lift|boost)(?: \w+)? (?:the )?highlights(?! reel)\b|(?:压低|降低|提高|提亮|恢复)高光|高光(?:部分)?(?:压低|降低|提高|提亮|恢复|压一下)/,
  ],
  ['vibrance', /\bvibrance\b|自然饱和度/],
  [
    'tint',
    /\btoo (?:green|magenta|pink|purple)\b|\b(?:green|magenta) (?:cast|tint)\b|\bmore (?:magenta|green)\b|偏绿|偏洋红|偏紫/,
  ],
];

const DOWN =
  /\b(?:bring|pull|turn|tone)\b.*\bdown\b|\b(?:lower|reduce|recover|crush|deepen|darken|decrease|less)\b|压低|降低|恢复|加深|减少/;

/** Controls of colour that have a name of their own. The others are read by `colour`. */
export function tones(c: Clause): PlannedOp[] {
  if (c.negated || isElsewhere(c)) return [];
  const text = wording(c);
  const out: Record<string, SlotValue> = {};
  for (const [slot, pattern] of TONES) {
    const found = pattern.exec(text)?.[0];
    if (found === undefined) continue;
    // "too green" wants magenta
    if (slot === 'tint') out[slot] = /green|绿/.test(found) === /too|cast|tint|偏/.test(found) ? 'up' : 'down';
    else
      out[slot] = DOWN.test(slot === 'vibrance' ? text : found + (/\bdown\b/.test(text) ? ' down' : ''))
        ? 'down'
        : 'up';
  }
  const stops = /\b(\d+(?:\.\d+)?|a|one|half a|half|two) (?:f-?)?stops?\b|(\d+(?:\.\d+)?) ?档/.exec(text);
  if (stops !== null && /exposure|brighter|darker|曝光|亮|暗/.test(text)) {
    const said = stops[1] ?? stops[2] ?? '1';
    const value = /half/.test(said) ? 0.5 : said === 'two' ? 2 : Number.isFinite(Number(said)) ? Number(said) : 1;
    out['exposure'] = DOWN.test(text) || /darker|暗/.test(text) ? -value : value;
  }
  if (Object.keys(out).length === 0) return [];
  // "open up" is also an opening: what else is said of light goes along, so that nothing is read of a part.
  if (stops === null && take(c, 'brighter') !== undefined) out['brightness'] = 'up';
  if (stops === null && take(c, 'darker') !== undefined) out['brightness'] = 'down';
  const isOver = (concept: string): boolean =>
    /^(?:highlight|volume|quieter|down|up|intro|saturation|first)$/.test(concept);
  for (const item of c.items) {
    const isTone = /shadow|exposure|light|阴影|暗部|曝光|高光/.test(item.text) && item.concepts.includes('brightness');
    const isGrade =
      /balance|cast|tint|白平衡/.test(item.text) || (out['tint'] !== undefined && item.concepts.includes('grade'));
    const isStop =
      stops !== null && (item.type === 'num' || item.concepts.some((k) => /^(?:brighter|darker|brightness)$/.test(k)));
    if (isTone || isGrade || isStop || item.concepts.some(isOver)) item.used = true;
  }
  return [op('color', { ...out, ...where(c) })];
}

const NAMED =
  /\b(?:chromatic aberration|rgb split|color fringing|mirror effect|kaleidoscope|invert(?:ed)?(?: the)? colou?rs?|negative effect|film negative|strobe|posteri[sz]e|scan ?lines?|deflicker|flicker(?:ing)?|halation|bloom|(?:camera |screen )?shake effect|screen shake|vhs(?! (?:look|tape|style|film)))\b|录像带|抖动特效|震动特效|色差|万花筒|反色|负片|频闪|闪烁|色调分离|海报化|扫描线/;

/** Effects that the lexicon has no word for, strengths, and the way back: "remove the glitch". */
export function effectNames(c: Clause): PlannedOp[] {
  if (c.negated || isElsewhere(c)) return [];
  const text = wording(c);
  const takes = TAKEN.test(text);
  // "fix the shake effect": what is to be mended was filmed so
  if (MENDS.test(text) && /\bshak\w*|抖/.test(text)) return [];
  if (
    takes &&
    /\b(?:effects?|filters?|vignette|glitch|vhs|glow|leaks?|shake effect)\b|特效|效果|滤镜|暗角/.test(text)
  ) {
    const known = effectByWords(text.replace(TAKEN, ' '));
    if (known !== null && known.name !== 'denoise' && known.name !== 'deflicker' && !/\bnoise\b/.test(text)) {
      spend(c);
      return [op('effect', { name: known.name, remove: true, ...where(c) })];
    }
  }
  if (
    /\bflicker|闪烁|频闪/.test(text) &&
    /\b(?:remove|fix|stop|reduce|get rid)\b|去|消|除/.test(text) &&
    !/effect|特效/.test(text)
  ) {
    spend(c);
    return [op('filter', { name: 'deflicker', ...where(c) })];
  }
  if (/\bshake (?:the )?(?:camera|screen|picture)\b/.test(text)) {
    spend(c);
    return [op('effect', { name: 'shake', ...where(c) })];
  }
  if (/\bpixelat\w*|像素化/.test(text) && !PLACES.test(text) && !takes && !/\bfaces?\b|脸/.test(text)) {
    spend(c);
    return [op('effect', { name: 'pixelate', amount: amountIn(c), ...where(c) })];
  }
  const filtered = takes ? null : /\b(?:sharpen\w*|vignette|film grain|grain)\b|锐化|暗角|颗粒/.exec(text);
  const share = c.items.some((item) => item.type === 'percent' && !item.used);
  const filter = filtered === null || !share || /noise|降噪/.test(text) ? null : effectByWords(filtered[0]);
  if (filter !== null) {
    const strength = amountIn(c);
    spend(c);
    return [op('filter', { name: filter.name, amount: strength, ...where(c) })];
  }
  const named = takes ? null : NAMED.exec(text);
  const known = named === null ? null : effectByWords(named[0]);
  if (known === null) return [];
  const amount = amountIn(c);
  spend(c);
  return [op('effect', { name: known.name, amount, ...where(c) })];
}

/** A LUT by its file's name, and how strong. */
export function luts(c: Clause): PlannedOp[] {
  if (c.negated) return [];
  const text = wording(c);
  const file = c.items.find((item) => item.type === 'file' && item.text.toLowerCase().endsWith('.cube'))?.text;
  const isNamed = text.includes('cube');
  const bare = isNamed ? /\b[\w-]{1,80}\.cube\b/.exec(c.s.text.slice(0, 2000))?.[0] : undefined;
  const named = file ?? bare;
  if (named === undefined && !names(c, 'lut')) return [];
  const amount = amountIn(c);
  const isGone = TAKEN.test(text);
  spend(c);
  return [
    op('lut', { file: isGone ? 'none' : named, amount: typeof amount === 'number' ? amount : undefined, ...where(c) }),
  ];
}

/** A screen of a colour, and what is to be seen instead. */
export function keying(c: Clause): PlannedOp[] {
  if (c.negated) return [];
  const text = wording(c);
  if (!names(c, 'greenscreen') && !/\b(?:blue ?screen|chroma key|key out)\b|蓝幕|抠绿|抠蓝/.test(text)) return [];
  const hex = /#[0-9a-f]{6}\b/i.exec(c.s.text)?.[0];
  const blue = /\bblue\b|蓝/.test(text) ? 'blue' : undefined;
  const said = c.s.text.slice(0, 2000);
  const instead =
    /\b(?:put|place|show|with|use)\s+(?:a |an |the )?([\w #.-]{2,60}?)\s+(?:behind|as (?:the |my )?background|instead)/i.exec(
      said,
    )?.[1] ??
    /(?:replace|swap)\b.*?\bwith\s+(?:a |an |the )?([\w #.-]{2,60}?)(?:[,.;!]\s|[,.;!]?$)/i.exec(said)?.[1] ??
    /背景(?:换成|替换成|改成|换为|用)\s*([^，,。；;]{1,30})/.exec(said)?.[1];
  const file =
    c.items.find((item) => item.type === 'file')?.text ?? c.s.items.find((item) => item.type === 'file')?.text;
  spend(c);
  return [
    op('chroma_key', { color: hex?.toLowerCase() ?? blue, background: backdropIn(instead, file), clip: clipOf(c) }),
  ];
}

/** Names of files stand in a request as signs of their own: what is behind them is an item. */
const backdropIn = (said: string | undefined, file: string | undefined): string | undefined =>
  said !== undefined && /[\p{L}#]/u.test(said.replace(/[\p{Co}]/gu, ''))
    ? said.trim()
    : said === undefined
      ? undefined
      : file;
