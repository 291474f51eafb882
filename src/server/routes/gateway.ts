import * as z from 'zod';
import { openClaim } from '../../app/service/accounts.ts';
import { creditBalance } from '../../app/service/credits.ts';
import { createProject, findProject, listProjects, type ProjectView } from '../../app/service/projects.ts';
import { findRender, listRenders, type RenderView } from '../../app/service/renders.ts';
import { latestState } from '../../app/service/state.ts';
import { reserveUpload } from '../../app/service/uploads.ts';
import { creditsUsed, type UsageLine, usagePage } from '../../app/service/usage.ts';
import { sharedRenderPath, signPath } from '../../app/signing.ts';
import { fail } from '../../base/errors.ts';
import { type Call, defineRoute, Id, type Route } from '../route.ts';
import { finishUpload } from '../upload/finish.ts';
import { takeForm } from '../upload/take-form.ts';
import { goneSignal } from '../upload/uploads.ts';
import { ACCOUNT_ROUTES, setWebCookie } from './accounts.ts';
import { Language, Name } from './projects.ts';
import { RENDER_ROUTES } from './renders.ts';
import { announcedBytes, FileShape } from './upload.ts';

/**
 * What the vendor's command line (nemovideo-tools 0.1.8, from npm) calls: other names and shapes for the same services.
 * Its chat is a WebSocket: src/server/gateway/chat.ts.
 */

const tag = 'Gateway';
const read = { tag, auth: 'token', scopes: ['read'] } as const;

const Project = z.object({
  project_id: z.string(),
  name: z.string(),
  language: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
});

const shown = ({ id, name, language, createdAt, updatedAt }: ProjectView): z.output<typeof Project> => ({
  project_id: id,
  name,
  language,
  created_at: createdAt.toISOString(),
  updated_at: updatedAt.toISOString(),
});

const createOne = defineRoute({
  method: 'POST',
  url: '/projects',
  tag,
  summary: 'A project with a session.',
  auth: 'token',
  scopes: ['write'],
  body: z
    .object({ name: Name.optional(), language: Language.optional(), create_session: z.boolean().optional() })
    .optional(),
  response: Project.extend({ session: z.object({ session_id: z.string() }) }),
  handler: async ({ desk, caller, body, lang }) => {
    const { accountId } = caller;
    const language = body?.language ?? (lang === 'zh' ? 'zh-CN' : 'en');
    const name = body?.name ?? (lang === 'zh' ? '新项目' : 'New project');
    const { projectId, sessionId } = await createProject(desk, { accountId, name, language });
    const project = await findProject(desk, { accountId, projectId });
    return { ...shown(project), session: { session_id: sessionId } };
  },
});

const list = defineRoute({
  ...read,
  method: 'GET',
  url: '/projects',
  summary: 'Projects, newest first.',
  query: z.object({ limit: z.coerce.number().int().min(1).max(200).default(100), before: Id.optional() }),
  response: z.object({ projects: z.array(Project) }),
  handler: async ({ desk, caller, query }) => {
    const input = { accountId: caller.accountId, limit: query.limit, before: query.before ?? null };
    return { projects: (await listProjects(desk, input)).map(shown) };
  },
});

const params = z.object({ id: Id });
const claim = { project: 'id' } as const;

const show = defineRoute({
  ...read,
  method: 'GET',
  url: '/projects/:id',
  summary: 'One project.',
  claim,
  params,
  response: Project,
  handler: async (call) => shown(await projectOf(call)),
});

const projectOf = ({ desk, caller, params }: Call<'token', { id: string }>): Promise<ProjectView> =>
  findProject(desk, { accountId: caller.accountId, projectId: params.id });

const sessions = defineRoute({
  ...read,
  method: 'GET',
  url: '/projects/:id/sessions',
  summary: 'The sessions of a project, newest first.',
  claim,
  params,
  response: z.object({ sessions: z.array(z.object({ session_id: z.string() })) }),
  handler: async (call) => ({ sessions: (await projectOf(call)).sessions.map((id) => ({ session_id: id })) }),
});

