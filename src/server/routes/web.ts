import { isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';
import * as z from 'zod';
import { creditBalance } from '../../app/service/credits.ts';
import { addSamples } from '../../app/service/samples.ts';
import { stateRevision } from '../../app/service/state.ts';
import { authenticate, type Caller } from '../../app/service/tokens.ts';
import { isOnePerson, OWNER_EMAIL, openWebSession } from '../../app/service/web-session.ts';
import { TellcutError } from '../../base/errors.ts';
import { cookieName } from '../auth.ts';
import { type Call, defineRoute, Id, type Route } from '../route.ts';
import { setWebCookie } from './accounts.ts';

/** Whether a browser on this machine called directly: no name that leads here from elsewhere, nobody in between. */
function isFromHere({ ip, headers, host }: FastifyRequest): boolean {
  const isForwarded = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'].some((name) => headers[name] !== undefined);
  const name = host.replace(/:\d+$/, '');
  const isLoopback =
    ip === '::1' || (isIP(ip.replace('::ffff:', '')) === 4 && ip.replace('::ffff:', '').startsWith('127.'));
  return !isForwarded && isLoopback && ['127.0.0.1', 'localhost', '[::1]'].includes(name);
}

/** Who the browser's cookie stands for; null when it has none that works any more. */
async function known({ desk, request }: Pick<Call, 'desk' | 'request'>): Promise<Caller | null> {
  const cookie = request.cookies[cookieName(desk.settings.publicUrl ?? '')];
  if (cookie === undefined) return null;
  try {
    return await authenticate(desk, cookie, 'cookie');
  } catch (error) {
    if (error instanceof TellcutError) return null;
    throw error;
  }
}

const session = defineRoute({
  method: 'POST',
  url: '/api/web/session',
  tag: 'Accounts',
  summary: "The browser's session: the one that it has, or a new one without a login.",
  auth: 'none',
  perMinute: 60,
  response: z.object({
    user_id: z.string(),
    kind: z.enum(['owner', 'registered', 'anonymous']).describe("owner: of this machine's own account"),
    email: z.string().nullable(),
    project_id: z.string().nullable().describe('The one project that a claim link opened.'),
    credits: z.int().nullable().describe('null: nothing is counted here.'),
    origin: z.string().describe('Where this app is at home.'),
    max_upload_bytes: z.int(),
  }),
  handler: async (call) => {
    const { desk, from, publicUrl, reply, request } = call;
    let caller = await known(call);
    if (caller === null) {
      const made = await openWebSession(desk, { isFromHere: isFromHere(request), from });
      setWebCookie(reply, publicUrl, made);
      caller = await authenticate(desk, made.token, 'cookie');
    }
    reply.header('cache-control', 'no-store');
    const isOwner = caller.email === OWNER_EMAIL && isOnePerson(desk);
    const { available } = await creditBalance(desk, caller.accountId);
    return {
      user_id: caller.accountId,
      kind: isOwner
        ? ('owner' as const)
        : caller.kind === 'anonymous'
          ? ('anonymous' as const)
          : ('registered' as const),
      email: isOwner ? null : caller.email,
      project_id: caller.projectId,
      credits: desk.settings.credits ? available : null,
      origin: new URL(publicUrl).origin,
      max_upload_bytes: desk.settings.maxUploadBytes,
    };
  },
});

/** Making them takes some seconds of every core. */
const SAMPLES_A_MINUTE = 30;

const samples = defineRoute({
  method: 'POST',
  url: '/api/web/sessions/:sid/samples',
  tag: 'Upload',
  summary: 'Adds our sample clips to a session, for somebody who has none at hand.',
  auth: 'token',
  scopes: ['upload'],
  claim: { session: 'sid' },
  params: z.object({ sid: Id }),
  perMinute: SAMPLES_A_MINUTE,
  response: z.object({ files: z.array(z.string()).describe('Their names.') }),
  handler: async ({ desk, caller, params: { sid } }) => {
    const signal = AbortSignal.timeout(120_000);
    const which = { accountId: caller.accountId, sessionId: sid };
    await stateRevision(desk, which); // an unknown session makes no work
    return { files: (await addSamples(desk, { ...which, signal })).map(({ filename }) => filename) };
  },
});

export const WEB_ROUTES: readonly Route[] = [session, samples];
