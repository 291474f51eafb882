import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { assetOf, SOUND } from '../../../test/support/make-asset.ts';
import { fc } from '../../../test/support/properties.ts';
import { audioSegment, emptyDraft, track, videoSegment } from '../../draft/build.ts';
import type { Asset, Facts } from '../../draft/facts.ts';
import type { AudioSegment, AudioTrack, Draft, VideoSegment } from '../../draft/model.ts';
import { type Sound, SoundPlan } from '../../protocol/sound.ts';
import { planSound, samplesFor } from './plan-sound.ts';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const CANVAS = { width: 1280, height: 720, fps: 30, background: { kind: 'color', color: '#000000' } } as const;

const asset = (id: string, probe: Partial<Asset['probe']> = {}): Asset => assetOf(id, { audio: [SOUND], ...probe });

const A = asset('ast_a');
const B = asset('ast_b');
const MUTE = asset('ast_mute', { audio: [] });
const SONG = asset('ast_song', {
  kind: 'audio',
  video: null,
  duration: 10_000,
  audio: [{ ...SOUND, streamIndex: 0, duration: 10_000 }],
});
const LATE = asset('ast_late', { audio: [{ ...SOUND, startMs: 500 }] });
const FACTS: Facts = { assets: new Map([A, B, MUTE, SONG, LATE].map((a) => [a.id, a])) };

const clip = (id: string, start: number, duration: number, over: Partial<VideoSegment> = {}): VideoSegment => ({
  ...videoSegment(id, A, start),
  duration,
  ...over,
});
const song = (start: number, duration: number, over: Partial<AudioSegment> = {}): AudioSegment => ({
  ...audioSegment('s', { kind: 'asset', asset: 'ast_song', in: 0, loop: false }, { start, duration }),
  ...over,
});
const draftOf = (segments: VideoSegment[], audio: AudioSegment[] = [], role: AudioTrack['role'] = 'music'): Draft => ({
  ...emptyDraft(CANVAS),
  tracks: [
    { ...track('main', 'video', 'main'), segments },
    { ...track('sound', 'audio', role), segments: audio },
  ],
});
const lengthOf = (draft: Draft): number =>
  Math.max(...(draft.tracks[0]?.segments.map((s) => s.start + s.duration) ?? [0]));
const plan = (draft: Draft, ms = lengthOf(draft)): SoundPlan =>
  planSound(draft, FACTS, { frames: Math.round((ms * 30) / 1000), rate: { num: 30, den: 1 }, bitRate: 192_000 }, hash);
const brief = (sounds: readonly Sound[]): unknown[] =>
  sounds.map(({ source, start, length }) => [
    source.kind === 'file' ? source.from : source.kind === 'music' ? source.mood : source.name,
    start / 48,
    length / 48,
  ]);

test('a cut places source time at exact samples, with ramps of 10 ms inside each clip', () => {
  const { sounds, samples } = plan(draftOf([clip('a', 0, 1000, { in: 2000 }), clip('b', 1000, 500, { in: 9000 })]));
  assert.equal(samples, 72_000);
  assert.deepEqual(brief(sounds), [
    [2, 0, 1000],
    [9, 1000, 500],
  ]);
  assert.deepEqual(sounds[0]?.ramps, [
    { at: 0, length: 480, direction: 'in', curve: 'power' },
    { at: 47_520, length: 480, direction: 'out', curve: 'power' },
  ]);
});

test('a clip that was split anywhere is one sound, as before', () => {
  for (const over of [{}, { speed: 2 }, { reverse: true }] satisfies Partial<VideoSegment>[]) {
    const whole = plan(draftOf([clip('a', 0, 4000, { in: 1000, ...over })]));
    const speed = 'speed' in over ? 2 : 1;
    const ins = 'reverse' in over ? [1000 + 2700, 1000] : [1000, 1000 + 1300 * speed];
    const halves = [
      clip('a', 0, 1300, { in: ins[0] ?? 0, ...over }),
      clip('b', 1300, 2700, { in: ins[1] ?? 0, ...over }),
    ];
    assert.deepEqual(plan(draftOf(halves)).sounds, whole.sounds, JSON.stringify(over));
    assert.equal(plan(draftOf(halves)).key, whole.key);
  }
});

