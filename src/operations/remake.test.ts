import assert from 'node:assert/strict';
import { test } from 'node:test';
import { factsFor, sampleAsset } from '../../test/support/sample-draft.ts';
import { TellcutError } from '../base/errors.ts';
import { emptyDraft } from '../draft/build.ts';
import type { Asset, Facts } from '../draft/facts.ts';
import type { Draft } from '../draft/model.ts';
import { audioSegments, draftLength, endOf, mainSegments, textSegments } from '../draft/queries.ts';
import { decodeDraft, encodeDraft } from '../draft/wire.ts';
import type { Outcome } from './operation.ts';
import type { OperationCall } from './registered.ts';
import { applyOne } from './registry.ts';
import { spokenLines } from './spoken-lines.ts';

const EMPTY = emptyDraft({ width: 1920, height: 1080, fps: 30, background: { kind: 'color', color: '#000000' } });
const PROMO = {
  op: 'generate',
  prompt: 'make a 15-second promo for "Luna Candles", featuring soy wax and refills, 20% off',
};

const run = (draft: Draft, call: OperationCall, facts: Facts = factsFor()): Outcome =>
  applyOne(draft, call, { facts, selected: null });
const after = (draft: Draft, call: OperationCall, facts?: Facts): Draft => run(draft, call, facts).draft;
const film = (more: Record<string, unknown> = {}): Draft => after(EMPTY, { ...PROMO, ...more });
const wordsOf = (draft: Draft): string[] =>
  textSegments(draft)
    .filter(({ role }) => role === 'title' || role === 'text')
    .toSorted((a, b) => a.start - b.start)
    .map(({ text }) => text.replaceAll('\n', ' '));
const cutsOf = (draft: Draft): number[] => mainSegments(draft).map(endOf);

/** A voice for every line of a call: 90 ms for each letter. */
function voiced(draft: Draft, call: OperationCall): { call: OperationCall; facts: Facts; spoken: Asset[] } {
  const lines = spokenLines(call, draft, factsFor()) ?? [];
  const spoken = lines.map((line, i) =>
    sampleAsset(`line ${i}.wav`, { kind: 'audio', duration: 400.25 + line.length * 90.125 }),
  );
  return { call: { ...call, voices: spoken.map(({ id }) => id) }, facts: factsFor(...spoken), spoken };
}

test('another design says the same words at the same times and looks otherwise; other colours keep the letters', () => {
  const draft = film();
  const seen = new Set<string>();
  let other = draft;
  for (let i = 0; i < 4; i++) {
    seen.add(JSON.stringify([mainSegments(other)[0]?.painting, textSegments(other)[1]?.style]));
    other = after(other, { op: 'remake', design: 'another' });
    assert.deepEqual(wordsOf(other), wordsOf(draft));
    assert.deepEqual(cutsOf(other), cutsOf(draft));
  }
  assert.equal(seen.size, 4);
  const colors = after(draft, { op: 'remake', design: 'colors' });
  assert.notDeepEqual(mainSegments(colors)[0]?.painting?.colors, mainSegments(draft)[0]?.painting?.colors);
  assert.deepEqual(
    textSegments(colors).map(({ style }) => style.font),
    textSegments(draft).map(({ style }) => style.font),
  );
});

test('longer, shorter and a length of its own; the music is as long as the video', () => {
  const draft = film();
  for (const [duration, length] of [
    ['shorter', 10_000],
    ['longer', 23_000],
    ['30s', 30_000],
    [8, 8000],
  ] as const) {
    const made = after(draft, { op: 'remake', duration });
    assert.equal(draftLength(made), length);
    assert.equal(audioSegments(made, 'music')[0]?.duration, length);
    assert.ok(wordsOf(made).includes('Luna Candles'));
  }
});

