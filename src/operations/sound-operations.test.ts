import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deepFrozen, draftOf, factsFor, sampleAsset } from '../../test/support/sample-draft.ts';
import { TellcutError } from '../base/errors.ts';
import { beatAfter, gridOfMusic } from '../draft/beat-grid.ts';
import type { Asset } from '../draft/facts.ts';
import type { Draft } from '../draft/model.ts';
import { audioSegments, draftLength, endOf, mainSegments } from '../draft/queries.ts';
import { decodeDraft, encodeDraft } from '../draft/wire.ts';
import { applyOne, applyOperations } from './registry.ts';

const NOISE = { bands: Array.from({ length: 64 }, () => -70), noiseDb: -52 };
const clips = [7300, 5100, 6400].map((duration, i) => sampleAsset(`clip-${i + 1}.mp4`, { duration }));
const song: Asset = {
  ...sampleAsset('song.mp3', { kind: 'audio', duration: 30_000 }),
  beats: {
    bpm: 120,
    confidence: 0.8,
    beats: Array.from({ length: 60 }, (_, i) => 100 + i * 500),
    downbeat: 0,
    drop: 6600,
  },
};
const photos = [1, 2, 3, 4].map((i) => sampleAsset(`photo-${i}.jpg`, { kind: 'image' }));
const refused = (code: string) => (error: unknown) => error instanceof TellcutError && error.code === code;

/** How far the cuts lie from a beat of the music as it is at the end, in ms. */
function errors(draft: Draft, facts: ReturnType<typeof factsFor>): number[] {
  const grid = gridOfMusic(draft, facts, draftLength(draft));
  assert.ok(grid !== null);
  return mainSegments(draft)
    .slice(1)
    .map(({ start }) => {
      const i = beatAfter(grid.beats, start);
      return Math.min(...[grid.beats[i - 1] ?? -1e9, grid.beats[i] ?? 1e9].map((beat) => Math.abs(beat - start)));
    });
}

test('cuts lie on the beats of a file and of composed music, whatever the music’s new length makes of its tempo', () => {
  const facts = factsFor(...clips, song);
  for (const music of [
    { op: 'add_music', source: 'song.mp3' },
    ...['electronic', 'lo-fi', 'upbeat'].map((mood) => ({ op: 'add_music', mood })),
  ]) {
    const { draft, outcomes } = applyOperations(deepFrozen(draftOf(...clips)), [music, { op: 'beat_sync' }], {
      facts,
      selected: null,
    });
    assert.match(outcomes[1]?.said.en ?? '', /^Put 2 cuts on the beat/);
    for (const off of errors(draft, facts)) assert.ok(off <= 17, `${JSON.stringify(music)}: ${off} ms beside the beat`);
    assert.equal(mainSegments(draft).length, 3);
    for (const [i, segment] of mainSegments(draft).entries())
      assert.ok(segment.in + segment.duration <= (clips[i]?.probe.duration ?? 0), 'no more than the source has');
  }
});

test('photos stand for as many beats as asked', () => {
  const facts = factsFor(...photos, song);
  const context = { facts, selected: null };
  const calls = [
    { op: 'add_music', source: 'song.mp3' },
    { op: 'beat_sync', every: '2nd beat' },
  ];
  const { draft } = applyOperations(draftOf(...photos), calls, context);
  const lengths = mainSegments(draft)
    .slice(1, -1)
    .map((s) => s.duration);
  assert.ok(lengths.length === 2 && lengths.every((ms) => Math.abs(ms - 1000) <= 34), lengths.join());
  for (const off of errors(draft, facts)) assert.ok(off <= 17, `${off} ms beside the beat`);
});

test('a single take is cut at beats with its sound whole, and what is closer alternates', () => {
  const take = sampleAsset('dance.mp4', { duration: 16_000 });
  const facts = factsFor({
    ...take,
    beats: {
      ...(song.beats as NonNullable<Asset['beats']>),
      beats: Array.from({ length: 32 }, (_, i) => 20 + i * 500),
    },
  });
  const context = { facts, selected: null };
  const { draft, said } = applyOne(draftOf(take), { op: 'beat_sync', every: 2 }, context);
  const segments = mainSegments(draft);
  assert.ok(segments.length >= 14, said.en);
  assert.equal(draftLength(draft), 16_000);
  for (const [i, s] of segments.entries()) {
    assert.ok(Math.abs(s.in - s.start) <= 1, 'it plays on');
    assert.equal(s.placement.scale, i % 2 === 1 ? 1.14 : 1);
    if (i > 0) assert.ok(Math.abs(((s.start - 20) % 1000) - 0) <= 34 || Math.abs(((s.start - 20) % 1000) - 1000) <= 34);
  }
});

