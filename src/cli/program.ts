import { Command, CommanderError } from 'commander';
import { toProblem } from '../base/errors.ts';
import { type Locale, localeOf } from '../base/lang.ts';
import type { AdminFlags } from './admin.ts';
import { ADMIN_COMMANDS } from './admin-commands.ts';
import type { BatchFlags } from './batch.ts';
import type { BrandFlags } from './brand.ts';
import type { CheckFlags } from './check.ts';
import type { EditFlags } from './edit.ts';
import type { McpFlags } from './mcp.ts';
import type { ModelsFlags } from './models.ts';
import type { PlanFlags } from './plan.ts';
import { say } from './say.ts';
import type { ServeFlags } from './serve.ts';
import type { TemplateFlags } from './template.ts';
import type { WorkerFlags } from './worker.ts';

/** Exit codes: 0 done · 1 our fault · 2 usage · 3 input refused · 4 a question must be answered · 130 stopped. */
export type ExitCode = number;

const EXAMPLES = `
Examples:
  $ tellcut edit talk.mp4 "cut the silences, add transitions, and export a clean final video"
  $ tellcut edit a.mp4 b.mp4 song.mp3 "merge them with smooth transitions, make it 9:16" -o reel.mp4
  $ tellcut edit 素材.mp4 "剪掉停顿，加标题“城市之梦”，背景音乐用轻松的"
  $ tellcut batch recordings "cut the silences and even out the volume" -o ready
  $ tellcut plan "speed up the second half and fade out the music"
  $ tellcut probe clip.mov
  $ tellcut check reel.mp4 --platform reels --repair -o fixed.mp4

You can ask for (in English or Chinese, several things in one sentence):
  cutting   cut the silences · trim the first 10 seconds · keep 0:30 to 1:00 · split at 0:15 · swap clip 1 and 3
  pace      speed up 2x · slow motion · reverse · freeze at 3.5
  looks     warm cinematic look · brighter · black and white · 9:16 with blurred background · rotate · flip
  joining   smooth transitions · zoom transitions · fade in and out · slideshow with ken burns
  captions  --captions talk.srt (or script.txt) · karaoke captions · captions yellow and bigger · export them as SRT
  words     title 'Urban Dreams' · text 'Subscribe!' in the last 10 seconds · watermark
  sound     lo-fi music (also upbeat, cinematic, ambient, corporate, acoustic, electronic, suspense) · music at 20% ·
            mute clip 2 · duck the music under the voice

Exit codes: 0 done · 1 our fault · 2 usage · 3 input refused · 4 a question must be answered first`;

