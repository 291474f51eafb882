import type { Said } from '../base/lang.ts';
import { say } from '../base/say.ts';
import type { Draft } from '../draft/model.ts';
import { type Platform, platformByWords } from '../draft/platforms.ts';
import type { ExportOptions } from '../operations/export-options.ts';
import type { RuleResult } from '../render/check-file.ts';
import type { RenderOptions } from '../render/job.ts';
import { type RenderReport, renderDraft } from '../render/render.ts';
import { copyPolicyOf, withGops } from './copying.ts';
import { formatNote, profileOf } from './export-profile.ts';
import { withHardware } from './hardware.ts';
import { asItWas, forPlatform, limited, optionsFor, platformCheck } from './platform-export.ts';
import { withRenderFacts } from './render-facts.ts';
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
  /** How the file stands to the rules of the platform that it was made for; empty without one. */
  readonly rules: readonly RuleResult[];
  /** Where the file differs from what was asked for, and why. */
  readonly notes: readonly Said[];
};

/** What an export comes to before any of it is made. The same input gives the same keys of parts on every machine. */
export type PreparedExport = {
  readonly render: RenderOptions;
  readonly platform: Platform | null;
  readonly notes: readonly Said[];
};

/** Decides how a draft is rendered, and measures what that decision needs. Throws what `profileOf` throws. */
export async function prepareExport(studio: Studio, input: ExportInput): Promise<PreparedExport> {
  const { library, out, signal } = input;
  const platform = input.options.platform === undefined ? null : platformByWords(input.options.platform);
  const options = platform === null ? input.options : optionsFor(input.draft, input.options, platform);
  const draft = platform === null ? ownLoudness(input) : forPlatform(input.draft, platform);
  const { profile: plain, notes } = await profileOf(draft, library, options, out);
  const soft = platform === null ? plain : limited(plain, platform);
  const { profile, notes: said } = await withHardware(studio, soft, options.encoder ?? 'software', signal);
  // A platform's rules reach into every group of pictures; and what hardware encodes matches no other stream.
  const mayCopy = platform === null && profile.video.hardware === undefined;
  const copy = mayCopy ? copyPolicyOf(options, profile) : 'never';
  const heard = await withRenderFacts(studio, draft, library, signal);
  const measured = copy === 'never' ? heard : await withGops(studio, draft, heard, signal);
  return {
    render: {
      draft,
      copy,
      facts: factsOf(measured),
      files: new Map([...library].map(([id, stored]) => [id, stored.path])),
      profile,
      out,
      title: input.title,
      pool: studio.pool,
      cache: studio.cache,
      notes: studio.notes ?? undefined,
      scratch: studio.scratch,
      signal,
      onProgress: input.onProgress,
    },
    platform,
    notes: [...formatNote(options), ...notes, ...said],
  };
}

/** Makes the finished file of a draft at `out`. It appears whole or not at all; finished parts are kept for next time. */
export async function exportDraft(studio: Studio, input: ExportInput): Promise<Exported> {
  const { render, platform, notes } = await prepareExport(studio, input);
  const report = await renderDraft(render);
  const checked = platform === null ? { rules: [], notes: [] } : platformCheck(report, platform);
  return {
    file: report.files[0] ?? input.out,
    bytes: report.bytes,
    report,
    rules: checked.rules,
    notes: [...notes, ...shrunk(render.draft, input.options, report), ...checked.notes],
  };
}

const ownLoudness = ({ draft, options }: ExportInput): Draft => (options.quality === 'source' ? asItWas(draft) : draft);

/** Said when the picture had to become smaller than the canvas to meet a limit. */
function shrunk({ canvas }: Draft, { resolution, maxBytes, sizeFactor }: ExportOptions, report: RenderReport): Said[] {
  const isLimited = maxBytes !== undefined || sizeFactor !== undefined;
  if (!isLimited || resolution !== undefined || report.format === 'gif' || report.width >= canvas.width) return [];
  const size = `${report.width}×${report.height}`;
  return [say('To fit the limit, the picture is {size}.', '为满足大小限制，画面缩小为 {size}。', { size })];
}
