import type { FastifyInstance } from 'fastify';
import type { Mounting } from '../mount.ts';
import type { Route } from '../route.ts';
import { ACCOUNT_ROUTES } from './accounts.ts';
import { ADK_SESSION_ROUTES } from './adk-sessions.ts';
import { CREDIT_ROUTES } from './credits.ts';
import { HEALTH_ROUTES } from './health.ts';
import { PAGE_ROUTES } from './pages.ts';
import { PROJECT_ROUTES } from './projects.ts';
import { RENDER_ROUTES } from './renders.ts';
import { STATE_ROUTES } from './state.ts';

/** What a route record cannot say: content types of uploads, sockets. Added before the routes. */
export type ServerPlugin = (app: FastifyInstance, mounting: Mounting) => Promise<void>;

export const PLUGINS: readonly ServerPlugin[] = [];

/** Every route of the server. The tests' matrix, the documentation and the server read this table. */
export const ROUTES: readonly Route[] = [
  ...ACCOUNT_ROUTES,
  ...CREDIT_ROUTES,
  ...PROJECT_ROUTES,
  ...STATE_ROUTES,
  ...ADK_SESSION_ROUTES,
  ...RENDER_ROUTES,
  ...HEALTH_ROUTES,
  ...PAGE_ROUTES,
];
