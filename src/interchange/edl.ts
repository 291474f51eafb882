import { fail } from '../base/errors.ts';
import type { Rate } from '../base/time.ts';
import { leftOut } from './features.ts';
import { fileNameOf } from './names.ts';
import { canDrop, decimalOf, frameOfTimecode, nominalOf, rateFrom, timecode } from './rate.ts';
import {
  type Clip,
  emptyTimeline,
  isHeard,
  type Media,
  mainOf,
  mixBefore,
  plainClip,
  type Read,
  type Timeline,
  type Track,
  type WrittenFile,
} from './timeline.ts';

/**
 * Edit decision lists as CMX 3600 has them: one picture track, cuts and dissolves, motion effects, timecode of whole
 * numbers. File names stand in comments, as every program since writes them. 29.97 and 59.94 count with dropped numbers.
 */

/** Records begin at one hour, as tapes did and programs still expect. */
const HOUR_S = 3600;

export function writeEdl(timeline: Timeline): WrittenFile[] {
  const { rate } = timeline;
  const drop = canDrop(rate);
  const hour = HOUR_S * nominalOf(rate);
  const base = frameOfTimecode('01:00:00:00', rate, drop) ?? hour;
  const tc = (frame: number): string => timecode(Math.max(0, frame), rate, drop);
  const lines = [
    `TITLE: ${timeline.name.replace(/\s+/g, ' ').slice(0, 70)}`,
    `FCM: ${drop ? 'DROP FRAME' : 'NON-DROP FRAME'}`,
    `* FRAME RATE: ${decimalOf(rate)}`,
    '',
  ];
  let number = 0;
  const add = (kind: string, how: string, times: readonly number[]): void => {
    lines.push(
      `${String(number).padStart(3, '0')}  AX       ${kind.padEnd(5)} ${how.padEnd(8)} ${times.map(tc).join(' ')}`,
    );
  };
  const main = mainOf(timeline.tracks);
  for (const [i, clip] of (main?.clips ?? []).entries()) {
    number++;
    const before = main?.clips[i - 1] ?? null;
    const after = main?.clips[i + 1]?.mix ?? null;
    const early = clip.mix === null ? 0 : mixBefore(clip.mix.length);
    const from = clip.start - early;
    const until = clip.start + clip.length - (after === null ? 0 : mixBefore(after.length));
    const source = sourceSpan(clip, { from: -early, until: until - clip.start });
    const kind = isHeard(timeline, clip) ? 'AA/V' : 'V';
    if (clip.mix !== null && before !== null) {
      const end = sourceAt(before, from - before.start);
      add(kind, 'C', [end, end, base + from, base + from]);
      add(kind, `D    ${String(clip.mix.length).padStart(3, '0')}`, [...source, base + from, base + until]);
      lines.push(`* FROM CLIP NAME: ${before.media}`, `* TO CLIP NAME: ${clip.media}`);
      if (!['fade', 'dissolve'].includes(clip.mix.name)) lines.push(`* EFFECT NAME: ${clip.mix.name.toUpperCase()}`);
    } else {
      add(kind, 'C', [...source, base + from, base + until]);
      lines.push(`* FROM CLIP NAME: ${clip.media}`);
    }
    lines.push(...motionOf(clip, rate, tc));
  }
  for (const track of timeline.tracks.filter(({ kind }) => kind === 'audio')) {
    for (const clip of track.clips) {
      number++;
      const at = base + clip.start;
      add('A2', 'C', [...sourceSpan(clip, { from: 0, until: clip.length }), at, at + clip.length]);
      lines.push(`* FROM CLIP NAME: ${clip.media}`, ...motionOf(clip, rate, tc));
    }
  }
  for (const { at, name } of timeline.markers)
    lines.push(`* LOC: ${tc(base + at)} WHITE   ${name.replace(/\s+/g, ' ').slice(0, 120)}`);
  return [{ name: 'timeline.edl', text: `${lines.join('\n')}\n` }];
}

/** Where the source is `frames` after the start of a clip. */
const sourceAt = (clip: Clip, frames: number): number => {
  if (clip.freeze) return clip.in;
  const played = frames * clip.speed;
  return Math.round(clip.reverse ? clip.in + clip.length * clip.speed - played : clip.in + played);
};

/** First and last of the source between two places of a clip; at least a frame, for an event needs one. */
function sourceSpan(clip: Clip, { from, until }: { from: number; until: number }): [number, number] {
  const [a, b] = [sourceAt(clip, from), sourceAt(clip, until)];
  return clip.freeze ? [a, a + 1] : [Math.min(a, b), Math.max(a, b)];
}

