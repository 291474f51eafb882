import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { emptyDraft, track, videoSegment } from '../../src/draft/build.ts';
import type { Asset, ProbeFacts } from '../../src/draft/facts.ts';
import type { Canvas, Draft, TextSegment, VideoSegment } from '../../src/draft/model.ts';
import { createPool, type Pool } from '../../src/media/pool.ts';
import { probeFile } from '../../src/media/probe.ts';
import { openPartCache } from '../../src/render/cache.ts';
import { profileFor } from '../../src/render/profile.ts';
import { type RenderReport, renderDraft } from '../../src/render/render.ts';

/** A folder with sources, a cache and a pool, in which tests render small drafts. Disposing removes all of it. */
export class RenderBench implements AsyncDisposable {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'tellcut-render-'));
  readonly pool: Pool;
  readonly assets = new Map<string, Asset>();
  readonly files = new Map<string, string>();
  readonly scratch = path.join(this.folder, 'scratch');

  constructor(workers = 2) {
    this.pool = createPool({ entry: new URL('../../src/render/worker.ts', import.meta.url), size: workers });
    mkdirSync(this.scratch);
  }

  file(name: string): string {
    return path.join(this.folder, name);
  }

  /** Takes a file in as an asset, with `over` in place of parts of what was probed. */
  add(name: string, over: Partial<NonNullable<ProbeFacts['video']>> = {}): Asset {
    const probe = probeFile(this.file(name));
    const video = probe.video === null ? null : { ...probe.video, ...over };
    const facts = { silence: null, loudness: null, waveform: null, scenes: null };
    const asset: Asset = {
      id: `ast_${name.replaceAll('.', '_')}`,
      filename: name,
      probe: { ...probe, video },
      ...facts,
    };
    this.assets.set(asset.id, asset);
    this.files.set(asset.id, this.file(name));
    return asset;
  }

  async render(draft: Draft, options: Partial<Parameters<typeof renderDraft>[0]> = {}): Promise<RenderReport> {
    return renderDraft({
      draft,
      facts: { assets: this.assets },
      files: this.files,
      profile: profileFor(draft.canvas, { resolution: null, fps: null, quality: 'high' }),
      out: this.file('out.mp4'),
      title: null,
      pool: this.pool,
      cache: openPartCache({ folder: this.file('cache') }),
      scratch: this.scratch,
      signal: new AbortController().signal,
      onProgress: () => undefined,
      ...options,
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.pool.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A segment of `asset`; ids come from the start, as one track never has two at one place. */
export const clipOf = (
  asset: Asset,
  start: number,
  duration: number,
  over: Partial<VideoSegment> = {},
): VideoSegment => ({ ...videoSegment(`v${start}`, asset, start), duration, ...over });

export type Tracks = {
  readonly main: readonly VideoSegment[];
  readonly overlay?: readonly VideoSegment[];
  readonly titles?: readonly TextSegment[];
};

export const canvasOf = (width: number, height: number, fps: number): Canvas => ({
  width,
  height,
  fps,
  background: { kind: 'color', color: '#000000' },
});

export function draftOf(canvas: Canvas, { main, overlay = [], titles = [] }: Tracks): Draft {
  return {
    ...emptyDraft(canvas),
    tracks: [
      { ...track('main', 'video', 'main'), segments: [...main] },
      { ...track('over', 'video', 'overlay'), segments: [...overlay] },
      { ...track('titles', 'text', 'titles'), segments: [...titles] },
    ],
  };
}
