import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { earsFrom } from '../../src/app/ears.ts';
import { memoryFactsCache } from '../../src/app/facts-cache.ts';
import { withWords } from '../../src/app/hear-words.ts';
import { readAsset } from '../../src/app/ingest.ts';
import { modelsOf } from '../../src/app/models.ts';
import { openStudio } from '../../src/app/studio.ts';
import { whisperModelFrom } from '../../src/app/whisper-model.ts';
import { heardFrom, readSegments } from '../../src/draft/heard-words.ts';
import { makeVideo, tempFolder } from '../support/make-media.ts';
import { makeSpeech } from '../support/make-speech.ts';
import { makeWhisperModel } from '../support/make-whisper-model.ts';

/*
 * Hearing by FFmpeg's whisper filter. There is no real model here: an empty one, which whisper.cpp loads and which hears
 * nothing, shows that the sound gets there and back; what a real one writes is given as text.
 */

const media = tempFolder();
before(() => {
  makeWhisperModel(media.file('ggml-empty.bin'), { layers: 6 });
  makeWhisperModel(media.file('ggml-empty.en.bin'), { vocabulary: 51_864 });
  const { samples } = makeSpeech({ parts: [600, 200, 600], db: -20, noiseDb: -60, seed: 4 });
  const sound = { seconds: 1, value: (i: number): number => samples[i] ?? 0 };
  makeVideo(media.file('talk.mp4'), { frames: 25, rate: { num: 25, den: 1 }, sound });
});
after(() => {
  media[Symbol.dispose]();
});

const at = (name: string): Record<string, string> => ({ TELLCUT_WHISPER_MODEL: media.file(name) });

test('a model is told by the head of its file; what is none is refused by name, before anything is heard', () => {
  const { kind, model, size, isMultilingual } = whisperModelFrom(at('ggml-empty.bin')) ?? assert.fail();
  assert.deepEqual([kind, model, size, isMultilingual], ['model', 'ggml-empty.bin', 'base', true]);
  const english = whisperModelFrom(at('ggml-empty.en.bin'));
  assert.deepEqual([english?.size, english?.isMultilingual], ['tiny', false]);
  assert.equal(whisperModelFrom({}), null);
  writeFileSync(media.file('page.bin'), '<!doctype html><title>404</title>'.padEnd(100));
  makeWhisperModel(media.file('other.bin'), { vocabulary: 32_000 });
  writeFileSync(media.file('short.bin'), Buffer.from('lmgg'));
  for (const [file, why] of [
    ['nowhere.bin', /no such file/],
    ['', /no such file/], // a folder
    ['page.bin', /no ggml file/],
    ['other.bin', /no whisper model/],
    ['short.bin', /no whisper model/],
  ] as const)
    assert.throws(
      () => earsFrom(at(file)),
      (error: unknown) => {
        const { code, message } = error as { code: string; message: string };
        return code === 'captions.bad_model' && why.test(message) && !message.includes(media.file(''));
      },
    );
});

test('what is set up is told: a model, or why not, never its path', async () => {
  const signal = AbortSignal.timeout(60_000);
  const { words } = await modelsOf(at('ggml-empty.bin'), null, signal);
  assert.equal(words.said.en, 'Words are heard here by ggml-empty.bin (whisper, base, many languages, 0 MB).');
  const wrong = await modelsOf(at('nowhere.bin'), null, signal);
  assert.deepEqual([wrong.words.isSet, wrong.words.isWorking], [true, false]);
});

test('the sound goes through the model and back; a model that breaks off is named, and the worker lives on', async () => {
  await using studio = await openStudio({
    folder: media.file('studio'),
    useCache: true,
    workers: 1,
    ears: earsFrom(at('ggml-empty.en.bin')),
  });
  const signal = AbortSignal.timeout(60_000);
  const stored = await readAsset(studio, media.file('talk.mp4'), signal);
  const { asset } = await withWords(studio, stored, signal);
  assert.deepEqual(asset.words, { language: null, lines: [] });
  makeWhisperModel(media.file('ggml-half.bin'), { vocabulary: 51_864, tokens: 100_000 });
  const half = { ...studio, ears: earsFrom(at('ggml-half.bin')), facts: memoryFactsCache() };
  await assert.rejects(withWords(half, stored, signal), { code: 'captions.bad_model' });
  assert.equal((await readAsset(studio, media.file('talk.mp4'), signal)).hash, stored.hash);
});

test('what whisper writes: lines with the times of their words out of tokens; no speech is no words', () => {
  const lines = readSegments(
    '{"start":500,"end":2500,"text":"Hello "there", my friends."}\n{"start":3000,"end":5000,"text":"[BLANK_AUDIO]"}\n' +
      '{"start":5000,"end":6000,"text":"♪ music ♪"}\nnonsense\n{"start":6000,"end":7000,"text":"今天天气"}\n{"start":9,"end":8,"text":"x"}\n',
  );
  assert.deepEqual(
    lines.map(({ text }) => text),
    ['Hello "there", my friends.', '[BLANK_AUDIO]', '♪ music ♪', '今天天气'],
  );
  const pieces = readSegments(
    [
      [500, 700, 'Hel'],
      [700, 900, 'lo'],
      [1000, 1100, '"'],
      [1100, 1400, 'there'],
      [1400, 1450, '",'],
      [1500, 1700, 'my'],
      [1800, 2100, 'fri'],
      [2100, 2400, 'ends'],
      [2400, 2500, '.'],
      [6000, 6400, '今天'],
      [6400, 7000, '天气'],
    ]
      .map(([start, end, text]) => `{"start":${start},"end":${end},"text":"${text}"}`)
      .join('\n'),
  );
  assert.deepEqual(heardFrom(lines, pieces), [
    {
      start: 500,
      end: 2500,
      text: 'Hello "there", my friends.',
      words: [
        { text: 'Hello "', at: 0, end: 400 },
        { text: 'there", ', at: 600, end: 900 },
        { text: 'my ', at: 1000, end: 1200 },
        { text: 'friends.', at: 1300, end: 1900 },
      ],
    },
    {
      start: 6000,
      end: 7000,
      text: '今天天气',
      words: [
        { text: '今天', at: 0, end: 400 },
        { text: '天气', at: 400, end: 1000 },
      ],
    },
  ]);
  // Tokens of another line do not add up: the line stays, without times of its words.
  assert.deepEqual(heardFrom(lines.slice(0, 1), [{ start: 600, end: 900, text: 'Other' }]), lines.slice(0, 1));
});
