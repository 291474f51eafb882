import assert from 'node:assert/strict';
import { test } from 'node:test';
import { falQueued, type MakerAnswer, type MakerServer, makerServer } from '../../../test/support/maker-server.ts';
import { TellcutError } from '../../base/errors.ts';
import type { MakeKind, MakeOrder, MediaMaker } from './maker.ts';
import { makersFrom } from './makers.ts';

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const IMAGE: MakeOrder = {
  kind: 'image',
  prompt: 'a lighthouse at dusk',
  size: { width: 1920, height: 1080 },
  seconds: null,
  seed: 1,
};
const CLIP: MakeOrder = { ...IMAGE, kind: 'video', prompt: 'waves', seconds: 8 };
const MUSIC: MakeOrder = { ...IMAGE, kind: 'music', prompt: 'calm piano', size: null, seconds: 20 };

const signal = AbortSignal.timeout(20_000);

function makerAt(kind: MakeKind, model: string, base: string, more: Record<string, string> = {}): MediaMaker {
  const prefix = `TELLCUT_${kind.toUpperCase()}`;
  const maker = makersFrom({
    [`${prefix}_MODEL`]: model,
    [`${prefix}_BASE_URL`]: base,
    [`${prefix}_KEY`]: 'key-of-the-test',
    ...more,
  })[kind];
  assert.ok(maker !== null);
  return maker;
}

const refused =
  (code: string, words = /./) =>
  (error: unknown): boolean => {
    assert.ok(error instanceof TellcutError, String(error));
    assert.equal(error.code, code);
    assert.match(error.message, words);
    assert.ok(!error.message.includes('key-of-the-test'));
    return true;
  };

/** A server whose every order gets this answer. */
const answering = (answer: MakerAnswer): Promise<MakerServer> => makerServer(() => [[/^POST /, () => answer]]);

test('OpenAI’s pictures: the nearest of its sizes, the key in its header, the bytes of the picture', async () => {
  await using server = await answering({ json: { created: 1, data: [{ b64_json: PIXEL.toString('base64') }] } });
  for (const provider of ['openai/gpt-image-1', 'openai-compatible/flux']) {
    const maker = makerAt('image', provider, `${server.origin}/v1`);
    const made = await maker.begin(IMAGE, signal);
    assert.deepEqual(made.kind === 'bytes' ? Buffer.from(made.bytes) : null, PIXEL);
    const asked = server.asked.at(-1);
    assert.equal(asked?.path, '/v1/images/generations');
    assert.equal(asked?.headers.authorization, 'Bearer key-of-the-test');
    assert.equal(asked?.body?.['prompt'], IMAGE.prompt);
    assert.equal(asked?.body?.['size'], provider.startsWith('openai/') ? '1536x1024' : '1536x896');
  }
});

test('Google’s pictures come by its own protocol', async () => {
  await using server = await answering({
    json: {
      candidates: [
        {
          content: {
            role: 'model',
            parts: [{ inlineData: { mimeType: 'image/png', data: PIXEL.toString('base64') } }],
          },
          finishReason: 'STOP',
        },
      ],
    },
  });
  const made = await makerAt('image', 'google/gemini-2.5-flash-image', `${server.origin}/v1beta`).begin(IMAGE, signal);
  assert.deepEqual(made.kind === 'bytes' ? Buffer.from(made.bytes) : null, PIXEL);
  assert.equal(server.asked[0]?.headers['x-goog-api-key'], 'key-of-the-test');
  assert.match(JSON.stringify(server.asked[0]?.body), /"aspectRatio":"16:9"/);
});

test('fal: one order, looks by its id, the place in the queue, the address of the file, and calling off', async () => {
  await using server = await makerServer((origin) => [
    [/^POST /, () => falQueued(origin, 'req-1')],
    [
      /\/status$/,
      (_asked, nth) => ({ json: nth === 1 ? { status: 'IN_QUEUE', queue_position: 2 } : { status: 'COMPLETED' } }),
    ],
    [/^GET /, () => ({ json: { images: [{ url: 'https://v3.fal.media/files/a.png', content_type: 'image/png' }] } })],
    [/^PUT /, () => ({ json: { status: 'CANCELLATION_REQUESTED' } })],
  ]);
  const maker = makerAt('image', 'fal/fal-ai/flux/dev', server.origin, {
    TELLCUT_IMAGE_OPTIONS: '{"guidance_scale":3,"aspect_ratio":null}',
  });
  const begun = await maker.begin(IMAGE, signal);
  assert.deepEqual(begun, { kind: 'ticket', ticket: 'req-1' });
  const { body, path, headers } = server.asked[0] ?? {};
  assert.equal(path, '/fal-ai/flux/dev');
  assert.equal(headers?.authorization, 'Key key-of-the-test');
  assert.deepEqual(body, {
    prompt: 'a lighthouse at dusk',
    seed: 1,
    num_images: 1,
    image_size: { width: 1536, height: 864 },
    guidance_scale: 3,
  });
  assert.deepEqual(await maker.look?.('req-1', signal), { kind: 'waiting', ahead: 2, fraction: null });
  const made = await maker.look?.('req-1', signal);
  assert.equal(made?.kind === 'address' ? made.url : null, 'https://v3.fal.media/files/a.png');
  // The key is for fal's queue, not for wherever the file lies.
  assert.deepEqual(made?.kind === 'address' ? made.headers() : null, {});
  await maker.cancel?.('req-1');
  // Requests belong to the app, whatever stands behind its name.
  assert.equal(server.asked.at(-1)?.path, '/fal-ai/flux/requests/req-1/cancel');
});

