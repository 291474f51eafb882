import assert from 'node:assert/strict';
import { request as httpRequest } from 'node:http';
import { after, before, test } from 'node:test';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { issueToken } from '../../src/store/tokens.ts';
import { openTestServer, type TestClient, type TestServer } from '../support/http.ts';
import { makeVideo, tempFolder } from '../support/make-media.ts';
import { until } from '../support/until.ts';

const folder = tempFolder();
let site: TestServer;
let anna: TestClient;
let bert: TestClient;
before(async () => {
  site = await openTestServer();
  anna = await site.client();
  bert = await site.client();
  makeVideo(folder.file('talk.mp4'), { frames: 60, rate: { num: 30, den: 1 } });
});
after(async () => {
  await site[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

type Result = {
  readonly isError?: boolean;
  readonly content: readonly { readonly type: string; readonly text?: string }[];
  readonly structuredContent?: Record<string, unknown>;
};

async function connected(token: string): Promise<Client & AsyncDisposable> {
  const client = new Client({ name: 'test', version: '1' });
  const headers = { authorization: `Bearer ${token}` };
  await client.connect(new StreamableHTTPClientTransport(new URL('/mcp', site.url), { requestInit: { headers } }));
  return Object.assign(client, { [Symbol.asyncDispose]: () => client.close() });
}

const call = async (client: Client, name: string, args: Record<string, unknown>, options = {}): Promise<Result> =>
  (await client.callTool({ name, arguments: args }, options)) as unknown as Result;
const textOf = (result: Result): string => result.content[0]?.text ?? '';

/** A project with a clip in it. */
async function filled(who: TestClient): Promise<string> {
  const { sessionId } = await who.project();
  const { openAsBlob } = await import('node:fs');
  const form = new FormData();
  form.append('files', await openAsBlob(folder.file('talk.mp4')), 'talk.mp4');
  await who.data('POST', `/api/upload-video/nemo_agent/me/${sessionId}`, form);
  return sessionId;
}

const PING = { jsonrpc: '2.0', id: 1, method: 'ping' };
const LIST = { jsonrpc: '2.0', id: 1, method: 'tools/list' };

/** One message as it goes over the wire; fetch would not let us name another host. */
function post(
  headers: Record<string, string>,
  body: string = JSON.stringify(LIST),
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, failed) => {
    const types = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };
    const sent = httpRequest(
      new URL('/mcp', site.url),
      { method: 'POST', headers: { ...types, ...headers } },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (piece: string) => (text += piece));
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }));
      },
    );
    sent.on('error', failed);
    sent.end(body);
  });
}

test('an agent far away does a job: edits, says, exports, and is told how far it is', async () => {
  await using client = await connected(anna.token);
  const session = await filled(anna);
  const { tools } = await client.listTools();
  assert.ok(tools.length > 50);
  const cut = await call(client, 'trim', { session_id: session, start: 0.5 });
  assert.notEqual(cut.isError, true, textOf(cut));
  const said = await call(client, 'edit_by_words', { session_id: session, text: "add the title 'Urban Dreams'" });
  assert.match(textOf(said), /Urban Dreams/);
  const heard: number[] = [];
  const onprogress = ({ progress }: { progress: number }): number => heard.push(progress);
  const made = await call(client, 'render_video', { session_id: session }, { onprogress });
  assert.notEqual(made.isError, true, textOf(made));
  assert.ok(heard.length > 0);
  const file = await fetch(String(made.structuredContent?.['url']));
  assert.equal(file.status, 200);
  assert.equal((await file.arrayBuffer()).byteLength, made.structuredContent?.['bytes']);
  const link = made.content.find(({ type }) => type === 'resource_link') as { uri: string } | undefined;
  const { contents } = await client.readResource({ uri: link?.uri ?? '' });
  assert.equal((contents[0] as { mimeType: string }).mimeType, 'video/mp4');
});

test('turns of agents cost what turns cost, and are recorded as theirs', async () => {
  const cora = await site.client();
  await using client = await connected(cora.token);
  const session = await filled(cora);
  await call(client, 'edit_by_words', { session_id: session, text: 'cut the first half second' });
  const credits = await call(client, 'get_credits', {});
  assert.equal(credits.structuredContent?.['available'], 99);
  const turn = await site.desk.store.db
    .selectFrom('turns')
    .select('attribution')
    .where('account_id', '=', cora.accountId)
    .executeTakeFirstOrThrow();
  assert.equal(turn.attribution?.source, 'tellcut-mcp');
});

