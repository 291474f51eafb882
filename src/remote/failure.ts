import { REMOTE_FAILURES } from '../base/catalogue/remote.ts';
import type { Said } from '../base/lang.ts';

/**
 * A failure of our own, named in the catalogue. This folder reads its part of the catalogue alone: the whole of it, with its
 * translations, would be most of the skills' script.
 */
export class RemoteError extends Error {
  override readonly name = 'RemoteError';
  readonly code: RemoteCode;
  readonly said: Said;
  /** Exit code of the command. */
  readonly exit: number;

  constructor(code: RemoteCode, said: Said) {
    super(said.en);
    this.code = code;
    this.said = said;
    const failure: { readonly exit?: number; readonly status: number } = REMOTE_FAILURES[code];
    this.exit = failure.exit ?? (failure.status >= 500 ? 1 : 3);
  }
}

type RemoteCode = keyof typeof REMOTE_FAILURES;
type Params<C extends RemoteCode> = Parameters<(typeof REMOTE_FAILURES)[C]['say']>[0];

export function failure<C extends RemoteCode>(code: C, params: Params<C>): RemoteError {
  const { say } = REMOTE_FAILURES[code] as { say: (params: Params<C>) => Said };
  return new RemoteError(code, say(params));
}
