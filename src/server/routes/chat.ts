import * as z from 'zod';
import { cancelTurn, findTurn, followTurn, seqOfEvent, startTurn } from '../../app/service/turns.ts';
import { fail } from '../../base/errors.ts';
import { AdkEvent, AGENT_NAME } from '../../protocol/adk.ts';
import { RunRequest } from '../../protocol/run-request.ts';
import { checkClaim } from '../auth.ts';
import { type Call, defineRoute, Id, Nothing, type Route } from '../route.ts';
import { streamTurn } from '../sse/follow.ts';
import type { OpenStream } from '../sse/open-streams.ts';
import { STREAM_RULES } from '../sse/stream.ts';

/** Talking to the agent: a request becomes a turn, and its events are streamed, again and again if need be. */

type Chat<P = unknown, Q = unknown, B = unknown> = Call<'token', P, Q, B>;

/** Starts the turn of a request, or joins the one that its idempotency key has begun. */
async function begin(call: Chat<unknown, unknown, RunRequest>): Promise<string> {
  const { desk, caller, body, attribution, idempotencyKey } = call;
  const isOurs = body.userId === null || body.userId === 'me' || body.userId === caller.accountId;
  if (!isOurs || (body.appName !== null && body.appName !== AGENT_NAME)) throw fail('session.not_found', undefined);
  await checkSession(call, body.sessionId);
  const { accountId } = caller;
  const { sessionId, text, selected } = body;
  const { turnId } = await startTurn(desk, { accountId, sessionId, text, selected, attribution, idempotencyKey });
  return turnId;
}

/** Sends a turn's events to this caller, as long as its token is good. */
async function stream(
  { desk, reply, lang, stopping }: Chat,
  place: OpenStream,
  from: { turnId: string; after: number; streaming: boolean },
): Promise<void> {
  place.watches(from.turnId);
  await streamTurn({ desk, reply, ...from, lang, stopping, lost: place.lost });
}

const TurnPath = z.object({ turn_id: Id });

async function ownTurn(call: Chat<z.output<typeof TurnPath>>): Promise<string> {
  const { desk, caller, params } = call;
  const turn = await findTurn(desk, { accountId: caller.accountId, turnId: params.turn_id });
  await checkSession(call, turn.sessionId);
  return turn.id;
}

/** A browser that came by a claim link stays within its project. */
const checkSession = ({ desk, caller }: Chat, sessionId: string): Promise<void> =>
  checkClaim(desk, caller, { session: 'id' }, { id: sessionId });

export const CHAT_ROUTES: readonly Route[] = [
  defineRoute({
    method: 'POST',
    url: '/run_sse',
    tag: 'Chat',
    summary: 'Say what to edit; the events of the turn come as a stream. The turn goes on without its reader.',
    auth: 'token',
    scopes: ['write'],
    claim: 'checked-by-handler',
    body: RunRequest,
    response: Nothing,
    wrapping: 'stream',
    produces: 'text/event-stream',
    handler: async (call) => {
      // Before the turn: a request that is refused has done nothing.
      using place = call.streams.open({ caller: call.caller, kind: 'turn' });
      const turnId = await begin(call);
      await stream(call, place, { turnId, after: 0, streaming: call.body.streaming });
    },
  }),
  defineRoute({
    method: 'GET',
    url: '/run_sse/:turn_id',
    tag: 'Chat',
    summary: 'The events of a turn after the one that `after` or Last-Event-ID names; all of them without.',
    auth: 'token',
    scopes: ['read'],
    claim: 'checked-by-handler',
    params: TurnPath,
    query: z.object({ after: Id.optional(), streaming: z.stringbool().optional() }),
    response: Nothing,
    wrapping: 'stream',
    produces: 'text/event-stream',
    handler: async (call) => {
      const { desk, query, request, caller } = call;
      const turnId = await ownTurn(call);
      const named = query.after ?? lastEventId(request.headers['last-event-id']);
      using place = call.streams.open({ caller, kind: 'turn', resumes: named === null ? null : turnId });
      // An event that we do not know: from the beginning, for nothing may be missed.
      const after = named === null ? 0 : ((await seqOfEvent(desk, turnId, named)) ?? 0);
      await stream(call, place, { turnId, after, streaming: query.streaming ?? false });
    },
  }),
  defineRoute({
    method: 'POST',
    url: '/run_sse/:turn_id/cancel',
    tag: 'Chat',
    summary: 'Stop a turn; the draft stays as it was before it.',
    auth: 'token',
    scopes: ['write'],
    claim: 'checked-by-handler',
    params: TurnPath,
    response: z.object({ turn_id: z.string(), session_id: z.string(), status: z.string() }),
    handler: async (call) => {
      const turnId = await ownTurn(call);
      const turn = await cancelTurn(call.desk, { accountId: call.caller.accountId, turnId });
      return { turn_id: turn.id, session_id: turn.sessionId, status: turn.state };
    },
  }),
  defineRoute({
    method: 'POST',
    url: '/run',
    tag: 'Chat',
    summary: 'Say what to edit and wait: the events of the turn as one list.',
    auth: 'token',
    scopes: ['write'],
    claim: 'checked-by-handler',
    body: RunRequest,
    response: z.array(AdkEvent),
    wrapping: 'plain',
    handler: async (call) => {
      using place = call.streams.open({ caller: call.caller, kind: 'turn' });
      const turnId = await begin(call);
      return whole(call, turnId, place.lost);
    },
  }),
];

const lastEventId = (header: string | string[] | undefined): string | null =>
  typeof header === 'string' && Id.safeParse(header).success ? header : null;

/** All events of a turn but the passing ones, once it has ended. */
async function whole({ desk, reply, stopping }: Chat, turnId: string, lost: AbortSignal): Promise<AdkEvent[]> {
  const gone = new AbortController();
  reply.raw.once('close', () => gone.abort());
  const enough = AbortSignal.any([stopping, AbortSignal.timeout(STREAM_RULES.maxMs)]);
  const events: AdkEvent[] = [];
  const signal = AbortSignal.any([gone.signal, enough, lost]);
  for await (const { event } of followTurn(desk, turnId, { after: 0, signal })) {
    if (event.partial !== true) events.push(event);
  }
  if (lost.aborted) throw lost.reason;
  // The turn goes on: the same idempotency key joins it.
  if (enough.aborted) throw fail('server.stopping', { retryAfter: 5 });
  return events;
}
