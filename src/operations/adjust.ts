import * as z from 'zod';
import { fail } from '../base/errors.ts';
import type { Said } from '../base/lang.ts';
import { shown } from '../base/text.ts';
import { timedWords } from '../draft/caption-words.ts';
import {
  type Ease,
  Ease as EaseSchema,
  type KeyedProperty,
  type Keyframes,
  keyedValue,
  withKeyframe,
} from '../draft/keyframes.ts';
import { lookNamed } from '../draft/look-names.ts';
import type { Draft, Effect, Placement, Segment, TextSegment, VideoSegment } from '../draft/model.ts';
import { mapSegments } from '../draft/queries.ts';
import { textLasting } from '../draft/slice.ts';
import { LOOP_PERIOD, TEXT_ANIMATIONS, TEXT_LOOPS } from '../draft/text-animations.ts';
import { ClipArg } from './args.ts';
import { done, operation } from './operation.ts';
import { commas, percent, say } from './phrase.ts';
import {
  clipsNamed,
  clipsSaid,
  type ResolveContext,
  segmentWithId,
  sideKindOf,
  sideSegments,
  textsSaying,
} from './resolve.ts';
import { readableText } from './text-edit.ts';
import { colorByWords, sizeByWords } from './text-look.ts';

const KEYED = ['position', 'scale', 'rotate', 'opacity', 'volume'] as const;

const Args = z.object({
  what: z.string().max(120).optional().describe('The id of a piece, or "title", "logo", "music", the words of a text'),
  clip: ClipArg.optional(),
  opacity: z.number().min(0).max(1).optional().describe('0 cannot be seen, 1 covers what is below'),
  x: z.number().min(-2).max(3).optional().describe('Where its centre stands: 0 left edge, 1 right edge'),
  y: z.number().min(-2).max(3).optional().describe('0 top edge, 1 bottom edge'),
  scale: z.number().min(0.01).max(20).optional().describe('1 is fitted into the frame'),
  rotate: z.number().min(-360).max(360).optional().describe('Clockwise degrees, from upright'),
  fit: z.enum(['fit', 'fill', 'stretch']).optional(),
  look: z.string().max(60).optional().describe('Name of a look; "none" takes it off'),
  amount: z.number().min(0).max(1).optional().describe('How strong the look is'),
  without: z.int().min(0).max(31).optional().describe('Which of its effects goes, counted from 0'),
  text: z.string().max(2000).optional(),
  font: z.enum(['sans', 'serif', 'display', 'hand', 'mono']).optional(),
  color: z.string().max(60).optional(),
  size: z.number().min(0.01).max(0.5).optional().describe('Height of a line, of the shorter side of the frame'),
  comes: z.enum(TEXT_ANIMATIONS).optional().describe('How a text comes'),
  goes: z.enum(TEXT_ANIMATIONS).optional(),
  keeps: z
    .enum(['none', ...TEXT_LOOPS])
    .optional()
    .describe('What a text does while it stands'),
  keyframe: z
    .strictObject({
      property: z.enum(KEYED),
      at: z.number().min(-86_400).max(86_400).describe('Seconds after the beginning of the piece'),
      value: z.number().optional().describe('What it is there; what it is at that time when left out'),
      x: z.number().min(-2).max(3).optional(),
      y: z.number().min(-2).max(3).optional(),
      ease: EaseSchema.optional().describe('How it goes on to the next one'),
      remove: z.boolean().optional(),
    })
    .optional(),
});
type AdjustArgs = z.output<typeof Args>;
type Keying = NonNullable<AdjustArgs['keyframe']>;

/** Sets properties of one piece to exact values: what a hand does in the panel of properties. */
export const adjust = operation({
  name: 'adjust',
  summary:
    'Sets properties of one piece to exact values: opacity, place, scale, rotation, fit, look, words, font, animations, one keyframe.',
  args: Args,
  needs: () => [],
  apply: (draft, args, context) => {
    const { segments, said } = targets(draft, args, context);
    const changes = changesSaid(args, segments);
    const ids = new Set(segments.map(({ id }) => id));
    const after = mapSegments(draft, (segment) => (ids.has(segment.id) ? adjusted(segment, args) : segment));
    return done(after, say('{what}: {changes}.', '{what}：{changes}。', { what: said, changes }));
  },
  examples: [
    { en: 'set the opacity of clip 2 to 50%', zh: '把第二个片段的不透明度设为 50%' },
    { en: 'scale clip 1 to 80%', zh: '把第一个片段缩放到 80%' },
  ],
});

type Targets = { readonly segments: readonly Segment[]; readonly said: Said };

