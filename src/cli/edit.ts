import { existsSync } from 'node:fs';
import path from 'node:path';
import pc from 'picocolors';
import { languageOf } from '../agent/read.ts';
import { brainFrom } from '../app/brain.ts';
import { earsFrom } from '../app/ears.ts';
import { type Edited, type EditProgress, editFiles, needsNoFile } from '../app/edit.ts';
import { type Exported, FORMATS } from '../app/export.ts';
import { openStudio } from '../app/studio.ts';
import { fail } from '../base/errors.ts';
import { type Locale, localeOf, type Said } from '../base/lang.ts';
import { asQuote, inLocale, say as sentence } from '../base/say.ts';
import { lengthSaid } from '../operations/phrase.ts';
import { cacheFolder } from './folders.ts';
import { ownMaking } from './making.ts';
import { type Progress, progressFor, silentProgress } from './progress.ts';
import { say } from './say.ts';
import { ownKept } from './template.ts';

export type EditFlags = {
  out?: string;
  json?: boolean;
  cache: boolean;
  lang?: string;
  encoder?: string;
  captions?: string;
  lut?: string;
  template?: string;
  exportTimeline?: string[];
};

/** `tellcut edit`: everything before the last argument is a file, the last one is the request. A video of words needs none. */
export async function edit(inputs: readonly string[], flags: EditFlags, signal: AbortSignal): Promise<number> {
  const text = inputs.at(-1) ?? '';
  const files = inputs.slice(0, -1);
  if (files.length === 0 && (existsSync(text) || !needsNoFile(text))) {
    const problem = existsSync(text)
      ? `Say what to do with "${path.basename(text)}", for example: tellcut edit ${path.basename(text)} "cut the silences".`
      : 'Name at least one file before the request, for example: tellcut edit clip.mp4 "cut the silences".';
    throw fail('input.usage', { problem });
  }
  const lang = flags.lang === undefined ? null : localeOf(flags.lang);
  const brain = brainFrom(process.env);
  const progress = flags.json === true && !process.stderr.isTTY ? silentProgress : progressFor(process.stderr);
  await using studio = await openStudio({ folder: cacheFolder(), useCache: flags.cache, ears: earsFrom(process.env) });
  const edited = await editFiles(
    { ...studio, kept: ownKept(), making: ownMaking(studio) },
    {
      files,
      text,
      lang,
      out: flags.out === undefined ? null : path.resolve(flags.out),
      encoder: flags.encoder,
      captions: flags.captions,
      lut: flags.lut,
      template: flags.template,
      timelines: flags.exportTimeline,
      brain,
      signal,
      onProgress: (stage, fraction, detail) => {
        show(progress, { stage, fraction, detail, lang: lang ?? localeOf(languageOf(text)) });
      },
    },
  ).finally(() => {
    progress.clear();
  });
  process.stdout.write(
    flags.json === true ? `${JSON.stringify(asJson(edited))}\n` : asText(edited, lang ?? edited.turn.lang),
  );
  return exitCode(edited);
}

/** 4: a question must be answered first. 3: nothing of what was asked could be done. */
function exitCode({ turn }: Edited): number {
  if (turn.question !== null) return 4;
  return turn.steps.length > 0 && turn.steps.every((step) => step.kind === 'failed') ? 3 : 0;
}

type Shown = { stage: Parameters<EditProgress>[0]; fraction: number | null; detail: string; lang: Locale };

function show(progress: Progress, { stage, fraction, detail, lang }: Shown): void {
  progress.step(stage === 'making' ? detail : say(stage, lang), fraction);
}

