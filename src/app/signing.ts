import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Addresses that open one file without a token: `/media/<asset>?exp=…&sig=…`. The signature covers the path and the end
 * of its time, nothing else opens with it.
 */

/** Ends of time are rounded up to this, so that the address of a file stays the same and can be cached, in ms. */
const STEP = 24 * 3600 * 1000;

export type SignedQuery = { readonly exp?: unknown; readonly sig?: unknown };

/** A path with its signature, good for at least `lifetimeMs`. */
export function signPath(secret: string, path: string, lifetimeMs: number, now: Date): string {
  const exp = Math.ceil((now.getTime() + lifetimeMs) / STEP) * (STEP / 1000);
  return `${path}?exp=${exp}&sig=${signatureOf(secret, path, exp)}`;
}

/** Whether a query opens this path now. Anything may be in it. */
export function isSigned(secret: string, path: string, { exp, sig }: SignedQuery, now: Date): boolean {
  if (typeof exp !== 'string' || typeof sig !== 'string' || !/^\d{1,12}$/.test(exp)) return false;
  const expected = Buffer.from(signatureOf(secret, path, Number(exp)));
  const given = Buffer.from(sig);
  return given.length === expected.length && timingSafeEqual(given, expected) && Number(exp) * 1000 > now.getTime();
}

const signatureOf = (secret: string, path: string, exp: number): string =>
  createHmac('sha256', secret).update(`file\n${path}\n${exp}`).digest('base64url');

/** Where the bytes of an asset are served. */
export const mediaPath = (assetId: string): string => `/media/${assetId}`;

/** Where a finished video is served by its signature. */
export const sharedRenderPath = (uid: string): string => `/renders/${uid}`;
