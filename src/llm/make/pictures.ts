import type { createOpenAI } from '@ai-sdk/openai';
import { fail, TellcutError } from '../../base/errors.ts';
import type { Fetch } from '../connect.ts';
import { type Called, orderingFetch, refusal } from './call.ts';
import type { MakeOrder, MediaMaker } from './maker.ts';
import { describedBy, type MakerSetting } from './setting.ts';
import { nearestRatio, nearestSize, RATIOS, sizeOf } from './shapes.ts';

type PictureModel = ReturnType<ReturnType<typeof createOpenAI>['image']>;

/** Pictures by OpenAI, Google and servers of OpenAI's protocol, through the AI SDK: one call that answers with the picture. */
export function pictureMaker(setting: MakerSetting): MediaMaker {
  const { label, host, baseUrl, keyVariable } = setting;
  const called: Called = { label, host, keyVariable };
  return {
    ...describedBy(setting),
    begin: async (order, signal) => {
      const model = await modelOf(setting, staysAt(baseUrl, called));
      try {
        const { images } = await model.doGenerate({
          prompt: order.prompt,
          n: 1,
          seed: undefined, // none of these models knows one
          files: undefined,
          mask: undefined,
          abortSignal: signal,
          ...shapeOf(order, setting),
        });
        const [image] = images;
        if (image === undefined) throw fail('make.refused', { label, why: 'no picture came back' });
        return { kind: 'bytes', bytes: typeof image === 'string' ? Buffer.from(image, 'base64') : image };
      } catch (error) {
        throw await nameOf(error, called, signal);
      }
    },
    look: null,
    cancel: null,
  };
}

async function modelOf({ provider, model, baseUrl, key }: MakerSetting, fetch: Fetch): Promise<PictureModel> {
  const apiKey = key() ?? '';
  if (provider === 'google') {
    const { createGoogle } = await import('@ai-sdk/google');
    return createGoogle({ apiKey, fetch, baseURL: baseUrl }).image(model);
  }
  if (provider === 'openai') {
    const openai = await import('@ai-sdk/openai');
    return openai.createOpenAI({ apiKey, fetch, baseURL: baseUrl }).image(model);
  }
  const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
  const own = apiKey === '' ? {} : { apiKey };
  return createOpenAICompatible({ ...own, fetch, baseURL: baseUrl, name: 'compatible' }).imageModel(model);
}

type Shape = Pick<Parameters<PictureModel['doGenerate']>[0], 'size' | 'aspectRatio' | 'providerOptions'>;

function shapeOf({ size }: MakeOrder, { provider, model, options }: MakerSetting): Shape {
  const wanted = size ?? { width: 1024, height: 1024 };
  const asJson = options as Shape['providerOptions'][string];
  if (provider === 'google')
    return { size: undefined, aspectRatio: ratio(nearestRatio(wanted, RATIOS)), providerOptions: { google: asJson } };
  if (provider === 'openai') {
    const known = model.startsWith('dall-e-3') ? DALL_E_3 : GPT_IMAGE;
    return {
      size: pixels(nearestSize(wanted, known)),
      aspectRatio: undefined,
      providerOptions: { openai: asJson },
    };
  }
  const { width, height } = sizeOf(wanted, 1536, 64);
  return {
    size: `${width}x${height}`,
    aspectRatio: undefined,
    // Servers of one's own often send an address where nobody says otherwise.
    providerOptions: { compatible: { response_format: 'b64_json', ...asJson } },
  };
}

const GPT_IMAGE = ['1536x1024', '1024x1536', '1024x1024'];
const DALL_E_3 = ['1792x1024', '1024x1792', '1024x1024'];
const ratio = (text: string): `${number}:${number}` => text as `${number}:${number}`;
const pixels = (text: string): `${number}x${number}` => text as `${number}x${number}`;

/** Calls go to the provider and nowhere else: an address in its answer is not followed with its key. */
function staysAt(baseUrl: string, called: Called): Fetch {
  const order = orderingFetch(called);
  const { origin } = new URL(baseUrl);
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (url.origin !== origin) throw fail('make.failed', { label: called.label, why: 'it sent an address instead' });
    return order(input, init);
  };
}

/** What the SDK threw, by name. */
export async function nameOf(error: unknown, called: Called, signal: AbortSignal): Promise<unknown> {
  if (signal.aborted) return signal.reason;
  for (let at = error; at instanceof Error; at = at.cause) if (at instanceof TellcutError) return at;
  const { label } = called;
  const { APICallError } = await import('ai'); // the SDK is loaded by now: it threw
  if (APICallError.isInstance(error)) {
    const { statusCode = 0, responseBody = '' } = error;
    if (statusCode >= 400) return refusal(new Response(responseBody, { status: statusCode }), called, true);
    if (statusCode >= 200) return fail('make.failed', { label, why: 'its answer cannot be read' }, { cause: error });
  }
  return fail('make.unsure', { label }, { cause: error });
}
