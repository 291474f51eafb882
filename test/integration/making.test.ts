import assert from 'node:assert/strict';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { readAsset } from '../../src/app/ingest.ts';
import { withMade } from '../../src/app/making.ts';
import { localMaking } from '../../src/app/making-local.ts';
import { NO_PRICES } from '../../src/app/making-prices.ts';
import { carryThrough, type OpenAddress } from '../../src/app/making-run.ts';
import { firstDraft, type Library } from '../../src/app/session.ts';
import { openStudio, type Studio } from '../../src/app/studio.ts';
import { runTurn, type Turn, type TurnEvent } from '../../src/app/turn.ts';
import { newHistory } from '../../src/draft/history.ts';
import { allSegments, audioSegments, mainSegments, textSegments } from '../../src/draft/queries.ts';
import { makersFrom, NO_MAKERS } from '../../src/llm/make/makers.ts';
import { openFetcher } from '../../src/server/fetch/fetcher.ts';
import { makeStill, makeVideo, tempFolder } from '../support/make-media.ts';
import { falQueued, happens, type MakerAnswer, type MakerServer, makerServer } from '../support/maker-server.ts';
import { tone } from '../support/speech-server.ts';

/** Things made by a provider's model without a server: one command, a folder of what was made, a provider on loopback. */

const media = tempFolder();
let studio: Studio;
let clip: Library;
let still: Buffer;
let moving: Buffer;
const signal = AbortSignal.timeout(120_000);

before(async () => {
  makeVideo(media.file('clip.mp4'), { frames: 50, rate: { num: 25, den: 1 }, width: 160, height: 90 });
  makeVideo(media.file('made.mp4'), { frames: 25, rate: { num: 25, den: 1 }, width: 160, height: 90 });
  makeStill(media.file('made.png'), 'png', 3, { width: 160, height: 90 });
  still = readFileSync(media.file('made.png'));
  moving = readFileSync(media.file('made.mp4'));
  studio = await openStudio({ folder: media.file('studio'), useCache: true, workers: 1 });
  const stored = await readAsset(studio, media.file('clip.mp4'), signal);
  clip = new Map([[stored.asset.id, stored]]);
});
after(async () => {
  await studio[Symbol.asyncDispose]();
  media[Symbol.dispose]();
});

const fetcher = openFetcher({ allowPrivateUrls: false });
const open: OpenAddress = (address, stop) => fetcher.open(address, stop);

/** fal's queue with one kind of file; the file lies where the provider is. */
const falWith = (file: () => MakerAnswer, looks = 1): Promise<MakerServer> =>
  makerServer((origin) => [
    [/^POST /, (_asked, nth) => falQueued(origin, `req-${nth}`)],
    [/\/status$/, (_asked, nth) => ({ json: nth <= looks ? { status: 'IN_PROGRESS' } : { status: 'COMPLETED' } })],
    [
      /^GET .*requests\/[\w-]+$/,
      () => ({
        json: {
          images: [{ url: `${origin}/file` }],
          video: { url: `${origin}/file` },
          audio: { url: `${origin}/file` },
        },
      }),
    ],
    [/^GET \/file/, file],
    [/^PUT /, () => ({ json: {} })],
  ]);

const environment = (origin: string): Record<string, string> =>
  Object.fromEntries(
    ['IMAGE', 'VIDEO', 'MUSIC'].flatMap((kind) => [
      [`TELLCUT_${kind}_MODEL`, 'fal/fal-ai/flux'],
      [`TELLCUT_${kind}_BASE_URL`, origin],
    ]),
  );

const makingAt = (env: Record<string, string>, folder: string): Studio => ({
  ...studio,
  making: localMaking(studio, { folder: media.file(folder), makers: makersFrom(env), prices: NO_PRICES, open }),
});

type Asked = { text: string; library?: Library; events?: TurnEvent[]; stop?: AbortSignal };

const turnOf = (with_: Studio, { text, library = clip, events, stop = signal }: Asked): Promise<Turn> =>
  runTurn(with_, {
    text,
    lang: 'en',
    history: newHistory(firstDraft(library)),
    library,
    onMeasure: () => undefined,
    onEvent: (event) => events?.push(event),
    signal: stop,
  });

