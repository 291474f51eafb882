import * as z from 'zod';
import { fail } from '../base/errors.ts';
import { shown } from '../base/text.ts';
import { clock } from '../base/time.ts';
import type { Draft, VideoSegment } from '../draft/model.ts';
import { audioSegments, draftLength, hasSound, mainSegments, mapSegments } from '../draft/queries.ts';
import { withoutIdleDucking } from '../draft/voice-room.ts';
import { withoutMusic } from './add-music.ts';
import { WHERE, type WhereArgs } from './args.ts';
import { done, type OperationContext, type Outcome, operation } from './operation.ts';
import { say } from './phrase.ts';
import { clipsNamed, clipsSaid, requireMain, sideKindOf, whereOf } from './resolve.ts';
import { changeSelected, select } from './select.ts';

const Args = z.object({
  target: z.string().max(80).optional().describe('"music", "voice" (the sound of the clips), "all"'),
  ...WHERE,
});

/** Silences the clips, or takes the music out. */
export const removeAudio = operation({
  name: 'remove_audio',
  summary: 'Takes the music out, or silences the sound of the clips: all, one, or a stretch of time.',
  args: Args,
  needs: () => [],
  apply: (draft, args, context) => {
    requireMain(draft);
    const isTimed = args.from !== undefined || args.to !== undefined || args.part !== undefined;
    if (isTimed && sideKindOf(args.target ?? '') === 'music') return musicEndsAt(draft, args, context);
    if (isTimed) {
      const selection = select(draft, args, context);
      const silent = changeSelected(selection, (segment) => ({ ...segment, volume: 0 }));
      return done(silent, say('Muted {where}.', '{where}已静音。', { where: selection.said }));
    }
    if (args.clip !== undefined) {
      const clips = clipsNamed(draft, args.clip, context);
      const ids = new Set(clips.flatMap((clip) => clip.segments.map((s) => s.id)));
      const named = clipsSaid(clips, context.facts);
      return done(
        muted(draft, (s) => ids.has(s.id)),
        say('Muted {named}.', '{named}已静音。', { named }),
      );
    }
    return forTarget(draft, args.target ?? '', context);
  },
  examples: [
    { en: 'take the music out', zh: '去掉背景音乐' },
    { en: 'mute clip 1', zh: '第一个片段静音' },
    { en: 'mute 0:10 to 0:15', zh: '第 10 到 15 秒静音' },
  ],
});

/** "stop the music at 0:30": music goes on until a time, and not beyond it. */
function musicEndsAt(draft: Draft, args: WhereArgs, context: OperationContext): Outcome {
  if (audioSegments(draft, 'music').length === 0) throw fail('draft.needs', { what: say('music', '背景音乐') });
  const { range } = whereOf(draft, args, context);
  const music = audioSegments(draft, 'music').filter((s) => s.start + s.duration > range.start && s.start < range.end);
  const last = Math.max(...audioSegments(draft, 'music').map((s) => s.start + s.duration));
  if (range.end < last && range.end < draftLength(draft))
    throw fail('agent.cannot_yet', { what: say('A pause inside the music', '只去掉音乐中间的一段') });
  const ids = new Set(music.map((s) => s.id));
  const shorter = mapSegments(draft, (s) => {
    if (!ids.has(s.id)) return s;
    return s.start >= range.start ? null : { ...s, duration: range.start - s.start };
  });
  return done(shorter, say('The music ends at {time}.', '音乐到 {time} 结束。', { time: clock(range.start) }));
}

function forTarget(draft: Draft, target: string, { facts }: OperationContext): Outcome {
  const kind = sideKindOf(target);
  const music = audioSegments(draft, 'music');
  const isEverything = /^(?:all|everything|全部|所有)/i.test(target.trim());
  if (kind === 'music') {
    if (music.length === 0) throw fail('draft.needs', { what: say('music', '背景音乐') });
    return done(withoutMusic(draft), say('Took the music out.', '去掉了背景音乐。'));
  }
  if (kind === 'sfx') {
    const effects = audioSegments(draft, 'sfx');
    if (effects.length === 0) throw fail('draft.needs', { what: say('a sound effect', '音效') });
    const ids = new Set(effects.map((s) => s.id));
    return done(
      mapSegments(draft, (s) => (ids.has(s.id) ? null : s)),
      say('Took the sound effects out.', '去掉了音效。'),
    );
  }
  const voices = audioSegments(draft, 'voice');
  if ((kind === 'voice' || /^voice$/i.test(target.trim())) && voices.length > 0) {
    const ids = new Set(voices.map((s) => s.id));
    return done(
      withoutIdleDucking(mapSegments(draft, (s) => (ids.has(s.id) ? null : s))),
      say('Took the voice-over out.', '去掉了配音。'),
    );
  }
  if (kind !== null && kind !== 'voice') {
    throw fail('draft.unclear_value', {
      text: shown(target),
      expected: say('music, voice or everything', '音乐、人声或整体'),
    });
  }
  const heard = mainSegments(draft).filter((s) => s.volume > 0 && hasSound(facts.assets.get(s.asset)));
  if (heard.length === 0 && !(isEverything && music.length > 0)) {
    return done(
      draft,
      say('The clips have no sound to remove; nothing was changed.', '片段本来就没有声音，没有改动。'),
    );
  }
  const silent = muted(isEverything ? withoutMusic(draft) : draft, () => true);
  const rest = music.length > 0 && !isEverything ? say(' The music stays.', '背景音乐保留。') : say('', '');
  return done(silent, say('Removed the sound of the clips.{rest}', '去掉了片段的声音。{rest}', { rest }));
}

function muted(draft: Draft, which: (segment: VideoSegment) => boolean): Draft {
  const main = new Set(mainSegments(draft).map((s) => s.id));
  return mapSegments(draft, (segment) =>
    segment.kind === 'video' && main.has(segment.id) && which(segment) ? { ...segment, volume: 0 } : segment,
  );
}
