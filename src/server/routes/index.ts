import type { FastifyInstance } from 'fastify';
import { addGatewayChat } from '../gateway/chat.ts';
import type { Mounting } from '../mount.ts';
import type { Route } from '../route.ts';
import { addTus } from '../tus.ts';
import { addUploads } from '../upload/uploads.ts';
import { addWebApp } from '../web/app-files.ts';
import { ACCOUNT_ROUTES } from './accounts.ts';
import { ADK_SESSION_ROUTES } from './adk-sessions.ts';
import { BRAND_ROUTES } from './brand.ts';
import { CHAT_ROUTES } from './chat.ts';
import { CREDIT_ROUTES } from './credits.ts';
import { GATEWAY_ROUTES } from './gateway.ts';
import { HEALTH_ROUTES } from './health.ts';
import { INTERCHANGE_ROUTES } from './interchange.ts';
import { MCP_ROUTES } from './mcp.ts';
import { MEDIA_ROUTES } from './media.ts';
import { OWNER_ROUTES } from './owner.ts';
import { PAGE_ROUTES } from './pages.ts';
import { PREVIEW_ROUTES } from './preview.ts';
import { PROJECT_ROUTES } from './projects.ts';
import { RENDER_ROUTES } from './renders.ts';
import { SESSION_MEDIA_ROUTES } from './session-media.ts';
import { STATE_ROUTES } from './state.ts';
import { TEMPLATE_ROUTES } from './templates.ts';
import { UPLOAD_ROUTES } from './upload.ts';
import { TUS_ROUTES } from './upload-tus.ts';
import { WEB_ROUTES } from './web.ts';
import { WEBHOOK_ROUTES } from './webhooks.ts';

/** What a route record cannot say: content types of uploads, sockets. Added before the routes. */
export type ServerPlugin = (app: FastifyInstance, mounting: Mounting) => Promise<void>;

export const PLUGINS: readonly ServerPlugin[] = [addUploads, addTus, addGatewayChat, addWebApp];

/** Every route of the server. The tests' matrix, the documentation and the server read this table. */
export const ROUTES: readonly Route[] = [
  ...ACCOUNT_ROUTES,
  ...CREDIT_ROUTES,
  ...PROJECT_ROUTES,
  ...STATE_ROUTES,
  ...INTERCHANGE_ROUTES,
  ...CHAT_ROUTES,
  ...ADK_SESSION_ROUTES,
  ...UPLOAD_ROUTES,
  ...TUS_ROUTES,
  ...MEDIA_ROUTES,
  ...GATEWAY_ROUTES,
  ...RENDER_ROUTES,
  ...TEMPLATE_ROUTES,
  ...BRAND_ROUTES,
  ...WEBHOOK_ROUTES,
  ...PREVIEW_ROUTES,
  ...SESSION_MEDIA_ROUTES,
  ...MCP_ROUTES,
  ...WEB_ROUTES,
  ...OWNER_ROUTES,
  ...HEALTH_ROUTES,
  ...PAGE_ROUTES,
];
