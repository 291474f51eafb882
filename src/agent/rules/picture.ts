import {
  actionOn,
  type Clause,
  clipOf,
  free,
  names,
  ofType,
  op,
  take,
  takeType,
  time,
  timeSlot,
  value,
  wording,
} from '../clause.ts';
import { has, valueOf } from '../items.ts';
import type { PlannedOp, SlotValue } from '../types.ts';

/** Platforms whose videos stand upright; the name alone asks for the shape. */
export const UPRIGHT = new Set(['tiktok', 'douyin', 'reels', 'shorts', 'stories', 'xiaohongshu']);

/** Shapes: a ratio, a word for one, or a platform that has one. */
export function shape(c: Clause): PlannedOp[] {
  if (c.negated && !names(c, 'crop')) return [];
  const styled = /style/.test(wording(c)) && names(c, 'caption');
  // "from 16:9 to 9:16": the last one is wanted
  const ratio = c.items.findLast((i) => i.type === 'ratio' && !i.used);
  const word = c.items.find((i) => !i.used && valueOf(i, 'shape') !== null);
  const platform = c.items.find((i) => !i.used && UPRIGHT.has(valueOf(i, 'platform') ?? ''));
  const square = c.items.some((i) => valueOf(i, 'platform') === 'instagram feed');
  const flips = word !== undefined && names(c, 'flip');
  if (
    flips ||
    (word !== undefined && /^(?:vertical|horizontal)(?:ly)?$/.test(word.text) && names(c, 'split', 'reverse', 'pip'))
  )
    return [];
  const ask = ratio ?? word ?? platform;
  // "…, keep the whole picture": how it fills the shape that was just asked for
  const isShaped = c.before?.items.some(
    (i) => i.type === 'ratio' || valueOf(i, 'shape') !== null || valueOf(i, 'platform') !== null,
  );
  if (ask === undefined && isShaped === true && c.items.some((i) => !i.used && valueOf(i, 'fit') === 'fit')) {
    take(c, 'keep', 'crop');
    return [op('aspect', { fit: value(c, 'fit') })];
  }
  if (ask === undefined && !square) {
    if (free(c, 'reframe') === undefined || names(c, 'upscale', 'resize', 'compress', 'convert', 'export')) return [];
    const rest = c.items.some((i) => valueOf(i, 'platform') === 'youtube');
    return rest ? [op('aspect', { ratio: '16:9' })] : [];
  }
  if (ratio === undefined && names(c, 'resize') && c.items.some((i) => i.type === 'res')) return [];
  const list = c.items.filter((i) => valueOf(i, 'shape') !== null && !i.used).map((i) => valueOf(i, 'shape'));
  // "landscape to vertical": the last shape named is the one wanted
  const from = /(?:from|横屏转|横版转|横转|landscape to|horizontal to|vertical to|portrait to|竖屏转|竖转)/.test(
    c.s.text.toLowerCase(),
  );
  const shapeWord = from || list.length > 1 ? list.at(-1) : list[0];
  const upright = platform !== undefined && shapeWord === '16:9';
  const wanted = ratio?.text ?? (upright ? '9:16' : shapeWord) ?? (square ? '1:1' : '9:16');
  if (
    word === ask &&
    ratio === undefined &&
    /^(?:letterbox|遮幅|电影黑边|cinematic bars|cinematic black bars)/.test(word?.text ?? '') &&
    names(c, 'resize')
  )
    return [];
  if (styled && ratio === undefined && word === undefined) return [];
  const fit = value(c, 'fit');
  for (const i of c.items) if (valueOf(i, 'shape') !== null || UPRIGHT.has(valueOf(i, 'platform') ?? '')) i.used = true;
  for (const i of c.items) if (i.type === 'ratio') i.used = true;
  // "a square 1080x1080 version" says its shape twice
  if (word !== undefined) for (const i of c.items) if (i.type === 'res' && i.text.includes('x')) i.used = true;
  take(c, 'reframe', 'crop', 'resize', 'trim');
  if (fit === 'blur') take(c, 'blurbg', 'background', 'blur');
  return [
    op('aspect', {
      ratio: wanted,
      fit: fit === 'blur' ? 'fit' : (fit ?? undefined),
      background: fit === 'blur' ? 'blur' : undefined,
    }),
  ];
}

/** "keep the dancer in frame": whoever it is. */
const KEEPS_IN_VIEW =
  /\bkeep (?:the |my |our |her |his |their )?[a-z]+(?: [a-z]+)? (?:in (?:the )?(?:frame|view|shot|picture|middle|cent(?:er|re))|cent(?:er|re)d)\b/;

