/**
 * Ours, told exactly what the other tools are told: `node render-edit.js <edit.json> <out.mp4> [source]`. A child of the
 * bench, bundled with what it measures. Everything that `tellcut edit` does is in it, from reading the files to the check
 * of the finished one, but for the words. Nothing is copied, because what is measured is encoding, unless `source` asks
 * for the source's own quality. Prints the render's report.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { exportDraft } from '../../src/app/export.ts';
import { readAsset } from '../../src/app/ingest.ts';
import { openStudio } from '../../src/app/studio.ts';
import { openPartCache } from '../../src/render/cache.ts';
import { profileFor } from '../../src/render/profile.ts';
import { type RenderReport, renderDraft } from '../../src/render/render.ts';
import { asDraft } from './as-draft.ts';
import { Edit } from './edit.ts';

const [file = '', out = '', quality = ''] = process.argv.slice(2);

const edit = Edit.parse(JSON.parse(readFileSync(file, 'utf8')));
const { signal } = new AbortController();
const folder = mkdtempSync(path.join(tmpdir(), 'tellcut-bench-render-'));
try {
  await using studio = await openStudio({ folder, useCache: false });
  const names = [...new Set([...edit.clips.map((clip) => clip.file), ...(edit.music === null ? [] : [edit.music])])];
  const read = names.map(async (name) => [name, await readAsset(studio, name, signal)] as const);
  const stored = new Map(await Promise.all(read));
  const draft = asDraft(edit, (name) => {
    const found = stored.get(name);
    if (found === undefined) throw new Error(`${name} was not read`);
    return found.asset;
  });
  const assets = [...stored.values()];
  const library = new Map(assets.map((each) => [each.asset.id, each]));
  const plain = { draft, library, out, title: null, signal, onProgress: () => undefined };
  const encoded = (): Promise<RenderReport> =>
    renderDraft({
      ...plain,
      copy: 'never',
      facts: { assets: new Map(assets.map(({ asset }) => [asset.id, asset])) },
      files: new Map(assets.map((each) => [each.asset.id, each.path])),
      profile: profileFor(draft.canvas, { resolution: null, fps: null, quality: 'standard' }),
      pool: studio.pool,
      cache: openPartCache({ folder: studio.chunkFolder }),
      scratch: studio.scratch,
    });
  const report =
    quality === 'source'
      ? (await exportDraft(studio, { ...plain, options: { quality: 'source' } })).report
      : await encoded();
  console.log(JSON.stringify(report));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
