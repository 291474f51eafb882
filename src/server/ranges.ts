import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** A file that can be sent whole or in part. */
export type Sendable = {
  readonly bytes: number;
  readonly type: string;
  /** What it is called where it is saved; null: shown in place. */
  readonly saveAs: string | null;
  /** Changes when the bytes do. */
  readonly etag: string;
  readonly open: (range: ByteRange | null) => Promise<NodeJS.ReadableStream>;
};

/** First and last byte. */
export type ByteRange = { readonly start: number; readonly end: number };

/**
 * One range of a `Range` header. `all`: there is none that we serve in part (several ranges are answered whole, as
 * RFC 9110 allows). `none`: it lies outside.
 */
export function rangeOf(header: string | undefined, bytes: number): ByteRange | 'all' | 'none' {
  const match = /^bytes=\s*(\d*)-(\d*)\s*$/.exec(header ?? '');
  if (match === null || (match[1] === '' && match[2] === '')) return 'all';
  const [, first = '', last = ''] = match;
  const start = first === '' ? Math.max(0, bytes - Number(last)) : Number(first);
  const end = first === '' || last === '' ? bytes - 1 : Math.min(Number(last), bytes - 1);
  return start > end || start >= bytes ? 'none' : { start, end };
}

/**
 * Sends a file: 200, 206 for a range, 304 for a copy that is still good, 416 for a range outside. Users' bytes are never
 * a page of ours: they are sandboxed, and their type is what we say.
 */
export async function sendFile(request: FastifyRequest, reply: FastifyReply, file: Sendable): Promise<FastifyReply> {
  reply.headers({
    'accept-ranges': 'bytes',
    etag: file.etag,
    'x-content-type-options': 'nosniff',
    'content-security-policy':
      "sandbox; default-src 'none'; media-src 'self'; img-src 'self'; style-src 'unsafe-inline'",
    'cross-origin-resource-policy': 'cross-origin',
    ...(file.saveAs === null ? {} : { 'content-disposition': contentDisposition(file.saveAs) }),
  });
  if (request.headers['if-none-match'] === file.etag) return reply.code(304).send();
  const condition = request.headers['if-range'];
  const isFresh = condition === undefined || condition === file.etag;
  const range = isFresh ? rangeOf(request.headers.range, file.bytes) : 'all';
  if (range === 'none') return reply.code(416).header('content-range', `bytes */${file.bytes}`).send();
  const length = range === 'all' ? file.bytes : range.end - range.start + 1;
  reply.type(file.type).header('content-length', String(length));
  if (range !== 'all') reply.code(206).header('content-range', `bytes ${range.start}-${range.end}/${file.bytes}`);
  // Fastify says a length of 0 for HEAD unless a stream is sent, which it does not read.
  if (request.method === 'HEAD') return reply.send(Readable.from([]));
  return reply.send(await file.open(range === 'all' ? null : range));
}

/** A name for saving (RFC 6266): ASCII for old clients, the whole name for the others. Nothing in it can end the header. */
export function contentDisposition(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]/g, '_').replace(/["\\%]/g, '_');
  const whole = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`;
}
