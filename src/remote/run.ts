import { homedir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { detectLang, type Lang, langOf, type Said } from '../base/lang.ts';
import { ApiError, type Attribution, isAway, type Output, pause, type Wait } from '../client/index.ts';
import { batch, connected, credits, say, status, upload } from './commands.ts';
import { type Connection, connect } from './connection.ts';
import { failure, RemoteError } from './failure.ts';
import { renderTo } from './render.ts';
import { textOf, type Voice } from './words.ts';

/**
 * `tellcut remote …`, and the script of the skills: edits on a server from a shell. Results go to stdout, what goes on
 * meanwhile and what fails to stderr.
 */

export const USAGE =
  'connect [--new] · upload <file or address>… · say "<words>" · status · credits · export [-o file] · ' +
  'batch "<words>" <file or folder>… -o <folder>';

export type Surroundings = {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Who calls, unless `--skill` names a skill. */
  readonly attribution: Attribution;
  /** The skill in a folder; null when there is none. */
  readonly skillIn: (folder: string) => Attribution | null;
  /** Whether large files can be sent in pieces: the script of the skills has no packages, and so cannot. */
  readonly inPieces: boolean;
  readonly signal: AbortSignal;
  /** Waits between tries and looks; a timer when not given. */
  readonly wait?: Wait;
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
};

const TEXT = { type: 'string' } as const;
const OPTIONS = {
  new: { type: 'boolean' },
  out: { ...TEXT, short: 'o' },
  format: TEXT,
  quality: TEXT,
  resolution: TEXT,
  platform: TEXT,
  server: TEXT,
  skill: TEXT,
  lang: TEXT,
  help: { type: 'boolean', short: 'h' },
} as const;

type Values = ReturnType<typeof parse>['values'];
const parse = (args: readonly string[]) => parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS });

/** Runs one command and returns its exit code: 0 done · 1 the server's trouble · 2 usage · 3 refused · 130 stopped. */
export async function runRemote(args: readonly string[], around: Surroundings): Promise<number> {
  const { stdout, stderr } = around;
  const lang = languageOf(args, around.env);
  const line = (said: Said | string): string => `${textOf(said, lang)}\n`;
  const voice: Voice = { lang, tell: (said) => stdout(line(said)), note: (said) => stderr(line(said)) };
  let url = '';
  try {
    const { values, positionals } = parsed(args);
    url = serverOf(values, around);
    if (values.help === true || positionals[0] === 'help') {
      voice.tell(USAGE);
      return 0;
    }
    await runVerb(positionals, values, { around, voice });
    return 0;
  } catch (error) {
    if (around.signal.aborted) return 130;
    const { said, code, exit } = sentenceOf(error, url);
    voice.note(code === null ? said : `${textOf(said, lang)} (${code})`);
    return exit;
  }
}

function parsed(args: readonly string[]): ReturnType<typeof parse> {
  try {
    return parse(args);
  } catch {
    throw failure('remote.usage', { usage: USAGE });
  }
}

type About = { readonly around: Surroundings; readonly voice: Voice };

async function runVerb(positionals: readonly string[], values: Values, about: About): Promise<void> {
  const [verb, ...words] = positionals;
  const { inPieces } = about.around;
  const open = (more: { fresh?: boolean; check?: boolean } = {}): Promise<Connection> =>
    connection(values, about, more);
  if (verb === 'connect') return connected(await open({ fresh: values.new === true, check: true }));
  if (verb === 'status') return status(await open());
  if (verb === 'credits') return credits(await open());
  if (verb === 'export') return renderTo(await open(), { out: values.out ?? null, output: outputOf(values) });
  if (verb === 'upload' && words.length > 0) return upload(await open(), words, inPieces);
  if (verb === 'say' && words.length > 0) return say(await open(), words.join(' '));
  if (verb === 'batch' && words.length > 1) {
    const rules = { ...outputOf(values), out: values.out ?? 'edited', inPieces };
    return batch(await open(), words[0] ?? '', { names: words.slice(1), rules });
  }
  throw failure('remote.usage', { usage: USAGE });
}

const outputOf = ({ format, quality, resolution, platform }: Values): Output => ({
  ...(format === undefined ? {} : { format }),
  ...(quality === undefined ? {} : { quality: quality as Output['quality'] }),
  ...(resolution === undefined ? {} : { resolution }),
  ...(platform === undefined ? {} : { platform }),
});

/** An empty variable is as none. */
const given = (value: string | undefined): string | null => (value === undefined || value === '' ? null : value);

const serverOf = (values: Values, { env }: Surroundings): string =>
  (given(values.server) ?? given(env['TELLCUT_URL']) ?? 'http://127.0.0.1:8787').replace(/\/+$/, '');

function connection(
  values: Values,
  { around, voice }: About,
  more: { fresh?: boolean; check?: boolean },
): Promise<Connection> {
  const { env, signal } = around;
  const url = serverOf(values, around);
  if (!/^https?:\/\/[^/]/.test(url) || !URL.canParse(url)) throw failure('remote.bad_address', { url });
  const skill = given(values.skill) ?? given(env['TELLCUT_SKILL']);
  const who = (skill === null ? null : around.skillIn(skill)) ?? around.attribution;
  return connect({
    url,
    token: given(env['TELLCUT_TOKEN']),
    home: given(env['TELLCUT_HOME']) ?? path.join(homedir(), '.config', 'tellcut'),
    attribution: { ...who, platform: given(env['SKILL_PLATFORM']) ?? who.platform },
    voice,
    signal,
    wait: around.wait ?? pause,
    ...more,
  });
}

/** That of the words, or the one asked for, or the machine's. */
function languageOf(args: readonly string[], env: Surroundings['env']): Lang {
  const asked = args[args.indexOf('--lang') + 1];
  if (args.includes('--lang') && asked !== undefined) return langOf(asked);
  const machine = langOf(given(env['LC_ALL']) ?? given(env['LC_MESSAGES']) ?? given(env['LANG']) ?? 'en');
  const words = ['say', 'batch'].includes(args[0] ?? '') ? (args[1] ?? '') : '';
  return detectLang(words, machine) === 'zh' ? 'zh' : machine;
}

type Sentence = { readonly said: Said | string; readonly code: number | null; readonly exit: number };

/** What a person is told: our sentence, or the server's with its number and, where it names one, the address to register at. */
function sentenceOf(error: unknown, url: string): Sentence {
  if (error instanceof RemoteError) return { said: error.said, code: null, exit: error.exit };
  if (isAway(error)) return { said: failure('remote.no_server', { url }).said, code: null, exit: 1 };
  if (!(error instanceof ApiError)) return { said: (error as Error).message, code: null, exit: 1 };
  const register = error.data?.['register_url'];
  const said = typeof register === 'string' ? `${error.message} ${register}` : error.message;
  return { said, code: error.code, exit: error.status >= 500 ? 1 : 3 };
}
