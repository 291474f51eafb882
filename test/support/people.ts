import assert from 'node:assert/strict';
import type { TestServer } from './http.ts';
import { type Answer, type Asking, ask as askApp } from './inject.ts';

/** People who come to a server, each from an address of their own. */

export const ANON = 'POST /api/auth/anonymous-token';
export const PASSWORD = 'a long password';
export const email = (): string => `${crypto.randomUUID()}@Example.com`;

let hosts = 0;
/** An address that nobody has called from. */
export const fresh = (): string => `198.51.${Math.floor(++hosts / 200)}.${hosts % 200}`;

export type Someone = { readonly token: string; readonly id: string };
export type SomeProject = { readonly task: string; readonly session: string; readonly claim: string | undefined };

export type People = {
  readonly ask: (key: string, asking?: Asking, url?: string) => Promise<Answer>;
  readonly anonymous: (clientId?: string) => Promise<Someone>;
  readonly project: (someone: Someone) => Promise<SomeProject>;
};

export function peopleOf(site: TestServer): People {
  const ask: People['ask'] = (key, asking = {}, url) => askApp(site.server.app, key, url, asking);
  return {
    ask,
    anonymous: async (clientId = crypto.randomUUID()) => {
      const { status, data, text } = await ask(ANON, { headers: { 'x-client-id': clientId }, remoteAddress: fresh() });
      assert.equal(status, 200, text);
      return { token: String(data['token']), id: String(data['user_id']) };
    },
    project: async ({ token }) => {
      const key = 'POST /api/tasks/:uid/with-session/nemo_agent';
      const { data } = await ask(key, { token, body: { task_name: 'Mine' } }, '/api/tasks/me/with-session/nemo_agent');
      return {
        task: String(data['task_id']),
        session: String(data['session_id']),
        claim: data['claim_url'] as string | undefined,
      };
    },
  };
}
