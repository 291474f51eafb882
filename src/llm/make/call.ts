import { fail, TellcutError } from '../../base/errors.ts';
import { shown } from '../../base/text.ts';
import type { Fetch } from '../connect.ts';
import { EndlessAnswer, type Patience, patientFetch, sleep } from '../patient-fetch.ts';

/** Calls to providers of media. A call that orders something is made once; one that only looks may be repeated. */

/** Who is called, for sentences. */
export type Called = { readonly label: string; readonly host: string; readonly keyVariable: string };

/** Tries and pauses of an order that the provider turned away before it did anything, in ms. */
const TURNED_AWAY = { tries: 4, pauseMs: 400, longestPauseMs: 30_000 };
/** Answers that hold a picture or a song in base64. */
const MOST_ANSWER = 160_000_000;
const LOOKS: Patience = { retries: 4, pauseMs: 500, longestPauseMs: 15_000, mostBytes: 20_000_000 };

/** What says that no connection came about: nothing was sent. */
const NEVER_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

function neverSent(error: unknown): boolean {
  const seen = new Set<unknown>();
  for (let at = error; at instanceof Error && !seen.has(at); at = at.cause) {
    seen.add(at);
    const { code } = at as { code?: unknown };
    if (typeof code === 'string' && NEVER_SENT.has(code)) return true;
    // A name with several addresses fails with one error for each of them.
    if (at instanceof AggregateError && at.errors.length > 0) return at.errors.every(neverSent);
  }
  return false;
}

/**
 * `fetch` for an order that costs money. It is sent again only where the provider said that it is busy (429) or no connection
 * came about; everything else is left to the caller. Redirects are refused, answers without an end are cut off.
 */
export function orderingFetch(called: Called, most = MOST_ANSWER): Fetch {
  const once = patientFetch({ retries: 0, pauseMs: 0, longestPauseMs: 0, mostBytes: most });
  return async (input, init) => {
    const signal = init?.signal ?? null;
    for (let attempt = 1; ; attempt++) {
      let asked = 0;
      let problem: TellcutError;
      try {
        const response = await once(input, init);
        if (response.status !== 429) return response;
        asked = Number.parseFloat(response.headers.get('retry-after') ?? '') * 1000;
        await response.body?.cancel();
        problem = fail('make.busy', { label: called.label });
      } catch (error) {
        signal?.throwIfAborted();
        if (!neverSent(error)) throw fail('make.unsure', { label: called.label }, { cause: error });
        problem = fail('make.unreachable', { label: called.label, host: called.host }, { cause: error });
      }
      if (attempt >= TURNED_AWAY.tries) throw problem;
      const grown = Math.random() * TURNED_AWAY.pauseMs * 2 ** attempt;
      await sleep(Math.min(TURNED_AWAY.longestPauseMs, Math.max(grown, Number.isFinite(asked) ? asked : 0)), signal);
    }
  };
}

/** `fetch` for looking how far something is: it costs nothing, so it is repeated patiently. */
export const lookingFetch = (): Fetch => patientFetch(LOOKS);

/** A JSON answer as an object. Throws `make.…` by its status; `ordered`: the call asked for something to be made. */
export async function jsonOf(
  response: Response,
  called: Called,
  ordered: boolean,
): Promise<Readonly<Record<string, unknown>>> {
  if (!response.ok) throw await refusal(response, called, ordered);
  try {
    const value: unknown = await response.json();
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch (error) {
    throw unreadable(called, ordered, error);
  }
  throw unreadable(called, ordered);
}

/** How far a request is, as an object. A provider that stumbles over its own status has not failed at the request. */
export async function statusOf(response: Response, called: Called): Promise<Readonly<Record<string, unknown>>> {
  if (response.status >= 500) {
    await response.body?.cancel();
    throw fail('make.unreachable', { label: called.label, host: called.host });
  }
  return jsonOf(response, called, false);
}

/** The bytes of an answer to an order. Throws `make.…`. */
export async function bytesOf(response: Response, called: Called): Promise<Uint8Array> {
  if (!response.ok) throw await refusal(response, called, true);
  try {
    return new Uint8Array(await response.arrayBuffer());
  } catch (error) {
    throw unreadable(called, true, error);
  }
}

/** An order whose answer broke off may have been carried out; nonsense says that there is nothing to wait for. */
const unreadable = ({ label }: Called, ordered: boolean, cause?: unknown): TellcutError =>
  ordered && cause !== undefined && !(cause instanceof SyntaxError)
    ? fail('make.unsure', { label }, { cause })
    : fail('make.failed', { label, why: UNREADABLE }, { cause });

const UNREADABLE = 'its answer cannot be read';

/** What an answer that is no success comes to, by its status and what the provider says. */
export async function refusal(response: Response, called: Called, ordered: boolean): Promise<TellcutError> {
  const { status } = response;
  const { label, keyVariable } = called;
  const text = await response.text().catch(() => '');
  if (status === 401 || status === 403) return fail('make.key_refused', { label, variable: keyVariable });
  if (status === 402 || status === 429) return fail('make.busy', { label });
  const why = reasonIn(text) ?? `HTTP ${status}`;
  // A gateway that gave up may stand before a model that goes on.
  if (ordered && status >= 500) return fail('make.unsure', { label });
  return status >= 500 ? fail('make.failed', { label, why }) : fail('make.refused', { label, why });
}

/** What a provider says in one of the usual places, short and on one line: it is somebody else's text. */
export function reasonIn(text: string): string | null {
  let said: unknown = null;
  try {
    said = JSON.parse(text);
  } catch {
    return null; // a page of HTML tells nobody anything
  }
  const found = firstText(said, 0);
  return found === null ? null : shown(found.replace(/https?:\/\/\S+/g, '…'), 140);
}

const PLACES = ['message', 'detail', 'error', 'title', 'msg'];

function firstText(value: unknown, depth: number): string | null {
  if (typeof value === 'string') return value.trim() === '' ? null : value;
  if (typeof value !== 'object' || value === null || depth > 3) return null;
  if (Array.isArray(value)) return firstText(value[0], depth + 1);
  for (const place of PLACES) {
    const found = firstText((value as Record<string, unknown>)[place], depth + 1);
    if (found !== null) return found;
  }
  return null;
}

/** What looking at a request threw, by name. */
export function lookFailure(error: unknown, called: Called, signal: AbortSignal): unknown {
  if (signal.aborted) return signal.reason;
  if (error instanceof TellcutError) return error;
  // The SDK's own error of an answer that is no success.
  const { statusCode } = (error ?? {}) as { statusCode?: unknown };
  if (
    typeof statusCode === 'number' &&
    statusCode >= 400 &&
    statusCode < 500 &&
    statusCode !== 408 &&
    statusCode !== 429
  )
    return fail('make.failed', { label: called.label, why: `HTTP ${statusCode}` }, { cause: error });
  if (error instanceof EndlessAnswer) return fail('make.failed', { label: called.label, why: UNREADABLE });
  return fail('make.unreachable', { label: called.label, host: called.host }, { cause: error });
}
