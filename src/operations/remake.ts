import * as z from 'zod';
import { fail } from '../base/errors.ts';
import type { Said } from '../base/lang.ts';
import { shown } from '../base/text.ts';
import type { Facts } from '../draft/facts.ts';
import type { Film } from '../draft/film.ts';
import type { Draft } from '../draft/model.ts';
import { moodByWords, moodNamed } from '../draft/mood-names.ts';
import { audioSegments, draftLength } from '../draft/queries.ts';
import { withoutMusic } from './add-music.ts';
import { LengthArg, WordsArg } from './args.ts';
import { leftOut, madeOf, SPOKEN, withChanges } from './generate.ts';
import { done, type Outcome, operation } from './operation.ts';
import { commas, lengthSaid, lengthsSaid, say, wordSaid } from './phrase.ts';
import { songOf, withSong } from './script/film.ts';
import { canvasFor, picturesOf } from './script/order.ts';
import { isTone, toneByWords } from './script/palettes.ts';
import { cutsOfDraft, isAsMade, standingFilm, withKept, withOpening, withoutOpening } from './script/remade.ts';
import { type FilmPlan, planFilm } from './script/shots.ts';
import { readableText } from './text-edit.ts';
import { lengthArgument } from './time-argument.ts';

const Args = z.object({
  duration: LengthArg.optional().describe('Its new length; also "shorter", "longer"'),
  design: z
    .string()
    .max(60)
    .optional()
    .describe(
      '"another", "colors" for other colours only, or a feeling: bold, warm, fresh, calm, party, romantic, tech, food, luxury, dark',
    ),
  scene: z
    .union([z.int().min(1).max(24), z.literal('last')])
    .optional()
    .describe('The scene whose words change, counted among those with words'),
  text: z.string().max(300).optional().describe('The new words of that scene'),
  mood: WordsArg.optional().describe('Of the music'),
  ratio: z.string().max(60).optional(),
  voice: z.boolean().optional(),
  captions: z.boolean().optional(),
  music: z.boolean().optional(),
  title: z.boolean().optional().describe('The scene that opens it'),
  voices: z.array(z.string().max(64)).max(60).optional().describe('Sound files of what is said; spoken when left out'),
});
type Args = z.output<typeof Args>;

/** Makes a video from words again with something changed; or lays on what was left out of it, whatever was edited since. */
export const remake = operation({
  name: 'remake',
  summary:
    'Changes a video that was made from words: its length, its design or colours, the words of a scene, its mood or shape, with or without voice-over, captions, music and title. Its other words stay.',
  args: Args,
  needs: () => [],
  apply: (draft, args, { facts }) => {
    const added = layered(draft, args, facts);
    if (added !== null) return added;
    const { film, plan } = remadeOf(draft, args, facts);
    const asMade = isAsMade(draft, film, facts);
    const canvas = args.ratio === undefined ? draft.canvas : canvasFor(draft.canvas, args.ratio);
    const { made, notes } = madeOf({ ...draft, canvas }, plan, {
      voices: args.voices,
      facts,
      cuts: cutsKept(draft, plan, film, args),
    });
    const kept = withKept(made, draft);
    return done(kept, saidOf(draft, kept, args, film), [
      ...(asMade ? [] : [EDITS_GONE]),
      ...(args.duration === undefined && args.voice === undefined ? [] : leftOut(plan.left)),
      ...notes.filter((note) => note !== SPOKEN || args.voice === true),
    ]);
  },
  examples: [
    { en: 'another design', zh: '换一种设计' },
    { en: 'make scene 3 about our soy wax', zh: '第三个画面改成讲大豆蜡' },
    { en: 'now add the music and the title', zh: '现在加上音乐和标题' },
  ],
});

const EDITS_GONE: Said = say(
  'Cuts and changes that you made by hand since made way for it; "undo" brings them back.',
  '之后手动做的修改已被替换；说“撤销”可以恢复。',
);

/** The film that a call wants of a draft, and its plan: for the operation, and for whoever speaks its words before. */
export function remadeOf(draft: Draft, args: Args, facts: Facts): { readonly film: Film; readonly plan: FilmPlan } {
  const film = standingFilm(draft);
  if (film === null)
    throw fail('draft.needs', { what: say('a video that was made from words', '一个用文字生成的视频') });
  return { film, plan: planFilm(changedFilm(film, args, draft), picturesOf(draft, facts)) };
}

function changedFilm(film: Film, args: Args, draft: Draft): Film {
  const words = args.text === undefined ? null : readableText(args.text);
  if ((args.scene === undefined) !== (words === null))
    throw fail('draft.unclear_value', {
      text: shown(args.text ?? String(args.scene ?? '')),
      expected: say('a scene and its new words', '第几个画面和新的文字'),
    });
  const reworded = words === null ? film : withChanges(film, [`${args.scene ?? 1}: ${words}`]);
  return {
    ...reworded,
    ...designed(film, args.design),
    duration: args.duration === undefined ? film.duration : lengthWanted(args.duration, draft),
    mood: args.mood ?? film.mood,
    voice: args.voice ?? film.voice,
    captions: args.captions ?? film.captions,
    music: args.music ?? (args.mood === undefined ? film.music : true),
    title: args.title ?? film.title,
  };
}

/** How much shorter or longer "shorter" and "longer" are. */
const LESS = 2 / 3;
const MORE = 1.5;

