import { commas, say } from '../say.ts';
import type { Failures } from './spec.ts';

/** The language model as the brain of a turn: how it is set up, what its provider answers, and its limits. */
export const MODEL_FAILURES = {
  'model.bad_setting': {
    status: 500,
    api: 5000,
    remedy: 'fix-input',
    exit: 2,
    say: (p: { setting: string; supported: readonly string[] }) =>
      say(
        'TELLCUT_MODEL is "{setting}". Write provider:model, for example openai:gpt-5-mini. Providers: {supported}.',
        'TELLCUT_MODEL 的值是“{setting}”。请写成 provider:model，例如 openai:gpt-5-mini。支持：{supported}。',
        { setting: p.setting, supported: commas(p.supported) },
      ),
  },
  'model.bad_address': {
    status: 500,
    api: 5000,
    remedy: 'fix-input',
    exit: 2,
    say: (p: { provider: string }) =>
      say(
        'The model needs an address: set TELLCUT_BASE_URL for {provider}, for example http://127.0.0.1:8080/v1.',
        '模型需要地址：请为 {provider} 设置 TELLCUT_BASE_URL，例如 http://127.0.0.1:8080/v1。',
        p,
      ),
  },
  'model.no_key': {
    status: 500,
    api: 5000,
    remedy: 'fix-input',
    exit: 2,
    say: (p: { model: string; variable: string }) =>
      say(
        'The model {model} needs a key: set {variable}, or unset TELLCUT_MODEL to work without a model.',
        '模型 {model} 需要密钥：请设置 {variable}；不用模型时请去掉 TELLCUT_MODEL。',
        p,
      ),
  },
  'model.key_refused': {
    status: 502,
    api: 5000,
    remedy: 'none',
    say: (p: { model: string; variable: string }) =>
      say(
        'The provider of {model} did not accept the key in {variable}.',
        '{model} 的服务方拒绝了 {variable} 中的密钥。',
        p,
      ),
  },
  'model.not_found': {
    status: 502,
    api: 5000,
    remedy: 'none',
    say: (p: { model: string; host: string }) =>
      say('{host} has no model {model}, or not at that address.', '{host} 上没有模型 {model}，或地址不对。', p),
  },
  'model.refused': {
    status: 502,
    api: 5000,
    remedy: 'none',
    say: (p: { model: string; answer: number }) =>
      say(
        'The model {model} did not take the request (HTTP {answer}). Its context may be too short, or it cannot call tools.',
        '模型 {model} 没有接受请求（HTTP {answer}）。可能是上下文太短，或不支持工具调用。',
        p,
      ),
  },
  'model.busy': {
    status: 503,
    api: 5000,
    remedy: 'retry',
    say: (p: { model: string }) =>
      say('The model {model} is overloaded or its quota is used up.', '模型 {model} 正忙，或配额已用完。', p),
  },
  'model.down': {
    status: 502,
    api: 5000,
    remedy: 'retry',
    say: (p: { model: string; answer: number }) =>
      say(
        'The provider of {model} failed (HTTP {answer}), also after retries.',
        '{model} 的服务方出错（HTTP {answer}），重试后仍失败。',
        p,
      ),
  },
  'model.unreachable': {
    status: 502,
    api: 5000,
    remedy: 'retry',
    say: (p: { model: string; host: string }) =>
      say('The model {model} cannot be reached at {host}.', '无法连接 {host} 上的模型 {model}。', p),
  },
  'model.stalled': {
    status: 504,
    api: 5000,
    remedy: 'retry',
    say: (p: { model: string; seconds: number }) =>
      say('The model {model} said nothing for {seconds} seconds.', '模型 {model} {seconds} 秒没有任何回应。', p),
  },
  'model.garbled': {
    status: 502,
    api: 5000,
    remedy: 'retry',
    say: (p: { model: string }) =>
      say('The answer of the model {model} broke off or cannot be read.', '模型 {model} 的回答中断或无法解读。', p),
  },
  'model.empty': {
    status: 502,
    api: 5000,
    remedy: 'retry',
    say: (p: { model: string }) =>
      say('The model {model} answered nothing and did nothing.', '模型 {model} 没有回答，也没有做任何操作。', p),
  },
  'model.no_tools': {
    status: 502,
    api: 5000,
    remedy: 'none',
    say: (p: { model: string }) =>
      say(
        'The model {model} wrote its steps down instead of carrying them out. Choose one that can call tools.',
        '模型 {model} 只写出了步骤而没有执行。请选择支持工具调用的模型。',
        p,
      ),
  },
  'model.too_long': {
    status: 502,
    api: 5000,
    remedy: 'none',
    say: (p: { model: string }) =>
      say('The answer of the model {model} had no end, so it was cut off.', '模型 {model} 的回答没完没了，已中断。', p),
  },
  'model.calls_spent': {
    status: 429,
    api: 5000,
    remedy: 'retry',
    say: (p: { most: number }) =>
      say(
        'The model stopped at {most} steps, the most for one request. What is listed is done; ask for the rest in another request.',
        '模型已达到一次请求最多 {most} 步的上限。列出的都已完成，其余请再说一次。',
        p,
      ),
  },
  'model.tokens_spent': {
    status: 429,
    api: 5000,
    remedy: 'retry',
    say: (p: { most: number }) =>
      say(
        'The model stopped at {most} tokens, the most for one request. What is listed is done; ask for the rest in another request.',
        '模型已达到一次请求最多 {most} 个 token 的上限。列出的都已完成，其余请再说一次。',
        p,
      ),
  },
  'model.time_spent': {
    status: 504,
    api: 5000,
    remedy: 'retry',
    say: (p: { minutes: number }) =>
      say(
        'The model stopped after {minutes} minutes, the most for one request. What is listed is done; ask for the rest in another request.',
        '模型已达到一次请求最多 {minutes} 分钟的上限。列出的都已完成，其余请再说一次。',
        p,
      ),
  },
} as const satisfies Failures;
