import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fc } from '../../test/support/properties.ts';
import type { Rate } from '../base/time.ts';
import { readTimeline, writeTimeline } from './formats.ts';
import { type Clip, emptyTimeline, type Media, plainClip, type Timeline, type Track } from './timeline.ts';

/** Timelines of every kind go out and come back frame for frame, in each format as far as it goes. */

const RATES: readonly Rate[] = [
  { num: 24, den: 1 },
  { num: 25, den: 1 },
  { num: 30, den: 1 },
  { num: 60, den: 1 },
  { num: 24_000, den: 1001 },
  { num: 30_000, den: 1001 },
  { num: 60_000, den: 1001 },
];

const FILE: Media = { name: '', length: 9000, hasVideo: true, hasAudio: true, isStill: false, size: null };
const MEDIA: readonly Media[] = [
  { ...FILE, name: 'a "talk" & <more>.mp4' },
  { ...FILE, name: '城市 100%.mov', hasAudio: false },
  { ...FILE, name: 'photo #1.jpg', length: 0, hasAudio: false, isStill: true },
];
const SOUND: Media = { ...FILE, name: '=song.wav', hasVideo: false };

type Cut = { length: number; gap: number; in: number; file: number; mixes: boolean; pace: number; volume: number };

const cuts = fc.array(
  fc.record({
    length: fc.integer({ min: 20, max: 400 }),
    gap: fc.constantFrom(0, 0, 0, 17),
    in: fc.integer({ min: 500, max: 4000 }),
    file: fc.nat({ max: 2 }),
    mixes: fc.boolean(),
    pace: fc.nat({ max: 9 }),
    volume: fc.constantFrom(1, 1, 0.5, 2, 0),
  }),
  { minLength: 1, maxLength: 8 },
);

const PACES: readonly Partial<Clip>[] = [
  {},
  {},
  {},
  {},
  { speed: 2 },
  { speed: 0.5 },
  { speed: 1.25 },
  { reverse: true },
  { speed: 1.5, reverse: true },
  { freeze: true },
];

function clipsOf(made: readonly Cut[], files: readonly Media[]): Clip[] {
  const clips: Clip[] = [];
  for (const { length, gap, in: from, file, mixes, pace, volume } of made) {
    const media = files[file % files.length] ?? FILE;
    const before = clips.at(-1);
    const start = (before === undefined ? 0 : before.start + before.length) + gap;
    const isPlain = media.isStill;
    clips.push({
      ...plainClip(media.name, { start, length, in: isPlain ? 0 : from }),
      ...(isPlain ? {} : PACES[pace]),
      volume: media.hasAudio ? volume : 1,
      mix: mixes && gap === 0 && before !== undefined && media.hasVideo ? { name: 'fade', length: 9 } : null,
    });
  }
  return clips;
}

const timelines = fc
  .record({
    rate: fc.constantFrom(...RATES),
    main: cuts,
    over: cuts,
    sound: cuts,
    markers: fc.uniqueArray(fc.nat({ max: 19 }), { maxLength: 3 }),
  })
  .map(({ rate, main, over, sound, markers }): Timeline => {
    const plainSounds = sound.map((cut) => ({ ...cut, pace: 0 }));
    const first = clipsOf(main, MEDIA);
    const end = Math.max(...first.map((clip) => clip.start + clip.length));
    const within = (clips: Clip[]): Clip[] => clips.filter((clip) => clip.start + clip.length <= end);
    const tracks: Track[] = [{ kind: 'video', name: null, clips: first }];
    const overlay = within(clipsOf(over, MEDIA.slice(0, 2))).map((clip) => ({ ...clip, mix: null }));
    const sounds = within(clipsOf(plainSounds, [SOUND]));
    if (overlay.length > 0) tracks.push({ kind: 'video', name: null, clips: overlay });
    if (sounds.length > 0) tracks.push({ kind: 'audio', name: null, clips: sounds });
    const used = new Set(tracks.flatMap(({ clips }) => clips.map((clip) => clip.media)));
    return {
      ...emptyTimeline('A film', rate),
      width: 1280,
      height: 720,
      media: [...MEDIA, SOUND].filter(({ name }) => used.has(name)),
      tracks,
      markers: markers.toSorted((a, b) => a - b).map((at) => ({ at, name: `Part ${at} & <b>` })),
    };
  });

/** What must come back of a clip. `loose`: in-points of retimed clips count on another clock there, to within a frame of it. */
const seen = (clip: Clip, media: readonly Media[], keep: Keep): unknown => ({
  media: clip.media,
  start: clip.start,
  length: clip.length,
  in: keep.looseIn && (clip.speed !== 1 || clip.reverse || clip.media.endsWith('.jpg')) ? null : clip.in,
  speed: clip.freeze ? 1 : clip.speed,
  reverse: clip.reverse,
  freeze: clip.freeze,
  mix: keep.mixes ? (clip.mix?.length ?? null) : null,
  volume:
    keep.volume && media.find(({ name }) => name === clip.media)?.hasAudio === true && !clip.freeze
      ? Math.round(clip.volume * 1000) / 1000
      : null,
});

type Keep = { mixes: boolean; volume: boolean; overlays: boolean; markers: boolean; looseIn: boolean };
const ALL: Keep = { mixes: true, volume: true, overlays: true, markers: true, looseIn: false };

const KEEPS: readonly (readonly [string, Keep])[] = [
  ['otio', ALL],
  ['fcpxml', ALL],
  ['xmeml', { ...ALL, looseIn: true }],
  ['edl', { ...ALL, volume: false, overlays: false, looseIn: true }],
  ['csv', { ...ALL, mixes: false, markers: false }],
];

for (const [name, keep] of KEEPS) {
  test(`${name}: out and back, frame for frame`, () => {
    fc.assert(
      fc.property(timelines, (timeline) => {
        const [file] = writeTimeline(timeline, name).files;
        assert.ok(file !== undefined);
        const { timeline: back, losses } = readTimeline(file.text, name, timeline.rate);
        assert.deepEqual(losses, []);
        assert.deepEqual(back.rate, timeline.rate);
        const shown = (one: Timeline): unknown =>
          one.tracks
            .filter((track, i) => keep.overlays || track.kind === 'audio' || i === 0)
            .map(({ kind, clips }) => ({ kind, clips: clips.map((clip) => seen(clip, timeline.media, keep)) }));
        assert.deepEqual(shown(back), shown(timeline));
        if (keep.looseIn) assertNear(timeline, back);
        if (keep.markers) assert.deepEqual(back.markers, timeline.markers);
      }),
      { numRuns: 60 },
    );
  });
}

/** In-points of retimed clips: no further off than what one frame of theirs plays. */
function assertNear(timeline: Timeline, back: Timeline): void {
  for (const [i, clip] of (timeline.tracks[0]?.clips ?? []).entries()) {
    const other = back.tracks[0]?.clips[i];
    if (clip.media.endsWith('.jpg')) continue; // a photo has no time of its own
    assert.ok(Math.abs((other?.in ?? Infinity) - clip.in) <= Math.ceil(clip.speed), `${clip.in} → ${other?.in}`);
  }
}
