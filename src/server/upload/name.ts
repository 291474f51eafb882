/**
 * A file name as a client gave it, for showing only: no file of ours is ever called by it. The last part of a path,
 * composed (NFC), on one line, without what controls a terminal or turns the direction of text, at most 255 bytes with
 * its extension kept. Nothing left: `file`.
 */
export function displayName(given: string): string {
  // Joiners stay: emoji, Persian and the Indic scripts are written with them.
  const line = given
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Co}]+/gu, ' ')
    .replace(/(?![\u200c\u200d])\p{Cf}/gu, '');
  const last = line
    .split(/[/\\]/)
    .map((part) => part.trim())
    .findLast((part) => part !== '' && part !== '.' && part !== '..');
  return last === undefined ? 'file' : shortened(last);
}

const MOST_BYTES = 255;
const ENCODER = new TextEncoder();
const bytesOf = (text: string): number => ENCODER.encode(text).length;

function shortened(name: string): string {
  if (bytesOf(name) <= MOST_BYTES) return name;
  const extension = /\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0] ?? '';
  const room = new Uint8Array(MOST_BYTES - extension.length);
  // encodeInto writes whole characters only, so that none is cut in two.
  const { read } = ENCODER.encodeInto(name.slice(0, name.length - extension.length), room);
  return name.slice(0, read).trimEnd() + extension;
}
