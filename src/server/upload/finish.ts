import type { FastifyRequest } from 'fastify';
import { addFile, type FileRecord } from '../../app/service/assets.ts';
import { onceUpload } from '../../app/service/uploads.ts';
import { fail, TellcutError, toProblem } from '../../base/errors.ts';
import { shown } from '../../base/text.ts';
import { replyOf } from '../failures.ts';
import type { Call } from '../route.ts';
import type { Arrivals, Arrived } from './arrivals.ts';

/** What became of each file of an upload, as the API says it. */
export type UploadAnswer = {
  readonly files: readonly FileRecord[];
  readonly failed: readonly { filename: string; code: number; message: string; data: Record<string, unknown> | null }[];
  readonly session_state_applied: boolean;
};

type Finishing = Pick<Call<'token'>, 'desk' | 'caller' | 'lang' | 'request' | 'idempotencyKey'>;

/**
 * Takes what has arrived into a session, once for an idempotency key. Each file succeeds or fails on its own; when none
 * succeeds, the first one's failure is the answer. Throws `upload.no_file`.
 */
export async function finishUpload(call: Finishing, sessionId: string, arrivals: Arrivals): Promise<UploadAnswer> {
  const { desk, caller, idempotencyKey: key } = call;
  if (arrivals.files.length === 0) throw fail('upload.no_file', undefined);
  const body = [sessionId, arrivals.files.map(contentOf)];
  return onceUpload(desk, { accountId: caller.accountId, key, body }, () => addAll(call, sessionId, arrivals.files));
}

async function addAll(call: Finishing, sessionId: string, arrived: readonly Arrived[]): Promise<UploadAnswer> {
  const files: FileRecord[] = [];
  const failures: { filename: string; error: unknown }[] = [];
  for (const file of arrived) {
    try {
      files.push(await addOne(call, sessionId, file));
    } catch (error) {
      // A bug of ours with one file must not hide that the others are there.
      if (!(error instanceof TellcutError)) logged(call.request, error);
      failures.push({ filename: file.filename, error });
    }
  }
  const [first] = failures;
  if (first !== undefined && files.length === 0) throw first.error;
  return { files, failed: failures.map((each) => failureOf(call, each)), session_state_applied: true };
}

async function addOne({ desk, caller }: Finishing, sessionId: string, file: Arrived): Promise<FileRecord> {
  if ('error' in file) throw file.error;
  const { accountId } = caller;
  const { path, hash } = file.received;
  // What has arrived is taken in, whether or not its sender still listens.
  const signal = new AbortController().signal;
  try {
    return await addFile(desk, { accountId, sessionId, path, hash, filename: file.filename, signal });
  } catch (error) {
    throw asPublished(error, file.filename);
  }
}

/** The types as docs/api.md lists them for clients; we read a few more. */
const UPLOADABLE = ['mp4', 'mov', 'avi', 'webm', 'mkv', 'jpg', 'png', 'gif', 'webp', 'mp3', 'wav', 'm4a', 'aac'];

/** The refusal of a type names the published types. */
export function asPublished(error: unknown, filename: string): unknown {
  const isType = error instanceof TellcutError && error.code === 'media.unsupported_type';
  return isType ? fail('media.unsupported_type', { file: shown(filename), supported: UPLOADABLE }) : error;
}

function failureOf(
  { lang, request }: Finishing,
  { filename, error }: { filename: string; error: unknown },
): UploadAnswer['failed'][number] {
  const { body } = replyOf(error, { lang, requestId: request.id, registerUrl: null });
  return { filename, ...body };
}

const logged = ({ log, id }: FastifyRequest, error: unknown): void =>
  log.error({ err: error, request: id }, 'a file was not taken in');

/** What tells one file of an upload from another, whenever it is sent. */
const contentOf = (file: Arrived): readonly string[] => [
  file.filename,
  'received' in file ? file.received.hash : toProblem(file.error).code,
];