function targets(draft: Draft, { what, clip }: AdjustArgs, context: ResolveContext): Targets {
  if (clip !== undefined) {
    const clips = clipsNamed(draft, clip, context);
    return { segments: clips.flatMap(({ segments }) => segments), said: clipsSaid(clips, context.facts) };
  }
  const wanted = what ?? context.selected ?? '';
  const one = segmentWithId(draft, wanted);
  if (one !== null) return { segments: [one], said: nameOf(one, context) };
  const kind = sideKindOf(wanted);
  const found = kind === null ? textsSaying(draft, wanted) : sideSegments(draft, kind);
  if (wanted === '' || found.length === 0) throw fail('draft.no_such_segment', { wanted: shown(wanted, 40), have: '' });
  return { segments: found, said: say('{what}', '{what}', { what: shown(wanted, 40) }) };
}

function nameOf(segment: Segment, { facts }: ResolveContext): Said {
  const asset =
    segment.kind === 'video'
      ? segment.asset
      : segment.kind === 'audio' && segment.source.kind === 'asset'
        ? segment.source.asset
        : '';
  const file = facts.assets.get(asset)?.filename;
  if (segment.kind === 'text') return say('"{text}"', '“{text}”', { text: shown(segment.text, 40) });
  if (file !== undefined) return say('"{text}"', '“{text}”', { text: shown(file, 40) });
  return segment.kind === 'audio' ? say('The sound', '声音') : say('The picture', '画面');
}

function adjusted(segment: Segment, args: AdjustArgs): Segment {
  const keyed = args.keyframe === undefined ? segment : withKey(segment, args.keyframe);
  if (keyed.kind === 'video') return adjustedPicture(keyed, args);
  return keyed.kind === 'text' ? adjustedText(keyed, args) : keyed;
}

/** JSON knows one zero. */
const plainZero = (value: number): number => (value === 0 ? 0 : value);

/** The properties of a placement among the arguments; those left out stay. */
function placed(placement: Placement, { opacity, x, y, scale, rotate, fit }: AdjustArgs): Placement {
  const given = Object.entries({ opacity, x, y, scale, rotate }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, plainZero(value)] as const],
  );
  return { ...placement, ...Object.fromEntries(given), ...(fit === undefined ? {} : { fit }) };
}

function adjustedPicture(segment: VideoSegment, args: AdjustArgs): VideoSegment {
  const { without, look, amount } = args;
  const left = segment.effects.filter((_, index) => index !== without);
  return { ...segment, placement: placed(segment.placement, args), effects: looked(left, look, amount) };
}

/** The look in its place among the effects, or first: what is drawn over a look stays over it. */
function looked(effects: readonly Effect[], look: string | undefined, amount: number | undefined): readonly Effect[] {
  const at = effects.findIndex(({ kind }) => kind === 'look');
  const present = effects[at];
  if (look === 'none') return effects.filter(({ kind }) => kind !== 'look');
  if (look === undefined) {
    if (amount === undefined || present?.kind !== 'look') return effects;
    return effects.with(at, { ...present, amount });
  }
  const found = lookNamed(look);
  if (found === null)
    throw fail('draft.unclear_value', {
      text: shown(look, 40),
      expected: say('the name of a look, such as cinematic', '色调名称，例如 cinematic'),
    });
  const made: Effect = {
    kind: 'look',
    name: found.name,
    amount: amount ?? (present?.kind === 'look' ? present.amount : 1),
  };
  return present === undefined ? [made, ...effects] : effects.with(at, made);
}

function adjustedText(segment: TextSegment, args: AdjustArgs): TextSegment {
  const { opacity, x, y, font, size, color, comes, goes, keeps } = args;
  const words = args.text === undefined ? segment.text : requireText(args.text);
  const style = {
    ...segment.style,
    ...(font === undefined ? {} : { font }),
    ...(size === undefined ? {} : { size: sizeByWords(size, segment.style.size) ?? segment.style.size }),
    ...(color === undefined ? {} : { color: requireColor(color) }),
  };
  const { animateLoop, ...still } = segment;
  const loop =
    keeps === undefined ? animateLoop : keeps === 'none' ? undefined : { name: keeps, period: LOOP_PERIOD[keeps] };
  const animated = (name: TextSegment['animateIn']['name'] | undefined, before: TextSegment['animateIn']) =>
    name === undefined ? before : { name, duration: name === 'none' ? 0 : Math.max(before.duration, COMES_MS) };
  const made: TextSegment = {
    ...still,
    ...(loop === undefined ? {} : { animateLoop: loop }),
    text: words,
    style,
    x: fraction(x) ?? segment.x,
    y: fraction(y) ?? segment.y,
    opacity: fraction(opacity) ?? segment.opacity,
    animateIn: animated(comes, segment.animateIn),
    animateOut: animated(goes, segment.animateOut),
    // Words that were heard have times of their own; other words get theirs by their length.
    ...(segment.words === undefined || words === segment.text
      ? {}
      : { words: timedWords(words, segment.duration), estimated: true as const }),
  };
  return textLasting(made, made.duration);
}

const COMES_MS = 450;

const fraction = (value: number | undefined): number | undefined =>
  value === undefined ? undefined : plainZero(Math.min(1, Math.max(0, value)));