test('a scene gets other words in the same place; they stay through what is made again later', () => {
  const draft = film();
  const changed = after(draft, { op: 'remake', scene: 2, text: 'Poured by hand in our own small workshop' });
  assert.ok(wordsOf(changed).includes('Poured by hand in our own small workshop'));
  assert.deepEqual(cutsOf(changed), cutsOf(draft));
  assert.equal(wordsOf(changed).length, wordsOf(draft).length);
  const reworded = after(changed, { op: 'replace_text', from: 'Refills', text: 'Refill it for as long as you like' });
  const later = after(reworded, { op: 'remake', design: 'another', duration: '20s' });
  for (const words of ['Poured by hand in our own small workshop', 'Refill it for as long as you like'])
    assert.ok(wordsOf(later).includes(words), wordsOf(later).join(' | '));
  // What is longer is set smaller: it was laid out for its words.
  const sizeOf = (one: Draft, start: string): number =>
    textSegments(one).find(({ text }) => text.startsWith(start))?.style.size ?? 0;
  assert.ok(sizeOf(reworded, 'Refill it') < sizeOf(draft, 'Refills'));
  assert.throws(() => after(draft, { op: 'remake', scene: 20, text: 'x' }), TellcutError);
  assert.throws(() => after(draft, { op: 'remake', scene: 2 }), TellcutError);
});

test('a rough cut has neither music nor title; both come as a second stage, over what was cut by hand, and go again', () => {
  const rough = film({ music: false, title: false });
  assert.equal(audioSegments(rough, 'music').length, 0);
  assert.ok(!wordsOf(rough).includes('Say hello to'));
  const cut = after(rough, { op: 'delete', clip: 2 });
  const both = after(cut, { op: 'remake', music: true, title: true });
  assert.deepEqual(wordsOf(both), ['Say hello to', 'Luna Candles', ...wordsOf(cut)]);
  assert.equal(mainSegments(both).length, mainSegments(cut).length + 1);
  assert.equal(audioSegments(both, 'music')[0]?.duration, draftLength(both));
  const without = after(both, { op: 'remake', music: false });
  assert.equal(audioSegments(without, 'music').length, 0);
  assert.deepEqual(cutsOf(without), cutsOf(both));
  assert.deepEqual(wordsOf(after(both, { op: 'remake', title: false })), wordsOf(cut));
  // What nobody touched is made again as a whole: no longer than it was to be, and nothing is said to have made way.
  const whole = run(rough, { op: 'remake', music: true, title: true });
  assert.equal(draftLength(whole.draft), 15_000);
  assert.match(whole.said.en, /with the title, with upbeat music/);
  assert.deepEqual(run(whole.draft, { op: 'remake', design: 'another' }).notes, []);
  // Music that was taken away by any words stays away when it is made again.
  const quiet = after(film(), { op: 'remove_audio', target: 'music' });
  assert.equal(audioSegments(after(quiet, { op: 'remake', design: 'another' }), 'music').length, 0);
});

test('whoever edited by hand is told that this made way; music and a watermark of their own stay', () => {
  const song = sampleAsset('song.mp3', { kind: 'audio', duration: 60_000 });
  const facts = factsFor(song);
  assert.deepEqual(run(film(), { op: 'remake', design: 'another' }).notes, []);
  let draft = after(film(), { op: 'delete', clip: 2 });
  draft = after(draft, { op: 'watermark', text: '@luna' });
  draft = after(draft, { op: 'add_music', source: 'song.mp3' }, facts);
  const { draft: made, notes } = run(draft, { op: 'remake', duration: '20s' }, facts);
  assert.match(notes.map(({ en }) => en).join(), /made way/);
  assert.deepEqual(
    audioSegments(made, 'music').map(({ source }) => source.kind),
    ['asset'],
  );
  const [mark] = textSegments(made, 'watermark');
  assert.ok(mark !== undefined && endOf(mark) === draftLength(made));
});

test('with a voice every scene is as long as what is said, music steps back, and captions say what is said', () => {
  const { call, facts, spoken } = voiced(EMPTY, { ...PROMO, voice: true, captions: true });
  const draft = after(EMPTY, call, facts);
  const clips = mainSegments(draft);
  const voices = audioSegments(draft, 'voice');
  assert.equal(voices.length, spoken.length);
  for (const [i, voice] of voices.entries()) {
    assert.equal(voice.duration, Math.floor(spoken[i]?.probe.duration ?? 0), 'nothing said is cut off');
    assert.ok(
      clips.some((clip) => voice.start > clip.start && endOf(voice) < endOf(clip)),
      `line ${i}`,
    );
  }
  assert.ok((audioSegments(draft, 'music')[0]?.duckDb ?? 0) >= 10);
  const captions = textSegments(draft, 'caption');
  assert.match(captions.map(({ text }) => text).join(' '), /Say hello to Luna Candles\. .*Soy wax\./s);
  for (const text of textSegments(draft)) {
    if (text.role === 'text' || text.role === 'title') assert.ok(text.y < 0.8, `${text.text} lies under the captions`);
  }
  const off = after(draft, { op: 'remake', voice: false }, facts);
  assert.equal(audioSegments(off, 'voice').length, 0);
  const changed = voiced(draft, { op: 'remake', scene: 2, text: 'Poured by hand' });
  assert.equal(changed.spoken.length, spoken.length);
});

