import { stat } from 'node:fs/promises';
import path from 'node:path';
import { fail } from '../base/errors.ts';
import { FileScan } from '../draft/file-scan.ts';
import { PLATFORMS, type Platform, platformByWords } from '../draft/platforms.ts';
import { checkFile, type RuleResult } from '../render/check-file.ts';
import { type Exported, exportDraft } from './export.ts';
import { requireOutput } from './export-profile.ts';
import { measure, readAsset } from './ingest.ts';
import { firstDraft } from './session.ts';
import type { Studio } from './studio.ts';

export type CheckInput = {
  readonly file: string;
  readonly platform: string;
  /** Where a repaired copy goes; null: only look. */
  readonly repairTo: string | null;
  readonly signal: AbortSignal;
  readonly onProgress: (fraction: number) => void;
};

export type Checked = {
  readonly platform: Platform;
  readonly rules: readonly RuleResult[];
  /** The copy that was made anew, and how it stands; null where none was wanted, or nothing could be mended. */
  readonly repaired: { readonly exported: Exported; readonly rules: readonly RuleResult[] } | null;
};

/** Reading a file of many GB from a slow disk is one silent step. */
const STALL_MS = 600_000;

/** The platform of that name. Throws `input.unknown_platform`. */
export function requirePlatform(words: string): Platform {
  const found = platformByWords(words);
  if (found !== null) return found;
  throw fail('input.unknown_platform', { platform: words.slice(0, 60), supported: PLATFORMS.map(({ id }) => id) });
}

/**
 * Checks a finished file against a platform's rules and, where wanted, makes a copy that keeps those which a new
 * encoding can keep. Throws the named failures of reading and of rendering.
 */
export async function checkPlatform(studio: Studio, input: CheckInput): Promise<Checked> {
  const platform = requirePlatform(input.platform);
  if (input.repairTo !== null) {
    requireOutput(input.repairTo);
    if (await isSame(input.file, input.repairTo))
      throw fail('input.usage', { problem: 'Give the repaired copy another name than the file: -o fixed.mp4.' });
  }
  const stored = await readAsset(studio, input.file, input.signal);
  const hasSound = stored.asset.probe.audio.length > 0;
  const { asset } = hasSound ? await measure(studio, stored, ['loudness'], input.signal) : stored;
  const rules = checkFile(await scan(studio, input.file, input.signal), asset.loudness, platform);
  const isBroken = rules.some((rule) => !rule.ok && rule.repairable);
  if (input.repairTo === null || !isBroken) return { platform, rules, repaired: null };
  const library = new Map([[asset.id, { ...stored, asset }]]);
  const exported = await exportDraft(studio, {
    draft: firstDraft(library),
    library,
    options: { platform: platform.id, quality: 'high' },
    out: input.repairTo,
    title: null,
    signal: input.signal,
    onProgress: input.onProgress,
  });
  return { platform, rules, repaired: { exported, rules: exported.rules } };
}

async function isSame(a: string, b: string): Promise<boolean> {
  if (path.resolve(a) === path.resolve(b)) return true;
  const [one, other] = await Promise.all([a, b].map((file) => stat(file).catch(() => null)));
  return one != null && other != null && one.ino === other.ino && one.dev === other.dev;
}

async function scan(studio: Studio, file: string, signal: AbortSignal): Promise<FileScan> {
  const name = path.basename(file);
  const task = { kind: 'scan', path: file, name };
  return FileScan.parse(await studio.pool.run(task, { label: name, stallMs: STALL_MS, signal }));
}
