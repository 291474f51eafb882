import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { type AddressInfo, createServer as createSocketServer } from 'node:net';
import type { Readable } from 'node:stream';
import { after, before, beforeEach, test } from 'node:test';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { gzipSync } from 'node:zlib';
import type { Resolve } from '../../src/server/fetch/address.ts';
import { buildFetcher, type Fetcher, openFetcher } from '../../src/server/fetch/fetcher.ts';
import { FORBIDDEN_ADDRESSES, SMUGGLED_URLS } from '../fixtures/forbidden-addresses.ts';
import { tempFolder } from '../support/make-media.ts';

/**
 * Loopback stands for the internet: 127.0.0.1 is a public web server here, 127.0.0.2 a machine that must never be met.
 * The canary there counts connections, not requests: a guard that connects and then thinks better of it has lost.
 */

const media = tempFolder();
let web: Server;
let port: number;
let answer: RequestListener;
let touched = 0;
const canary = createSocketServer((socket) => {
  touched++;
  socket.destroy();
});
const names = new Map<string, () => readonly string[]>();
const resolve: Resolve = async (name) => {
  const found = names.get(name);
  if (found === undefined) throw Object.assign(new Error('ENOTFOUND'), { code: 'ENOTFOUND' });
  return found().map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
};
const guard = (): Fetcher =>
  buildFetcher({
    policy: { allowsAddress: (address) => address === '127.0.0.1', allowsPort: (number) => number === port },
    resolve,
    waitMs: 1000,
    refusalMs: 0,
  });
const fetcher = guard();
const signal = new AbortController().signal;
const at = (path: string, host = 'cdn.test'): string => `http://${host}:${port}${path}`;
const read = async (body: Readable): Promise<Buffer> => Buffer.concat(await body.toArray());

before(async () => {
  web = createServer((request, response) => answer(request, response));
  await new Promise<void>((done) => web.listen(0, '127.0.0.1', done));
  port = (web.address() as AddressInfo).port;
  await new Promise<void>((done) => canary.listen(port, '127.0.0.2', done));
});
after(async () => {
  await fetcher[Symbol.asyncDispose]();
  web.closeAllConnections();
  web.close();
  canary.close();
  media[Symbol.dispose]();
});
beforeEach(() => {
  touched = 0;
  answer = (_, response) => response.end('file');
  names.clear();
  names.set('cdn.test', () => ['127.0.0.1']);
  names.set('evil.test', () => ['127.0.0.2']);
});

test('a public file is fetched, with its name, without credentials, asked for as it is', async () => {
  let headers: Record<string, unknown> = {};
  answer = (request, response) => {
    ({ headers } = request);
    response.setHeader('content-disposition', "attachment; filename*=UTF-8''%E6%BC%94%E8%AE%B2.mp4");
    response.end('bytes');
  };
  const incoming = await fetcher.open(at('/x/talk.mp4?sig=1'), signal);
  assert.equal((await read(incoming.body)).toString(), 'bytes');
  assert.equal(incoming.name, '演讲.mp4');
  assert.equal(headers['accept-encoding'], 'identity');
  assert.equal(headers['authorization'] ?? headers['cookie'], undefined);
  answer = (_, response) => response.end('bytes');
  const plain = await fetcher.open(at('/x/my%20talk.mp4?sig=1'), signal);
  assert.deepEqual([plain.name, plain.bytes], ['my talk.mp4', 5]);
  plain.body.destroy();
});

test('S1–S3: none of the 88 addresses is fetched from, by the rule that servers have', async () => {
  await using guarded = openFetcher({ allowPrivateUrls: false });
  const literals = FORBIDDEN_ADDRESSES.map((address) => `http://${address.includes(':') ? `[${address}]` : address}/`);
  const outcomes = await Promise.all(
    [...SMUGGLED_URLS, ...literals].map(async (url) => {
      const error = await guarded.open(url, signal).then(
        () => null,
        (thrown: unknown) => thrown as { code: string },
      );
      return [url, error?.code] as const;
    }),
  );
  assert.deepEqual(
    outcomes.filter(([, code]) => code !== 'fetch.refused_address'),
    [],
  );
});

test('S2: an address with a zone is none at all', async () => {
  await assert.rejects(fetcher.open('http://[fe80::1%25lo]/', signal), { code: 'fetch.not_an_address' });
});

test('S4: a name is refused when any of its addresses is bad, or when it has none', async () => {
  names.set('mixed.test', () => ['127.0.0.1', '127.0.0.2']);
  names.set('mixed6.test', () => ['127.0.0.1', '::1']);
  names.set('empty.test', () => []);
  for (const host of ['evil.test', 'mixed.test', 'mixed6.test', 'empty.test', 'nowhere.test']) {
    await assert.rejects(fetcher.open(at('/', host), signal), { code: 'fetch.refused_address' }, host);
  }
  await assert.rejects(fetcher.open(at('/', '127.0.0.2'), signal), { code: 'fetch.refused_address' });
  assert.equal(touched, 0);
});

