import * as z from 'zod';
import { fail } from '../base/errors.ts';
import type { Said } from '../base/lang.ts';
import { shown } from '../base/text.ts';
import { type Ease, type KeyedProperty, type Keyframes, withKeyframe } from '../draft/keyframes.ts';
import type { AudioSegment, Draft, Segment, TextSegment, VideoSegment } from '../draft/model.ts';
import { allSegments, draftLength, endOf, mainSegments, mapSegments } from '../draft/queries.ts';
import { ClipArg, LengthArg, TimeArg } from './args.ts';
import { done, operation } from './operation.ts';
import { percent, say, spanLabel } from './phrase.ts';
import { clipsNamed, type ResolveContext, requireMain, sideKindOf, sideSegments, textsSaying } from './resolve.ts';
import { anchorByWords } from './text-look.ts';
import { endWithin, lengthArgument, pointWithin } from './time-argument.ts';

/** How long a change takes when nobody says, in ms. */
const USUAL_MS = 2000;

const Value = z.union([z.number(), z.string().max(40)]);

const Args = z.object({
  target: z
    .string()
    .max(120)
    .optional()
    .describe(
      'What moves: "picture" (the clip, usual), "logo", "title", "sticker", "overlay", "music", the words of a text',
    ),
  clip: ClipArg.optional(),
  property: z
    .string()
    .max(40)
    .optional()
    .describe(
      '"position", "x", "y", "scale" (zoom), "rotation", "opacity", "volume"; "none" with it stops all movement',
    ),
  from: Value.optional().describe('Value at the start: "left", 1, "100%", "-90°"; what it is when left out'),
  to: Value.optional().describe('Value at the end: "right", 1.5, "50%", "360°"'),
  start: TimeArg.optional(),
  end: TimeArg.optional(),
  duration: LengthArg.optional(),
  ease: z
    .string()
    .max(40)
    .optional()
    .describe('"linear", "ease-in", "ease-out", "smooth" (usual), "cubic", "bounce", "elastic", "back", "jump"'),
});

type AnimateArgs = z.output<typeof Args>;
type Property = 'position' | KeyedProperty;

/** Values that change over time. */
export const animate = operation({
  name: 'animate',
  summary:
    'Changes the place, scale, rotation, opacity or volume of a clip, a picture, a text or a sound over time, with easing: keyframes.',
  args: Args,
  needs: () => [],
  apply: (draft, args, context) => {
    requireMain(draft);
    const { segments, said } = targetsOf(draft, args, context);
    if (/^(?:none|no|off|remove|stop|无|停止|去掉)$/i.test(args.property ?? '')) {
      return done(
        changed(draft, segments, () => undefined),
        say('{what} stands still again.', '{what}恢复静止。', { what: said }),
      );
    }
    const range = rangeOf(draft, segments, args);
    const shownThere = segments.filter((s) => s.start < range.end && endOf(s) > range.start);
    if (shownThere.length === 0)
      throw fail('draft.outside', { wanted: spanLabel(range), length: `${draftLength(draft) / 1000}s` });
    const property = propertyOf(args);
    const ease = easeOf(args.ease);
    const after = changed(draft, shownThere, (segment) => keyed(segment, property, { args, range, ease, draft }));
    const values = { what: said, how: changeSaid(property, args), span: spanLabel(range) };
    return done(after, say('{what}: {how}, {span}.', '{what}：{how}，{span}。', values));
  },
  examples: [
    { en: 'move the logo from left to right over 2 seconds', zh: '让标志 2 秒内从左移到右' },
    { en: 'zoom from 1x to 1.5x between 3 and 6 seconds', zh: '3 到 6 秒从 1 倍放大到 1.5 倍' },
  ],
});

type Targets = { readonly segments: readonly Segment[]; readonly said: Said };

function targetsOf(draft: Draft, { target, clip }: AnimateArgs, context: ResolveContext): Targets {
  const words = (target ?? '').trim();
  const isPicture =
    words === '' || /^(?:the )?(?:picture|video|clips?|image|footage|frame|画面|视频|片段)$/i.test(words);
  if (isPicture) {
    const segments =
      clip === undefined ? mainSegments(draft) : clipsNamed(draft, clip, context).flatMap((c) => c.segments);
    return { segments, said: say('the picture', '画面') };
  }
  if (/sticker|emoji|shape|arrow|graphic|贴纸|表情|箭头|图形/i.test(words)) {
    const graphics = allSegments(draft).filter(
      (s) => (s.kind === 'text' && s.role === 'graphic') || (s.kind === 'video' && s.extra?.['sticker'] === true),
    );
    if (graphics.length > 0) return { segments: graphics, said: say('the sticker', '贴纸') };
  }
  const kind = sideKindOf(words);
  const found = kind === null ? textsSaying(draft, words) : sideSegments(draft, kind);
  if (found.length === 0) throw fail('draft.no_such_segment', { wanted: shown(words), have: 'picture' });
  return { segments: found, said: say('{what}', '{what}', { what: shown(words) }) };
}

