import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import {
  type Answer,
  calls,
  endless,
  frame,
  halfJson,
  modelServer,
  nothing,
  refusal,
  silence,
  startStream,
  words,
} from '../../test/support/model-server.ts';
import { TellcutError } from '../base/errors.ts';
import { type Conversed, converse, type ModelCall } from './converse.ts';
import { LIMITS, type Limits } from './limits.ts';
import { modelSetting } from './setting.ts';

/** Fast pauses, so that what is retried three times takes no seconds. */
const QUICK: Limits = { ...LIMITS, patience: { ...LIMITS.patience, pauseMs: 2, longestPauseMs: 5 } };

const TOOL = {
  name: 'trim',
  description: 'Trims.',
  schema: { type: 'object', properties: { keep: { type: 'string' } } },
};

type Told = {
  conversed: Conversed;
  carried: ModelCall[];
  refused: ModelCall[];
  deltas: string[];
  wholes: string[];
  asked: number;
};

type Options = {
  limits?: Partial<Limits>;
  signal?: AbortSignal;
  secrets?: string[];
  onDelta?: () => void;
  carryOut?: (call: ModelCall, signal: AbortSignal) => Promise<{ text: string; ends?: boolean }>;
};

async function told(script: readonly Answer[], options: Options = {}): Promise<Told> {
  await using server = await modelServer(...script);
  const setting = modelSetting({ TELLCUT_MODEL: 'openai-compatible:scripted', TELLCUT_BASE_URL: server.baseUrl });
  assert.ok(setting !== null);
  const carried: ModelCall[] = [];
  const refused: ModelCall[] = [];
  const deltas: string[] = [];
  const wholes: string[] = [];
  const conversed = await converse({
    setting,
    instructions: 'You edit.',
    messages: [{ role: 'user', content: 'trim it' }],
    tools: [TOOL],
    carryOut: async (call, signal) => {
      carried.push(call);
      return options.carryOut?.(call, signal) ?? { text: 'done' };
    },
    onRefused: (call) => {
      refused.push(call);
    },
    onText: (kind, text) => {
      options.onDelta?.();
      (kind === 'delta' ? deltas : wholes).push(text);
    },
    secrets: options.secrets ?? [],
    limits: { ...QUICK, ...options.limits },
    signal: options.signal ?? new AbortController().signal,
  });
  return { conversed, carried, refused, deltas, wholes, asked: server.asked.length };
}

const failsWith = async (script: readonly Answer[], code: string, options: Options = {}): Promise<void> => {
  await assert.rejects(told(script, options), (error: unknown) => {
    assert.ok(error instanceof TellcutError, String((error as Error).stack));
    assert.equal(error.code, code);
    return true;
  });
};

test('two steps: words stream, tools run in their order, the last words are the answer', async () => {
  const { conversed, carried, deltas, wholes } = await told([
    calls([['trim', { keep: '60s' }]], { say: 'One moment.' }),
    calls([['trim', { keep: '30s' }]], { whole: true }),
    words('It is half a minute long now.'),
  ]);
  assert.deepEqual(
    carried.map(({ name, input }) => [name, input]),
    [
      ['trim', { keep: '60s' }],
      ['trim', { keep: '30s' }],
    ],
  );
  assert.equal(conversed.text, 'It is half a minute long now.');
  assert.equal(conversed.calls, 2);
  assert.equal(conversed.tokens, 300);
  assert.equal(conversed.spent, null);
  assert.ok(deltas.length > 3);
  assert.equal(deltas.join(''), 'One moment.It is half a minute long now.');
  assert.deepEqual(wholes, ['One moment.', 'It is half a minute long now.']);
});

test('parallel calls run one after another', async () => {
  let running = 0;
  const { carried } = await told(
    [
      calls([
        ['trim', { keep: '1s' }],
        ['trim', { keep: '2s' }],
        ['trim', { keep: '3s' }],
      ]),
      words('Done.'),
    ],
    {
      carryOut: async () => {
        assert.equal(++running, 1);
        await new Promise((resolve) => setTimeout(resolve, 5));
        running--;
        return { text: 'ok' };
      },
    },
  );
  assert.deepEqual(
    carried.map(({ input }) => (input as { keep: string }).keep),
    ['1s', '2s', '3s'],
  );
});

