import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { loadSkills } from '@modelcontextprotocol/server/ext/skills/node';
import { writeClawhub } from '../../scripts/clawhub.ts';
import { SKILLS } from '../../scripts/skill-pages.ts';
import { probeFile } from '../../src/media/probe.ts';
import { openTestServer, type TestServer } from '../support/http.ts';
import { makeVideo, SOUND_RATE, tempFolder } from '../support/make-media.ts';
import { cleanEnv } from '../support/serve.ts';

/** The skills as an agent meets them: a reader that knows nothing runs their commands in order. */

const folder = tempFolder();
let server: TestServer;
before(async () => {
  server = await openTestServer({ env: { TELLCUT_ANON_PER_CLIENT: '10' } });
});
after(async () => {
  await server[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

const PAGES = SKILLS.flatMap(({ name }) => ['SKILL.md', 'references/api.md'].map((page) => [name, page] as const));

/** A folder to work in with one clip: speech-like sound with a pause. */
function workplace(name: string): string {
  const cwd = folder.file(name);
  mkdirSync(cwd, { recursive: true });
  const value = (at: number): number => (at % (2 * SOUND_RATE) < SOUND_RATE ? 0.3 * Math.sin(at / 20) : 0);
  const sound = { seconds: 3, value };
  // Fifteen pictures a second: some of the exports are large ones.
  makeVideo(path.join(cwd, 'talk.mp4'), { frames: 45, rate: { num: 15, den: 1 }, width: 160, height: 90, sound });
  return cwd;
}

type Ran = { readonly code: number; readonly stdout: string; readonly stderr: string };

function run(file: string, args: readonly string[], cwd: string, env: Readonly<Record<string, string>>): Promise<Ran> {
  const options = { cwd, env: cleanEnv({ TELLCUT_HOME: path.join(cwd, 'home'), ...env }), timeout: 120_000 };
  return new Promise((resolve) => {
    execFile(file, args, options, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code ?? 1), stdout, stderr });
    });
  });
}

const skip = spawnSync('bash', ['-c', 'curl --version']).status === 0 ? false : 'bash or curl is not installed';

test('the skills keep the rules of the Agent Skills specification', async () => {
  const catalog = await loadSkills('skills', { strict: true });
  assert.deepEqual(
    catalog.entries.map(({ frontmatter }) => frontmatter.name).toSorted(),
    SKILLS.map(({ name }) => name).toSorted(),
  );
  for (const { name } of SKILLS) {
    const page = readFileSync(`skills/${name}/SKILL.md`, 'utf8');
    assert.ok(page.split('\n').length < 500, 'a page is read whole into a context');
    assert.match(
      name === 'ai-video-editor-inshot' ? page : 'not affiliated with InShot',
      /not affiliated with InShot/i,
    );
  }
});

test("ClawHub's variant has what ClawHub reads, and the same files", () => {
  const to = folder.file('clawhub');
  writeClawhub(to);
  for (const { name } of SKILLS) {
    const page = readFileSync(path.join(to, name, 'SKILL.md'), 'utf8');
    const own = readFileSync(`skills/${name}/SKILL.md`, 'utf8');
    assert.match(page, /^---\nname: [a-z-]+\ndescription: ".+"\nversion: \d+\.\d+\.\d+\n/);
    assert.match(page, /\nmetadata:\n {2}version: "[\d.]+"\n {2}openclaw:\n {4}emoji: /);
    for (const [, variable = ''] of own.matchAll(/`(TELLCUT_[A-Z]+)`/g))
      assert.match(page, new RegExp(`- name: ${variable}\\n`), 'what the text names is declared');
    assert.equal(page.slice(page.indexOf('\n# ')), own.slice(own.indexOf('\n# ')));
    assert.ok(existsSync(path.join(to, name, 'scripts', 'tellcut.mjs')));
  }
});

for (const [name, page] of PAGES)
  test(`every command of ${name}/${page} does what it says`, { skip }, async () => {
    const cwd = workplace(`${name}-${path.basename(page, '.md')}`);
    const skill = path.resolve('skills', name);
    const text = readFileSync(path.join(skill, page), 'utf8');
    const blocks = [...text.matchAll(/^```bash\n(.*?)^```/gms)].map(([, block = '']) => block);
    assert.ok(blocks.length >= 6);
    const ran = await run('bash', ['-e', '-o', 'pipefail', '-c', blocks.join('\n')], cwd, {
      TELLCUT_URL: server.url,
      SKILL: skill,
    });
    assert.equal(ran.code, 0, ran.stderr);
    const made = page === 'SKILL.md' ? ['finished.mp4', 'reel.mp4', 'quick.mp4', 'edited/talk.mp4'] : ['by-curl.mp4'];
    const files = made.map((file) => path.join(cwd, file)).filter((file) => existsSync(file));
    assert.equal(files.length, page === 'SKILL.md' ? 3 : 1, ran.stdout);
    for (const file of files) assert.ok(probeFile(file).duration > 1000, file);
    if (page === 'SKILL.md') {
      assert.match(ran.stdout, /Connected to .+ Credits: 100\. Session: ses_/);
      assert.match(ran.stdout, /Timeline \(\d tracks?\): 1\. Video: talk/);
      assert.match(ran.stdout, /1 of 1 done/);
      assert.equal(statSync(path.join(cwd, 'home', 'remote.json')).mode & 0o777, 0o600);
    } else for (const [, code] of ran.stdout.matchAll(/"code":(\d+)/g)) assert.equal(code, '0');
  });