const saidBy = (turn: Turn): string =>
  turn.steps
    .map((step) => [step.said.en, ...(step.kind === 'done' ? step.notes.map(({ en }) => en) : [])].join(' '))
    .join('\n');

test('a picture by words: ordered once, looked at until it is there, put at the start, kept for the next time', async () => {
  await using server = await falWith(() => ({ bytes: still, type: 'image/png' }));
  const with_ = makingAt(environment(server.origin), 'made-1');
  const events: TurnEvent[] = [];
  const text = 'generate an image of a lighthouse at dusk and put it at the start';
  const turn = await turnOf(with_, { text, events });
  const [first, second] = mainSegments(turn.draft);
  assert.equal(turn.library.get(first?.asset ?? '')?.asset.probe.kind, 'image');
  assert.equal(first?.duration, 4000);
  assert.equal(second?.asset, [...clip.keys()][0]);
  assert.match(
    saidBy(turn),
    /Put in the picture of "a lighthouse at dusk" at 0:00.*Made by fal\/fal-ai\/flux\. Cost: what your provider charges\./,
  );
  const told = events.flatMap((event) => (event.kind === 'progress' && event.stage === 'making' ? event.said.en : []));
  assert.match(told[0] ?? '', /fal\/fal-ai\/flux makes a picture; cost: what your provider charges/);
  const again = await turnOf(with_, { text });
  assert.equal(mainSegments(again.draft)[0]?.asset, first?.asset);
  assert.match(saidBy(again), /had made this before; it cost nothing/);
  assert.equal(server.count('POST', /./), 1);
});

test('a clip and music by words', async () => {
  await using server = await falWith(() => ({ bytes: moving, type: 'video/mp4' }));
  const turn = await turnOf(makingAt(environment(server.origin), 'made-2'), {
    text: 'generate a 1-second clip of waves for the intro',
  });
  assert.equal(turn.library.get(mainSegments(turn.draft)[0]?.asset ?? '')?.asset.probe.kind, 'video');
  assert.equal(server.asked[0]?.body?.['duration'], '1');

  await using sounds = await falWith(() => ({ bytes: tone(), type: 'audio/wav' }));
  const scored = await turnOf(makingAt(environment(sounds.origin), 'made-2'), {
    text: 'create background music with a piano, made by the music model',
  });
  const [song] = audioSegments(scored.draft, 'music');
  assert.equal(song?.source.kind === 'asset' ? scored.library.get(song.source.asset)?.asset.probe.kind : null, 'audio');
  assert.equal(sounds.asked[0]?.body?.['prompt'], 'background music with a piano');
});

test('a video from words with AI pictures: as many as its shots show, each with words of its own, all of them in it', async () => {
  let nth = 0;
  await using server = await falWith(() => {
    const name = media.file(`picture-${++nth}.png`);
    makeStill(name, 'png', nth, { width: 160, height: 90 });
    return { bytes: readFileSync(name), type: 'image/png' };
  });
  const with_ = makingAt(environment(server.origin), 'film');
  for (const text of ['make a 15-second promo for my bakery with AI pictures', '做一个15秒的面包店广告，用AI图片']) {
    const before = server.asked.length;
    const turn = await turnOf(with_, { text, library: new Map() });
    const prompts = server.asked
      .slice(before)
      .flatMap(({ method, body }) => (method === 'POST' ? String(body?.['prompt']) : []));
    const ids = new Set(
      allSegments(turn.draft).flatMap((one) => (one.kind === 'video' && one.painting === undefined ? [one.asset] : [])),
    );
    assert.ok(prompts.length >= 2 && prompts.length <= 6, String(prompts.length));
    assert.equal(ids.size, prompts.length, saidBy(turn));
    assert.equal(new Set(prompts).size, prompts.length, prompts.join());
    for (const prompt of prompts) assert.match(prompt, /bakery|面包店/i);
    const shown = textSegments(turn.draft)
      .map((one) => one.text)
      .join(' ');
    assert.ok(!/\bAI\b|pictures|图片/.test(shown), shown);
  }
  const none = {
    ...studio,
    making: localMaking(studio, { folder: media.file('none'), makers: NO_MAKERS, prices: NO_PRICES, open }),
  };
  const drawn = await turnOf(none, { text: 'make a promo for my bakery with AI clips', library: new Map() });
  assert.match(saidBy(drawn), /No video model is set up here \(TELLCUT_VIDEO_MODEL\), so the scenes are drawn\./);
});

