import assert from 'node:assert/strict';
import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { editFiles } from '../../src/app/edit.ts';
import { espeakFrom } from '../../src/app/espeak.ts';
import { factsOf } from '../../src/app/session.ts';
import { openStudio, type Studio } from '../../src/app/studio.ts';
import { MOST_SPOKEN, speechIn, withVoice } from '../../src/app/voice.ts';
import { TellcutError } from '../../src/base/errors.ts';
import { canvasFor, emptyDraft } from '../../src/draft/build.ts';
import { audioSegments, mainSegments } from '../../src/draft/queries.ts';
import { speechServerFrom } from '../../src/llm/speak.ts';
import { applyOne } from '../../src/operations/registry.ts';
import { makeVideo, tempFolder } from '../support/make-media.ts';
import { openSpeechServer, tone } from '../support/speech-server.ts';

const media = tempFolder();
let studio: Studio;
before(async () => {
  const sound = { seconds: 3, value: (i: number): number => 0.1 * Math.sin(i / 20) };
  makeVideo(media.file('clip.mp4'), { frames: 75, rate: { num: 25, den: 1 }, sound });
  studio = await openStudio({ folder: media.file('studio'), useCache: true, workers: 1 });
});
after(async () => {
  await studio[Symbol.asyncDispose]();
  media[Symbol.dispose]();
});

const refused = (code: string) => (error: unknown) => error instanceof TellcutError && error.code === code;
const signal = AbortSignal.timeout(300_000);

test('a text is spoken by a server once, becomes a file of the session, and everything else steps back under it', async () => {
  using speaking = await openSpeechServer(() => ({ body: tone() }));
  const env = { TELLCUT_SPEAK_URL: `${speaking.url}/`, TELLCUT_SPEAK_KEY: 'k', TELLCUT_SPEAK_VOICE: 'nova' };
  const call = { op: 'voiceover', text: 'Welcome  home' };
  const first = await withVoice(studio, call, { library: new Map(), signal, env });
  const again = await withVoice(studio, call, { library: first.library, signal, env });
  assert.equal(speaking.asked.length, 1, 'asked twice, spoken once');
  assert.deepEqual(speaking.asked[0], {
    path: '/v1/audio/speech',
    key: 'Bearer k',
    body: { model: 'tts-1', input: 'Welcome home', voice: 'nova', response_format: 'wav' },
  });
  assert.deepEqual(again.call, first.call);
  assert.equal(first.library.size, 1);
  const [stored] = [...first.library.values()];
  assert.deepEqual([stored?.asset.probe.kind, stored?.asset.filename], ['audio', 'voice-over Welcome home.wav']);
});

test('the scenes of a video from words are spoken line by line; a changed line is the only one spoken again', async () => {
  using speaking = await openSpeechServer(() => ({ body: tone() }));
  const env = { TELLCUT_SPEAK_URL: speaking.url };
  const draft = emptyDraft(canvasFor([]));
  const call = { op: 'generate', prompt: 'make a 6-second promo for "Luna Candles"', voice: true };
  const first = await withVoice(studio, call, { library: new Map(), draft, signal, env });
  assert.deepEqual(
    speaking.asked.map(({ body }) => (body as { input: string }).input),
    ['Say hello to Luna Candles.', 'Luna Candles. Come and see.'],
  );
  const voices = (first.call as { voices?: string[] }).voices ?? [];
  assert.ok(voices.length === 2 && voices.every((id) => first.library.has(id)));
  const facts = factsOf(first.library);
  const made = applyOne(draft, first.call, { facts, selected: null }).draft;
  assert.equal(audioSegments(made, 'voice').length, 2);
  const change = { op: 'remake', scene: 1, text: 'Luna' };
  const again = await withVoice(studio, change, { library: first.library, draft: made, signal, env });
  assert.equal(speaking.asked.length, 3, 'the other line was kept');
  assert.equal(audioSegments(applyOne(made, again.call, { facts, selected: null }).draft, 'voice').length, 2);
  // What says nothing new asks nobody, and where nobody speaks it is made without a voice.
  await withVoice(studio, { op: 'remake', music: false }, { library: first.library, draft: made, signal, env });
  assert.equal(speaking.asked.length, 3);
  const silent = await withVoice(studio, call, { library: new Map(), draft, signal, env: { PATH: '' } });
  assert.deepEqual((silent.call as { voices?: string[] }).voices, []);
});

test('the whole way from words to a sound file', async () => {
  using speaking = await openSpeechServer(() => ({ body: tone() }));
  process.env['TELLCUT_SPEAK_URL'] = speaking.url;
  try {
    const edited = await editFiles(studio, {
      files: [media.file('clip.mp4')],
      text: 'add a voice-over at 0:01 saying "Good morning" and lo-fi music, then extract the audio as mp3',
      lang: 'en',
      out: media.file('said.mp3'),
      signal,
      onProgress: () => undefined,
    });
    const { draft } = edited.turn;
    const [voice] = audioSegments(draft, 'voice');
    assert.deepEqual([voice?.start, voice?.duration], [1000, 1000]);
    assert.deepEqual(
      mainSegments(draft).map((s) => [s.start, s.duckDb ?? 0]),
      [
        [0, 0],
        [1000, 14],
        [2000, 0],
      ],
    );
    assert.ok(edited.exported !== null && edited.exported.bytes > 5000);
  } finally {
    delete process.env['TELLCUT_SPEAK_URL'];
  }
});