/** What changed, the summary, the file: the file's path is the last line, so that scripts can take it. */
export function asText(edited: Edited, lang: Locale): string {
  const { turn, refused, exported } = edited;
  const lines: string[] = [];
  for (const { file, said } of refused)
    lines.push(`${pc.yellow('!')} ${say('skipped', lang)} ${file}: ${inLocale(said, lang)}`);
  if (turn.instead !== null) lines.push(`${pc.yellow('!')} ${inLocale(turn.instead, lang)}`);
  if (turn.by.kind === 'model' ? turn.reply !== '' : turn.steps.length === 0 || turn.question !== null)
    lines.push(turn.reply);
  else for (const said of turn.plan.assumed) lines.push(`${pc.cyan('·')} ${inLocale(said, lang)}`);
  for (const step of turn.steps) {
    lines.push(`${step.kind === 'done' ? pc.green('✓') : pc.yellow('✗')} ${inLocale(step.said, lang)}`);
    if (step.kind === 'done') for (const note of step.notes) lines.push(`  ${pc.dim(inLocale(note, lang))}`);
  }
  if (turn.question !== null) return `${lines.join('\n')}\n`;
  if (!turn.steps.some((step) => step.op === 'status')) lines.push('', inLocale(edited.summary, lang));
  for (const { losses } of edited.timelines) for (const loss of losses) lines.push(pc.dim(inLocale(loss, lang)));
  const captionFiles = [...edited.captionFiles, ...edited.timelines].map(({ file }) => file);
  if (exported === null) return `${[...lines, ...captionFiles].join('\n')}\n`;
  for (const each of [exported, ...edited.also]) {
    for (const note of each.notes) lines.push(pc.dim(inLocale(note, lang)));
    lines.push(factsLine(each, lang));
  }
  if (edited.next.length > 0) lines.push(pc.dim(nextLine(edited.next, lang)));
  lines.push(...captionFiles, ...edited.also.map(({ file }) => file), exported.file);
  return `${lines.join('\n')}\n`;
}

/** `12s · 1920×1080 · 3.1 MB`: what matters of a file of its kind. */
function factsLine({ report, bytes }: Exported, lang: Locale): string {
  const size = bytes > 1e6 ? `${(bytes / 1e6).toFixed(1)} MB` : `${Math.ceil(bytes / 1e3)} kB`;
  const { kind } = FORMATS[report.format];
  const pixels = `${report.width}×${report.height}`;
  const count = report.files.length;
  const pictures = sentence('{count} {count:picture|pictures}', '{count} 张图片', { count });
  const first = kind === 'stills' ? pictures : lengthSaid(report.durationMs);
  return [inLocale(first, lang), ...(kind === 'sound' ? [report.format.toUpperCase()] : [pixels]), size].join(' · ');
}

function nextLine(next: readonly Said[], lang: Locale): string {
  const colon = lang === 'zh' || lang === 'ja' ? '：' : ': ';
  return `${say('next', lang)}${colon}${next.map((n) => inLocale(asQuote(n), lang)).join(' · ')}`;
}

function asJson({
  turn,
  refused,
  summary,
  next,
  exported,
  also,
  captionFiles,
  timelines,
}: Edited): Record<string, unknown> {
  const { lang } = turn;
  return {
    ok: turn.question === null,
    lang,
    question: turn.question,
    reply: turn.reply,
    by: turn.by.kind === 'model' ? turn.by.label : 'planner',
    instead: turn.instead === null ? null : inLocale(turn.instead, lang),
    ops: turn.plan.ops,
    assumed: turn.plan.assumed.map((said) => inLocale(said, lang)),
    changes: turn.steps.map((step) => ({
      op: step.op,
      done: step.kind === 'done',
      text: inLocale(step.said, lang),
      notes: step.kind === 'done' ? step.notes.map((note) => inLocale(note, lang)) : [],
      ...(step.kind === 'failed' ? { code: step.code } : {}),
    })),
    refused: refused.map(({ file, code, said }) => ({ file, code, message: inLocale(said, lang) })),
    summary: inLocale(summary, lang),
    next: next.map((n) => inLocale(n, lang)),
    notes: exported?.notes.map((note) => inLocale(note, lang)) ?? [],
    captions: captionFiles,
    timelines: timelines.map(({ file, format, losses }) => ({
      file,
      format,
      losses: losses.map((loss) => inLocale(loss, lang)),
    })),
    file: exported?.file ?? null,
    bytes: exported?.bytes ?? null,
    render: exported?.report ?? null,
    rules: exported?.rules ?? [],
    also: also.map(({ file, bytes, report, notes }) => ({
      file,
      bytes,
      render: report,
      notes: notes.map((n) => inLocale(n, lang)),
    })),
  };
}
