import * as z from 'zod';
import { fail } from '../base/errors.ts';
import type { Said } from '../base/lang.ts';
import { shown } from '../base/text.ts';
import type { Facts } from '../draft/facts.ts';
import type { Film, FilmScene } from '../draft/film.ts';
import type { Draft } from '../draft/model.ts';
import { moodNamed } from '../draft/mood-names.ts';
import { draftLength, mainSegments } from '../draft/queries.ts';
import { LengthArg, WordsArg } from './args.ts';
import { done, type Outcome, operation } from './operation.ts';
import { lengthSaid, say, spanLabel, wordSaid } from './phrase.ts';
import { filmOf, songOf } from './script/film.ts';
import { canvasFor, lengthIn, picturesOf, plainFilm, voicesOf } from './script/order.ts';
import { type FilmPlan, planFilm } from './script/shots.ts';
import { cutsOf, weightOf } from './script/timing.ts';
import { picturesWanted } from './script/wanted.ts';
import { readableText } from './text-edit.ts';
import { lengthArgument } from './time-argument.ts';

const GivenScene = z.object({
  text: z.string().max(200).describe('Large words, at most ten'),
  above: z.string().max(120).optional(),
  below: z.string().max(160).optional(),
  say: z.string().max(500).optional().describe('What the voice says, where it is not these words'),
});

const Args = z.object({
  prompt: z.string().max(4000).describe("The wish in the person's own words"),
  duration: LengthArg.optional(),
  mood: WordsArg.optional().describe('Of the music'),
  ratio: z.string().max(60).optional(),
  voice: z.boolean().optional().describe('Its words are spoken; each scene lasts as long as what is said'),
  captions: z.boolean().optional().describe('What is said stands as captions'),
  music: z.boolean().optional().describe('false: without music'),
  title: z.boolean().optional().describe('false: without the scene that opens it, as a rough cut'),
  storyboard: z.boolean().optional().describe('Only tells what would be made'),
  changes: z.array(z.string().max(300)).max(24).optional().describe('Other words for a scene: "2: Poured by hand"'),
  scenes: z.array(GivenScene).max(24).optional().describe('Your script: only what the person said or shows'),
  pictures: z
    .enum(['made', 'made clips'])
    .optional()
    .describe('A model makes pictures or clips for it, which costs: only where the person asks for AI pictures'),
  made: z.array(z.string().max(64)).max(12).optional().describe('Pictures that were made for it; made when left out'),
  confirmed: z.boolean().optional().describe('The person has agreed to what they cost'),
  voices: z.array(z.string().max(64)).max(60).optional().describe('Sound files of what is said; spoken when left out'),
});
type Args = z.output<typeof Args>;

/** A video from words: a script, designed scenes with the pictures of the project, music, and a voice where asked for. */
export const generate = operation({
  name: 'generate',
  summary:
    "Makes a new video from words, with the project's pictures in it: script, designed scenes, music, a voice-over and captions where they are asked for. Replaces the timeline.",
  args: Args,
  // Parts of clips are taken from within one take.
  needs: (_args, draft) =>
    mainSegments(draft).flatMap(({ asset, painting }) =>
      painting === undefined ? [{ asset, fact: 'scenes' as const }] : [],
    ),
  apply: (draft, args, { facts }) => {
    const plan = generationOf(draft, args, facts);
    const { script, shots } = plan;
    if (script.isBare && script.purpose.name === 'topic' && shots.every(({ picture }) => picture === null))
      throw fail('agent.question', { question: WHAT });
    if (args.storyboard === true) return storyboard(draft, plan);
    const canvas = canvasFor(draft.canvas, `${args.ratio ?? ''} ${plan.film.prompt}`);
    const { made, notes } = madeOf({ ...draft, canvas }, plan, { voices: args.voices, facts, cuts: null });
    return done(made, saidOf(plan, draftLength(made)), [...notesOf(plan), ...notes, ...unmadeNote(args)]);
  },
  examples: [
    { en: 'make a 15-second promo for my candle shop', zh: '做一个 15 秒的咖啡广告' },
    { en: 'create a birthday video for Anna with a voice-over', zh: '给妈妈做一个生日视频，要配音' },
  ],
});

