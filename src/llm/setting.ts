import { fail } from '../base/errors.ts';
import { shown } from '../base/text.ts';

/** How we speak with a provider. `compatible`: the chat protocol of OpenAI, which many servers understand. */
export type Protocol = 'openai' | 'anthropic' | 'google' | 'compatible';

/** A provider that `TELLCUT_MODEL` may name. */
type Provider = {
  readonly protocol: Protocol;
  /** Where it listens; null: the provider's own place, or, for `openai-compatible`, what `TELLCUT_BASE_URL` says. */
  readonly baseUrl: string | null;
  /** The variables that may hold its key, the usual one first. A server on one's own machine needs none. */
  readonly keys: readonly string[];
  readonly needsKey: boolean;
};

const LOCAL = { protocol: 'compatible', keys: ['TELLCUT_API_KEY'], needsKey: false } as const;

const PROVIDERS: Readonly<Record<string, Provider>> = {
  openai: { protocol: 'openai', baseUrl: null, keys: ['OPENAI_API_KEY'], needsKey: true },
  anthropic: { protocol: 'anthropic', baseUrl: null, keys: ['ANTHROPIC_API_KEY'], needsKey: true },
  google: {
    protocol: 'google',
    baseUrl: null,
    keys: ['GOOGLE_GENERATIVE_AI_API_KEY', 'GEMINI_API_KEY', 'GOOGLE_API_KEY'],
    needsKey: true,
  },
  openrouter: {
    protocol: 'compatible',
    baseUrl: 'https://openrouter.ai/api/v1',
    keys: ['OPENROUTER_API_KEY'],
    needsKey: true,
  },
  ollama: { ...LOCAL, baseUrl: 'http://127.0.0.1:11434/v1' },
  lmstudio: { ...LOCAL, baseUrl: 'http://127.0.0.1:1234/v1' },
  vllm: { ...LOCAL, baseUrl: 'http://127.0.0.1:8000/v1' },
  'openai-compatible': { ...LOCAL, baseUrl: null },
};

/** Names of providers as `TELLCUT_MODEL` takes them. */
export const PROVIDER_NAMES = Object.keys(PROVIDERS);

/** What a person who sets up a provider is asked for. `keyVariable`: the usual one; `needsAddress`: nobody knows where it is. */
export type ProviderFacts = {
  readonly name: string;
  readonly keyVariable: string;
  readonly needsKey: boolean;
  readonly needsAddress: boolean;
};

export const PROVIDER_FACTS: readonly ProviderFacts[] = Object.entries(PROVIDERS).map(([name, provider]) => ({
  name,
  keyVariable: provider.keys[0] ?? '',
  needsKey: provider.needsKey,
  needsAddress: provider.protocol === 'compatible' && provider.baseUrl === null,
}));

/** Which model carries out turns, and where it is. */
export type ModelSetting = {
  readonly protocol: Protocol;
  /** The provider's own name of the model. */
  readonly model: string;
  /** `provider:model`, for people. */
  readonly label: string;
  readonly baseUrl: string | null;
  /** Where it is, for people: a host, never a whole address. */
  readonly host: string;
  /** The variable that holds the key, or would. */
  readonly keyVariable: string;
  /** A function, so that a setting that is logged or sent on does not carry its key along. */
  readonly key: () => string | null;
};

/** Environment variables. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The model that the environment names, or null when it names none: `TELLCUT_MODEL=provider:model`, the address in
 * `TELLCUT_BASE_URL`, the key in the provider's usual variable. Throws `model.bad_setting`, `model.bad_address` and
 * `model.no_key`.
 */
export function modelSetting(env: Environment): ModelSetting | null {
  const setting = env['TELLCUT_MODEL']?.trim() ?? '';
  if (setting === '') return null;
  const colon = setting.indexOf(':');
  const name = setting.slice(0, Math.max(0, colon)).trim().toLowerCase();
  const model = setting.slice(colon + 1).trim();
  const provider = Object.hasOwn(PROVIDERS, name) ? PROVIDERS[name] : undefined;
  if (provider === undefined || !/^[\w.:/@+-]{1,200}$/.test(model)) {
    throw fail('model.bad_setting', { setting: shown(setting, 80), supported: PROVIDER_NAMES });
  }
  const baseUrl = addressOf(env, name, provider);
  const label = `${name}:${model}`;
  const keyVariable = provider.keys.find((variable) => (env[variable] ?? '') !== '') ?? provider.keys[0] ?? '';
  const key = env[keyVariable]?.trim() ?? '';
  if (key === '' && provider.needsKey) throw fail('model.no_key', { model: label, variable: keyVariable });
  return {
    protocol: provider.protocol,
    model,
    label,
    baseUrl,
    host: baseUrl === null ? name : new URL(baseUrl).host,
    keyVariable,
    key: () => (key === '' ? null : key),
  };
}

function addressOf(env: Environment, name: string, provider: Provider): string | null {
  const asked = env['TELLCUT_BASE_URL']?.trim() ?? '';
  if (asked === '') {
    if (provider.baseUrl === null && provider.protocol === 'compatible')
      throw fail('model.bad_address', { provider: name });
    return provider.baseUrl;
  }
  const url = URL.canParse(asked) ? new URL(asked) : null;
  // A name and a password in it would be shown wherever the address is; `fetch` refuses them too.
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '')
    throw fail('model.bad_address', { provider: name });
  return asked.replace(/\/+$/, '');
}
