import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ApiError, hasEnded, type Output, type RenderStatus } from '../client/index.ts';
import { type Connection, stateOf } from './connection.ts';
import { failure } from './failure.ts';
import { noting } from './still.ts';
import { WORDS } from './words.ts';

export type Wanted = {
  /** The file; null: named after the export, in the working folder. */
  readonly out: string | null;
  readonly output: Output;
};

/** Exports the session on the server and saves the file. */
export const renderTo = (at: Connection, wanted: Wanted): Promise<void> => noting(at.voice, () => exportTo(at, wanted));

async function exportTo(at: Connection, { out, output }: Wanted): Promise<void> {
  const { client, session, voice, signal } = at;
  const format =
    output.format ??
    (path
      .extname(out ?? '')
      .slice(1)
      .toLowerCase() ||
      'mp4');
  const state = await stateOf(at);
  // Other servers want the draft with the order; ours takes its own, whole and as it is.
  const own = state.history === undefined ? { draft: state.draft } : {};
  const id = await client.renders.start(session, { ...output, format }, own);
  let told = -1;
  let last: RenderStatus | null = null;
  for await (const now of client.renders.follow(id, { signal })) {
    last = now;
    const percent = Math.floor(now.progress);
    if (percent < told + 10 && !(hasEnded(now) && percent > told)) continue;
    told = percent;
    voice.note(WORDS.rendering({ percent }));
  }
  if (last === null || last.status !== 'completed')
    throw failure('remote.render_ended', { status: last?.status ?? 'unknown', error: last?.error ?? null });
  const file = out ?? `${id}.${format}`;
  await save(at, last, file);
  const bytes = (await stat(file)).size;
  for (const note of last.notes) voice.note(note);
  const about = { file: path.resolve(file), megabytes: (bytes / 1e6).toFixed(1), seconds: last.duration };
  voice.tell(WORDS.saved(about));
}

/** How often a download that breaks off goes on where it was. */
const MOST_TRIES = 4;

/** Writes a finished file under its name only when it is whole. */
async function save({ client, signal }: Connection, render: RenderStatus, file: string): Promise<void> {
  const part = `${file}.part`;
  await mkdir(path.dirname(path.resolve(file)), { recursive: true });
  try {
    for (let tries = 1; ; tries++) {
      const from = (await stat(part).catch(() => null))?.size ?? 0;
      try {
        const { body, status } = await client.renders.download(render, { signal, from: tries === 1 ? 0 : from });
        if (body === null) throw new ApiError('The file came empty.', { code: 5000, status: 500 });
        const stream = Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]);
        await pipeline(stream, createWriteStream(part, { flags: status === 206 ? 'a' : 'w' }), { signal });
        break;
      } catch (error) {
        const isRefused = error instanceof ApiError && error.status >= 400 && error.status < 500;
        if (signal.aborted || isRefused || tries >= MOST_TRIES) throw error;
      }
    }
    await rename(part, file);
  } finally {
    await rm(part, { force: true });
  }
}
