import * as z from 'zod';
import { openClaim } from '../../app/service/accounts.ts';
import { findProject } from '../../app/service/projects.ts';
import { listRenders } from '../../app/service/renders.ts';
import { latestState } from '../../app/service/state.ts';
import { mayOpen } from '../../app/service/tokens.ts';
import { sharedRenderPath, signPath } from '../../app/signing.ts';
import { toProblem } from '../../base/errors.ts';
import { wireJsonSchema } from '../../draft/wire-schema.ts';
import { PAGE_CSS, PAGE_JS } from '../pages/assets.ts';
import { failurePage, homePage, loginPage, projectPage, registerPage } from '../pages/pages.ts';
import { type Call, defineRoute, Id, Nothing, type Route } from '../route.ts';
import { setWebCookie } from './accounts.ts';

const shared = { tag: 'Pages', wrapping: 'stream', produces: 'text/html', hidden: true, response: Nothing } as const;

type Answering = Pick<Call, 'reply' | 'lang'>;

const send = ({ reply }: Answering, markup: string): unknown => reply.type('text/html; charset=utf-8').send(markup);

/** Shows a page, or what went wrong as one. */
async function show(call: Answering, make: () => Promise<string> | string): Promise<unknown> {
  try {
    return send(call, await make());
  } catch (error) {
    const problem = toProblem(error, call.lang);
    if (problem.status >= 500) throw error;
    call.reply.code(problem.status);
    return send(call, failurePage(call.lang, problem.message));
  }
}

const home = defineRoute({
  ...shared,
  method: 'GET',
  url: '/',
  summary: 'The web app, or what is here when it was not built.',
  auth: 'none',
  handler: (call) => {
    const { appPage } = call.request.server;
    if (appPage !== null) return send(call, appPage('tellcut'));
    return show(call, () => homePage(call.lang, { publicUrl: call.publicUrl, who: null }));
  },
});

/** The app opens the project itself, and says what is wrong when it cannot. */
const project = defineRoute({
  ...shared,
  method: 'GET',
  url: '/p/:task_id',
  summary: 'A project in the web app.',
  auth: 'none',
  params: z.object({ task_id: Id }),
  handler: (call) => {
    const { appPage } = call.request.server;
    if (appPage !== null) return send(call, appPage('tellcut'));
    return call.reply.redirect('/', 302);
  },
});

const register = defineRoute({
  ...shared,
  method: 'GET',
  url: '/register',
  summary: 'Registration for people; ?bind= keeps the projects of an anonymous account.',
  auth: 'optional',
  claim: 'checked-by-handler',
  query: z.object({ bind: Id.optional() }),
  handler: (call) => {
    const bind = call.query.bind ?? null;
    const isProven = bind !== null && call.caller?.accountId === bind;
    return show(call, () => registerPage({ lang: call.lang, bind, isProven }));
  },
});

const login = defineRoute({
  ...shared,
  method: 'GET',
  url: '/login',
  summary: 'Login for people.',
  auth: 'none',
  handler: (call) => show(call, () => loginPage(call.lang)),
});

/** What makes the pictures of links in chats, and browsers that look ahead, must not use a link up. */
function isLookingAhead({ request }: Pick<Call, 'request'>): boolean {
  const { headers, method } = request;
  const says = `${String(headers['purpose'] ?? '')} ${String(headers['sec-purpose'] ?? '')}`;
  const agent = headers['user-agent'] ?? '';
  return (
    method === 'HEAD' ||
    /prefetch|preview/i.test(says) ||
    /bot\b|preview|facebookexternalhit|slack|whatsapp|telegram|discord|twitter|linkedin|skype/i.test(agent)
  );
}

const claim = defineRoute({
  ...shared,
  method: 'GET',
  url: '/workspace/claim',
  summary: 'Opens a claim link: a browser session for its project, for the first who comes.',
  auth: 'none',
  perMinute: 60,
  query: z.object({ ct: z.string().max(200) }),
  handler: (call) =>
    show(call, async () => {
      const { desk, query, reply, publicUrl, lang } = call;
      if (isLookingAhead(call)) return homePage(lang, { publicUrl, who: null });
      const { web, projectId } = await openClaim(desk, query.ct);
      setWebCookie(reply, publicUrl, web);
      reply.code(303).header('location', `/workspace/${projectId}`).header('cache-control', 'no-store');
      return '';
    }),
});

const workspace = defineRoute({
  ...shared,
  method: 'GET',
  url: '/workspace/:task_id',
  summary: 'A project as its owner sees it in a browser.',
  auth: 'token',
  scopes: ['read'],
  claim: 'checked-by-handler',
  params: z.object({ task_id: Id }),
  handler: (call) =>
    show(call, async () => {
      const { desk, caller, params, publicUrl, lang } = call;
      const { accountId } = caller;
      await mayOpen(desk, caller, { kind: 'project', id: params.task_id });
      const project = await findProject(desk, { accountId, projectId: params.task_id });
      const { appPage } = call.request.server;
      if (appPage !== null) return appPage(`${project.name} · tellcut`);
      const sessionId = project.sessions[0] ?? null;
      const found = sessionId === null ? null : await latestState(desk, { accountId, sessionId });
      const renders = sessionId === null ? [] : await listRenders(desk, { accountId, sessionId, limit: 20 });
      const infos = (found?.state['video_infos'] ?? []) as readonly { filename: string; duration: number }[];
      const summary = found?.state['summary'];
      const { secret, downloadLifetime } = desk.settings;
      return projectPage({
        lang,
        name: project.name,
        summary: typeof summary === 'string' ? summary : '',
        files: infos.map(({ filename, duration }) => ({ filename, seconds: duration })),
        renders: renders.map(({ id, uid, state, file }) => ({
          id,
          status: state,
          url: file === null ? null : signPath(secret, sharedRenderPath(uid), downloadLifetime, desk.clock()),
        })),
        register: caller.kind === 'anonymous' ? `${publicUrl}/register?bind=${accountId}` : null,
      });
    }),
});

const asset = (url: string, type: string, text: string): Route =>
  defineRoute({
    ...shared,
    method: 'GET',
    url,
    summary: 'Part of the pages.',
    auth: 'none',
    quiet: true,
    handler: ({ reply }) => reply.type(type).header('cache-control', 'public, max-age=3600').send(text),
  });

const openApi = defineRoute({
  ...shared,
  method: 'GET',
  url: '/openapi.json',
  summary: 'This API as OpenAPI 3.1.',
  auth: 'none',
  handler: async ({ request, reply }) =>
    reply.type('application/json').send((await request.server.docsPages()).document),
});

const draftSchema = defineRoute({
  method: 'GET',
  url: '/schemas/draft.json',
  tag: 'State',
  summary: 'The draft as a JSON Schema.',
  auth: 'none',
  wrapping: 'plain',
  response: z.looseObject({}),
  handler: () => wireJsonSchema(),
});

export const PAGE_ROUTES: readonly Route[] = [
  home,
  project,
  register,
  login,
  claim,
  workspace,
  asset('/assets/page.css', 'text/css; charset=utf-8', PAGE_CSS),
  asset('/assets/page.js', 'text/javascript; charset=utf-8', PAGE_JS),
  openApi,
  draftSchema,
];
