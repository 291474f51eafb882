import type { Ms } from '../base/time.ts';
import type { Draft } from '../draft/model.ts';
import { mainSegments, mapMain } from '../draft/queries.ts';
import { fittingFades } from '../draft/slice.ts';

/** Picture and sound fade in at the beginning and out at the end of the video, in ms; null leaves that end alone. */
export function edgeFades(draft: Draft, fades: { readonly in: Ms | null; readonly out: Ms | null }): Draft {
  const last = mainSegments(draft).length - 1;
  return mapMain(draft, (segment, i) => {
    const fadeIn = i === 0 ? fades.in : null;
    const fadeOut = i === last ? fades.out : null;
    if (fadeIn === null && fadeOut === null) return segment;
    const wanted = { in: fadeIn ?? segment.pictureFade.in, out: fadeOut ?? segment.pictureFade.out };
    const heard = { in: fadeIn ?? segment.fade.in, out: fadeOut ?? segment.fade.out };
    return {
      ...segment,
      pictureFade: fittingFades(wanted, segment.duration),
      fade: fittingFades(heard, segment.duration),
    };
  });
}
