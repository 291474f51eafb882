import { readAsset } from '../app/ingest.ts';
import { openStudio } from '../app/studio.ts';
import { lengthLabel } from '../base/time.ts';
import type { ProbeFacts } from '../draft/facts.ts';
import { cacheFolder } from './folders.ts';

/** `tellcut probe`: what a file is, as people say it, or all facts as JSON. */
export async function probe(file: string, flags: { json?: boolean }, signal: AbortSignal): Promise<number> {
  await using studio = await openStudio({ folder: cacheFolder(), useCache: true, workers: 1 });
  const { asset } = await readAsset(studio, file, signal);
  const shown =
    flags.json === true
      ? JSON.stringify({ id: asset.id, filename: asset.filename, ...asset.probe })
      : describe(asset.filename, asset.probe);
  process.stdout.write(`${shown}\n`);
  return 0;
}

function describe(filename: string, facts: ProbeFacts): string {
  const lines = [
    `${filename}: ${facts.kind}${facts.duration > 0 ? `, ${lengthLabel(facts.duration)}` : ''} (${facts.format})`,
  ];
  const { video } = facts;
  if (video !== null) {
    const parts = [`${video.width}×${video.height}`, video.codec];
    if (facts.kind === 'video')
      parts.push(`${Math.round(video.fps * 1000) / 1000} fps${video.variableRate ? ' (variable)' : ''}`);
    if (video.rotation !== 0) parts.push(`turned ${video.rotation}°`);
    if (video.pixelAspect !== 1) parts.push(`pixel aspect ${video.pixelAspect.toFixed(3)}`);
    if (video.bitDepth > 8) parts.push(`${video.bitDepth} bit`);
    if (video.hdr) parts.push('HDR');
    if (video.alpha) parts.push('alpha');
    lines.push(`  picture: ${parts.join(', ')}`);
  }
  facts.audio.forEach((sound, i) => {
    const language = sound.language === null ? '' : `, ${sound.language}`;
    lines.push(
      `  sound ${i + 1}: ${sound.codec}, ${sound.sampleRate} Hz, ${sound.channels} channel${sound.channels === 1 ? '' : 's'}${language}`,
    );
  });
  return lines.join('\n');
}
