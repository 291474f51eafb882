import { secretsOf } from '../llm/clean-stream.ts';
import { LIMITS, type Limits } from '../llm/limits.ts';
import { type Environment, type ModelSetting, modelSetting } from '../llm/setting.ts';

/** A model that carries out turns, within limits, and what it may never let out. */
export type Brain = {
  readonly model: ModelSetting;
  readonly limits: Limits;
  /** Values that never reach anybody, whatever a model or its provider writes: a function, so that no log holds them. */
  readonly secrets: () => readonly string[];
};

/**
 * Who carries out turns, by the environment (docs/models.md): a model where `TELLCUT_MODEL` names one, else null: the
 * planner. Throws `model.bad_setting`, `model.bad_address` and `model.no_key`.
 */
export function brainFrom(env: Environment): Brain | null {
  const model = modelSetting(env);
  if (model === null) return null;
  const secrets = secretsOf(env);
  return { model, limits: LIMITS, secrets: () => secrets };
}
