import { openLog } from '../../src/server/log.ts';
import { openServer, type Server } from '../../src/server/server.ts';
import { openTestDesk, type TestDesk, type TestDeskOptions } from './desk.ts';

/** A server that listens on loopback, with clients that have accounts. */
export type TestServer = AsyncDisposable & {
  readonly desk: TestDesk;
  readonly server: Server;
  readonly url: string;
  /** A new anonymous account. */
  readonly client: () => Promise<TestClient>;
};

/** Somebody with a token. */
export type TestClient = {
  readonly url: string;
  readonly token: string;
  readonly accountId: string;
  readonly headers: Readonly<Record<string, string>>;
  /** One call with the token; a body becomes JSON unless it is a form. */
  readonly call: (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Response>;
  /** As `call`, the answer's data; throws on anything but success. */
  readonly data: (method: string, path: string, body?: unknown) => Promise<Record<string, unknown>>;
  readonly project: (language?: string) => Promise<{ taskId: string; sessionId: string }>;
};

export async function openTestServer(options: TestDeskOptions = {}): Promise<TestServer> {
  const env = { TELLCUT_PORT: '0', TELLCUT_MIN_FREE_BYTES: '1MB', TELLCUT_ANON_PER_ADDRESS: '1000', ...options.env };
  const desk = await openTestDesk({ ...options, env });
  const server = await openServer(desk, openLog('silent'));
  const url = await server.listen();
  return {
    desk,
    server,
    url,
    client: () => newClient(url),
    [Symbol.asyncDispose]: async () => {
      await server[Symbol.asyncDispose]();
      await desk[Symbol.asyncDispose]();
    },
  };
}

async function newClient(url: string): Promise<TestClient> {
  const response = await fetch(`${url}/api/auth/anonymous-token`, {
    method: 'POST',
    headers: { 'x-client-id': crypto.randomUUID() },
  });
  const { data } = (await response.json()) as { data: { token: string; user_id: string } };
  return clientOf(url, data.token, data.user_id);
}

function clientOf(url: string, token: string, accountId: string): TestClient {
  const headers = {
    authorization: `Bearer ${token}`,
    'x-skill-source': 'test',
    'x-skill-version': '1',
    'x-skill-platform': 'node',
  };
  const call: TestClient['call'] = (method, path, body, more = {}) => {
    const isJson = body !== undefined && !(body instanceof FormData);
    return fetch(new URL(path, url), {
      method,
      headers: { ...headers, ...(isJson ? { 'content-type': 'application/json' } : {}), ...more },
      ...(body === undefined ? {} : { body: isJson ? JSON.stringify(body) : (body as FormData) }),
    });
  };
  const data: TestClient['data'] = async (method, path, body) => {
    const response = await call(method, path, body);
    const answer = (await response.json()) as { code: number; message: string; data: Record<string, unknown> };
    if (answer.code !== 0) throw new Error(`${method} ${path}: ${answer.code} ${answer.message}`);
    return answer.data;
  };
  return {
    url,
    token,
    accountId,
    headers,
    call,
    data,
    project: async (language = 'en') => {
      const made = await data('POST', '/api/tasks/me/with-session/nemo_agent', { task_name: 'A film', language });
      return { taskId: String(made['task_id']), sessionId: String(made['session_id']) };
    },
  };
}

/** The frames of a stream, as they stand in it. */
export async function framesOf(response: Response): Promise<string[]> {
  const text = await response.text();
  return text.split('\n\n').slice(0, -1);
}

/** The events in frames; comments are left out. */
export const eventsIn = (frames: readonly string[]): Record<string, unknown>[] =>
  frames
    .filter((frame) => frame.startsWith('data: '))
    .map((frame) => JSON.parse(frame.slice(6)) as Record<string, unknown>);