test('the cut nearest to the drop lies on it', () => {
  const facts = factsFor(...clips, song);
  const calls = [
    { op: 'add_music', source: 'song.mp3' },
    { op: 'beat_sync', target: 'drop' },
  ];
  const { draft } = applyOperations(draftOf(...clips), calls, { facts, selected: null });
  assert.ok(
    mainSegments(draft).some(({ start }) => Math.abs(start - 6600) <= 17),
    mainSegments(draft)
      .map((s) => s.start)
      .join(),
  );
});

test('no cut is moved into speech: it goes to a beat in the pause, or stays', () => {
  const talk = sampleAsset('talk.mp4', {
    duration: 8000,
    silences: [
      [5000, 5600],
      [7900, 8000],
    ],
  });
  const other = sampleAsset('other.mp4', { duration: 6000 });
  const facts = factsFor(talk, other, song);
  const start = applyOne(draftOf(talk, other), { op: 'cut_range', from: 5.3, to: 8 }, { facts, selected: null }).draft;
  const calls = [{ op: 'add_music', source: 'song.mp3' }, { op: 'beat_sync' }];
  const { draft } = applyOperations(start, calls, { facts, selected: null });
  const [first] = mainSegments(draft);
  assert.ok(first !== undefined && endOf(first) >= 5000 && endOf(first) <= 5600, `${first?.duration}`);
});

test('no music, no beat, one photo: named, and nothing is changed', () => {
  const facts = factsFor(...clips, ...photos, {
    ...song,
    beats: { bpm: null, confidence: 0, beats: [], downbeat: 0, drop: null },
  });
  const context = { facts, selected: null };
  const draft = draftOf(...clips);
  assert.throws(() => applyOne(draft, { op: 'beat_sync' }, context), refused('draft.needs'));
  const without = applyOne(draft, { op: 'add_music', source: 'song.mp3' }, context).draft;
  assert.throws(() => applyOne(without, { op: 'beat_sync' }, context), refused('draft.needs'));
  assert.throws(() => applyOne(without, { op: 'beat_sync', every: 'purple' }, context), refused('draft.unclear_value'));
  const short = applyOperations(
    draftOf(sampleAsset('s.mp4', { duration: 300 })),
    [{ op: 'add_music', mood: 'lo-fi' }, { op: 'beat_sync' }],
    context,
  );
  assert.match(short.outcomes[1]?.said.en ?? '', /nothing was changed/);
});

test('noise is taken out of what has some, by words and by dB, and put back', () => {
  const facts = factsFor(
    { ...(clips[0] as Asset), noise: NOISE },
    { ...(clips[1] as Asset), noise: { bands: null, noiseDb: -100 } },
  );
  const context = { facts, selected: null };
  const draft = draftOf(...clips.slice(0, 2));
  const depth = (args: object): number | undefined =>
    mainSegments(applyOne(draft, { op: 'denoise_audio', ...args }, context).draft)[0]?.clean?.denoiseDb;
  assert.deepEqual(
    [
      {},
      { amount: 'a little' },
      { amount: 'strong' },
      { amount: '-12dB' },
      { amount: '50%' },
      { mode: 'voice isolation' },
      { amount: 99 },
    ].map(depth),
    [18, 9, 26, 12, 13, 26, 40],
  );
  const cleaned = applyOne(draft, { op: 'denoise_audio' }, context);
  assert.match(cleaned.said.en, /it was at -52 dB/);
  assert.equal(cleaned.notes.length, 1, 'one clip has no pause');
  const both = applyOne(cleaned.draft, { op: 'de_ess', amount: 'strong' }, context).draft;
  assert.deepEqual(mainSegments(both)[0]?.clean, { denoiseDb: 18, deEss: 1 });
  assert.deepEqual(decodeDraft(encodeDraft(both), facts), both);
  const back = applyOperations(
    both,
    [
      { op: 'denoise_audio', off: true },
      { op: 'de_ess', off: true },
    ],
    context,
  ).draft;
  assert.equal(mainSegments(back)[0]?.clean, undefined);
  const quiet = factsFor({ ...(clips[0] as Asset), noise: { ...NOISE, noiseDb: -84 } });
  assert.match(
    applyOne(draftOf(clips[0] as Asset), { op: 'denoise_audio' }, { facts: quiet, selected: null }).said.en,
    /no noise to take out/,
  );
  assert.throws(
    () => applyOne(draft, { op: 'denoise_audio', amount: 'purple' }, context),
    refused('draft.unclear_value'),
  );
  const silent = sampleAsset('silent.mp4', { sound: false });
  assert.throws(
    () => applyOne(draftOf(silent), { op: 'denoise_audio' }, { facts: factsFor(silent), selected: null }),
    refused('draft.needs'),
  );
});