test('a change of volume within one take crosses the take with itself', () => {
  const { sounds } = plan(draftOf([clip('a', 0, 1000), clip('b', 1000, 1000, { in: 1000, volume: 0.5 })]));
  assert.deepEqual(brief(sounds), [
    [0, 0, 1005],
    [0.995, 995, 1005],
  ]);
  assert.ok(sounds.every((s) => s.ramps.some((r) => r.curve === 'linear' && r.length === 480)));
});

test('a transition carries a cross-fade over exactly its span, with the handles of both sources', () => {
  const segments = [
    clip('a', 0, 3000, { in: 1000 }),
    clip('b', 3000, 3000, { in: 20_000, asset: 'ast_b', transition: { name: 'fade', duration: 1000 } }),
  ];
  const { sounds } = plan(draftOf(segments));
  assert.deepEqual(brief(sounds), [
    [1, 0, 3500],
    [19.5, 2500, 3500],
  ]);
  assert.deepEqual(sounds[0]?.ramps[1], { at: 120_000, length: 48_000, direction: 'out', curve: 'power' });
  assert.deepEqual(sounds[1]?.ramps.at(-1), { at: 0, length: 48_000, direction: 'in', curve: 'power' });
});

test('without handles a crossing begins late and ends early, with ramps of its own', () => {
  const segments = [
    clip('a', 0, 3000, { in: 57_000 }),
    clip('b', 3000, 3000, { in: 0, asset: 'ast_b', transition: { name: 'fade', duration: 1000 } }),
  ];
  const { sounds } = plan(draftOf(segments));
  assert.deepEqual(brief(sounds), [
    [57, 0, 3000],
    [0, 3000, 3000],
  ]);
  assert.ok(sounds[0]?.ramps.some((r) => r.direction === 'out' && r.at === 144_000 - 480 && r.length === 480));
  assert.ok(sounds[1]?.ramps.some((r) => r.direction === 'in' && r.at === -24_000 && r.length === 48_000));
});

test('sound that begins later than the picture is placed where it belongs', () => {
  const { sounds } = plan(draftOf([clip('a', 0, 2000, { asset: 'ast_late' })]));
  assert.deepEqual(brief(sounds), [[0.5, 500, 1500]]);
});

test('nothing sounds of what is frozen, silent, muted, without sound, or a photo', () => {
  const silent: Partial<VideoSegment>[] = [
    { freeze: true },
    { volume: 0 },
    { asset: 'ast_mute' },
    { asset: 'ast_none' },
  ];
  for (const over of silent) assert.deepEqual(plan(draftOf([clip('a', 0, 1000, over)])).sounds, []);
  const draft = draftOf([clip('a', 0, 1000)], [song(0, 1000)]);
  const muted = { ...draft, tracks: draft.tracks.map((t) => ({ ...t, muted: true })) } as Draft;
  assert.deepEqual(plan(muted).sounds, []);
  assert.equal(plan(muted).samples, 48_000);
});

test('volumes of segment and track multiply; fades become ramps', () => {
  const draft = draftOf([clip('a', 0, 2000, { volume: 0.5, fade: { in: 300, out: 400 } })]);
  const quiet = { ...draft, tracks: draft.tracks.map((t) => ({ ...t, volume: 0.5 })) } as Draft;
  const [sound] = plan(quiet).sounds;
  assert.equal(sound?.gain, 0.25);
  assert.deepEqual(
    sound?.ramps.filter((r) => r.curve === 'smooth'),
    [
      { at: 0, length: 14_400, direction: 'in', curve: 'smooth' },
      { at: 76_800, length: 19_200, direction: 'out', curve: 'smooth' },
    ],
  );
});

