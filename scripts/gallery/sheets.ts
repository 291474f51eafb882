import { CAPTION_STYLES, type CaptionStyle } from '../../src/captions/styles.ts';
import { textSegment, track } from '../../src/draft/build.ts';
import { EFFECTS, effectOf } from '../../src/draft/effect-names.ts';
import type { Asset, Facts } from '../../src/draft/facts.ts';
import { LOOKS } from '../../src/draft/look-names.ts';
import type { Canvas, Draft, TextSegment, VideoSegment } from '../../src/draft/model.ts';
import { PARTICLE_NAMES, particlesNamed } from '../../src/draft/particle-names.ts';
import { mainSegments, overlaySegments } from '../../src/draft/queries.ts';
import { STICKER_EMOJI } from '../../src/draft/stickers.ts';
import { LOOP_PERIOD, TEXT_ANIMATIONS, TEXT_LOOPS } from '../../src/draft/text-animations.ts';
import { TITLE_TEMPLATES } from '../../src/draft/title-templates.ts';
import { TRANSITIONS } from '../../src/draft/transition-names.ts';
import { lookOf } from '../../src/operations/captions-look.ts';
import type { OperationCall } from '../../src/operations/registered.ts';
import { applyOperations } from '../../src/operations/registry.ts';
import { canvasOf, clipOf, draftOf } from '../../test/support/render-bench.ts';

/** Pictures of a sheet are made at this size and rate. */
export const SIZE = { width: 320, height: 180, fps: 20 } as const;

/** One thing of a sheet: its name and the times of the sheet's draft, in ms, at which it is looked at. */
export type Cell = { readonly name: string; readonly times: readonly number[] };

/** Things of one kind, shown by one draft, one after the other. */
export type Sheet = {
  readonly name: string;
  readonly title: string;
  readonly draft: Draft;
  readonly cells: readonly Cell[];
};

export type Clips = { readonly day: Asset; readonly night: Asset };

const CANVAS = canvasOf(SIZE.width, SIZE.height, SIZE.fps);

/** All sheets of pictures. */
export function sheets(clips: Clips): Sheet[] {
  return [
    transitions(clips, CANVAS),
    ofEffects(clips, 'looks', 'Looks', [
      ['as it is', []],
      ...LOOKS.map(({ name }) => [name, [{ kind: 'look', name, amount: 1 }]] as const),
    ]),
    ofEffects(clips, 'effects', 'Effects', [
      ['as it is', []],
      ...EFFECTS.map(({ name, usual }) => [name, [effectOf(name, usual)]] as const),
    ]),
    byWords(clips, {
      name: 'titles',
      title: 'Title templates',
      calls: TITLE_TEMPLATES.map(({ name }) => [name, { op: 'title', text: 'Golden Hour', template: name }]),
    }),
    captions(clips),
    bilingual(clips),
    particles(clips),
    windows(clips),
    animations(clips),
    loops(clips),
    byWords(clips, { name: 'graphics', title: 'Shapes, call-outs, lower thirds', calls: GRAPHICS }),
    stickers(clips),
  ];
}

/** Every transition; `each`: how long both clips stand, and at most so long it takes. */
export function transitions({ day, night }: Clips, canvas: Canvas, each = 1200): Sheet {
  const lasting = (duration: number): number => Math.min(duration, each - 100);
  const main = TRANSITIONS.flatMap(({ name, duration }, i) => [
    clipOf(day, i * 2 * each, each, { in: 600 }),
    clipOf(night, i * 2 * each + each, each, { in: 600, transition: { name, duration: lasting(duration) } }),
  ]);
  const cells = TRANSITIONS.map(({ name, duration }, i) => {
    const cut = i * 2 * each + each;
    const aside = lasting(duration) * 0.22;
    return { name, times: [cut - aside, cut, cut + aside] };
  });
  return { name: 'transitions', title: 'Transitions', draft: draftOf(canvas, { main }), cells };
}

/** What falls, rises and glows: two moments of each. */
function particles({ day, night }: Clips): Sheet {
  const each = 3000;
  const count = PARTICLE_NAMES.length;
  const main = Array.from({ length: count }, (_, i) => clipOf(i % 2 === 0 ? night : day, i * each, each, { in: 500 }));
  const titles = PARTICLE_NAMES.map(
    (design, i): TextSegment => ({
      ...textSegment(`p${i}`, particlesNamed(design).sign, { start: i * each, duration: each }),
      role: 'graphic',
      graphic: { kind: 'particles', design, amount: 0.6, color: null, seed: 1 },
    }),
  );
  const cells = PARTICLE_NAMES.map((name, i) => ({ name, times: [i * each + 1300, i * each + 2300] }));
  return { name: 'particles', title: 'Particles', draft: draftOf(CANVAS, { main, titles }), cells };
}

