/** First and last word of what is chosen inside of an element, by their `data-word`; null when nothing is. */
export function chosenIn(element: HTMLElement | null): readonly [number, number] | null {
  const selection = getSelection();
  if (element === null || selection === null || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!element.contains(range.commonAncestorContainer)) return null;
  const words = [...element.querySelectorAll<HTMLElement>('[data-word]')];
  const held = words.filter((word) => range.intersectsNode(word) && heldText(range, word) !== '');
  const [first, last] = [held[0]?.dataset['word'], held.at(-1)?.dataset['word']];
  return first === undefined || last === undefined ? null : [Number(first), Number(last)];
}

/** A range that ends at the very beginning of a word does not hold it. */
function heldText(range: Range, word: HTMLElement): string {
  const own = document.createRange();
  own.selectNodeContents(word);
  if (range.compareBoundaryPoints(Range.START_TO_START, own) > 0) own.setStart(range.startContainer, range.startOffset);
  if (range.compareBoundaryPoints(Range.END_TO_END, own) < 0) own.setEnd(range.endContainer, range.endOffset);
  return own.toString().trim();
}