test('music is composed to the length that is heard of it', () => {
  const source = { kind: 'music', mood: 'lo-fi', seed: 4 } as const;
  const { sounds } = plan(
    draftOf([clip('a', 0, 5000, { asset: 'ast_mute' })], [song(1000, 9000, { source, duckDb: 12 })]),
  );
  assert.equal(sounds.length, 1);
  assert.deepEqual(sounds[0]?.source, { ...source, durationMs: 4000 });
  assert.equal(sounds[0]?.duckDb, 12);
  assert.equal(sounds[0]?.length, 4 * 48_000);
});

test('a song that the video cuts off fades; a looped one goes on; a short one ends by itself', () => {
  const video = [clip('a', 0, 8000, { asset: 'ast_mute' })];
  const [cut] = plan(draftOf(video, [song(0, 9000)])).sounds;
  assert.ok(cut?.ramps.some((r) => r.curve === 'smooth' && r.direction === 'out' && r.at + r.length === 8 * 48_000));
  const source = { kind: 'asset', asset: 'ast_song', in: 9000, loop: true } as const;
  const [looped] = plan(draftOf(video, [song(0, 8000, { source })])).sounds;
  assert.deepEqual(looped?.source.kind === 'file' && looped.source.loop, 1);
  assert.equal(looped?.length, 8 * 48_000);
  const [short] = plan(draftOf(video, [song(0, 8000, { source: { ...source, loop: false } })])).sounds;
  assert.equal(short?.length, 48_000);
});

test('sound and music that were split play on as one', () => {
  const video = [clip('a', 0, 9000, { asset: 'ast_mute' })];
  const file = (start: number, duration: number, from: number): AudioSegment =>
    song(start, duration, { source: { kind: 'asset', asset: 'ast_song', in: from, loop: false } });
  const whole = plan(draftOf(video, [file(1000, 6000, 500)])).sounds;
  assert.deepEqual(plan(draftOf(video, [file(1000, 2345, 500), file(3345, 3655, 2845)])).sounds, whole);
  const music = (start: number, duration: number): AudioSegment =>
    song(start, duration, { source: { kind: 'music', mood: 'upbeat', seed: 3 } });
  const piece = plan(draftOf(video, [music(0, 8000)])).sounds;
  assert.deepEqual(plan(draftOf(video, [music(0, 3000), music(3000, 5000)])).sounds, piece);
  assert.equal(plan(draftOf(video, [music(0, 3000), music(3001, 5000)])).sounds.length, 2);
});

test('a take that crosses into itself does not swell', () => {
  const halves = [clip('a', 0, 3000), clip('b', 3000, 3000, { in: 3000, transition: { name: 'fade', duration: 800 } })];
  const curves = plan(draftOf(halves)).sounds.flatMap((s) => s.ramps.filter((r) => r.length > 480).map((r) => r.curve));
  assert.deepEqual(curves, ['linear', 'linear']);
});

test('a voice is on the bus that music steps back for', () => {
  const { sounds } = plan(draftOf([clip('a', 0, 5000)], [song(0, 4000, { duckDb: 9 })], 'voice'));
  assert.deepEqual(
    sounds.map((s) => [s.bus, s.duckDb]),
    [
      ['voice', 0],
      ['voice', 0],
    ],
  );
});

test('as many samples as the frames take, at any rate', () => {
  assert.equal(samplesFor(300, { num: 30, den: 1 }), 480_000);
  assert.equal(samplesFor(300, { num: 30_000, den: 1001 }), 480_480);
  assert.equal(samplesFor(1, { num: 24_000, den: 1001 }), 2002);
});