test("other people's things look like nothing, by tool and by resource", async () => {
  await using client = await connected(bert.token);
  const { sessionId, taskId } = await anna.project();
  const hers = await filled(anna);
  const file = (await anna.data('GET', `/api/state/nemo_agent/me/${hers}/latest`)) as {
    state: { video_infos: { id: string }[] };
  };
  const fileId = file.state.video_infos[0]?.id ?? '';
  const own = (await bert.project()).sessionId;
  for (const [name, args, code] of [
    ['look_at_file', { session_id: hers, file_id: fileId }, 'session.not_found'],
    ['look_at_file', { session_id: own, file_id: fileId }, 'asset.not_found'],
    ['show_preview', { session_id: hers }, 'session.not_found'],
    ['cancel_render', { render_id: 'nobodys' }, 'render.not_found'],
    ['get_project', { session_id: sessionId }, 'session.not_found'],
    ['get_project', { project_id: taskId }, 'project.not_found'],
    ['trim', { session_id: sessionId, start: 1 }, 'session.not_found'],
    ['edit_by_words', { session_id: sessionId, text: 'cut it' }, 'session.not_found'],
    ['export', { session_id: sessionId }, 'session.not_found'],
    ['delete_project', { project_id: taskId }, 'project.not_found'],
    ['restore_version', { session_id: sessionId, version: 0 }, 'session.not_found'],
  ] as const) {
    const result = await call(client, name, args);
    assert.equal((result.structuredContent?.['error'] as { code?: string } | undefined)?.code, code, name);
  }
  for (const part of ['summary', 'draft', 'facts', 'frames/0', `files/${fileId}/sheet`, `files/${fileId}/waveform`])
    await assert.rejects(client.readResource({ uri: `tellcut://sessions/${sessionId}/${part}` }), /no such session/);
});

test('files by path are for agents on the machine; addresses inside our network are not fetched', async () => {
  await using client = await connected(anna.token);
  const { sessionId: session } = await anna.project();
  const byPath = await call(client, 'upload', { session_id: session, paths: ['/etc/passwd'] });
  assert.match(textOf(byPath), /mcp\.no_local_files/);
  const saving = await call(client, 'export', { session_id: session, save_to: '/tmp/x.mp4' });
  assert.match(textOf(saving), /mcp\.no_local_files/);
  const inside = await call(client, 'upload', { session_id: session, urls: [`${site.url}/healthz`] });
  assert.match(textOf(inside), /\(fetch\.\w+, /);
});

test('who calls from a wrong name, a strange website, without a token or with one that is for something else', async () => {
  const auth = { authorization: `Bearer ${anna.token}` };
  const own = new URL(site.url);
  assert.equal((await post(auth)).status, 200);
  assert.equal((await post({ ...auth, origin: own.origin })).status, 200);
  for (const host of ['evil.example', `evil.example:${own.port}`, '127.0.0.1.evil.example', '169.254.169.254'])
    assert.equal((await post({ ...auth, host })).status, 403, host);
  for (const origin of ['null', 'http://evil.example', 'https://127.0.0.1.evil.example', `https://${own.host}`])
    assert.equal((await post({ ...auth, origin })).status, 403, origin);
  assert.equal((await post({})).status, 401);
  assert.equal((await post({ authorization: 'Bearer junk' })).status, 401);
  const { db } = site.desk.store;
  const { taskId, sessionId } = await anna.project();
  const claimed = { accountId: anna.accountId, projectId: taskId, sessionId, scopes: [], expiresAt: null };
  const claim = await issueToken(db, { ...claimed, kind: 'claim' });
  assert.equal((await post({ authorization: `Bearer ${claim.secret}` })).status, 403);
  const web = await issueToken(db, { accountId: anna.accountId, kind: 'web', scopes: ['read'], expiresAt: null });
  assert.equal((await post({ authorization: `Bearer ${web.secret}` })).status, 401);
  assert.equal((await post({ cookie: `tellcut=${web.secret}`, 'sec-fetch-site': 'same-origin' })).status, 401);
  for (const session of ['1', crypto.randomUUID()])
    assert.equal((await post({ 'mcp-session-id': session })).status, 401, 'a session id is no credential');
});

test('a token that may only read looks and does not touch', async () => {
  const session = await filled(anna);
  const { db } = site.desk.store;
  const reader = await issueToken(db, { accountId: anna.accountId, kind: 'api', scopes: ['read'], expiresAt: null });
  await using client = await connected(reader.secret);
  assert.match(textOf(await call(client, 'get_project', { session_id: session })), /^Timeline/);
  for (const [name, args] of [
    ['trim', { session_id: session, start: 1 }],
    ['edit_by_words', { session_id: session, text: 'cut it' }],
    ['export', { session_id: session }],
    ['upload', { session_id: session, urls: ['https://example.com/a.mp4'] }],
    ['create_project', {}],
    ['undo', { session_id: session }],
  ] as const)
    assert.match(textOf(await call(client, name, args)), /account\.scope_missing/, name);
});

test('broken messages, and ones of five megabytes, are refused; the next one is answered', async () => {
  const auth = { authorization: `Bearer ${anna.token}` };
  assert.equal((await post(auth, '{"jsonrpc":')).status, 400);
  assert.equal((await post(auth, '[]')).status, 400);
  assert.equal((await post(auth, '{"jsonrpc":"1.0","id":1,"method":"ping"}')).status, 400);
  const large = JSON.stringify({ ...PING, params: { text: 'x'.repeat(5_000_000) } });
  assert.equal((await post(auth, large)).status, 413);
  const deep = `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"trim","arguments":${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}}}`;
  const answer = await post(auth, deep);
  assert.equal(answer.status, 400, answer.text.slice(0, 200));
  const unknown = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'format_disk', arguments: {} } };
  assert.match((await post(auth, JSON.stringify(unknown))).text, /-32602/);
  assert.equal((await post(auth)).status, 200);
  for (const method of ['GET', 'DELETE'])
    assert.equal((await fetch(new URL('/mcp', site.url), { method, headers: auth })).status, 405);
});