function requireText(text: string): string {
  const words = readableText(text);
  if (words === null)
    throw fail('draft.unclear_value', { text: '', expected: say('the words that shall be read', '要显示的文字') });
  return words;
}

function requireColor(words: string): string {
  const color = colorByWords(words);
  if (color === null)
    throw fail('draft.unclear_value', {
      text: shown(words, 40),
      expected: say('a colour such as #ff5500', '颜色，例如 #ff5500'),
    });
  return color;
}

/** Two keyframes of one property are at least so far apart, in ms: less than a frame. */
const SAME_MS = 15;

/** What a property of a piece is where no keyframe says otherwise. */
function plainOf(segment: Segment, property: KeyedProperty): number {
  if (property === 'volume') return segment.kind === 'text' ? 1 : segment.volume;
  if (segment.kind === 'video') return segment.placement[property];
  if (segment.kind === 'text' && (property === 'x' || property === 'y' || property === 'opacity'))
    return segment[property];
  return property === 'rotate' ? 0 : 1;
}

const LIMITS: Readonly<Record<KeyedProperty, readonly [number, number]>> = {
  x: [-2, 3],
  y: [-2, 3],
  scale: [0.01, 20],
  rotate: [-3600, 3600],
  opacity: [0, 1],
  volume: [0, 8],
};

function withKey(segment: Segment, key: Keying): Segment {
  const at = plainZero(Math.round(key.at * 1000));
  const properties: KeyedProperty[] = key.property === 'position' ? ['x', 'y'] : [key.property];
  const { keyframes: before, ...rest } = segment;
  let made: Keyframes = before ?? {};
  for (const property of properties) {
    const frames = made[property] ?? [];
    const near = frames.find((frame) => Math.abs(frame.at - at) <= SAME_MS);
    if (key.remove === true) {
      const left = frames.filter((frame) => frame !== near);
      const { [property]: _, ...others } = made;
      made = left.length === 0 ? others : { ...others, [property]: left };
      continue;
    }
    const given = property === 'x' ? (key.x ?? key.value) : property === 'y' ? (key.y ?? key.value) : key.value;
    const present = keyedValue(before, property, plainOf(segment, property), at);
    const [low, high] = LIMITS[property];
    const value = plainZero(Math.round(Math.min(high, Math.max(low, given ?? present)) * 1e5) / 1e5);
    const ease: Ease = key.ease ?? near?.ease ?? 'ease-in-out';
    made = { ...made, [property]: withKeyframe(frames, { at: near?.at ?? at, value, ease }) };
  }
  return (Object.keys(made).length === 0 ? rest : { ...rest, keyframes: made }) as Segment; // the kind stays
}

const NAMES = {
  opacity: say('opacity', '不透明度'),
  scale: say('scale', '缩放'),
  rotate: say('rotation', '旋转'),
  position: say('position', '位置'),
  volume: say('volume', '音量'),
} as const;

function changesSaid(args: AdjustArgs, segments: readonly Segment[]): Said {
  const parts: Said[] = [];
  const valued = (name: Said, value: string): Said => say('{name} {value}', '{name} {value}', { name, value });
  if (args.opacity !== undefined) parts.push(valued(NAMES.opacity, percent(args.opacity)));
  if (args.scale !== undefined) parts.push(valued(NAMES.scale, percent(args.scale)));
  if (args.rotate !== undefined) parts.push(valued(NAMES.rotate, `${Math.round(args.rotate * 10) / 10}°`));
  if (args.x !== undefined || args.y !== undefined) parts.push(say('moved', '换了位置'));
  if (args.fit !== undefined) parts.push(say('fitted another way', '换了填充方式'));
  if (args.look !== undefined || args.amount !== undefined) parts.push(say('another look', '换了色调'));
  if (args.without !== undefined) parts.push(say('an effect less', '去掉了一个特效'));
  if (args.text !== undefined) parts.push(say('now "{text}"', '改为“{text}”', { text: shown(args.text) }));
  if (args.font !== undefined || args.color !== undefined || args.size !== undefined)
    parts.push(say('letters changed', '改了字样'));
  if (args.comes !== undefined || args.goes !== undefined || args.keeps !== undefined)
    parts.push(say('animated otherwise', '改了动画'));
  if (args.keyframe !== undefined)
    parts.push(
      args.keyframe.remove === true
        ? say('a keyframe of its {name} went', '删除了{name}关键帧', { name: NAMES[args.keyframe.property] })
        : say('a keyframe of its {name}', '{name}关键帧', { name: NAMES[args.keyframe.property] }),
    );
  if (parts.length === 0 || segments.length === 0)
    throw fail('agent.question', {
      question: say(
        'What shall it be? For example: set the opacity of clip 2 to 50%.',
        '要设成什么？例如：把第二个片段的不透明度设为 50%。',
      ),
    });
  return commas(parts);
}
