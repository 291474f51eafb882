import { Random } from '../../base/random.ts';
import type { FilmScene, SceneKind } from '../../draft/film.ts';
import { type MoodName, moodByWords } from '../../draft/mood-names.ts';
import { isTone, type Palette, palettesOf, type Tone, toneByWords } from './palettes.ts';
import { PHRASES, groupOf as phraseGroupOf } from './phrases.ts';
import { LINES, POINTS, PURPOSES, type Purpose, type SceneRecord, type Words } from './purposes.ts';
import { type Slots, slotsOf } from './slots.ts';

export type ScriptScene = FilmScene;

/** What a video says and how it feels: everything but its pictures and its times. */
export type Script = {
  readonly purpose: Purpose;
  readonly scenes: readonly ScriptScene[];
  readonly mood: MoodName;
  readonly tone: Tone;
  readonly palette: Palette;
  /** Of everything that is left to chance; `design` counts through what there is to choose from. */
  readonly seed: number;
  readonly design: number;
  /** The request says little: there are only words that fit anything. */
  readonly isBare: boolean;
};

export type ScriptOrder = {
  readonly request: string;
  /** Scenes that somebody else wrote, for example a language model. */
  readonly given: readonly ScriptScene[] | null;
  readonly mood: string | null;
  /** In ms; what the purpose usually has when nobody said. */
  readonly length: number | null;
  readonly design: number;
  readonly colors: number;
  readonly tone: string | null;
};

/** How long a scene is to be, in ms: long enough to read it twice, short enough to stay awake. */
const SCENE_MS = 2900;
const MOST_SCENES = 24;

/**
 * Writes the script of a video: scenes of its purpose, filled with what the request says. Nothing is invented: a scene that
 * needs what nobody said is left out. The same request gives the same script.
 */
export function writeScript({ request, given, mood, length, design, colors, tone: asked }: ScriptOrder): Script {
  const slots = slotsOf(request);
  const purpose = purposeOf(request);
  const seed = Math.floor(new Random(1, request.toLowerCase()).next() * 2 ** 31);
  const tone = (isTone(asked) ? asked : toneByWords(request)) ?? purpose.tone;
  const wished = Math.round((length ?? purpose.seconds * 1000) / SCENE_MS);
  const scenes = given ?? scenesFor(purpose, slots, Math.max(1, wished));
  const palettes = palettesOf(tone);
  const first = Math.floor(new Random(seed, 'palette').next() * palettes.own);
  return {
    purpose,
    scenes: scenes.slice(0, MOST_SCENES),
    mood:
      (mood === null ? null : moodByWords(mood)) ??
      moodIn(request) ??
      (tone === purpose.tone ? undefined : MOODS[tone]) ??
      purpose.mood,
    tone,
    palette: palettes.all[(first + design + colors) % palettes.all.length] as Palette,
    seed,
    design,
    isBare: given === null && titleOf(slots) === null && slots.lines.length === 0 && slots.points.length === 0,
  };
}

/** An opening that somebody advertises is an ad, not an invitation. */
const ADVERTISES = /\bpromo\w*|\bads?\b|\bcommercial\b|广告|宣传|促销|推广/i;
const INVITES = /\binvit\w*|邀请/i;

function purposeOf(request: string): Purpose {
  const found = PURPOSES.find(({ words }) => words.test(request)) ?? (PURPOSES.at(-1) as Purpose);
  if (found.name !== 'invitation' || !ADVERTISES.test(request) || INVITES.test(request)) return found;
  return PURPOSES.find(({ name }) => name === 'promo') ?? found;
}

/** Music for a feeling that the request names, where it is another one than its purpose usually has. */
const MOODS: Readonly<Partial<Record<Tone, MoodName>>> = {
  luxury: 'cinematic',
  calm: 'ambient',
  romantic: 'acoustic',
  dark: 'suspense',
};

/** A mood that the request itself names: "with calm music". */
function moodIn(request: string): MoodName | null {
  const named =
    /\b(upbeat|calm|cinematic|epic|lo-?fi|chill|ambient|acoustic|electronic|corporate|suspense\w*|dramatic|relaxing|energetic|happy|sad|romantic|jazzy|funny|festive)\b|(欢快|轻松|舒缓|史诗|动感|温馨|悬疑|大气|治愈|浪漫|搞笑|励志|电子)/i.exec(
      request,
    );
  return named === null ? null : moodByWords(named[1] ?? named[2] ?? '');
}

/** What the video is called: its name, or what it is about. */
const titleOf = ({ name, subject }: Slots): string | null => name ?? subject;

