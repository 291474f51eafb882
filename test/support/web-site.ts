import { after, before } from 'node:test';
import type { Browser } from 'playwright-core';
import type { Makers } from '../../src/llm/make/makers.ts';
import { type BrowserScope, noBrowser, openBrowser, openPage, type Shown, type Window } from './browser.ts';
import { openTestServer, type TestServer } from './http.ts';
import { tempFolder } from './make-media.ts';
import { buildApp } from './web-page.ts';

type Folder = ReturnType<typeof tempFolder>;

/** What the tests of one file share: a folder, a server and a browser, opened before the first and closed after the last. */
export type WebSite = {
  /** Why the tests cannot run here; false: they can. */
  readonly skip: string | false;
  readonly folder: Folder;
  readonly site: TestServer;
  readonly browser: Browser;
  /** A page of its own on the server, with nothing in its storage. */
  readonly open: (window?: Window) => Promise<Shown>;
};

export type WebSiteOptions = {
  /** Makes the media that the tests use. */
  readonly prepare?: (folder: Folder) => void | Promise<void>;
  readonly env?: Readonly<Record<string, string>>;
  /** Models that make pictures, clips and music. */
  readonly makers?: Makers;
};

/** Called once, outside of the tests. Nobody counts credits, unless `env` says so. */
export function webSite({ prepare, env = { TELLCUT_CREDITS: 'off' }, makers }: WebSiteOptions = {}): WebSite {
  const folder = tempFolder();
  let opened: { site: TestServer; browser: BrowserScope } | null = null;
  const there = (): NonNullable<typeof opened> => {
    if (opened === null) throw new Error('the site is open within tests only');
    return opened;
  };
  before(async () => {
    if (noBrowser !== false) return;
    buildApp();
    await prepare?.(folder);
    opened = {
      site: await openTestServer({ env, ...(makers === undefined ? {} : { makers }) }),
      browser: await openBrowser(),
    };
  });
  after(async () => {
    await opened?.browser[Symbol.asyncDispose]();
    await opened?.site[Symbol.asyncDispose]();
    folder[Symbol.dispose]();
  });
  return {
    skip: noBrowser,
    folder,
    get site() {
      return there().site;
    },
    get browser() {
      return there().browser.browser;
    },
    open: (window) => openPage(there().browser.browser, there().site.url, window),
  };
}
