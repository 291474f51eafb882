import { createHash } from 'node:crypto';
import { fail } from '../../base/errors.ts';

/** What the checksum extension of tus can be given with; SHA-1 is the one that every server must know. */
export const CHECKSUMS = ['sha1', 'sha256', 'md5'] as const;

/** What a piece must hash to, from the header Upload-Checksum: `sha1 <base64>`. */
export type Checksum = { readonly algorithm: (typeof CHECKSUMS)[number]; readonly digest: Buffer };

/** Null without one. Throws `upload.checksum_unknown` for what cannot be checked. */
export function readChecksum(header: string | undefined): Checksum | null {
  if (header === undefined) return null;
  const [, name, encoded = ''] = /^(\w+) ([A-Za-z0-9+/]+={0,2})$/.exec(header.trim()) ?? [];
  const algorithm = CHECKSUMS.find((known) => known === name?.toLowerCase());
  const digest = Buffer.from(encoded, 'base64');
  if (algorithm === undefined || digest.length !== createHash(algorithm).digest().length)
    throw fail('upload.checksum_unknown', { supported: CHECKSUMS });
  return { algorithm, digest };
}