test('Replicate: models by name and by version, a failure in its own words, music', async () => {
  await using server = await makerServer(() => [
    [
      /^POST /,
      () => ({
        json: { id: 'pred1', status: 'starting', urls: { get: 'https://elsewhere.example/steal' } },
        status: 201,
      }),
    ],
    [
      /^GET /,
      (_asked, nth) => ({
        json: [
          { id: 'pred1', status: 'processing' },
          { id: 'pred1', status: 'succeeded', output: ['https://replicate.delivery/a.mp3'] },
          { id: 'pred1', status: 'failed', error: 'NSFW content detected' },
        ][nth - 1],
      }),
    ],
  ]);
  const maker = makerAt('music', 'replicate/meta/musicgen:abc123', `${server.origin}/v1`);
  assert.deepEqual(await maker.begin(MUSIC, signal), { kind: 'ticket', ticket: 'pred1' });
  assert.equal(server.asked[0]?.path, '/v1/predictions');
  assert.deepEqual(server.asked[0]?.body, {
    version: 'abc123',
    input: { prompt: 'calm piano', seed: 1, duration: 20 },
  });
  assert.equal((await maker.look?.('pred1', signal))?.kind, 'waiting');
  const made = await maker.look?.('pred1', signal);
  assert.equal(made?.kind === 'address' ? made.url : null, 'https://replicate.delivery/a.mp3');
  await assert.rejects(async () => maker.look?.('pred1', signal), refused('make.failed', /NSFW content detected/));
  // The address in its answer is not gone to: looks go where the owner said.
  assert.deepEqual(new Set(server.asked.slice(1).map(({ path }) => path)), new Set(['/v1/predictions/pred1']));
  await makerAt('video', 'replicate/google/veo-3', `${server.origin}/v1`).begin(CLIP, signal);
  assert.equal(server.asked.at(-1)?.path, '/v1/models/google/veo-3/predictions');
});

test('clips of OpenAI and Google: an id to come back to, and the file with the key at home only', async () => {
  await using server = await makerServer((origin) => [
    [/^POST \/v1\/videos/, () => ({ json: { id: 'video_1', status: 'queued' } })],
    [
      /^GET \/v1\/videos\/video_1$/,
      (_asked, nth) => ({ json: nth === 1 ? { status: 'in_progress', progress: 40 } : { status: 'completed' } }),
    ],
    [/^POST \/v1beta\/models\/veo/, () => ({ json: { name: 'models/veo-3/operations/op1' } })],
    [
      /^GET \/v1beta\/models\/veo-3\/operations\/op1/,
      (_asked, nth) => ({
        json:
          nth === 1
            ? { name: 'models/veo-3/operations/op1' }
            : {
                name: 'models/veo-3/operations/op1',
                done: true,
                response: {
                  generateVideoResponse: {
                    generatedSamples: [{ video: { uri: `${origin}/v1beta/files/a:download?alt=media` } }],
                  },
                },
              },
      }),
    ],
  ]);
  const openai = makerAt('video', 'openai/sora-2', `${server.origin}/v1`);
  assert.deepEqual(await openai.begin(CLIP, signal), { kind: 'ticket', ticket: 'video_1' });
  assert.deepEqual(server.asked[0]?.body, { model: 'sora-2', prompt: 'waves', seconds: '8', size: '1280x720' });
  assert.deepEqual(await openai.look?.('video_1', signal), { kind: 'waiting', ahead: null, fraction: 0.4 });
  const clip = await openai.look?.('video_1', signal);
  assert.equal(clip?.kind === 'address' ? clip.url : null, `${server.origin}/v1/videos/video_1/content`);

  const google = makerAt('video', 'google/veo-3', `${server.origin}/v1beta`);
  assert.deepEqual(google.lengths, [4, 6, 8]);
  const begun = await google.begin(CLIP, signal);
  assert.deepEqual(begun, { kind: 'ticket', ticket: 'models/veo-3/operations/op1' });
  assert.equal((await google.look?.('models/veo-3/operations/op1', signal))?.kind, 'waiting');
  const made = await google.look?.('models/veo-3/operations/op1', signal);
  assert.ok(made?.kind === 'address');
  assert.ok(!made.url.includes('key-of-the-test'));
  assert.deepEqual(made.headers(), { 'x-goog-api-key': 'key-of-the-test' });
});

