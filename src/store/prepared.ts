const names = new Map<string, string>();

/** A statement that each connection has the database plan once; for the few that are asked hundreds of times a second. */
export function prepared(name: string, text: string): string {
  names.set(text, name);
  return text;
}

/** The name of a prepared statement; undefined for all others. */
export const preparedName = (text: string): string | undefined => names.get(text);
