import { once } from 'node:events';
import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import type { S3Options } from '../../src/store/blobs/s3.ts';

type S3rver = {
  readonly configureBuckets: () => Promise<unknown>;
  readonly middleware: unknown;
  readonly run: () => Promise<AddressInfo>;
  readonly close: () => Promise<void>;
  readonly httpServer: Server;
};

/** An S3 service on loopback, or at `address`, that keeps its objects in `folder`. It checks no secrets: it shows how data go, not who may. */
export async function openTestS3(
  folder: string,
  address = '127.0.0.1',
): Promise<S3Options & AsyncDisposable & { close: () => Promise<void> }> {
  // Plain JavaScript without types.
  const S3rver = createRequire(import.meta.url)('s3rver') as new (options: object) => S3rver;
  const server = new S3rver({
    address,
    port: 0,
    silent: true,
    directory: folder,
    configureBuckets: [{ name: 'tellcut' }],
  });
  const { port } = await server.run();
  const close = async (): Promise<void> => {
    server.httpServer.closeAllConnections();
    const gone = once(server.httpServer, 'close');
    await server.close();
    await gone;
  };
  return {
    endpoint: `http://${address}:${port}`,
    bucket: 'tellcut',
    region: 'us-east-1',
    accessKeyId: 'S3RVER',
    secretAccessKey: 'S3RVER',
    close,
    [Symbol.asyncDispose]: close,
  };
}
