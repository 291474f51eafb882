import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { fail, TellcutError } from '../../base/errors.ts';
import { Arrivals, MOST_FILES } from './arrivals.ts';
import { displayName } from './name.ts';
import type { Receiver } from './receive.ts';

/** After a file that was refused, so much more is read to tell the sender why, before the connection is closed on it. */
const MOST_WASTED_BYTES = 64 << 20;

export type FormRules = { readonly maxBytes: number; readonly signal: AbortSignal };

/** No form of ours has more. The size of files is counted by the receiver, so that we see what comes after it. */
const LIMITS = {
  fileSize: Number.MAX_SAFE_INTEGER,
  files: MOST_FILES,
  fields: 16,
  parts: MOST_FILES + 16,
  fieldNameSize: 100,
  fieldSize: 4096,
  headerPairs: 32,
};

/**
 * Reads a multipart form to its end, files to the disk. A file that is too large or finds no room is noted and the rest
 * is read. Throws `upload.malformed` for a form that breaks off or is none, `upload.too_many_files`, `upload.stalled`,
 * and the signal's reason; nothing is left on the disk then.
 */
export async function takeForm(request: FastifyRequest, receiver: Receiver, rules: FormRules): Promise<Arrivals> {
  if (!request.isMultipart()) throw fail('upload.no_file', undefined);
  const arrivals = new Arrivals();
  let wasted = 0;
  try {
    for await (const part of request.parts({ limits: LIMITS })) {
      if (part.type === 'field') arrivals.fields.set(part.fieldname, String(part.value));
      else wasted += await takeFile(part, { arrivals, receiver, rules, left: MOST_WASTED_BYTES - wasted });
    }
    rules.signal.throwIfAborted();
    return arrivals;
  } catch (error) {
    await arrivals[Symbol.asyncDispose]();
    throw rules.signal.aborted ? rules.signal.reason : explained(error);
  }
}

/** The parser's own failures by our names. It throws plain errors, and those of its plugin have codes that begin so. */
function explained(error: unknown): unknown {
  if (error instanceof TellcutError || !(error instanceof Error)) return error;
  const code = (error as Error & { code?: unknown }).code;
  if (code === 'FST_FILES_LIMIT' || code === 'FST_PARTS_LIMIT')
    return fail('upload.too_many_files', { most: MOST_FILES }, { cause: error });
  const isForm = typeof code === 'string' ? code.startsWith('FST_') : error.constructor === Error;
  return isForm ? fail('upload.malformed', undefined, { cause: error }) : error;
}

type Taking = { arrivals: Arrivals; receiver: Receiver; rules: FormRules; left: number };

/** Says how many bytes were read for nothing. Throws what ends the whole form. */
async function takeFile(part: MultipartFile, { arrivals, receiver, rules, left }: Taking): Promise<number> {
  const filename = displayName(part.filename ?? '');
  try {
    const arrival = { filename, maxBytes: rules.maxBytes, announced: null, signal: rules.signal };
    arrivals.add({ filename, received: await receiver.receive(part.file, arrival) });
    return 0;
  } catch (error) {
    if (!(error instanceof TellcutError) || error.code === 'upload.stalled') throw error;
    arrivals.add({ filename, error });
    let wasted = 0;
    for await (const piece of part.file) {
      wasted += (piece as Buffer).length;
      if (wasted > left) throw error;
    }
    return wasted;
  }
}