test('a long voice makes the video longer and says so; without a voice it is made without one and says so', () => {
  const { call, facts } = voiced(EMPTY, { ...PROMO, duration: '6s', voice: true });
  const long = run(EMPTY, call, facts);
  assert.ok(draftLength(long.draft) > 6500);
  assert.match(long.notes.map(({ en }) => en).join(), /longer than/);
  const silent = run(EMPTY, { ...PROMO, voice: true, voices: [] });
  assert.match(silent.notes.map(({ en }) => en).join(), /espeak-ng/);
  assert.equal(draftLength(silent.draft), 15_000);
  assert.throws(() => after(EMPTY, { ...PROMO, voice: true, voices: ['ast_none'] }), TellcutError);
});

test('a short video with a voice says less of ours, and all that the person said', () => {
  const call = {
    op: 'generate',
    prompt: 'make a 10-second promo for "Luna Candles", featuring soy wax and refills',
    voice: true,
  };
  const { call: spoken, facts } = voiced(EMPTY, call);
  const draft = after(EMPTY, spoken, facts);
  assert.ok(draftLength(draft) <= 12_500, String(draftLength(draft)));
  for (const words of ['Luna Candles', 'Soy wax', 'Refills']) assert.ok(wordsOf(draft).includes(words));
});

test('a model may say other things than stand there: those are spoken and captioned', () => {
  const scenes = [{ text: 'Luna', say: 'Meet Luna, our candle maker.' }, { text: 'Soy wax' }];
  const call = { op: 'generate', prompt: 'x', scenes, voice: true };
  assert.deepEqual(spokenLines(call, EMPTY, factsFor()), ['Meet Luna, our candle maker.', 'Soy wax.']);
  const made = voiced(EMPTY, call);
  assert.match(textSegments(after(EMPTY, made.call, made.facts), 'caption')[0]?.text ?? '', /Meet Luna/);
});

test('in another shape every scene is laid out anew at the same times; what was cut by hand is only reshaped', () => {
  const draft = film({ captions: true });
  const upright = after(draft, { op: 'aspect', ratio: '9:16' });
  assert.equal(upright.canvas.height, 1920);
  assert.deepEqual(cutsOf(upright), cutsOf(draft));
  assert.deepEqual(wordsOf(upright).toSorted(), wordsOf(draft).toSorted());
  const own = film({ captions: true, ratio: '9:16' });
  assert.deepEqual(
    textSegments(upright).map(({ style: { size } }) => size),
    textSegments(own).map(({ style: { size } }) => size),
  );
  const cut = after(draft, { op: 'delete', clip: 2 });
  assert.equal(mainSegments(after(cut, { op: 'aspect', ratio: '9:16' })).length, mainSegments(cut).length);
});

test('a countdown ticks evenly', () => {
  for (const duration of ['8s', '10s', '15s', '30s']) {
    const draft = after(EMPTY, { op: 'generate', prompt: 'make a countdown for "Urban Dreams"', duration });
    const ticks = mainSegments(draft)
      .slice(1, -1)
      .map((clip) => clip.duration);
    assert.equal(ticks.length, 5);
    assert.ok(Math.max(...ticks) - Math.min(...ticks) <= 40, ticks.join());
  }
});

test('a film goes over the wire, and what was not made from words cannot be made again', () => {
  const draft = after(film(), { op: 'remake', scene: 1, text: 'Luna' });
  assert.deepEqual(decodeDraft(JSON.parse(JSON.stringify(encodeDraft(draft))), factsFor()), draft);
  assert.throws(() => after(EMPTY, { op: 'remake', design: 'another' }), TellcutError);
});

test('words that a storyboard was given are in the video', () => {
  const made = film({ changes: ['2: Poured by hand'] });
  assert.ok(wordsOf(made).includes('Poured by hand'));
  assert.match(run(EMPTY, { ...PROMO, storyboard: true, changes: ['2: Poured by hand'] }).said.en, /Poured by hand/);
});
