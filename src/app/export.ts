import path from 'node:path';
import { fail } from '../base/errors.ts';
import type { Said } from '../base/lang.ts';
import type { Draft } from '../draft/model.ts';
import type { ExportOptions } from '../operations/export-options.ts';
import { openPartCache } from '../render/cache.ts';
import { profileFor, type Quality } from '../render/profile.ts';
import { type RenderReport, renderDraft } from '../render/render.ts';
import { factsOf, type Library } from './session.ts';
import type { Studio } from './studio.ts';

export type ExportInput = {
  readonly draft: Draft;
  readonly library: Library;
  readonly options: ExportOptions;
  readonly out: string;
  /** Written into the file's metadata. */
  readonly title: string | null;
  readonly signal: AbortSignal;
  /** 0–1, never falling. */
  readonly onProgress: (fraction: number) => void;
};

export type Exported = {
  readonly file: string;
  readonly bytes: number;
  readonly report: RenderReport;
  /** Where the file differs from what was asked for, and why. */
  readonly notes: readonly Said[];
};

/** File endings that we can write. */
export const OUTPUTS = ['.mp4'] as const;

/** Refuses an output whose ending we cannot write, before any work is done for it. */
export function requireOutput(out: string): void {
  const extension = path.extname(out).toLowerCase();
  if (!OUTPUTS.some((known) => known === extension)) {
    throw fail('input.unknown_output', {
      extension: extension === '' ? path.basename(out) : extension,
      supported: OUTPUTS,
    });
  }
}

/** Makes the finished file of a draft at `out`. It appears whole or not at all; finished parts are kept for next time. */
export async function exportDraft(studio: Studio, input: ExportInput): Promise<Exported> {
  const { draft, library, options, out, signal } = input;
  requireOutput(out);
  const profile = profileFor(draft.canvas, {
    resolution: options.resolution ?? null,
    fps: options.fps ?? null,
    quality: renderedQuality(options.quality),
  });
  const report = await renderDraft({
    draft,
    facts: factsOf(library),
    files: new Map([...library].map(([id, stored]) => [id, stored.path])),
    profile,
    out,
    title: input.title,
    pool: studio.pool,
    cache: openPartCache({ folder: studio.chunkFolder }),
    scratch: studio.scratch,
    signal,
    onProgress: input.onProgress,
  });
  return { file: out, bytes: report.bytes, report, notes: differences(options, report) };
}

/** `source` asks for no visible loss, which is what `high` is. */
function renderedQuality(quality: ExportOptions['quality']): Quality {
  return quality === 'source' ? 'high' : (quality ?? 'standard');
}

function differences(options: ExportOptions, report: RenderReport): Said[] {
  const notes: Said[] = [];
  const { format, codec, maxBytes, each, loop } = options;
  if (format !== undefined && format !== 'mp4') {
    notes.push({
      en: `I can only write MP4 for now, so this is an MP4 instead of ${format}.`,
      zh: `目前只能输出 MP4，因此没有输出 ${format}。`,
    });
  }
  if (codec !== undefined && !/h\.?264|avc/.test(codec)) {
    notes.push({
      en: `The picture is H.264 instead of ${codec}: that plays everywhere.`,
      zh: `画面编码为 H.264（而非 ${codec}），兼容所有平台。`,
    });
  }
  if (maxBytes !== undefined && report.bytes > maxBytes) {
    const label = `${(maxBytes / 1e6).toFixed(0)} MB`;
    notes.push({
      en: `It is larger than the ${label} you asked for. Try "export at 720p" to make it smaller.`,
      zh: `文件超过了您要求的 ${label}，可以试试“导出 720p”。`,
    });
  }
  if (each === true) notes.push({ en: 'All parts are in one file for now.', zh: '目前所有片段都在同一个文件里。' });
  if (loop === true)
    notes.push({
      en: 'A file cannot loop by itself; players and posts can.',
      zh: '文件本身不能循环播放，请在播放器或平台中设置。',
    });
  return notes;
}
