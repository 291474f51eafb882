import * as z from 'zod';
import { creditBalance } from '../../app/service/credits.ts';
import { createProject, deleteProject, listProjects } from '../../app/service/projects.ts';
import { latestState, listVersions, restoreVersion } from '../../app/service/state.ts';
import { CHANGES, defineTool, Id, LOOKS, REMOVES, type Tool, WHICH } from '../tool.ts';
import { whichSession } from '../which.ts';

const create = defineTool({
  name: 'create_project',
  aliases: ['create_video_project'],
  title: 'New project',
  about: 'Begins a project with an empty timeline. Do this first; then upload media into its session.',
  args: z.strictObject({
    name: z.string().trim().min(1).max(200).default('New project'),
    language: z
      .string()
      .max(35)
      .regex(/^[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*$/)
      .default('en')
      .describe('Of answers: en, zh-CN'),
  }),
  scope: 'write',
  hints: CHANGES,
  run: async ({ name, language }, { desk, accountId }) => {
    const { projectId, sessionId } = await createProject(desk, { accountId, name, language });
    return {
      text: `Project ${projectId} with session ${sessionId}. Next: upload.`,
      data: { project_id: projectId, session_id: sessionId },
    };
  },
});

const list = defineTool({
  name: 'list_projects',
  title: 'Projects',
  about: 'The projects of this account, newest first, with the ids of their sessions.',
  args: z.strictObject({ limit: z.int().min(1).max(100).default(20) }),
  scope: 'read',
  hints: LOOKS,
  run: async ({ limit }, { desk, accountId }) => {
    const projects = (await listProjects(desk, { accountId, limit })).map((each) => ({
      project_id: each.id,
      name: each.name,
      session_ids: [...each.sessions],
      updated_at: each.updatedAt.toISOString(),
    }));
    const lines = projects.map((each) => `${each.name}: ${each.session_ids.join(', ')} (${each.project_id})`);
    return { text: lines.join('\n') || 'There are no projects yet. Next: create_project.', data: { projects } };
  },
});

const get = defineTool({
  name: 'get_project',
  aliases: ['get_video_project'],
  title: 'Timeline and files',
  about:
    'What a project shows: the timeline in words, the draft, its version, the files, what was measured of them, undo steps and ' +
    'whether a request is being worked on.',
  args: z.strictObject({ ...WHICH, with_draft: z.boolean().default(false).describe('The whole draft too') }),
  scope: 'read',
  hints: LOOKS,
  run: async ({ with_draft: withDraft, ...which }, call) => {
    const { accountId, sessionId } = await whichSession(call, which);
    const { version, state } = await latestState(call.desk, { accountId, sessionId });
    const { draft, video_analyses: analyses, ...shown } = state;
    const whole = withDraft ? { draft, video_analyses: analyses } : {};
    return {
      text: `${String(state['summary'])} (version ${version})`,
      data: { session_id: sessionId, version, ...shown, ...whole },
    };
  },
});

const remove = defineTool({
  name: 'delete_project',
  title: 'Delete a project',
  about: 'Removes a project with its files and exports, for good. Only when the person asked for exactly that.',
  args: z.strictObject({ project_id: Id }),
  scope: 'write',
  hints: REMOVES,
  run: async ({ project_id: projectId }, { desk, accountId }) => {
    await deleteProject(desk, { accountId, projectId });
    return { text: `Project ${projectId} is deleted.`, data: { project_id: projectId } };
  },
});

const versions = defineTool({
  name: 'list_versions',
  title: 'Versions',
  about: 'The versions of a timeline that can be restored, newest first; each edit made one.',
  args: z.strictObject(WHICH),
  scope: 'read',
  hints: LOOKS,
  run: async (which, call) => {
    const found = await listVersions(call.desk, await whichSession(call, which));
    const lines = found.map((each) => `${each.version}${each.isCurrent ? ' (now)' : ''}: ${each.label}`);
    const data = found.map(({ version, label, isCurrent }) => ({ version, label, current: isCurrent }));
    return { text: lines.join('\n'), data: { versions: data } };
  },
});

const restore = defineTool({
  name: 'restore_version',
  title: 'Restore a version',
  about: 'Shows an older version of the timeline again, as a new one: it can be undone like any edit.',
  args: z.strictObject({ ...WHICH, version: z.int().min(0).max(1_000_000_000) }),
  scope: 'write',
  hints: CHANGES,
  run: async ({ version: wanted, ...which }, call) => {
    const { version, state } = await restoreVersion(call.desk, {
      ...(await whichSession(call, which)),
      version: wanted,
    });
    return { text: `${String(state['summary'])} (version ${version})`, data: { version, summary: state['summary'] } };
  },
});

const credits = defineTool({
  name: 'get_credits',
  title: 'Credits',
  about: 'How many credits the account has. Exports, questions, undo and failures cost none.',
  args: z.strictObject({}),
  scope: 'read',
  hints: LOOKS,
  run: async (_, { desk, accountId }) => {
    const balance = await creditBalance(desk, accountId);
    return { text: `${balance.available} credits.`, data: { ...balance, counted: desk.settings.credits } };
  },
});

export const PROJECT_TOOLS: readonly Tool[] = [create, list, get, remove, versions, restore, credits];