export function following(c: Clause): PlannedOp[] {
  if (c.negated) return [];
  const kept = KEEPS_IN_VIEW.exec(wording(c));
  if (take(c, 'follow') === undefined && kept === null) return [];
  take(c, 'crop', 'keep');
  return [
    op('crop', {
      follow:
        kept !== null ||
        (/subject|person|people|\bkeep (?:me|him|her|us|them)\b|主体|人物|인물/.test(c.s.text.toLowerCase()) &&
          !/speak/.test(c.s.text.toLowerCase()))
          ? 'subject'
          : 'speaker',
    }),
  ];
}

export function cropping(c: Clause): PlannedOp[] {
  const item = free(c, 'crop');
  if (item === undefined || c.negated) return [];
  if (names(c, 'resize') && valueOf(item, 'fit') !== null) return [];
  item.used = true;
  // "cinematic, with black bars"
  const bars = /^(?:black|letterbox) bars$/.test(item.text) && !['remove', 'cut'].includes(actionOn(c, item) ?? '');
  if (bars && (names(c, 'add', 'withw') || c.inherited === 'add' || /\bwith\b/.test(wording(c))))
    return [op('aspect', { ratio: '21:9' })];
  const side = value(c, 'pos');
  const px = takeType(c, 'px') ?? takeType(c, 'percent');
  const size = takeType(c, 'res');
  const amount = px === undefined ? undefined : px.type === 'percent' ? `${px.value}%` : px.value;
  const known = side !== null && /^(?:top|bottom|left|right)$/.test(side);
  return [
    op('crop', {
      ...(known && amount !== undefined ? { [side]: amount } : known ? { side } : { amount }),
      size: size?.text,
      clip: clipOf(c),
    }),
  ];
}

export function turning(c: Clause): PlannedOp[] {
  if (c.negated) return [];
  const rotate = free(c, 'rotate');
  const degrees = ofType(c, 'degrees');
  const flip = free(c, 'flip');
  const clip = clipOf(c);
  if (rotate !== undefined || (degrees !== undefined && !names(c, 'warmer', 'cooler'))) {
    take(c, 'rotate', 'flip');
    if (degrees !== undefined) degrees.used = true;
    const text = wording(c);
    const number = degrees === undefined ? takeType(c, 'num') : undefined;
    const amount =
      degrees?.value ??
      number?.value ??
      (/upside|倒过来|颠倒|180|al reves|de cabe[cz]a|a l envers|tete en bas|auf dem kopf|逆さま|上下逆|거꾸로/.test(
        text,
      )
        ? 180
        : 90);
    const left =
      /counter|anti ?clockwise|逆时针|\bleft\b|左转|向左|反時計|反时|izquierda|gauche|links|antihorario|왼쪽|反シ/.test(
        `${text} ${text.replaceAll(' ', '')}`,
      ) && !/\bccw\b/.test('');
    return [op('rotate', { degrees: left ? -amount : amount, clip })];
  }
  if (flip === undefined) return [];
  take(c, 'flip');
  const text = wording(c);
  const direction = /vertical|上下|垂直|upside ?down|상하/.test(text)
    ? 'vertical'
    : /horizontal|左右|水平|좌우|mirror|镜像/.test(text)
      ? 'horizontal'
      : undefined;
  for (const i of c.items) if (valueOf(i, 'shape') !== null) i.used = true;
  return [op('flip', { direction, clip })];
}

/** From–to of an effect that covers part of the video: a range, the first seconds, or a start with a length. */
export function placeOf(c: Clause): Record<string, SlotValue | undefined> {
  const range = takeType(c, 'range');
  if (range !== undefined)
    return { from: timeSlot(range.value, range.clock), to: timeSlot(range.until, range.untilClock) };
  const edge = time(c, 'first', 'last');
  if (edge !== undefined)
    return edge.role === 'first' ? { from: 0, to: edge.value } : { from: `end-${edge.value}`, to: 'end' };
  const start = time(c, 'from', 'at');
  if (start === undefined) return {};
  const until = time(c, 'until');
  if (until !== undefined && until.value > start.value)
    return {
      from: timeSlot(start.value, start.clock && start.value >= 60),
      to: timeSlot(until.value, until.clock && until.value >= 60),
    };
  const length = time(c, 'for', 'bare');
  return length === undefined
    ? { from: start.value, to: start.role === 'from' || /处开始|onwards?\b/.test(wording(c)) ? 'end' : undefined }
    : { from: start.value, to: start.value + length.value };
}

