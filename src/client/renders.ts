import { eventsOf } from './events.ts';
import { type Answer, ApiError, answerOf, type Http, isAway } from './http.ts';

/** Exports: started, followed to their end, and fetched. */

export type Output = {
  /** mp4 mov webm gif mp3 wav m4a png jpg. */
  readonly format?: string | undefined;
  readonly quality?: 'draft' | 'standard' | 'high' | 'source' | undefined;
  /** "1080p", "720p", "4k", "1080x1920". */
  readonly resolution?: string | undefined;
  readonly fps?: number | undefined;
  /** tiktok, reels, shorts, youtube … */
  readonly platform?: string | undefined;
  readonly max_bytes?: number | undefined;
  /** Gets a signed POST at the end. */
  readonly webhook?: string | undefined;
};

export type RenderStatus = {
  readonly id: string;
  readonly status: 'pending' | 'processing' | 'completed' | 'failed' | 'cancelled';
  /** 0–100. */
  readonly progress: number;
  /** Opens the file without a token; null before it is completed. */
  readonly url: string | null;
  /** Bytes; null before it is completed, and where the server does not say. */
  readonly bytes: number | null;
  /** Seconds. */
  readonly duration: number | null;
  /** What went wrong, as a sentence. */
  readonly error: string | null;
  /** What the person should know of the file. */
  readonly notes: readonly string[];
};

export type Renders = {
  /**
   * Starts an export of a session and returns its id, which may be chosen. `draft`: left out, the session's latest, for
   * servers that know it. Throws {@link ApiError}.
   */
  readonly start: (
    sessionId: string,
    output?: Output,
    more?: { readonly id?: string; readonly draft?: unknown },
  ) => Promise<string>;
  /** Throws {@link ApiError}. */
  readonly get: (id: string) => Promise<RenderStatus>;
  /** Newest first. Throws {@link ApiError}. */
  readonly list: () => Promise<readonly RenderStatus[]>;
  /** The status whenever it has changed, to its end: by a stream, or by asking again where there is none. */
  readonly follow: (id: string, options?: { readonly signal?: AbortSignal }) => AsyncGenerator<RenderStatus>;
  readonly cancel: (id: string) => Promise<RenderStatus>;
  /** The finished file, as a response to stream from; `from`: bytes of it that are there already. Throws {@link ApiError}. */
  readonly download: (
    render: RenderStatus,
    options?: { readonly signal?: AbortSignal; readonly from?: number },
  ) => Promise<Response>;
};

const BASE = '/api/render/proxy';
/** How often a server without a stream of its renders is asked. */
const POLL_MS = 1000;
/** How often a server that is away is asked, before that is given up: some two minutes. */
const MOST_TRIES = 30;

export const hasEnded = ({ status }: RenderStatus): boolean => ['completed', 'failed', 'cancelled'].includes(status);

export function openRenders(http: Http): Renders {
  const get = async (id: string): Promise<RenderStatus> => statusOf(await http.answer('GET', `${BASE}/lambda/${id}`));
  return {
    start: async (sessionId, output = {}, { id = `render_${crypto.randomUUID()}`, draft } = {}) => {
      const body = { id, sessionId, ...(draft === undefined ? {} : { draft }), output };
      await http.answer('POST', `${BASE}/lambda`, { once: true, body });
      return id;
    },
    get,
    list: async () => {
      const { data } = await http.answer('GET', `${BASE}/lambda`);
      const renders = (data as { renders?: readonly Answer[] } | undefined)?.renders ?? [];
      return renders.map(statusOf);
    },
    follow: (id, { signal } = {}) => follow(http, { id, get, signal }),
    cancel: async (id) => {
      await http.answer('POST', `${BASE}/lambda/${id}/cancel`);
      return get(id);
    },
    download: async ({ id, url }, { signal, from = 0 } = {}) => {
      const headers: Record<string, string> = from > 0 ? { range: `bytes=${from}-` } : {};
      // A signed address opens by itself, and may be another server's: it gets no token.
      const response =
        url === null
          ? await http.send('GET', `${BASE}/${id}/download`, { signal, headers })
          : await fetch(http.address(url), { headers, ...(signal === undefined ? {} : { signal }) });
      if (!response.ok) await answerOf(response);
      return response;
    },
  };
}

type Following = {
  readonly id: string;
  readonly get: Renders['get'];
  readonly signal: AbortSignal | undefined;
};

async function* follow(http: Http, { id, get, signal }: Following): AsyncGenerator<RenderStatus> {
  let last = '';
  let hasStream = true;
  const noStream = (): void => {
    hasStream = false;
  };
  for (let tries = 0; ; ) {
    try {
      for await (const status of hasStream ? streamed(http, { id, get, signal }, noStream) : [await get(id)]) {
        tries = 0;
        const now = JSON.stringify(status);
        if (now !== last) yield status;
        last = now;
        if (hasEnded(status)) return;
      }
    } catch (error) {
      const isFinal = error instanceof ApiError && !isAway(error) && error.status < 500 && error.status !== 429;
      if (signal?.aborted === true || isFinal || ++tries > MOST_TRIES) throw error;
    }
    await http.wait(POLL_MS, signal);
  }
}

/** What a stream says until it ends, and one look after it. */
async function* streamed(
  http: Http,
  { id, get, signal }: Following,
  noStream: () => void,
): AsyncGenerator<RenderStatus> {
  const response = await http.send('GET', `${BASE}/lambda/${id}/events`, { signal });
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
  if (response.ok && isStream) for await (const event of eventsOf<Answer>(response)) yield statusOf(event);
  else {
    if (response.ok || response.status === 404) noStream();
    await response.body?.cancel();
  }
  yield await get(id);
}

type Shown = {
  readonly id?: unknown;
  readonly status?: unknown;
  readonly progress?: unknown;
  readonly outputUrl?: unknown;
  readonly output?: { readonly url?: unknown; readonly size?: unknown; readonly duration?: unknown } | null;
  readonly error?: unknown;
  readonly notes?: unknown;
};

const STATES = ['pending', 'processing', 'completed', 'failed', 'cancelled'] as const;

/** Both published shapes: the fields beside `data`, and those within. What has no known status is under way. */
function statusOf(answer: Answer): RenderStatus {
  const outer = answer as Shown;
  const inner = (answer.data ?? {}) as Shown;
  const output = outer.output ?? inner.output;
  const text = (...found: unknown[]): string | null =>
    found.find((each): each is string => typeof each === 'string' && each !== '') ?? null;
  const number = (...found: unknown[]): number | null =>
    found.find((each): each is number => typeof each === 'number' && Number.isFinite(each)) ?? null;
  const status = STATES.find((state) => state === inner.status || state === outer.status) ?? 'processing';
  return {
    id: text(inner.id, outer.id) ?? '',
    status,
    progress: status === 'completed' ? 100 : (number(inner.progress, outer.progress) ?? 0),
    url: text(inner.outputUrl, output?.url, outer.outputUrl),
    bytes: number(output?.size),
    duration: number(output?.duration),
    error: text(outer.error, inner.error),
    notes: Array.isArray(inner.notes) ? inner.notes.filter((note) => typeof note === 'string') : [],
  };
}
