import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a request for a transcription said. */
export type Heard = {
  readonly path: string;
  readonly fields: Readonly<Record<string, string[]>>;
  readonly authorization: string | undefined;
  /** The sound that came: its rate, channels, and length in ms by its own header. */
  readonly sound: {
    readonly rate: number;
    readonly channels: number;
    readonly ms: number;
    readonly samples: Int16Array;
  };
};

export type TranscriptionServer = AsyncDisposable & { readonly url: string; readonly requests: readonly Heard[] };

/** A server that speaks OpenAI's transcription protocol over a real socket; `answer` says what it heard. */
export async function openTranscriptionServer(
  answer: (heard: Heard) => { readonly status?: number; readonly body: unknown },
): Promise<TranscriptionServer> {
  const requests: Heard[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const heard = await read(request);
      requests.push(heard);
      const { status = 200, body } = answer(heard);
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/v1`, requests, [Symbol.asyncDispose]: () => closed(server) };
}

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

async function read(request: IncomingMessage): Promise<Heard> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const form = await new Response(Buffer.concat(chunks), {
    headers: { 'content-type': request.headers['content-type'] ?? '' },
  }).formData();
  const file = form.get('file');
  const bytes = file instanceof Blob ? Buffer.from(await file.arrayBuffer()) : Buffer.alloc(44);
  const fields: Record<string, string[]> = {};
  for (const [name, value] of form) if (typeof value === 'string') (fields[name] ??= []).push(value);
  const [rate, channels] = [bytes.readUInt32LE(24), bytes.readUInt16LE(22)];
  const samples = new Int16Array(bytes.buffer.slice(bytes.byteOffset + 44, bytes.byteOffset + bytes.length));
  return {
    path: request.url ?? '',
    fields,
    authorization: request.headers.authorization,
    sound: { rate, channels, ms: (samples.length / channels / rate) * 1000, samples },
  };
}
