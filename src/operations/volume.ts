import * as z from 'zod';
import { fail } from '../base/errors.ts';
import type { Said } from '../base/lang.ts';
import { shown } from '../base/text.ts';
import type { Range } from '../base/time.ts';
import type { Facts } from '../draft/facts.ts';
import type { AudioSegment, Draft, VideoSegment } from '../draft/model.ts';
import { audioSegments, hasSound, mainSegments, mapSegments } from '../draft/queries.ts';
import { ClipArg, TimeArg } from './args.ts';
import { dbOfFactor, type Level, parseLevel, volumeAt } from './level-argument.ts';
import { done, type OperationContext, type Outcome, operation } from './operation.ts';
import { percent, say, spanLabel } from './phrase.ts';
import { clipsNamed, clipsSaid, requireMain, segmentWithId, sideKindOf, whereOf } from './resolve.ts';
import { louderWithin, withVolume } from './volume-stretch.ts';

/** The loudness that 100 % of the whole means, in LUFS. */
const FULL_LUFS = -14;

const Args = z.object({
  level: z.union([z.number(), z.string().max(40)]).describe('"up", "down", 0.5, "50%", "-18dB", "+3dB", "mute"'),
  target: z
    .string()
    .max(80)
    .optional()
    .describe(
      '"music", "voice" (the clips and the voice-over), "original" (the clips alone), the id of a sound, or nothing for everything',
    ),
  clip: ClipArg.optional(),
  from: TimeArg.optional(),
  to: TimeArg.optional(),
});

/** Makes the music, the clips or everything louder or quieter. */
export const volume = operation({
  name: 'volume',
  summary: 'Makes the music, the sound of the clips, one clip, or everything louder or quieter.',
  args: Args,
  needs: () => [],
  apply: (draft, args, context) => {
    requireMain(draft);
    const level = parseLevel(args.level);
    if (level === null) {
      throw fail('draft.unclear_value', {
        text: shown(String(args.level)),
        expected: say('a volume such as up, 50% or -18dB', '音量，例如大一点、50% 或 -18dB'),
      });
    }
    if (args.from !== undefined || args.to !== undefined) return inStretch(draft, args, level, context);
    if (args.clip !== undefined) {
      const clips = clipsNamed(draft, args.clip, context);
      const ids = new Set(clips.flatMap((clip) => clip.segments.map((s) => s.id)));
      return changed(draft, { ids, level, what: clipsSaid(clips, context.facts) });
    }
    const own = args.target === undefined ? null : segmentWithId(draft, args.target);
    if (own !== null && own.kind !== 'text')
      return changed(draft, { ids: new Set([own.id]), level, what: say('that sound', '这段声音') });
    return forTarget(draft, args.target, level, context);
  },
  examples: [
    { en: 'turn the music down', zh: '音乐小一点' },
    { en: 'background music at -18 dB', zh: '背景音乐 -18dB' },
    { en: 'turn the volume down from 0:10 to 0:20', zh: '第 10 到 20 秒音量小一点' },
  ],
});

const VOICE = /voice|speech|original|video|clips?|speaker|talk|dialog|人声|原声|说话|视频/i;

/** What was recorded with the pictures alone: no voice-over. */
const OWN_SOUND = /original|原声/i;
const CLIPS_SOUND = say('the sound of the clips', '片段原声');

function forTarget(draft: Draft, target: string | undefined, level: Level, context: OperationContext): Outcome {
  const kind = target === undefined ? null : sideKindOf(target);
  if (kind === 'music' || kind === 'sfx') {
    const segments = audioSegments(draft, kind);
    const what = kind === 'music' ? say('the music', '背景音乐') : say('the sound effects', '音效');
    if (segments.length === 0)
      throw fail('draft.needs', { what: kind === 'music' ? say('music', '背景音乐') : say('a sound effect', '音效') });
    return changed(draft, { ids: new Set(segments.map((s) => s.id)), level, what });
  }
  if (target !== undefined && OWN_SOUND.test(target)) {
    const recorded = voiceSegments(draft, context.facts);
    if (recorded.length === 0) throw fail('draft.needs', { what: say('a clip with sound', '有声音的片段') });
    return changed(draft, { ids: new Set(recorded.map((s) => s.id)), level, what: CLIPS_SOUND });
  }
  const others = draft.tracks.some((t) => t.type === 'audio' && t.segments.length > 0);
  if (target !== undefined && VOICE.test(target) && others) {
    const heard = [...voiceSegments(draft, context.facts), ...audioSegments(draft, 'voice')];
    if (heard.length === 0) throw fail('draft.needs', { what: say('a clip with sound', '有声音的片段') });
    return changed(draft, { ids: new Set(heard.map((s) => s.id)), level, what: say('the voice', '人声') });
  }
  if (
    target !== undefined &&
    kind === null &&
    !VOICE.test(target) &&
    !/all|everything|whole|total|overall|audio|sound|volume|全部|整体|声音|音量/i.test(target)
  ) {
    throw fail('draft.unclear_value', {
      text: shown(target),
      expected: say('music, voice or everything', '音乐、人声或整体'),
    });
  }
  return whole(draft, level);
}