function motionOf(clip: Clip, rate: Rate, tc: (frame: number) => string): string[] {
  if (clip.speed === 1 && !clip.reverse && !clip.freeze) return [];
  const fps = clip.freeze ? 0 : decimalOf(rate) * clip.speed * (clip.reverse ? -1 : 1);
  const text = `${fps < 0 ? '-' : ''}${Math.abs(fps).toFixed(4).padStart(8, '0')}`;
  return [`M2   AX       ${text}                ${tc(clip.in)}`];
}

type Event = {
  readonly number: string;
  readonly channel: string;
  readonly effect: string;
  readonly frames: number;
  readonly times: readonly [number, number, number, number];
  name: string | null;
  to: string | null;
  fps: number | null;
};

const EVENT =
  /^(\d{1,6})\s+(\S+)\s+(\S+)\s+(C|D|W\d*|KB?|K\s*[BO]?)\s*(\d{0,4})\s+(\d\d:\d\d:\d\d[:;.]\d\d)\s+(\d\d:\d\d:\d\d[:;.]\d\d)\s+(\d\d:\d\d:\d\d[:;.]\d\d)\s+(\d\d:\d\d:\d\d[:;.]\d\d)\s*$/i;

/** Events, and more of one file, than any list has: 9999 was CMX's own limit. */
const MOST_EVENTS = 20_000;

/** Reads a list. Its rate is not in it: the comment, the dropped numbers or `hint` (of the media) tell it. */
export function readEdl(text: string, hint: Rate | null): Read {
  const lines = text.split(/\r\n|\r|\n/);
  const rate = rateOfList(lines, hint);
  const drop = lines.some((line) => /^FCM:\s*DROP/i.test(line.trim()));
  const losses = new Map<string, number>();
  const events: Event[] = [];
  const markers: { at: number; name: string }[] = [];
  for (const raw of lines) {
    const line = raw.trim();
    const last = events.at(-1);
    const made = eventOf(line, rate, drop);
    if (made !== null) {
      if (events.length >= MOST_EVENTS) throw fail('interchange.unreadable', { format: 'EDL', why: 'too many events' });
      events.push(made);
    } else if (last !== undefined) noteLine(line, last, losses);
    const place = /^\*\s*LOC:\s*(\S+)\s+\S+\s+(.*)$/i.exec(line);
    const at = place === null ? null : frameOfTimecode(place[1] ?? '', rate, drop);
    if (at !== null) markers.push({ at, name: (place?.[2] ?? '').slice(0, 200) || 'Chapter' });
  }
  if (events.length === 0) throw fail('interchange.unreadable', { format: 'EDL', why: 'there is no event in it' });
  const title = lines.find((line) => /^TITLE:/i.test(line))?.replace(/^TITLE:\s*/i, '') ?? '';
  return assembled(events, { rate, title, drop, markers, losses });
}

function rateOfList(lines: readonly string[], hint: Rate | null): Rate {
  for (const line of lines) {
    const said = /^\*\s*FRAME RATE:\s*([\d.]+)/i.exec(line.trim());
    const rate = said === null ? null : rateFrom(Number(said[1]));
    if (rate !== null) return rate;
  }
  const drops = lines.some((line) => /^FCM:\s*DROP/i.test(line.trim()));
  if (drops && (hint === null || !canDrop(hint))) return { num: 30_000, den: 1001 };
  if (hint !== null) return hint;
  const highest = Math.max(
    0,
    ...lines.flatMap((line) => [...line.matchAll(/:\d\d:\d\d[:;](\d\d)/g)].map((m) => Number(m[1]))),
  );
  return highest >= 30 ? { num: 60, den: 1 } : highest >= 25 ? { num: 30, den: 1 } : { num: 25, den: 1 };
}

function eventOf(line: string, rate: Rate, drop: boolean): Event | null {
  const parts = EVENT.exec(line);
  if (parts === null) return null;
  const [, number = '', reel = '', channel = '', effect = '', frames = '', ...codes] = parts;
  const times = codes.map((code) => frameOfTimecode(code, rate, drop));
  if (times.some((time) => time === null)) return null;
  const name = /^(?:AX|BL)$/i.test(reel) ? null : reel;
  return {
    number,
    channel: channel.toUpperCase(),
    effect: reel.toUpperCase() === 'BL' ? 'BL' : effect.toUpperCase(),
    frames: Number(frames || 0),
    times: times as [number, number, number, number],
    name,
    to: null,
    fps: null,
  };
}