/** An empty project has no draft: the client takes that for "nothing to render yet". */
const frontend = defineRoute({
  ...read,
  method: 'GET',
  url: '/api/v1/state/frontend/:id',
  summary: "A project's draft and files, as its pages show them.",
  claim,
  params,
  response: z.object({ project: z.looseObject({}), version: z.int(), session_id: z.string().nullable() }),
  handler: async (call) => {
    const [sessionId] = (await projectOf(call)).sessions;
    if (sessionId === undefined) return { project: {}, version: 0, session_id: null };
    const { version, state } = await latestState(call.desk, { accountId: call.caller.accountId, sessionId });
    const draft = state['draft'] as { t?: readonly { sg?: readonly unknown[] }[] } | undefined;
    const hasContent = draft?.t?.some(({ sg }) => sg !== undefined && sg.length > 0) === true;
    const project = hasContent
      ? { timeline_draft: draft, canvas_config: state['canvas_config'], summary: state['summary'] }
      : {};
    return { project, version, session_id: sessionId };
  },
});

const upload = defineRoute({
  method: 'POST',
  url: '/files/upload',
  tag,
  summary: 'One file as a form part `file`, with `session_id` or `project_id` beside it.',
  auth: 'token',
  scopes: ['upload'],
  readsBody: true,
  response: FileShape,
  handler: async (call) => {
    const { desk, caller, attribution, request } = call;
    const { accountId } = caller;
    const bytes = announcedBytes(call);
    await using _room = await reserveUpload(desk, { accountId, sessionId: null, bytes, attribution });
    const rules = { maxBytes: desk.settings.maxUploadBytes, signal: goneSignal(request) };
    await using arrivals = await takeForm(request, request.server.uploads.receiver, rules);
    // Its client names the session after the file.
    const sessionId = await sessionOf(call, arrivals.fields);
    const { files } = await finishUpload(call, sessionId, arrivals);
    const [first] = files;
    if (first === undefined) throw fail('upload.no_file', undefined);
    return { ...first };
  },
});

async function sessionOf(
  { desk, caller }: Pick<Call<'token'>, 'desk' | 'caller'>,
  fields: ReadonlyMap<string, string>,
): Promise<string> {
  const session = Id.safeParse(fields.get('session_id'));
  if (session.success) return session.data;
  const project = Id.safeParse(fields.get('project_id'));
  if (!project.success)
    throw fail('input.invalid', { issues: ['session_id or project_id is missing or is not an id'] });
  const found = await findProject(desk, { accountId: caller.accountId, projectId: project.data });
  const [newest] = found.sessions;
  if (newest === undefined) throw fail('session.not_found', undefined);
  return newest;
}

const balance = defineRoute({
  ...read,
  method: 'GET',
  url: '/billing/balance',
  summary: 'Credits: what can be spent, what is held, what was used.',
  response: z.object({ available: z.int(), frozen: z.int(), total: z.int(), total_consumed: z.int() }),
  handler: async ({ desk, caller }) => ({
    ...(await creditBalance(desk, caller.accountId)),
    total_consumed: await creditsUsed(desk, caller.accountId),
  }),
});

const DAY_MS = 24 * 3600 * 1000;
const Day = z.iso.date('must be a day such as 2026-01-31');

const usage = defineRoute({
  ...read,
  method: 'GET',
  url: '/billing/usage/conversations',
  summary: 'What changed the credits, newest first: turns that used some, and what was given.',
  query: z.object({
    page_no: z.coerce.number().int().min(1).max(1_000_000).default(1),
    page_size: z.coerce.number().int().min(1).max(100).default(20),
    start_date: Day.optional(),
    end_date: Day.optional(),
  }),
  response: z.object({
    items: z.array(z.looseObject({})),
    total: z.int(),
    page_no: z.int(),
    page_size: z.int(),
    total_pages: z.int(),
    has_next: z.boolean(),
  }),
  handler: async ({ desk, caller, query }) => {
    const { page_no, page_size, start_date, end_date } = query;
    const { lines, total } = await usagePage(desk, {
      accountId: caller.accountId,
      from: start_date === undefined ? null : new Date(start_date),
      to: end_date === undefined ? null : new Date(Date.parse(end_date) + DAY_MS),
      offset: (page_no - 1) * page_size,
      limit: page_size,
    });
    const total_pages = Math.max(1, Math.ceil(total / page_size));
    return { items: lines.map(itemOf), total, page_no, page_size, total_pages, has_next: page_no < total_pages };
  },
});

