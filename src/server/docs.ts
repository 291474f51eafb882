import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { DocsPages } from './docs-pages.ts';
import type { Route } from './route.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** The documents of the API, made when somebody first asks: nothing else needs what makes them. */
    docsPages: () => Promise<DocsPages>;
  }
}

/** `/docs` for these routes, and `app.docsPages` for `/openapi.json`. */
export function addDocs(app: FastifyInstance, routes: readonly Route[]): void {
  let pages: Promise<DocsPages> | null = null;
  const open = (): Promise<DocsPages> => {
    pages ??= import('./docs-pages.ts').then(({ openDocsPages }) => openDocsPages(routes));
    return pages;
  };
  app.decorate('docsPages', open);
  const show = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const { answer } = await open();
    reply.hijack();
    for (const [name, value] of Object.entries(reply.getHeaders()))
      if (value !== undefined) reply.raw.setHeader(name, value);
    answer(request.raw, reply.raw);
    return reply;
  };
  for (const url of ['/docs', '/docs/*']) app.get(url, show);
}
