import { videoSegment } from '../draft/build.ts';
import type { Asset, Facts } from '../draft/facts.ts';
import type { Draft, VideoSegment } from '../draft/model.ts';
import { mainSegments } from '../draft/queries.ts';
import { freshId } from '../draft/ripple.ts';

/** A clip that shows an asset whole, placed as the others are, and the draft that has given out its id. */
export function newClip(draft: Draft, asset: Asset): [VideoSegment, Draft] {
  const [id, made] = freshId(draft, 'seg');
  const fit = mainSegments(draft)[0]?.placement.fit;
  const plain = videoSegment(id, asset, 0);
  return [fit === undefined ? plain : { ...plain, placement: { ...plain.placement, fit } }, made];
}

/** Assets with a picture that the main track does not show, in the order in which they were added. */
export function unusedPictures(draft: Draft, facts: Facts): Asset[] {
  const used = new Set(mainSegments(draft).map((segment) => segment.asset));
  return [...facts.assets.values()].filter(
    (a) => a.probe.video !== null && a.probe.kind !== 'audio' && !used.has(a.id),
  );
}

/** File names in the order in which people count: clip 2 before clip 10. */
export function byFilename(a: Asset | undefined, b: Asset | undefined): number {
  return (a?.filename ?? '').localeCompare(b?.filename ?? '', 'en', { numeric: true, sensitivity: 'base' });
}
