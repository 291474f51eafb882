import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as the server got it. */
export type Asked = {
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly body: {
    readonly model?: string;
    readonly stream?: boolean;
    readonly messages: readonly { readonly role: string; readonly content: unknown; readonly tool_calls?: unknown }[];
    readonly tools?: readonly { readonly function: { readonly name: string; readonly parameters: unknown } }[];
  };
};

/** Answers one request. */
export type Answer = (response: ServerResponse, asked: Asked) => void;

export type ModelServer = AsyncDisposable & { readonly baseUrl: string; readonly asked: readonly Asked[] };

/**
 * A server of OpenAI's chat protocol on loopback that plays a script: the n-th request gets the n-th answer, and the
 * last answer goes to all that come after it.
 */
export async function modelServer(...script: readonly Answer[]): Promise<ModelServer> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    request.on('end', () => {
      const one: Asked = { url: request.url ?? '', headers: request.headers, text, body: JSON.parse(text) };
      asked.push(one);
      script[Math.min(asked.length, script.length) - 1]?.(response, one);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    asked,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

type Delta = Readonly<Record<string, unknown>>;

/** One frame of a stream, as OpenAI writes it. */
export const frame = (delta: Delta, finish: string | null = null): string =>
  `data: ${JSON.stringify({
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: 1_790_000_000,
    model: 'scripted',
    choices: [{ index: 0, delta, finish_reason: finish }],
  })}\n\n`;

const usage = (tokens: number): string =>
  `data: ${JSON.stringify({
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: 1_790_000_000,
    model: 'scripted',
    choices: [],
    usage: { prompt_tokens: tokens - 10, completion_tokens: 10, total_tokens: tokens },
  })}\n\n`;

export const startStream = (response: ServerResponse): void => {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
};

/** Words, in pieces of `piece` characters. */
export function words(text: string, { piece = 7, tokens = 100 } = {}): Answer {
  return (response) => {
    startStream(response);
    response.write(frame({ role: 'assistant', content: '' }));
    for (let at = 0; at < text.length; at += piece) response.write(frame({ content: text.slice(at, at + piece) }));
    response.end(`${frame({}, 'stop')}${usage(tokens)}data: [DONE]\n\n`);
  };
}

/** A call: its name and its arguments, as data or as the model wrote them. */
export type Called = readonly [name: string, args: Readonly<Record<string, unknown>> | string];

/** Tool calls, several at once; arguments come in fragments, as OpenAI sends them, or `whole`, as Ollama does. */
export function calls(
  list: readonly Called[],
  { say = '', whole = false, tokens = 100 }: { say?: string; whole?: boolean; tokens?: number } = {},
): Answer {
  return (response, { body }) => {
    const serial = body.messages.length;
    startStream(response);
    response.write(frame({ role: 'assistant', content: say === '' ? null : say }));
    for (const [index, [name, given]] of list.entries()) {
      const args = typeof given === 'string' ? given : JSON.stringify(given);
      const head = { index, id: `call_${serial}_${index}`, type: 'function' };
      if (whole) {
        response.write(frame({ tool_calls: [{ ...head, function: { name, arguments: args } }] }));
        continue;
      }
      response.write(frame({ tool_calls: [{ ...head, function: { name, arguments: '' } }] }));
      for (let at = 0; at < args.length; at += 9)
        response.write(frame({ tool_calls: [{ index, function: { arguments: args.slice(at, at + 9) } }] }));
    }
    response.end(`${frame({}, 'tool_calls')}${usage(tokens)}data: [DONE]\n\n`);
  };
}

/** A failure, in OpenAI's form; `secret` stands for what a careless server quotes. */
export function refusal(status: number, secret = ''): Answer {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ error: { message: `scripted failure ${secret}`, type: 'scripted', code: null } }));
  };
}

/** Begins, and breaks off in the middle of a frame. */
export const halfJson: Answer = (response) => {
  startStream(response);
  response.write(frame({ role: 'assistant', content: 'I am ab' }));
  response.end('data: {"id":"chatcmpl-1","choices":[{"index":0,"delta":{"content":"out t');
};

/** Says nothing at all, or, with `comments`, only that it still lives. */
export function silence({ comments = false } = {}): Answer {
  return (response) => {
    startStream(response);
    response.flushHeaders();
    if (!comments) return;
    const timer = setInterval(() => response.write(': still here\n\n'), 20);
    response.on('close', () => {
      clearInterval(timer);
    });
  };
}

/** Talks until it is cut off. */
export const endless: Answer = (response) => {
  startStream(response);
  const more = (): void => {
    let goesOn = true;
    while (goesOn && !response.destroyed) goesOn = response.write(frame({ content: 'and then '.repeat(200) }));
  };
  response.on('drain', more);
  more();
};

/** Ends without a word. */
export const nothing: Answer = (response) => {
  startStream(response);
  response.end(`${frame({ role: 'assistant', content: '' })}${frame({}, 'stop')}${usage(50)}data: [DONE]\n\n`);
};