const CLIENT = path.resolve('skills/video-editing-ai-gratis/scripts/tellcut.mjs');

test('every render and turn carries the name that stands at the head of the skill', async () => {
  const rows = await server.desk.store.db.selectFrom('turns').select('attribution').execute();
  const sources = new Set(rows.map(({ attribution }) => attribution?.source));
  assert.deepEqual(sources, new Set(SKILLS.map(({ name }) => name)));
  assert.ok(rows.every(({ attribution }) => attribution?.version === '1.0.0' && attribution.platform === 'unknown'));
});

test('the client speaks plainly of what fails', async () => {
  const cwd = workplace('fails');
  const client = (...args: string[]): Promise<Ran> => run(process.execPath, [CLIENT, ...args], cwd, at);
  let at: Record<string, string> = { TELLCUT_URL: 'http://127.0.0.1:9' };
  const nobody = await client('connect');
  assert.deepEqual([nobody.code, nobody.stdout], [1, '']);
  assert.match(nobody.stderr, /Nothing answers at http:\/\/127\.0\.0\.1:9\. Start it/);
  at = { TELLCUT_URL: server.url, TELLCUT_TOKEN: 'nmv_usr_wrong' };
  assert.match((await client('credits')).stderr, /\(1001\)/);
  at = { TELLCUT_URL: server.url };
  assert.match((await client('upload', 'not-there.mp4')).stderr, /not-there\.mp4 is no file that can be read/);
  assert.match((await client('export')).stderr, /\(3006\)/);
  assert.match((await client('dance')).stderr, /^Use: connect/);
});

test('a foreign server: a silent turn is told by the timeline, 429 is waited for once, a turn is sent once', async () => {
  const seen: string[] = [];
  let tokens = 0;
  let draft: { t: { tt: number; sg: { d: number }[] }[] } = { t: [] };
  const foreign = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    const json = (status: number, body: unknown, headers = {}): void => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
    };
    const ok = (data: unknown): void => json(200, { code: 0, data });
    request.resume().on('end', () => {
      if (request.url === '/api/auth/anonymous-token') {
        tokens += 1;
        if (tokens === 1) json(429, { code: 429, message: 'slow down' }, { 'retry-after': '1' });
        else ok({ token: 't' });
      } else if (request.url?.includes('with-session')) {
        if (seen.filter((line) => line.includes('with-session')).length === 1)
          json(429, { code: 429, message: 'slow down' }, { 'retry-after': '1' });
        else ok({ session_id: 's' });
      } else if (request.url === '/run_sse') {
        draft = { t: [{ tt: 0, sg: [{ d: 4000 }] }] };
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.end(': heartbeat\n\ndata:\n\ndata: {"content":{"parts":[{"functionCall":{"name":"trim"}}]}}\n\n');
      } else ok({ state: { draft }, available: 5, frozen: 0 });
    });
  });
  await new Promise<void>((ready) => {
    foreign.listen(0, '127.0.0.1', ready);
  });
  try {
    const env = { TELLCUT_URL: `http://127.0.0.1:${(foreign.address() as AddressInfo).port}` };
    const cwd = workplace('foreign');
    const first = await run(process.execPath, [CLIENT, 'connect'], cwd, env);
    assert.match(first.stderr, /slow down \(429\)/, 'a token is not asked for twice: it is counted by the week');
    const said = await run(process.execPath, [CLIENT, 'say', 'cut it'], cwd, env);
    assert.deepEqual(
      [said.code, said.stdout],
      [0, 'Done. New on the timeline: 1. Video: 0-4s.\nTimeline (1 track): 1. Video: 0-4s\n'],
      said.stderr,
    );
    assert.match(said.stderr, /Too many calls: waiting 1 s/);
    assert.equal(seen.filter((line) => line === 'POST /run_sse').length, 1);
  } finally {
    foreign.closeAllConnections();
    foreign.close();
  }
});
