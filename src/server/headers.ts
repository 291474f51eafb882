import type { FastifyRequest } from 'fastify';
import type { Attribution } from '../app/service/turns.ts';
import { fail } from '../base/errors.ts';
import { shown } from '../base/text.ts';

/** What requests say in their headers, shortened and checked. */

/** Who sent it, by X-Skill-Source, -Version and -Platform; recorded, never trusted. */
export function attributionOf({ headers }: FastifyRequest): Attribution {
  const read = (name: string): string | null => {
    const value = headers[name];
    const text = typeof value === 'string' ? shown(value, 100) : '';
    return text === '' ? null : text;
  };
  return { source: read('x-skill-source'), version: read('x-skill-version'), platform: read('x-skill-platform') };
}

/** `Idempotency-Key`: 1 to 255 visible characters. Throws `server.malformed`. */
export function idempotencyKeyOf({ headers }: FastifyRequest): string | null {
  const value = headers['idempotency-key'];
  if (value === undefined) return null;
  if (typeof value === 'string' && /^[\x21-\x7e]{1,255}$/.test(value)) return value;
  throw fail('server.malformed', { problem: 'Idempotency-Key must be 1 to 255 visible ASCII characters' });
}

/** The token of `Authorization: Bearer …`; null without one. Anything else in that header is no token. */
export function bearerOf({ headers }: FastifyRequest): string | null {
  const { authorization } = headers;
  if (authorization === undefined) return null;
  return /^Bearer +([\x21-\x7e]{1,512})$/i.exec(authorization)?.[1] ?? '';
}
