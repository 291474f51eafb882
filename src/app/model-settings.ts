import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { fail, TellcutError } from '../base/errors.ts';
import { MAKE_KINDS, type MakeKind } from '../llm/make/maker.ts';
import { type Makers, makersFrom } from '../llm/make/makers.ts';
import { PREFIX } from '../llm/make/setting.ts';
import { type Environment, PROVIDER_FACTS } from '../llm/setting.ts';
import { tryModel } from '../llm/try-model.ts';
import { type Brain, brainFrom } from './brain.ts';
import { type Ears, earsFrom } from './ears.ts';
import { writeWhole } from './whole-file.ts';

/** Who reads requests, as its owner chose it on the settings page. */
const KeptBrain = z.object({
  provider: z.string().max(40),
  model: z.string().max(200),
  baseUrl: z.string().max(1000).nullable(),
  key: z.string().max(1000).nullable(),
});
/** Who hears words. */
const KeptEars = z.object({
  url: z.string().max(1000),
  model: z.string().max(200).nullable(),
  key: z.string().max(1000).nullable(),
});
/** Who makes things of a kind. */
const KeptMaker = KeptBrain;
const Kept = z.object({
  brain: KeptBrain.nullable().default(null),
  ears: KeptEars.nullable().default(null),
  image: KeptMaker.nullable().default(null),
  video: KeptMaker.nullable().default(null),
  music: KeptMaker.nullable().default(null),
});
type Kept = z.output<typeof Kept>;
type KeptBrain = z.output<typeof KeptBrain>;
type KeptEars = z.output<typeof KeptEars>;

const NOTHING: Kept = { brain: null, ears: null, image: null, video: null, music: null };

/** Where a choice comes from: the environment (which nothing here can change), the settings page, or nobody made one. */
export type ChosenBy = 'environment' | 'settings' | 'nobody';

/** What may be shown of the choices: never a key, only whether there is one. */
export type ModelChoices = {
  readonly brain: {
    readonly by: ChosenBy;
    readonly provider: string | null;
    readonly model: string | null;
    readonly baseUrl: string | null;
    readonly hasKey: boolean;
  };
  readonly ears: {
    readonly by: ChosenBy;
    readonly url: string | null;
    readonly model: string | null;
    readonly hasKey: boolean;
  };
  readonly makers: Readonly<Record<MakeKind, MakerShown>>;
};

/** What may be shown of who makes things of a kind. */
export type MakerShown = {
  readonly by: ChosenBy;
  readonly provider: string | null;
  readonly model: string | null;
  readonly baseUrl: string | null;
  readonly hasKey: boolean;
};

/** A key that is left out stays as it is; null or empty takes it away. */
export type BrainChoice = Omit<KeptBrain, 'key'> & { readonly key?: string | null | undefined };
export type MakerChoice = BrainChoice;
export type EarsChoice = Omit<KeptEars, 'key'> & { readonly key?: string | null | undefined };

/** `brain` and `makers`: instead of the environment's. */
export type ModelSettingsOptions = {
  readonly folder: string;
  readonly env: Environment;
  readonly brain?: Brain | null | undefined;
  readonly makers?: Makers | undefined;
};

/**
 * Which models work here: by the environment, else by what the owner chose, which is kept in the data folder in a file
 * that its owner alone can read. A change counts from the next turn on, without a restart.
 */
export class ModelSettings {
  readonly #file: string;
  readonly #env: Environment;
  #kept: Kept;
  #brain: Brain | null;
  #ears: Ears | null;
  #makers: Makers;

  /**
   * `brain`: instead of the environment's, until another is chosen. Throws what `brainFrom` and `earsFrom` throw for a
   * wrong environment; what was kept and does not work any more counts as none, so that the server starts.
   */
  constructor({ folder, env, brain, makers }: ModelSettingsOptions) {
    this.#file = path.join(folder, 'models.json');
    this.#env = brain === undefined ? env : { ...env, [BRAIN]: undefined };
    this.#kept = readKept(this.#file);
    this.#brain = brain ?? orNone(this.#kept.brain, (kept) => this.#brainOf(kept));
    this.#ears = orNone(this.#kept.ears, (kept) => this.#earsOf(kept));
    this.#makers = makers ?? this.#makersOf(this.#kept);
  }

