import type { OperationCall } from '../../operations/registered.ts';
import type { Desk } from '../desk.ts';

type Which = { readonly accountId: string; readonly sessionId: string };

/** The body of `state` as docs/api shows it: snake_case, wire draft. */
export type StateBody = Readonly<Record<string, unknown>>;

/** `revision` rises with every change of anything that the state shows: it is the ETag. */
export type LatestState = {
  readonly version: number;
  readonly revision: string;
  readonly updatedAt: Date;
  readonly state: StateBody;
};

/** What the ETag is made of, without reading the state: for 304. Throws `session.not_found`. */
export function stateRevision(desk: Desk, which: Which): Promise<string> {
  throw new Error(`not written ${String(desk)} ${String(which)}`);
}

/** Everything that a session shows. Throws `session.not_found` (1002). */
export function latestState(desk: Desk, which: Which): Promise<LatestState> {
  throw new Error(`not written ${String(desk)} ${String(which)}`);
}

export type VersionView = {
  readonly version: number;
  readonly label: string;
  readonly createdAt: Date;
  readonly isCurrent: boolean;
};

/** The versions that can be restored, newest first. Throws `session.not_found`. */
export function listVersions(desk: Desk, which: Which): Promise<readonly VersionView[]> {
  throw new Error(`not written ${String(desk)} ${String(which)}`);
}

/** Shows an older version again, as a new one. Throws `session.not_found`, `draft.no_such_version`, `turn.running`. */
export function restoreVersion(desk: Desk, which: Which & { version: number }): Promise<LatestState> {
  throw new Error(`not written ${String(desk)} ${String(which)}`);
}

export type DraftPatch = Which & { readonly baseVersion: number; readonly operations: readonly OperationCall[] };

/**
 * The agent's own operations on the draft, all or none, as one undo step. Throws `draft.changed` (3002, with the
 * version that is there), `draft.invalid`, `turn.running`, and what the operations throw.
 */
export function patchDraft(
  desk: Desk,
  patch: DraftPatch,
): Promise<LatestState & { readonly changes: readonly string[] }> {
  throw new Error(`not written ${String(desk)} ${String(patch)}`);
}
