import * as z from 'zod';
import { readiness } from '../../app/service/workload.ts';
import { fail } from '../../base/errors.ts';
import { isPrivate } from '../client-address.ts';
import { defineRoute, Nothing, type Route } from '../route.ts';

const tag = 'Operations';

const healthz = defineRoute({
  method: 'GET',
  url: '/healthz',
  tag,
  summary: 'Whether the process is up.',
  auth: 'none',
  wrapping: 'plain',
  quiet: true,
  whileStopping: true,
  response: z.object({ status: z.literal('ok') }),
  handler: () => ({ status: 'ok' as const }),
});

const readyz = defineRoute({
  method: 'GET',
  url: '/readyz',
  tag,
  summary: 'Whether the server can take work: database, storage, workers. 503 when not.',
  auth: 'none',
  wrapping: 'plain',
  quiet: true,
  whileStopping: true,
  response: z.object({
    status: z.enum(['ready', 'not-ready']),
    checks: z.record(z.string(), z.boolean()).describe('What was looked at, and whether it works.'),
  }),
  handler: async ({ desk, stopping, reply }) => {
    const checks = { ...(await readiness(desk)), accepting: !stopping.aborted };
    const isReady = Object.values(checks).every(Boolean);
    if (isReady) return { status: 'ready' as const, checks };
    // Not one of the API's failures: the checks are what is wanted.
    reply.code(503).header('retry-after', '5').type('application/json; charset=utf-8').serializer(JSON.stringify);
    return { status: 'not-ready' as const, checks };
  },
});

const metrics = defineRoute({
  method: 'GET',
  url: '/metrics',
  tag,
  summary: "Figures in Prometheus' format; for private networks only.",
  auth: 'none',
  wrapping: 'stream',
  produces: 'text/plain',
  quiet: true,
  whileStopping: true,
  response: Nothing,
  handler: async ({ metrics: all, request, reply }) => {
    // A proxy that is not trusted makes everybody look like a neighbour: then only neighbours without one may read.
    const isForwarded = request.headers['x-forwarded-for'] !== undefined && request.ips === undefined;
    if (!isPrivate(request.ip) || isForwarded) throw fail('server.no_such_route', { method: 'GET', path: '/metrics' });
    const { text, type } = await all.read();
    return reply.type(type).send(text);
  },
});

export const HEALTH_ROUTES: readonly Route[] = [healthz, readyz, metrics];
