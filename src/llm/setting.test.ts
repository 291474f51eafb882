import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { toProblem } from '../base/errors.ts';
import { modelSetting, PROVIDER_NAMES } from './setting.ts';

test('without TELLCUT_MODEL there is no model', () => {
  assert.equal(modelSetting({}), null);
  assert.equal(modelSetting({ TELLCUT_MODEL: '  ', OPENAI_API_KEY: 'sk-x' }), null);
});

test('each provider by its usual variables; a model may have colons and slashes in its name', () => {
  const cases: [Record<string, string>, string | null, string][] = [
    [{ TELLCUT_MODEL: 'openai:gpt-5-mini', OPENAI_API_KEY: 'k-12345678' }, null, 'gpt-5-mini'],
    [{ TELLCUT_MODEL: 'anthropic:claude-sonnet-5', ANTHROPIC_API_KEY: 'k-12345678' }, null, 'claude-sonnet-5'],
    [{ TELLCUT_MODEL: 'google:gemini-3-flash', GEMINI_API_KEY: 'k-12345678' }, null, 'gemini-3-flash'],
    [{ TELLCUT_MODEL: 'Ollama:qwen3:8b' }, 'http://127.0.0.1:11434/v1', 'qwen3:8b'],
    [{ TELLCUT_MODEL: 'lmstudio:a/b' }, 'http://127.0.0.1:1234/v1', 'a/b'],
    [
      { TELLCUT_MODEL: 'openrouter:qwen/qwen3:free', OPENROUTER_API_KEY: 'k-12345678' },
      'https://openrouter.ai/api/v1',
      'qwen/qwen3:free',
    ],
    [{ TELLCUT_MODEL: 'openai-compatible:m', TELLCUT_BASE_URL: 'http://gpu:8080/v1/' }, 'http://gpu:8080/v1', 'm'],
    [{ TELLCUT_MODEL: 'ollama:m', TELLCUT_BASE_URL: 'http://gpu:11434/v1' }, 'http://gpu:11434/v1', 'm'],
  ];
  for (const [env, baseUrl, model] of cases) {
    const setting = modelSetting(env);
    assert.equal(setting?.baseUrl, baseUrl, JSON.stringify(env));
    assert.equal(setting?.model, model);
    const key = Object.entries(env).find(([name]) => name.endsWith('_API_KEY'))?.[1] ?? null;
    assert.equal(setting?.key(), key);
  }
});

test("one provider's key never goes to another's server", () => {
  const env = {
    TELLCUT_MODEL: 'openai-compatible:m',
    TELLCUT_BASE_URL: 'http://gpu/v1',
    OPENAI_API_KEY: 'sk-12345678',
  };
  assert.equal(modelSetting(env)?.key(), null);
});

test('what is wrong is said, with what would be right', () => {
  const cases: [Record<string, string>, string, RegExp][] = [
    [{ TELLCUT_MODEL: 'gpt-5' }, 'model.bad_setting', /provider:model.*openai, anthropic/],
    [{ TELLCUT_MODEL: 'openai:' }, 'model.bad_setting', /provider:model/],
    [{ TELLCUT_MODEL: '__proto__:x' }, 'model.bad_setting', /provider:model/],
    [{ TELLCUT_MODEL: 'openai:a b\nc' }, 'model.bad_setting', /provider:model/],
    [{ TELLCUT_MODEL: 'openai:gpt-5' }, 'model.no_key', /OPENAI_API_KEY/],
    [{ TELLCUT_MODEL: 'google:x' }, 'model.no_key', /GOOGLE_GENERATIVE_AI_API_KEY/],
    [{ TELLCUT_MODEL: 'openai-compatible:x' }, 'model.bad_address', /TELLCUT_BASE_URL/],
    [{ TELLCUT_MODEL: 'ollama:x', TELLCUT_BASE_URL: 'file:///etc/passwd' }, 'model.bad_address', /TELLCUT_BASE_URL/],
    [
      { TELLCUT_MODEL: 'ollama:x', TELLCUT_BASE_URL: 'http://me:secret@host/v1' },
      'model.bad_address',
      /TELLCUT_BASE_URL/,
    ],
    [{ TELLCUT_MODEL: 'ollama:x', TELLCUT_BASE_URL: 'not an address' }, 'model.bad_address', /TELLCUT_BASE_URL/],
  ];
  for (const [env, code, about] of cases) {
    assert.throws(
      () => modelSetting(env),
      (error) => {
        const problem = toProblem(error);
        assert.equal(problem.code, code, JSON.stringify(env));
        assert.match(problem.message, about);
        assert.equal(problem.exit, 2);
        return true;
      },
    );
  }
  assert.ok(PROVIDER_NAMES.includes('vllm'));
});

test('a setting that is written down does not carry its key', () => {
  const env = { TELLCUT_MODEL: 'openai:m', OPENAI_API_KEY: 'sk-canary-1', TELLCUT_BASE_URL: 'https://h/v1' };
  const setting = modelSetting(env);
  assert.doesNotMatch(JSON.stringify(setting), /canary/);
  assert.equal(setting?.host, 'h');
});

test('docs/models.md shows every provider', () => {
  const page = readFileSync('docs/models.md', 'utf8');
  for (const name of PROVIDER_NAMES) assert.ok(page.includes(`TELLCUT_MODEL=${name}:`), name);
});