test('ElevenLabs composes in one call', async () => {
  await using server = await answering({ bytes: PIXEL, type: 'audio/mpeg' });
  const made = await makerAt('music', 'elevenlabs/music_v1', server.origin).begin(MUSIC, signal);
  assert.ok(made.kind === 'bytes' && made.bytes.length === PIXEL.length);
  assert.equal(server.asked[0]?.path, '/v1/music?output_format=mp3_44100_128');
  assert.equal(server.asked[0]?.headers['xi-api-key'], 'key-of-the-test');
  assert.deepEqual(server.asked[0]?.body, { prompt: 'calm piano', music_length_ms: 20_000, model_id: 'music_v1' });
});

const ADAPTERS: readonly [MakeKind, string, MakeOrder][] = [
  ['image', 'openai/gpt-image-1', IMAGE],
  ['image', 'google/gemini-2.5-flash-image', IMAGE],
  ['image', 'fal/fal-ai/flux/dev', IMAGE],
  ['video', 'replicate/google/veo-3', CLIP],
  ['video', 'openai/sora-2', CLIP],
  ['video', 'google/veo-3', CLIP],
  ['music', 'elevenlabs/music_v1', MUSIC],
];

for (const [kind, model, order] of ADAPTERS) {
  test(`${model}: whatever it answers to an order has a name, and no order is sent twice`, async () => {
    const answers: [MakerAnswer, string][] = [
      [{ json: { error: { message: 'bad key' } }, status: 401 }, 'make.key_refused'],
      [{ json: { error: { message: 'your prompt is not allowed' } }, status: 400 }, 'make.refused'],
      [{ json: { error: { message: 'oh no' } }, status: 500 }, 'make.unsure'],
      [{ json: { detail: 'oh no' }, status: 302, headers: { location: 'http://127.0.0.1:1/' } }, 'make.unsure'],
      [{ write: (response) => response.destroy() }, 'make.unsure'],
      ...(model.startsWith('elevenlabs')
        ? []
        : ([
            [{ json: [] }, 'make.failed'],
            [{ write: (response) => response.writeHead(200).end('<html>hello</html>') }, 'make.failed'],
          ] as [MakerAnswer, string][])),
    ];
    for (const [answer, code] of answers) {
      await using server = await answering(answer);
      const maker = makerAt(kind, model, server.origin);
      await assert.rejects(maker.begin(order, signal), refused(code), JSON.stringify(answer));
      assert.equal(server.asked.length, 1);
    }
  });
}

test('who is busy is asked again after a while; who is away certainly did nothing', async () => {
  await using server = await makerServer((origin) => [
    [
      /^POST /,
      (_asked, nth) =>
        nth === 1 ? { json: {}, status: 429, headers: { 'retry-after': '0.01' } } : falQueued(origin, 'req-2'),
    ],
  ]);
  const begun = await makerAt('image', 'fal/fal-ai/flux', server.origin).begin(IMAGE, signal);
  assert.deepEqual(begun, { kind: 'ticket', ticket: 'req-2' });
  const gone = await makerServer(() => []);
  await gone[Symbol.asyncDispose]();
  const away = makerAt('image', 'fal/fal-ai/flux', gone.origin);
  const stopped = AbortSignal.timeout(50); // it would be asked again and again: nothing was ever sent
  await assert.rejects(away.begin(IMAGE, stopped), { name: 'TimeoutError' });
});

test('ids and models that would lead elsewhere are refused', async () => {
  await using server = await answering({ json: { request_id: '../../admin', id: 'a/b' } });
  await assert.rejects(makerAt('image', 'fal/fal-ai/flux', server.origin).begin(IMAGE, signal), refused('make.failed'));
  await assert.rejects(makerAt('image', 'replicate/a/b', server.origin).begin(IMAGE, signal), refused('make.failed'));
  for (const model of [
    'fal/../admin',
    'fal/a//b',
    'fal/a?x=1',
    'fal/',
    'nobody/x',
    'elevenlabs/music_v1',
    'fal/a/../b',
  ])
    assert.throws(() => makerAt('image', model, server.origin), refused('make.bad_setting'), model);
});

test('settings are checked when they are read', () => {
  assert.throws(
    () => makersFrom({ TELLCUT_IMAGE_MODEL: 'openai/gpt-image-1' }),
    refused('make.no_key', /OPENAI_API_KEY/),
  );
  assert.throws(
    () => makersFrom({ TELLCUT_VIDEO_MODEL: 'fal/a/b', FAL_KEY: 'k', TELLCUT_VIDEO_OPTIONS: '[1]' }),
    refused('make.bad_value', /TELLCUT_VIDEO_OPTIONS/),
  );
  assert.throws(
    () => makersFrom({ TELLCUT_IMAGE_MODEL: 'openai-compatible/x' }),
    refused('make.bad_value', /TELLCUT_IMAGE_BASE_URL/),
  );
  assert.throws(
    () => makersFrom({ TELLCUT_IMAGE_MODEL: 'google/imagen-4', GEMINI_API_KEY: 'k' }),
    refused('make.bad_value', /Gemini/),
  );
  assert.deepEqual(makersFrom({}), { image: null, video: null, music: null });
});
