import { fail, TellcutError } from '../base/errors.ts';
import { EndlessAnswer } from './patient-fetch.ts';
import type { ModelSetting } from './setting.ts';

/**
 * The name of what a provider or the SDK threw. Their own words are kept back, also from the cause, which logs print:
 * they may quote the key or the address, and they carry the whole request along. `silentMs`: since when nothing was heard.
 */
export function namedFailure(thrown: unknown, setting: ModelSetting, silentMs: number): TellcutError {
  const { label: model, host, keyVariable: variable } = setting;
  const errors = chain(thrown);
  const options = { cause: new Error(errors.map(outline).join(' ← ')) };
  for (const error of errors) {
    if (error instanceof TellcutError) return error;
    if (error instanceof EndlessAnswer) return fail('model.too_long', { model }, options);
    if (error.name === 'TimeoutError')
      return fail('model.stalled', { model, seconds: Math.ceil(silentMs / 1000) }, options);
    const { statusCode: answer, responseBody } = error as { statusCode?: unknown; responseBody?: unknown };
    if (typeof answer === 'number' && answer >= 400) {
      // Google says 400 to a wrong key.
      if (answer === 401 || answer === 403 || /API_KEY_INVALID/.test(String(responseBody)))
        return fail('model.key_refused', { model, variable }, options);
      if (answer === 404) return fail('model.not_found', { model, host }, options);
      if (answer === 429 || answer === 402) return fail('model.busy', { model }, options);
      return answer >= 500
        ? fail('model.down', { model, answer }, options)
        : fail('model.refused', { model, answer }, options);
    }
    // The SDK wraps what `fetch` threw in an error of its own, without a status.
    if (error.name === 'AI_APICallError' || isNetwork(error))
      return fail('model.unreachable', { model, host }, options);
  }
  return fail('model.garbled', { model }, options);
}

const isNetwork = (error: Error): boolean =>
  /^(?:ECONN|ENOTFOUND|EAI_|EHOST|ENET|ETIMEDOUT|EPIPE|UND_ERR|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/.test(
    String((error as NodeJS.ErrnoException).code ?? ''),
  );

/** What may be known of an error: its kind, status and code. */
function outline(error: Error): string {
  const { statusCode, code } = error as { statusCode?: unknown; code?: unknown };
  const known = [statusCode, code].filter((value) => typeof value === 'number' || typeof value === 'string');
  return [error.name, ...known].join(' ');
}

/** An error and its causes, the outermost first. */
function chain(thrown: unknown): Error[] {
  const errors: Error[] = [];
  for (let at = thrown; at instanceof Error && errors.length < 8; at = at.cause) errors.push(at);
  return errors;
}
