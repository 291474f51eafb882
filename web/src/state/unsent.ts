import type { Wish } from '../api/stream.ts';

/** What was typed or said and has not reached the server yet, kept by this tab over a reload. */

const wishKey = (sessionId: string): string => `tellcut.wish.${sessionId}`;
const draftKey = (sessionId: string): string => `tellcut.text.${sessionId}`;

function keep(key: string, value: string | null): void {
  try {
    if (value === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, value);
  } catch {
    // A browser that keeps nothing: the page itself still has it.
  }
}

function kept(key: string): string | null {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

export const keepWish = (wish: Wish): void => keep(wishKey(wish.sessionId), JSON.stringify(wish));
export const forgetWish = (sessionId: string): void => keep(wishKey(sessionId), null);

export function keptWish(sessionId: string): Wish | null {
  try {
    return JSON.parse(kept(wishKey(sessionId)) ?? 'null') as Wish | null;
  } catch {
    return null;
  }
}

/** A message that is being written. */
export const keepText = (sessionId: string, text: string): void => keep(draftKey(sessionId), text === '' ? null : text);
export const keptText = (sessionId: string): string => kept(draftKey(sessionId)) ?? '';
