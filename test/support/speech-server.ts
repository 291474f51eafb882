import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export type SpeechServer = Disposable & {
  readonly url: string;
  readonly asked: { path: string; key: string; body: Record<string, unknown> }[];
};

/** A second of a tone as a WAV of 22.05 kHz, what espeak-ng makes. */
export function tone(): Buffer {
  const frames = 22_050;
  const wav = Buffer.alloc(44 + frames * 2);
  wav.write('RIFF', 0);
  wav.writeUInt32LE(36 + frames * 2, 4);
  wav.write('WAVEfmt ', 8);
  for (const [value, at] of [
    [16, 16],
    [22_050, 24],
    [44_100, 28],
    [frames * 2, 40],
  ] as const)
    wav.writeUInt32LE(value, at);
  for (const [value, at] of [
    [1, 20],
    [1, 22],
    [2, 32],
    [16, 34],
  ] as const)
    wav.writeUInt16LE(value, at);
  wav.write('data', 36);
  for (let i = 0; i < frames; i++) wav.writeInt16LE(Math.round(8000 * Math.sin(i / 8)), 44 + 2 * i);
  return wav;
}

/** A server that speaks OpenAI's protocol; `asked` is what it heard. */
export async function openSpeechServer(
  answer: () => { status?: number; body: Buffer | string },
): Promise<SpeechServer> {
  const asked: { path: string; key: string; body: Record<string, unknown> }[] = [];
  const http = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, unknown>;
      asked.push({ path: request.url ?? '', key: request.headers.authorization ?? '', body });
      const { status = 200, body: said } = answer();
      response.writeHead(status).end(said);
    });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}/v1`;
  return { url, asked, [Symbol.dispose]: () => void http.close() };
}