/** The stretch of the timeline in which it happens. Without any time, the beginning of the first thing that moves. */
function rangeOf(
  draft: Draft,
  segments: readonly Segment[],
  { start, end, duration }: AnimateArgs,
): { start: number; end: number } {
  const length = draftLength(draft);
  const first = segments[0];
  const whole = first === undefined ? { start: 0, end: length } : { start: first.start, end: endOf(first) };
  const wanted = duration === undefined ? null : lengthArgument(duration);
  const until = end === undefined ? null : endWithin(end, length);
  const from =
    start !== undefined
      ? pointWithin(start, length)
      : until !== null && wanted !== null
        ? Math.max(0, until - wanted)
        : whole.start;
  const to =
    until ?? (wanted !== null ? from + wanted : start !== undefined ? Math.min(length, from + USUAL_MS) : whole.end);
  if (to <= from)
    throw fail('draft.outside', { wanted: `${String(start ?? '')}–${String(end ?? '')}`, length: `${length / 1000}s` });
  return { start: from, end: to };
}

function propertyOf({ property, from, to }: AnimateArgs): Property {
  const words = (property ?? '').toLowerCase();
  if (/^x$|horizontal/.test(words)) return 'x';
  if (/^y$|vertical/.test(words)) return 'y';
  if (/opac|transparen|alpha|fade|透明/.test(words)) return 'opacity';
  if (/rotat|angle|turn|spin|旋转|角度/.test(words)) return 'rotate';
  if (/scale|size|zoom|grow|缩放|大小|放大|缩小/.test(words)) return 'scale';
  if (/volume|sound|loud|音量/.test(words)) return 'volume';
  if (/pos|place|move|location|位置|移动/.test(words)) return 'position';
  if (words === '' && [from, to].some((value) => typeof value === 'string' && anchorByWords(value) !== null))
    return 'position';
  throw fail('draft.unclear_value', {
    text: shown(words),
    expected: say(
      'what changes: position, scale, rotation, opacity or volume',
      '要变化的属性：位置、缩放、旋转、透明度或音量',
    ),
  });
}

const EASES: readonly (readonly [Ease, RegExp])[] = [
  ['bounce', /bounc|弹跳|反弹/],
  ['elastic', /elastic|spring|弹性/],
  ['back', /back|overshoot|回弹/],
  ['cubic', /cubic|强缓/],
  ['ease-in-out', /in[- ]?(?:and[- ])?out|smooth|soft|gentl|缓入缓出|平滑|柔和/],
  ['ease-in', /ease[- ]?in|accelerat|缓入|加速/],
  ['ease-out', /ease[- ]?out|decelerat|slow down|缓出|减速/],
  ['hold', /jump|hold|step|instant|cut|跳变/],
  ['linear', /linear|even|constant|steady|匀速|线性/],
];

const easeOf = (words: string | undefined): Ease =>
  words === undefined
    ? 'ease-in-out'
    : (EASES.find(([, pattern]) => pattern.test(words.toLowerCase()))?.[0] ?? 'ease-in-out');

type Change = {
  readonly args: AnimateArgs;
  readonly range: { start: number; end: number };
  readonly ease: Ease;
  readonly draft: Draft;
};

/** The segment's keyframes with those of the change. The same change goes on over the cuts between segments. */
function keyed(segment: Segment, property: Property, { args, range, ease, draft }: Change): Keyframes {
  const properties: KeyedProperty[] = property === 'position' ? ['x', 'y'] : [property];
  let made: Keyframes = segment.keyframes ?? {};
  for (const one of properties) {
    const present = presentOf(segment, one);
    const from = valueOf(args.from, one, { property, segment, draft }) ?? null;
    const to = valueOf(args.to, one, { property, segment, draft }) ?? null;
    if (from === null && to === null) {
      if (property === 'position') continue;
      throw fail('draft.unclear_value', {
        text: '',
        expected: say('from which value to which, such as from 1 to 1.5', '从多少到多少，例如从 1 到 1.5'),
      });
    }
    const start = { at: range.start - segment.start, value: from ?? present, ease };
    const end = { at: range.end - segment.start, value: to ?? present, ease: 'linear' as const };
    made = { ...made, [one]: withKeyframe(withKeyframe(made[one] ?? [], start), end) };
  }
  if (Object.keys(made).length === 0)
    throw fail('draft.unclear_value', {
      text: String(args.from ?? args.to ?? ''),
      expected: say('a place such as left, center or top right', '位置，例如左、中间、右上'),
    });
  return made;
}

