#!/usr/bin/env node
// A client of a tellcut server (and of servers that speak the same API), for agents. Node 20 or newer, no packages.
// Usage: tellcut.mjs connect [--new] | upload <file or address>… | say "<words>" | status | credits | export [-o file]
//        | batch "<words>" <file>… -o <folder>
import { createWriteStream, openAsBlob, readFileSync } from 'node:fs';
import { chmod, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

process.removeAllListeners('warning'); // openAsBlob is called experimental by Node 20

const SKILL = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const SERVER = (process.env.TELLCUT_URL || 'http://127.0.0.1:8787').replace(/\/+$/, '');
const HOME = process.env.TELLCUT_HOME || path.join(homedir(), '.config', 'tellcut');
const KEPT = path.join(HOME, 'remote.json');
const OWN_TOKEN = process.env.TELLCUT_TOKEN || null;
const STILL_MS = 120_000;
const TURN_MS = 16 * 60_000;
const RENDER_MS = 60 * 60_000;

/** What went wrong, in a sentence for people. */
class Trouble extends Error {
  constructor(message, code = null) {
    super(message);
    this.code = code;
  }
}

const note = (line) => process.stderr.write(`${line}\n`);
const tell = (line) => process.stdout.write(`${line}\n`);

/** Who calls, from the head of the skill that this script belongs to. */
function attribution() {
  let head = '';
  try {
    head = readFileSync(path.join(SKILL, 'SKILL.md'), 'utf8').split('\n---')[0];
  } catch {
    // used alone, without its skill
  }
  const found = /\.(clawhub|openclaw|cursor)\b/.exec(SKILL)?.[1] ?? 'unknown';
  return {
    'X-Skill-Source': /^name: (.+)$/m.exec(head)?.[1] ?? 'tellcut-remote',
    'X-Skill-Version': /^ {2}version: "(.+)"$/m.exec(head)?.[1] ?? '1.0.0',
    'X-Skill-Platform': process.env.SKILL_PLATFORM || (found === 'openclaw' ? 'clawhub' : found),
  };
}

/** The client id, and for each server the token and the project that we are in. */
async function readKept() {
  try {
    return JSON.parse(await readFile(KEPT, 'utf8'));
  } catch {
    return { clientId: crypto.randomUUID(), servers: {} };
  }
}

async function keep(kept) {
  await mkdir(HOME, { recursive: true });
  const part = `${KEPT}.${process.pid}`;
  await writeFile(part, JSON.stringify(kept, null, 2), { mode: 0o600 });
  await chmod(part, 0o600);
  await rename(part, KEPT);
}

const here = (kept) => (kept.servers[SERVER] ??= { token: null, session: null });

async function send(address, options) {
  try {
    return await fetch(address, options);
  } catch (error) {
    if (error.name === 'TimeoutError') throw new Trouble(`${SERVER} did not answer in time.`);
    throw new Trouble(`Nothing answers at ${SERVER}. Start it with "tellcut serve", or set TELLCUT_URL.`);
  }
}

/** One call. 429 waits once (30 s, or what the server says up to a minute), unless it must not be sent twice. */
async function call(method, at, { body, headers = {}, once = false, token, timeout = 120_000 } = {}) {
  const isJson = body !== undefined && !(body instanceof FormData);
  const options = () => ({
    method,
    headers: {
      ...attribution(),
      ...(token ? { Authorization: `Bearer ${token}` } : {}),
      ...(isJson ? { 'Content-Type': 'application/json' } : {}),
      ...headers,
    },
    signal: AbortSignal.timeout(timeout),
    ...(body === undefined ? {} : { body: isJson ? JSON.stringify(body) : body }),
  });
  let response = await send(`${SERVER}${at}`, options());
  const wait = Number(response.headers.get('retry-after') ?? 30);
  if (response.status === 429 && !once && wait <= 60) {
    note(`Too many calls: waiting ${wait} s.`);
    await sleep(wait * 1000);
    response = await send(`${SERVER}${at}`, options());
  }
  return response;
}

/** The answer of a call, or its failure as a sentence. */
async function answerOf(response) {
  const answer = await response.json().catch(() => null);
  if (answer === null) throw new Trouble(`The server answered ${response.status} with something that is not JSON.`);
  const code = answer.code ?? (response.ok ? 0 : response.status);
  if (code === 0) return answer;
  const register = answer.data?.register_url ? ` ${answer.data.register_url}` : '';
  throw new Trouble(`${answer.message ?? answer.error ?? 'The server refused.'}${register}`, code);
}

const data = async (method, at, options) => (await answerOf(await call(method, at, options))).data;

/** A token that works: the one of the environment, the kept one, or a new anonymous one. */
async function tokenOf(kept) {
  if (OWN_TOKEN !== null) return OWN_TOKEN;
  const place = here(kept);
  if (place.token !== null) {
    const response = await call('GET', '/api/credits/balance/simple', { token: place.token });
    if (response.status !== 401) return place.token;
  }
  const made = await data('POST', '/api/auth/anonymous-token', {
    headers: { 'X-Client-Id': kept.clientId },
    once: true,
  });
  place.token = made.token;
  await keep(kept);
  return made.token;
}

async function newSession(token, name) {
  const made = await data('POST', '/api/tasks/me/with-session/nemo_agent', {
    token,
    body: { task_name: name, language: (process.env.LANG ?? 'en').startsWith('zh') ? 'zh' : 'en' },
  });
  return made.session_id;
}

/** Token and session; begins a project when there is none. */
async function open({ fresh = false } = {}) {
  const kept = await readKept();
  const token = await tokenOf(kept);
  const place = here(kept);
  if (fresh || place.session === null) {
    place.session = await newSession(token, 'project');
    await keep(kept);
  }
  return { token, session: place.session };
}

const stateOf = async ({ token, session }) =>
  (await data('GET', `/api/state/nemo_agent/me/${session}/latest`, { token })).state;

/** The timeline in one line; servers without a summary get one of ours. */
function timelineOf(state) {
  if (typeof state.summary === 'string') return state.summary;
  const kinds = { 0: 'Video', 1: 'Audio', 7: 'Text' };
  const tracks = (state.draft?.t ?? []).map(({ tt, sg = [] }, index) => {
    const ms = sg.reduce((sum, { d = 0 }) => sum + d, 0);
    return `${index + 1}. ${kinds[tt] ?? 'Track'}: ${sg.length} parts, ${(ms / 1000).toFixed(1)}s`;
  });
  return `Timeline (${tracks.length} tracks): ${tracks.join(' ')}`;
}

async function connect({ fresh }) {
  const at = await open({ fresh });
  const { available } = await data('GET', '/api/credits/balance/simple', { token: at.token });
  tell(`Connected to ${SERVER}. Credits: ${available}. Session: ${at.session}.`);
}

const isAddress = (word) => /^https?:\/\//.test(word);

async function upload(at, files) {
  const to = `/api/upload-video/nemo_agent/me/${at.session}`;
  const form = new FormData();
  for (const file of files.filter((word) => !isAddress(word))) {
    const found = await stat(file).catch(() => null);
    if (found?.isFile() !== true) throw new Trouble(`${file} is no file that can be read.`);
    form.append('files', await openAsBlob(file), path.basename(file));
  }
  const urls = files.filter(isAddress);
  const options = {
    token: at.token,
    once: true,
    timeout: RENDER_MS,
    headers: { 'Idempotency-Key': crypto.randomUUID() },
  };
  const answers = [];
  if (urls.length < files.length) answers.push(await data('POST', to, { ...options, body: form }));
  if (urls.length > 0) {
    const headers = { 'Idempotency-Key': crypto.randomUUID() };
    answers.push(await data('POST', to, { ...options, headers, body: { urls, source_type: 'url' } }));
  }
  const taken = answers.flatMap((answer) => answer.files ?? []);
  for (const { filename, file_type: type, duration } of taken)
    tell(`Added ${filename} (${type}${duration > 0 ? `, ${Number(duration).toFixed(1)} s` : ''}).`);
  const failed = answers.flatMap((answer) => answer.failed ?? []);
  for (const { filename, message } of failed) note(`${filename}: ${message}`);
  if (failed.length > 0) throw new Trouble(`${failed.length} of ${files.length} files were not taken.`, failed[0].code);
}

/** The events of a stream, as they come; comments (heartbeats) and broken lines are passed over. */
async function* eventsOf(response) {
  let rest = '';
  for await (const piece of response.body.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop();
    for (const line of lines) {
      if (!line.startsWith('data:')) continue;
      try {
        yield JSON.parse(line.slice(5));
      } catch {
        // not an event
      }
    }
  }
}

const wordsOf = ({ content, partial }) =>
  partial === true ? [] : (content?.parts ?? []).flatMap(({ text }) => (text ? [text] : []));

/** Listens to a turn to its end: what was said, and whether the stream broke before it. */
async function listen(response) {
  const said = [];
  let label = '';
  try {
    for await (const event of eventsOf(response)) {
      if (event.errorMessage) throw new Trouble(event.errorMessage, event.errorCode);
      if (event.error) throw new Trouble(String(event.error));
      said.push(...wordsOf(event));
      const now = event.customMetadata?.label ?? label;
      if (now !== label) note(`… ${now}`);
      label = now;
    }
    return { said, isWhole: true };
  } catch (error) {
    if (error instanceof Trouble) throw error;
    return { said, isWhole: false };
  }
}

/** Waits for a turn that nobody streams any more; never sends it again. */
async function settled(at) {
  for (const end = Date.now() + TURN_MS; Date.now() < end; await sleep(3000)) {
    const state = await stateOf(at);
    if (!state.turn) return state;
  }
  throw new Trouble('The server is still working on it. Look at the status later; do not send it again.');
}

async function say(at, words) {
  const before = timelineOf(await stateOf(at));
  const timer = setInterval(() => note('Still working on it …'), STILL_MS);
  try {
    const response = await call('POST', '/run_sse', {
      token: at.token,
      once: true,
      timeout: TURN_MS,
      headers: { Accept: 'text/event-stream', 'Idempotency-Key': crypto.randomUUID() },
      body: {
        app_name: 'nemo_agent',
        user_id: 'me',
        session_id: at.session,
        new_message: { parts: [{ text: words }] },
      },
    });
    if (!response.ok) await answerOf(response);
    const { said, isWhole } = await listen(response);
    if (!isWhole) note('The connection broke; the work goes on without it.');
    const after = timelineOf(isWhole ? await stateOf(at) : await settled(at));
    for (const text of said) tell(text);
    if (said.length === 0) tell(after === before ? 'The server said nothing, and nothing has changed.' : 'Done.');
    tell(after);
  } finally {
    clearInterval(timer);
  }
}

async function status(at) {
  const state = await stateOf(at);
  tell(timelineOf(state));
  if (state.turn) tell(`Working on a request since ${state.turn.started_at}.`);
}

async function credits(at) {
  const { available, frozen } = await data('GET', '/api/credits/balance/simple', { token: at.token });
  tell(`Credits: ${available}${frozen > 0 ? `, and ${frozen} held by what is running` : ''}.`);
}

async function render(at, { out, ...output }) {
  const id = `render_${Date.now()}_${crypto.randomUUID().slice(0, 8)}`;
  const { draft } = await stateOf(at);
  await answerOf(
    await call('POST', '/api/render/proxy/lambda', {
      token: at.token,
      once: true,
      body: { id, sessionId: at.session, draft, output: { format: formatOf(out), ...output } },
    }),
  );
  let shown = -1;
  for (const end = Date.now() + RENDER_MS; Date.now() < end; await sleep(1000)) {
    const found = await answerOf(await call('GET', `/api/render/proxy/lambda/${id}`, { token: at.token }));
    const { status: now, progress } = found.data?.status ? found.data : found;
    if (progress !== shown) note(`… rendering ${progress} %`);
    shown = progress;
    if (now === 'completed')
      return save(found.data?.outputUrl ?? found.output?.url, out ?? `${id}.${output.format ?? 'mp4'}`);
    if (now === 'failed' || now === 'cancelled') throw new Trouble(found.error || `The render was ${now}.`);
  }
  throw new Trouble(`Render ${id} is still going on. Ask for it later.`);
}

const formatOf = (out) =>
  path
    .extname(out ?? '')
    .slice(1)
    .toLowerCase() || 'mp4';

async function save(address, out) {
  const response = await send(new URL(address, SERVER), { signal: AbortSignal.timeout(RENDER_MS) });
  if (!response.ok) await answerOf(response);
  const part = `${out}.part`;
  await mkdir(path.dirname(path.resolve(out)), { recursive: true });
  try {
    await pipeline(Readable.fromWeb(response.body), createWriteStream(part));
    await rename(part, out);
  } finally {
    await rm(part, { force: true });
  }
  tell(`${path.resolve(out)} (${((await stat(out)).size / 1e6).toFixed(1)} MB)`);
}

/** Each file in a project of its own; returns how many failed. */
async function batch(words, files, { out = 'edited', ...output }) {
  const { token } = await open();
  let failed = 0;
  for (const file of files) {
    try {
      const at = { token, session: await newSession(token, path.basename(file)) };
      await upload(at, [file]);
      await say(at, words);
      const format = output.format ?? 'mp4';
      await render(at, { ...output, out: path.join(out, `${path.parse(file).name}.${format}`) });
    } catch (error) {
      if (!(error instanceof Trouble)) throw error;
      failed += 1;
      note(`${file}: ${error.message}`);
    }
  }
  tell(`${files.length - failed} of ${files.length} done.`);
  if (failed > 0) throw new Trouble(`${failed} failed; see above.`);
}

const USAGE =
  'Use: connect [--new] · upload <file>… · say "<words>" · status · credits · export [-o file] · batch "<words>" <file>… -o <folder>';

async function main() {
  const text = { type: 'string' };
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      new: { type: 'boolean' },
      out: { ...text, short: 'o' },
      format: text,
      quality: text,
      resolution: text,
      platform: text,
    },
  });
  const { new: fresh = false, ...wanted } = values;
  const [verb, ...words] = positionals;
  if (verb === 'connect') return connect({ fresh });
  if (verb === 'status') return status(await open());
  if (verb === 'credits') return credits(await open());
  if (verb === 'export') return render(await open(), wanted);
  if (verb === 'upload' && words.length > 0) return upload(await open(), words);
  if (verb === 'say' && words.length > 0) return say(await open(), words.join(' '));
  if (verb === 'batch' && words.length > 1) return batch(words[0], words.slice(1), wanted);
  throw new Trouble(USAGE);
}

try {
  await main();
} catch (error) {
  note(
    error instanceof Trouble
      ? `${error.message}${error.code === null ? '' : ` (${error.code})`}`
      : `${error.message}\n${USAGE}`,
  );
  process.exitCode = 1;
}
