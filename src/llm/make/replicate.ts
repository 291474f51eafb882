import { fail } from '../../base/errors.ts';
import { type Called, jsonOf, lookFailure, lookingFetch, orderingFetch, reasonIn, statusOf } from './call.ts';
import { isId } from './fal.ts';
import { addressesIn } from './found.ts';
import { type Look, type MakeOrder, type MediaMaker, WAITING } from './maker.ts';
import { describedBy, type MakerSetting, withOptions } from './setting.ts';
import { CLIP_RATIOS, nearestRatio, RATIOS } from './shapes.ts';

/**
 * Replicate's predictions (https://replicate.com/docs/reference/http). Not `@ai-sdk/replicate`: it knows no music, its
 * pictures are waited for without an id to come back to, and nothing can be called off.
 */
export function replicateMaker(setting: MakerSetting): MediaMaker {
  const { label, host, baseUrl, keyVariable } = setting;
  const called: Called = { label, host, keyVariable };
  const key = setting.key();
  const headers = {
    'content-type': 'application/json',
    ...(key === null ? {} : { authorization: `Bearer ${key}` }),
  };
  const order = orderingFetch(called);
  const look = lookingFetch();
  const [name = '', version] = setting.model.split(':');
  return {
    ...describedBy(setting),
    begin: async (wanted, signal) => {
      const input = withOptions(inputOf(wanted), setting.options);
      const at = version === undefined ? `${baseUrl}/models/${name}/predictions` : `${baseUrl}/predictions`;
      const body = JSON.stringify(version === undefined ? { input } : { version, input });
      const response = await order(at, { method: 'POST', body, headers, signal });
      const { id } = await jsonOf(response, called, true);
      if (typeof id !== 'string' || !isId(id))
        throw fail('make.failed', { label, why: 'it gave no id of the request' });
      return { kind: 'ticket', ticket: id };
    },
    look: async (id, signal) => {
      try {
        const response = await look(`${baseUrl}/predictions/${encodeURIComponent(id)}`, { headers, signal });
        return lookOf(await statusOf(response, called), setting);
      } catch (error) {
        throw lookFailure(error, called, signal);
      }
    },
    cancel: async (id) => {
      const at = `${baseUrl}/predictions/${encodeURIComponent(id)}/cancel`;
      await look(at, { method: 'POST', headers, signal: AbortSignal.timeout(10_000) }).catch(() => undefined);
    },
  };
}

function lookOf(prediction: Readonly<Record<string, unknown>>, { kind, label, baseUrl, key }: MakerSetting): Look {
  const { status, output, error } = prediction;
  if (status === 'starting' || status === 'processing') return WAITING;
  if (status !== 'succeeded')
    throw fail('make.failed', { label, why: reasonIn(JSON.stringify({ error })) ?? String(status).slice(0, 40) });
  const [url] = addressesIn(output, kind);
  if (url === undefined) throw fail('make.failed', { label, why: 'nothing came of it' });
  // Files of the API itself want the key; those that lie elsewhere must not get it.
  const isOwn = new URL(url).origin === new URL(baseUrl).origin;
  const secret = key();
  return {
    kind: 'address',
    url,
    headers: () => (isOwn && secret !== null ? { authorization: `Bearer ${secret}` } : {}),
  };
}

/** Fields that most models of a kind know; what one wants otherwise stands in the options. */
function inputOf({ kind, prompt, size, seconds, seed }: MakeOrder): Record<string, unknown> {
  if (kind === 'music' || size === null) return { prompt, seed, duration: seconds };
  if (kind === 'video') return { prompt, seed, aspect_ratio: nearestRatio(size, CLIP_RATIOS), duration: seconds };
  return { prompt, seed, num_outputs: 1, aspect_ratio: nearestRatio(size, RATIOS) };
}