test('without a model it is drawn or composed, and that is said', async () => {
  const with_ = {
    ...studio,
    making: localMaking(studio, { folder: media.file('none'), makers: NO_MAKERS, prices: NO_PRICES, open }),
  };
  const drawn = await turnOf(with_, { text: '给我生成一张咖啡馆的图片放在开头' });
  assert.ok(mainSegments(drawn.draft)[0]?.painting !== undefined);
  assert.equal(textSegments(drawn.draft, 'title')[0]?.text, '咖啡馆');
  assert.match(saidBy(drawn), /No image model is set up here \(TELLCUT_IMAGE_MODEL\), so the scene is drawn\./);
  const composed = await turnOf(with_, { text: 'generate AI music with a calm piano' });
  assert.equal(audioSegments(composed.draft, 'music')[0]?.source.kind, 'music');
  assert.match(saidBy(composed), /No music model is set up here \(TELLCUT_MUSIC_MODEL\), so I composed it myself\./);
  const alone = await turnOf(with_, { text: 'generate an image of a lighthouse', library: new Map() });
  assert.equal(mainSegments(alone.draft).length, 1);
});

test('whatever a model sends is looked at first, and what is no picture is named and kept nowhere', async () => {
  const hostile: [string, () => MakerAnswer, RegExp][] = [
    [
      'html',
      () => ({ write: (r) => r.writeHead(200, { 'content-type': 'image/png' }).end('<html><body>no</body></html>') }),
      /is not a picture/,
    ],
    ['wrong kind', () => ({ bytes: moving, type: 'image/png' }), /is not a picture/],
    [
      'announced 2 GB',
      () => ({ write: (r) => void r.writeHead(200, { 'content-length': '2000000000' }).write('x') }),
      /larger than 50 MB/,
    ],
    ['endless', () => ({ write: (r) => pour(r) }), /larger than 50 MB/],
    [
      'broken off',
      () => ({ write: (r) => r.writeHead(200, { 'content-length': '5000' }).write('x', () => r.destroy()) }),
      /its file cannot be fetched/,
    ],
    [
      'to loopback',
      () => ({ write: (r) => r.writeHead(302, { location: 'http://127.0.0.1:1/secret' }).end() }),
      /address where nobody may go/,
    ],
    ['gone', () => ({ json: {}, status: 404 }), /HTTP 404/],
  ];
  for (const [name, answer, words] of hostile) {
    await using server = await falWith(answer);
    const folder = `hostile ${name}`;
    const turn = await turnOf(makingAt(environment(server.origin), folder), { text: 'generate an image of a cat' });
    assert.match(saidBy(turn), words, name);
    assert.equal(turn.steps[0]?.kind, 'failed', name);
    assert.equal(mainSegments(turn.draft).length, 1, name);
    assert.deepEqual(readdirSync(media.file(folder)), [], `${name} left something behind`);
  }
});

function pour(response: {
  writeHead: (status: number) => unknown;
  write: (piece: Buffer, next: () => void) => unknown;
}): void {
  response.writeHead(200);
  const piece = Buffer.alloc(4_000_000);
  const more = (): void => void response.write(piece, more);
  more();
}

test('an address in a private network is not gone to, wherever the provider is', async () => {
  await using server = await makerServer((origin) => [
    [/^POST /, () => falQueued(origin, 'req-1')],
    [/\/status$/, () => ({ json: { status: 'COMPLETED' } })],
    [/^GET /, () => ({ json: { images: [{ url: 'http://127.0.0.1:1/a.png' }, { url: `${origin}/b.png` }] } })],
  ]);
  const turn = await turnOf(makingAt(environment(server.origin), 'private'), { text: 'generate an image of a cat' });
  assert.match(saidBy(turn), /its file lies at an address where nobody may go/);
});

