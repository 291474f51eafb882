import * as z from 'zod';
import { fail } from '../base/errors.ts';
import type { Said } from '../base/lang.ts';
import { shown } from '../base/text.ts';
import { CANVAS_OF } from '../draft/build.ts';
import type { Asset, Facts } from '../draft/facts.ts';
import type { Canvas, Draft } from '../draft/model.ts';
import { moodNamed } from '../draft/mood-names.ts';
import { draftLength, mainSegments } from '../draft/queries.ts';
import { LengthArg, WordsArg } from './args.ts';
import { unusedPictures } from './new-clip.ts';
import { done, type Outcome, operation } from './operation.ts';
import { lengthSaid, say, spanLabel, wordSaid } from './phrase.ts';
import { filmOf, type Shot, shotsOf, usualLength } from './script/film.ts';
import { type GivenScene, type Script, writeScript } from './script/script.ts';
import { cutsOf, weightOf } from './script/timing.ts';
import { readableText } from './text-edit.ts';
import { lengthArgument } from './time-argument.ts';

const Args = z.object({
  prompt: z.string().max(4000).describe("The wish in the person's own words"),
  duration: LengthArg.optional(),
  mood: WordsArg.optional().describe('Of the music'),
  ratio: z.string().max(60).optional(),
  storyboard: z.boolean().optional().describe('Only tells what would be made'),
  scenes: z
    .array(
      z.object({
        text: z.string().max(200).describe('Large words, at most ten'),
        above: z.string().max(120).optional(),
        below: z.string().max(160).optional(),
      }),
    )
    .max(24)
    .optional()
    .describe('Your script: only what the person said or shows'),
});

/** A video shorter than this says nothing; a longer one than this is no promo, in ms. */
const LEAST_MS = 2000;
const MOST_MS = 180_000;
/** A shot is at least this long, in ms. */
const SHOT_MS = 1100;

/** A video from words: a script, designed scenes with the pictures of the project, and music. */
export const generate = operation({
  name: 'generate',
  summary:
    "Makes a new video from words, with the project's pictures in it: script, designed scenes, music. Replaces the timeline.",
  args: Args,
  needs: () => [],
  apply: (draft, args, { facts }) => {
    const request = readableText(args.prompt.slice(0, 500)) ?? '';
    const given = (args.scenes ?? []).flatMap(readable);
    const wanted = args.duration === undefined ? lengthIn(request) : lengthArgument(args.duration);
    const length = wanted === null ? null : Math.min(MOST_MS, Math.max(LEAST_MS, wanted));
    const order = { request, given: given.length === 0 ? null : given, mood: args.mood ?? null, length };
    const script = writeScript(order);
    const pictures = picturesOf(draft, facts);
    if (script.isBare && script.purpose.name === 'topic' && pictures.length === 0)
      throw fail('agent.question', { question: WHAT });
    const canvas = canvasFor(draft.canvas, `${args.ratio ?? ''} ${request}`);
    const fitting = fitted(script, length);
    const most = length === null ? 60 : Math.max(fitting.scenes.length, Math.floor(length / SHOT_MS));
    const shots = shotsOf(fitting.scenes, pictures, most);
    const whole = length ?? Math.min(MOST_MS, usualLength(shots));
    if (args.storyboard === true) return storyboard(draft, fitting, shots, whole);
    const made = filmOf({ ...draft, canvas }, fitting, shots, whole);
    return done(made, saidOf(fitting, shots, draftLength(made)), notesOf(script, fitting));
  },
  examples: [
    { en: 'make a 15-second promo for my candle shop', zh: '做一个 15 秒的咖啡广告' },
    { en: 'create a birthday video for Anna', zh: '给妈妈做一个生日视频' },
  ],
});

const WHAT: Said = say(
  'What is the video about? For example: a 15-second promo for my candle shop.',
  '视频是关于什么的？例如：做一个 15 秒的咖啡店广告。',
);

function readable(scene: GivenScene): GivenScene[] {
  const text = readableText(scene.text);
  if (text === null) return [];
  return [{ text, above: readableText(scene.above) ?? undefined, below: readableText(scene.below) ?? undefined }];
}

/** "30-second", "15秒", "1 minute". */
function lengthIn(request: string): number | null {
  const found = /(\d+(?:\.\d+)?)\s*[- ]?(秒|分钟|s\b|secs?\b|seconds?\b|min(?:ute)?s?\b)/i.exec(request);
  if (found === null) return null;
  return Number(found[1]) * (/^(?:分|m)/i.test(found[2] ?? '') ? 60_000 : 1000);
}

const UPRIGHT =
  /9\s*[:：]\s*16|\bvertical\b|\bportrait\b|\btik ?tok\b|\breels?\b|\bshorts?\b(?! (?:video|film|clip|promo|ad|animated|intro))|\bstor(?:y|ies) (?:ad|format)\b|竖屏|竖版|抖音|快手|小红书/i;
