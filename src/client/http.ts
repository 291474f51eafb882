/** One call of the API: headers, envelopes, and what is tried again. */

export type ClientOptions = {
  /** Address of the server, such as `http://127.0.0.1:8787`. Empty in a page of the server itself. */
  readonly url: string;
  /** Sent as `Authorization: Bearer`; null: none (a page has its cookie). */
  readonly token?: string | null;
  /** Who calls: sent as `X-Skill-Source`, `-Version` and `-Platform`; anonymous accounts cannot export without. */
  readonly attribution?: Attribution;
  /** BCP 47 tag of the language for sentences. */
  readonly language?: string;
  /** Told before the one wait after "too many calls". */
  readonly onWait?: (seconds: number) => void;
  readonly fetch?: typeof globalThis.fetch;
  /** Waits before something is tried again; throws the signal's reason when it is aborted. A timer by default. */
  readonly wait?: Wait;
};

export type Wait = (ms: number, signal?: AbortSignal) => Promise<void>;

export type Attribution = { readonly source: string; readonly version: string; readonly platform: string };

/** A refusal of the server, in its own sentence. `code` is the API's; 0: nothing answered. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: number;
  /** HTTP status; 0 when nothing answered. */
  readonly status: number;
  readonly data: Readonly<Record<string, unknown>> | null;

  constructor(message: string, about: { code: number; status: number; data?: unknown; cause?: unknown }) {
    super(message, { cause: about.cause });
    this.code = about.code;
    this.status = about.status;
    this.data = typeof about.data === 'object' ? (about.data as Record<string, unknown> | null) : null;
  }
}

/** Whether nothing answered: the connection is away, or the server is. */
export const isAway = (error: unknown): boolean => error instanceof ApiError && error.status === 0;

export type CallOptions = {
  /** Sent as JSON, or as it is when it is a form. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
  /** A call that is not made again, not even after "too many calls": turns, tokens, uploads. */
  readonly once?: boolean;
};

export type Http = {
  /** The response as it is, whatever its status. Throws {@link ApiError} with status 0 when nothing answers. */
  readonly send: (method: string, path: string, options?: CallOptions) => Promise<Response>;
  /** The whole answer. Throws {@link ApiError}. */
  readonly answer: (method: string, path: string, options?: CallOptions) => Promise<Answer>;
  /** The `data` of the answer. Throws {@link ApiError}. */
  readonly data: <T>(method: string, path: string, options?: CallOptions) => Promise<T>;
  /** A path on the server as an address; an address stays. */
  readonly address: (path: string) => string;
  readonly wait: Wait;
  /** What every call carries. */
  readonly headers: () => Record<string, string>;
};

/** The envelope of the API, and what the render endpoints have beside it. */
export type Answer = { readonly code?: number; readonly message?: string; readonly data?: unknown } & {
  readonly [key: string]: unknown;
};

/** "Too many calls" is waited for once: as long as the server says, 30 s when it says nothing, never over a minute. */
const WAIT_S = 30;
const LONGEST_WAIT_S = 60;

export function openHttp(options: ClientOptions): Http {
  const base = options.url.replace(/\/+$/, '');
  const request = options.fetch ?? globalThis.fetch.bind(globalThis);
  const wait = options.wait ?? pause;
  const headers = (): Record<string, string> => headersOf(options);
  const address = (path: string): string => (/^https?:/.test(path) ? path : `${base}${path}`);

  async function attempt(
    method: string,
    path: string,
    { body, headers: more, signal }: CallOptions,
  ): Promise<Response> {
    const isRaw = body === undefined || body instanceof FormData;
    const init: RequestInit = {
      method,
      headers: { ...headers(), ...(isRaw ? {} : { 'content-type': 'application/json' }), ...more },
      ...(body === undefined ? {} : { body: body instanceof FormData ? body : JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    };
    try {
      return await request(address(path), init);
    } catch (error) {
      if (signal?.aborted === true) throw error;
      throw new ApiError(`Nothing answers at ${base}.`, { code: 0, status: 0, cause: error });
    }
  }

  async function send(method: string, path: string, call: CallOptions = {}): Promise<Response> {
    const response = await attempt(method, path, call);
    if (response.status !== 429 || call.once === true) return response;
    const seconds = Number(response.headers.get('retry-after') ?? WAIT_S);
    if (!(seconds <= LONGEST_WAIT_S)) return response;
    await response.body?.cancel();
    options.onWait?.(seconds);
    await wait(seconds * 1000, call.signal);
    return attempt(method, path, call);
  }

  async function answer(method: string, path: string, call: CallOptions = {}): Promise<Answer> {
    return answerOf(await send(method, path, call));
  }

  const data = async <T>(method: string, path: string, call: CallOptions = {}): Promise<T> =>
    (await answer(method, path, call)).data as T;
  return { send, answer, data, address, wait, headers };
}

function headersOf({ token, attribution, language }: ClientOptions): Record<string, string> {
  return {
    ...(token === undefined || token === null ? {} : { authorization: `Bearer ${token}` }),
    ...(language === undefined ? {} : { 'accept-language': language }),
    ...(attribution === undefined
      ? {}
      : {
          'x-skill-source': attribution.source,
          'x-skill-version': attribution.version,
          'x-skill-platform': attribution.platform,
        }),
  };
}

/** The JSON of a response. Throws {@link ApiError} for a failure, and for what is not of this API (a proxy's page). */
export async function answerOf(response: Response): Promise<Answer> {
  const { status, ok } = response;
  const answer = (await response.json().catch(() => null)) as Answer | null;
  if (typeof answer !== 'object' || answer === null)
    throw new ApiError(`The server answered ${status} with something that is not JSON.`, { code: status, status });
  const code = typeof answer.code === 'number' ? answer.code : ok ? 0 : status;
  if (code === 0 && ok) return answer;
  const said = answer.message ?? answer['error'] ?? answer['detail'];
  const message = typeof said === 'string' && said !== 'ok' ? said : `The server refused (${status}).`;
  throw new ApiError(message, { code: code === 0 ? status : code, status, data: answer.data });
}

/** Waits; throws the signal's reason when it is aborted. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((done, stop) => {
    signal?.throwIfAborted();
    const end = (): void => {
      clearTimeout(timer);
      stop(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', end);
      done();
    }, ms);
    signal?.addEventListener('abort', end, { once: true });
  });
}
