import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { earsFrom } from '../../src/app/ears.ts';
import { type Edited, editFiles } from '../../src/app/edit.ts';
import { partsOf } from '../../src/app/hear-words.ts';
import { openStudio, type Studio } from '../../src/app/studio.ts';
import { TellcutError } from '../../src/base/errors.ts';
import { textSegments } from '../../src/draft/queries.ts';
import { transcriberFrom } from '../../src/llm/transcribe.ts';
import { makeVideo, tempFolder } from '../support/make-media.ts';
import { makeSpeech } from '../support/make-speech.ts';
import { type Heard, openTranscriptionServer } from '../support/transcription-server.ts';

const media = tempFolder();
before(() => {
  const { samples } = makeSpeech({ parts: [2500, 500, 3000], db: -20, noiseDb: -60, seed: 4 });
  const sound = { seconds: 6, value: (i: number): number => samples[i] ?? 0 };
  makeVideo(media.file('talk.mp4'), { frames: 150, rate: { num: 25, den: 1 }, sound });
});
after(() => {
  media[Symbol.dispose]();
});

const ANSWER = {
  language: 'english',
  duration: 6,
  text: 'Hello there, my friends. We build a boat.',
  segments: [
    { id: 0, start: 0.5, end: 2.5, text: ' Hello there, my friends.' },
    { id: 1, start: 3, end: 5, text: ' We build a boat.' },
  ],
  words: [
    { word: 'Hello', start: 0.5, end: 0.9 },
    { word: 'there', start: 1.0, end: 1.4 },
    { word: 'my', start: 1.5, end: 1.7 },
    { word: 'friends', start: 1.8, end: 2.5 },
    { word: 'We', start: 3, end: 3.3 },
    { word: 'build', start: 3.4, end: 3.9 },
    { word: 'a', start: 4, end: 4.1 },
    { word: 'boat', start: 4.2, end: 5 },
  ],
};

async function studioWith(
  env: Record<string, string>,
  folder = media.file(`studio-${Math.random()}`),
): Promise<Studio> {
  return openStudio({ folder, useCache: true, workers: 1, ears: earsFrom(env) });
}

function edit(studio: Studio, text: string, out: string): Promise<Edited> {
  return editFiles(studio, {
    files: [media.file('talk.mp4')],
    text,
    lang: 'en',
    out: media.file(out),
    signal: AbortSignal.timeout(60_000),
    onProgress: () => {},
  });
}

test('captions from a server that hears: its lines, its word times, asked once for a file', async () => {
  await using server = await openTranscriptionServer(() => ({ body: ANSWER }));
  const env = { TELLCUT_TRANSCRIBE_URL: `${server.url}/`, TELLCUT_TRANSCRIBE_KEY: 'k', TELLCUT_TRANSCRIBE_MODEL: 'm' };
  await using studio = await studioWith(env);
  const edited = await edit(studio, 'add captions', 'heard.srt');
  assert.deepEqual(
    textSegments(edited.turn.draft, 'caption').map(({ start, duration, text }) => [start, duration, text]),
    [
      [500, 2000, 'Hello there, my friends.'],
      [3000, 2000, 'We build a boat.'],
    ],
  );
  assert.deepEqual(textSegments(edited.turn.draft, 'caption')[0]?.words?.[1], { text: 'there, ', at: 500, end: 900 });
  assert.match(
    readFileSync(media.file('heard.srt'), 'utf8'),
    /^1\n00:00:00,500 --> 00:00:02,500\nHello there, my friends\.\n/,
  );
  const [asked] = server.requests as [Heard];
  assert.deepEqual([asked.path, asked.authorization], ['/v1/audio/transcriptions', 'Bearer k']);
  assert.deepEqual(asked.fields, {
    model: ['m'],
    response_format: ['verbose_json'],
    'timestamp_granularities[]': ['word', 'segment'],
  });
  assert.deepEqual([asked.sound.rate, asked.sound.channels, Math.round(asked.sound.ms)], [16_000, 1, 6000]);
  assert.ok(
    asked.sound.samples.some((sample) => Math.abs(sample) > 500),
    'it is the sound of the file',
  );
  await edit(studio, 'karaoke captions', 'again.srt');
  assert.equal(server.requests.length, 1);
  const both = await edit(studio, 'keep the first second, add captions, export the captions as srt', 'short.mp4');
  assert.deepEqual(
    [...both.captionFiles.map(({ file }) => file), both.exported?.file],
    [media.file('short.srt'), media.file('short.mp4')],
    'a video that is named is made beside them',
  );
  assert.deepEqual(
    readdirSync(studio.scratch).filter((file) => file.startsWith('speech-')),
    [],
  );
});

test('words that were cut out are not captioned, in whatever order it is asked', async () => {
  await using server = await openTranscriptionServer(() => ({ body: ANSWER }));
  await using studio = await studioWith({ TELLCUT_TRANSCRIBE_URL: server.url });
  const before = await edit(studio, 'cut from 1.45 to 2.6, then add captions', 'a.srt');
  const behind = await edit(studio, 'add captions, then cut from 1.45 to 2.6', 'b.srt');
  for (const { turn } of [before, behind])
    assert.deepEqual(
      textSegments(turn.draft, 'caption').map(({ text }) => text),
      ['Hello there,', 'We build a boat.'],
    );
});

