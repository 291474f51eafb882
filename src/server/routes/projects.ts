import * as z from 'zod';
import { claimToken } from '../../app/service/accounts.ts';
import {
  createProject,
  deleteProject,
  findProject,
  listProjects,
  type ProjectView,
  renameProject,
} from '../../app/service/projects.ts';
import { defineRoute, Id, type Route } from '../route.ts';
import { claimUrl } from './accounts.ts';

const tag = 'Projects';

/** A BCP 47 tag, loosely: what we do not know is answered in English. */
export const Language = z
  .string()
  .max(35)
  .regex(/^[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*$/, 'must be a language such as en or zh-CN');
export const Name = z.string().trim().min(1).max(200);

const Task = z.object({
  task_id: z.string(),
  task_name: z.string(),
  language: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
  sessions: z.array(z.string()).describe('Newest first.'),
});

const shown = ({ id, name, language, createdAt, updatedAt, sessions }: ProjectView): z.output<typeof Task> => ({
  task_id: id,
  task_name: name,
  language,
  created_at: createdAt.toISOString(),
  updated_at: updatedAt.toISOString(),
  sessions: [...sessions],
});

const create = defineRoute({
  method: 'POST',
  url: '/api/tasks/:uid/with-session/nemo_agent',
  tag,
  summary: 'A project with a session to edit in.',
  auth: 'token',
  scopes: ['write'],
  body: z
    .object({ task_name: Name.optional(), language: Language.optional().describe('BCP 47; of the replies.') })
    .optional(),
  response: z.object({
    task_id: z.string(),
    session_id: z.string(),
    user_id: z.string(),
    claim_url: z.string().optional().describe('Opens the project in a browser, for anonymous accounts.'),
  }),
  handler: async ({ desk, caller, body, lang, publicUrl }) => {
    const language = body?.language ?? (lang === 'zh' ? 'zh-CN' : 'en');
    const name = body?.task_name ?? (lang === 'zh' ? '新项目' : 'New project');
    const { accountId } = caller;
    const { projectId, sessionId } = await createProject(desk, { accountId, name, language });
    const made = { task_id: projectId, session_id: sessionId, user_id: accountId };
    if (caller.kind !== 'anonymous') return made;
    const { token } = await claimToken(desk, { accountId, projectId, sessionId });
    return { ...made, claim_url: claimUrl(publicUrl, token) };
  },
});

const list = defineRoute({
  method: 'GET',
  url: '/api/tasks/:uid',
  tag,
  summary: 'Projects, newest first.',
  auth: 'token',
  scopes: ['read'],
  query: z.object({
    limit: z.coerce.number().int().min(1).max(200).default(50),
    before: Id.optional().describe('The last project seen.'),
  }),
  response: z.object({ tasks: z.array(Task) }),
  handler: async ({ desk, caller, query }) => {
    const input = { accountId: caller.accountId, limit: query.limit, before: query.before ?? null };
    return { tasks: (await listProjects(desk, input)).map(shown) };
  },
});

const TaskParams = z.object({ uid: Id, task_id: Id });

const show = defineRoute({
  method: 'GET',
  url: '/api/tasks/:uid/:task_id',
  tag,
  summary: 'One project.',
  auth: 'token',
  scopes: ['read'],
  claim: { project: 'task_id' },
  params: TaskParams,
  response: Task,
  handler: async ({ desk, caller, params }) =>
    shown(await findProject(desk, { accountId: caller.accountId, projectId: params.task_id })),
});

const rename = defineRoute({
  method: 'PATCH',
  url: '/api/tasks/:uid/:task_id',
  tag,
  summary: 'Renames a project.',
  auth: 'token',
  scopes: ['write'],
  claim: { project: 'task_id' },
  params: TaskParams,
  body: z.object({ task_name: Name }),
  response: Task,
  handler: async ({ desk, caller, params, body }) => {
    const which = { accountId: caller.accountId, projectId: params.task_id };
    await renameProject(desk, { ...which, name: body.task_name });
    return shown(await findProject(desk, which));
  },
});

const remove = defineRoute({
  method: 'DELETE',
  url: '/api/tasks/:uid/:task_id',
  tag,
  summary: 'Removes a project with its files. Files that other projects use stay.',
  auth: 'token',
  scopes: ['write'],
  params: TaskParams,
  response: z.object({ deleted: z.literal(true) }),
  handler: async ({ desk, caller, params }) => {
    await deleteProject(desk, { accountId: caller.accountId, projectId: params.task_id });
    return { deleted: true as const };
  },
});

export const PROJECT_ROUTES: readonly Route[] = [create, list, show, rename, remove];
