import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request to a provider of media, as the server got it. `body`: its JSON, null where there is none. */
export type MakerAsked = {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Readonly<Record<string, unknown>> | null;
};

/** An answer: a document, bytes with their type, or whatever a hostile server would write. */
export type MakerAnswer =
  | { readonly json: unknown; readonly status?: number; readonly headers?: Readonly<Record<string, string>> }
  | { readonly bytes: Uint8Array; readonly type: string }
  | { readonly write: (response: ServerResponse) => void };

export type MakerServer = AsyncDisposable & {
  readonly origin: string;
  readonly asked: readonly MakerAsked[];
  /** How often something of this method and path was asked for. */
  readonly count: (method: string, path: RegExp) => number;
};

/** A provider of media on loopback; answers are found by the first pattern of `METHOD /path` that fits. */
export async function makerServer(
  routes: (origin: string) => readonly (readonly [RegExp, (asked: MakerAsked, nth: number) => MakerAnswer])[],
): Promise<MakerServer> {
  const asked: MakerAsked[] = [];
  const counts = new Map<RegExp, number>();
  let table: ReturnType<typeof routes> = [];
  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    request.on('end', () => {
      const one: MakerAsked = {
        method: request.method ?? '',
        path: request.url ?? '',
        headers: request.headers,
        body: text === '' ? null : (JSON.parse(text) as Record<string, unknown>),
      };
      asked.push(one);
      const route = table.find(([pattern]) => pattern.test(`${one.method} ${one.path}`));
      if (route === undefined) return void response.writeHead(404).end('{"detail":"no such place"}');
      const nth = (counts.get(route[0]) ?? 0) + 1;
      counts.set(route[0], nth);
      send(response, route[1](one, nth));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  table = routes(origin);
  return {
    origin,
    asked,
    count: (method, path) => asked.filter((one) => one.method === method && path.test(one.path)).length,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function send(response: ServerResponse, answer: MakerAnswer): void {
  if ('write' in answer) return answer.write(response);
  if ('bytes' in answer) {
    response.writeHead(200, { 'content-type': answer.type, 'content-length': answer.bytes.length }).end(answer.bytes);
    return;
  }
  response
    .writeHead(answer.status ?? 200, { 'content-type': 'application/json', ...answer.headers })
    .end(JSON.stringify(answer.json));
}

/** What fal's queue answers to an order of `id`. */
export const falQueued = (origin: string, id: string): MakerAnswer => ({
  json: {
    status: 'IN_QUEUE',
    request_id: id,
    response_url: `${origin}/fal-ai/flux/requests/${id}`,
    status_url: `${origin}/fal-ai/flux/requests/${id}/status`,
    cancel_url: `${origin}/fal-ai/flux/requests/${id}/cancel`,
    queue_position: 2,
  },
});

/** Waits for something that a server or a job does soon; says what was waited for when it does not. */
export async function happens(what: string, is: () => boolean, ms = 30_000): Promise<void> {
  for (const until = Date.now() + ms; !is(); ) {
    if (Date.now() > until) throw new Error(`this did not happen: ${what}`);
    await new Promise((next) => setTimeout(next, 5));
  }
}