test('arguments that are no JSON and tools that do not exist are answered, counted and not carried out', async () => {
  const { carried, refused, conversed } = await told([
    calls([
      ['trim', '{"keep": "60'],
      ['rm_rf', { path: '/' }],
    ]),
    calls([['trim', { keep: '60s' }]]),
    words('Done.'),
  ]);
  assert.equal(carried.length, 1);
  assert.deepEqual(
    refused.map(({ name }) => name),
    ['trim', 'rm_rf'],
  );
  assert.equal(conversed.calls, 3);
});

test('a loop without an end stops at the limit of calls', async () => {
  const { carried, conversed, asked } = await told([calls([['trim', { keep: '60s' }]])], { limits: { calls: 5 } });
  assert.equal(carried.length, 5);
  assert.equal(asked, 6);
  assert.equal(conversed.spent?.code, 'model.calls_spent');
});

test('ten thousand calls in one answer: as many as allowed, then nothing', async () => {
  const many = calls(
    Array.from({ length: 1500 }, () => ['trim', {}] as const),
    { whole: true },
  );
  const { carried, conversed, asked } = await told([many]);
  assert.equal(carried.length, 40);
  assert.equal(asked, 1);
  assert.equal(conversed.spent?.code, 'model.calls_spent');
});

test('tokens are counted over all steps; the limit ends the turn after its step', async () => {
  const { carried, conversed } = await told([calls([['trim', {}]], { tokens: 600 })], { limits: { tokens: 1000 } });
  assert.equal(carried.length, 2);
  assert.equal(conversed.tokens, 1200);
  assert.equal(conversed.spent?.code, 'model.tokens_spent');
});

test('the time limit ends a turn between its steps', async () => {
  const { conversed } = await told([calls([['trim', {}]]), silence()], { limits: { totalMs: 200 } });
  assert.equal(conversed.spent?.code, 'model.time_spent');
});

test('the time limit ends a tool that waits, too: its signal falls and nobody waits for it', async () => {
  const aborted: boolean[] = [];
  const carryOut = (_: ModelCall, signal: AbortSignal): Promise<{ text: string }> =>
    new Promise((resolve) => {
      signal.addEventListener('abort', () => {
        aborted.push(signal.aborted);
        setTimeout(resolve, 100_000, { text: 'too late' }).unref();
      });
    });
  const start = performance.now();
  const { conversed } = await told([calls([['trim', {}]]), words('x')], { limits: { totalMs: 100 }, carryOut });
  assert.equal(conversed.spent?.code, 'model.time_spent');
  assert.deepEqual(aborted, [true]);
  assert.ok(performance.now() - start < 60_000);
});

test('busy once, then fine', async () => {
  const { conversed, asked } = await told([refusal(429), refusal(503), words('Fine.')]);
  assert.equal(conversed.text, 'Fine.');
  assert.equal(asked, 3);
});

test('an answer without a word is asked for again; one that was heard is not', async () => {
  const brokenOff: Answer = (response) => {
    startStream(response);
    response.end('data: {"id":"chatcmpl-1","choi');
  };
  const { conversed, asked } = await told([nothing, brokenOff, words('Fine.')]);
  assert.equal(conversed.text, 'Fine.');
  assert.ok(conversed.tokens >= 150, 'the empty answer is paid for too');
  assert.equal(asked, 3);
  await failsWith([halfJson, words('Fine.')], 'model.garbled');
});

test('failures of a provider have names', async () => {
  await failsWith([refusal(429)], 'model.busy');
  await failsWith([refusal(500)], 'model.down');
  await failsWith([refusal(401)], 'model.key_refused');
  await failsWith([refusal(402)], 'model.busy');
  await failsWith([refusal(400, 'API_KEY_INVALID')], 'model.key_refused');
  await failsWith([refusal(404)], 'model.not_found');
  await failsWith([refusal(400)], 'model.refused');
  await failsWith([halfJson], 'model.garbled');
  await failsWith(
    [
      (response): void => {
        startStream(response);
        response.end(frame({ role: 'assistant', content: 'I was about to' }));
      },
    ],
    'model.garbled',
  );
  await failsWith([silence()], 'model.stalled', { limits: { firstMs: 150 } });
  await failsWith([silence({ comments: true })], 'model.stalled', { limits: { firstMs: 150 } });
  await failsWith([endless], 'model.too_long');
  await failsWith([nothing], 'model.empty');
  await failsWith(
    [
      (response): void => {
        response.destroy();
      },
    ],
    'model.unreachable',
  );
  await failsWith(
    [
      (response): void => {
        response.writeHead(200, { 'content-type': 'text/html' });
        response.end('<html>Sign in to the hotel network</html>');
      },
    ],
    'model.garbled',
  );
});

