import { Upload } from 'tus-js-client';
import { call, HEADERS, Refused, renewed } from '../api/http.ts';
import { bytesLabel } from '../ui/labels.ts';
import { say } from '../words.ts';
import { forgetFile, keepFile, keptFiles } from './kept-files.ts';
import { refresh } from './session.ts';
import { get, notify, set, type Uploading, useApp } from './store.ts';
import { isTimelineFile, takeTimeline } from './timeline-files.ts';

/** Uploads go one after the other, so that clips come in the order in which they were given. */
let queue: Promise<unknown> = Promise.resolve();
const running = new Map<string, () => void>();
/** What another try of a failed one is. */
const again = new Map<string, () => void>();
/** Those that a reload would lose. */
const unkept = new Set<string>();

const change = (id: string, changed: Partial<Uploading>): void =>
  set(({ uploads }) => ({ uploads: uploads.map((each) => (each.id === id ? { ...each, ...changed } : each)) }));
const isThere = (id: string): boolean => get().uploads.some((each) => each.id === id);

function drop(id: string): void {
  again.delete(id);
  unkept.delete(id);
  void forgetFile(id);
  set(({ uploads }) => ({ uploads: uploads.filter((each) => each.id !== id) }));
}

export function dismiss(id: string): void {
  running.get(id)?.();
  running.delete(id);
  drop(id);
}

export function dismissFailed(): void {
  for (const { id, problem } of get().uploads) if (problem !== null) drop(id);
}

export function retry(id: string): void {
  const act = again.get(id);
  change(id, { state: 'waiting', problem: null, sent: 0 });
  act?.();
}

const entryOf = (id: string, sessionId: string, { name, size: bytes }: Pick<File, 'name' | 'size'>): Uploading => ({
  id,
  sessionId,
  name,
  bytes,
  sent: 0,
  speed: 0,
  state: 'waiting',
  problem: null,
  mayRetry: false,
});

/** Files that systems put into folders, and that nobody means. */
const isLitter = ({ name }: File): boolean => name.startsWith('.') || /^(thumbs\.db|desktop\.ini)$/i.test(name);

/** Adds files to the session. What cannot be added says why, and does not stop the others. */
export function addFiles(files: readonly File[]): void {
  const { sessionId } = get();
  if (sessionId === null) return;
  const wanted = files.filter((file) => !isLitter(file));
  const media = wanted.filter((file) => !isTimelineFile(file));
  begin(
    media.map((file) => ({ id: crypto.randomUUID(), file })),
    sessionId,
  );
  // After the files that they name.
  for (const file of wanted.filter(isTimelineFile)) queue = queue.then(() => takeTimeline(file, sessionId));
}

/** Goes on with what was on its way when the page was left. */
export async function resumeUploads(sessionId: string): Promise<void> {
  const left = await keptFiles(sessionId);
  if (get().sessionId !== sessionId) return;
  const entries = left.filter(({ id }) => !isThere(id) && !running.has(id));
  if (entries.length === 0) return;
  notify(
    entries
      .map(({ file }) => say('upload.resumed', { file: file.name }))
      .slice(0, 3)
      .join(' '),
  );
  begin(entries, sessionId);
}

function begin(entries: readonly { id: string; file: File }[], sessionId: string): void {
  const { me } = get();
  if (me === null) return;
  const most = me.max_upload_bytes;
  const added = entries.map(({ id, file }): Uploading => {
    const problem =
      file.size === 0
        ? say('upload.empty', { file: file.name })
        : file.size > most
          ? say('upload.large', { file: file.name, max: bytesLabel(most) })
          : null;
    return { ...entryOf(id, sessionId, file), problem, state: problem === null ? 'waiting' : 'failed' };
  });
  // At once: fifty files are one change of the page.
  set(({ uploads }) => ({ uploads: [...uploads, ...added] }));
  for (const [index, { id, file }] of entries.entries()) {
    if (added[index]?.problem !== null) continue;
    const act = (): void => {
      queue = queue.then(() => sendFile(id, file, sessionId));
    };
    again.set(id, act);
    unkept.add(id);
    void keepFile({ id, sessionId, file }).then((isKept) => {
      if (isKept) unkept.delete(id);
    });
    act();
  }
}