/** What is to be mended was filmed so: "fix the shake". */
export const MENDS = /\b(?:fix|correct|smooth out|reduce|compensate|repair|counter)\b|修复|修正|减轻|减少/;

/** A shaking picture: made, where it is asked for; else steadied. */
function steadying(c: Clause): PlannedOp[] {
  const out: PlannedOp[] = [];
  const clip = clipOf(c);
  const shake = c.items.find((i) => !i.used && /^(?:camera |screen )?shake$/.test(i.text));
  if (shake !== undefined && actionOn(c, shake) === 'add') {
    shake.used = true;
    out.push(op('effect', { name: 'shake', clip, ...placeOf(c) }));
  }
  // "trim the shaky opening": what it is like, not what to do
  const unsteady = free(c, 'stabilize');
  const after = unsteady === undefined ? undefined : c.items[c.items.indexOf(unsteady) + 1];
  if (
    unsteady !== undefined &&
    /^(?:shaky|wobbly|jittery)$/.test(unsteady.text) &&
    ['remove', 'cut', 'trim'].includes(actionOn(c, unsteady) ?? '') &&
    ['intro', 'outro', 'first', 'last', 'clip'].some((k) => has(after, k))
  )
    unsteady.used = true;
  const shakes = c.items.some((i) => valueOf(i, 'fxname') === 'shake');
  const mends = MENDS.test(wording(c));
  if ((free(c, 'stabilize') !== undefined && !shakes) || (shakes && mends)) {
    if (shakes) for (const i of c.items) if (valueOf(i, 'fxname') === 'shake' || has(i, 'effect')) i.used = true;
    take(c, 'stabilize');
    out.push(op('stabilize', { clip }));
  }
  return out;
}

export function repairs(c: Clause): PlannedOp[] {
  const out: PlannedOp[] = [];
  if (c.negated) return out;
  const clip = clipOf(c);
  // "remove the background and add an office instead"
  if (c.before !== null && names(c.before, 'removebg') && /\binstead\b/.test(wording(c))) {
    for (const i of c.items) i.used = true;
    return [op('remove_background', { replace: backdropOf(c), clip })];
  }
  out.push(...steadying(c));
  if (take(c, 'greenscreen') !== undefined) {
    take(c, 'background', 'removebg');
    out.push(op('chroma_key', { clip, color: value(c, 'color') ?? undefined, replace: backdropOf(c) }));
    return out;
  }
  const shaped = c.items.some(
    (i) => i.type === 'ratio' || valueOf(i, 'shape') !== null || UPRIGHT.has(valueOf(i, 'platform') ?? ''),
  );
  if (shaped && c.items.some((i) => valueOf(i, 'fit') === 'blur')) return out;
  // "…vertical with a blurred background": the background of the new shape
  const shapedBefore =
    c.before !== null && c.before.items.some((i) => i.type === 'ratio' || valueOf(i, 'shape') !== null);
  const fills = c.items[0]?.text === 'with' || /填充|两边|上下|左右|sides|fill/.test(wording(c));
  if (shapedBefore && fills && take(c, 'blurbg') !== undefined) {
    take(c, 'background', 'blur');
    return [...out, op('aspect', { fit: 'fit', background: 'blur' })];
  }
  // "blur the faces in the background" is about faces
  const faces = free(c, 'face') !== undefined && names(c, 'blur');
  if (!faces && take(c, 'blurbg') !== undefined) {
    take(c, 'background', 'blur');
    out.push(op('blur_background', { clip }));
  } else if (
    !faces &&
    free(c, 'background') !== undefined &&
    names(c, 'blur') &&
    !names(c, 'caption', 'title', 'text')
  ) {
    take(c, 'background', 'blur');
    out.push(op('blur_background', { clip }));
  } else if (
    free(c, 'blur') !== undefined &&
    // "portrait mode" for stories is a shape
    valueOf(free(c, 'blur'), 'shape') === null &&
    !names(c, 'transition', 'between') &&
    !c.items.some((i) => valueOf(i, 'fit') !== null)
  ) {
    const item = take(c, 'blur');
    if (item !== undefined)
      out.push(op('effect', { name: take(c, 'face') === undefined ? 'blur' : 'blur faces', clip, ...placeOf(c) }));
  }
  const bg =
    free(c, 'removebg') ??
    (names(c, 'replace', 'remove') && !names(c, 'caption', 'title', 'text', 'music', 'noise', 'slideshow')
      ? free(c, 'background')
      : undefined);
  // "change the background color to white": what lies around the picture
  const behindColor =
    bg !== undefined && /background colou?r|背景(?:颜色|色)/.test(wording(c)) ? value(c, 'color') : null;
  if (behindColor !== null) {
    take(c, 'background', 'replace', 'change');
    out.push(op('background', { style: behindColor }));
  } else if (bg !== undefined) {
    take(c, 'removebg', 'background');
    out.push(op('remove_background', { replace: backdropOf(c), clip }));
  }
  if (free(c, 'lut') !== undefined) {
    take(c, 'lut', 'grade');
    out.push(op('lut', { file: takeType(c, 'file')?.text, clip }));
  }
  return out;
}

