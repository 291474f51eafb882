import { spawnSync } from 'node:child_process';
import { cpus, release, totalmem } from 'node:os';
import type { JobResult } from './results.ts';

/** What the bench compares with, all from Debian, and how each tells its version. */
const TOOLS = {
  ffmpeg: { ask: '-version', version: /^ffmpeg version (\S+)/m },
  ffprobe: { ask: '-version', version: /^ffprobe version (\S+)/m },
  melt: { ask: '--version', version: /^melt (\S+)/m },
  'auto-editor': { ask: '--version', version: /^(\S+)/m },
} as const;

export type Tool = keyof typeof TOOLS;

/** Version of each tool, null where it is missing. */
export function toolVersions(): Record<Tool, string | null> {
  const found = Object.entries(TOOLS).map(([name, { ask, version }]) => {
    const { error, stdout, stderr } = spawnSync(name, [ask], { encoding: 'utf8' });
    return [name, error === undefined ? (version.exec(`${stdout}${stderr}`)?.[1] ?? 'unknown') : null];
  });
  return Object.fromEntries(found) as Record<Tool, string | null>;
}

/** What this runs on. */
export function machine(): JobResult['machine'] {
  const processors = cpus();
  return {
    cpu: (processors[0]?.model ?? 'unknown').trim(),
    cores: processors.length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    system: `Linux ${release()}`,
  };
}