/** Said where pictures were asked for that nobody could make. */
const unmadeNote = ({ pictures, made }: Args): Said[] =>
  pictures === undefined || (made ?? []).length > 0
    ? []
    : [
        pictures === 'made'
          ? say(
              'No image model is set up here (TELLCUT_IMAGE_MODEL), so the scenes are drawn.',
              '这里没有设置图片模型（TELLCUT_IMAGE_MODEL），所以画面是绘制的。',
            )
          : say(
              'No video model is set up here (TELLCUT_VIDEO_MODEL), so the scenes are drawn.',
              '这里没有设置视频模型（TELLCUT_VIDEO_MODEL），所以画面是绘制的。',
            ),
      ];

/** What a call wants to have made for its scenes, and in which shape; null where it wants nothing, or has it already. */
export function picturesAsked(
  draft: Draft,
  call: Readonly<Record<string, unknown>>,
  facts: Facts,
): { readonly kind: 'image' | 'video'; readonly prompts: readonly string[]; readonly canvas: Draft['canvas'] } | null {
  const parsed = Args.safeParse(call);
  if (!parsed.success || parsed.data.pictures === undefined) return null;
  const { data } = parsed;
  if (data.made !== undefined || data.storyboard === true) return null;
  const plan = generationOf(draft, data, facts);
  return {
    kind: data.pictures === 'made' ? 'image' : 'video',
    prompts: picturesWanted(plan, picturesOf(draft, facts)),
    canvas: canvasFor(draft.canvas, `${data.ratio ?? ''} ${plan.film.prompt}`),
  };
}

const WHAT: Said = say(
  'What is the video about? For example: a 15-second promo for my candle shop.',
  '视频是关于什么的？例如：做一个 15 秒的咖啡店广告。',
);

/** What a call would make of a draft: for the operation itself, and for whoever speaks its words before. */
export function generationOf(draft: Draft, args: Args, facts: Facts): FilmPlan {
  const prompt = readableText(args.prompt.slice(0, 500)) ?? '';
  const given = (args.scenes ?? []).flatMap(readable);
  const wanted = args.duration === undefined ? lengthIn(prompt) : lengthArgument(args.duration);
  const film: Film = {
    ...plainFilm(prompt),
    duration: wanted === null ? null : Math.max(1, Math.round(wanted)),
    mood: args.mood ?? null,
    scenes: given.length === 0 ? null : given.map(asScene),
    voice: args.voice ?? false,
    captions: args.captions ?? given.some(({ say: said }) => said !== undefined),
    music: args.music ?? true,
    title: args.title ?? true,
  };
  const pictures = picturesOf(draft, facts);
  return planFilm(withChanges(film, args.changes ?? []), pictures);
}

/** What a film is made with: the ids of its voices, and where its shots begin where that shall stay as it is. */
type Made = {
  readonly voices: readonly string[] | undefined;
  readonly facts: Facts;
  readonly cuts: readonly number[] | null;
};

/** The film of a plan, with what must be said of its voice. */
export function madeOf(
  draft: Draft,
  plan: FilmPlan,
  { voices: ids, facts, cuts }: Made,
): { readonly made: Draft; readonly notes: readonly Said[] } {
  const voices = voicesOf(plan, ids, facts);
  const isSpoken = voices.some((voice) => voice !== null);
  const film = { ...plan.film, voice: isSpoken };
  const made = filmOf(draft, { ...plan, film }, { voices, cuts });
  if (plan.film.voice && !isSpoken) return { made, notes: [NO_VOICE] };
  if (!isSpoken) return { made, notes: [] };
  const over = plan.film.duration === null ? 0 : draftLength(made) - plan.length;
  return { made, notes: over > 300 ? [SPOKEN, longerSaid(plan.length, draftLength(made))] : [SPOKEN] };
}

/** Said when a voice is new, and not again with every change. */
export const SPOKEN: Said = say(
  'Its words are spoken, and each scene lasts as long as what is said.',
  '文字由配音读出，每个画面与读的时间一样长。',
);

const NO_VOICE: Said = say(
  'There is no voice on this machine, so it is without a voice-over: install espeak-ng or name a speech server, then say "add the voice-over".',
  '这台机器上没有语音，所以没有配音：安装 espeak-ng 或设置语音服务器后，再说“加上配音”。',
);

const longerSaid = (wanted: number, got: number): Said =>
  say('What is said takes {got}, so it is longer than {wanted}.', '配音需要{got}，所以比{wanted}长。', {
    wanted: lengthSaid(wanted),
    got: lengthSaid(got),
  });

type Readable = {
  readonly text: string;
  readonly above: string | null;
  readonly below: string | null;
  readonly say?: string;
};

