import { frameBeside } from '../preview/controls.tsx';
import { player } from '../preview/player-handle.ts';
import { redo, undo } from '../state/chat.ts';
import { openSettings } from '../state/people.ts';
import { getStage, setStage, togglePanel } from '../state/stage.ts';
import { get, seekTo, set } from '../state/store.ts';
import { deleteSelected, moveSelected, muteSelected, setVolume, splitHere, trimHere } from '../timeline/edits.ts';
import { timeline } from '../timeline/handle.ts';
import { pieceIn, rowsFor } from '../timeline/pieces.ts';
import { goTo } from '../timeline/roving.ts';

const isTyping = ({ target }: KeyboardEvent): boolean =>
  // A dialog has its own keys, wherever the focus is: Escape closes it.
  document.querySelector('dialog[open]') !== null ||
  (target instanceof HTMLElement &&
    (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName)));

const isOnPiece = ({ target }: KeyboardEvent): boolean =>
  target instanceof HTMLElement && target.classList.contains('piece');

/** Louder or quieter by this much with a key. */
const VOLUME_STEP = 0.1;

function changeVolume(by: number): void {
  const { latest, selected } = get();
  const found = latest === null || selected === null ? null : pieceIn(rowsFor(latest), selected);
  const volume = found?.piece.volume ?? null;
  if (volume !== null) void setVolume(selected, Math.round(Math.max(0, Math.min(2, volume + by)) * 100) / 100);
}

const length = (): number => get().pulse?.preview?.duration ?? 0;
const step = (by: number): void => {
  player.pause();
  seekTo(Math.min(length(), by === 1 || by === -1 ? frameBeside(by) : Math.max(0, get().time + by / 10)));
};

/** Keys of the page, when nobody is typing. Space and Enter on a button press that button. */
const KEYS: Readonly<Record<string, () => void>> = {
  ' ': () => player.toggle(),
  j: () => player.shuttle(-1),
  k: () => player.shuttle(0),
  l: () => player.shuttle(1),
  ',': () => step(-1),
  '.': () => step(1),
  ArrowLeft: () => step(-1),
  ArrowRight: () => step(1),
  'Shift+ArrowLeft': () => step(-10),
  'Shift+ArrowRight': () => step(10),
  Home: () => seekTo(0),
  End: () => seekTo(length()),
  b: () => setStage(({ side }) => ({ side: side === 'now' ? 'before' : 'now' })),
  s: () => void splitHere(),
  m: () => void muteSelected(),
  n: () => setStage(({ isSnapping }) => ({ isSnapping: !isSnapping })),
  '[': () => void trimHere('start'),
  ']': () => void trimHere('end'),
  '{': () => void moveSelected(-1),
  '}': () => void moveSelected(1),
  '+': () => timeline.zoomBy(1.4),
  '=': () => timeline.zoomBy(1.4),
  '-': () => timeline.zoomBy(1 / 1.4),
  '0': () => timeline.fit(),
  Delete: () => void deleteSelected(),
  Backspace: () => void deleteSelected(),
  Escape: () => set({ selected: null }),
  e: () => set({ dialog: 'export' }),
  p: () => togglePanel('properties'),
  '/': () => document.querySelector<HTMLElement>('#message')?.focus(),
  '?': () => openSettings('keys'),
};

/** Keys on a piece of the timeline: they go from piece to piece, and make it louder or quieter. */
const PIECE_KEYS: Readonly<Record<string, () => void>> = {
  ArrowLeft: () => goTo('before'),
  ArrowRight: () => goTo('after'),
  ArrowUp: () => goTo('above'),
  ArrowDown: () => goTo('below'),
  'Shift+ArrowUp': () => changeVolume(VOLUME_STEP),
  'Shift+ArrowDown': () => changeVolume(-VOLUME_STEP),
};

export function onShortcut(event: KeyboardEvent): void {
  if (isTyping(event) || event.defaultPrevented) return;
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z') {
    event.preventDefault();
    void (event.shiftKey ? redo() : undo());
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || getStage().drag !== null) return;
  const { key, target } = event;
  const isButton = target instanceof HTMLElement && target.closest('button, a, summary') !== null;
  if (key === ' ' && isButton && !isOnPiece(event)) return;
  // Words are chosen with these keys where there are words.
  if (target instanceof HTMLElement && target.closest('.words') !== null && key !== ' ' && key !== 'Escape') return;
  const name = key.length === 1 ? key.toLowerCase() : `${event.shiftKey ? 'Shift+' : ''}${key}`;
  const act = (isOnPiece(event) ? PIECE_KEYS[name] : undefined) ?? KEYS[name] ?? KEYS[key];
  // The tracks scroll by their own arrow keys.
  if (act === undefined || (key.startsWith('Arrow') && target === timeline.scroller)) return;
  event.preventDefault();
  act();
}
