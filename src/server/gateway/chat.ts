import websocket, { type WebSocket } from '@fastify/websocket';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import * as z from 'zod';
import { cancelTurn, followTurn, startTurn } from '../../app/service/turns.ts';
import { newestTurn } from '../../app/service/usage.ts';
import { TellcutError } from '../../base/errors.ts';
import { callerOf, checkClaim } from '../auth.ts';
import { langOfRequest, replyOf } from '../failures.ts';
import { attributionOf } from '../headers.ts';
import type { Mounting } from '../mount.ts';
import { type Call, defineRoute, Id, Nothing } from '../route.ts';
import { messagesOf } from './messages.ts';

/**
 * Chat as the vendor's command line speaks it: one WebSocket for a session. In: message, ping, abort. Out:
 * session_ready, message_accepted, chunk, text, tool_start, tool_end, status, done, pong, error. Its token stands in the
 * address, which the log leaves out.
 */

/** Closes that its client knows. */
const BAD_TOKEN = 4001;
const NO_SESSION = 4002;
/** RFC 6455: the server restarts; its client connects again by itself. 1013: try again later, for who reads too slowly too. */
const RESTART = 1012;
const TRY_LATER = 1013;

/** What a reader may leave unread in our memory. */
const MOST_BACKLOG = 262_144;
const MOST_MESSAGE_BYTES = 262_144;
/** A client that says nothing for so long after it came has come back, and wants to know what became of its turn. */
const SILENT_MS = 1500;
/** So long after its end a turn is still told to somebody who comes back. */
const RECENT_MS = 60_000;
/** Proxies keep a connection on which something moves. */
const PING_MS = 30_000;

const Incoming = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('message'), content: z.string().max(100_000) }),
  z.looseObject({ type: z.literal('ping') }),
  z.looseObject({ type: z.literal('abort') }),
]);

/** The rules of the upgrade, as a route has them. */
const UPGRADE = defineRoute({
  method: 'GET',
  url: '/ws/chat',
  tag: 'Gateway',
  summary: 'Chat over a WebSocket.',
  auth: 'token',
  scopes: ['write'],
  claim: 'checked-by-handler',
  tokenInQuery: true,
  response: Nothing,
  handler: () => null,
});

/** Adds /ws/chat. */
export async function addGatewayChat(app: FastifyInstance, mounting: Mounting): Promise<void> {
  await app.register(websocket, { options: { maxPayload: MOST_MESSAGE_BYTES } });
  await app.register(async (scope) => {
    scope.get('/ws/chat', { websocket: true, config: { route: UPGRADE } }, (socket, request) => {
      serve(socket, request, mounting).catch((error: unknown) => {
        mounting.desk.log.error({ err: error }, 'a socket failed');
        socket.close(1011);
      });
    });
  });
}

async function serve(socket: WebSocket, request: FastifyRequest, mounting: Mounting): Promise<void> {
  const { desk, stopping, streams } = mounting;
  const early: Buffer[] = [];
  const keep = (data: Buffer): number => early.push(data);
  socket.on('message', keep); // nothing may be lost while we look who it is
  socket.on('error', () => socket.terminate());
  const session = Id.safeParse((request.query as Record<string, unknown>)['session_id']);
  let caller: Call<'token'>['caller'] | null = null;
  try {
    caller = await callerOf(desk, UPGRADE, request);
    if (caller === null) return socket.close(BAD_TOKEN);
    if (!session.success) return socket.close(NO_SESSION);
    await checkClaim(desk, caller, { session: 'id' }, { id: session.data });
    const place = { accountId: caller.accountId, sessionId: session.data };
    const held = streams.open({ caller, kind: 'socket' });
    socket.once('close', () => held[Symbol.dispose]());
    held.lost.addEventListener('abort', () => socket.close(BAD_TOKEN), { once: true });
    if (socket.readyState !== socket.OPEN) return held[Symbol.dispose]();
    const newest = await newestTurn(desk, place);
    const chat = new Chat(socket, request, { desk, place });
    socket.off('message', keep);
    chat.begin(early, newest);
    stopping.addEventListener('abort', () => socket.close(RESTART), { once: true });
  } catch (error) {
    if (!(error instanceof TellcutError)) throw error;
    if (caller === null) socket.close(BAD_TOKEN);
    else {
      socket.send(JSON.stringify(failureOf(error, request)));
      socket.close(error.code === 'server.too_many_streams' ? TRY_LATER : NO_SESSION);
    }
  }
}

