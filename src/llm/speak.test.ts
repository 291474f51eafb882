import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { tempFolder } from '../../test/support/make-media.ts';
import { makerServer } from '../../test/support/maker-server.ts';
import { tone } from '../../test/support/speech-server.ts';
import { speechServerFrom } from './speak.ts';

const signal = AbortSignal.timeout(10_000);

test('ElevenLabs speaks by its own protocol: the voice in the address, the key in its header, one try', async () => {
  using folder = tempFolder();
  await using server = await makerServer(() => [
    [/^POST /, (_asked, nth) => (nth === 1 ? { bytes: tone(), type: 'audio/mpeg' } : { json: {}, status: 500 })],
  ]);
  const speaker = speechServerFrom({
    TELLCUT_SPEAK_MODEL: 'elevenlabs/eleven_flash_v2_5',
    TELLCUT_SPEAK_URL: server.origin,
    ELEVENLABS_API_KEY: 'key-of-the-test',
  });
  assert.ok(speaker !== null && !speaker.label.includes('key-of-the-test'));
  const out = folder.file('said');
  await speaker.speak({ text: 'Good morning', lang: 'en', voice: 'female' }, out, signal);
  assert.deepEqual(readFileSync(out), tone());
  const [asked] = server.asked;
  assert.equal(asked?.path, '/v1/text-to-speech/21m00Tcm4TlvDq8ikWAM?output_format=mp3_44100_128');
  assert.equal(asked?.headers['xi-api-key'], 'key-of-the-test');
  assert.deepEqual(asked?.body, { text: 'Good morning', model_id: 'eleven_flash_v2_5', language_code: 'en' });
  const speech = { text: 'Again', lang: 'en', voice: null };
  await assert.rejects(speaker.speak(speech, out, signal), { code: 'voice.not_spoken' });
  assert.equal(server.asked.length, 2);
});

test('ElevenLabs needs a key, and an address that is one', () => {
  const model = { TELLCUT_SPEAK_MODEL: 'elevenlabs/eleven_v3' };
  assert.throws(() => speechServerFrom(model), { code: 'make.no_key' });
  assert.throws(() => speechServerFrom({ ...model, TELLCUT_SPEAK_URL: 'ftp://x' }), { code: 'voice.bad_speaker' });
});
