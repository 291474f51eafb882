import { fail } from '../base/errors.ts';
import type { Draft } from './model.ts';

/** A draft as it was after one turn or batch. Drafts are never changed, so a version needs no copy. */
export type Version = { readonly number: number; readonly draft: Draft; readonly label: string };

/**
 * The versions of a draft, the oldest first, and which of them is shown. Undo and redo move between versions; what is
 * placed after an undo takes the place of what could have been redone.
 */
export type History = { readonly versions: readonly Version[]; readonly at: number; readonly lastNumber: number };

/** How many versions are kept; older ones can no longer be reached. */
export const MOST_VERSIONS = 500;

export function newHistory(draft: Draft, label = ''): History {
  return { versions: [{ number: 1, draft, label }], at: 0, lastNumber: 1 };
}

/** The version that is shown. */
export function currentVersion(history: History): Version {
  const version = history.versions[history.at];
  if (version === undefined) throw new Error(`history has no version at ${history.at}`);
  return version;
}

/** A new version after the present one. The same draft again makes none: nothing has changed. */
export function place(history: History, draft: Draft, label: string): History {
  if (draft === currentVersion(history).draft) return history;
  const number = history.lastNumber + 1;
  const kept = [...history.versions.slice(0, history.at + 1), { number, draft, label }].slice(-MOST_VERSIONS);
  return { versions: kept, at: kept.length - 1, lastNumber: number };
}

export const undoSteps = (history: History): number => history.at;
export const redoSteps = (history: History): number => history.versions.length - 1 - history.at;

/** Goes back; more steps than there are go to the oldest. Throws `draft.nothing_to_undo`. */
export function undo(history: History, steps = 1): History {
  if (history.at === 0) throw fail('draft.nothing_to_undo', { redo: false });
  return { ...history, at: Math.max(0, history.at - Math.max(1, steps)) };
}

/** Goes forward again; more steps than there are go to the newest. Throws `draft.nothing_to_undo`. */
export function redo(history: History, steps = 1): History {
  const last = history.versions.length - 1;
  if (history.at === last) throw fail('draft.nothing_to_undo', { redo: true });
  return { ...history, at: Math.min(last, history.at + Math.max(1, steps)) };
}

/** Shows an older version again, as a new one: what came between stays. Throws `draft.no_such_version`. */
export function restore(history: History, number: number): History {
  const wanted = history.versions.find((version) => version.number === number);
  if (wanted === undefined) {
    throw fail('draft.no_such_version', {
      wanted: number,
      first: history.versions[0]?.number ?? 1,
      last: history.lastNumber,
    });
  }
  return place(history, wanted.draft, wanted.label);
}
