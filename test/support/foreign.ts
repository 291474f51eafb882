import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server that is not ours and speaks the published API in its own way, as far as a test says. */
export type Foreign = AsyncDisposable & {
  readonly url: string;
  /** Every request in order: `POST /run_sse`. */
  readonly seen: readonly string[];
  readonly requests: readonly { readonly headers: IncomingMessage['headers']; readonly body: string }[];
};

export type Answering = (request: { method: string; path: string; body: string; nth: number }) => Reply | undefined;
export type Reply = {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON, or text as it is. */
  readonly body: unknown;
  /** Breaks the connection after the body instead of ending it. */
  readonly breaks?: boolean;
};

/** `answering` is asked first; what it leaves gets the usual answers: a token, a session, credits, an empty success. */
export async function openForeign(answering: Answering): Promise<Foreign> {
  const seen: string[] = [];
  const requests: { headers: IncomingMessage['headers']; body: string }[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('latin1').on('data', (text: string) => (body += text));
    request.on('end', () => {
      const line = `${request.method} ${request.url}`;
      seen.push(line);
      requests.push({ headers: request.headers, body });
      const nth = seen.filter((other) => other === line).length;
      const asked = { method: request.method ?? '', path: request.url ?? '', body, nth };
      send(response, answering(asked) ?? usual(asked.path));
    });
  });
  await new Promise<void>((ready) => {
    server.listen(0, '127.0.0.1', ready);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    requests,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

function send(response: ServerResponse, { status = 200, headers = {}, body, breaks = false }: Reply): void {
  const isText = typeof body === 'string';
  response.writeHead(status, { 'content-type': isText ? 'text/plain' : 'application/json', ...headers });
  const text = isText ? body : JSON.stringify(body);
  if (breaks) response.write(text, () => response.destroy());
  else response.end(text);
}

function usual(path: string): Reply {
  if (path === '/api/auth/anonymous-token')
    return { body: { code: 0, data: { token: 'nmv_usr_1', user_id: 'anon_1' } } };
  if (path.includes('/with-session/')) return { body: { code: 0, data: { task_id: 't', session_id: 's' } } };
  if (path.startsWith('/api/credits')) return { body: { code: 0, data: { available: 5 } } };
  return { body: { code: 0, message: 'ok', data: {} } };
}

/** Events as a stream of server-sent events. */
export const stream = (...events: unknown[]): Reply => ({
  headers: { 'content-type': 'text/event-stream' },
  body: events.map((event) => (typeof event === 'string' ? event : `data: ${JSON.stringify(event)}\n\n`)).join(''),
});