  get brain(): Brain | null {
    return this.#brain;
  }

  /** Who makes pictures, clips and music. */
  get makers(): Makers {
    return this.#makers;
  }

  get ears(): Ears | null {
    return this.#ears;
  }

  get choices(): ModelChoices {
    const { brain, ears } = this.#kept;
    const byEnvironment = (variable: string): boolean => isSet(this.#env[variable]);
    return {
      brain: {
        by: byEnvironment(BRAIN) ? 'environment' : brain === null ? 'nobody' : 'settings',
        provider: this.#brain?.model.label.split(':')[0] ?? null,
        model: this.#brain?.model.model ?? null,
        baseUrl: byEnvironment(BRAIN) ? null : (brain?.baseUrl ?? null),
        hasKey: (this.#brain?.model.key() ?? null) !== null,
      },
      ears: {
        by: byEnvironment(EARS)
          ? 'environment'
          : ears !== null
            ? 'settings'
            : byEnvironment(EARS_FILE)
              ? 'environment'
              : 'nobody',
        url: byEnvironment(EARS) ? null : (ears?.url ?? null),
        model: this.#ears?.model ?? null,
        hasKey: byEnvironment(EARS) ? isSet(this.#env['TELLCUT_TRANSCRIBE_KEY']) : isSet(ears?.key),
      },
      makers: {
        image: this.#makerShown('image'),
        video: this.#makerShown('video'),
        music: this.#makerShown('music'),
      },
    };
  }

  #makerShown(kind: MakeKind): MakerShown {
    const isOfEnvironment = isSet(this.#env[modelVariable(kind)]);
    const kept = this.#kept[kind];
    const [provider = null, ...model] = this.#makers[kind]?.label.split('/') ?? [];
    return {
      by: isOfEnvironment ? 'environment' : kept === null ? 'nobody' : 'settings',
      provider,
      model: provider === null ? null : model.join('/'),
      baseUrl: isOfEnvironment ? null : (kept?.baseUrl ?? null),
      hasKey: this.#makers[kind] !== null && (isOfEnvironment || isSet(kept?.key)),
    };
  }

  /**
   * Keeps a choice of who makes things of a kind and follows it; null: nobody. It is not tried: that would cost. Throws
   * `settings.by_environment`, `make.bad_setting`, `make.bad_value`, `make.no_key`.
   */
  async chooseMaker(kind: MakeKind, choice: MakerChoice | null): Promise<void> {
    const variable = modelVariable(kind);
    if (isSet(this.#env[variable])) throw fail('settings.by_environment', { variable });
    const before = this.#kept[kind];
    const isSame = before?.provider === choice?.provider && before?.baseUrl === choice?.baseUrl;
    const old = isSame ? (before?.key ?? null) : null;
    const maker = choice === null ? null : { ...choice, key: choice.key === undefined ? old : emptyAsNull(choice.key) };
    const kept = { ...this.#kept, [kind]: maker };
    const made = makersFrom(this.#makerEnv(kept));
    await this.#keep(kept);
    this.#makers = made;
  }

  /** What was kept and does not work any more counts as none; a wrong environment is named. */
  #makersOf(kept: Kept): Makers {
    return orNone<Kept, Makers>(kept, (one) => makersFrom(this.#makerEnv(one ?? NOTHING)));
  }

  /** The environment with what was chosen where it names nobody. */
  #makerEnv(kept: Kept): Environment {
    const chosen = MAKE_KINDS.flatMap((kind) => {
      const one = kept[kind];
      if (one === null || isSet(this.#env[modelVariable(kind)])) return [];
      return [
        [modelVariable(kind), `${one.provider}/${one.model}`],
        [`${PREFIX[kind]}_BASE_URL`, one.baseUrl ?? undefined],
        [`${PREFIX[kind]}_KEY`, one.key ?? undefined],
      ];
    });
    return { ...this.#env, ...Object.fromEntries(chosen) };
  }

  /**
   * Keeps a choice and follows it from now on; null: the planner reads requests. A model is asked for a word first: one
   * that does not answer is not kept. Throws `settings.by_environment`, what `brainFrom` throws, and `model.…`.
   */
  async chooseBrain(choice: BrainChoice | null, signal: AbortSignal): Promise<void> {
    if (isSet(this.#env[BRAIN])) throw fail('settings.by_environment', { variable: BRAIN });
    const brain = this.#brainOf(choice === null ? null : this.#withKey(choice));
    if (brain !== null) await tryModel(brain.model, signal);
    await this.#keep({ ...this.#kept, brain: choice === null ? null : this.#withKey(choice) });
    this.#brain = brain;
  }

  /** Keeps a choice of who hears words and follows it; null: nobody. Throws `settings.by_environment`, `captions.bad_transcriber`. */
  async chooseEars(choice: EarsChoice | null): Promise<void> {
    if (isSet(this.#env[EARS])) throw fail('settings.by_environment', { variable: EARS });
    const before = this.#kept.ears;
    // A key goes only to the server that it was given for.
    const old = before !== null && choice !== null && hostOf(before.url) === hostOf(choice.url) ? before.key : null;
    const ears = choice === null ? null : { ...choice, key: choice.key === undefined ? old : emptyAsNull(choice.key) };
    const heard = this.#earsOf(ears);
    await this.#keep({ ...this.#kept, ears });
    this.#ears = heard;
  }

  #withKey({ key, ...choice }: BrainChoice): KeptBrain {
    const before = this.#kept.brain;
    const isSame = before?.provider === choice.provider && before.baseUrl === choice.baseUrl;
    return { ...choice, key: key === undefined ? (isSame ? before.key : null) : emptyAsNull(key) };
  }

  #brainOf(kept: KeptBrain | null): Brain | null {
    if (isSet(this.#env[BRAIN]) || kept === null) return brainFrom(this.#env);
    const { provider, model, baseUrl, key } = kept;
    const variable = PROVIDER_FACTS.find(({ name }) => name === provider)?.keyVariable ?? '';
    return brainFrom({
      ...this.#env,
      [BRAIN]: `${provider}:${model}`,
      TELLCUT_BASE_URL: baseUrl ?? undefined,
      // One that was given where the server was started is good too.
      [variable]: key ?? this.#env[variable],
    });
  }

  #earsOf(kept: KeptEars | null): Ears | null {
    if (isSet(this.#env[EARS]) || kept === null) return earsFrom(this.#env);
    return earsFrom({
      [EARS]: kept.url,
      TELLCUT_TRANSCRIBE_MODEL: kept.model ?? undefined,
      TELLCUT_TRANSCRIBE_KEY: kept.key ?? undefined,
    });
  }

  async #keep(kept: Kept): Promise<void> {
    await mkdir(path.dirname(this.#file), { recursive: true, mode: 0o700 });
    await writeWhole(this.#file, `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600, flush: true });
    this.#kept = kept;
  }
}

export { MAKE_KINDS, type MakeKind } from '../llm/make/maker.ts';
export { MAKER_FACTS } from '../llm/make/setting.ts';
export { PROVIDER_FACTS, PROVIDER_NAMES } from '../llm/setting.ts';

/** The variable that names who makes things of a kind. */
const modelVariable = (kind: MakeKind): string => `${PREFIX[kind]}_MODEL`;

const BRAIN = 'TELLCUT_MODEL';
const EARS = 'TELLCUT_TRANSCRIBE_URL';
/** A model in a file: a server that is chosen goes before it. */
const EARS_FILE = 'TELLCUT_WHISPER_MODEL';

const isSet = (value: string | null | undefined): boolean => (value ?? '').trim() !== '';
const emptyAsNull = (key: string | null): string | null => (isSet(key) ? key : null);
const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : '');

/** What comes of a kept choice, or of none where that one is refused. */
function orNone<K, T>(kept: K | null, make: (kept: K | null) => T): T {
  try {
    return make(kept);
  } catch (error) {
    if (kept === null || !(error instanceof TellcutError)) throw error;
    return make(null);
  }
}

function readKept(file: string): Kept {
  try {
    const read = Kept.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    return read.success ? read.data : NOTHING;
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return NOTHING;
    throw error;
  }
}
