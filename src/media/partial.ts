import path from 'node:path';

/**
 * Where an output is written until it is whole: hidden beside it, so that the rename stays on one disk. A worker that
 * is killed cannot remove it; whoever had it killed does.
 */
export function partialOf(out: string): string {
  const whole = path.resolve(out);
  return path.join(path.dirname(whole), `.${path.basename(whole)}.part`);
}
