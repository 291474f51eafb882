import {
  actionOn,
  type Clause,
  clipOf,
  describing,
  free,
  names,
  ofType,
  op,
  partOf,
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
  const ratio = ofType(c, 'ratio');
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
  if (ratio !== undefined) ratio.used = true;
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

export function following(c: Clause): PlannedOp[] {
  if (take(c, 'follow') === undefined || c.negated) return [];
  take(c, 'crop');
  return [
    op('crop', {
      follow:
        /subject|person|people|主体|人物|인물/.test(c.s.text.toLowerCase()) && !/speak/.test(c.s.text.toLowerCase())
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
    const amount = degrees?.value ?? number?.value ?? (/upside|倒过来|颠倒|180/.test(text) ? 180 : 90);
    const left =
      /counter|anti ?clockwise|逆时针|\bleft\b|左转|向左|反時計|反时|izquierda|gauche|links|antihorario|왼쪽|反シ/.test(
        text + text.replaceAll(' ', ''),
      ) && !/\bccw\b/.test('');
    return [op('rotate', { degrees: left ? -amount : amount, clip })];
  }
  if (flip === undefined) return [];
  take(c, 'flip');
  const text = wording(c);
  const direction = /vertical|上下|垂直|upsidedown|상하/.test(text)
    ? 'vertical'
    : /horizontal|左右|水平|좌우|mirror|镜像/.test(text)
      ? 'horizontal'
      : undefined;
  for (const i of c.items) if (valueOf(i, 'shape') !== null) i.used = true;
  return [op('flip', { direction, clip })];
}

const ADJUST: readonly [slot: string, up: readonly string[], down: readonly string[], noun: readonly string[]][] = [
  ['brightness', ['brighter'], ['darker'], ['brightness']],
  ['contrast', [], [], ['contrast']],
  ['saturation', [], ['desaturate'], ['saturation']],
  ['warmth', ['warmer'], ['cooler'], []],
];

/** Looks and adjustments of colour. Adjectives of a look are handed on together: "warm cinematic". */
export function colour(c: Clause): PlannedOp[] {
  const out: Record<string, SlotValue | undefined> = {};
  const clip = clipOf(c);
  for (const [slot, ups, downs, nouns] of ADJUST) {
    const up = ups.some((u) => free(c, u) !== undefined);
    const down = downs.some((d) => free(c, d) !== undefined);
    const noun = nouns.some((n) => free(c, n) !== undefined);
    if (!up && !down && !noun) continue;
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
  const length = time(c, 'for', 'bare');
  return length === undefined
    ? { from: start.value, to: start.role === 'from' ? 'end' : undefined }
    : { from: start.value, to: start.value + length.value };
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
  if (names(c, 'music') || (names(c, 'transition') && grade === undefined)) return null;
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
    if (grade === undefined || !/grad|correct|调色|etalon|grading|校色|색보정|カラグレ|korrektur/.test(grade.text))
      return said !== '' && grade !== undefined && /look|tone|tint|vibe/.test(grade.text) && !names(c, 'style')
        ? spend(c, said, [])
        : null;
    grade.used = true;
    return said === '' ? 'auto' : said;
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

export function repairs(c: Clause): PlannedOp[] {
  const out: PlannedOp[] = [];
  if (c.negated) return out;
  const clip = clipOf(c);
  if (free(c, 'stabilize') !== undefined && !c.items.some((i) => valueOf(i, 'fxname') === 'shake')) {
    take(c, 'stabilize');
    out.push(op('stabilize', { clip }));
  }
  if (take(c, 'greenscreen') !== undefined) {
    take(c, 'background', 'removebg');
    out.push(op('chroma_key', { clip, color: value(c, 'color') ?? undefined }));
    return out;
  }
  const shaped = c.items.some(
    (i) => i.type === 'ratio' || valueOf(i, 'shape') !== null || UPRIGHT.has(valueOf(i, 'platform') ?? ''),
  );
  if (shaped && c.items.some((i) => valueOf(i, 'fit') === 'blur')) return out;
  // "…vertical with a blurred background": the background of the new shape
  const shapedBefore =
    c.before !== null && c.before.items.some((i) => i.type === 'ratio' || valueOf(i, 'shape') !== null);
  if (shapedBefore && c.items[0]?.text === 'with' && take(c, 'blurbg') !== undefined) {
    take(c, 'background', 'blur');
    return [...out, op('aspect', { fit: 'fit', background: 'blur' })];
  }
  if (take(c, 'blurbg') !== undefined) {
    take(c, 'background', 'blur');
    out.push(op('blur_background', { clip }));
  } else if (free(c, 'background') !== undefined && names(c, 'blur') && !names(c, 'caption', 'title', 'text')) {
    take(c, 'background', 'blur');
    out.push(op('blur_background', { clip }));
  } else if (
    free(c, 'blur') !== undefined &&
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
  if (bg !== undefined) {
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
  return said?.[1]
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
    if (action === 'remove') return [op('zoom', { style: 'none', clip })];
    const text = `${zoom.text} ${wording(c)}`;
    const style = /punch/.test(text)
      ? 'punch in'
      : /slow|缓慢|慢慢|徐々|ゆっくり|천천히|lento/.test(text)
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

export function effect(c: Clause): PlannedOp[] {
  const item = free(c, 'effect');
  if (c.negated) return [];
  if (item === undefined) {
    const bare = c.items.find(
      (i) => !i.used && valueOf(i, 'fxname') !== null && !i.concepts.some((k) => /^(?:look|filter|stabilize)/.test(k)),
    );
    if (
      bare === undefined ||
      !(names(c, 'add') || c.inherited === 'add') ||
      names(c, 'transition', 'text', 'title', 'music')
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
  const name = valueOf(named, 'fxname') ?? (said === '' ? null : said);
  if (name === null || names(c, 'better')) return [];
  item.used = true;
  if (named !== undefined) named.used = true;
  return [op('effect', { name, clip: clipOf(c), ...placeOf(c) })];
}

export function speed(c: Clause): PlannedOp[] {
  if (c.negated) return [];
  const faster = free(c, 'faster');
  const slower = free(c, 'slower');
  const noun = free(c, 'speed');
  const factor = c.items.find((i) => i.type === 'factor' && !i.used);
  if (free(c, 'normalspeed') !== undefined) {
    take(c, 'normalspeed', 'speed');
    return [op('speed', { factor: 1, clip: clipOf(c) })];
  }
  if (faster === undefined && slower === undefined && noun === undefined) {
    if (
      factor === undefined ||
      names(
        c,
        'zoom',
        'volume',
        'sound',
        'music',
        'resize',
        'upscale',
        'brightness',
        'duplicate',
        'contrast',
        'saturation',
        'loop',
      ) ||
      names(c, 'louder', 'quieter')
    )
      return [];
  }
  if (names(c, 'transition') || (names(c, 'music') && !names(c, 'video', 'clip') && faster?.text !== 'speed up'))
    return [];
  if (
    (faster ?? slower) !== undefined &&
    (names(c, 'fade') || names(c, 'kenburns') || names(c, 'zoom') || names(c, 'silence', 'caption'))
  )
    return [];
  if (
    /^(?:slow|快|慢|lento|rapido|rapide|schnell|langsam)$/.test((faster ?? slower)?.text ?? '') &&
    noun === undefined &&
    factor === undefined &&
    (names(c, 'style', 'highlight') || !names(c, 'video', 'clip', 'first', 'last', 'half', 'bit', 'make'))
  )
    return [];
  if (
    noun !== undefined &&
    factor === undefined &&
    faster === undefined &&
    slower === undefined &&
    !names(c, 'up', 'down') &&
    c.items.every((i) => i.type !== 'percent' && i.type !== 'num')
  )
    return [];
  take(c, 'faster', 'slower', 'speed');
  const clip = clipOf(c);
  const place = placeOf(c);
  const part = place['from'] === undefined ? partOf(c) : undefined;
  return [op('speed', { factor: factorOf(c, slower !== undefined || names(c, 'down')), clip, part, ...place })];
}

function factorOf(c: Clause, slows: boolean): SlotValue {
  const factor = takeType(c, 'factor');
  if (factor !== undefined) {
    // "慢放一倍" and "加速一倍" say by how much: once more
    if (factor.value === 1) return slows ? 0.5 : 2;
    const slow = slows && factor.value > 1;
    return slow ? Math.round(1000 / factor.value) / 1000 : factor.value;
  }
  const percent = takeType(c, 'percent');
  if (percent !== undefined) {
    const by = /\bby\b|提高|加快/.test(wording(c));
    return by ? Math.round(slows ? 100 - percent.value : 100 + percent.value) / 100 : percent.value / 100;
  }
  const number = c.items.find((i) => i.type === 'num' && !i.used && (i.value <= 16 || i.role === 'to'));
  if (number !== undefined && number.role !== 'at') {
    number.used = true;
    return number.value;
  }
  if (c.items.some((i) => i.text === 'half') && partOf(c) === undefined) return 0.5;
  return slows ? 'slower' : 'faster';
}

export function timeTricks(c: Clause): PlannedOp[] {
  if (c.negated) return [];
  const clip = clipOf(c);
  const reverse = free(c, 'reverse');
  if (reverse !== undefined && !has(reverse, 'move') && !names(c, 'move')) {
    take(c, 'reverse');
    return [op('reverse', { clip, ...placeOf(c) })];
  }
  if (free(c, 'freeze') === undefined) return [];
  take(c, 'freeze', 'thumbnail');
  const at = time(c, 'at', 'from');
  const number = at === undefined ? c.items.find((i) => i.type === 'num' && i.role === 'at') : undefined;
  const length = time(c, 'for', 'bare', 'adj');
  const atValue = at ?? (number === undefined ? length : number);
  const isLast = at === undefined && number === undefined && names(c, 'last');
  return [
    op('freeze', {
      at: isLast
        ? 'end'
        : atValue === undefined
          ? undefined
          : atValue.clock
            ? timeSlot(atValue.value, true)
            : atValue.value,
      duration: atValue === length ? (isLast ? length?.value : undefined) : length?.value,
      clip,
    }),
  ];
}