test('who is stopped leaves the request with its provider: the same words go on with it', async () => {
  let isReady = false;
  await using server = await makerServer((origin) => [
    [/^POST /, () => falQueued(origin, 'req-1')],
    [/\/status$/, () => ({ json: { status: isReady ? 'COMPLETED' : 'IN_QUEUE', queue_position: 3 } })],
    [/^GET .*req-1$/, () => ({ json: { images: [{ url: `${origin}/file` }] } })],
    [/^GET \/file/, () => ({ bytes: still, type: 'image/png' })],
  ]);
  const with_ = makingAt(environment(server.origin), 'stopped');
  const stop = new AbortController();
  const text = 'generate an image of a fox';
  const events: TurnEvent[] = [];
  const first = turnOf(with_, { text, stop: stop.signal, events });
  const refused = assert.rejects(first, { message: 'stopped by hand' });
  await happens('a look', () => server.count('GET', /status/) > 0);
  stop.abort(new Error('stopped by hand'));
  await refused;
  isReady = true;
  const second = await turnOf(with_, { text });
  assert.equal(mainSegments(second.draft).length, 2);
  assert.equal(server.count('POST', /./), 1, 'sent once');
  assert.equal(server.count('PUT', /cancel/), 0, 'not called off');
});

test('a process that died while it asked: nobody knows, so nobody asks again by itself', async () => {
  await using server = await falWith(() => ({ bytes: still, type: 'image/png' }));
  const with_ = makingAt(environment(server.origin), 'died');
  const text = 'generate an image of a bear';
  await turnOf(with_, { text });
  const folder = media.file('died');
  const [note] = readdirSync(folder).filter((name) => name.endsWith('.json'));
  const gone = { state: 'asking', ticket: null, since: Date.now(), pid: 2 ** 22 + 1 }; // above every process id
  writeFileSync(path.join(folder, note ?? ''), JSON.stringify(gone));
  for (const name of readdirSync(folder)) if (/\.media/.test(name)) rmSync(path.join(folder, name));
  const unsure = await turnOf(with_, { text });
  assert.match(saidBy(unsure), /it may have charged its account holder\. I did not ask twice/);
  assert.equal(server.count('POST', /./), 1);
  const anew = await turnOf(with_, { text });
  assert.equal(anew.steps[0]?.kind, 'done');
  assert.equal(server.count('POST', /./), 2);
});

test('a request that never ends is called off after a while; one that the provider does not know has failed', async () => {
  let looks = 0;
  await using server = await makerServer((origin) => [
    [/^POST /, () => falQueued(origin, 'req-1')],
    [/\/status$/, () => (++looks <= 1 ? { json: {}, status: 404 } : { json: { status: 'IN_PROGRESS' } })],
    [/^PUT /, () => ({ json: {} })],
  ]);
  const maker = makersFrom(environment(server.origin)).image;
  assert.ok(maker !== null);
  const order = { kind: 'image', prompt: 'x', size: { width: 64, height: 64 }, seconds: null, seed: 1 } as const;
  const notes = { asking: async () => undefined, ticket: async () => undefined, waiting: async () => undefined };
  const carrying = { ticket: null, since: Date.now(), notes, open, out: media.file('never'), signal, longestMs: 700 };
  await assert.rejects(carryThrough(maker, order, carrying), { code: 'make.refused' });
  await assert.rejects(carryThrough(maker, order, { ...carrying, since: Date.now() }), { code: 'make.timed_out' });
  assert.equal(server.count('PUT', /cancel/), 1);
  assert.ok(looks >= 2);
});

test('a model that carries out a turn spends nothing that the person did not ask for, and cannot agree for them', async () => {
  await using server = await falWith(() => ({ bytes: still, type: 'image/png' }));
  const with_ = makingAt(environment(server.origin), 'words');
  const call = { op: 'generate_image', prompt: 'a spy', confirmed: true };
  const context = { draft: firstDraft(clip), library: clip, signal, onProgress: () => undefined };
  const spoken = (words: string): Promise<unknown> => withMade(with_, call, { ...context, words });
  await assert.rejects(spoken('what is in this video?'), { code: 'make.needs_go' });
  assert.equal(server.asked.length, 0);
  await spoken('make a picture of a spy');
  assert.equal(server.count('POST', /./), 1);
});

test('what would be refused afterwards is refused before anything is ordered', async () => {
  await using server = await falWith(() => ({ bytes: still, type: 'image/png' }));
  const with_ = makingAt(environment(server.origin), 'before');
  const turn = await turnOf(with_, { text: 'generate AI music with a calm piano', library: new Map() });
  assert.equal(turn.steps[0]?.kind === 'failed' ? turn.steps[0].code : null, 'draft.nothing_there');
  assert.equal(server.asked.length, 0);
});