function readable(scene: z.output<typeof GivenScene>): Readable[] {
  const text = readableText(scene.text);
  if (text === null) return [];
  const said = readableText(scene.say);
  const small = { above: readableText(scene.above), below: readableText(scene.below) };
  return [{ text, ...small, ...(said === null ? {} : { say: said }) }];
}

/** A layout for scenes that came as words alone: the first opens, the last closes. */
function asScene({ text, ...rest }: Readable, index: number, all: readonly unknown[]): FilmScene {
  const isLast = index > 0 && index === all.length - 1;
  return { kind: index === 0 ? 'open' : isLast ? 'close' : 'line', main: text, ...rest };
}

/** The film with other words in some of its scenes. Throws `draft.unclear_value` where there is no scene of a number. */
export function withChanges(film: Film, changes: readonly string[]): Film {
  if (changes.length === 0) return film;
  const scenes: FilmScene[] = [...planFilm({ ...film, title: true }, []).script.scenes];
  for (const change of changes) {
    const [, which = '', words = ''] = /^\s*(\d{1,2}|last)\s*[:：]\s*([\s\S]+)$/i.exec(change) ?? [];
    const at = which.toLowerCase() === 'last' ? scenes.length - 1 : Number(which) - 1;
    const text = readableText(words);
    const scene = scenes[at];
    if (scene === undefined || text === null)
      throw fail('draft.unclear_value', {
        text: shown(change, 60),
        expected: say(
          'a scene from 1 to {count} and its words, such as "2: Poured by hand"',
          '1 到 {count} 的画面和文字，例如“2: 手工灌制”',
          {
            count: scenes.length,
          },
        ),
      });
    // Small words around it went with the large ones that are gone, but for a button and for what opens.
    const keeps = scene.kind === 'cta' || scene.kind === 'open';
    scenes[at] = { kind: scene.kind, above: keeps ? scene.above : null, main: text, below: keeps ? scene.below : null };
  }
  return { ...film, scenes };
}

const quoted = (text: string): string => shown(text.replaceAll('\n', ' '), 60);

function saidOf({ script: { scenes, mood }, shots, film }: FilmPlan, length: number): Said {
  const pictures = shots.filter(({ picture }) => picture !== null).length;
  const music = moodNamed(mood)?.said ?? wordSaid(mood);
  const values = { length: lengthSaid(length), title: quoted(scenes[0]?.main ?? ''), scenes: scenes.length, music };
  if (!film.music)
    return say(
      'Made a rough cut of {length}: {scenes} {scenes:scene|scenes}, beginning with "{title}", without music.',
      '做好了 {length}的粗剪：{scenes} 个画面，开头是“{title}”，没有配乐。',
      values,
    );
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

/** Longer than this a scene of a few words has said what it says, in ms. */
const STALE_MS = 7000;

/** Scenes that had no room in the time that was asked for. */
export const leftOut = (left: number): Said[] =>
  left > 0
    ? [say('{left} {left:scene|scenes} did not fit into that time.', '时间有限，有 {left} 个画面没放进去。', { left })]
    : [];

function notesOf({ script, left, film, shots, length }: FilmPlan): Said[] {
  const { music, title } = film;
  return [
    ...leftOut(left),
    ...(script.isBare
      ? [
          say(
            'I invent no facts: tell me a name, an offer or a date and I put it in.',
            '我不会编造信息：告诉我名称、优惠或日期，我就加进去。',
          ),
        ]
      : length / Math.max(1, shots.length) > STALE_MS
        ? [
            say(
              'That is much time for few words: tell me more points, or give me photos, and it gets livelier.',
              '时间长而内容少：再告诉我一些要点，或提供照片，会更生动。',
            ),
          ]
        : []),
    ...(music && title
      ? []
      : [say('Say "now add the music and the title" when the cut is right.', '剪得满意后，说“现在加上音乐和标题”。')]),
  ];
}

/** What would be made, scene by scene; nothing is made. */
function storyboard(draft: Draft, { script, shots, length }: FilmPlan): Outcome {
  const weights = shots.map(({ scene }) =>
    weightOf(scene === null ? '' : [scene.above, scene.main, scene.below].join(' '), scene?.kind === 'number'),
  );
  const cuts = cutsOf({ weights, length, music: songOf(script) });
  const lines = shots.map(({ scene, picture }, i) => {
    const words =
      scene === null
        ? null
        : [scene.above, scene.main, scene.below]
            .filter((part) => part !== null)
            .map((part) => part.replaceAll('\n', ' '))
            .join(' / ');
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