test('S5: a name that changes its mind is judged by the answer that is dialled', async () => {
  let asked = 0;
  names.set('flip.test', () => [asked++ % 2 === 0 ? '127.0.0.1' : '127.0.0.2']);
  const outcomes = [];
  for (let i = 0; i < 6; i++) {
    outcomes.push(
      await fetcher.open(at('/', 'flip.test'), signal).then(
        async ({ body }) => (await read(body)).toString(),
        (error: { code: string }) => error.code,
      ),
    );
  }
  assert.deepEqual(outcomes, Array.from({ length: 3 }, () => ['file', 'fetch.refused_address']).flat());
  assert.equal(touched, 0);
});

test('S5: the peer of the socket is looked at before a byte is sent', async () => {
  // A resolver whose answer looks good and leads elsewhere stands for whatever we have not thought of.
  let received = 0;
  const silent = createSocketServer((socket) => socket.on('data', ({ length }) => (received += length)));
  await new Promise<void>((done) => silent.listen(0, '127.0.0.3', done));
  const trap = (silent.address() as AddressInfo).port;
  let looks = 0;
  await using late = buildFetcher({
    // Good when the name is looked up, bad when the socket's peer is.
    policy: { allowsAddress: () => looks++ === 0, allowsPort: () => true },
    resolve: async () => [{ address: '127.0.0.3', family: 4 }],
    waitMs: 300,
    refusalMs: 0,
  });
  for (const scheme of ['http', 'https']) {
    looks = 0;
    await assert.rejects(late.open(`${scheme}://late.test:${trap}/`, signal), { code: 'fetch.refused_address' });
  }
  assert.equal(received, 0);
  silent.close();
});

test('S6: every redirect is checked again, and a fourth is too many', async () => {
  const to = (location: string): RequestListener => {
    return (request, response) => {
      if (request.url === '/end') response.end('end');
      else response.writeHead(302, { location }).end();
    };
  };
  for (const location of [
    at('/', 'evil.test'),
    at('/', '127.0.0.2'),
    `http://cdn.test:1/`,
    'file:///etc/passwd',
    'ftp://cdn.test/',
    'gopher://cdn.test/',
    `http://user:pass@cdn.test:${port}/`,
    'http://[',
    '',
  ]) {
    answer = to(location);
    await assert.rejects(fetcher.open(at('/start'), signal), { code: 'fetch.refused_address' }, location);
  }
  answer = to('/loop');
  await assert.rejects(fetcher.open(at('/start'), signal), { code: 'fetch.too_many_redirects' });
  answer = to('/end');
  const { body } = await fetcher.open(at('/start'), signal);
  assert.equal((await read(body)).toString(), 'end');
  assert.equal(touched, 0);
});

test('S7: other schemes, credentials and ports are refused before any name is asked for', async () => {
  let asked = 0;
  names.set('cdn.test', () => {
    asked++;
    return ['127.0.0.1'];
  });
  for (const url of [
    'file:///etc/passwd',
    'ftp://cdn.test/a',
    'gopher://cdn.test/',
    'data:video/mp4;base64,AAAA',
    'blob:http://cdn.test/1',
    'javascript:1',
    'concat:http://cdn.test/',
    'subfile,,start,0,end,0,,:http://cdn.test/',
    'rtmp://cdn.test/',
    'http://user:secret@cdn.test/',
    'http://user@cdn.test/',
    'cdn.test/a.mp4',
    '',
    `http://cdn.test/${'a'.repeat(3000)}`,
  ]) {
    const thrown = await fetcher.open(url, signal).catch((error: unknown) => error as Error & { code: string });
    assert.ok('code' in thrown && thrown.code === 'fetch.not_an_address', url);
    assert.doesNotMatch(thrown.message, /secret/);
  }
  await assert.rejects(fetcher.open(`http://cdn.test:${port + 1}/`, signal), { code: 'fetch.refused_address' });
  assert.equal(asked, 0);
});

test('S8: open, closed and unknown private targets look alike, also by the clock', async () => {
  await using slow = buildFetcher({
    policy: { allowsAddress: (address) => address === '127.0.0.1', allowsPort: () => true },
    resolve,
    waitMs: 300,
    refusalMs: 120,
  });
  const seen = [];
  for (const url of [at('/', 'evil.test'), 'http://evil.test:1/', at('/', 'nowhere.test'), 'http://10.0.0.1/']) {
    const started = performance.now();
    const error = (await slow.open(url, signal).catch((thrown: unknown) => thrown)) as Error & { code: string };
    assert.ok(performance.now() - started >= 118, url);
    seen.push([error.code, error.message.replace(url, 'X')]);
  }
  assert.equal(new Set(seen.map((each) => JSON.stringify(each))).size, 1, JSON.stringify(seen));
  assert.equal(touched, 0);
});