/** Several pictures at once. */
function windows({ day, night }: Clips): Sheet {
  const each = 1000;
  const facts: Facts = { assets: new Map([day, night].map((asset) => [asset.id, asset])) };
  const calls: readonly (readonly [string, number, OperationCall])[] = [
    ['picture in picture', 2, { op: 'pip', clip: 2 }],
    ['round, with a border', 2, { op: 'pip', clip: 2, shape: 'circle', border: 'white' }],
    ['split screen', 2, { op: 'split_screen' }],
    ['top and bottom', 2, { op: 'split_screen', direction: 'top and bottom' }],
    ...[3, 4, 5, 6, 7, 8, 9].map((count) => [`grid of ${count}`, count, { op: 'grid' }] as const),
  ];
  const made = calls.map(([, count, call]) => {
    const main = Array.from({ length: count }, (_, i) =>
      clipOf(i % 2 === 0 ? day : night, i * each, each, { in: 500 + 150 * i }),
    );
    return applyOperations(draftOf(CANVAS, { main }), [call], { facts, selected: null }).draft;
  });
  const laid = made.map((draft, i) => ({
    main: mainSegments(draft).map((s) => ({ ...s, id: `m${i}_${s.id}`, start: s.start + i * each })),
    over: overlaySegments(draft).map((s) => ({ ...s, id: `o${i}_${s.id}`, start: s.start + i * each })),
  }));
  const most = Math.max(...laid.map(({ over }) => over.filter(({ start }) => start % each === 0).length));
  const base = draftOf(CANVAS, { main: laid.flatMap(({ main }) => main) });
  const [first, , ...rest] = base.tracks;
  const tracks = Array.from({ length: most }, (_, k) => ({
    ...track(`over${k}`, 'video', 'overlay'),
    segments: laid.flatMap(({ over }) => {
      const one = over.filter(({ start }) => start % each === 0)[k];
      return one === undefined ? [] : [one];
    }),
  }));
  const draft = { ...base, tracks: [...(first === undefined ? [] : [first]), ...tracks, ...rest] };
  const cells = calls.map(([name], i) => ({ name, times: [i * each + 500] }));
  return { name: 'windows', title: 'Several pictures at once', draft, cells };
}

/** Captions in two languages, in some of the styles. */
function bilingual({ day }: Clips): Sheet {
  const each = 1000;
  const shown = CAPTION_STYLES.filter(({ size }) => size.words > 5).slice(0, 8);
  const texts = shown.map((style, i): TextSegment => {
    const color = i % 2 === 0 ? null : '#ffd60a';
    const first = caption(style, i * each, each);
    return { ...first, second: { text: '说什么，就剪什么', size: i % 3 === 0 ? 1 : 0.68, color } };
  });
  const cells = shown.map(({ name }, i) => ({ name, times: [i * each + 600] }));
  return { name: 'bilingual', title: 'Captions in two languages', draft: withTexts(day, texts), cells };
}

type Effected = readonly [name: string, effects: VideoSegment['effects']];

function ofEffects({ day }: Clips, name: string, title: string, all: readonly Effected[]): Sheet {
  const each = 700;
  const main = all.map(([, effects], i) => clipOf(day, i * each, each, { in: 1000, effects: [...effects] }));
  const cells = all.map(([called], i) => ({ name: called, times: [i * each + 150, i * each + 500] }));
  return { name, title, draft: draftOf(CANVAS, { main }), cells };
}

/** Things that an operation makes, each in a stretch of its own; one clip runs under all of them. */
function byWords(
  { day }: Clips,
  {
    name,
    title,
    calls,
  }: { readonly name: string; readonly title: string; readonly calls: readonly (readonly [string, OperationCall])[] },
): Sheet {
  const each = 1600;
  const facts: Facts = { assets: new Map([[day.id, day]]) };
  let draft = draftOf(CANVAS, { main: under(day, calls.length * each) });
  for (const [i, [, call]] of calls.entries()) {
    const times = { start: (i * each) / 1000, end: ((i + 1) * each) / 1000 };
    draft = applyOperations(draft, [{ ...call, ...times }], { facts, selected: null }).draft;
  }
  return { name, title, draft, cells: calls.map(([called], i) => ({ name: called, times: [i * each + each * 0.6] })) };
}

