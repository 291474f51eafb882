import type { Route } from '../../src/server/route.ts';

/** What every route needs to be called: path parameters by name, bodies by route. A route that lacks here fails the matrix. */

/** Things that one account has; each is the value of the path parameters that name it. */
export type Things = {
  readonly accountId: string;
  readonly taskId: string;
  readonly sessionId: string;
  readonly renderId: string;
  readonly turnId: string;
  readonly tokenId: string;
  readonly uploadId: string;
};

/** Ids of the right shape that nobody has. */
export const UNKNOWN: Things = {
  accountId: 'me',
  taskId: 'task_00000000000000000000000000000000',
  sessionId: 'ses_00000000000000000000000000000000',
  renderId: 'render_nobody',
  turnId: 'e-00000000-0000-4000-8000-000000000000',
  tokenId: 'tok_00000000000000000000000000000000',
  uploadId: 'upl_00000000000000000000000000000000',
};

export const keyOf = (route: Route): string => `${route.method} ${route.url}`;

/** Which thing a path parameter names. `id` is a render, but for tus, where it is an upload. */
function valueOf(name: string, route: Route, things: Things): string {
  const values: Record<string, string> = {
    uid: 'me',
    task_id: things.taskId,
    sid: things.sessionId,
    id: route.url.startsWith('/files/') ? things.uploadId : things.renderId,
    turn_id: things.turnId,
    token_id: things.tokenId,
    asset_id: 'ast_00000000000000000000000000000000',
    uid_of_render: '00000000-0000-4000-8000-000000000000',
    project_id: things.taskId,
    part: 'main.m3u8',
  };
  const value = values[name];
  if (value === undefined) throw new Error(`${keyOf(route)}: no sample for the parameter ${name}`);
  return value;
}

export const pathOf = (route: Route, things: Things): string =>
  route.url.replace(/:(\w+)/g, (_, name: string) => valueOf(name, route, things));

/** The parameters of a route that name something of somebody, beside `uid`. */
export const named = (route: Route): string[] =>
  [...route.url.matchAll(/:(\w+)/g)].map(([, name = '']) => name).filter((name) => name !== 'uid');

const run = ({ sessionId }: Things): unknown => ({
  app_name: 'nemo_agent',
  user_id: 'me',
  session_id: sessionId,
  new_message: { parts: [{ text: 'status' }] },
});

const BODIES: Readonly<Record<string, (things: Things) => unknown>> = {
  'POST /api/auth/claim-token': ({ taskId, sessionId }) => ({ task_id: taskId, session_id: sessionId }),
  'POST /api/auth/register': () => ({ email: `${crypto.randomUUID()}@example.com`, password: 'long enough' }),
  'POST /api/auth/login': () => ({ email: 'nobody@example.com', password: 'wrong' }),
  'POST /api/auth/tokens': () => ({ name: 'robot', scopes: ['read'] }),
  'POST /api/tasks/:uid/with-session/nemo_agent': () => ({ task_name: 'A film', language: 'en' }),
  'PATCH /api/tasks/:uid/:task_id': () => ({ task_name: 'Another name' }),
  'POST /api/state/nemo_agent/:uid/:sid/restore': () => ({ version: 0 }),
  'PATCH /api/state/nemo_agent/:uid/:sid/draft': () => ({
    base_version: 0,
    operations: [{ op: 'title', text: 'Hello' }],
  }),
  'POST /api/state/nemo_agent/:uid/:sid/timeline': () => ({ format: 'chapters', content: '0:00 Start' }),
  'POST /run_sse': run,
  'POST /run': run,
  'POST /mcp': () => ({ jsonrpc: '2.0', id: 1, method: 'ping' }),
  'POST /apps/nemo_agent/users/:uid/sessions': () => ({}),
  'POST /apps/nemo_agent/users/:uid/sessions/:sid': () => ({}),
  'PUT /api/brand': () => ({ colors: ['#ff5500'] }),
  'PUT /api/templates/file': () => ({ tellcut: 'template' }),
  'PUT /api/web/models/brain': () => ({ brain: null }),
  'PUT /api/web/models/ears': () => ({ ears: null }),
  'PUT /api/web/models/maker': () => ({ kind: 'image', maker: null }),
  'POST /api/web/storage/clean': () => ({ what: 'cache' }),
  'POST /projects': () => ({ name: 'A film' }),
  'POST /api/auth/exchange-claim-token': () => ({ claim_token: 'clm_nobody' }),
  'POST /services/v1/render-proxy/lambda': ({ sessionId }) => ({
    id: 'render_sample',
    sessionId,
    output: { format: 'mp4' },
  }),
  'POST /api/render/proxy/lambda': ({ sessionId }) => ({ id: 'render_sample', sessionId, output: { format: 'mp4' } }),
};

/** The body of a call; undefined where the route takes none. Throws for a route that takes one and has none here. */
export function bodyOf(route: Route, things: Things): unknown {
  const body = BODIES[keyOf(route)];
  if (body === undefined && route.body !== undefined) throw new Error(`${keyOf(route)}: no sample body`);
  return body?.(things);
}

/** Sample bodies of routes that are no longer there. */
export const staleSamples = (routes: readonly Route[]): string[] =>
  Object.keys(BODIES).filter((key) => !routes.some((route) => keyOf(route) === key));

/** Headers that a route's protocol asks for. */
export function headersOf(route: Route): Record<string, string> {
  if (!route.url.startsWith('/files/')) return {};
  const patch = { 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' };
  return { 'tus-resumable': '1.0.0', ...(route.method === 'PATCH' ? patch : {}) };
}
