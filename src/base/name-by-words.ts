/** Something that has a name and words by which people call it, lower case. */
export type Called = { readonly name: string; readonly aliases: readonly string[] };

const CJK = /\p{Script=Han}/u;

/**
 * The name that some words mean: the longest alias (or name) that stands in them as a word of its own wins, the first
 * of equally long ones. Null when none does.
 */
export function nameByWords(things: readonly Called[], words: string): string | null {
  const text = words.normalize('NFKC').toLowerCase().replaceAll('_', ' ');
  let found: { name: string; weight: number; at: number } | null = null;
  for (const { name, aliases } of things) {
    for (const alias of [name, name.replaceAll('-', ' '), ...aliases]) {
      const at = placeOf(alias, text);
      // A Chinese character says about as much as two Latin letters.
      const weight = CJK.test(alias) ? alias.length * 2 : alias.length;
      if (at < 0 || (found !== null && (weight < found.weight || (weight === found.weight && at >= found.at))))
        continue;
      found = { name, weight, at };
    }
  }
  return found?.name ?? null;
}

/** Where a word stands in a text as a word of its own (anywhere, for Chinese); -1 when it does not. */
function placeOf(word: string, text: string): number {
  if (CJK.test(word)) return text.indexOf(word);
  const isLetter = (char: string | undefined): boolean => char !== undefined && /[\p{Script=Latin}0-9]/u.test(char);
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (!isLetter(text[at - 1]) && !isLetter(text[at + word.length])) return at;
  }
  return -1;
}
