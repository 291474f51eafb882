import { LANG, say } from '../words.ts';

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

/** Whether nothing answered: the connection is away, or the server is. */
export const isAway = (error: unknown): boolean => error instanceof Refused && error.code === 0;

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

/** Ends when somebody is signed in again as who they were; a page that cannot come to that shows what to do. */
let onSignedOut: () => Promise<void> = () => Promise.resolve();

/** Tells what happens when a session has ended in mid-work: calls wait for it, and are made again. */
export function whenSignedOut(act: () => Promise<void>): void {
  onSignedOut = act;
}

/** Several calls share the one attempt. */
let renewing: Promise<void> | null = null;

/** Waits until the browser is signed in again. */
export function renewed(): Promise<void> {
  renewing ??= onSignedOut().finally(() => {
    renewing = null;
  });
  return renewing;
}

/** One call; when the session has ended meanwhile, it waits for the next one. Throws {@link Refused} when nothing answers. */
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
    if (response.status !== 401 || NEEDS_NO_SESSION.has(path)) return response;
    await renewed();
    return await fetch(path, request);
  } catch (error) {
    if (signal?.aborted === true) throw error;
    throw error instanceof Refused ? error : new Refused(0, say('app.away'));
  }
}

/** Calls that make a session, or ask whether there is one. */
const NEEDS_NO_SESSION: ReadonlySet<string> = new Set(['/api/web/session', '/api/auth/login', '/api/auth/register']);

type Envelope = { readonly code: number; readonly message: string; readonly data: unknown };

/** The refusal in an answer that is none of ours or a failure. */
export async function refusalOf(response: Response): Promise<Refused> {
  const text = await response.text().catch(() => '');
  try {
    const { code, message, data } = JSON.parse(text) as Envelope;
    if (typeof code === 'number' && typeof message === 'string')
      return new Refused(code, message, data as Record<string, unknown> | null);
  } catch {
    // Not one of ours: a proxy's page, or half an answer.
  }
  return response.status >= 500
    ? new Refused(0, say('app.away'))
    : new Refused(response.status, say('app.strange', { status: response.status }));
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
