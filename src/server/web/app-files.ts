import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { PACKAGE_FOLDER } from '../../app/package-files.ts';
import { Previews } from '../../app/service/previews.ts';
import { SessionMedia } from '../../app/service/session-media.ts';
import type { Mounting } from '../mount.ts';
import { escaped } from '../pages/html.ts';

/** Where `npm run build:web` puts the app; the same for `src` and for a built `dist`. */
export const APP_FOLDER: string = path.join(PACKAGE_FOLDER, 'dist/web/');

declare module 'fastify' {
  interface FastifyInstance {
    previews: Previews;
    sessionMedia: SessionMedia;
    /** The app's page under a title; null when it was not built. */
    appPage: ((title: string) => string) | null;
  }
}

/** Adds the built web app at /app/ (its files are named by their contents), and what its pages are served by. */
export async function addWebApp(app: FastifyInstance, { desk }: Mounting): Promise<void> {
  const previews = new Previews(desk);
  app.decorate('previews', previews);
  app.addHook('onClose', () => previews[Symbol.asyncDispose]());
  const sessionMedia = new SessionMedia(desk);
  app.decorate('sessionMedia', sessionMedia);
  app.addHook('onClose', () => sessionMedia[Symbol.asyncDispose]());
  const file = path.join(APP_FOLDER, 'index.html');
  const isBuilt = existsSync(file);
  // Read each time: a new build names other files, and the old ones are gone.
  const page = (title: string): string =>
    readFileSync(file, 'utf8').replace(/<title>[^<]*<\/title>/, () => `<title>${escaped(title)}</title>`);
  app.decorate('appPage', isBuilt ? page : null);
  if (!isBuilt) return;
  await app.register(fastifyStatic, {
    root: path.join(APP_FOLDER, 'app'),
    prefix: '/app/',
    preCompressed: true,
    immutable: true,
    maxAge: '365d',
    index: false,
  });
}