test('the key holds contents only, and changes with them', () => {
  const draft = draftOf([clip('a', 0, 3000, { in: 500 })], [song(0, 2000)]);
  const { key } = plan(draft);
  assert.equal(plan(draftOf([clip('other', 0, 3000, { in: 500 })], [{ ...song(0, 2000), id: 'x' }])).key, key);
  assert.equal(
    plan(draftOf([clip('a', 0, 3000, { in: 500, pictureFade: { in: 200, out: 0 } })], [song(0, 2000)])).key,
    key,
  );
  assert.notEqual(plan(draftOf([clip('a', 0, 3000, { in: 501 })], [song(0, 2000)])).key, key);
  assert.notEqual(plan({ ...draft, master: { targetLufs: -16, peakDb: -1 } }).key, key);
});

test('any timeline gives a plan that fits its schema and its length', () => {
  const segment = fc.record({
    duration: fc.integer({ min: 1, max: 9000 }),
    in: fc.integer({ min: 0, max: 70_000 }),
    speed: fc.constantFrom(0.05, 0.5, 1, 1.37, 20),
    reverse: fc.boolean(),
    transition: fc.option(fc.record({ name: fc.constant('fade'), duration: fc.integer({ min: 40, max: 5000 }) }), {
      nil: null,
    }),
    asset: fc.constantFrom('ast_a', 'ast_b', 'ast_late', 'ast_mute'),
    fadeIn: fc.integer({ min: 0, max: 9000 }),
    gap: fc.constantFrom(0, 0, 0, 700),
  });
  fc.assert(
    fc.property(fc.array(segment, { minLength: 1, maxLength: 8 }), (list) => {
      let at = 0;
      const segments = list.map(({ fadeIn, gap, ...over }, i) => {
        const made = clip(`v${i}`, at + gap, over.duration, { ...over, fade: { in: fadeIn, out: 0 } });
        at += gap + over.duration;
        return made;
      });
      const made = plan(draftOf(segments));
      SoundPlan.parse(made);
      for (const { start, length, source } of made.sounds) {
        assert.ok(start + length <= made.samples);
        assert.ok(source.kind === 'file' && Number.isFinite(source.from));
      }
    }),
  );
});

test('an effect sounds for its own length, from where it was cut; one that nobody knows is left out', () => {
  const effect = (name: string, start: number, from = 0): AudioSegment =>
    audioSegment(`fx${start}`, { kind: 'sfx', name, in: from }, { start, duration: 800 });
  const draft = draftOf(
    [clip('a', 0, 5000)],
    [effect('whoosh', 1000), effect('ding', 2000, 1000), effect('zzz', 4000)],
    'sfx',
  );
  const { sounds } = plan(draft);
  assert.deepEqual(brief(sounds).slice(1), [
    ['whoosh', 1000, 800],
    ['ding', 2000, 300],
  ]);
  assert.equal(sounds[1]?.bus, 'other');
});

test('cleaning takes the noise that was measured along; parts of one take that are cleaned alike are one sound', () => {
  const clean = { denoiseDb: 18, deEss: 0.5 };
  const bands = Array.from({ length: 64 }, () => -70);
  const known: Facts = {
    assets: new Map([...FACTS.assets].map(([id, asset]) => [id, { ...asset, noise: { bands, noiseDb: -50 } }])),
  };
  const parts = [clip('a', 0, 1000, { clean }), clip('b', 1000, 1000, { in: 1000, clean })];
  const frame = { frames: 60, rate: { num: 30, den: 1 }, bitRate: 192_000 };
  const sourceOf = (segments: VideoSegment[], facts: Facts): unknown[] =>
    planSound(draftOf(segments), facts, frame, hash).sounds.map(({ source }) => source.kind === 'file' && source.clean);
  assert.deepEqual(sourceOf(parts, known), [{ ...clean, noise: bands }]);
  assert.deepEqual(sourceOf(parts, FACTS), [{ denoiseDb: 0, deEss: 0.5, noise: [] }], 'unknown noise is left alone');
  const apart = [parts[0] as VideoSegment, clip('b', 1000, 1000, { in: 1000 })];
  assert.equal(sourceOf(apart, known).length, 2);
});
