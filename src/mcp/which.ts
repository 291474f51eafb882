import { findProject } from '../app/service/projects.ts';
import { fail } from '../base/errors.ts';
import { type Agent, Id } from './tool.ts';

export type Which = { readonly accountId: string; readonly sessionId: string };

/**
 * The session that arguments name. Whether it is there, and the caller's, is checked by the service that gets it. Throws
 * `input.invalid`, `mcp.which_project`, `project.not_found`.
 */
export async function whichSession(
  { desk, accountId }: Pick<Agent, 'desk' | 'accountId'>,
  {
    session_id: sessionId,
    project_id: projectId,
  }: { session_id?: string | undefined; project_id?: string | undefined },
): Promise<Which> {
  const wrong = [sessionId, projectId].some((id) => id !== undefined && !Id.safeParse(id).success);
  if (wrong)
    throw fail('input.invalid', { issues: ['session_id and project_id are ids, as create_project gave them'] });
  if (sessionId !== undefined) return { accountId, sessionId };
  if (projectId === undefined) throw fail('mcp.which_project', undefined);
  const { sessions } = await findProject(desk, { accountId, projectId });
  const newest = sessions[0];
  if (newest === undefined) throw fail('project.not_found', undefined);
  return { accountId, sessionId: newest };
}
