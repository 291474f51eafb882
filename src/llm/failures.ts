import { fail, TellcutError } from '../base/errors.ts';
import { EndlessAnswer } from './patient-fetch.ts';
import type { ModelSetting } from './setting.ts';

/**
 * The name of what a provider or the SDK threw. Their own words are kept back: they may quote the key, the address or
 * the request. `silentMs`: since when nothing was heard.
 */
export function namedFailure(thrown: unknown, setting: ModelSetting, silentMs: number): TellcutError {
  const { label: model, host, keyVariable: variable } = setting;
  const options = { cause: thrown };
  for (const error of chain(thrown)) {
    if (error instanceof TellcutError) return error;
    if (error instanceof EndlessAnswer) return fail('model.too_long', { model }, options);
    if (error.name === 'TimeoutError')
      return fail('model.stalled', { model, seconds: Math.ceil(silentMs / 1000) }, options);
    const { statusCode: answer } = error as { statusCode?: unknown };
    if (typeof answer === 'number' && answer >= 400) {
      if (answer === 401 || answer === 403) return fail('model.key_refused', { model, variable }, options);
      if (answer === 404) return fail('model.not_found', { model, host }, options);
      if (answer === 429) return fail('model.busy', { model }, options);
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

/** An error and its causes, the outermost first. */
function chain(thrown: unknown): Error[] {
  const errors: Error[] = [];
  for (let at = thrown; at instanceof Error && errors.length < 8; at = at.cause) errors.push(at);
  return errors;
}
