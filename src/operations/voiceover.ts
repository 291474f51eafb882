import * as z from 'zod';
import { fail } from '../base/errors.ts';
import type { Said } from '../base/lang.ts';
import { shown } from '../base/text.ts';
import { clock, overlaps } from '../base/time.ts';
import { audioSegment } from '../draft/build.ts';
import type { Asset, Facts } from '../draft/facts.ts';
import type { AudioSegment, Draft } from '../draft/model.ts';
import { placeSegment } from '../draft/place.ts';
import { allSegments, audioSegments, draftLength, hasSound, mapSegments, rangeOf } from '../draft/queries.ts';
import { freshId, isolate } from '../draft/ripple.ts';
import { withoutIdleDucking } from '../draft/voice-room.ts';
import { TimeArg, WordsArg } from './args.ts';
import { parseLevel, volumeAt } from './level-argument.ts';
import { done, operation } from './operation.ts';
import { say } from './phrase.ts';
import { requireMain } from './resolve.ts';
import { pointWithin } from './time-argument.ts';

/** How far music and the clips' own sound step back under the voice, in dB. */
const MUSIC_DUCK_DB = 12;
const CLIPS_DUCK_DB = 14;

const Args = z.object({
  text: z.string().max(200_000).optional().describe('What is said'),
  source: WordsArg.optional().describe('A recording of the user instead: its file name'),
  lang: z
    .string()
    .max(40)
    .optional()
    .describe('Language of the text, such as en, zh, fr; known from the text when left out'),
  voice: z.string().max(60).optional().describe('A voice by its name, or "female"'),
  start: TimeArg.optional(),
  at: TimeArg.optional().describe('The same as start'),
  volume: z
    .union([z.number(), z.string().max(40)])
    .optional()
    .describe('0–1, "80%" or "-3dB"'),
});

/** Lays a voice over the video: spoken text, or a recording. */
export const voiceover = operation({
  name: 'voiceover',
  summary:
    'Lays a voice over the video from a time on: a text that is spoken (by espeak-ng or a speech server), or a recording of the user. Music and the clips’ own sound step back under it.',
  args: Args,
  needs: () => [],
  apply: (draft, args, { facts }) => {
    requireMain(draft);
    const length = draftLength(draft);
    const asset = voiceOf(draft, args, facts);
    const time = args.start ?? args.at;
    const start = time === undefined ? 0 : pointWithin(time, length);
    if (start >= length) throw fail('draft.outside', { wanted: String(time), length: `${length / 1000}s` });
    const whole = Math.floor(asset.probe.duration);
    const duration = Math.min(whole, length - start);
    const level = args.volume === undefined ? null : parseLevel(args.volume);
    if (args.volume !== undefined && level === null)
      throw fail('draft.unclear_value', {
        text: shown(String(args.volume)),
        expected: say('a volume such as 80% or -3dB', '音量，例如 80% 或 -3dB'),
      });
    const volume = level === null ? 1 : volumeAt(level.kind === 'decibels' ? { ...level, kind: 'absolute' } : level, 1);
    const range = { start, end: start + duration };
    const old = audioSegments(draft, 'voice').filter((segment) => overlaps(rangeOf(segment), range));
    const room = mapSegments(draft, (segment) => (old.some((one) => one.id === segment.id) ? null : segment));
    const [id, counted] = freshId(stepBack(withoutIdleDucking(room), range, facts), 'aud');
    const segment: AudioSegment = {
      ...audioSegment(id, { kind: 'asset', asset: asset.id, in: 0, loop: false }, { start, duration }),
      volume,
    };
    const notes: Said[] = [];
    if (args.voice === 'cloned')
      notes.push(say('I cannot copy a voice; this one is synthetic.', '无法克隆声音，这里用的是合成语音。'));
    if (whole > duration + 200)
      notes.push(
        say(
          'The voice-over is {over} s longer than the video; its end is cut off. Slow the video down or shorten the text.',
          '配音比视频长 {over} 秒，结尾会被截掉。可以放慢视频或缩短文字。',
          { over: Math.round((whole - duration) / 100) / 10 },
        ),
      );
    const times = { from: clock(start), to: clock(range.end) };
    return done(
      placeSegment(counted, segment, 'voice'),
      old.length === 0
        ? say(
            'Added the voice-over, {from}–{to}; everything else steps back under it.',
            '加了配音，{from}–{to}，其他声音自动压低。',
            times,
          )
        : say(
            'Changed the voice-over, {from}–{to}; everything else steps back under it.',
            '更换了配音，{from}–{to}，其他声音自动压低。',
            times,
          ),
      notes,
    );
  },
  examples: [
    { en: 'add a voice-over saying "Welcome to my shop"', zh: '加配音“欢迎来到我的小店”' },
    { en: 'use voice.mp3 as the voice-over', zh: '用 voice.mp3 做配音' },
  ],
});

/** The music steps back wherever somebody speaks, the clips where the voice is laid over them. */
function stepBack(draft: Draft, range: { start: number; end: number }, facts: Facts): Draft {
  const { draft: cut, ids } = isolate(draft, range, facts);
  return mapSegments(cut, (segment, track) => {
    if (segment.kind === 'audio' && track.role === 'music')
      return { ...segment, duckDb: Math.max(MUSIC_DUCK_DB, segment.duckDb) };
    if (segment.kind !== 'video' || track.role !== 'main' || !ids.has(segment.id)) return segment;
    return hasSound(facts.assets.get(segment.asset)) ? { ...segment, duckDb: CLIPS_DUCK_DB } : segment;
  });
}

/** The file that speaks: the spoken text, one that is named, or a recording that lies nowhere yet. */
function voiceOf(draft: Draft, { text, source }: z.output<typeof Args>, facts: Facts): Asset {
  const sounds = [...facts.assets.values()].filter(hasSound);
  const wanted = source?.normalize('NFKC').trim().toLowerCase();
  if (wanted !== undefined) {
    const isCalled = (asset: Asset): boolean =>
      [
        asset.id.toLowerCase(),
        asset.filename.toLowerCase(),
        asset.filename.toLowerCase().replace(/\.[^.]+$/, ''),
      ].includes(wanted);
    const recordings = sounds.filter((asset) => asset.probe.kind === 'audio');
    const isAny = /upload|recording|my|own|file|上传|录音|我的/.test(wanted);
    const found = sounds.find(isCalled) ?? (isAny ? recordings.at(-1) : undefined);
    if (found !== undefined) return found;
    throw fail('draft.no_such_segment', {
      wanted: shown(source ?? ''),
      have: recordings.map((asset) => shown(asset.filename, 40)).join(', ') || '—',
    });
  }
  if (text !== undefined) throw fail('voice.no_speaker', undefined);
  const used = new Set(
    allSegments(draft).flatMap((s) => (s.kind === 'audio' && s.source.kind === 'asset' ? [s.source.asset] : [])),
  );
  const waiting = sounds.find((asset) => asset.probe.kind === 'audio' && !used.has(asset.id));
  if (waiting === undefined) throw fail('voice.no_text', undefined);
  return waiting;
}
