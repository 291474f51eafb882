import type { LanguageModel } from 'ai';
import type { ModelSetting } from './setting.ts';

export type Fetch = typeof globalThis.fetch;

/**
 * The model behind a setting. The provider's package is loaded here and nowhere before, so that who works without a
 * model waits for none of them. Always an instance: the SDK would take a plain name to a gateway of its maker.
 */
export async function connect(
  { protocol, model, baseUrl, key }: ModelSetting,
  fetch: Fetch,
): Promise<Exclude<LanguageModel, string>> {
  const apiKey = key() ?? undefined;
  const common = { fetch, ...(apiKey === undefined ? {} : { apiKey }) };
  const place = baseUrl === null ? {} : { baseURL: baseUrl };
  switch (protocol) {
    case 'openai': {
      const { createOpenAI } = await import('@ai-sdk/openai');
      return createOpenAI({ ...common, ...place })(model);
    }
    case 'anthropic': {
      const { createAnthropic } = await import('@ai-sdk/anthropic');
      return createAnthropic({ ...common, ...place })(model);
    }
    case 'google': {
      const { createGoogle } = await import('@ai-sdk/google');
      return createGoogle({ ...common, ...place })(model);
    }
    case 'compatible': {
      const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
      const { extractReasoningMiddleware, wrapLanguageModel } = await import('ai');
      const settings = { ...common, name: 'compatible', baseURL: baseUrl ?? '', includeUsage: true };
      return wrapLanguageModel({
        model: createOpenAICompatible(settings)(model),
        // Servers on one's own machine often leave a model's thoughts in its words.
        middleware: extractReasoningMiddleware({ tagName: 'think' }),
      });
    }
  }
}
