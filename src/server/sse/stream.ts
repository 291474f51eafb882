import type { ServerResponse } from 'node:http';
import type { FastifyReply } from 'fastify';

/** How a stream treats its reader. */
export type StreamRules = {
  /** A comment goes out after this long without an event, so that proxies keep the connection. */
  readonly heartbeatMs: number;
  /** What a reader may leave unread in our memory; beyond it there is `graceMs` to catch up. */
  readonly maxBacklog: number;
  readonly graceMs: number;
  /** The longest stream; clients are told to come back. */
  readonly maxMs: number;
};

export const STREAM_RULES: StreamRules = {
  heartbeatMs: 15_000,
  maxBacklog: 262_144,
  graceMs: 5000,
  maxMs: 15 * 60_000,
};

/**
 * One event as a frame: a line of JSON and an empty line. Never `event:` or `id:` lines: Google's own client drops
 * every event that has one (docs/api.md). JSON escapes line ends, so no text can begin a frame of its own; what Python
 * takes for a line end besides is escaped here.
 */
export const frameOf = (event: object): string =>
  `data: ${JSON.stringify(event).replace(/[\u0085\u2028\u2029]/g, escaped)}\n\n`;

const escaped = (letter: string): string => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;

const HEARTBEAT = ': heartbeat\n\n';

/** A reply that has become a stream of events. */
export class EventStream implements Disposable {
  readonly #response: ServerResponse;
  readonly #rules: StreamRules;
  readonly #gone = new AbortController();
  readonly #heartbeat: NodeJS.Timeout;

  /** Takes the reply over from Fastify and sends its head at once; headers that hooks have set stay. */
  constructor(reply: FastifyReply, rules: StreamRules, headers: Readonly<Record<string, string>> = {}) {
    this.#rules = rules;
    reply.hijack();
    const response = reply.raw;
    this.#response = response;
    for (const [name, value] of Object.entries(reply.getHeaders())) {
      if (value !== undefined) response.setHeader(name, value);
    }
    response.writeHead(200, {
      ...headers,
      'content-type': 'text/event-stream',
      'cache-control': 'no-cache, no-transform',
      // Nginx collects answers before it sends them on, unless it is told not to.
      'x-accel-buffering': 'no',
    });
    response.flushHeaders();
    response.socket?.setNoDelay(true);
    response.once('close', () => this.#gone.abort());
    response.on('error', () => this.#gone.abort());
    if (response.destroyed) this.#gone.abort();
    this.#heartbeat = setInterval(() => {
      if (response.writableLength > rules.maxBacklog) this.#drop();
      else response.write(HEARTBEAT);
    }, rules.heartbeatMs);
  }

  /** Aborted when the reader has gone, or was dropped. */
  get gone(): AbortSignal {
    return this.#gone.signal;
  }

  /** Sends an event. False: the reader does not keep up and was dropped, or has gone. It can resume. */
  async send(event: object): Promise<boolean> {
    if (this.#gone.signal.aborted) return false;
    this.#response.write(frameOf(event));
    this.#heartbeat.refresh();
    if (this.#response.writableLength <= this.#rules.maxBacklog) return true;
    if (await this.#drained()) return true;
    this.#drop();
    return false;
  }

  #drop(): void {
    this.#gone.abort();
    this.#response.destroy();
  }

  async #drained(): Promise<boolean> {
    const response = this.#response;
    return new Promise((done) => {
      const settle = (isDrained: boolean) => (): void => {
        clearTimeout(timer);
        response.off('drain', drained).off('close', closed);
        done(isDrained);
      };
      const drained = settle(true);
      const closed = settle(false);
      const timer = setTimeout(closed, this.#rules.graceMs);
      response.once('drain', drained).once('close', closed);
    });
  }

  /** Ends the stream in order: what was sent still arrives. */
  [Symbol.dispose](): void {
    clearInterval(this.#heartbeat);
    if (!this.#response.destroyed) this.#response.end();
  }
}
