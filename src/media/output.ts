import { renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { AVERROR_EACCES, AVERROR_ENOENT, AVERROR_ENOSPC, AVERROR_EPERM } from 'node-av/constants';
import { Dictionary, FormatContext, type Stream } from 'node-av/lib';
import { fail } from '../base/errors.ts';
import { check, NativeError } from './native.ts';
import { partialOf } from './partial.ts';

/** What is written about the whole file. Options go to the muxer one by one. */
export type OutputOptions = {
  readonly format: 'mp4' | 'mov' | 'webm' | 'gif' | 'mp3' | 'wav';
  readonly title: string | null;
  readonly options: Readonly<Record<string, string | number>>;
};

/**
 * A file being muxed under a temporary name beside its own. `finish` renames it; disposing before that removes it.
 * Throws `render.disk_full` and `render.cannot_write`.
 */
export class OutputFile implements Disposable {
  readonly context = new FormatContext();
  readonly #path: string;
  readonly #partial: string;
  #isOpen = false;
  #isFinished = false;

  constructor(file: string, output: OutputOptions) {
    this.#path = path.resolve(file);
    this.#partial = partialOf(file);
    check(this.context.allocOutputContext2(null, output.format, `file:${this.#partial}`), 'an output');
    const tags = { ...(output.title === null ? {} : { title: output.title }), encoding_tool: 'tellcut' };
    this.context.metadata = Dictionary.fromObject(tags);
    for (const [key, value] of Object.entries(output.options)) {
      check(this.context.setOption(key, String(value)), `muxer ${key}`);
    }
  }

  addStream(): Stream {
    return this.context.newStream();
  }

  /** Opens the file and writes its beginning, once all streams are described. */
  begin(): void {
    this.#guard(() => {
      check(this.context.openOutputSync(), 'opening the output');
      this.#isOpen = true;
      check(this.context.writeHeaderSync(), 'beginning the output');
    });
  }

  write(packet: Parameters<FormatContext['writeFrameSync']>[0]): void {
    this.#guard(() => check(this.context.writeFrameSync(packet), 'writing a packet'));
  }

  finish(): void {
    this.#guard(() => {
      check(this.context.writeTrailerSync(), 'ending the output');
      this.context.closeOutputSync();
      this.#isOpen = false;
      renameSync(this.#partial, this.#path);
      this.#isFinished = true;
    });
  }

  #guard(action: () => void): void {
    try {
      action();
    } catch (error) {
      throw writeFailure(error, this.#path);
    }
  }

  [Symbol.dispose](): void {
    if (this.#isOpen) this.context.closeOutputSync();
    this.context.freeContext();
    if (!this.#isFinished) rmSync(this.#partial, { force: true });
  }
}

/** The named failure behind a failed write by FFmpeg or by Node; other errors pass through. */
export function writeFailure(error: unknown, file: string): unknown {
  const code = error instanceof NativeError ? error.code : (error as NodeJS.ErrnoException).code;
  if (code === AVERROR_ENOSPC || code === 'ENOSPC' || code === 'EDQUOT') {
    return fail('render.disk_full', { file: path.basename(file) }, { cause: error });
  }
  const refusals: readonly unknown[] = [AVERROR_ENOENT, AVERROR_EACCES, AVERROR_EPERM, 'ENOENT', 'EACCES', 'EPERM'];
  if (refusals.includes(code) || code === 'EROFS' || code === 'EISDIR' || code === 'ENOTDIR') {
    return fail('render.cannot_write', { file: path.basename(file) }, { cause: error });
  }
  return error;
}