/** Runs the command line and returns its exit code. Nothing here throws: every failure becomes one sentence. */
export async function run(argv: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = 0;
  const controller = new AbortController();
  const stop = (): void => {
    controller.abort();
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  const program = build(controller.signal, (result) => {
    code = result;
  });
  try {
    await program.parseAsync(argv as string[]);
    return code;
  } catch (error) {
    return await report(error, argv, controller.signal);
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
  }
}

/** The commands. What each needs is loaded with it. */
function build(signal: AbortSignal, finish: (code: ExitCode) => void): Command {
  const program = new Command('tellcut')
    .description('Edit video by talking to it. Works offline: no account, no key, no GPU.')
    .version('0.1.0')
    .showHelpAfterError('Run "tellcut --help" for examples.')
    .exitOverride()
    .addHelpText('after', EXAMPLES);
  program
    .command('edit')
    .description('edit clips by a request in words and write the finished video')
    .argument('<inputs...>', 'video, photo and sound files, and last the request in quotes')
    .option('-o, --out <file>', 'where the file goes; its ending is the format: mp4 mov webm gif mp3 wav m4a png jpg')
    .option('--captions <file>', 'captions to show: an SRT, VTT or ASS file, or a text file with what is spoken')
    .option('--lut <file>', 'colours to grade everything with: a .cube file')
    .option('--template <name>', 'begin with a template: yours, or one that is built in (tellcut template list)')
    .option(
      '--export-timeline <file>',
      'also the timeline for another editor: .otio .fcpxml .xml .edl .mlt .csv (may be given again)',
      (file: string, before: string[] | undefined) => [...(before ?? []), file],
    )
    .option('--json', 'print the result as one JSON object')
    .option('--encoder <name>', 'auto, or a hardware encoder such as h264_nvenc (default: software)')
    .option('--no-cache', 'keep nothing for next time and use nothing from last time')
    .option('--lang <tag>', 'language of the replies (default: that of the request)')
    .action(async (inputs: string[], flags: EditFlags) => {
      const { edit } = await import('./edit.ts');
      finish(await edit(inputs, flags, signal));
    });
  program
    .command('batch')
    .description('apply one request to many videos; what is done already is skipped the next time')
    .argument('<inputs...>', 'folders and files, and last the request in quotes')
    .option('-o, --out <folder>', 'where the videos go', 'edited')
    .option('--json', 'print the report as one JSON object')
    .option('--no-cache', 'keep nothing for next time and use nothing from last time')
    .option('--lang <tag>', 'language of the replies (default: that of the request)')
    .action(async (inputs: string[], flags: BatchFlags) => {
      const { batch } = await import('./batch.ts');
      finish(await batch(inputs, flags, signal));
    });
  program
    .command('plan')
    .description('show what a request would do, without touching any file')
    .argument('[request]', 'the request in quotes')
    .option('--context <json>', 'what there is to edit, e.g. \'{"videos":1,"duration":120}\'')
    .option('--batch <file>', 'read lines {id,text,context,lang} and write lines {id,ops,reply}')
    .option('--json', 'print the plan as one JSON object')
    .action(async (request: string | undefined, flags: PlanFlags) => {
      const { plan } = await import('./plan.ts');
      finish(await plan(request, flags));
    });
  program
    .command('demo')
    .description('make three sample clips and edit them by a request')
    .option('--dir <folder>', 'where the clips and the video go', 'demo')
    .option('--clips-only', 'make the sample clips and stop')
    .action(async (flags: { dir: string; clipsOnly?: boolean }) => {
      const { demo } = await import('./demo.ts');
      finish(await demo(flags, signal));
    });
  addFiles(program, signal, finish);
  addModels(program, signal, finish);
  addServing(program, signal, finish);
  for (const command of program.commands)
    command.exitOverride().showHelpAfterError(`Run "tellcut ${command.name()} --help".`);
  return program;
}

/** Commands about files as they are: timelines, media, finished videos. */
function addFiles(program: Command, signal: AbortSignal, finish: (code: ExitCode) => void): void {
  program
    .command('convert')
    .description('turn the timeline of one editor into that of another; no media is needed')
    .argument('<from>', 'an .otio, .fcpxml, .xml, .edl or .csv file, captions, or chapters as .txt')
    .argument('<to>', 'the file to write; its ending is the format')
    .option('--lang <tag>', 'language of what is said')
    .action(async (from: string, to: string, flags: { lang?: string }) => {
      const { convert } = await import('./convert.ts');
      finish(await convert(from, to, flags));
    });
  program
    .command('template')
    .description(
      'templates: list, show <name>, import <file>, remove <name>; "save this as a template" is said to edit',
    )
    .argument('<action>', 'list, show, import or remove')
    .argument('[name]', 'of a template, or a file to import')
    .option('-o, --out <file>', 'with show: where the JSON goes')
    .option('--json', 'print one JSON object a line')
    .action(async (action: string, name: string | undefined, flags: TemplateFlags) => {
      const { template } = await import('./template.ts');
      finish(await template(action, name, flags));
    });
  program
    .command('brand')
    .description('your brand: show, set, clear; "make it branded" is said to edit')
    .argument('<action>', 'show, set or clear')
    .option('--logo <file>', 'a picture; a PNG works best ("" forgets it)')
    .option('--colors <list>', 'such as "#ff5500, navy"; the first is the accent')
    .option('--font <name>', 'Montserrat, Inter, Playfair Display, Caveat or JetBrains Mono')
    .option('--handle <name>', 'such as @acme')
    .option('--intro <file>', 'a video or picture before everything')
    .option('--outro <file>', 'one after everything')
    .option('--json', 'print one JSON object')
    .action(async (action: string, flags: BrandFlags) => {
      const { brand } = await import('./brand.ts');
      finish(await brand(action, flags, signal));
    });
  program
    .command('probe')
    .description('show what is known of a media file')
    .argument('<file>')
    .option('--json', 'print the facts as one JSON object')
    .action(async (file: string, flags: { json?: boolean }) => {
      const { probe } = await import('./probe.ts');
      finish(await probe(file, flags, signal));
    });
  program
    .command('check')
    .description('check a finished file against the rules of a platform')
    .argument('<file>')
    .requiredOption('--platform <name>', 'tiktok, douyin, reels, shorts, youtube, x, linkedin, square …')
    .option('--repair', 'make a copy that keeps the rules; name it with -o')
    .option('-o, --out <file>', 'where the repaired copy goes (default: <file>-fixed.mp4)')
    .option('--json', 'print the rules as one JSON object')
    .action(async (file: string, flags: CheckFlags) => {
      const { check } = await import('./check.ts');
      finish(await check(file, flags, signal));
    });
}

function addModels(program: Command, signal: AbortSignal, finish: (code: ExitCode) => void): void {
  program
    .command('models')
    .description('show who reads requests and who hears words, and how to set that up')
    .option('--check', 'send a second of silence to see that it answers')
    .option('--json', 'print it as one JSON object')
    .option('--lang <tag>', 'language of the answer')
    .action(async (flags: ModelsFlags) => {
      const { models } = await import('./models.ts');
      finish(await models(flags, signal));
    });
}

/** The commands of a server. */
function addServing(program: Command, signal: AbortSignal, finish: (code: ExitCode) => void): void {
  const withConfig = (command: Command): Command =>
    command
      .option('--data <folder>', "where everything is kept (default: the system's place for data)")
      .option('--config <file>', 'settings as JSON (default: tellcut.config.json in the data folder)');
  withConfig(program.command('serve'))
    .description('serve the HTTP API; docs/configuration.md lists the settings')
    .option('--host <address>', 'address to listen on (default: 127.0.0.1, this machine only)')
    .option('--port <number>', 'port to listen on (default: 8787)')
    .action(async (flags: ServeFlags) => {
      const { serve } = await import('./serve.ts');
      finish(await serve(flags, signal));
    });
  withConfig(program.command('worker'))
    .description('do the media work of servers that share a database (DATABASE_URL)')
    .option('--workers <number>', 'media processes at once (default: one per processor)')
    .action(async (flags: WorkerFlags) => {
      const { worker } = await import('./worker.ts');
      finish(await worker(flags, signal));
    });
  withConfig(program.command('mcp'))
    .description('serve the Model Context Protocol on stdin and stdout, for an agent on this machine')
    .option('--root <folder...>', 'folders with files that the agent may use (default: the current one)')
    .action(async (flags: McpFlags) => {
      const { mcp } = await import('./mcp.ts');
      finish(await mcp(flags, signal));
    });
  program
    .command('remote')
    .description('edit on a server, from here: connect, upload, say, status, credits, export, batch')
    .argument('[words...]')
    .allowUnknownOption()
    .helpOption(false)
    .action(async (words: string[]) => {
      const { remote } = await import('./remote.ts');
      finish(await remote(words, signal));
    });
  const admin = program.command('admin').description('look after accounts and credits');
  for (const [name, { args, about }] of Object.entries(ADMIN_COMMANDS)) {
    const command = withConfig(admin.command(name)).description(about).option('--json', 'print the result as JSON');
    for (const argument of args) command.argument(`<${argument}>`);
    if (name === 'grant') command.option('--note <text>', "why, for the account's history");
    if (name === 'webhooks') command.option('--rotate', 'make another secret; the one before it signs too for a day');
    if (name === 'users')
      command.option('--search <text>', 'part of an id or e-mail').option('--limit <number>', 'how many');
    command.exitOverride().action(async (...given: unknown[]) => {
      const { admin: run } = await import('./admin.ts');
      const words = given.slice(0, args.length) as string[];
      finish(await run(name as keyof typeof ADMIN_COMMANDS, words, given[args.length] as AdminFlags));
    });
  }
}

/** Prints a failure as one sentence (and as JSON where that was asked for) and gives its exit code. */
async function report(error: unknown, argv: readonly string[], signal: AbortSignal): Promise<ExitCode> {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  const locale = await failureLocale(argv);
  if (signal.aborted) {
    process.stderr.write(`${say('stopped', locale)}\n`);
    return 130;
  }
  const problem = toProblem(error, locale);
  if (argv.includes('--json')) {
    process.stdout.write(
      `${JSON.stringify({ ok: false, code: problem.code, remedy: problem.remedy, message: problem.message })}\n`,
    );
  }
  process.stderr.write(`${problem.message}\n`);
  if (problem.code === 'internal' && process.env['TELLCUT_DEBUG'] !== undefined)
    process.stderr.write(`${String((error as Error).stack)}\n`);
  return problem.exit;
}

/** The language of a failure: the one asked for, else that of the request, which is the last plain argument. */
async function failureLocale(argv: readonly string[]): Promise<Locale> {
  const asked = argv[argv.indexOf('--lang') + 1];
  if (argv.includes('--lang') && asked !== undefined) return localeOf(asked);
  const { languageOf } = await import('../agent/read.ts');
  return localeOf(languageOf(argv.slice(3).findLast((word) => /\s|\P{ASCII}/u.test(word)) ?? ''));
}
