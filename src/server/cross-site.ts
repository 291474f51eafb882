import type { FastifyRequest } from 'fastify';
import type { Settings } from '../app/settings.ts';
import { fail } from '../base/errors.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses calls that another website makes with somebody's cookie. A browser says where a call comes from
 * (Sec-Fetch-Site, Origin); calls with a bearer token need no such check, for a website has no token. A call that
 * changes something and carries a cookie must prove that it comes from here. Throws `server.cross_site`.
 */
export function refuseCrossSite(request: FastifyRequest, settings: Settings, publicUrl: string): void {
  if (SAFE.has(request.method) || request.headers.authorization !== undefined) return;
  const { origin } = request.headers;
  const site = request.headers['sec-fetch-site'];
  if (origin !== undefined && [...ownOrigins(publicUrl), ...settings.corsOrigins].includes(origin)) return;
  if (site === 'same-origin' && origin === undefined) return;
  const isByBrowser = origin !== undefined || site !== undefined;
  if (isByBrowser || request.headers.cookie !== undefined) throw fail('server.cross_site', undefined);
}

/** Our own origins: the public one, and on this machine its other names. Never what the Host header says. */
export function ownOrigins(publicUrl: string): string[] {
  const url = new URL(publicUrl);
  const isHere = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  const names = isHere ? ['127.0.0.1', 'localhost', '[::1]'] : [url.hostname];
  const port = url.port === '' ? '' : `:${url.port}`;
  return names.map((name) => `${url.protocol}//${name}${port}`);
}
