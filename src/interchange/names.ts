/** Names of files as they stand in timelines: by name only, whatever machine wrote them. */

/** The file name at the end of a path or address, its escapes undone. */
export function fileNameOf(path: string): string {
  const last =
    path
      .split(/[?#]/)[0]
      ?.split(/[\\/]/)
      .findLast((part) => part !== '') ?? '';
  return unescaped(isAddress(path) ? last : (path.split(/[\\/]/).findLast((part) => part !== '') ?? '')).slice(0, 255);
}

const isAddress = (path: string): boolean => /^(?:file|https?):/i.test(path);

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a per cent sign of its own
  }
}

/** A file name as the relative address that XML formats want: `./my%20clip.mp4`. */
export const addressOf = (name: string): string => `./${encodeURIComponent(name)}`;

/** How names are compared: case, form of accents and the ending do not count when nothing better is there. */
export const folded = (name: string): string => name.normalize('NFC').trim().toLowerCase();

/** A name without its ending. */
export const stemOf = (name: string): string => name.replace(/\.[^.]{1,8}$/, '');