/** Has the server fetch files. Each says for itself how it went. */
export function addLinks(addresses: readonly string[]): void {
  const { sessionId } = get();
  if (sessionId === null) return;
  for (const address of addresses) {
    const id = crypto.randomUUID();
    set(({ uploads }) => ({ uploads: [...uploads, entryOf(id, sessionId, { name: address, size: 0 })] }));
    const act = (): void => {
      queue = queue.then(() => fetchLink(id, address, sessionId));
    };
    again.set(id, act);
    act();
  }
}

/** Adds our sample clips. Each is seen as soon as it is there; what is said meanwhile waits for them. */
export function addSamples(): void {
  const { sessionId } = get();
  if (sessionId === null) return;
  const id = crypto.randomUUID();
  set(({ uploads }) => ({ uploads: [...uploads, entryOf(id, sessionId, { name: say('upload.samples'), size: 0 })] }));
  const act = (): void => {
    queue = queue.then(() =>
      fetched(id, 'making', (signal) => call('POST', `/api/web/sessions/${sessionId}/samples`, { signal })),
    );
  };
  again.set(id, act);
  act();
}

type Fetched = { readonly failed: readonly { readonly message: string }[] };

function fetchLink(id: string, address: string, sessionId: string): Promise<void> {
  return fetched(id, 'fetching', async (signal) => {
    const body = { urls: [address] };
    const { failed } = await call<Fetched>('POST', `/api/upload-video/nemo_agent/me/${sessionId}`, { body, signal });
    const [first] = failed;
    if (first !== undefined) throw new Refused(-1, first.message);
  });
}

/** Waits for files that the server gets by itself; says why it did not. */
async function fetched(
  id: string,
  state: 'fetching' | 'making',
  work: (signal: AbortSignal) => Promise<unknown>,
): Promise<void> {
  if (!isThere(id)) return;
  change(id, { state });
  const gone = new AbortController();
  running.set(id, () => gone.abort());
  try {
    await work(gone.signal);
    drop(id);
    await refresh().catch(() => undefined);
  } catch (error) {
    if (!gone.signal.aborted) change(id, { state: 'failed', problem: (error as Error).message, mayRetry: true });
  } finally {
    running.delete(id);
  }
}

/** Files that will be in a session, unless something goes wrong. */
export const comingTo = (sessionId: string): readonly Uploading[] =>
  get().uploads.filter((each) => each.problem === null && each.sessionId === sessionId);

/** Waits until the files that are on their way to a session by now are there, or will not come. */
export async function arrived(sessionId: string, signal: AbortSignal): Promise<void> {
  const awaited = new Set(comingTo(sessionId).map(({ id }) => id));
  await new Promise<void>((done) => {
    const look = (): void => {
      if (!signal.aborted && comingTo(sessionId).some(({ id }) => awaited.has(id))) return;
      stop();
      signal.removeEventListener('abort', look);
      done();
    };
    const stop = useApp.subscribe(look);
    signal.addEventListener('abort', look);
    look();
  });
}

/** Among many files the page is brought up to date so often, in ms; after the last one at once. */
const SHOW_MS = 1500;
let shownAt = 0;

/** Shows what has arrived. Nobody waits for it: the next file is on its way meanwhile. */
function showSoon(): void {
  const isLast = !get().uploads.some(({ problem }) => problem === null);
  if (!isLast && performance.now() - shownAt < SHOW_MS) return;
  shownAt = performance.now();
  refresh().catch(() => undefined);
}

