import { useSyncExternalStore } from 'react';
import type { Colours } from './draw.ts';

/** Colours of the timeline's tokens, as a canvas needs them: read once, again when the scheme has changed. */

const kept = new Map<string, Colours>();
let edition = 0;
const listeners = new Set<() => void>();

function change(): void {
  kept.clear();
  edition++;
  for (const listener of listeners) listener();
}
window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', change);
// The theme that somebody chose is a style of the whole document.
new MutationObserver(change).observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Another number when the colours have changed. */
export const useColourEdition = (): number => useSyncExternalStore(subscribe, () => edition);

/** Colours of a kind of row, read from an element in it. */
export function coloursOf(kind: string, element: HTMLElement): Colours {
  const known = kept.get(kind);
  if (known !== undefined) return known;
  const style = getComputedStyle(element);
  const read = (name: string): string => style.getPropertyValue(name).trim();
  // A token may be a function of the scheme, which a canvas does not read: those of the timeline are plain.
  const colours = {
    wave: style.color,
    waveOnFilm: read('--film-wave'),
    shade: read('--film-shade'),
    beat: style.caretColor,
    ground: style.outlineColor,
  };
  kept.set(kind, colours);
  return colours;
}
