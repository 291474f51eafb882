import { LANG } from '../words.ts';

/** A refusal of the server, in its own sentence. `code` is the API's; 0: nothing answered. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly code: number;
  readonly data: Readonly<Record<string, unknown>> | null;

  constructor(code: number, message: string, data: Readonly<Record<string, unknown>> | null = null) {
    super(message);
    this.code = code;
    this.data = data;
  }
}

/** What every call says of where it comes from. */
export const HEADERS: Readonly<Record<string, string>> = {
  'accept-language': LANG === 'zh' ? 'zh-CN' : 'en',
  'x-skill-source': 'tellcut-web',
  'x-skill-version': '1',
  'x-skill-platform': 'web',
};

export type Options = {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
};

/** Gets a new session when the old one has ended; several calls share the one attempt. */
let renewing: Promise<unknown> | null = null;
function renew(): Promise<unknown> {
  renewing ??= fetch('/api/web/session', { method: 'POST', headers: HEADERS }).finally(() => {
    renewing = null;
  });
  return renewing;
}

/** One call; a session that has ended meanwhile is renewed once. Throws {@link Refused} when nothing answers. */
export async function send(method: string, path: string, options: Options = {}): Promise<Response> {
  const { body, headers, signal } = options;
  const request: RequestInit = {
    method,
    headers: { ...HEADERS, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  };
  try {
    const response = await fetch(path, request);
    if (response.status !== 401 || path === '/api/web/session') return response;
    await renew();
    return await fetch(path, request);
  } catch (error) {
    if (signal?.aborted === true) throw error;
    throw new Refused(0, error instanceof Error ? error.message : String(error));
  }
}

type Envelope = { readonly code: number; readonly message: string; readonly data: unknown };

/** The refusal in an answer that is none of ours or a failure. */
export async function refusalOf(response: Response): Promise<Refused> {
  const text = await response.text();
  try {
    const { code, message, data } = JSON.parse(text) as Envelope;
    return new Refused(code, message, data as Record<string, unknown> | null);
  } catch {
    return new Refused(response.status, `${response.status} ${response.statusText}`);
  }
}

/** One call, the data of its answer. Throws {@link Refused}. */
export async function call<T>(method: string, path: string, options: Options = {}): Promise<T> {
  const response = await send(method, path, options);
  if (!response.ok) throw await refusalOf(response);
  const answer = (await response.json()) as Envelope;
  if (answer.code !== 0) throw new Refused(answer.code, answer.message, answer.data as Record<string, unknown> | null);
  return answer.data as T;
}

/** An address that the server made, on the origin that the page is on. */
export function ownAddress(address: string): string {
  const { pathname, search } = new URL(address, location.href);
  return pathname + search;
}
