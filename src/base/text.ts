const GRAPHEMES = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** The first `most` characters as people count them: an emoji with its modifiers is one. */
export function firstOf(text: string, most: number): string {
  if (text.length <= most) return text;
  let count = 0;
  for (const { index } of GRAPHEMES.segment(text)) {
    if (count++ === most) return text.slice(0, index);
  }
  return text;
}

/** Text that came from a user or a file, for showing inside a sentence: one line, bounded, nothing that controls. */
export function shown(text: string, most = 60): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  const short = firstOf(line, most);
  return short === line ? line : `${firstOf(line, most - 1)}…`;
}