function voiceSegments(draft: Draft, facts: Facts): VideoSegment[] {
  return mainSegments(draft).filter((s) => hasSound(facts.assets.get(s.asset)));
}

/** Only a stretch of time: of the music, the voice, one clip, or everything that is heard there. */
function inStretch(draft: Draft, args: z.output<typeof Args>, level: Level, context: OperationContext): Outcome {
  const { range } = whereOf(draft, { clip: args.clip, from: args.from, to: args.to }, context);
  const kind = args.target === undefined ? null : sideKindOf(args.target);
  const own = args.target === undefined ? null : segmentWithId(draft, args.target);
  const isVoice = args.clip !== undefined || kind === 'voice' || (args.target !== undefined && VOICE.test(args.target));
  const [what, heard] =
    own !== null
      ? [say('that sound', '这段声音'), [own]]
      : kind === 'music' || kind === 'sfx'
        ? [
            kind === 'music' ? say('the music', '背景音乐') : say('the sound effects', '音效'),
            audioSegments(draft, kind),
          ]
        : isVoice
          ? [say('the voice', '人声'), [...voiceSegments(draft, context.facts), ...audioSegments(draft, 'voice')]]
          : [say('everything', '整体'), draft.tracks.flatMap((track) => [...track.segments])];
  const ids = new Set(heard.map((segment) => segment.id));
  const music = new Set(audioSegments(draft, 'music').map((segment) => segment.id));
  const made = louderWithin(draft, ids, range, (present, { id }) => volumeAt(level, present, music.has(id)));
  const [first] = made.volumes;
  if (first === undefined) throw fail('draft.needs', { what: say('sound at that time', '该时间段的声音') });
  return done(made.draft, stretchSaid(what, range, first));
}

const stretchSaid = (what: Said, range: Range, { before, after }: { before: number; after: number }): Said =>
  say('Set the volume of {what} at {span}: {from} → {to}.', '{span} {what}音量：{from} → {to}。', {
    what,
    span: spanLabel(range),
    from: percent(before),
    to: percent(after),
  });

type Change = { readonly ids: ReadonlySet<string>; readonly level: Level; readonly what: Said };

function changed(draft: Draft, { ids, level, what }: Change): Outcome {
  const music = new Set(audioSegments(draft, 'music').map((s) => s.id));
  const volumes: { before: number; after: number }[] = [];
  const after = mapSegments(draft, (segment) => {
    if (segment.kind === 'text' || !ids.has(segment.id)) return segment;
    const next = volumeAt(level, segment.volume, segment.kind === 'audio' && music.has(segment.id));
    volumes.push({ before: segment.volume, after: next });
    return withVolume<AudioSegment | VideoSegment>(segment, next);
  });
  const [first] = volumes;
  const from = percent(first?.before ?? 1);
  const to = percent(first?.after ?? 1);
  return done(
    after,
    say('Set the volume of {what}: {from} → {to}.', '{what}音量：{from} → {to}。', { what, from, to }),
  );
}

/** Everything at once is the loudness of the whole: the balance between voice and music stays. */
function whole(draft: Draft, level: Level): Outcome {
  const { targetLufs } = draft.master;
  const isSilent = level.factor <= 0.001;
  if (targetLufs === null || isSilent) {
    const ids = draft.tracks.flatMap((t) => (t.type === 'text' ? [] : t.segments.map((s) => s.id)));
    return changed(draft, { ids: new Set(ids), level, what: say('everything', '整体') });
  }
  const db = dbOfFactor(level.factor);
  const wanted = (level.kind === 'absolute' ? FULL_LUFS : targetLufs) + db;
  const next = Math.round(Math.min(-5, Math.max(-40, wanted)) * 10) / 10;
  const said = say(
    'Set the volume of the whole: {targetLufs} → {next} LUFS.',
    '整体响度：{targetLufs} → {next} LUFS。',
    { targetLufs, next },
  );
  return done({ ...draft, master: { ...draft.master, targetLufs: next, asked: true } }, said);
}
