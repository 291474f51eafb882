import type { Desk } from '../desk.ts';

/** A project (the API's task) with its sessions, newest first. */
export type ProjectView = {
  readonly id: string;
  readonly name: string;
  readonly language: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly sessions: readonly string[];
};

type Which = { readonly accountId: string; readonly projectId: string };

/** A project with an empty session. Throws `limit.sessions` (5001) beyond the settings' number. */
export function createProject(
  desk: Desk,
  input: { accountId: string; name: string; language: string },
): Promise<{ projectId: string; sessionId: string }> {
  throw new Error(`not written ${String(desk)} ${String(input)}`);
}

/** A further session in a project. Throws `project.not_found` (1003). */
export function createSession(desk: Desk, input: Which & { language?: string | null }): Promise<{ sessionId: string }> {
  throw new Error(`not written ${String(desk)} ${String(input)}`);
}

/** Newest first, a page at a time. */
export function listProjects(
  desk: Desk,
  input: { accountId: string; limit: number; before?: string | null },
): Promise<readonly ProjectView[]> {
  throw new Error(`not written ${String(desk)} ${String(input)}`);
}

/** Throws `project.not_found` (1003). */
export function findProject(desk: Desk, which: Which): Promise<ProjectView> {
  throw new Error(`not written ${String(desk)} ${String(which)}`);
}

/** Throws `project.not_found` (1003). */
export function renameProject(desk: Desk, input: Which & { name: string }): Promise<void> {
  throw new Error(`not written ${String(desk)} ${String(input)}`);
}

/** Removes a project with its sessions; running work is cancelled, files that nobody else uses go. Throws `project.not_found`. */
export function deleteProject(desk: Desk, which: Which): Promise<void> {
  throw new Error(`not written ${String(desk)} ${String(which)}`);
}

/** Removes one session. Throws `session.not_found` (1002). */
export function deleteSession(desk: Desk, which: { accountId: string; sessionId: string }): Promise<void> {
  throw new Error(`not written ${String(desk)} ${String(which)}`);
}