function itemOf(line: UsageLine): Record<string, unknown> {
  const head = { id: String(line.id), amount_delta: line.change, created_at: line.createdAt.toISOString() };
  if (line.kind !== 'capture') return { ...head, kind: 'grant', grant: { source: line.note ?? line.kind } };
  const conversation = {
    conversation_id: line.turnId,
    project_id: line.projectId,
    session_id: line.sessionId,
    user_message: line.text,
    tool_breakdown: [],
  };
  return { ...head, kind: 'conversation', conversation };
}

/** For programs that open a claim link in the place of a browser: the session comes as a cookie, never as a token. */
const exchange = defineRoute({
  method: 'POST',
  url: '/api/auth/exchange-claim-token',
  tag,
  summary: 'Opens a claim link: sets a browser session for its one project.',
  auth: 'none',
  perMinute: 60,
  body: z.object({ claim_token: z.string().min(1).max(200) }),
  response: z.object({ project_id: z.string(), task_id: z.string(), session_id: z.string(), url: z.string() }),
  handler: async ({ desk, body, reply, publicUrl }) => {
    const { web, projectId, sessionId } = await openClaim(desk, body.claim_token);
    setWebCookie(reply, publicUrl, web);
    return {
      project_id: projectId,
      task_id: projectId,
      session_id: sessionId,
      url: `${publicUrl}/workspace/${projectId}`,
    };
  },
});

const FROM = '/api/render/proxy';
const TO = '/services/v1/render-proxy';

/** The vendor asks for the newest video of a project here, and wants its address, not its bytes. */
const download = defineRoute({
  ...read,
  method: 'GET',
  url: `${TO}/:id/download`,
  summary: 'Where the newest finished video of a project lies.',
  claim,
  params,
  success: true,
  response: z.object({
    id: z.string(),
    status: z.string(),
    output: z.object({ url: z.string(), size: z.int(), duration: z.number() }).nullable(),
  }),
  handler: async (call) => {
    const { desk, caller, publicUrl } = call;
    const { accountId } = caller;
    const { id } = call.params;
    if (!id.startsWith('task_')) return outputOf(call, await findRender(desk, { accountId, id }), publicUrl);
    const renders = await Promise.all(
      (await projectOf(call)).sessions.map((sessionId) => listRenders(desk, { accountId, sessionId, limit: 50 })),
    );
    const newest = renders
      .flat()
      .filter(({ file }) => file !== null)
      .toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime())[0];
    return newest === undefined ? { id, status: 'none', output: null } : outputOf(call, newest, publicUrl);
  },
});

function outputOf(
  { desk }: Pick<Call, 'desk'>,
  { uid, id, state: status, file }: RenderView,
  publicUrl: string,
): { id: string; status: string; output: { url: string; size: number; duration: number } | null } {
  const { secret, downloadLifetime } = desk.settings;
  if (file === null) return { id, status, output: null };
  const url = publicUrl + signPath(secret, sharedRenderPath(uid), downloadLifetime, desk.clock());
  return { id, status, output: { url, size: file.bytes, duration: file.durationMs / 1000 } };
}

/** A route under another address. */
const alias = (route: Route, url: string): Route => {
  const { aliases: _, ...rest } = route;
  return { ...rest, url, hidden: true };
};

const verify = ACCOUNT_ROUTES.filter(({ url }) => url === '/api/auth/verify').map((route) =>
  alias(route, '/auth/verify'),
);
const renders = RENDER_ROUTES.filter(({ url }) => url.startsWith(FROM) && url !== `${FROM}/:id/download`).map((route) =>
  alias(route, route.url.replace(FROM, TO)),
);

export const GATEWAY_ROUTES: readonly Route[] = [
  ...verify,
  createOne,
  list,
  show,
  sessions,
  frontend,
  upload,
  balance,
  usage,
  exchange,
  ...renders,
  download,
];
