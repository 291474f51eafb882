import { textSegment, videoSegment } from '../draft/build.ts';
import { CARD_KEY, clipsOf, isCard } from '../draft/clips.ts';
import type { Asset, Facts } from '../draft/facts.ts';
import type { Draft, TextSegment, VideoSegment } from '../draft/model.ts';
import { placeSegment } from '../draft/place.ts';
import { endOf, frameMs, mainSegments, standsStill } from '../draft/queries.ts';
import { freshId, layOut, newPart, type Part, partsOf, removeRanges } from '../draft/ripple.ts';
import { sliceVideo, textLasting } from '../draft/slice.ts';
import { newClip } from './new-clip.ts';
import { dressed, type TextArgs } from './text-edit.ts';
import { titleSize } from './text-look.ts';

export type CardPlace = 'intro' | 'outro';

export type Card = {
  readonly place: CardPlace;
  readonly text: string;
  readonly duration: number;
  /** `#rrggbb` of a plain card; null: a blurred, darkened frame of the video itself. */
  readonly color: string | null;
};

const COLOR = { kind: 'color', brightness: 0, contrast: 0, saturation: -0.15, warmth: 0 } as const;

/**
 * How a frame becomes a background that white text can be read on. Brightness leaves pure white alone, so white is first
 * made gray (contrast), then darkened: it ends just under the middle.
 */
const BACKDROP: VideoSegment['effects'] = [
  { kind: 'blur', amount: 1 },
  { ...COLOR, contrast: -0.7 },
  { ...COLOR, brightness: -1 },
];

/** Words on a card stand alone and may be larger than a title over pictures. */
const ON_CARD = 1.2;

const DISSOLVE = { name: 'fade', duration: 500 };

/** The draft without its card at this place; the text on it goes with it. */
export function withoutCard(draft: Draft, place: CardPlace, facts: Facts): Draft {
  const cards = mainSegments(draft).filter((s) => s.extra?.[CARD_KEY] === place);
  if (cards.length === 0 || cards.length === mainSegments(draft).length) return draft;
  return removeRanges(
    draft,
    cards.map((s) => ({ start: s.start, end: endOf(s) })),
    facts,
    place,
  );
}

/** Puts a title card before or after everything; the rest moves on, music plays under it. */
export function withCard(draft: Draft, card: Card, args: TextArgs, facts: Facts): Draft {
  const cleared = withoutCard(draft, card.place, facts);
  const isIntro = card.place === 'intro';
  const [made, part] = cardPart(cleared, card, facts);
  const parts = partsOf(cleared);
  const softened = isIntro ? parts.map((p, i) => (i === 0 ? dissolving(p) : p)) : parts;
  const laid = layOut(made, isIntro ? [part, ...softened] : [...softened, dissolving(part)]);
  const start = isIntro ? 0 : endOf(mainSegments(cleared).at(-1) ?? { start: 0, duration: 0 });
  const [id, given] = freshId(laid, 'txt');
  const base = textSegment(id, card.text, { start, duration: card.duration });
  const styled: TextSegment = {
    ...base,
    style: { ...base.style, size: titleSize(card.text) * ON_CARD },
    animateIn: { name: 'slide-up', duration: 500 },
  };
  const placed = placeSegment(given, textLasting(dressed(styled, args, draft), card.duration), 'titles');
  if (card.color === null || placed.canvas.background.kind === 'blur') return placed;
  return { ...placed, canvas: { ...placed.canvas, background: { kind: 'color', color: card.color } } };
}

/**
 * A file of the project before or after everything, in the place of a card of ours: a video whole, a picture for
 * `duration` ms. Like a card it is no clip that is counted, and the next one takes its place.
 */
export function withFileAsCard(
  draft: Draft,
  { place, asset, duration }: { readonly place: CardPlace; readonly asset: Asset; readonly duration: number },
  facts: Facts,
): Draft {
  const cleared = withoutCard(draft, place, facts);
  const [shown, made] = newClip(cleared, asset);
  const segment: VideoSegment = {
    ...shown,
    duration: asset.probe.kind === 'image' ? duration : shown.duration,
    placement: { ...shown.placement, fit: 'fit' },
    extra: { [CARD_KEY]: place },
  };
  const part = newPart(segment);
  const parts = partsOf(cleared);
  const softened = place === 'intro' ? parts.map((p, i) => (i === 0 ? dissolving(p) : p)) : parts;
  return layOut(made, place === 'intro' ? [part, ...softened] : [...softened, dissolving(part)]);
}

function dissolving(part: Part): Part {
  return part.segment === null
    ? part
    : { ...part, segment: { ...part.segment, transition: part.segment.transition ?? DISSOLVE } };
}

/** A hole where the background shows, or a frozen frame of the neighbouring clip made into a backdrop. */
function cardPart(draft: Draft, { place, duration, color }: Card, facts: Facts): [Draft, Part] {
  const clips = clipsOf(draft);
  const near = place === 'intro' ? clips[0]?.segments[0] : clips.at(-1)?.segments.at(-1);
  const asset = near === undefined ? undefined : facts.assets.get(near.asset);
  if (color !== null || near === undefined || asset === undefined || isCard(near)) {
    return [draft, { segment: null, duration, from: null }];
  }
  const frame = Math.min(near.duration, frameMs(draft));
  const still = standsStill(near, facts);
  const shot =
    place === 'intro'
      ? sliceVideo(near, 0, frame, still)
      : sliceVideo(near, near.duration - frame, near.duration, still);
  const [id, made] = freshId(draft, 'seg');
  const segment: VideoSegment = {
    ...videoSegment(id, asset, 0),
    duration,
    in: shot.in,
    freeze: true,
    volume: 0,
    placement: { ...near.placement, fit: 'fill' },
    effects: [...near.effects.filter((effect) => effect.kind === 'look'), ...BACKDROP],
    extra: { [CARD_KEY]: place },
  };
  return [made, newPart(segment)];
}
