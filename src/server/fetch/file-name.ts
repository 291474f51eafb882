/** A name for a fetched file: what the server calls it, else the last part of the address. For showing only. */
export function nameOf(url: URL, disposition: string | string[] | undefined): string {
  return fromDisposition(Array.isArray(disposition) ? disposition[0] : disposition) ?? decoded(lastPart(url.pathname));
}

const lastPart = (path: string): string => path.split('/').findLast((part) => part !== '') ?? '';

/**
 * `filename*` (RFC 8187, UTF-8 only) before `filename`. Not the package content-disposition: it throws at the small
 * faults that servers make here, and a name for showing is not worth a failed fetch.
 */
function fromDisposition(header: string | undefined): string | null {
  if (header === undefined) return null;
  const extended = /;\s*filename\*\s*=\s*utf-8'[^']*'([^;\s]+)/i.exec(header)?.[1];
  const plain = /;\s*filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))/i.exec(header);
  if (extended !== undefined) return decoded(extended);
  return plain?.[1]?.replace(/\\(.)/g, '$1') ?? plain?.[2] ?? null;
}

/** A part of an address as people read it; as it stands when its escapes are no UTF-8. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