test('calls of agents count among the calls of an address, as all others do', async () => {
  await using exposed = await openTestServer({
    env: { TELLCUT_TRUST_PROXY: '10.0.0.0/8', TELLCUT_REQUESTS_PER_MINUTE: '20' },
  });
  const { token } = await exposed.client();
  const send = async (): Promise<{ status: number; wait: string | null }> => {
    const headers = { authorization: `Bearer ${token}`, accept: 'application/json, text/event-stream' };
    const typed = { ...headers, 'content-type': 'application/json' };
    const response = await fetch(`${exposed.url}/mcp`, { method: 'POST', headers: typed, body: JSON.stringify(LIST) });
    await response.body?.cancel();
    return { status: response.status, wait: response.headers.get('retry-after') };
  };
  const answers = [];
  for (let sent = 0; sent < 25; sent++) answers.push(await send());
  assert.equal(answers[0]?.status, 200);
  assert.equal(answers.at(-1)?.status, 429);
  assert.ok(Number(answers.at(-1)?.wait) > 0);
});

test('tools out of order say what comes first; a cancelled export leaves nothing behind', async () => {
  await using client = await connected(anna.token);
  const { sessionId: empty } = await anna.project();
  for (const [name, args] of [
    ['get_project_frame', { at: [0] }],
    ['show_preview', {}],
    ['export', {}],
    ['speed', { factor: 2 }],
    ['restore_version', { version: 7 }],
  ] as const) {
    const result = await call(client, name, { session_id: empty, ...args });
    assert.equal(result.isError, true, name);
    assert.match(textOf(result), /\((?:draft|session)\.\w+, (?:fix-input|answer|retry|none)\)$/, name);
  }
  const session = await filled(anna);
  const { version } = (await call(client, 'get_project', { session_id: session })).structuredContent ?? {};
  await call(client, 'speed', { session_id: session, factor: 2, base_version: version });
  const stale = await call(client, 'speed', { session_id: session, factor: 2, base_version: version });
  assert.match(textOf(stale), /session\.draft_changed/);
  const begun = await call(client, 'export', { session_id: session, wait_seconds: 0 });
  const { render_id: id } = begun.structuredContent ?? {};
  const stopped = await call(client, 'cancel_render', { render_id: id });
  const { status } = stopped.structuredContent ?? {};
  // It may have been faster than we are.
  assert.ok(status === 'cancelled' || status === 'completed', textOf(stopped));
  if (status === 'cancelled')
    await assert.rejects(client.readResource({ uri: `tellcut://renders/${String(id)}` }), /not/i);
});

test('an agent that cancels stops its turn: nothing changes, nothing is charged', async () => {
  const dora = await site.client();
  await using client = await connected(dora.token);
  const session = await filled(dora);
  const stop = new AbortController();
  const { db } = site.desk.store;
  const wish = {
    session_id: session,
    text: 'cut the silences, even out the volume and add lo-fi music',
    wait_seconds: 60,
  };
  const asked = call(client, 'edit_by_words', wish, { signal: stop.signal });
  const mine = db.selectFrom('turns').select(['state', 'ended_at']).where('account_id', '=', dora.accountId);
  await until(async () => (await mine.execute()).length > 0);
  stop.abort();
  await assert.rejects(asked);
  await until(async () => (await mine.executeTakeFirstOrThrow()).ended_at !== null);
  const { state } = await mine.executeTakeFirstOrThrow();
  const credits = await call(client, 'get_credits', {});
  // It may have been faster than we are; then it was done and paid for.
  assert.deepEqual(
    [state, credits.structuredContent?.['available']],
    state === 'done' ? ['done', 99] : ['cancelled', 100],
  );
  assert.equal(credits.structuredContent?.['frozen'], 0);
});