const under = (asset: Asset, length: number): VideoSegment[] => {
  const each = 5000;
  return Array.from({ length: Math.ceil(length / each) }, (_, i) =>
    clipOf(asset, i * each, Math.min(each, length - i * each), { in: 500 }),
  );
};

function withTexts(day: Asset, texts: readonly TextSegment[]): Draft {
  const length = Math.max(...texts.map((text) => text.start + text.duration));
  return draftOf(CANVAS, { main: under(day, length), titles: texts });
}

function animations({ day }: Clips): Sheet {
  const each = 2000;
  const texts = TEXT_ANIMATIONS.map(
    (name, i): TextSegment => ({
      ...textSegment(`t${i}`, 'Golden Hour', { start: i * each, duration: each }),
      animateIn: { name, duration: 800 },
      animateOut: { name, duration: 800 },
    }),
  );
  const cells = TEXT_ANIMATIONS.map((name, i) => ({ name, times: [200, 450, 1000, 1600].map((t) => i * each + t) }));
  return { name: 'animations', title: 'Text animations: in, at rest, out', draft: withTexts(day, texts), cells };
}

function loops({ day }: Clips): Sheet {
  const each = 2600;
  const still = { name: 'none', duration: 0 } as const;
  const texts = TEXT_LOOPS.map(
    (name, i): TextSegment => ({
      ...textSegment(`t${i}`, 'Golden Hour', { start: i * each, duration: each }),
      animateIn: still,
      animateOut: still,
      animateLoop: { name, period: LOOP_PERIOD[name] },
    }),
  );
  const cells = TEXT_LOOPS.map((name, i) => ({
    name,
    times: [0.1, 0.3, 0.55, 0.8].map((t) => i * each + t * LOOP_PERIOD[name]),
  }));
  return { name: 'loops', title: 'Text animations that go on', draft: withTexts(day, texts), cells };
}

function captions({ day }: Clips): Sheet {
  const each = 2000;
  const texts = CAPTION_STYLES.map((style, i) => caption(style, i * each, each));
  const cells = CAPTION_STYLES.map(({ name }, i) => ({ name, times: [i * each + 1100] }));
  return { name: 'captions', title: 'Caption styles', draft: withTexts(day, texts), cells };
}

/** A caption in a style: as many words as it shows at once, the second of which is being spoken. */
function caption(style: CaptionStyle, start: number, duration: number): TextSegment {
  const spoken = ['Say', 'it', 'and', 'it', 'is', 'cut'].slice(0, Math.max(1, Math.min(6, style.size.words)));
  const each = duration / (spoken.length + 1);
  const words = spoken.map((word, i) => ({
    text: i === spoken.length - 1 ? word : `${word} `,
    at: Math.round(i * each),
    end: Math.round((i + 1) * each),
  }));
  const { mark, second: _, ...look } = lookOf(style, CANVAS);
  const base = textSegment(`t${start}`, spoken.join(' '), { start, duration });
  return { ...base, ...look, role: 'caption', words, ...(mark === null ? {} : { mark }) };
}

const GRAPHICS: readonly (readonly [string, OperationCall])[] = [
  ...['arrow', 'circle', 'rectangle', 'line', 'star', 'heart'].map(
    (shape) => [shape, { op: 'shape', shape, size: 0.35 }] as const,
  ),
  ['filled circle', { op: 'shape', shape: 'circle', fill: true, color: 'yellow' }],
  ['callout', { op: 'shape', shape: 'callout', text: 'Click here', position: 'top right' }],
  ...['bar', 'card', 'line', 'block'].map(
    (style) => [`lower third, ${style}`, { op: 'lower_third', text: 'Ada Lovelace, mathematician', style }] as const,
  ),
  ['subscribe button', { op: 'sticker', name: 'subscribe button' }],
];

function stickers({ day }: Clips): Sheet {
  const each = 400;
  const still = { name: 'none', duration: 0 } as const;
  const texts = STICKER_EMOJI.map((emoji, i): TextSegment => {
    const base = textSegment(`t${i}`, emoji, { start: i * each, duration: each });
    return { ...base, role: 'graphic', animateIn: still, animateOut: still, style: { ...base.style, size: 0.5 } };
  });
  const cells = STICKER_EMOJI.map((emoji, i) => ({ name: emoji, times: [i * each + 200] }));
  return { name: 'stickers', title: 'Stickers', draft: withTexts(day, texts), cells };
}
