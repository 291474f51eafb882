import type { ServerResponse } from 'node:http';
import { type Answer, calls, startStream, words } from './model-server.ts';

/** One tool call, and some words, as each provider writes them on the wire. */
export type WireForm = {
  readonly call: (name: string, args: Readonly<Record<string, unknown>>) => Answer;
  readonly say: (text: string) => Answer;
};

type Data = Readonly<Record<string, unknown>>;

/** Events with a name of their own line, as OpenAI's Responses and Anthropic send them. */
function named(response: ServerResponse, events: readonly Data[]): void {
  startStream(response);
  for (const data of events) response.write(`event: ${String(data['type'])}\ndata: ${JSON.stringify(data)}\n\n`);
  response.end();
}

const openaiFrame = (items: readonly Data[], middle: readonly Data[]): Answer => {
  const head = { id: 'resp_1', object: 'response', created_at: 1_790_000_000, model: 'gpt-5-mini' };
  const usage = { input_tokens: 90, output_tokens: 10, total_tokens: 100 };
  const numbered = [
    { type: 'response.created', response: { ...head, status: 'in_progress', output: [] } },
    ...middle,
    { type: 'response.completed', response: { ...head, status: 'completed', output: items, usage } },
  ].map((event, sequence_number) => ({ ...event, sequence_number }));
  return (response) => {
    named(response, numbered);
  };
};

const openai: WireForm = {
  call: (name, args) => {
    const text = JSON.stringify(args);
    const item = { type: 'function_call', id: 'fc_1', call_id: 'call_1', name, arguments: text, status: 'completed' };
    return openaiFrame(
      [item],
      [
        {
          type: 'response.output_item.added',
          output_index: 0,
          item: { ...item, arguments: '', status: 'in_progress' },
        },
        { type: 'response.function_call_arguments.delta', item_id: 'fc_1', output_index: 0, delta: text },
        { type: 'response.function_call_arguments.done', item_id: 'fc_1', output_index: 0, arguments: text },
        { type: 'response.output_item.done', output_index: 0, item },
      ],
    );
  },
  say: (text) => {
    const part = { type: 'output_text', text, annotations: [] };
    const item = { type: 'message', id: 'msg_1', role: 'assistant', status: 'completed', content: [part] };
    const at = { item_id: 'msg_1', output_index: 0, content_index: 0 };
    return openaiFrame(
      [item],
      [
        {
          type: 'response.output_item.added',
          output_index: 0,
          item: { ...item, status: 'in_progress', content: [] },
        },
        { type: 'response.output_text.delta', ...at, delta: text, logprobs: [] },
        { type: 'response.output_text.done', ...at, text, logprobs: [] },
        { type: 'response.output_item.done', output_index: 0, item },
      ],
    );
  },
};

const anthropicFrame = (block: Data, delta: Data, stop: string): Answer => {
  const message = { id: 'msg_1', type: 'message', role: 'assistant', model: 'claude', content: [], stop_reason: null };
  return (response) => {
    named(response, [
      { type: 'message_start', message: { ...message, usage: { input_tokens: 90, output_tokens: 1 } } },
      { type: 'content_block_start', index: 0, content_block: block },
      { type: 'content_block_delta', index: 0, delta },
      { type: 'content_block_stop', index: 0 },
      { type: 'message_delta', delta: { stop_reason: stop, stop_sequence: null }, usage: { output_tokens: 10 } },
      { type: 'message_stop' },
    ]);
  };
};

const anthropic: WireForm = {
  call: (name, args) =>
    anthropicFrame(
      { type: 'tool_use', id: 'toolu_1', name, input: {} },
      { type: 'input_json_delta', partial_json: JSON.stringify(args) },
      'tool_use',
    ),
  say: (text) => anthropicFrame({ type: 'text', text: '' }, { type: 'text_delta', text }, 'end_turn'),
};

const googleFrame =
  (part: Data): Answer =>
  (response) => {
    startStream(response);
    const usageMetadata = { promptTokenCount: 90, candidatesTokenCount: 10, totalTokenCount: 100 };
    const candidates = [{ index: 0, content: { role: 'model', parts: [part] }, finishReason: 'STOP' }];
    response.end(`data: ${JSON.stringify({ candidates, usageMetadata })}\r\n\r\n`);
  };

const google: WireForm = {
  call: (name, args) => googleFrame({ functionCall: { name, args } }),
  say: (text) => googleFrame({ text }),
};

const compatible: WireForm = { call: (name, args) => calls([[name, args]]), say: (text) => words(text) };

/** By the name of the provider. */
export const WIRE_FORMS: Readonly<Record<string, WireForm>> = {
  openai,
  anthropic,
  google,
  'openai-compatible': compatible,
};