type Newest = Awaited<ReturnType<typeof newestTurn>>;
type Where = { readonly desk: Mounting['desk']; readonly place: { accountId: string; sessionId: string } };

/** One connection. Turns go on without it. */
class Chat {
  readonly #socket: WebSocket;
  readonly #request: FastifyRequest;
  readonly #where: Where;
  readonly #gone = new AbortController();
  #turn: string | null = null;
  #hasSpoken = false;

  constructor(socket: WebSocket, request: FastifyRequest, where: Where) {
    this.#socket = socket;
    this.#request = request;
    this.#where = where;
    const pings = setInterval(() => socket.ping(), PING_MS);
    socket.once('close', () => {
      clearInterval(pings);
      this.#gone.abort();
    });
  }

  begin(early: readonly Buffer[], newest: Newest): void {
    this.#socket.on('message', (data: Buffer) => this.#take(data));
    this.#send({ type: 'session_ready', session_id: this.#where.place.sessionId });
    for (const data of early) this.#take(data);
    const isRecent =
      newest !== null &&
      (newest.isRunning || this.#where.desk.clock().getTime() - (newest.endedAt?.getTime() ?? 0) < RECENT_MS);
    if (!isRecent) return;
    const timer = setTimeout(() => {
      if (!this.#hasSpoken) this.#guarded(() => this.#follow(newest.id));
    }, SILENT_MS);
    this.#socket.once('close', () => clearTimeout(timer));
  }

  #take(data: Buffer): void {
    const read = Incoming.safeParse(parsed(data));
    if (!read.success) return this.#send({ type: 'error', error: 'This message is not understood.', code: 400 });
    if (read.data.type === 'ping') return this.#send({ type: 'pong' });
    const { type } = read.data;
    this.#hasSpoken = true;
    if (type === 'abort') return this.#guarded(() => this.#abort());
    const { content } = read.data;
    this.#guarded(() => this.#ask(content));
  }

  async #ask(text: string): Promise<void> {
    const { desk, place } = this.#where;
    const { turnId } = await startTurn(desk, { ...place, text, attribution: attributionOf(this.#request) });
    this.#send({ type: 'message_accepted', turn_id: turnId });
    await this.#follow(turnId);
  }

  async #abort(): Promise<void> {
    const { desk, place } = this.#where;
    if (this.#turn !== null) await cancelTurn(desk, { accountId: place.accountId, turnId: this.#turn });
  }

  async #follow(turnId: string): Promise<void> {
    this.#turn = turnId;
    const { signal } = this.#gone;
    for await (const { event } of followTurn(this.#where.desk, turnId, { after: 0, signal })) {
      for (const message of messagesOf(event)) this.#send(message);
    }
    this.#turn = null;
    if (!signal.aborted) this.#send({ type: 'done', turn_id: turnId });
  }

  /** What goes wrong is told to the client; its turn, if there is one, goes on. */
  #guarded(work: () => Promise<void>): void {
    work().catch((error: unknown) => {
      if (this.#gone.signal.aborted) return;
      if (!(error instanceof TellcutError)) this.#where.desk.log.error({ err: error }, 'a socket failed');
      this.#send(failureOf(error, this.#request));
    });
  }

  #send(message: object): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    if (this.#socket.bufferedAmount > MOST_BACKLOG) return this.#socket.close(TRY_LATER);
    this.#socket.send(JSON.stringify(message));
  }
}

function failureOf(error: unknown, request: FastifyRequest): object {
  const { body } = replyOf(error, { lang: langOfRequest(request), requestId: request.id, registerUrl: null });
  return { type: 'error', error: body.message, code: body.code, data: body.data };
}

function parsed(data: Buffer): unknown {
  try {
    return JSON.parse(data.toString());
  } catch {
    return null;
  }
}
