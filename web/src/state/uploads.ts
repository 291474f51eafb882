import { Upload } from 'tus-js-client';
import { HEADERS } from '../api/http.ts';
import { bytesLabel } from '../ui/labels.ts';
import { say } from '../words.ts';
import { refresh } from './session.ts';
import { get, set, type Uploading } from './store.ts';

/** Uploads go one after the other, so that clips come in the order in which they were given. */
let queue: Promise<unknown> = Promise.resolve();
const running = new Map<string, () => void>();

const change = (id: string, changed: Partial<Uploading>): void =>
  set(({ uploads }) => ({ uploads: uploads.map((each) => (each.id === id ? { ...each, ...changed } : each)) }));

export function dismiss(id: string): void {
  running.get(id)?.();
  running.delete(id);
  set(({ uploads }) => ({ uploads: uploads.filter((each) => each.id !== id) }));
}

/** Adds files to the session. What cannot be added says why, and does not stop the others. */
export function addFiles(files: readonly File[]): void {
  const { sessionId, me } = get();
  if (sessionId === null || me === null) return;
  for (const file of files) {
    const entry: Uploading = {
      id: crypto.randomUUID(),
      name: file.name,
      bytes: file.size,
      sent: 0,
      speed: 0,
      state: 'waiting',
      problem: null,
    };
    const problem =
      file.size === 0
        ? say('upload.empty', { file: file.name })
        : file.size > me.max_upload_bytes
          ? say('upload.large', { file: file.name, max: bytesLabel(me.max_upload_bytes) })
          : null;
    set(({ uploads }) => ({
      uploads: [...uploads, { ...entry, problem, state: problem === null ? 'waiting' : 'failed' }],
    }));
    if (problem === null) queue = queue.then(() => sendFile(entry, file, sessionId));
  }
}

async function sendFile({ id, name }: Uploading, file: File, sessionId: string): Promise<void> {
  if (!get().uploads.some((each) => each.id === id)) return;
  change(id, { state: 'sending' });
  try {
    await transfer(id, file, sessionId);
    set(({ uploads }) => ({ uploads: uploads.filter((each) => each.id !== id) }));
    await refresh().catch(() => undefined);
  } catch (error) {
    change(id, { state: 'failed', problem: say('upload.failed', { file: name, why: (error as Error).message }) });
  } finally {
    running.delete(id);
  }
}

/** Pauses before further tries, in ms; a network that comes and goes is waited for. */
const RETRIES = [0, 500, 1000, 2000, 4000, ...Array.from({ length: 60 }, () => 5000)];

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
      onShouldRetry: (error) => {
        const status = error.originalResponse?.getStatus() ?? 0;
        const isWorthIt = status === 0 || status === 409 || status === 423 || status === 429 || status >= 500;
        if (isWorthIt) change(id, { state: 'paused' });
        return isWorthIt;
      },
      onProgress: (sent, bytes) => {
        change(id, { sent, speed: speed.after(sent), state: sent === bytes ? 'reading' : 'sending' });
      },
      onSuccess: () => done(),
      onError: (error) => failed(new Error(sentenceOf(error))),
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

/** The server's own sentence, where it gave one. */
function sentenceOf(error: Error & { originalResponse?: { getBody: () => string } | null }): string {
  try {
    const { message } = JSON.parse(error.originalResponse?.getBody() ?? '') as { message?: unknown };
    if (typeof message === 'string') return message;
  } catch {
    // Not one of ours: below.
  }
  return say('app.cannotOpen');
}

/** Bytes a second over the last few seconds. */
class Speed {
  #marks: { at: number; sent: number }[] = [];

  after(sent: number): number {
    const at = performance.now();
    this.#marks = [...this.#marks.filter((mark) => at - mark.at < 3000), { at, sent }];
    const [first] = this.#marks;
    if (first === undefined || at - first.at < 200) return 0;
    return ((sent - first.sent) * 1000) / (at - first.at);
  }
}
