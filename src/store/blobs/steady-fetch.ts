import http from 'node:http';
import https from 'node:https';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';

/**
 * `fetch` for storage: a transfer may take as long as it moves. The built-in one gives the whole sending of a body a
 * time, which a large part over a slow line exceeds, and its options need a second copy of undici. Node's sockets know
 * whether something moves, in what waits to be sent too.
 */

/** Nothing moved for too long. */
export class Stalled extends Error {
  override readonly name = 'Stalled';
  readonly code = 'ETIMEDOUT';

  constructor(ms: number) {
    super(`nothing moved for ${ms / 1000} s`);
  }
}

/** Long enough for a service that joins an upload's parts. */
const STALL_MS = 120_000;
/** As many as parts are sent at once, and some more. */
const KEPT_SOCKETS = 16;

/** A `fetch` that fails with {@link Stalled} when nothing moved for `stallMs`. Redirects are answers: storage signs addresses. */
export function steadyFetch(stallMs: number = STALL_MS): typeof fetch & Disposable {
  const options = { keepAlive: true, maxFreeSockets: KEPT_SOCKETS };
  const agents = { 'http:': new http.Agent(options), 'https:': new https.Agent(options) };
  const get = async (input: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const url = new URL(input instanceof Request ? input.url : input);
    const isSecure = url.protocol === 'https:';
    const agent = agents[isSecure ? 'https:' : 'http:'];
    const body = bodyOf(init.body ?? null);
    const headers = {
      ...Object.fromEntries(new Headers(init.headers)),
      ...(body === null ? {} : { 'content-length': String(body.bytes) }),
    };
    const request = (isSecure ? https : http).request(url, { method: init.method ?? 'GET', headers, agent });
    const answer = new Promise<http.IncomingMessage>((resolve, reject) => {
      request.once('response', resolve).once('error', reject);
    });
    let response: http.IncomingMessage | null = null;
    request.setTimeout(stallMs, () => {
      // What came and waits for our own reader is no stall.
      if (response === null || response.readableLength === 0) request.destroy(new Stalled(stallMs));
    });
    if (body === null) request.end();
    else pipeline(body.stream(), request).catch(() => undefined); // `answer` fails with the same
    response = await answer;
    return asResponse(response);
  };
  return Object.assign(get as typeof fetch, {
    [Symbol.dispose]: () => {
      for (const agent of Object.values(agents)) agent.destroy();
    },
  });
}

type Body = { readonly bytes: number; readonly stream: () => Readable };

/** What storage is sent: text, bytes, and parts of files. */
function bodyOf(body: RequestInit['body']): Body | null {
  if (body === null || body === undefined) return null;
  if (body instanceof Blob)
    return { bytes: body.size, stream: () => Readable.fromWeb(body.stream() as unknown as ReadableStream) };
  if (typeof body === 'string' || body instanceof Uint8Array || body instanceof ArrayBuffer) {
    const bytes = typeof body === 'string' ? Buffer.from(body) : Buffer.from(body as ArrayBuffer);
    return { bytes: bytes.length, stream: () => Readable.from([bytes], { objectMode: false }) };
  }
  throw new TypeError('storage is sent text, bytes or files');
}

/** Statuses that have no body, which a Response insists on. */
const EMPTY = new Set([101, 204, 205, 304]);

function asResponse(message: http.IncomingMessage): Response {
  const status = message.statusCode ?? 500;
  const headers = new Headers();
  for (const [name, values] of Object.entries(message.headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value);
  }
  const isEmpty = EMPTY.has(status) || message.headers['content-length'] === '0';
  if (isEmpty) message.resume();
  // The same stream; DOM's and Node's types of it differ.
  const body = isEmpty ? null : (Readable.toWeb(message) as unknown as BodyInit);
  return new Response(body, { status, statusText: message.statusMessage ?? '', headers });
}
