import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WIRE_FORMS } from '../../test/support/model-protocols.ts';
import { modelServer } from '../../test/support/model-server.ts';
import { converse } from './converse.ts';
import { INSTRUCTIONS } from './instructions.ts';
import { LIMITS } from './limits.ts';
import { modelSetting } from './setting.ts';
import { toolSpecs } from './tools.ts';

const KEYS = {
  OPENAI_API_KEY: 'key-of-openai',
  ANTHROPIC_API_KEY: 'key-of-anthropic',
  GOOGLE_GENERATIVE_AI_API_KEY: 'key-of-google',
  TELLCUT_API_KEY: 'key-of-compatible',
};

const HEADER: Readonly<Record<string, [header: string, value: string]>> = {
  openai: ['authorization', 'Bearer key-of-openai'],
  anthropic: ['x-api-key', 'key-of-anthropic'],
  google: ['x-goog-api-key', 'key-of-google'],
  'openai-compatible': ['authorization', 'Bearer key-of-compatible'],
};

for (const [provider, { call, say }] of Object.entries(WIRE_FORMS)) {
  test(`${provider}: all tools go out, a call and its answer go round, words come in, only its own key goes`, async () => {
    await using server = await modelServer(call('trim', { keep: '60s' }), say('It is a minute long now.'));
    const setting = modelSetting({
      ...KEYS,
      TELLCUT_MODEL: `${provider}:some-model`,
      TELLCUT_BASE_URL: server.baseUrl,
    });
    assert.ok(setting !== null);
    const inputs: unknown[] = [];
    const { text, tokens, spent } = await converse({
      setting,
      instructions: INSTRUCTIONS,
      messages: [{ role: 'user', content: 'shorten it to a minute' }],
      tools: toolSpecs({ captions: 'Captions' }),
      carryOut: async ({ name, input }) => {
        inputs.push([name, input]);
        return { text: '{"ok":true,"did":"Kept the first minute."}' };
      },
      onRefused: () => assert.fail('the call was in order'),
      onText: () => undefined,
      secrets: [],
      limits: LIMITS,
      signal: new AbortController().signal,
    });
    assert.deepEqual(inputs, [['trim', { keep: '60s' }]]);
    assert.equal(text, 'It is a minute long now.');
    assert.equal(tokens, 200);
    assert.equal(spent, null);
    assert.equal(server.asked.length, 2);
    const [header, value] = HEADER[provider] ?? ['', ''];
    for (const asked of server.asked) {
      assert.equal(asked.headers[header], value);
      const others = Object.values(KEYS).filter((key) => !value.includes(key));
      for (const key of others) assert.ok(!JSON.stringify(asked.headers).includes(key) && !asked.text.includes(key));
      for (const { name } of toolSpecs({})) assert.ok(asked.text.includes(`"${name}"`), name);
    }
    assert.match(server.asked[1]?.text ?? '', /Kept the first minute/);
    if (provider === 'openai') assert.match(server.asked[0]?.text ?? '', /"store":false/);
    if (provider === 'anthropic') assert.match(server.asked[0]?.text ?? '', /"cache_control":\{"type":"ephemeral"\}/);
  });
}
