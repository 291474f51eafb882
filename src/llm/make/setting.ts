import { fail } from '../../base/errors.ts';
import { shown } from '../../base/text.ts';
import type { Environment } from '../setting.ts';
import type { MakeKind, MediaMaker } from './maker.ts';

/** Providers of media, by the name that a setting begins with. */
type Provider = {
  readonly kinds: readonly MakeKind[];
  /** Where it listens when nobody says; null: an address must be given. */
  readonly baseUrl: string | null;
  /** The variables that may hold its key, the usual one first. */
  readonly keys: readonly string[];
  readonly needsKey: boolean;
};

const PROVIDERS = {
  openai: {
    kinds: ['image', 'video'],
    baseUrl: 'https://api.openai.com/v1',
    keys: ['OPENAI_API_KEY'],
    needsKey: true,
  },
  google: {
    kinds: ['image', 'video'],
    baseUrl: 'https://generativelanguage.googleapis.com/v1beta',
    keys: ['GOOGLE_GENERATIVE_AI_API_KEY', 'GEMINI_API_KEY', 'GOOGLE_API_KEY'],
    needsKey: true,
  },
  fal: {
    kinds: ['image', 'video', 'music'],
    baseUrl: 'https://queue.fal.run',
    keys: ['FAL_KEY', 'FAL_API_KEY'],
    needsKey: true,
  },
  replicate: {
    kinds: ['image', 'video', 'music'],
    baseUrl: 'https://api.replicate.com/v1',
    keys: ['REPLICATE_API_TOKEN'],
    needsKey: true,
  },
  elevenlabs: {
    kinds: ['music'],
    baseUrl: 'https://api.elevenlabs.io',
    keys: ['ELEVENLABS_API_KEY'],
    needsKey: true,
  },
  'openai-compatible': { kinds: ['image', 'video'], baseUrl: null, keys: [], needsKey: false },
} as const satisfies Record<string, Provider>;

export type MakerProvider = keyof typeof PROVIDERS;

/** What the variables of a kind begin with: `TELLCUT_IMAGE_MODEL`, `TELLCUT_IMAGE_BASE_URL` … */
export const PREFIX: Readonly<Record<MakeKind, string>> = {
  image: 'TELLCUT_IMAGE',
  video: 'TELLCUT_VIDEO',
  music: 'TELLCUT_MUSIC',
};

/** Which model makes things of a kind, and where it is. */
export type MakerSetting = {
  readonly kind: MakeKind;
  readonly provider: MakerProvider;
  /** The provider's own name of the model. */
  readonly model: string;
  /** `provider/model`. */
  readonly label: string;
  readonly baseUrl: string;
  /** Whether its owner named the address. */
  readonly isOwnAddress: boolean;
  readonly host: string;
  readonly keyVariable: string;
  /** A function, so that a setting that is logged does not carry its key along. */
  readonly key: () => string | null;
  /** Fields that go into the request as they are; null takes one out. */
  readonly options: Readonly<Record<string, unknown>>;
};

/** What somebody who sets up a provider is asked for. */
export type MakerFacts = {
  readonly name: MakerProvider;
  readonly kinds: readonly MakeKind[];
  readonly needsKey: boolean;
  readonly needsAddress: boolean;
};

export const MAKER_FACTS: readonly MakerFacts[] = (Object.keys(PROVIDERS) as MakerProvider[]).map((name) => ({
  name,
  kinds: PROVIDERS[name].kinds,
  needsKey: PROVIDERS[name].needsKey,
  needsAddress: PROVIDERS[name].baseUrl === null,
}));

/** Providers that make things of a kind. */
export const providersOf = (kind: MakeKind): MakerProvider[] =>
  (Object.keys(PROVIDERS) as MakerProvider[]).filter((name) =>
    (PROVIDERS[name].kinds as readonly MakeKind[]).includes(kind),
  );

