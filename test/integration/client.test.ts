import assert from 'node:assert/strict';
import { createWriteStream, openAsBlob } from 'node:fs';
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { after, before, describe, test } from 'node:test';
import { ApiError, type Client, hasEnded, openClient, type TurnEvent } from '../../src/client/index.ts';
import { probeFile } from '../../src/media/probe.ts';
import { openTestServer, type TestServer } from '../support/http.ts';
import { makeVideo, tempFolder } from '../support/make-media.ts';

const WHO = { source: 'test', version: '1', platform: 'node' };

describe('the client with types, against our server', () => {
  const folder = tempFolder();
  let server: TestServer;
  let client: Client;
  before(async () => {
    server = await openTestServer();
    const nobody = openClient({ url: server.url, attribution: WHO });
    client = nobody.as((await nobody.accounts.anonymous(crypto.randomUUID())).token);
    makeVideo(folder.file('talk.mp4'), { frames: 60, rate: { num: 30, den: 1 }, width: 160, height: 90 });
  });
  after(async () => {
    await server[Symbol.asyncDispose]();
    folder[Symbol.dispose]();
  });

  const talk = async (): Promise<{ name: string; bytes: Blob }> => ({
    name: 'talk.mp4',
    bytes: await openAsBlob(folder.file('talk.mp4')),
  });
  const heard = async (events: AsyncIterable<TurnEvent>): Promise<TurnEvent[]> => Array.fromAsync(events);

  test('a whole job: upload, say, edit by hand, export, download', async () => {
    const { session_id: sid, task_id: task } = await client.projects.create({ name: 'A film', language: 'en' });
    const { files, failed } = await client.uploads.files(sid, [
      await talk(),
      { name: 'text.mp4', bytes: new Blob(['x']) },
    ]);
    assert.deepEqual([files.map(({ filename }) => filename), failed.length], [['talk.mp4'], 1]);
    const events = await heard(client.turns.say(sid, 'cut the first second'));
    assert.match(events.map(({ text = '' }) => text).join(), /0:00–0:01/);
    assert.equal(events.at(-1)?.finishReason, 'STOP');
    const { version } = await client.state.latest(sid);
    const edited = await client.state.edit(sid, version, [{ op: 'title', text: 'Urban Dreams' }]);
    assert.match(edited.changes.join(), /Urban Dreams/);
    await assert.rejects(client.state.edit(sid, version, [{ op: 'title', text: 'Late' }]), { code: 3002, status: 409 });
    const versions = await client.state.versions(sid);
    assert.ok(versions.length >= 2);
    const restored = await client.state.restore(sid, version);
    assert.doesNotMatch(restored.state.summary ?? '', /Urban Dreams/);
    const id = await client.renders.start(sid, { format: 'mp4' });
    const seen = await Array.fromAsync(client.renders.follow(id));
    const last = seen.at(-1);
    assert.ok(last !== undefined && hasEnded(last));
    assert.deepEqual([last.status, last.progress, last.error], ['completed', 100, null]);
    const { body } = await client.renders.download(last);
    assert.ok(body !== null);
    await pipeline(
      Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]),
      createWriteStream(folder.file('out.mp4')),
    );
    assert.ok(Math.abs(probeFile(folder.file('out.mp4')).duration - 1000) < 60);
    assert.equal((await client.renders.list())[0]?.id, id);
    assert.equal((await client.credits.balance()).available, 99);
    assert.ok((await client.credits.history({ limit: 10 })).some(({ kind }) => kind === 'capture'));
    assert.equal((await client.projects.rename(task, 'Another')).task_name, 'Another');
    assert.equal((await client.projects.list({ limit: 5 }))[0]?.task_name, 'Another');
    await client.projects.remove(task);
    await assert.rejects(client.projects.get(task), { code: 1003 });
  });

  test('accounts: who one is, tokens of less, and what is refused', async () => {
    const { user_id: user, scopes } = await client.accounts.verify();
    assert.match(user, /^anon_/);
    assert.ok(scopes.includes('render'));
    const made = await client.accounts.createToken({ name: 'reader', scopes: ['read'] });
    const reader = client.as(made.token);
    await assert.rejects(reader.projects.create(), { code: 403 });
    await client.accounts.revokeToken(made.id);
    await assert.rejects(reader.credits.balance(), { code: 1001, status: 401 });
    assert.ok((await client.accounts.tokens()).every(({ id }) => id !== made.id));
    await assert.rejects(client.state.latest('ses_nobody'), { code: 1002 });
    await assert.rejects(heard(client.turns.say('ses_nobody', 'cut')), { code: 1002 });
    await assert.rejects(heard(client.turns.follow('e-nobody', null)), ApiError);
    await assert.rejects(openClient({ url: 'http://127.0.0.1:9' }).credits.balance(), { code: 0, status: 0 });
  });

  test('a resumable upload goes on where it was', async () => {
    const { session_id: sid } = await client.projects.create();
    const file = await talk();
    const chunkSize = Math.ceil(file.bytes.size / 4);
    const stop = new AbortController();
    let address = '';
    const first = client.uploads.resumable(sid, file, {
      chunkSize,
      signal: stop.signal,
      onAddress: (found) => (address = found),
      onProgress: (sent) => {
        if (sent >= chunkSize) stop.abort(new Error('enough'));
      },
    });
    await assert.rejects(first, /enough/);
    assert.match(address, /\/files\//);
    let began = -1;
    await client.uploads.resumable(sid, file, {
      address,
      onProgress: (sent) => (began = began < 0 ? sent : began),
    });
    assert.ok(began > 0, `it began at ${began}`);
    const { state } = await client.state.latest(sid);
    assert.deepEqual(
      state.video_infos?.map(({ filename }) => filename),
      ['talk.mp4'],
    );
    const wrong = client.uploads.resumable('ses_nobody', file);
    await assert.rejects(wrong, { code: 1002, status: 404 });
  });

  test('a turn is heard to its end through a connection that breaks, and is sent once', async () => {
    const sent: string[] = [];
    await using shaky = await breakingWay(server.url, sent);
    const { session_id: sid } = await client.projects.create();
    await client.uploads.files(sid, [await talk()]);
    const { token } = await client.accounts.createToken({ name: 'shaky', scopes: ['read', 'write'] });
    const lost: boolean[] = [];
    const away = openClient({ url: shaky.url, token, attribution: WHO });
    const events = await heard(away.turns.say(sid, 'cut the first second', { onLost: (is) => lost.push(is) }));
    assert.match(events.map(({ text = '' }) => text).join(), /0:00–0:01/);
    assert.equal(new Set(events.map(({ id }) => id)).size, events.length, 'nothing comes twice');
    assert.deepEqual(lost, [false, true, false]);
    assert.equal(sent.filter((line) => line.startsWith('POST /run_sse')).length, 1);
    assert.equal(sent.filter((line) => line.startsWith('GET /run_sse/')).length, 1);
  });

  test('a turn that is followed can be cancelled; a caller that stops listening is let go', async () => {
    const { session_id: sid } = await client.projects.create();
    await client.uploads.files(sid, [await talk()]);
    const stop = new AbortController();
    const seen: TurnEvent[] = [];
    await assert.rejects(async () => {
      for await (const event of client.turns.say(sid, 'cut the first second', { signal: stop.signal })) {
        seen.push(event);
        stop.abort(new Error('enough'));
      }
    });
    const turn = seen[0]?.invocationId ?? '';
    const rest = await heard(client.turns.follow(turn, seen[0]?.id ?? null));
    assert.equal(rest.at(-1)?.finishReason, 'STOP');
    assert.ok(rest.every(({ id }) => id !== seen[0]?.id));
    await client.turns.cancel(turn);
  });
});

/** Passes calls on; the first stream of a turn breaks after its first event. */
async function breakingWay(to: string, sent: string[]): Promise<AsyncDisposable & { readonly url: string }> {
  let broken = false;
  const way = createServer((request: IncomingMessage, response: ServerResponse) => {
    sent.push(`${request.method} ${request.url}`);
    const { host: _, ...headers } = request.headers;
    const on = httpRequest(new URL(request.url ?? '/', to), { method: request.method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      if (broken || request.url !== '/run_sse') {
        answer.pipe(response);
        return;
      }
      broken = true;
      answer.once('data', (piece: Buffer) => {
        answer.destroy();
        const end = piece.indexOf('\n\n') + 2;
        response.write(piece.subarray(0, end), () => response.destroy());
      });
    });
    on.on('error', () => response.destroy());
    request.pipe(on);
  });
  await new Promise<void>((ready) => {
    way.listen(0, '127.0.0.1', ready);
  });
  return {
    url: `http://127.0.0.1:${(way.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: async () => {
      way.closeAllConnections();
      way.close();
    },
  };
}
