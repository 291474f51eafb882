import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Desk } from '../app/desk.ts';
import { workload } from '../app/service/workload.ts';

/** What Prometheus reads at /metrics. Labels are bounded: routes by their pattern, clients by the first fifty names. */
export type Metrics = {
  /** The text of all metrics, and its content type. */
  readonly read: () => Promise<{ text: string; type: string }>;
  /** How many streams are open, as `OpenStreams` counts them. */
  readonly streams: Gauge<'kind'>;
};

const SOURCES_MOST = 50;

export function openMetrics(desk: Desk, app: FastifyInstance): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'tellcut_' });
  const requests = new Histogram({
    name: 'tellcut_http_request_seconds',
    help: 'Time to answer, by route, status class and client.',
    labelNames: ['route', 'status', 'client'],
    buckets: [0.005, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 60],
    registers: [registry],
  });
  const sources = new Set<string>();
  // Nothing is to be struck out of these lines (src/server/log.ts): looking for it was a quarter of what a read cost.
  const lines = app.log.child({}, { redact: [] });
  app.addHook('onResponse', async (request, reply) => {
    const route = `${request.method} ${request.routeOptions.url ?? 'unknown'}`;
    const labels = {
      route,
      status: `${Math.floor(reply.statusCode / 100)}xx`,
      client: bounded(sources, request.headers['x-skill-source']),
    };
    requests.observe(labels, reply.elapsedTime / 1000);
    const line = { req: request, res: reply, ms: Math.round(reply.elapsedTime) };
    if (request.routeOptions.config.route?.quiet === true) lines.debug(line, 'request');
    else lines.info(line, 'request');
  });
  addWorkload(desk, registry);
  return {
    read: async () => ({ text: await registry.metrics(), type: registry.contentType }),
    streams: new Gauge({
      name: 'tellcut_streams',
      help: 'Open streams of events.',
      labelNames: ['kind'],
      registers: [registry],
    }),
  };
}

/** Turns, renders and queues, counted in the store when somebody asks: they are the deployment's, not this process's. */
function addWorkload(desk: Desk, registry: Registry): void {
  const gauge = <L extends string>(name: string, help: string, labelNames: L[]): Gauge<L> =>
    new Gauge({ name, help, labelNames, registers: [registry] });
  const turns = gauge('tellcut_turns', 'Turns, by state.', ['state']);
  const renders = gauge('tellcut_renders', 'Renders, by state.', ['state']);
  const waiting = gauge('tellcut_jobs_waiting', 'Jobs that wait, by queue.', ['queue']);
  const active = gauge('tellcut_jobs_active', 'Jobs that run, by queue.', ['queue']);
  const speed = gauge('tellcut_render_speed', 'Seconds of video made in one second, over the last hour.', []);
  const reused = gauge('tellcut_render_parts_reused', 'Share of parts found finished, over the last hour.', []);
  const collecting = new Gauge({
    name: 'tellcut_accounts',
    help: 'Accounts, by kind.',
    labelNames: ['kind'],
    registers: [registry],
    collect: async () => {
      const now = await workload(desk);
      for (const [state, count] of Object.entries(now.turns)) turns.set({ state }, count);
      for (const [state, count] of Object.entries(now.renders)) renders.set({ state }, count);
      for (const [kind, count] of Object.entries(now.accounts)) collecting.set({ kind }, count);
      for (const depth of now.queues) {
        waiting.set({ queue: depth.queue }, depth.waiting);
        active.set({ queue: depth.queue }, depth.active);
      }
      if (now.renderSpeed !== null) speed.set(now.renderSpeed);
      if (now.partsReused !== null) reused.set(now.partsReused);
    },
  });
}

function bounded(known: Set<string>, said: string | string[] | undefined): string {
  const name = typeof said === 'string' ? said.slice(0, 40).replace(/[^\w.-]/g, '_') : 'none';
  if (known.has(name)) return name;
  if (known.size >= SOURCES_MOST) return 'other';
  known.add(name);
  return name;
}
