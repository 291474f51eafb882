import { type Answer, type CallOptions, type ClientOptions, openHttp } from './http.ts';
import { openRenders, type Renders } from './renders.ts';
import { openTurns, type Turns } from './turns.ts';
import type {
  Balance,
  CreditEntry,
  LatestState,
  NewProject,
  OperationCall,
  Project,
  Scope,
  Token,
  TokenInfo,
  Version,
  Who,
} from './types.ts';
import { openUploads, type Uploads } from './uploads.ts';

export type { Answer, Attribution, CallOptions, ClientOptions, Wait } from './http.ts';
export { ApiError, isAway, pause } from './http.ts';
export type { Output, RenderStatus, Renders } from './renders.ts';
export { hasEnded } from './renders.ts';
export type { TurnEvent, Turns, Wish } from './turns.ts';
export { TurnLost } from './turns.ts';
export type * from './types.ts';
export type { NamedFile, Resumable, Uploaded, Uploads } from './uploads.ts';

/**
 * The HTTP API with types (`tellcut/client`), for Node and browsers. Every method throws {@link ApiError}, whose message
 * is the server's sentence for people. Answers are the API's own, in its own names.
 */
export type Client = {
  readonly accounts: Accounts;
  readonly credits: Credits;
  readonly projects: Projects;
  readonly state: States;
  readonly uploads: Uploads;
  readonly turns: Turns;
  readonly renders: Renders;
  /** Any other call of docs/routes.md: its whole answer. */
  readonly call: (method: string, path: string, options?: CallOptions) => Promise<Answer>;
  /** The same client with another token. */
  readonly as: (token: string) => Client;
};

export type Accounts = {
  /** A token without registration. `clientId`: a UUID that this installation keeps; it gets the same account again. */
  readonly anonymous: (clientId: string) => Promise<Token>;
  readonly register: (account: { email: string; password: string; bind?: string }) => Promise<Token>;
  readonly login: (account: { email: string; password: string }) => Promise<Token>;
  readonly logout: () => Promise<unknown>;
  /** Whose token this is, and what it may do. */
  readonly verify: () => Promise<Who>;
  readonly tokens: () => Promise<readonly TokenInfo[]>;
  /** `expires_in`: seconds; left out, it does not expire. */
  readonly createToken: (token: {
    name: string;
    scopes: readonly Scope[];
    expires_in?: number;
  }) => Promise<Token & { readonly id: string; readonly name: string }>;
  readonly revokeToken: (id: string) => Promise<unknown>;
  /** A link that opens one project in a browser, once. */
  readonly claim: (project: NewProject) => Promise<{ readonly claim_token: string; readonly url: string }>;
  /** What webhooks of this account are signed with. */
  readonly webhookSecret: () => Promise<{ readonly secret: string }>;
};

export type Credits = {
  readonly balance: () => Promise<Balance>;
  /** Newest first; `before`: the id of the last entry that is known. */
  readonly history: (page?: { limit?: number; before?: number }) => Promise<readonly CreditEntry[]>;
};

export type Projects = {
  /** A project with a session to edit in. */
  readonly create: (project?: { name?: string; language?: string }) => Promise<NewProject>;
  /** Newest first. */
  readonly list: (page?: { limit?: number; before?: string }) => Promise<readonly Project[]>;
  readonly get: (id: string) => Promise<Project>;
  readonly rename: (id: string, name: string) => Promise<Project>;
  readonly remove: (id: string) => Promise<unknown>;
};

export type States = {
  readonly latest: (sessionId: string) => Promise<LatestState>;
  readonly versions: (sessionId: string) => Promise<readonly Version[]>;
  readonly restore: (sessionId: string, version: number) => Promise<LatestState>;
  /** Edits by hand: all operations or none, one undo step. 3002 when the draft is not the one of `baseVersion`. */
  readonly edit: (
    sessionId: string,
    baseVersion: number,
    operations: readonly OperationCall[],
  ) => Promise<LatestState & { readonly changes: readonly string[] }>;
  /** The captions as the content of a file. */
  readonly captions: (sessionId: string, format?: 'srt' | 'vtt' | 'ass') => Promise<string>;
};

export function openClient(options: ClientOptions): Client {
  const http = openHttp(options);
  const { data } = http;
  return {
    accounts: {
      anonymous: (clientId) =>
        data('POST', '/api/auth/anonymous-token', { headers: { 'x-client-id': clientId }, once: true }),
      register: (body) => data('POST', '/api/auth/register', { body, once: true }),
      login: (body) => data('POST', '/api/auth/login', { body, once: true }),
      logout: () => data('POST', '/api/auth/logout'),
      verify: () => data('POST', '/api/auth/verify'),
      tokens: async () => (await data<{ tokens: readonly TokenInfo[] }>('GET', '/api/auth/tokens')).tokens,
      createToken: (body) => data('POST', '/api/auth/tokens', { body, once: true }),
      revokeToken: (id) => data('DELETE', `/api/auth/tokens/${encodeURIComponent(id)}`),
      claim: ({ task_id, session_id }) => data('POST', '/api/auth/claim-token', { body: { task_id, session_id } }),
      webhookSecret: () => data('GET', '/api/webhooks/secret'),
    },
    credits: {
      balance: async () => {
        const { available = 0, frozen = 0, total } = await data<Partial<Balance>>('GET', '/api/credits/balance/simple');
        return { available, frozen, total: total ?? available + frozen };
      },
      history: async (page = {}) =>
        (await data<{ entries: readonly CreditEntry[] }>('GET', `/api/credits/history${query(page)}`)).entries,
    },
    projects: projectsOf(data),
    state: statesOf(data),
    uploads: openUploads(http),
    turns: openTurns(http),
    renders: openRenders(http),
    call: http.answer,
    as: (token) => openClient({ ...options, token }),
  };
}

type Data = <T>(method: string, path: string, options?: CallOptions) => Promise<T>;

const projectsOf = (data: Data): Projects => ({
  create: ({ name, language } = {}) =>
    data('POST', '/api/tasks/me/with-session/nemo_agent', {
      body: { ...(name === undefined ? {} : { task_name: name }), ...(language === undefined ? {} : { language }) },
    }),
  list: async (page = {}) => (await data<{ tasks: readonly Project[] }>('GET', `/api/tasks/me${query(page)}`)).tasks,
  get: (id) => data('GET', `/api/tasks/me/${encodeURIComponent(id)}`),
  rename: (id, name) => data('PATCH', `/api/tasks/me/${encodeURIComponent(id)}`, { body: { task_name: name } }),
  remove: (id) => data('DELETE', `/api/tasks/me/${encodeURIComponent(id)}`),
});

function statesOf(data: Data): States {
  const at = (sessionId: string, rest: string): string =>
    `/api/state/nemo_agent/me/${encodeURIComponent(sessionId)}/${rest}`;
  return {
    latest: (sessionId) => data('GET', at(sessionId, 'latest')),
    versions: async (sessionId) =>
      (await data<{ versions: readonly Version[] }>('GET', at(sessionId, 'versions'))).versions,
    restore: (sessionId, version) => data('POST', at(sessionId, 'restore'), { body: { version } }),
    edit: (sessionId, baseVersion, operations) =>
      data('PATCH', at(sessionId, 'draft'), { body: { base_version: baseVersion, operations } }),
    captions: async (sessionId, format = 'srt') =>
      (await data<{ content: string }>('GET', at(sessionId, `captions?format=${format}`))).content,
  };
}

function query(values: Readonly<Record<string, string | number | undefined>>): string {
  const given = Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]]));
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
}