function presentOf(segment: Segment, property: KeyedProperty): number {
  const last = segment.keyframes?.[property]?.at(-1)?.value;
  if (last !== undefined) return last;
  if (property === 'volume') return segment.kind === 'text' ? 0 : segment.volume;
  if (segment.kind === 'video') return segment.placement[property];
  if (segment.kind === 'audio') return 1;
  return property === 'x' || property === 'y' || property === 'opacity'
    ? segment[property]
    : property === 'scale'
      ? 1
      : 0;
}

type Meaning = { readonly property: Property; readonly segment: Segment; readonly draft: Draft };

/** A value in the model's own units; undefined when it does not say anything about this property. */
function valueOf(value: number | string | undefined, one: KeyedProperty, meaning: Meaning): number | undefined {
  if (value === undefined) return undefined;
  const text = String(value).normalize('NFKC').trim().toLowerCase();
  if (one === 'x' || one === 'y') {
    const placed = placeValue(text, one, meaning);
    if (placed !== undefined || meaning.property === 'position') return placed;
  }
  const number = Number.parseFloat(text);
  if (!Number.isFinite(number)) throw unclear(text);
  const share = text.endsWith('%') ? number / 100 : number;
  switch (one) {
    case 'x':
    case 'y':
      return limited(Math.abs(number) > 3 || text.endsWith('%') ? number / 100 : number, -2, 3);
    case 'scale': {
      const factor = text.endsWith('%') || number > 20 ? number / 100 : number;
      const { segment } = meaning;
      // "1.5x" is said of what is seen: of an overlay, of its own size.
      return limited(
        segment.kind === 'video' && segment.frame !== undefined ? factor * segment.placement.scale : factor,
        0.01,
        20,
      );
    }
    case 'rotate':
      return limited(number, -3600, 3600);
    case 'opacity':
      return limited(number > 1 && !text.endsWith('%') ? number / 100 : share, 0, 1);
    case 'volume':
      return limited(
        /db/.test(text) ? 10 ** (number / 20) : number > 8 && !text.endsWith('%') ? number / 100 : share,
        0,
        8,
      );
  }
}

const limited = (n: number, low: number, high: number): number =>
  Math.round(Math.min(high, Math.max(low, n)) * 1e5) / 1e5;

const unclear = (text: string): Error =>
  fail('draft.unclear_value', {
    text: shown(text),
    expected: say('a value such as 1.5, 50%, 90° or left', '数值，例如 1.5、50%、90° 或“左”'),
  });

/** "left" is as far left as it stands whole; "off screen left" is beyond the edge. */
function placeValue(text: string, one: 'x' | 'y', { segment }: Meaning): number | undefined {
  const anchor = anchorByWords(text);
  if (anchor === null) return undefined;
  const side = one === 'x' ? anchor.horizontal : anchor.vertical;
  const low = side === 'left' || side === 'top';
  const isMiddle = side === 'center' || side === 'middle';
  const half = halfOf(segment, one);
  if (isMiddle) return /cent|middle|中/.test(text) || !/left|right|top|bottom|上|下|左|右/.test(text) ? 0.5 : undefined;
  const isOff = /off|out(?:side)?|beyond|屏外|画外/.test(text);
  const place = isOff ? -half : Math.min(0.5, half + 0.04);
  return limited(low ? place : 1 - place, -2, 3);
}

/** Half the size of a thing as a share of the canvas, roughly: it decides how near to an edge it may come. */
function halfOf(segment: Segment, one: 'x' | 'y'): number {
  if (segment.kind === 'video') return Math.min(0.5, segment.placement.scale / 2);
  if (segment.kind === 'audio') return 0;
  return one === 'y' ? segment.style.size * 0.7 : Math.min(0.4, (segment.text.length * segment.style.size * 0.55) / 3);
}

function changed(
  draft: Draft,
  segments: readonly Segment[],
  change: (segment: Segment) => Keyframes | undefined,
): Draft {
  const ids = new Set(segments.map((s) => s.id));
  return mapSegments(draft, (segment): VideoSegment | AudioSegment | TextSegment => {
    if (!ids.has(segment.id)) return segment;
    const { keyframes: _, ...rest } = segment;
    const keyframes = change(segment);
    return (keyframes === undefined ? rest : { ...segment, keyframes }) as VideoSegment; // the kind stays
  });
}

const NAMES: Readonly<Record<Property, Said>> = {
  position: say('position', '位置'),
  x: say('position', '位置'),
  y: say('position', '位置'),
  scale: say('scale', '缩放'),
  rotate: say('rotation', '旋转'),
  opacity: say('opacity', '不透明度'),
  volume: say('volume', '音量'),
};

function changeSaid(property: Property, { from, to }: AnimateArgs): Said {
  const word = (value: number | string | undefined): string =>
    value === undefined
      ? '·'
      : typeof value === 'number' && property === 'opacity' && value <= 1
        ? percent(value)
        : shown(String(value));
  return say('{name} {from} → {to}', '{name} {from} → {to}', { name: NAMES[property], from: word(from), to: word(to) });
}
