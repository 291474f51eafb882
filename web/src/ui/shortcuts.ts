import { player } from '../preview/player-handle.ts';
import { redo, undo } from '../state/chat.ts';
import { get, seekTo } from '../state/store.ts';
import { deleteSelected, splitHere } from '../timeline/edits.ts';

const isTyping = ({ target }: KeyboardEvent): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName) ||
    target.closest('dialog[open]') !== null);

const frame = (): number => 1 / (get().latest?.state.canvas_config.fps ?? 30);

/** Keys of the page, when nobody is typing. Space and Enter on a button press that button. */
const KEYS: Readonly<Record<string, () => void>> = {
  ' ': () => player.toggle(),
  k: () => player.toggle(),
  j: () => seekTo(Math.max(0, get().time - 5)),
  l: () => seekTo(get().time + 5),
  ',': () => seekTo(Math.max(0, get().time - frame())),
  '.': () => seekTo(get().time + frame()),
  Home: () => seekTo(0),
  End: () => seekTo(get().pulse?.preview?.duration ?? 0),
  s: () => void splitHere(),
  Delete: () => void deleteSelected(),
  Backspace: () => void deleteSelected(),
};

export function onShortcut(event: KeyboardEvent): void {
  if (isTyping(event)) return;
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z') {
    event.preventDefault();
    void (event.shiftKey ? redo() : undo());
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === ' ' && event.target instanceof HTMLElement && event.target.closest('button, a, summary') !== null)
    return;
  const act = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (act === undefined) return;
  event.preventDefault();
  act();
}
