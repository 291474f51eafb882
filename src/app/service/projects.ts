import { fail } from '../../base/errors.ts';
import { canvasFor, emptyDraft } from '../../draft/build.ts';
import * as projects from '../../store/projects.ts';
import { listOpenRenders } from '../../store/renders.ts';
import * as sessions from '../../store/sessions.ts';
import { findOpenTurn } from '../../store/turns.ts';
import type { Desk } from '../desk.ts';
import { stopRender } from './render-end.ts';
import { stopTurn } from './turn-end.ts';

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

/** Longest name of a project that is kept, in characters. */
const NAME_MOST = 200;

/** A project with an empty session. Throws `session.too_many` (5001) beyond the settings' number. */
export async function createProject(
  desk: Desk,
  input: { accountId: string; name: string; language: string },
): Promise<{ projectId: string; sessionId: string }> {
  await requireRoom(desk, input.accountId);
  return desk.store.db.transaction().execute(async (tx) => {
    const project = await projects.createProject(tx, { ...input, name: nameOf(input.name) });
    const session = await sessions.createSession(tx, {
      accountId: input.accountId,
      projectId: project.id,
      language: input.language,
      draft: emptyDraft(canvasFor([])),
      label: '',
    });
    return { projectId: project.id, sessionId: session.id };
  });
}

/** A further session in a project. Throws `project.not_found` (1003), `session.too_many`. */
export async function createSession(
  desk: Desk,
  input: Which & { language?: string | null },
): Promise<{ sessionId: string }> {
  const project = await requireProject(desk, input);
  await requireRoom(desk, input.accountId);
  const session = await desk.store.db.transaction().execute((tx) =>
    sessions.createSession(tx, {
      accountId: input.accountId,
      projectId: project.id,
      language: input.language ?? project.language,
      draft: emptyDraft(canvasFor([])),
      label: '',
    }),
  );
  return { sessionId: session.id };
}

/** Newest first, a page at a time. */
export async function listProjects(
  desk: Desk,
  input: { accountId: string; limit: number; before?: string | null },
): Promise<readonly ProjectView[]> {
  return (await projects.listProjects(desk.store.db, input)).map(viewOf);
}

/** Throws `project.not_found` (1003). */
export async function findProject(desk: Desk, which: Which): Promise<ProjectView> {
  const project = await requireProject(desk, which);
  const own = await desk.store.db
    .selectFrom('sessions')
    .select(['id', 'updated_at'])
    .where('project_id', '=', project.id)
    .orderBy('created_at', 'desc')
    .execute();
  const times = [project.created_at, ...own.map((session) => session.updated_at)].map((at) => at.getTime());
  return viewOf({ ...project, sessions: own.map(({ id }) => id), updated_at: new Date(Math.max(...times)) });
}

/** Throws `project.not_found` (1003). */
export async function renameProject(desk: Desk, input: Which & { name: string }): Promise<void> {
  const isThere = await projects.renameProject(desk.store.db, { ...input, name: nameOf(input.name) });
  if (!isThere) throw fail('project.not_found', undefined);
}

/**
 * Removes a project with its sessions: it is gone for everybody at once, running work is stopped, and its files go with
 * the next round of the retention. Throws `project.not_found`.
 */
export async function deleteProject(desk: Desk, which: Which): Promise<void> {
  const { store } = desk;
  const project = await findProject(desk, which);
  const isThere = await store.db
    .transaction()
    .execute((tx) => projects.deleteProject(tx, { ...which, now: desk.clock() }));
  if (!isThere) throw fail('project.not_found', undefined);
  for (const sessionId of project.sessions) await stopTurnOf(desk, sessionId);
  for (const render of await listOpenRenders(store.db, { projectId: which.projectId }))
    await stopRender(desk, render.uid);
}

/** Removes one session. Throws `session.not_found` (1002). */
export async function deleteSession(desk: Desk, which: { accountId: string; sessionId: string }): Promise<void> {
  const { store } = desk;
  if ((await sessions.findSession(store.db, which)) === null) throw fail('session.not_found', undefined);
  await stopTurnOf(desk, which.sessionId);
  for (const render of await listOpenRenders(store.db, { sessionId: which.sessionId }))
    await stopRender(desk, render.uid);
  await store.db.transaction().execute((tx) => sessions.deleteSession(tx, which));
}

async function stopTurnOf(desk: Desk, sessionId: string): Promise<void> {
  const turn = await findOpenTurn(desk.store.db, sessionId);
  if (turn !== null) await stopTurn(desk, turn.id);
}

async function requireProject(desk: Desk, which: Which): ReturnType<typeof projects.createProject> {
  const project = await projects.findProject(desk.store.db, which);
  if (project === null) throw fail('project.not_found', undefined);
  return project;
}

async function requireRoom(desk: Desk, accountId: string): Promise<void> {
  const { sessions: count } = await projects.countProjects(desk.store.db, accountId);
  const most = desk.settings.maxSessions;
  if (count >= most) throw fail('session.too_many', { most });
}

/** As display text: without control characters, of bounded length, never empty. */
function nameOf(name: string): string {
  const plain = name
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ')
    .trim();
  return plain === '' ? 'Untitled' : plain.slice(0, NAME_MOST);
}

const viewOf = ({
  id,
  name,
  language,
  created_at,
  updated_at,
  sessions: own,
}: projects.ProjectWithSessions): ProjectView => ({
  id,
  name,
  language,
  createdAt: created_at,
  updatedAt: updated_at,
  sessions: own,
});