test('what a failure carries along for the log holds neither the key nor the request', async () => {
  for (const answer of [refusal(401, 'sk-canary-1'), refusal(500, 'sk-canary-1'), halfJson]) {
    await assert.rejects(told([answer]), (error) => {
      const all = inspect(error, { depth: 10, showHidden: true });
      assert.doesNotMatch(all, /canary|trim it|You edit/);
      assert.match(inspect((error as Error).cause), /AI_\w+/);
      return true;
    });
  }
});

test('a provider that is down is asked four times and no more', async () => {
  await using server = await modelServer(refusal(500));
  const setting = modelSetting({ TELLCUT_MODEL: 'openai-compatible:scripted', TELLCUT_BASE_URL: server.baseUrl });
  assert.ok(setting !== null);
  const nobody = async (): Promise<{ text: string }> => assert.fail('no call was made');
  const input = { setting, instructions: '', messages: [{ role: 'user' as const, content: 'x' }], tools: [TOOL] };
  const rest = { onRefused: () => undefined, onText: () => undefined, secrets: [], limits: QUICK };
  const signal = new AbortController().signal;
  await assert.rejects(converse({ ...input, ...rest, carryOut: nobody, signal }));
  assert.equal(server.asked.length, 4);
});

test('a redirect is not followed: the key would go along', async () => {
  await using thief = await modelServer(words('thanks'));
  await failsWith(
    [
      (response): void => {
        response.writeHead(307, { location: `${thief.baseUrl}/chat/completions` });
        response.end();
      },
    ],
    'model.unreachable',
  );
  assert.equal(thief.asked.length, 0);
});

test('cancelling ends the turn at once, with the reason', async () => {
  for (const script of [[silence()], [refusal(500)], [calls([['trim', {}]])]]) {
    const controller = new AbortController();
    const reason = new Error('stopped by the person');
    setTimeout(() => {
      controller.abort(reason);
    }, 60);
    const start = performance.now();
    const slow = { ...QUICK, patience: { ...LIMITS.patience, pauseMs: 100_000, longestPauseMs: 100_000 } };
    const carryOut = async (): Promise<{ text: string }> => {
      await new Promise((resolve) => setTimeout(resolve, 10));
      return { text: 'ok' };
    };
    await assert.rejects(
      told(script, { signal: controller.signal, limits: { ...slow, calls: 1e6 }, carryOut }),
      (error) => error === reason,
    );
    assert.ok(performance.now() - start < 60_000);
  }
});

test('a fault of ours in a tool is thrown as it is, not blamed on the model', async () => {
  const bug = new TypeError('ours');
  await assert.rejects(
    told([calls([['trim', {}]]), words('x')], { carryOut: () => Promise.reject(bug) }),
    (error) => error === bug,
  );
  const onDelta = (): void => {
    throw bug;
  };
  await assert.rejects(told([words('x')], { onDelta }), (error) => error === bug);
});

test('thoughts that a server leaves in the words are not words', async () => {
  const { conversed, deltas } = await told([
    words('<think>The person wants it short.</think>It is short now.', { piece: 4 }),
  ]);
  assert.equal(conversed.text, 'It is short now.');
  assert.equal(deltas.join('').trim(), 'It is short now.');
});

test('where a provider counts no tokens they are estimated, what goes out included', async () => {
  const uncounted: Answer = (response) => {
    startStream(response);
    response.end(`${frame({ role: 'assistant', content: 'x'.repeat(300) })}${frame({}, 'stop')}data: [DONE]\n\n`);
  };
  const { conversed } = await told([uncounted]);
  assert.ok(conversed.tokens > 140 && conversed.tokens < 200, String(conversed.tokens));
});

test('secrets, loading pictures and control characters never come out, however they are cut', async () => {
  const secret = 'sk-canary-0123456789';
  for (const piece of [1, 3, 11, 500]) {
    const { conversed, deltas } = await told(
      [words(`Key: ${secret}! See ![x](https://evil.example/?q=1) <IMG src=x>\u202e\u0007 end`, { piece })],
      { secrets: [secret] },
    );
    assert.equal(conversed.text, 'Key: […]! See [x](https://evil.example/?q=1) ‹img src=x> end');
    assert.equal(deltas.join(''), conversed.text);
  }
});
