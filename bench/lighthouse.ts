import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { CHROMIUM } from '../test/support/browser.ts';
import { openTestServer } from '../test/support/http.ts';
import { tempFolder } from '../test/support/make-media.ts';
import { buildApp } from '../test/support/web-page.ts';

/**
 * What Lighthouse says of the web app's first visit, on a large and on a small screen: `node bench/lighthouse.ts [desktop|mobile]`. It is
 * installed in compat/, not with the project: `npm install` there. Accessibility and best practices have a bar (issue 7).
 */
const BAR = 95;
const TRIES = 3;
const BARRED = ['accessibility', 'best-practices'];
const CLI = path.resolve(import.meta.dirname, '../compat/node_modules/lighthouse/cli/index.js');

const SCREENS = ['desktop', 'mobile'] as const;

type Audit = { readonly title: string; readonly score: number | null; readonly displayValue?: string };
type Report = {
  readonly categories: Record<
    string,
    { title: string; score: number | null; auditRefs: readonly { id: string; weight: number }[] }
  >;
  readonly audits: Record<string, Audit>;
};

async function reportOf(url: string, screen: 'desktop' | 'mobile', out: string): Promise<Report> {
  const flags = [
    url,
    '--quiet',
    '--output=json',
    `--output-path=${out}`,
    '--only-categories=performance,accessibility,best-practices',
    '--chrome-flags=--headless=new --no-sandbox',
    ...(screen === 'desktop' ? ['--preset=desktop'] : []),
  ];
  const env = { ...process.env, CHROME_PATH: CHROMIUM };
  for (let left = TRIES; ; left--) {
    try {
      await promisify(execFile)(process.execPath, [CLI, ...flags], { env, timeout: 300_000 });
      break;
    } catch (error) {
      // On a busy machine it loses the beginning of its trace (NO_NAVSTART), and says itself to try again.
      if (left <= 1) throw error;
    }
  }
  return JSON.parse(readFileSync(out, 'utf8')) as Report;
}

if (!existsSync(CLI) || CHROMIUM === undefined) {
  const what =
    CHROMIUM === undefined ? 'no Chromium on this machine' : 'lighthouse is not installed: npm install in compat/';
  process.stdout.write(`skipped: ${what}\n`);
} else {
  buildApp();
  using folder = tempFolder();
  await using site = await openTestServer({ env: { TELLCUT_CREDITS: 'off' } });
  await fetch(site.url); // the server's own first time
  for (const screen of process.argv[2] === undefined ? SCREENS : SCREENS.filter((each) => each === process.argv[2])) {
    const { categories, audits } = await reportOf(site.url, screen, folder.file(`${screen}.json`));
    const scores = Object.entries(categories).map(([id, { score }]) => ({ id, score: Math.round((score ?? 0) * 100) }));
    const told = scores.map(({ id, score }) => `${id} ${score}`).join(', ');
    process.stdout.write(`${screen}, load ${loadavg()[0]?.toFixed(0)}: ${told}\n`);
    for (const { id, score } of scores) if (BARRED.includes(id) && score < BAR) process.exitCode = 1;
    const counted = Object.values(categories).flatMap(({ auditRefs }) => auditRefs.filter(({ weight }) => weight > 0));
    for (const { id } of counted) {
      const audit = audits[id];
      if (audit === undefined || audit.score === null || audit.score >= 0.9) continue;
      process.stdout.write(`  ${audit.title}: ${audit.displayValue ?? audit.score}\n`);
    }
  }
}
