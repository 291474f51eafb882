import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type * as z from 'zod';
import { fail, named, TellcutError, toProblem } from '../base/errors.ts';
import { type Lang, langOf } from '../base/lang.ts';

/** From a thrown value to what goes over the wire. */

type Reply = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: { readonly code: number; readonly message: string; readonly data: Record<string, unknown> | null };
};

export type FailureContext = {
  readonly lang: Lang;
  readonly requestId: string;
  /** Where an anonymous account goes when its credits are used up; null for registered ones. */
  readonly registerUrl: string | null;
};

/** Parameters of failures that programs need, and their names on the wire. Nothing else of a failure is shown. */
const SHOWN: Readonly<Record<string, string>> = {
  issues: 'issues',
  supported: 'supported',
  version: 'version',
  maxBytes: 'max_bytes',
  registerUrl: 'register_url',
  retryAfter: 'retry_after',
};

/** Seconds to wait where a failure does not say how long. */
const DEFAULT_WAIT = 5;

export function replyOf(thrown: unknown, context: FailureContext): Reply {
  const error = asNamed(thrown);
  const { status, apiCode, message } = toProblem(error, context.lang);
  const data = detailsOf(error);
  if (apiCode === 2001 && context.registerUrl !== null) data['register_url'] ??= context.registerUrl;
  if (apiCode === 5000) data['request_id'] = context.requestId;
  const headers: Record<string, string> = {};
  if (status === 429 || status === 503) {
    const wait = Number(data['retry_after'] ?? DEFAULT_WAIT);
    headers['retry-after'] = String(Math.max(1, Math.ceil(wait)));
  }
  if (status === 401) headers['www-authenticate'] = 'Bearer';
  return { status, headers, body: { code: apiCode, message, data: Object.keys(data).length === 0 ? null : data } };
}

function detailsOf(error: unknown): Record<string, unknown> {
  if (!(error instanceof TellcutError) || typeof error.params !== 'object' || error.params === null) return {};
  const shown = Object.entries(error.params).flatMap(([key, value]) => (key in SHOWN ? [[SHOWN[key], value]] : []));
  return Object.fromEntries(shown) as Record<string, unknown>;
}

/** Fastify's own refusals by our names; everything else as it is. */
function asNamed(thrown: unknown): unknown {
  if (thrown instanceof TellcutError || !(thrown instanceof Error)) return named(thrown);
  const { code, statusCode, validation, validationContext } = thrown as FastifyError;
  if (validation !== undefined) return fail('input.invalid', { issues: validation.map(issueOf(validationContext)) });
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return fail('server.body_too_large', { maxBytes: limitOf(thrown) });
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE')
    return fail('server.malformed', {
      problem: 'its content must be JSON, and say so (Content-Type: application/json)',
    });
  if (code?.startsWith('FST_ERR_CTP') === true || thrown instanceof SyntaxError)
    return fail('server.malformed', { problem: 'its content is not valid JSON' });
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return fail('server.malformed', { problem: 'its address or headers are not valid' });
  return named(thrown);
}

const limitOf = (error: Error & { limit?: unknown }): number =>
  typeof error.limit === 'number' ? error.limit : 1_048_576;

function issueOf(part: string | undefined): (issue: { instancePath?: string; message?: string }) => string {
  return ({ instancePath = '', message = 'is not right' }) => {
    const field = instancePath
      .split('/')
      .filter((step) => step !== '')
      .join('.')
      .slice(0, 100);
    const where = field === '' ? (part === 'querystring' ? 'the query' : `the ${part ?? 'request'}`) : field;
    return `${where}: ${message.slice(0, 200)}`;
  };
}

/** Our words for what zod found: its own name types of JavaScript. */
export const WORDS: z.core.$ZodErrorMap = (issue) => {
  if (issue.code === 'invalid_type') return issue.input === undefined ? 'is missing' : `must be ${a(issue.expected)}`;
  if (issue.code === 'unrecognized_keys')
    return `does not know ${issue.keys.map((key) => `"${key.slice(0, 40)}"`).join(', ')}`;
  if (issue.code === 'too_big') return `is too long or too large (at most ${String(issue.maximum)})`;
  if (issue.code === 'too_small') return `is too short or too small (at least ${String(issue.minimum)})`;
  if (issue.code === 'invalid_value') return `must be one of ${issue.values.map(String).join(', ')}`;
  return undefined;
};

function a(kind: string): string {
  const words: Record<string, string> = {
    string: 'text',
    int: 'a whole number',
    number: 'a number',
    boolean: 'true or false',
    array: 'a list',
    object: 'an object',
  };
  return words[kind] ?? kind;
}

/** The language to answer in: what the request asks for first, else English. */
export function langOfRequest(request: FastifyRequest): Lang {
  return langOf(request.headers['accept-language']?.split(',')[0]?.trim() ?? 'en');
}

/** Sends a failure in the envelope; render endpoints have `success` and `error` beside it. */
export function sendFailure(
  reply: FastifyReply,
  thrown: unknown,
  context: FailureContext & { hasSuccess: boolean },
): FastifyReply {
  const { status, headers, body } = replyOf(thrown, context);
  const whole = context.hasSuccess ? { success: false, ...body, error: body.message } : body;
  return reply
    .code(status)
    .headers(headers)
    .type('application/json; charset=utf-8')
    .serializer(JSON.stringify)
    .send(whole);
}
