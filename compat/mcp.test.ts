import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { cleanEnv } from '../test/support/serve.ts';
import { openTestServer, type TestClient, type TestServer } from '../test/support/http.ts';
import { tempFolder } from '../test/support/make-media.ts';
import { missing } from './installed.ts';

/** The Model Context Protocol as others read it: its inspector, its conformance scenarios, and the older client. */

const modules = fileURLToPath(new URL('node_modules/', import.meta.url));
const INSPECTOR = path.join(modules, '.bin', 'mcp-inspector');
const CONFORMANCE = path.join(modules, '.bin', 'conformance');
const skip =
  missing('@modelcontextprotocol/inspector') ||
  missing('@modelcontextprotocol/conformance') ||
  missing('@modelcontextprotocol/sdk');
const folder = tempFolder();
let server: TestServer;
let client: TestClient;
before(async () => {
  if (skip !== false) return;
  server = await openTestServer();
  client = await server.client();
});
after(async () => {
  await server?.[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

type Ran = { readonly code: number; readonly stdout: string; readonly stderr: string };

function run(program: string, ...args: string[]): Promise<Ran> {
  const options = { cwd: folder.path, env: cleanEnv({ HOME: folder.path }), timeout: 90_000, maxBuffer: 64 << 20 };
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...args], options, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code ?? 1), stdout, stderr });
    });
  });
}

const inspect = (...args: string[]): Promise<Ran> => {
  const header = `Authorization: Bearer ${client.token}`;
  return run(INSPECTOR, '--cli', `${server.url}/mcp`, '--transport', 'http', '--header', header, ...args);
};

test('the inspector lists, calls and reads; it finds no fault in a schema', { skip }, async () => {
  const listed = await inspect('--method', 'tools/list', '--strict');
  assert.equal(listed.code, 0, listed.stderr.slice(-2000));
  const { tools } = JSON.parse(listed.stdout) as { tools: { name: string }[] };
  assert.ok(tools.some(({ name }) => name === 'edit_by_words'));
  const { sessionId } = await client.project();
  const words = ['--tool-arg', `session_id=${sessionId}`];
  const seen = await inspect('--method', 'tools/call', '--tool-name', 'get_project', ...words);
  assert.equal(seen.code, 0, seen.stderr);
  assert.match(seen.stdout, /Timeline/);
  const refused = await inspect('--method', 'tools/call', '--tool-name', 'export', ...words);
  assert.equal(refused.code, 5, 'its code for a tool that says no');
  assert.match(refused.stdout, /draft\.nothing_there/);
  const read = await inspect('--method', 'resources/read', '--uri', `tellcut://sessions/${sessionId}/summary`);
  assert.match(read.stdout, /Timeline/);
  const prompts = await inspect('--method', 'prompts/list');
  assert.match(prompts.stdout, /clean_up_talk/);
});

test('the inspector works over stdin and stdout too', { skip }, async () => {
  const command = [process.execPath, path.resolve('src/main.ts'), 'mcp', '--data', folder.file('data')];
  const listed = await run(INSPECTOR, '--cli', ...command, '--method', 'tools/list', '--format', 'json');
  assert.equal(listed.code, 0, listed.stderr.slice(-2000));
  assert.match(listed.stdout, /apply_operations/);
});

/** The scenarios that need no tools of their own making; they bring no token, so it is added on the way. */
const SCENARIOS = ['server-initialize', 'ping', 'tools-list', 'resources-list', 'prompts-list', 'dns-rebinding-protection'];

for (const scenario of SCENARIOS)
  test(`conformance: ${scenario}`, { skip }, async () => {
    await using way = await withToken(server.url, client.token);
    const ran = await run(CONFORMANCE, 'server', '--url', `${way.url}/mcp`, '--scenario', scenario);
    assert.equal(ran.code, 0, `${ran.stdout}${ran.stderr}`.slice(-3000));
  });

/** Passes calls on as they come, host and origin too, with a token. */
async function withToken(to: string, token: string): Promise<AsyncDisposable & { readonly url: string }> {
  const way: Server = createServer((request, response) => {
    const headers = { ...request.headers, authorization: `Bearer ${token}` };
    const own = (request.headers.host ?? '').replace(String((way.address() as AddressInfo).port), new URL(to).port);
    const origin = request.headers.origin?.replace(String((way.address() as AddressInfo).port), new URL(to).port);
    const passed = { ...headers, host: own, ...(origin === undefined ? {} : { origin }) };
    const sent = httpRequest(new URL(request.url ?? '/', to), { method: request.method, headers: passed }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    sent.on('error', () => response.destroy());
    request.pipe(sent);
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

test('the client of the first line (2025) does a job over HTTP', { skip }, async () => {
  const load = async (file: string): Promise<Record<string, unknown>> =>
    (await import(pathToFileURL(path.join(modules, '@modelcontextprotocol/sdk/dist/esm/client', file)).href)) as Record<
      string,
      unknown
    >;
  type Old = {
    connect: (transport: unknown) => Promise<void>;
    callTool: (call: { name: string; arguments: unknown }) => Promise<{ content: { text?: string }[]; isError?: boolean }>;
    close: () => Promise<void>;
  };
  const { Client } = (await load('index.js')) as { Client: new (about: unknown) => Old };
  const { StreamableHTTPClientTransport } = (await load('streamableHttp.js')) as {
    StreamableHTTPClientTransport: new (url: URL, options: unknown) => unknown;
  };
  const old = new Client({ name: 'old', version: '1' });
  const requestInit = { headers: { authorization: `Bearer ${client.token}` } };
  await old.connect(new StreamableHTTPClientTransport(new URL('/mcp', server.url), { requestInit }));
  const made = await old.callTool({ name: 'create_video_project', arguments: { name: 'A film' } });
  assert.match(made.content[0]?.text ?? '', /session ses_/);
  const none = await old.callTool({ name: 'get_project', arguments: { session_id: 'ses_nobody' } });
  assert.equal(none.isError, true);
  await old.close();
});
