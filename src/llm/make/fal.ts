import { fail } from '../../base/errors.ts';
import { type Called, jsonOf, lookFailure, lookingFetch, orderingFetch, reasonIn, statusOf } from './call.ts';
import { addressesIn } from './found.ts';
import type { Look, MakeOrder, MediaMaker } from './maker.ts';
import { describedBy, type MakerSetting, withOptions } from './setting.ts';
import { CLIP_RATIOS, nearestRatio, RATIOS, sizeOf } from './shapes.ts';

/**
 * fal's queue (https://fal.ai/docs/documentation/model-apis/inference/queue). Not `@ai-sdk/fal`: its pictures are asked for
 * without an id to come back to, its clips at one fixed address, and neither can be called off.
 */
export function falMaker(setting: MakerSetting): MediaMaker {
  const { kind, label, host, baseUrl, keyVariable, model } = setting;
  const called: Called = { label, host, keyVariable };
  const key = setting.key();
  const headers = {
    'content-type': 'application/json',
    ...(key === null ? {} : { authorization: `Key ${key}` }),
  };
  const order = orderingFetch(called);
  const look = lookingFetch();
  // Requests belong to the app: the first two parts of a model's name.
  const requests = `${baseUrl}/${model.split('/').slice(0, 2).join('/')}/requests`;
  return {
    ...describedBy(setting),
    begin: async (wanted, signal) => {
      const body = JSON.stringify(withOptions(inputOf(wanted), setting.options));
      const response = await order(`${baseUrl}/${model}`, { method: 'POST', body, headers, signal });
      const { request_id: id } = await jsonOf(response, called, true);
      if (typeof id !== 'string' || !isId(id)) throw fail('make.failed', { label, why: NO_ID });
      return { kind: 'ticket', ticket: id };
    },
    look: async (id, signal) => {
      try {
        const at = `${requests}/${encodeURIComponent(id)}`;
        const status = await statusOf(await look(`${at}/status`, { headers, signal }), called);
        if (status['status'] !== 'COMPLETED') return waitingOf(status, label);
        const result = await jsonOf(await look(at, { headers, signal }), called, false);
        const [url] = addressesIn(result, kind);
        if (url === undefined) throw fail('make.failed', { label, why: reasonIn(JSON.stringify(result)) ?? NOTHING });
        return { kind: 'address', url, headers: () => ({}) };
      } catch (error) {
        throw lookFailure(error, called, signal);
      }
    },
    cancel: async (id) => {
      const at = `${requests}/${encodeURIComponent(id)}/cancel`;
      await look(at, { method: 'PUT', headers, signal: AbortSignal.timeout(10_000) }).catch(() => undefined);
    },
  };
}

const NO_ID = 'it gave no id of the request';
const NOTHING = 'nothing came of it';

/** An id as providers write them: it becomes a part of an address. */
export const isId = (id: string): boolean => /^[\w-]{1,200}$/.test(id);

function waitingOf(status: Readonly<Record<string, unknown>>, label: string): Look {
  const { status: state, queue_position: ahead } = status;
  if (state === 'FAILED' || state === 'CANCELED' || state === 'CANCELLED')
    throw fail('make.failed', { label, why: reasonIn(JSON.stringify(status)) ?? String(state).toLowerCase() });
  return { kind: 'waiting', ahead: typeof ahead === 'number' && ahead > 0 ? ahead : null, fraction: null };
}

/** Fields that most models of a kind know; what one wants otherwise stands in the options. */
function inputOf({ kind, prompt, size, seconds, seed }: MakeOrder): Record<string, unknown> {
  if (kind === 'music' || size === null) return { prompt, seed, duration: seconds, seconds_total: seconds };
  if (kind === 'video')
    return { prompt, seed, aspect_ratio: nearestRatio(size, CLIP_RATIOS), duration: `${seconds ?? 5}` };
  return {
    prompt,
    seed,
    num_images: 1,
    image_size: sizeOf(size, 1536, 32),
    aspect_ratio: nearestRatio(size, RATIOS),
  };
}
