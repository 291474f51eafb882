/** Texts of people's files, whichever encoding their program wrote. */

/** Whether bytes begin with the mark that says which UTF-16 they are. */
export const hasUtf16Mark = (bytes: Uint8Array): boolean =>
  (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);

/** Whether bytes can be text at all: no text but UTF-16 holds a zero. */
export const isText = (bytes: Uint8Array): boolean => hasUtf16Mark(bytes) || !bytes.includes(0);

/** UTF-8, UTF-16 by its mark, else GB 18030, which older Chinese files are in, else what Windows wrote in the West. */
export function decodeText(bytes: Uint8Array): string {
  if (hasUtf16Mark(bytes)) return new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes);
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error; // not in this encoding
    }
  }
  return new TextDecoder('windows-1252').decode(bytes);
}
