import type { Failures } from './spec.ts';

/** The language model as the brain of a turn: how it is set up, what its provider answers, and its limits. */
export const MODEL_FAILURES = {
  'model.bad_setting': {
    status: 500,
    api: 5000,
    remedy: 'fix-input',
    exit: 2,
    say: (p: { setting: string; supported: readonly string[] }) => ({
      en: `TELLCUT_MODEL is "${p.setting}". Write provider:model, for example openai:gpt-5-mini. Providers: ${p.supported.join(', ')}.`,
      zh: `TELLCUT_MODEL 的值是“${p.setting}”。请写成 provider:model，例如 openai:gpt-5-mini。支持：${p.supported.join('、')}。`,
    }),
  },
  'model.bad_address': {
    status: 500,
    api: 5000,
    remedy: 'fix-input',
    exit: 2,
    say: (p: { provider: string }) => ({
      en: `The model needs an address: set TELLCUT_BASE_URL for ${p.provider}, for example http://127.0.0.1:8080/v1.`,
      zh: `模型需要地址：请为 ${p.provider} 设置 TELLCUT_BASE_URL，例如 http://127.0.0.1:8080/v1。`,
    }),
  },
  'model.no_key': {
    status: 500,
    api: 5000,
    remedy: 'fix-input',
    exit: 2,
    say: (p: { model: string; variable: string }) => ({
      en: `The model ${p.model} needs a key: set ${p.variable}, or unset TELLCUT_MODEL to work without a model.`,
      zh: `模型 ${p.model} 需要密钥：请设置 ${p.variable}；不用模型时请去掉 TELLCUT_MODEL。`,
    }),
  },
  'model.key_refused': {
    status: 502,
    api: 5000,
    remedy: 'none',
    say: (p: { model: string; variable: string }) => ({
      en: `The provider of ${p.model} did not accept the key in ${p.variable}.`,
      zh: `${p.model} 的服务方拒绝了 ${p.variable} 中的密钥。`,
    }),
  },
  'model.not_found': {
    status: 502,
    api: 5000,
    remedy: 'none',
    say: (p: { model: string; host: string }) => ({
      en: `${p.host} has no model ${p.model}, or not at that address.`,
      zh: `${p.host} 上没有模型 ${p.model}，或地址不对。`,
    }),
  },
  'model.refused': {
    status: 502,
    api: 5000,
    remedy: 'none',
    say: (p: { model: string; answer: number }) => ({
      en: `The model ${p.model} did not take the request (HTTP ${p.answer}). Its context may be too short, or it cannot call tools.`,
      zh: `模型 ${p.model} 没有接受请求（HTTP ${p.answer}）。可能是上下文太短，或不支持工具调用。`,
    }),
  },
  'model.busy': {
    status: 503,
    api: 5000,
    remedy: 'retry',
    say: (p: { model: string }) => ({
      en: `The model ${p.model} is overloaded or its quota is used up.`,
      zh: `模型 ${p.model} 正忙，或配额已用完。`,
    }),
  },
  'model.down': {
    status: 502,
    api: 5000,
    remedy: 'retry',
    say: (p: { model: string; answer: number }) => ({
      en: `The provider of ${p.model} failed (HTTP ${p.answer}), also after retries.`,
      zh: `${p.model} 的服务方出错（HTTP ${p.answer}），重试后仍失败。`,
    }),
  },
  'model.unreachable': {
    status: 502,
    api: 5000,
    remedy: 'retry',
    say: (p: { model: string; host: string }) => ({
      en: `The model ${p.model} cannot be reached at ${p.host}.`,
      zh: `无法连接 ${p.host} 上的模型 ${p.model}。`,
    }),
  },
  'model.stalled': {
    status: 504,
    api: 5000,
    remedy: 'retry',
    say: (p: { model: string; seconds: number }) => ({
      en: `The model ${p.model} said nothing for ${p.seconds} seconds.`,
      zh: `模型 ${p.model} ${p.seconds} 秒没有任何回应。`,
    }),
  },
  'model.garbled': {
    status: 502,
    api: 5000,
    remedy: 'retry',
    say: (p: { model: string }) => ({
      en: `The answer of the model ${p.model} broke off or cannot be read.`,
      zh: `模型 ${p.model} 的回答中断或无法解读。`,
    }),
  },
  'model.empty': {
    status: 502,
    api: 5000,
    remedy: 'retry',
    say: (p: { model: string }) => ({
      en: `The model ${p.model} answered nothing and did nothing.`,
      zh: `模型 ${p.model} 没有回答，也没有做任何操作。`,
    }),
  },
  'model.no_tools': {
    status: 502,
    api: 5000,
    remedy: 'none',
    say: (p: { model: string }) => ({
      en: `The model ${p.model} wrote its steps down instead of carrying them out. Choose one that can call tools.`,
      zh: `模型 ${p.model} 只写出了步骤而没有执行。请选择支持工具调用的模型。`,
    }),
  },
  'model.too_long': {
    status: 502,
    api: 5000,
    remedy: 'none',
    say: (p: { model: string }) => ({
      en: `The answer of the model ${p.model} had no end, so it was cut off.`,
      zh: `模型 ${p.model} 的回答没完没了，已中断。`,
    }),
  },
  'model.calls_spent': {
    status: 429,
    api: 5000,
    remedy: 'retry',
    say: (p: { most: number }) => ({
      en: `The model stopped at ${p.most} steps, the most for one request. What is listed is done; ask for the rest in another request.`,
      zh: `模型已达到一次请求最多 ${p.most} 步的上限。列出的都已完成，其余请再说一次。`,
    }),
  },
  'model.tokens_spent': {
    status: 429,
    api: 5000,
    remedy: 'retry',
    say: (p: { most: number }) => ({
      en: `The model stopped at ${p.most} tokens, the most for one request. What is listed is done; ask for the rest in another request.`,
      zh: `模型已达到一次请求最多 ${p.most} 个 token 的上限。列出的都已完成，其余请再说一次。`,
    }),
  },
  'model.time_spent': {
    status: 504,
    api: 5000,
    remedy: 'retry',
    say: (p: { minutes: number }) => ({
      en: `The model stopped after ${p.minutes} minutes, the most for one request. What is listed is done; ask for the rest in another request.`,
      zh: `模型已达到一次请求最多 ${p.minutes} 分钟的上限。列出的都已完成，其余请再说一次。`,
    }),
  },
} as const satisfies Failures;
