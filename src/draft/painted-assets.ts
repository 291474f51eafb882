import { MAX_MS } from '../base/time.ts';
import type { Asset } from './facts.ts';
import { isPaintingId } from './painting.ts';

/** A source without an end and without sound. It is painted at the size of the video, whatever size it says here. */
function paintedAsset(id: string): Asset {
  return {
    id,
    filename: `scene ${Number.parseInt(id.slice('painting_'.length), 36)}`,
    probe: {
      kind: 'video',
      format: 'painting',
      duration: MAX_MS,
      video: {
        codec: 'painting',
        width: 1920,
        height: 1080,
        codedWidth: 1920,
        codedHeight: 1080,
        rotation: 0,
        pixelAspect: 1,
        fps: 60,
        // There is a picture for every moment: nothing has to fall on frames of a source.
        variableRate: true,
        pixelFormat: 'yuv420p',
        bitDepth: 8,
        alpha: false,
        hdr: false,
        streamIndex: 0,
        startMs: 0,
        bitRate: null,
      },
      audio: [],
    },
    silence: null,
    loudness: null,
    waveform: null,
    scenes: null,
  };
}

/** Assets of a project, and beside them every painting for whoever asks for it by its id. Lists do not show them. */
class WithPaintings extends Map<string, Asset> {
  override get(id: string): Asset | undefined {
    return super.get(id) ?? (isPaintingId(id) ? paintedAsset(id) : undefined);
  }

  override has(id: string): boolean {
    return super.has(id) || isPaintingId(id);
  }
}

/** Facts about these assets, and about paintings. */
export const withPaintings = (assets: Iterable<readonly [string, Asset]>): ReadonlyMap<string, Asset> =>
  new WithPaintings(assets);