test('S9: compressed, cut short, silent or missing files are named, and long ones can be stopped', async () => {
  answer = (_, response) => response.setHeader('content-encoding', 'gzip').end(gzipSync(Buffer.alloc(1 << 20)));
  await assert.rejects(fetcher.open(at('/bomb'), signal), { code: 'fetch.encoded' });
  answer = (_, response) => response.writeHead(403).end('private');
  await assert.rejects(fetcher.open(at('/'), signal), {
    code: 'fetch.no_file',
    params: { address: at('/'), status: 403 },
  });
  answer = (_, response) => {
    response.writeHead(200, { 'content-length': '1000' });
    response.write('only this');
    setTimeout(() => response.destroy(), 20);
  };
  const short = await fetcher.open(at('/'), signal);
  assert.equal(short.bytes, 1000);
  await assert.rejects(read(short.body), { code: 'fetch.unreachable' });
  answer = (_, response) => {
    response.writeHead(200);
    response.write('and then nothing');
  };
  const silent = await fetcher.open(at('/'), signal);
  await assert.rejects(read(silent.body), { code: 'fetch.unreachable' });
  answer = () => undefined;
  await assert.rejects(fetcher.open(at('/'), signal), { code: 'fetch.unreachable' });
  await assert.rejects(fetcher.open(at('/'), AbortSignal.abort()), { name: 'AbortError' });
});

const cert = media.file('cert.pem');
const key = media.file('key.pem');
const made = spawnSync(
  'openssl',
  `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=cdn.test
   -addext subjectAltName=DNS:cdn.test -keyout ${key} -out ${cert}`.split(/\s+/),
);

test('TLS is checked against the name in the address, and stays TLS through redirects', {
  skip: made.status !== 0 && 'no openssl',
}, async () => {
  const secure = createSecureServer({ key: readFileSync(key), cert: readFileSync(cert) }, (request, response) => {
    if (request.url === '/down') response.writeHead(302, { location: at('/') }).end();
    else response.end(`secure ${request.headers.host}`);
  });
  await new Promise<void>((done) => secure.listen(0, '127.0.0.1', done));
  const tlsPort = (secure.address() as AddressInfo).port;
  const options = {
    policy: { allowsAddress: (address: string) => address === '127.0.0.1', allowsPort: () => true },
    resolve,
    waitMs: 2000,
    refusalMs: 0,
  };
  names.set('other.test', () => ['127.0.0.1']);
  const url = (host: string, path = '/'): string => `https://${host}:${tlsPort}${path}`;
  {
    await using untrusting = buildFetcher(options);
    await assert.rejects(untrusting.open(url('cdn.test'), signal), { code: 'fetch.unreachable' });
  }
  const usual = getCACertificates('default');
  setDefaultCACertificates([...usual, readFileSync(cert, 'utf8')]);
  try {
    await using trusting = buildFetcher(options);
    const { body } = await trusting.open(url('cdn.test'), signal);
    assert.equal((await read(body)).toString(), `secure cdn.test:${tlsPort}`);
    await assert.rejects(trusting.open(url('other.test'), signal), { code: 'fetch.unreachable' });
    await assert.rejects(trusting.open(url('cdn.test', '/down'), signal), { code: 'fetch.refused_address' });
  } finally {
    setDefaultCACertificates(usual);
    secure.closeAllConnections();
    secure.close();
  }
});

test('S12: proxies of the environment are not used', async () => {
  const before = { ...process.env };
  for (const name of ['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'ALL_PROXY']) {
    process.env[name] = `http://127.0.0.2:${port}`;
  }
  process.env['NODE_USE_ENV_PROXY'] = '1';
  try {
    await using fresh = guard();
    const { body } = await fresh.open(at('/'), signal);
    assert.equal((await read(body)).toString(), 'file');
  } finally {
    process.env = before;
  }
  assert.equal(touched, 0);
});

test('a message is posted once, to allowed addresses only, and a redirect is its answer', async () => {
  const seen: string[] = [];
  answer = (request, response) => {
    seen.push(`${request.method} ${String(request.headers['x-signature'])}`);
    request.on('data', (piece: Buffer) => seen.push(piece.toString()));
    request.on('end', () => response.writeHead(307, { location: at('/', 'evil.test') }).end());
  };
  const message = { body: '{"a":1}', headers: { 'content-type': 'application/json', 'x-signature': 's' } };
  const options = { timeoutMs: 30_000, signal };
  assert.deepEqual(await fetcher.post(at('/hook'), message, options), { status: 307 });
  assert.deepEqual(seen, ['POST s', '{"a":1}']);
  await assert.rejects(fetcher.post(at('/', 'evil.test'), message, options), { code: 'fetch.refused_address' });
  answer = () => undefined;
  await assert.rejects(fetcher.post(at('/slow'), message, { timeoutMs: 50, signal }), { code: 'fetch.unreachable' });
  assert.equal(touched, 0);
});
