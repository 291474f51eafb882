import { readFile } from 'node:fs/promises';
import { fail } from '../base/errors.ts';
import { CAPTION_LIMITS } from '../captions/cue.ts';
import { decodeText } from '../captions/decode.ts';
import { LOOK_KEYS } from '../operations/captions.ts';
import type { Library, StoredAsset } from './session.ts';
import type { Studio } from './studio.ts';

/**
 * Captions that were uploaded: "add these captions" names no text, and a file among the session's is meant. What is in
 * it becomes the operation's own argument, so that the operation stays a function of its arguments.
 */

/** A call of an operation, as a plan or a client writes it. */
type Call = { readonly op: string; readonly [argument: string]: unknown };

/**
 * The uploaded file that a call means: the one that `file` names; where it names none, the one that came last, unless the
 * call is about captions that are there already, or about hearing another language. Null: none.
 */
export function uploadedFor(call: Call, library: Library, hasCaptions: boolean): StoredAsset | null {
  if (call.op !== 'captions') return null;
  const texts = [...library.values()].filter(({ asset }) => ['captions', 'script'].includes(asset.probe.kind));
  const named = call['file'] ?? call['script'];
  if (typeof named === 'string') {
    if (named.length > 255 || named.includes('\n')) return null;
    const name = named.trim().toLowerCase();
    return texts.findLast(({ asset }) => asset.filename.toLowerCase() === name) ?? null;
  }
  if (named !== undefined || call['visible'] !== undefined || call['translate'] !== undefined) return null;
  const isAboutPresent =
    hasCaptions && (call['output'] !== undefined || LOOK_KEYS.some((key) => call[key] !== undefined));
  return isAboutPresent ? null : (texts.at(-1) ?? null);
}

/** The call with the text of the uploaded file that it means, or as it was. Throws `captions.too_large`, `store.…`. */
export async function withUploadedCaptions<C extends { readonly op: string }>(
  studio: Pick<Studio, 'fileAt'>,
  call: C,
  { library, hasCaptions }: { library: Library; hasCaptions: boolean },
): Promise<C> {
  const found = uploadedFor(call, library, hasCaptions);
  if (found === null) return call;
  const bytes = await readFile(await studio.fileAt(found.path));
  if (bytes.length > CAPTION_LIMITS.kilobytes * 1024) throw fail('captions.too_large', CAPTION_LIMITS);
  const { file: _file, script: _script, ...rest } = call as Call;
  const text = decodeText(bytes);
  return {
    ...rest,
    op: call.op,
    ...(found.asset.probe.kind === 'script' ? { script: text } : { file: text }),
  } as unknown as C;
}