function noteLine(line: string, event: Event, losses: Map<string, number>): void {
  const named =
    /^\*\s*(FROM|TO) CLIP(?: NAME)?(?: IS)?:\s*(.+)$/i.exec(line) ?? /^\*\s*(SOURCE FILE):\s*(.+)$/i.exec(line);
  if (named !== null) {
    const name = fileNameOf(named[2] ?? '');
    if (/^to/i.test(named[1] ?? '')) event.to = name;
    else event.name = name;
    return;
  }
  const motion = /^M2\s+\S+\s+(-?\d{1,4}(?:\.\d+)?)/i.exec(line);
  if (motion !== null) event.fps = Number(motion[1]);
  const effect = /^\*\s*EFFECT NAME(?: IS)?:\s*(.+)$/i.exec(line);
  if (effect !== null && !/dissolve/i.test(line)) {
    const name = (effect[1] ?? '').slice(0, 40);
    losses.set(name, (losses.get(name) ?? 0) + 1);
  }
}

type Assembly = {
  readonly rate: Rate;
  readonly title: string;
  readonly drop: boolean;
  readonly markers: readonly { at: number; name: string }[];
  readonly losses: ReadonlyMap<string, number>;
};

function assembled(events: readonly Event[], { rate, title, drop, markers, losses }: Assembly): Read {
  const hour = frameOfTimecode('01:00:00:00', rate, drop) ?? 0;
  const first = Math.min(...events.map(({ times }) => times[2]));
  const base = first >= hour ? hour : 0;
  const video: Clip[] = [];
  const audio: Clip[] = [];
  for (const event of events) {
    const [sourceIn, , recordIn, recordOut] = event.times;
    if (recordOut <= recordIn || event.effect === 'BL') continue;
    const isVideo = /V|^B/.test(event.channel);
    const mixes = event.effect === 'D' || event.effect.startsWith('W');
    const early = mixes ? mixBefore(event.frames) : 0;
    const name = (mixes ? event.to : null) ?? event.name ?? `clip ${event.number}`;
    const moving = motionFrom(event, rate);
    const start = recordIn - base + early;
    const played = moving.freeze ? 0 : early * moving.speed;
    const clip: Clip = {
      ...plainClip(name, { start, length: recordOut - recordIn - early, in: 0 }),
      ...moving,
      in: Math.max(0, Math.round(moving.reverse ? sourceIn : sourceIn + played)),
      mix: mixes && event.frames > 0 && isVideo ? { name: 'fade', length: event.frames } : null,
      volume: isVideo && !event.channel.includes('A') && !event.channel.startsWith('B') ? 0 : 1,
    };
    const before = video.at(-1);
    // A dissolve's event begins before the cut: the clip before it lasts until there.
    if (isVideo && mixes && before !== undefined && before.start + before.length === start - early)
      video[video.length - 1] = lengthened(before, early);
    (isVideo ? video : audio).push(clip);
  }
  return { timeline: listed({ rate, title, base, markers }, { video, audio }), losses: leftOut(losses) };
}

/** A clip that lasts longer; backwards, it begins earlier in its source. */
const lengthened = (clip: Clip, by: number): Clip => ({
  ...clip,
  length: clip.length + by,
  in: clip.reverse ? Math.max(0, Math.round(clip.in - by * clip.speed)) : clip.in,
});

function motionFrom({ fps }: Event, rate: Rate): Pick<Clip, 'speed' | 'reverse' | 'freeze'> {
  if (fps === null) return { speed: 1, reverse: false, freeze: false };
  if (fps === 0) return { speed: 1, reverse: false, freeze: true };
  const speed = Math.round((Math.abs(fps) / decimalOf(rate)) * 1e4) / 1e4;
  return { speed: Math.min(20, Math.max(0.05, speed)), reverse: fps < 0, freeze: false };
}

type Head = Pick<Assembly, 'rate' | 'title' | 'markers'> & { readonly base: number };

function listed({ rate, title, base, markers }: Head, { video, audio }: { video: Clip[]; audio: Clip[] }): Timeline {
  const names = [...new Set([...video, ...audio].map((clip) => clip.media))];
  const seen = new Set(video.map((clip) => clip.media));
  const media = names.map(
    (name): Media => ({ name, length: null, hasVideo: seen.has(name), hasAudio: true, isStill: false, size: null }),
  );
  const tracks: Track[] = [];
  if (video.length > 0) tracks.push({ kind: 'video', name: null, clips: video });
  if (audio.length > 0) tracks.push({ kind: 'audio', name: null, clips: audio });
  return {
    ...emptyTimeline(title.trim() || 'timeline', rate),
    media,
    tracks,
    markers: markers.map(({ at, name }) => ({ at: Math.max(0, at - base), name })),
  };
}