const SQUARE = /1\s*[:：]\s*1|\bsquare\b|方形|正方/i;
const WIDE = /16\s*[:：]\s*9|\blandscape\b|\bhorizontal\b|\bwidescreen\b|横屏|横版/i;

function canvasFor(canvas: Canvas, words: string): Canvas {
  const shape = UPRIGHT.test(words) ? '9:16' : SQUARE.test(words) ? '1:1' : WIDE.test(words) ? '16:9' : null;
  const size = shape === null ? undefined : CANVAS_OF[shape];
  // Photos of another shape than the video stand over an enlarged, blurred copy of themselves.
  return { ...canvas, ...size, background: { kind: 'blur' } };
}

/** The photos and clips of the project, first those on the timeline in their order. */
function picturesOf(draft: Draft, facts: Facts): Asset[] {
  const used = new Set<string>();
  const placed = mainSegments(draft).flatMap(({ asset, painting }) => {
    const known = facts.assets.get(asset);
    if (painting !== undefined || known === undefined || used.has(asset)) return [];
    used.add(asset);
    return [known];
  });
  return [...placed, ...unusedPictures(draft, facts)];
}

/** The script with no more scenes than there is time for: what opens and closes stays, then what comes first. */
function fitted(script: Script, length: number | null): Script {
  const most = length === null ? script.scenes.length : Math.max(1, Math.floor(length / SHOT_MS));
  if (script.scenes.length <= most) return script;
  const closes = script.scenes.filter(({ kind }) => kind === 'close' || kind === 'cta').slice(0, most > 1 ? 1 : 0);
  const others = script.scenes.filter((scene) => !closes.includes(scene));
  return { ...script, scenes: [...others.slice(0, most - closes.length), ...closes] };
}

const quoted = (text: string): string => shown(text.replaceAll('\n', ' '), 60);

function saidOf({ scenes, mood }: Script, shots: readonly Shot[], length: number): Said {
  const pictures = shots.filter(({ picture }) => picture !== null).length;
  const music = moodNamed(mood)?.said ?? wordSaid(mood);
  const values = { length: lengthSaid(length), title: quoted(scenes[0]?.main ?? ''), scenes: scenes.length, music };
  return pictures === 0
    ? say(
        'Made a video of {length}: {scenes} {scenes:scene|scenes}, beginning with "{title}", cut to {music} music.',
        '做好了 {length}的视频：{scenes} 个画面，开头是“{title}”，配{music}音乐，按节拍切换。',
        values,
      )
    : say(
        'Made a video of {length}: {scenes} {scenes:scene|scenes} and {pictures} of your pictures, beginning with "{title}", cut to {music} music.',
        '做好了 {length}的视频：{scenes} 个画面，用了 {pictures} 张（段）素材，开头是“{title}”，配{music}音乐，按节拍切换。',
        { ...values, pictures },
      );
}

function notesOf(script: Script, fitting: Script): Said[] {
  const left = script.scenes.length - fitting.scenes.length;
  return [
    ...(left > 0
      ? [
          say('{left} {left:scene|scenes} did not fit into that time.', '时间有限，有 {left} 个画面没放进去。', {
            left,
          }),
        ]
      : []),
    ...(script.isBare
      ? [
          say(
            'I invent no facts: tell me a name, an offer or a date and I put it in.',
            '我不会编造信息：告诉我名称、优惠或日期，我就加进去。',
          ),
        ]
      : []),
  ];
}

/** What would be made, scene by scene; nothing is made. */
function storyboard(draft: Draft, script: Script, shots: readonly Shot[], length: number): Outcome {
  const weights = shots.map(({ scene }) =>
    weightOf(scene === null ? '' : [scene.above, scene.main, scene.below].join(' '), scene?.kind === 'number'),
  );
  const cuts = cutsOf(weights, length, { mood: script.mood, seed: 1 + (script.seed % 97) });
  const lines = shots.map(({ scene, picture }, i) => {
    const words =
      scene === null ? null : [scene.above, scene.main, scene.below].filter((part) => part !== null).join(' / ');
    const file = picture === null ? null : shown(picture.filename, 40);
    return `${i + 1}. ${spanLabel({ start: cuts[i] ?? 0, end: cuts[i + 1] ?? length })} ${[words, file].filter((part) => part !== null).join(' · ')}`;
  });
  return done(
    draft,
    say(
      'The storyboard, {length} with {music} music:\n{list}\nSay "go" and I make it.',
      '分镜（{length}，{music}音乐）：\n{list}\n回复“开始”就制作。',
      {
        length: lengthSaid(length),
        music: moodNamed(script.mood)?.said ?? wordSaid(script.mood),
        list: wordSaid(lines.join('\n')),
      },
    ),
  );
}
