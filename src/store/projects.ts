import { sql, type Transaction } from 'kysely';
import { newId } from './ids.ts';
import type { Database, Db, Project } from './schema.ts';

export async function createProject(
  db: Db,
  input: { accountId: string; name: string; language: string },
): Promise<Project> {
  return await db
    .insertInto('projects')
    .values({ id: newId.project(), account_id: input.accountId, name: input.name, language: input.language })
    .returningAll()
    .executeTakeFirstOrThrow();
}

type Which = { readonly accountId: string; readonly projectId: string };

const living = (db: Db, accountId: string) =>
  db.selectFrom('projects').selectAll().where('account_id', '=', accountId).where('deleted_at', 'is', null);

/** Null when it is unknown, deleted or somebody else's. */
export async function findProject(db: Db, which: Which): Promise<Project | null> {
  return (await living(db, which.accountId).where('id', '=', which.projectId).executeTakeFirst()) ?? null;
}

export type ProjectWithSessions = Project & { readonly sessions: readonly string[]; readonly updated_at: Date };

/** Newest first; `before` is the id of the last one of the page before. Sessions newest first. */
export async function listProjects(
  db: Db,
  { accountId, limit, before = null }: { accountId: string; limit: number; before?: string | null },
): Promise<ProjectWithSessions[]> {
  let wanted = living(db, accountId).orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit);
  if (before !== null) {
    wanted = wanted.where(
      sql<boolean>`(created_at, id) < (
        select last.created_at, last.id from projects last where last.id = ${before} and last.account_id = ${accountId})`,
    );
  }
  const projects = await wanted.execute();
  if (projects.length === 0) return [];
  const sessions = await db
    .selectFrom('sessions')
    .select(['id', 'project_id', 'updated_at'])
    .where(
      'project_id',
      'in',
      projects.map(({ id }) => id),
    )
    .orderBy('created_at', 'desc')
    .execute();
  return projects.map((project) => {
    const own = sessions.filter((session) => session.project_id === project.id);
    const times = [project.created_at, ...own.map((session) => session.updated_at)].map((at) => at.getTime());
    return { ...project, sessions: own.map(({ id }) => id), updated_at: new Date(Math.max(...times)) };
  });
}

/** How many living projects and sessions an account has, for its limits. */
export async function countProjects(db: Db, accountId: string): Promise<{ projects: number; sessions: number }> {
  const row = await db
    .selectFrom('projects')
    .leftJoin('sessions', 'sessions.project_id', 'projects.id')
    .select(({ fn }) => [
      fn.count<number>('projects.id').distinct().as('projects'),
      fn.count<number>('sessions.id').as('sessions'),
    ])
    .where('projects.account_id', '=', accountId)
    .where('projects.deleted_at', 'is', null)
    .executeTakeFirstOrThrow();
  return { projects: row.projects, sessions: row.sessions };
}

/** False when there is no such project. */
export async function renameProject(db: Db, input: Which & { name: string }): Promise<boolean> {
  const done = await db
    .updateTable('projects')
    .set({ name: input.name })
    .where('id', '=', input.projectId)
    .where('account_id', '=', input.accountId)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

/**
 * Hides a project from everybody at once and revokes the claim links to it; {@link eraseProject} removes what it holds.
 * False when there is no such project.
 */
export async function deleteProject(tx: Transaction<Database>, which: Which & { now: Date }): Promise<boolean> {
  const done = await tx
    .updateTable('projects')
    .set({ deleted_at: which.now })
    .where('id', '=', which.projectId)
    .where('account_id', '=', which.accountId)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  if (done.numUpdatedRows === 0n) return false;
  await tx
    .updateTable('tokens')
    .set({ revoked_at: which.now })
    .where('project_id', '=', which.projectId)
    .where('revoked_at', 'is', null)
    .execute();
  return true;
}

/** Deleted projects that still hold something, oldest first. */
export async function deletedProjects(db: Db, limit: number): Promise<Project[]> {
  return await db
    .selectFrom('projects')
    .selectAll()
    .where('deleted_at', 'is not', null)
    .orderBy('deleted_at')
    .limit(limit)
    .execute();
}

/**
 * Removes a deleted project with its sessions, versions, turns and events; returns the blobs of its renders, which the
 * caller removes. Its media go by `unusedAssets`.
 */
export async function eraseProject(tx: Transaction<Database>, projectId: string): Promise<string[]> {
  const gone = await tx.deleteFrom('renders').where('project_id', '=', projectId).returning('blob_key').execute();
  await tx.deleteFrom('sessions').where('project_id', '=', projectId).execute();
  await tx.deleteFrom('projects').where('id', '=', projectId).where('deleted_at', 'is not', null).execute();
  return gone.flatMap(({ blob_key }) => blob_key ?? []);
}
