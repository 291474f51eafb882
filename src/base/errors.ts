import { ACCOUNT_FAILURES } from './catalogue/account.ts';
import { AGENT_FAILURES } from './catalogue/agent.ts';
import { CAPTION_FAILURES } from './catalogue/captions.ts';
import { CREDITS_FAILURES } from './catalogue/credits.ts';
import { DRAFT_FAILURES } from './catalogue/draft.ts';
import { FETCH_FAILURES } from './catalogue/fetch.ts';
import { INPUT_FAILURES } from './catalogue/input.ts';
import { INTERCHANGE_FAILURES } from './catalogue/interchange.ts';
import { KEPT_FAILURES } from './catalogue/kept.ts';
import { MAKE_FAILURES } from './catalogue/make.ts';
import { MCP_FAILURES } from './catalogue/mcp.ts';
import { MEDIA_FAILURES } from './catalogue/media.ts';
import { MODEL_FAILURES } from './catalogue/model.ts';
import { REMOTE_FAILURES } from './catalogue/remote.ts';
import { RENDER_FAILURES } from './catalogue/render.ts';
import { SERVER_FAILURES } from './catalogue/server.ts';
import { SESSION_FAILURES } from './catalogue/session.ts';
import { SETTINGS_FAILURES } from './catalogue/settings.ts';
import type { Remedy } from './catalogue/spec.ts';
import { STORE_FAILURES } from './catalogue/store.ts';
import { UPLOAD_FAILURES } from './catalogue/upload.ts';
import { VOICE_FAILURES } from './catalogue/voice.ts';
import type { Locale, Said } from './lang.ts';
import { inLocale, say } from './say.ts';

/** Every failure that we can name. A new one starts in src/base/catalogue; docs/errors.md is made from this table. */
export const CATALOGUE = {
  ...INPUT_FAILURES,
  ...DRAFT_FAILURES,
  ...CAPTION_FAILURES,
  ...INTERCHANGE_FAILURES,
  ...MEDIA_FAILURES,
  ...RENDER_FAILURES,
  ...AGENT_FAILURES,
  ...STORE_FAILURES,
  ...CREDITS_FAILURES,
  ...MODEL_FAILURES,
  ...SETTINGS_FAILURES,
  ...FETCH_FAILURES,
  ...UPLOAD_FAILURES,
  ...ACCOUNT_FAILURES,
  ...SERVER_FAILURES,
  ...SESSION_FAILURES,
  ...MCP_FAILURES,
  ...REMOTE_FAILURES,
  ...VOICE_FAILURES,
  ...KEPT_FAILURES,
  ...MAKE_FAILURES,
} as const;

export type ErrorCode = keyof typeof CATALOGUE;
export type ErrorParams<C extends ErrorCode> = Parameters<(typeof CATALOGUE)[C]['say']>[0];

/** A failure that we expected and named. Anything else that is thrown is a bug and is shown as `internal`. */
export class TellcutError extends Error {
  override readonly name = 'TellcutError';
  readonly code: ErrorCode;
  readonly params: unknown;

  /** Use {@link fail}: it ties the parameters to the code. */
  constructor(code: ErrorCode, params: unknown, options?: ErrorOptions) {
    super(sentence(code, params).en, options);
    this.code = code;
    this.params = params;
  }
}

/** Builds a named failure: `throw fail('media.unreadable', { file: 'a.mp4' })`. */
export function fail<C extends ErrorCode>(code: C, params: ErrorParams<C>, options?: ErrorOptions): TellcutError {
  return new TellcutError(code, params, options);
}

/** A full disk has a name wherever it is met; other thrown values pass through. */
export function named(thrown: unknown): unknown {
  const code = thrown instanceof Error ? (thrown as Error & { readonly code?: unknown }).code : null;
  return code === 'ENOSPC' || code === 'EDQUOT' ? fail('render.disk_full', { file: null }, { cause: thrown }) : thrown;
}

/** What any surface shows of a thrown value. `apiCode` is the number of docs/api; `exit` the command line's. */
export type Problem = {
  readonly code: ErrorCode | 'internal';
  readonly status: number;
  readonly apiCode: number;
  readonly exit: number;
  readonly remedy: Remedy;
  readonly message: string;
};

/** The one place where a thrown value becomes something we show. A bug never shows its message. */
export function toProblem(value: unknown, locale: Locale = 'en'): Problem {
  const thrown = named(value);
  if (thrown instanceof TellcutError) {
    const { status, api, remedy } = CATALOGUE[thrown.code];
    const exit = 'exit' in CATALOGUE[thrown.code] ? (CATALOGUE[thrown.code] as { exit: number }).exit : exitOf(status);
    return {
      code: thrown.code,
      status,
      apiCode: api,
      exit,
      remedy,
      message: inLocale(sentence(thrown.code, thrown.params), locale),
    };
  }
  const message = inLocale(INTERNAL, locale);
  return { code: 'internal', status: 500, apiCode: 5000, exit: 1, remedy: 'retry', message };
}

const INTERNAL = say(
  'Something broke on our side; your files are untouched. Try again.',
  '我们这边出错了，您的素材没有改动。请重试。',
);

/** A thrown value as a sentence in every language. */
export function problemSaid(value: unknown): Said {
  const thrown = named(value);
  return thrown instanceof TellcutError ? sentence(thrown.code, thrown.params) : INTERNAL;
}

/** A failure as plain data, for crossing a process boundary, and back. */
export type WireFailure = { readonly code: ErrorCode | 'internal'; readonly params: unknown; readonly message: string };

export function toWire(thrown: unknown): WireFailure {
  if (thrown instanceof TellcutError) return { code: thrown.code, params: thrown.params, message: thrown.message };
  const message = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  return { code: 'internal', params: null, message };
}

export function fromWire(failure: WireFailure): Error {
  return failure.code === 'internal' ? new Error(failure.message) : new TellcutError(failure.code, failure.params);
}

function sentence(code: ErrorCode, params: unknown): Said {
  return (CATALOGUE[code].say as (p: unknown) => Said)(params);
}

function exitOf(status: number): number {
  return status >= 500 ? 1 : 3;
}