test('effects are heard at their moment, at each cut, transition and title; a file of the user is one too', () => {
  const facts = factsFor(...clips);
  const context = { facts, selected: null };
  const draft = draftOf(...clips);
  const starts = (calls: { op: string }[]): number[] =>
    audioSegments(applyOperations(draft, calls, context).draft, 'sfx').map((s) => s.start);
  assert.deepEqual(starts([{ op: 'sfx', name: 'whoosh', at: 5 } as { op: string }]), [4600]);
  assert.deepEqual(starts([{ op: 'sfx', name: 'ding', at: 0 } as { op: string }]), [0]);
  assert.deepEqual(starts([{ op: 'sfx', each: 'cut' } as { op: string }]), [6900, 12_000]);
  const titled = [
    { op: 'title', text: 'Hello', start: 2 },
    { op: 'sfx', each: 'title' },
  ];
  const made = applyOperations(draft, titled, context);
  assert.equal(audioSegments(made.draft, 'sfx')[0]?.source.kind === 'sfx', true);
  assert.deepEqual(decodeDraft(encodeDraft(made.draft), facts), made.draft);
  const withFile = { facts: factsFor(...clips, song), selected: null };
  const file = audioSegments(applyOne(draft, { op: 'sfx', start: 5, end: 15 }, withFile).draft, 'sfx')[0];
  assert.deepEqual([file?.source.kind, file?.start, file?.duration], ['asset', 5000, 10_000]);
  const gone = applyOne(made.draft, { op: 'remove_audio', target: 'sfx' }, context).draft;
  assert.equal(audioSegments(gone, 'sfx').length, 0);
  assert.throws(() => applyOne(draft, { op: 'sfx', name: 'laugh track' }, context), refused('draft.no_such_segment'));
  assert.throws(() => applyOne(draft, { op: 'sfx', each: 'title' }, context), refused('draft.needs'));
  assert.throws(() => applyOne(draft, { op: 'sfx', at: 99 }, context), TellcutError);
});

test('a recording is laid down as a voice, clips and music step back under it, and come back when it is taken out', () => {
  const facts = factsFor(...clips, song);
  const context = { facts, selected: null };
  const calls = [
    { op: 'add_music', mood: 'lo-fi' },
    { op: 'voiceover', source: 'song.mp3', start: 2, volume: '80%' },
  ];
  const { draft, outcomes } = applyOperations(draftOf(...clips.slice(0, 1)), calls, context);
  const [voice] = audioSegments(draft, 'voice');
  assert.deepEqual([voice?.start, voice?.duration, voice?.volume], [2000, 5300, 0.8]);
  assert.match(outcomes[1]?.notes[0]?.en ?? '', /24.7 s longer than the video/);
  assert.ok((audioSegments(draft, 'music')[0]?.duckDb ?? 0) >= 12);
  assert.deepEqual(
    mainSegments(draft).map((s) => s.duckDb ?? 0),
    [0, 14],
  );
  assert.deepEqual(decodeDraft(encodeDraft(draft), facts), draft);
  const gone = applyOne(draft, { op: 'remove_audio', target: 'voice' }, context).draft;
  assert.equal(audioSegments(gone, 'voice').length, 0);
  assert.ok(mainSegments(gone).every((s) => s.duckDb === undefined && s.volume === 1));
  assert.throws(() => applyOne(draft, { op: 'voiceover', text: 'x' }, context), refused('voice.no_speaker'));
  assert.throws(
    () => applyOne(draft, { op: 'voiceover', source: 'none.wav' }, context),
    refused('draft.no_such_segment'),
  );
  const without = { facts: factsFor(...clips), selected: null };
  assert.throws(() => applyOne(draftOf(...clips), { op: 'voiceover' }, without), refused('voice.no_text'));
});

test('the sound of the clips is made quieter without the voice-over', () => {
  const voice = sampleAsset('voice.wav', { kind: 'audio', duration: 4000 });
  const facts = factsFor(...clips, voice);
  const calls = [
    { op: 'voiceover', source: 'voice.wav' },
    { op: 'volume', target: 'original', level: 0.2 },
  ];
  const { draft } = applyOperations(draftOf(...clips), calls, { facts, selected: null });
  const levels = new Set(mainSegments(draft).map(({ volume }) => volume));
  assert.deepEqual([...levels], [0.2]);
  assert.deepEqual(
    audioSegments(draft, 'voice').map(({ volume }) => volume),
    [1],
  );
});
