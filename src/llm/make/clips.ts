import type { createGoogle } from '@ai-sdk/google';
import { fail } from '../../base/errors.ts';
import { type Called, jsonOf, lookFailure, lookingFetch, orderingFetch, reasonIn, statusOf } from './call.ts';
import { isId } from './fal.ts';
import { type MediaMaker, WAITING } from './maker.ts';
import { nameOf } from './pictures.ts';
import { describedBy, type MakerSetting, withOptions } from './setting.ts';
import { nearestSize } from './shapes.ts';

/** Clips by Google (Veo) through the AI SDK, whose operations have a name to come back to. */
export function googleClipMaker(setting: MakerSetting): MediaMaker {
  const { label, host, baseUrl, keyVariable, model } = setting;
  const called: Called = { label, host, keyVariable };
  const key = setting.key() ?? '';
  const modelWith = async (fetch: typeof globalThis.fetch) => {
    const google = await import('@ai-sdk/google');
    return google.createGoogle({ apiKey: key, fetch, baseURL: baseUrl }).video(model);
  };
  return {
    ...describedBy(setting, [4, 6, 8]),
    begin: async ({ prompt, size, seconds, seed }, signal) => {
      const { doStart } = await started(modelWith, orderingFetch(called), label);
      try {
        const { operation } = await doStart({
          prompt,
          n: 1,
          aspectRatio: size !== null && size.height > size.width ? '9:16' : '16:9',
          resolution: undefined,
          duration: seconds ?? 8,
          fps: undefined,
          seed,
          image: undefined,
          frameImages: undefined,
          inputReferences: undefined,
          generateAudio: undefined,
          providerOptions: { google: setting.options as Record<string, never> },
          abortSignal: signal,
        });
        const { operationName: name } = operation as { operationName?: unknown };
        if (typeof name !== 'string' || !isOperation(name))
          throw fail('make.failed', { label, why: 'it gave no id of the request' });
        return { kind: 'ticket', ticket: name };
      } catch (error) {
        throw await nameOf(error, called, signal);
      }
    },
    look: async (name, signal) => {
      if (!isOperation(name)) throw fail('make.failed', { label, why: 'the id of the request is none' });
      const { doStatus } = await started(modelWith, lookingFetch(), label);
      try {
        const found = await doStatus({ operation: { operationName: name }, abortSignal: signal });
        if (found.status === 'pending') return WAITING;
        if (found.status === 'error')
          throw fail('make.failed', { label, why: reasonIn(JSON.stringify({ message: found.error })) ?? 'error' });
        const [video] = found.videos;
        if (video?.type !== 'url') throw fail('make.failed', { label, why: 'nothing came of it' });
        return { kind: 'address', url: withoutKey(video.url), headers: () => keyFor(video.url, { baseUrl, key }) };
      } catch (error) {
        throw lookFailure(error, called, signal);
      }
    },
    cancel: null,
  };
}

type GoogleVideo = ReturnType<ReturnType<typeof createGoogle>['video']>;

async function started(
  modelWith: (fetch: typeof globalThis.fetch) => Promise<GoogleVideo>,
  fetch: typeof globalThis.fetch,
  label: string,
): Promise<{
  doStart: NonNullable<GoogleVideo['doStart']>;
  doStatus: NonNullable<GoogleVideo['doStatus']>;
}> {
  const model = await modelWith(fetch);
  if (model.doStart === undefined || model.doStatus === undefined)
    throw fail('make.failed', { label, why: 'it cannot be waited for' });
  return { doStart: model.doStart.bind(model), doStatus: model.doStatus.bind(model) };
}

const isOperation = (name: string): boolean => /^[\w-]+(?:\/[\w.-]+){1,6}$/.test(name) && !name.includes('..');

/** The SDK writes the key into the address; a header does not end up in a log. */
function withoutKey(url: string): string {
  const plain = new URL(url);
  plain.searchParams.delete('key');
  return plain.href;
}

const keyFor = (url: string, own: { baseUrl: string; key: string }): Record<string, string> =>
  new URL(url).origin === new URL(own.baseUrl).origin ? { 'x-goog-api-key': own.key } : {};

/** Clips by OpenAI's video API, and servers that speak it (https://platform.openai.com/docs/api-reference/videos). */
export function openAiClipMaker(setting: MakerSetting): MediaMaker {
  const { label, host, baseUrl, keyVariable, model } = setting;
  const called: Called = { label, host, keyVariable };
  const key = setting.key();
  const auth: Record<string, string> = key === null ? {} : { authorization: `Bearer ${key}` };
  const order = orderingFetch(called);
  const look = lookingFetch();
  return {
    ...describedBy(setting, setting.provider === 'openai' ? [4, 8, 12] : null),
    begin: async ({ prompt, size, seconds }, signal) => {
      const shape = nearestSize(size ?? { width: 16, height: 9 }, ['1280x720', '720x1280']);
      const body = withOptions({ model, prompt, seconds: String(seconds ?? 4), size: shape }, setting.options);
      const headers = { 'content-type': 'application/json', ...auth };
      const response = await order(`${baseUrl}/videos`, {
        method: 'POST',
        body: JSON.stringify(body),
        headers,
        signal,
      });
      const { id } = await jsonOf(response, called, true);
      if (typeof id !== 'string' || !isId(id))
        throw fail('make.failed', { label, why: 'it gave no id of the request' });
      return { kind: 'ticket', ticket: id };
    },
    look: async (id, signal) => {
      try {
        const at = `${baseUrl}/videos/${encodeURIComponent(id)}`;
        const found = await statusOf(await look(at, { headers: auth, signal }), called);
        const { status, progress, error } = found;
        if (status === 'queued' || status === 'in_progress') {
          const fraction = typeof progress === 'number' ? Math.min(1, Math.max(0, progress / 100)) : null;
          return { kind: 'waiting', ahead: null, fraction };
        }
        if (status !== 'completed')
          throw fail('make.failed', { label, why: reasonIn(JSON.stringify({ error })) ?? String(status).slice(0, 40) });
        return { kind: 'address', url: `${at}/content`, headers: () => auth };
      } catch (error) {
        throw lookFailure(error, called, signal);
      }
    },
    cancel: async (id) => {
      const at = `${baseUrl}/videos/${encodeURIComponent(id)}`;
      await look(at, { method: 'DELETE', headers: auth, signal: AbortSignal.timeout(10_000) }).catch(() => undefined);
    },
  };
}