test('an answer with words alone or lines alone will do; one that is none is named', async () => {
  const cases: [unknown, string[] | null][] = [
    [{ words: ANSWER.words }, ['Hello there my friends We build a boat']],
    [{ segments: ANSWER.segments }, ['Hello there, my friends.', 'We build a boat.']],
    [{ ...ANSWER, words: [{ word: 'Other', start: 0.6, end: 0.9 }] }, ['Hello there, my friends.', 'We build a boat.']],
    [{ text: '', segments: [] }, []],
    [{ text: 'words without times' }, null],
    ['<html>', null],
    [{ segments: [{ start: 'x', end: 1, text: 'a' }] }, null],
  ];
  const file = media.file('one.wav');
  await using studio = await studioWith({});
  const out = { kind: 'speech', path: media.file('talk.mp4'), name: 'talk.mp4', from: 1000, to: 2000, out: file };
  await studio.pool.run(out, { label: 'talk', signal: AbortSignal.timeout(60_000), stallMs: 20_000 });
  for (const [body, texts] of cases) {
    await using server = await openTranscriptionServer(() => ({ body }));
    const ears = transcriberFrom({ TELLCUT_TRANSCRIBE_URL: server.url });
    const heard = ears?.transcribe(file, AbortSignal.timeout(60_000));
    if (texts === null) await assert.rejects(heard ?? Promise.resolve(), { code: 'captions.not_heard' });
    else
      assert.deepEqual(
        (await heard)?.lines.map(({ text }) => text),
        texts,
      );
  }
});

test('without anybody who hears, or with one that fails, the reply says what works', async () => {
  await using deaf = await studioWith({});
  const refused = await edit(deaf, 'add captions', 'none.srt').catch((error: unknown) => error);
  assert.ok(refused instanceof TellcutError);
  const plain = await editFiles(deaf, {
    files: [media.file('talk.mp4')],
    text: 'add captions',
    lang: 'en',
    out: media.file('none.mp4'),
    signal: AbortSignal.timeout(60_000),
    onProgress: () => {},
  });
  const [step] = plain.turn.steps;
  assert.ok(step?.kind === 'failed' && step.code === 'captions.no_words');
  assert.match(step.said.en, /captions as a file.*script.*tellcut models/);
  await using server = await openTranscriptionServer(() => ({ status: 401, body: { error: 'the key is k' } }));
  await using studio = await studioWith({ TELLCUT_TRANSCRIBE_URL: server.url });
  const failed = await editFiles(studio, {
    files: [media.file('talk.mp4')],
    text: 'add captions',
    lang: 'en',
    out: media.file('failed.mp4'),
    signal: AbortSignal.timeout(60_000),
    onProgress: () => {},
  });
  const [first] = failed.turn.steps;
  assert.ok(first?.kind === 'failed' && first.code === 'captions.not_heard');
  assert.match(first.said.en, /it said 401/);
  assert.doesNotMatch(JSON.stringify(failed.turn.steps), /the key/);
});

test('an address that is none is refused by name', () => {
  for (const url of ['nowhere', 'file:///etc/passwd', 'http://user:secret@host/v1'])
    assert.throws(() => earsFrom({ TELLCUT_TRANSCRIBE_URL: url }), { code: 'captions.bad_transcriber' });
  assert.equal(earsFrom({}), null);
});

test('a long sound goes in parts of ten minutes at most, parted in pauses', () => {
  const silence = { silences: [[590_000, 594_000] as [number, number]], speechDb: -20, noiseDb: -60, thresholdDb: -40 };
  assert.deepEqual(partsOf(1_500_000, silence), [
    { start: 0, end: 592_000 },
    { start: 592_000, end: 1_192_000 },
    { start: 1_192_000, end: 1_500_000 },
  ]);
  assert.deepEqual(partsOf(1000, null), [{ start: 0, end: 1000 }]);
});

test('filler words and quoted sentences go by the words that a server heard; a search tells when', async () => {
  const words = ANSWER.words.map((word) => (word.word === 'there' ? { ...word, word: 'um' } : word));
  const segments = ANSWER.segments.map((line) => ({ ...line, text: line.text.replace('there,', 'um,') }));
  await using server = await openTranscriptionServer(() => ({ body: { ...ANSWER, words, segments } }));
  await using studio = await studioWith({ TELLCUT_TRANSCRIBE_URL: server.url });
  const shown = async (text: string, out: string): Promise<string[]> =>
    textSegments((await edit(studio, text, out)).turn.draft, 'caption').map((caption) => caption.text);
  assert.deepEqual(await shown('remove the filler words, then add captions', 'fillers.srt'), [
    'Hello my friends.',
    'We build a boat.',
  ]);
  assert.deepEqual(await shown("remove the part where I say 'build a boat', then add captions", 'part.srt'), [
    'Hello um, my friends.',
  ]);
  const asked = await edit(studio, 'where do I talk about a boat?', 'where.mp4');
  assert.match(JSON.stringify(asked.turn.steps), /is said 1 time: 0:04/);
  assert.equal(asked.exported, null, 'a question makes no video');
});