function lengthWanted(wanted: string | number, draft: Draft): number {
  const now = draftLength(draft);
  const whole = (ms: number): number => Math.max(2000, Math.round(ms / 1000) * 1000);
  if (wanted === 'shorter') return whole(now * LESS);
  if (wanted === 'longer') return whole(now * MORE);
  return Math.max(1, lengthArgument(wanted));
}

/** Which design is next, by words: another one, other colours, or a feeling. */
function designed(film: Film, words: string | undefined): Partial<Film> {
  if (words === undefined) return {};
  if (/colou?r|palette|配色|颜色/i.test(words)) return { colors: film.colors + 1 };
  const tone = isTone(words) ? words : toneByWords(words);
  return tone === null ? { design: film.design + 1 } : { tone, design: 0, colors: 0 };
}

/** Where the shots of a film that only looks or reads otherwise begin: where they did. Null: by the music. */
function cutsKept(draft: Draft, plan: FilmPlan, film: Film, args: Args): readonly number[] | null {
  const isTimed = args.duration !== undefined || args.mood !== undefined || args.title !== undefined;
  const cuts = cutsOfDraft(draft);
  const isSpokenNew = plan.film.voice !== film.voice || (plan.film.voice && args.text !== undefined);
  return isTimed || isSpokenNew || cuts.length !== plan.shots.length + 1 ? null : cuts;
}

/** Arguments that lay something on or take it off, and leave the rest of an edited video alone. */
const LAYERS: ReadonlySet<string> = new Set(['music', 'title', 'voices', 'op']);

/** Music and title, added to or taken off the video as it stands; null where more is asked for. */
function layered(draft: Draft, args: Args, facts: Facts): Outcome | null {
  const asked = Object.entries(args).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  if (asked.length === 0 || !asked.every((name) => LAYERS.has(name))) return null;
  const { film, plan } = remadeOf(draft, args, facts);
  // What nobody touched is made again as a whole, its title within its length and on the beat.
  if (args.title !== undefined && args.title !== film.title && isAsMade(draft, film, facts)) return null;
  let made = draft;
  const changes: Said[] = [];
  if (args.title !== undefined && args.title !== film.title) {
    const titled = args.title ? withOpening(made, plan) : withoutOpening(made);
    if (titled !== made) changes.push(args.title ? WITH_TITLE : WITHOUT_TITLE);
    made = titled;
  }
  const hasMusic = audioSegments(made, 'music').length > 0;
  if (args.music === false && hasMusic) {
    made = withoutMusic(made);
    changes.push(WITHOUT_MUSIC);
  } else if (args.music !== false && (args.music === true || hasMusic) && (!hasMusic || made !== draft)) {
    if (!hasMusic) changes.push(withMusicSaid(plan.script.mood));
    made = withSong(withoutMusic(made), songOf(plan.script), audioSegments(made, 'voice').length > 0);
  }
  if (changes.length === 0)
    return done(draft, say('Nothing to do: that is how it is already.', '已经是这样了，无需改动。'));
  const said = { changes: commas(changes), length: lengthSaid(draftLength(made)) };
  return done(
    { ...made, film: plan.film },
    say('Now {changes}; {length}, and everything else stays.', '已改好（{length}）：{changes}，其他不变。', said),
  );
}

const WITH_TITLE = say('with the title', '加上标题');
const WITHOUT_TITLE = say('without the title', '去掉标题');
const WITHOUT_MUSIC = say('without music', '去掉配乐');
const withMusicSaid = (mood: string): Said =>
  say('with {music} music', '配{music}音乐', { music: moodNamed(mood)?.said ?? wordSaid(mood) });

function saidOf(before: Draft, after: Draft, args: Args, film: Film): Said {
  const changes: Said[] = [];
  const add = (isAsked: boolean, change: Said): void => {
    if (isAsked) changes.push(change);
  };
  const isColors = args.design !== undefined && designed(film, args.design).colors === film.colors + 1;
  add(args.duration !== undefined, lengthsSaid(draftLength(before), draftLength(after)));
  add(args.design !== undefined, isColors ? say('other colours', '换了配色') : say('another design', '换了设计'));
  add(
    args.text !== undefined,
    say('scene {scene} says "{text}"', '第 {scene} 个画面：“{text}”', {
      scene: args.scene === 'last' ? (after.film?.scenes?.length ?? 1) : (args.scene ?? 1),
      text: shown(args.text ?? '', 60),
    }),
  );
  const mood = args.mood === undefined ? null : moodByWords(args.mood);
  add(
    mood !== null,
    say('{music} music', '{music}音乐', { music: moodNamed(mood ?? '')?.said ?? wordSaid(mood ?? '') }),
  );
  add(args.ratio !== undefined, wordSaid(`${after.canvas.width}×${after.canvas.height}`));
  const spoken = after.film?.voice === true;
  add(args.voice === true && spoken, say('with a voice-over', '加了配音'));
  add(args.voice === false, say('without a voice-over', '去掉配音'));
  add(args.captions === true, say('with captions', '加了字幕'));
  add(args.captions === false, say('without captions', '去掉字幕'));
  add(args.title === true, WITH_TITLE);
  const [song] = audioSegments(after, 'music');
  if (args.music === true && song?.source.kind === 'music') add(true, withMusicSaid(song.source.mood));
  add(args.title === false, WITHOUT_TITLE);
  add(args.music === false, WITHOUT_MUSIC);
  if (changes.length === 0)
    return say('Made it again, {length}.', '重新做了一遍，{length}。', { length: lengthSaid(draftLength(after)) });
  return say('Made it again: {changes}.', '重新做好了：{changes}。', { changes: commas(changes) });
}
