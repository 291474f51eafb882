import * as z from 'zod';
import { fail } from '../base/errors.ts';
import type { Said } from '../base/lang.ts';
import { asQuote } from '../base/say.ts';
import { shown } from '../base/text.ts';
import { audioSegment } from '../draft/build.ts';
import type { Asset, Facts } from '../draft/facts.ts';
import type { AudioSegment, AudioSource, Draft } from '../draft/model.ts';
import { type MoodName, moodByWords, moodNamed } from '../draft/mood-names.ts';
import { placeSegment } from '../draft/place.ts';
import { audioSegments, draftLength, hasSound, mainSegments, speechIsHeard } from '../draft/queries.ts';
import { freshId } from '../draft/ripple.ts';
import { musicFade } from '../draft/settle.ts';
import { sfxNamed } from '../draft/sfx-names.ts';
import { fittingFades } from '../draft/slice.ts';
import { TimeArg, WordsArg } from './args.ts';
import { parseLevel, volumeAt } from './level-argument.ts';
import { done, type Outcome, operation } from './operation.ts';
import { assetsHeard } from './pauses.ts';
import { percent, say, spanLabel, wordSaid } from './phrase.ts';
import { endWithin, pointWithin } from './time-argument.ts';

/** How loud music is when nobody says: a bed under speech that ducking lowers further, or the main thing to hear. */
const UNDER_SPEECH = { volume: 0.35, duckDb: 10 };
const ALONE = { volume: 0.7, duckDb: 0 };

const FADE_IN = 1000;

/** Mood for "add music" and no more: it suits most pictures and never fights with a voice. */
const USUAL_MOOD: MoodName = 'lo-fi';

const Args = z.object({
  mood: WordsArg.optional().describe(
    'Mood or style of the music: lo-fi, upbeat, cinematic, ambient, corporate, acoustic, electronic, suspense',
  ),
  source: WordsArg.optional().describe('A sound file of the user: its name, or "uploaded"'),
  start: TimeArg.optional(),
  end: TimeArg.optional(),
  volume: z
    .union([z.number(), z.string().max(40)])
    .optional()
    .describe('0–1, "20%" or "-18dB"'),
  mix: z.boolean().optional().describe('Keep music that is there and lay this beside it'),
});

/** Lays music under the video: composed in a mood, or a file of the user's. */
export const addMusic = operation({
  name: 'add_music',
  summary:
    'Lays music under the video, composed to its length in a mood, or a sound file of the user. It steps back under speech, fades in and out, and replaces music that is there.',
  args: Args,
  needs: (_args, draft) => assetsHeard(draft).map((asset) => ({ asset, fact: 'silence' as const })),
  apply: (draft, args, { facts }) => {
    const length = draftLength(draft);
    if (mainSegments(draft).length === 0) throw fail('draft.nothing_there', undefined);
    const file = fileFor(draft, args, facts);
    const start = args.start === undefined ? 0 : pointWithin(args.start, length);
    const end = args.end === undefined ? length : endWithin(args.end, length);
    if (end <= start)
      throw fail('draft.outside', { wanted: String(args.start ?? args.end ?? ''), length: `${length / 1000}s` });
    const old = audioSegments(draft, 'music');
    const notes: Said[] = [];
    const source =
      file === null
        ? composed(args.mood, old, notes)
        : ({ kind: 'asset', asset: file.id, in: 0, loop: file.probe.duration < end - start } as const);
    const level = args.volume === undefined ? null : parseLevel(args.volume);
    if (args.volume !== undefined && level === null) {
      throw fail('draft.unclear_value', {
        text: String(args.volume),
        expected: say('a volume such as 20% or -18dB', '音量，例如 20% 或 -18dB'),
      });
    }
    const usual = speechIsHeard(draft, facts) ? UNDER_SPEECH : ALONE;
    const [id, made] = freshId(args.mix === true ? draft : withoutMusic(draft), 'aud');
    const duration = end - start;
    const segment: AudioSegment = {
      ...audioSegment(id, source, { start, duration }),
      volume:
        level === null
          ? usual.volume
          : volumeAt({ ...level, kind: level.kind === 'decibels' ? 'absolute' : level.kind }, usual.volume),
      duckDb: usual.duckDb,
      fade: fittingFades({ in: Math.min(FADE_IN, Math.floor(duration / 4)), out: musicFade(duration) }, duration),
    };
    return outcome(placeSegment(made, segment, 'music'), {
      segment,
      notes,
      facts,
      replaces: old.length > 0 && args.mix !== true,
    });
  },
  examples: [
    { en: 'add lo-fi music', zh: '背景音乐用轻松的' },
    { en: 'use bgm.mp3 as background music', zh: '用 bgm.mp3 做背景音乐' },
  ],
});