test('espeak-ng gets the text through its standard input, whatever it looks like', {
  skip: process.platform === 'win32',
}, async () => {
  const folder = path.dirname(media.file('x'));
  const wav = media.file('tone.wav');
  writeFileSync(wav, tone());
  writeFileSync(
    media.file('espeak-ng'),
    `#!/bin/sh\nprintf '%s\\n' "$@" > '${media.file('args')}'\n/bin/cat > '${media.file('said')}'\nwhile [ "$1" != -w ]; do shift; done\n/bin/cat '${wav}' > "$2"\n`,
  );
  chmodSync(media.file('espeak-ng'), 0o755);
  const speaker = await espeakFrom({ PATH: `relative:${folder}` });
  assert.ok(speaker !== null);
  const text = '-w /tmp/owned --stdout $(touch x) `id`';
  await speaker.speak({ text, lang: 'zh', voice: null }, media.file('out.wav'), signal);
  assert.equal(readFileSync(media.file('said'), 'utf8'), text);
  assert.deepEqual(readFileSync(media.file('args'), 'utf8').trim().split('\n'), [
    '-v',
    'cmn',
    '-s',
    '160',
    '-b',
    '1',
    '-w',
    media.file('out.wav'),
    '--stdin',
  ]);
  assert.equal(await espeakFrom({ PATH: 'relative' }), null);
});

test('espeak-ng itself, where the machine has it, speaks several languages', async (t) => {
  const speaker = await espeakFrom(process.env);
  if (speaker === null) return t.skip('espeak-ng is not installed');
  for (const [lang, text] of [
    ['en', 'Hello'],
    ['zh', '你好'],
    ['fr', 'Bonjour'],
  ] as const) {
    await speaker.speak({ text, lang, voice: null }, media.file(`${lang}.wav`), signal);
    assert.ok(readFileSync(media.file(`${lang}.wav`)).length > 5000, lang);
  }
  await assert.rejects(
    speaker.speak({ text: 'x', lang: 'qqq', voice: null }, media.file('q.wav'), signal),
    refused('voice.not_spoken'),
  );
});

test('what is to be said: cleaned, its language known by its script, a voice only by a plain name', () => {
  const of = (more: object): unknown => speechIn({ op: 'voiceover', ...more });
  assert.deepEqual(of({ text: ' Hallo,\u0000 das ist ein\nTest und nicht mehr ' }), {
    text: 'Hallo, das ist ein Test und nicht mehr',
    lang: 'de',
    voice: null,
  });
  assert.deepEqual(of({ text: '欢迎', voice: '../../x' }), { text: '欢迎', lang: 'zh', voice: null });
  assert.deepEqual(of({ text: 'Oui', lang: 'fr,es', voice: 'nova' }), { text: 'Oui', lang: 'fr', voice: 'nova' });
  assert.equal(of({ source: 'voice.mp3' }), null);
  assert.equal(of({ op: 'text', text: 'x' }), null);
  assert.throws(() => of({ text: ' \u202e ' }), refused('voice.no_text'));
  assert.throws(() => of({ text: '<script>' }), refused('voice.no_text'));
  assert.throws(() => of({ text: 'a '.repeat(MOST_SPOKEN) }), refused('voice.too_long'));
});

test('nobody there, a wrong address, a server that fails or says nothing: named, and nothing is left behind', async () => {
  const call = { op: 'voiceover', text: 'Never said' };
  const library = new Map();
  await assert.rejects(withVoice(studio, call, { library, signal, env: { PATH: '' } }), refused('voice.no_speaker'));
  await assert.rejects(
    withVoice(studio, call, { library, signal, env: { TELLCUT_SPEAK_URL: 'ftp://x' } }),
    refused('voice.bad_speaker'),
  );
  assert.throws(() => speechServerFrom({ TELLCUT_SPEAK_URL: 'http://me:secret@x/v1' }), refused('voice.bad_speaker'));
  for (const answer of [{ status: 401, body: 'no' }, { body: '' }]) {
    using speaking = await openSpeechServer(() => answer);
    await assert.rejects(
      withVoice(studio, call, { library, signal, env: { TELLCUT_SPEAK_URL: speaking.url } }),
      refused('voice.not_spoken'),
    );
  }
  using wrong = await openSpeechServer(() => ({ body: 'x'.repeat(5000) }));
  await assert.rejects(
    withVoice(studio, call, { library, signal, env: { TELLCUT_SPEAK_URL: wrong.url } }),
    TellcutError,
  );
  const kept = readdirSync(path.join(path.dirname(studio.chunkFolder), 'voices'));
  assert.ok(
    kept.every((name) => name.endsWith('.wav')),
    kept.join(),
  );
});
