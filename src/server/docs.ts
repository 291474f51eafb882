import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';

const ABOUT = `Edit video by words: create a session, upload media, ask for edits, export.

Success is \`{"code":0,"message":"ok","data":…}\`; a failure has another code, a sentence that a person can act on, and in
\`data\` what a program needs. \`me\` in a path stands for the account of the token.`;

/** \`/openapi.json\` and \`/docs\`, made from the routes' schemas. Registered before the routes, which it listens for. */
export async function addDocs(app: FastifyInstance): Promise<void> {
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
    staticCSP: true,
    theme: { title: 'tellcut API' },
    uiConfig: { docExpansion: 'list', deepLinking: false, persistAuthorization: false },
  });
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
