import * as z from 'zod';
import { adkSession, adkSessions } from '../../app/service/adk-sessions.ts';
import { createProject, deleteSession } from '../../app/service/projects.ts';
import { AGENT_NAME } from '../../protocol/adk.ts';
import { defineRoute, Id, type Route } from '../route.ts';

/** The session routes that clients of Google's ADK call, on the same sessions as everything else. */

const tag = 'Chat';
const base = '/apps/nemo_agent/users/:uid/sessions';

const Session = z.object({
  id: z.string(),
  appName: z.string(),
  userId: z.string(),
  state: z.looseObject({}),
  events: z.array(z.looseObject({})),
  lastUpdateTime: z.number().describe('Seconds'),
});
type Session = z.output<typeof Session>;

const params = z.object({ uid: Id, sid: Id });

const listApps = defineRoute({
  method: 'GET',
  url: '/list-apps',
  tag,
  summary: 'The one agent that there is, by its name.',
  auth: 'none',
  wrapping: 'plain',
  response: z.array(z.string()),
  handler: () => [AGENT_NAME],
});

/** ADK lets a client name its session; ours have ids of our own, and the answer says which. */
const create = (url: string): Route =>
  defineRoute({
    method: 'POST',
    url,
    tag,
    summary: 'A new session, in a project of its own. Its id is in the answer.',
    auth: 'token',
    scopes: ['write'],
    body: z.looseObject({}).optional(),
    wrapping: 'plain',
    response: Session,
    handler: async ({ desk, caller, lang }) => {
      const { accountId } = caller;
      const language = lang === 'zh' ? 'zh-CN' : 'en';
      const name = lang === 'zh' ? '新项目' : 'New project';
      const { sessionId } = await createProject(desk, { accountId, name, language });
      return (await adkSession(desk, { accountId, sessionId })) as unknown as Session;
    },
  });

const list = defineRoute({
  method: 'GET',
  url: base,
  tag,
  summary: 'Sessions, newest first, without their events.',
  auth: 'token',
  scopes: ['read'],
  wrapping: 'plain',
  response: z.array(Session),
  handler: async ({ desk, caller }) => (await adkSessions(desk, caller.accountId)) as unknown as Session[],
});

const show = defineRoute({
  method: 'GET',
  url: `${base}/:sid`,
  tag,
  summary: 'A session with its requests and events.',
  auth: 'token',
  scopes: ['read'],
  claim: { session: 'sid' },
  params,
  wrapping: 'plain',
  response: Session,
  handler: async ({ desk, caller, params: { sid } }) =>
    (await adkSession(desk, { accountId: caller.accountId, sessionId: sid })) as unknown as Session,
});

const remove = defineRoute({
  method: 'DELETE',
  url: `${base}/:sid`,
  tag,
  summary: 'Removes a session.',
  auth: 'token',
  scopes: ['write'],
  params,
  wrapping: 'plain',
  response: z.object({}),
  handler: async ({ desk, caller, params: { sid } }) => {
    await deleteSession(desk, { accountId: caller.accountId, sessionId: sid });
    return {};
  },
});

export const ADK_SESSION_ROUTES: readonly Route[] = [
  listApps,
  create(base),
  create(`${base}/:sid`),
  list,
  show,
  remove,
];