type Placed = {
  readonly segment: AudioSegment;
  readonly notes: readonly Said[];
  readonly facts: Facts;
  readonly replaces: boolean;
};

function outcome(draft: Draft, { segment, notes, facts, replaces }: Placed): Outcome {
  const name = sourceSaid(segment.source, facts);
  const at = spanLabel({ start: segment.start, end: segment.start + segment.duration });
  const loud = percent(segment.volume);
  const under = segment.duckDb > 0 ? say(', stepping back under speech', '，说话时自动压低') : say('', '');
  return done(
    draft,
    replaces
      ? say('Changed the music to {name}, {at} at {loud}{under}.', '背景音乐换成{name}，{at}，音量 {loud}{under}。', {
          name,
          at,
          loud,
          under,
        })
      : say('Added {name} music, {at} at {loud}{under}.', '加了{name}背景音乐，{at}，音量 {loud}{under}。', {
          name,
          at,
          loud,
          under,
        }),
    notes,
  );
}

/** A name for where sound comes from: a mood, or a file. */
export function sourceSaid(source: AudioSource, facts: Facts): Said {
  if (source.kind === 'music') return moodNamed(source.mood)?.said ?? wordSaid(source.mood);
  if (source.kind === 'sfx') return sfxNamed(source.name)?.said ?? wordSaid(source.name);
  const name = shown(facts.assets.get(source.asset)?.filename ?? source.asset, 40);
  return asQuote(name);
}

/** Music of a mood; another piece when that mood plays already. Pure: the seed follows from what is there. */
function composed(words: string | undefined, old: readonly AudioSegment[], notes: Said[]): AudioSource {
  const found = words === undefined ? null : moodByWords(words);
  if (words !== undefined && found === null) {
    notes.push(
      say('I know no music called "{words}", so I took lo-fi.', '没有“{words}”这种音乐，改用轻松 Lo-fi。', {
        words: shown(words),
      }),
    );
  }
  const mood = found ?? USUAL_MOOD;
  const seeds = old.flatMap(({ source }) => (source.kind === 'music' && source.mood === mood ? [source.seed] : []));
  return { kind: 'music', mood, seed: seeds.length === 0 ? 1 : Math.max(...seeds) + 1 };
}

/** The user's file: named, or the one that waits to be used when no mood was asked for. Null: compose. */
function fileFor(draft: Draft, args: z.output<typeof Args>, facts: Facts): Asset | null {
  const sounds = [...facts.assets.values()].filter((asset) => asset.probe.kind === 'audio');
  const wanted = args.source?.normalize('NFKC').trim().toLowerCase();
  if (wanted === undefined) {
    const used = new Set(
      audioSegments(draft, 'music').map(({ source }) => (source.kind === 'asset' ? source.asset : '')),
    );
    return args.mood === undefined ? (sounds.find((asset) => !used.has(asset.id)) ?? null) : null;
  }
  const named = [...facts.assets.values()].filter(
    (asset) =>
      hasSound(asset) &&
      (asset.id === args.source ||
        asset.filename.toLowerCase() === wanted ||
        asset.filename.toLowerCase().replace(/\.[^.]+$/, '') === wanted),
  );
  const partial = sounds.filter((asset) => wanted.length >= 3 && asset.filename.toLowerCase().includes(wanted));
  const isAny = /upload|my|own|attached|provided|file|given|上传|自己|我的|提供/.test(wanted);
  const found = named[0] ?? partial[0] ?? (isAny ? sounds[0] : undefined);
  if (found !== undefined) return found;
  if (moodByWords(wanted) !== null) return null;
  const have = [...facts.assets.values()].filter((asset) => hasSound(asset)).map((asset) => shown(asset.filename, 40));
  throw fail('draft.no_such_segment', {
    wanted: shown(args.source ?? ''),
    have: have.length === 0 ? '—' : have.join(', '),
  });
}

/** The draft without any music; its tracks go with it. */
export function withoutMusic(draft: Draft): Draft {
  const tracks = draft.tracks.filter((track) => !(track.type === 'audio' && track.role === 'music'));
  return tracks.length === draft.tracks.length ? draft : { ...draft, tracks };
}