/** What the background is replaced by, in the user's words. */
function backdropOf(c: Clause): string | undefined {
  const all = c.s.text;
  const said =
    /(?:replace|swap|change|switch)(?:d|ing)? (?:it|the background|my background|my \w+ background|background|them|that|this|the \w+ background)? ?(?:with|to|for|by|into) (?:an? |the )?([^,.;]{2,60})/i.exec(
      all,
    ) ??
    /(?:背景)?(?:换成|替换成|改成|替换为|换为|变成)(?:一张|一个)?([^，,。；;\s]{1,20})/.exec(all) ??
    /background (?:to|into|with) (?:an? )?([^,.;]{2,60})/i.exec(all);
  const after =
    said ??
    /\b(?:add|put|use|with|want) (?:in )?(?:an? |the )?((?:(?!\band\b)[^,.;]){2,60}?) (?:instead|behind (?:me|us|them|him|her)|as (?:the |my )?(?:new )?background)\b/i.exec(
      all,
    );
  return after?.[1]
    ?.replace(/ (?:scene|backdrop|background|image)$/i, (m) =>
      /backdrop/i.test(m) && /studio/i.test(all) && !/plain/i.test(all) ? m : '',
    )
    .trim();
}

export function moving(c: Clause): PlannedOp[] {
  const out: PlannedOp[] = [];
  if (c.negated) return out;
  const clip = clipOf(c);
  const pans = free(c, 'kenburns');
  const slides = c.s.stills || /slideshow/.test(c.s.input.context.timeline ?? '');
  if (pans !== undefined || (free(c, 'zoom') !== undefined && slides && !names(c, 'transition'))) {
    const item = pans ?? free(c, 'zoom');
    take(c, 'kenburns', 'zoom', 'effect', 'animate');
    const text = wording(c);
    const strength =
      /gentl|less|subtl|weaker|softer|柔和|轻|减/.test(text) && !/effect/.test(text)
        ? 'less'
        : names(c, 'up')
          ? 'more'
          : undefined;
    const style = /slow|缓慢/.test(text) ? 'slow' : item === undefined ? undefined : undefined;
    out.push(op('ken_burns', { style, strength, clip }));
    return out;
  }
  const zoom = free(c, 'zoom');
  if (zoom !== undefined && !names(c, 'transition')) {
    const action = actionOn(c, zoom);
    take(c, 'zoom', 'effect');
    // "zoom in on key moments"
    if (/\bon (?:the |my )?(?:key|best|important)\b/.test(wording(c))) take(c, 'highlight', 'focus');
    if (action === 'remove') return [op('zoom', { style: 'none', clip })];
    const text = `${zoom.text} ${wording(c)}`;
    const style = /punch/.test(text)
      ? /\bcuts\b|\beach (?:cut|clip)|\bevery (?:cut|clip)/.test(text)
        ? 'punch in on cuts'
        : 'punch in'
      : /slow|缓慢|慢慢|徐々|ゆっくり|천천히|lent[oae]?|langsam|devagar|despacio/.test(text)
        ? 'slow'
        : /out|拉远|缩小|アウト|줌아웃|alej|dezoom|raus/.test(text)
          ? 'out'
          : /dynamic|dinamic|动感/.test(text)
            ? 'dynamic'
            : /in\b|推近|拉近|放大|推进|ズームイン|줌인|확대/.test(text)
              ? 'in'
              : undefined;
    const factor = takeType(c, 'factor') ?? takeType(c, 'percent');
    const at = placeOf(c);
    out.push(
      op('zoom', {
        style,
        clip,
        amount: factor === undefined ? undefined : factor.type === 'percent' ? factor.value / 100 : factor.value,
        ...at,
      }),
    );
  }
  return out;
}