async function sendFile(id: string, file: File, sessionId: string): Promise<void> {
  if (!isThere(id)) return;
  change(id, { state: 'sending' });
  try {
    await transfer(id, file, sessionId);
    drop(id);
    if (get().sessionId === sessionId) showSoon();
  } catch (error) {
    const { message, isWorthIt } = error as NotSent;
    // It stays in the list; nothing brings it back by itself.
    void forgetFile(id);
    unkept.delete(id);
    change(id, {
      state: 'failed',
      problem: say('upload.failed', { file: file.name, why: message }),
      mayRetry: isWorthIt,
    });
  } finally {
    running.delete(id);
  }
}

/** Why a file did not arrive, in a sentence, and whether another try could help. */
class NotSent extends Error {
  readonly isWorthIt: boolean;

  constructor(message: string, isWorthIt: boolean) {
    super(message);
    this.isWorthIt = isWorthIt;
  }
}

/** Pauses before further tries, in ms; a network that comes and goes is waited for. Counted anew when bytes arrive. */
const RETRIES = [0, 500, 1000, 2000, 4000, ...Array.from({ length: 120 }, () => 5000)];

const isAwayStatus = (status: number): boolean =>
  status === 0 || status === 409 || status === 423 || status === 429 || status >= 500;

function transfer(id: string, file: File, sessionId: string): Promise<void> {
  return new Promise((done, failed) => {
    const speed = new Speed();
    const upload = new Upload(file, {
      endpoint: '/files/',
      metadata: { session_id: sessionId, filename: file.name },
      headers: { ...HEADERS },
      retryDelays: RETRIES,
      // The same file in another session is another upload.
      fingerprint: () => Promise.resolve(['tellcut', sessionId, file.name, file.size, file.lastModified].join('-')),
      removeFingerprintOnSuccess: true,
      // A session that ended is waited for, and the upload goes on after it.
      onAfterResponse: async (_request, response) => {
        if (response.getStatus() === 401) await renewed();
      },
      onShouldRetry: (error) => {
        const status = error.originalResponse?.getStatus() ?? 0;
        const isWorthIt = status === 401 || isAwayStatus(status);
        if (isWorthIt) change(id, { state: 'paused', speed: 0 });
        return isWorthIt;
      },
      onProgress: (sent, bytes) => {
        change(id, { sent, speed: speed.after(sent), state: sent === bytes ? 'reading' : 'sending' });
      },
      onSuccess: () => done(),
      onError: (error) => {
        const status = (error as FailedUpload).originalResponse?.getStatus() ?? 0;
        failed(new NotSent(sentenceOf(error), isAwayStatus(status)));
      },
    });
    running.set(id, () => {
      void upload.abort(true);
      done();
    });
    void upload.findPreviousUploads().then(([previous]) => {
      if (previous !== undefined) upload.resumeFromPreviousUpload(previous);
      upload.start();
    });
  });
}

type FailedUpload = Error & { originalResponse?: { getBody: () => string; getStatus: () => number } | null };

/** The server's own sentence, where it gave one. */
function sentenceOf(error: FailedUpload): string {
  try {
    const { message } = JSON.parse(error.originalResponse?.getBody() ?? '') as { message?: unknown };
    if (typeof message === 'string') return message;
  } catch {
    // Not one of ours: below.
  }
  return say('app.away');
}

/** Bytes a second over the last few seconds. */
class Speed {
  #marks: { at: number; sent: number }[] = [];

  after(sent: number): number {
    const at = performance.now();
    this.#marks = [...this.#marks.filter((mark) => at - mark.at < 3000 && mark.sent <= sent), { at, sent }];
    const [first] = this.#marks;
    if (first === undefined || at - first.at < 200) return 0;
    return ((sent - first.sent) * 1000) / (at - first.at);
  }
}

/** The browser asks before a page is left that carries what a reload would lose. */
window.addEventListener('beforeunload', (event) => {
  if (unkept.size > 0) event.preventDefault();
});
