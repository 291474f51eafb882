import { isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';
import * as z from 'zod';
import { FORMATS } from '../../app/export.ts';
import { creditBalance } from '../../app/service/credits.ts';
import { estimateExport } from '../../app/service/export-estimate.ts';
import { addSamples } from '../../app/service/samples.ts';
import { stateRevision } from '../../app/service/state.ts';
import { authenticate, type Caller } from '../../app/service/tokens.ts';
import { isOnePerson, OWNER_EMAIL, openWebSession, prolonged } from '../../app/service/web-session.ts';
import { TellcutError } from '../../base/errors.ts';
import { resolutionOf } from '../../operations/export-options.ts';
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
    } else {
      const expiresAt = await prolonged(desk, caller);
      const token = request.cookies[cookieName(publicUrl)];
      if (expiresAt !== null && token !== undefined) setWebCookie(reply, publicUrl, { token, expiresAt });
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

const exportEstimate = defineRoute({
  method: 'GET',
  url: '/api/web/sessions/:sid/export',
  tag: 'Export',
  summary: 'What an export of the latest version would come to: size, bytes, time, and how it suits the platform.',
  auth: 'token',
  scopes: ['read'],
  claim: { session: 'sid' },
  params: z.object({ sid: Id }),
  query: z.object({
    format: z.enum(Object.keys(FORMATS) as [string, ...string[]]).default('mp4'),
    quality: z.enum(['draft', 'standard', 'high', 'source']).default('standard'),
    resolution: z.string().max(40).optional(),
    platform: z.string().trim().max(60).optional(),
  }),
  response: z.object({
    width: z.int(),
    height: z.int(),
    fps: z.number(),
    duration: z.number().describe('Seconds'),
    bytes: z.int().nullable().describe('About; null for stills.'),
    seconds: z.number().nullable().describe('About, as fast as this account exported before; null before the first.'),
    notes: z.array(z.object({ fault: z.boolean(), text: z.string() })),
  }),
  handler: async ({ desk, caller, params: { sid }, query, lang }) => {
    const { format, quality, resolution, platform } = query;
    const options = {
      format,
      quality,
      ...(resolution === undefined ? {} : { resolution: resolutionOf(resolution) }),
      ...(platform === undefined ? {} : { platform: platform.toLowerCase() }),
    };
    const found = await estimateExport(desk, { accountId: caller.accountId, sessionId: sid, options });
    const { durationMs, notes, ...rest } = found;
    return {
      ...rest,
      duration: durationMs / 1000,
      notes: notes.map(({ isFault, said }) => ({ fault: isFault, text: said[lang] })),
    };
  },
});

export const WEB_ROUTES: readonly Route[] = [session, samples, exportEstimate];