function scenesFor(purpose: Purpose, slots: Slots, wished: number): ScriptScene[] {
  const records = recordsOf(purpose, slots.lang);
  const filled = records.flatMap((record): { rank: number; scene: ScriptScene; isOwn: boolean }[] => {
    if (record === POINTS)
      return slots.points.map((point) => ({ rank: 1, scene: lineOf('point', point), isOwn: true }));
    if (record === LINES) return slots.lines.map((line) => ({ rank: 0, scene: lineOf('line', line), isOwn: true }));
    const scene = withSlots(record, slots);
    return scene === null ? [] : [{ rank: record.rank, scene, isOwn: /\{/.test(record.en[1] + (record.en[2] ?? '')) }];
  });
  // Of several ways to open, to close or to say when, the first that can be filled is taken.
  const single = filled.filter(
    ({ scene: { kind } }, i) =>
      !/^(?:open|close|cta|facts)$/.test(kind) ||
      filled.findIndex((other) => groupOf(other.scene.kind) === groupOf(kind)) === i,
  );
  const isSpoken = single.some(({ rank }) => rank === 0);
  const kept = new Set<ScriptScene>();
  for (const rank of [0, 1, 2, 3]) {
    for (const one of single) {
      // Somebody who brings a script wants that one: nothing of ours goes between its lines.
      if (one.rank !== rank || (isSpoken && !one.isOwn)) continue;
      if (rank <= 1 || kept.size < wished) kept.add(one.scene);
    }
  }
  const scenes = single.map(({ scene }) => scene).filter((scene) => kept.has(scene));
  return scenes.length < wished ? withList(scenes, slots) : scenes;
}

/** All points at once, after the last of them, where there is time and enough of them. */
function withList(scenes: readonly ScriptScene[], { points, lang }: Slots): ScriptScene[] {
  if (points.length < 3) return [...scenes];
  const last = scenes.findLastIndex(({ kind }) => kind === 'point');
  const above = lang === 'zh' ? '一览' : lang === 'en' ? 'At a glance' : null;
  const list = { kind: 'list', above, main: points.slice(0, 6).join('\n'), below: null } as const;
  return [...scenes.slice(0, last + 1), list, ...scenes.slice(last + 1)];
}

/** The scenes of a purpose; in languages that we write little in, its words and a few phrases around them. */
function recordsOf(purpose: Purpose, lang: Slots['lang']): readonly SceneRecord[] {
  if (lang === 'en' || lang === 'zh') return purpose.scenes;
  if (lang === 'other') return (PURPOSES.at(-1) as Purpose).scenes;
  const { open, wish, lines, end } = PHRASES[lang][phraseGroupOf(purpose.name)];
  const scene = (kind: SceneKind, rank: 1 | 2 | 3, words: Words): SceneRecord => ({ kind, rank, en: words, zh: words });
  const numbers = purpose.scenes.filter(({ kind }) => kind === 'number');
  const isTitled = wish === null || wish === open;
  return [
    ...(isTitled
      ? [scene('open', 1, [open ?? '', '{title}'])]
      : [scene('open', 1, [open ?? '', wish, '{title}']), scene('open', 1, [open ?? '', wish])]),
    ...(wish === null ? [] : [scene('open', 1, ['', wish])]),
    LINES,
    ...numbers,
    ...lines.slice(0, 1).map(([above, main]) => scene('line', 2, [above ?? '', main])),
    POINTS,
    ...lines.slice(1).map(([above, main]) => scene('line', 3, [above ?? '', main])),
    scene('offer', 1, ['', '{offer}']),
    scene('cta', 1, ['{title}', end, '{contact}']),
    ...(purpose.name === 'promo' ? [scene('cta', 1, ['{title}', end])] : []),
    scene('close', 1, ['', end]),
  ];
}

/** A call to act closes a video as well. */
const groupOf = (kind: SceneKind): SceneKind => (kind === 'cta' ? 'close' : kind);

const lineOf = (kind: SceneKind, text: string): ScriptScene => ({ kind, above: null, main: text, below: null });

/** A scene with its words filled in; null when its large words need what nobody said. Small words that do are left out. */
function withSlots(record: SceneRecord, slots: Slots): ScriptScene | null {
  // In a language that we write no sentences in, only what was said is shown.
  if (slots.lang === 'other' && !/^\{\w+\}$/.test(record.en[1]) && record.kind !== 'number') return null;
  const [above, main, below = ''] = slots.lang === 'zh' ? record.zh : record.en;
  const values: Readonly<Record<string, string | null>> = {
    title: titleOf(slots),
    name: slots.name,
    subject: slots.subject,
    who: slots.who,
    age: slots.age,
    offer: slots.offer,
    date: slots.date,
    place: slots.place,
    contact: slots.contact,
    audience: slots.audience,
  };
  const put = (words: string): string | null => {
    let isWhole = true;
    const text = words.replace(/\{(\w+)\}/g, (_, slot: string) => {
      const value = values[slot] ?? null;
      if (value === null) isWhole = false;
      return value ?? '';
    });
    return isWhole && text.trim() !== '' ? text : null;
  };
  const large = put(main);
  if (large === null) return null;
  const small = slots.lang === 'other' && !/\{/.test(above) ? null : put(above);
  const under = put(below);
  if (under === null && below.includes('{')) return null;
  if (record.kind === 'cta' && small === null) return null;
  return { kind: record.kind, above: small, main: large, below: under };
}
