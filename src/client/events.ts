import { EventSourceParserStream } from 'eventsource-parser/stream';

/**
 * The data of each event of a stream that is JSON, as it comes. Comments (heartbeats) and events that are something else
 * are passed over: servers send both. Throws what the connection throws when it breaks.
 */
export async function* eventsOf<T>(response: Response): AsyncGenerator<T> {
  if (response.body === null) return;
  const parsed = response.body
    .pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array<ArrayBuffer>>)
    .pipeThrough(new EventSourceParserStream());
  const reader = parsed.getReader(); // Safari cannot iterate over a stream
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      const event = jsonOf(next.value.data);
      if (typeof event === 'object' && event !== null) yield event as T;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
