import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A network between a browser and a server, as bad as a test wants it. The address in front of it never changes. */
export type ShakyProxy = AsyncDisposable & {
  readonly url: string;
  /** Where it leads; null: nowhere, connections are refused at once. */
  readonly leadTo: (url: string | null) => void;
  /** Breaks every connection now. */
  readonly cut: () => void;
  /** Bytes a second in the direction of the server, of all connections each; null: as fast as it goes. */
  readonly limit: (bytesPerSecond: number | null) => void;
};

const SLICES = 20;

export async function openShakyProxy(): Promise<ShakyProxy> {
  let target: URL | null = null;
  let pace: number | null = null;
  const sockets = new Set<Socket>();
  const server = createServer((inside) => {
    if (target === null) {
      inside.destroy();
      return;
    }
    const outside = connect({ host: target.hostname, port: Number(target.port) });
    for (const [socket, other] of [
      [inside, outside],
      [outside, inside],
    ] as const) {
      sockets.add(socket);
      socket
        .on('error', () => undefined)
        .on('close', () => {
          sockets.delete(socket);
          other.destroy();
        });
    }
    outside.pipe(inside);
    void forward(inside, outside, () => pace);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    leadTo: (url) => {
      target = url === null ? null : new URL(url);
      cut();
    },
    cut,
    limit: (bytesPerSecond) => {
      pace = bytesPerSecond;
    },
    [Symbol.asyncDispose]: async () => {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Hands on what comes, no faster than the pace of the moment. */
async function forward(from: Socket, to: Socket, pace: () => number | null): Promise<void> {
  try {
    for await (const data of from as AsyncIterable<Buffer>) {
      for (let at = 0; at < data.length; ) {
        const limit = pace();
        const slice = data.subarray(at, limit === null ? data.length : at + Math.ceil(limit / SLICES));
        at += slice.length;
        if (!to.write(slice)) await once(to, 'drain');
        if (limit !== null) await sleep(1000 / SLICES);
      }
    }
    to.end();
  } catch {
    to.destroy(); // the other side is gone
  }
}
