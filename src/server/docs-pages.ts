import type { IncomingMessage, ServerResponse } from 'node:http';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import Fastify from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { fail } from '../base/errors.ts';
import { COMPILERS } from './compilers.ts';
import { sendFailure } from './failures.ts';
import { schemaOf } from './mount.ts';
import type { Route } from './route.ts';

const ABOUT = `Edit video by words: create a session, upload media, ask for edits, export.

Success is \`{"code":0,"message":"ok","data":…}\`; a failure has another code, a sentence that a person can act on, and in
\`data\` what a program needs. \`me\` in a path stands for the account of the token.`;

/** The documents of an API, and the pages below /docs that show them. */
export type DocsPages = {
  /** OpenAPI 3.1. */
  readonly document: object;
  /** Answers a request for one of the pages; headers that are set already stay. */
  readonly answer: (request: IncomingMessage, response: ServerResponse) => void;
};

/** Made from the schemas of the routes, by a server that answers for nothing else. */
export async function openDocsPages(routes: readonly Route[]): Promise<DocsPages> {
  const app = Fastify({ schemaController: COMPILERS });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'tellcut', version: '0.1.0', description: ABOUT, license: { name: 'MIT', identifier: 'MIT' } },
      servers: [{ url: '/' }],
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
      security: [{ token: [] }],
    },
    transform: jsonSchemaTransform,
    transformObject: (document) => anyForUnknown((document as { openapiObject: object }).openapiObject),
  });
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    theme: { title: 'tellcut API' },
    // Nobody else is asked to look at the document.
    uiConfig: { docExpansion: 'list', deepLinking: false, persistAuthorization: false, validatorUrl: null },
  });
  for (const route of routes)
    for (const url of [route.url, ...(route.aliases ?? [])])
      app.route({
        method: route.method as 'GET',
        url,
        schema: schemaOf(route, url),
        exposeHeadRoute: false,
        handler: (_, reply) => reply.callNotFound(),
      });
  app.setNotFoundHandler((request, reply) => {
    const failure = fail('server.no_such_route', { method: request.method, path: request.url.slice(0, 100) });
    return sendFailure(reply, failure, { lang: 'en', requestId: request.id, registerUrl: null, hasSuccess: false });
  });
  await app.ready();
  return { document: app.swagger(), answer: (request, response) => app.routing(request, response) };
}

/** "Any JSON" refers to itself, and the reference leads nowhere once a route's schema stands alone: it is written as `{}`. */
function anyForUnknown<T extends object>(document: T): T {
  const known = (document as { components?: { schemas?: object } }).components?.schemas ?? {};
  return JSON.parse(JSON.stringify(document), (_, value: unknown) => {
    const reference = (value as { $ref?: unknown } | null)?.$ref;
    if (typeof reference !== 'string' || !reference.startsWith('#/components/schemas/')) return value;
    return (reference.split('/').at(-1) ?? '') in known ? value : {};
  }) as T;
}