/**
 * The model that the environment names for a kind: `TELLCUT_IMAGE_MODEL=provider/model`, its address in `…_BASE_URL`, its
 * key in `…_KEY` or the provider's usual variable, fields of the request in `…_OPTIONS` as JSON. Null: none is named.
 * Throws `make.bad_setting`, `make.bad_value`, `make.no_key`.
 */
export function makerSetting(kind: MakeKind, env: Environment): MakerSetting | null {
  const variable = `${PREFIX[kind]}_MODEL`;
  const setting = env[variable]?.trim() ?? '';
  if (setting === '') return null;
  const slash = setting.search(/[/:]/);
  const name = setting.slice(0, Math.max(0, slash)).trim().toLowerCase();
  const model = setting.slice(slash + 1).trim();
  const supported = providersOf(kind);
  const provider = supported.find((one) => one === name);
  if (provider === undefined || !isModelName(model))
    throw fail('make.bad_setting', { variable, setting: shown(setting, 80), supported: supported.join(', ') });
  const facts: Provider = PROVIDERS[provider];
  const given = env[`${PREFIX[kind]}_BASE_URL`]?.trim() ?? '';
  const baseUrl = given === '' ? facts.baseUrl : addressIn(given);
  if (baseUrl === null)
    throw fail('make.bad_value', {
      variable: `${PREFIX[kind]}_BASE_URL`,
      expected: 'an http or https address such as http://127.0.0.1:8080/v1',
    });
  const own = `${PREFIX[kind]}_KEY`;
  const keyVariable = [own, ...facts.keys].find((one) => (env[one]?.trim() ?? '') !== '') ?? facts.keys[0] ?? own;
  const key = env[keyVariable]?.trim() ?? '';
  if (key === '' && facts.needsKey && given === '') throw fail('make.no_key', { variable, key: keyVariable });
  return {
    kind,
    provider,
    model,
    label: `${provider}/${model}`,
    baseUrl,
    isOwnAddress: given !== '',
    host: new URL(baseUrl).host,
    keyVariable,
    key: () => (key === '' ? null : key),
    options: optionsIn(env[`${PREFIX[kind]}_OPTIONS`], `${PREFIX[kind]}_OPTIONS`),
  };
}

/** Parts of a path that stay where they are put: no "..", no empty part, nothing that an address reads otherwise. */
const isModelName = (model: string): boolean =>
  model.length <= 200 && /^[\w@+-][\w.:@+-]*(?:\/[\w@+-][\w.:@+-]*)*$/.test(model);

function addressIn(said: string): string | null {
  const url = URL.canParse(said) ? new URL(said) : null;
  const isPlain =
    url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '' && url.search === '';
  return isPlain ? `${url.origin}${url.pathname.replace(/\/+$/, '')}` : null;
}

function optionsIn(said: string | undefined, variable: string): Readonly<Record<string, unknown>> {
  if (said === undefined || said.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(said);
    if (typeof value === 'object' && value !== null && !Array.isArray(value) && said.length < 10_000)
      return value as Record<string, unknown>;
  } catch {
    // named below
  }
  throw fail('make.bad_value', { variable, expected: 'a JSON object such as {"duration":"5"}' });
}

/** The body of a request with what the owner wants otherwise. */
export function withOptions(
  body: Readonly<Record<string, unknown>>,
  options: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries({ ...body, ...options }).filter(([, value]) => value !== null && value !== undefined),
  );
}

/** What every maker tells of itself. `lengths`: those in seconds that it knows; null: any. */
export const describedBy = (
  { kind, label, host, baseUrl, isOwnAddress, options }: MakerSetting,
  lengths: MediaMaker['lengths'] = null,
): Pick<MediaMaker, 'kind' | 'label' | 'host' | 'ownOrigin' | 'lengths' | 'options'> => ({
  kind,
  label,
  host,
  ownOrigin: isOwnAddress ? new URL(baseUrl).origin : null,
  lengths,
  options,
});
