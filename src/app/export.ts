import type { Said } from '../base/lang.ts';
import type { Draft } from '../draft/model.ts';
import type { ExportOptions } from '../operations/export-options.ts';
import { openPartCache } from '../render/cache.ts';
import { type RenderReport, renderDraft } from '../render/render.ts';
import { copyPolicyOf, withGops } from './copying.ts';
import { formatNote, profileOf } from './export-profile.ts';
import { factsOf, type Library } from './session.ts';
import type { Studio } from './studio.ts';

export { FORMATS } from '../render/formats.ts';

export type ExportInput = {
  readonly draft: Draft;
  readonly library: Library;
  readonly options: ExportOptions;
  /** Its ending decides the format. */
  readonly out: string;
  /** Written into the file's metadata. */
  readonly title: string | null;
  readonly signal: AbortSignal;
  /** 0–1, never falling. */
  readonly onProgress: (fraction: number) => void;
};

export type Exported = {
  /** The file; of several stills the first. */
  readonly file: string;
  readonly bytes: number;
  readonly report: RenderReport;
  /** Where the file differs from what was asked for, and why. */
  readonly notes: readonly Said[];
};

/** Makes the finished file of a draft at `out`. It appears whole or not at all; finished parts are kept for next time. */
export async function exportDraft(studio: Studio, input: ExportInput): Promise<Exported> {
  const { draft, library, options, out, signal } = input;
  const { profile, notes } = await profileOf(draft, library, options, out);
  const copy = copyPolicyOf(options, profile);
  const measured = copy === 'never' ? library : await withGops(studio, draft, library, signal);
  const report = await renderDraft({
    draft,
    copy,
    facts: factsOf(measured),
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
  const file = report.files[0] ?? out;
  return {
    file,
    bytes: report.bytes,
    report,
    notes: [...formatNote(options), ...notes, ...shrunk(draft, options, report)],
  };
}

/** Said when the picture had to become smaller than the canvas to meet a limit. */
function shrunk({ canvas }: Draft, { resolution, maxBytes, sizeFactor }: ExportOptions, report: RenderReport): Said[] {
  const isLimited = maxBytes !== undefined || sizeFactor !== undefined;
  if (!isLimited || resolution !== undefined || report.format === 'gif' || report.width >= canvas.width) return [];
  const size = `${report.width}×${report.height}`;
  return [{ en: `To fit the limit, the picture is ${size}.`, zh: `为满足大小限制，画面缩小为 ${size}。` }];
}
