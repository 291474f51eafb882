import * as z from 'zod';
import { fail } from '../base/errors.ts';
import type { Said } from '../base/lang.ts';
import type { Ms } from '../base/time.ts';
import { PHOTO_MS } from '../draft/build.ts';
import type { Facts } from '../draft/facts.ts';
import type { Draft, VideoSegment } from '../draft/model.ts';
import { draftLength, frameMs, mainSegments } from '../draft/queries.ts';
import { keepRange, layOut, newPart, type Part, partsOf, slicePart } from '../draft/ripple.ts';
import { placeTransitions } from '../draft/transition-handles.ts';
import { LengthArg } from './args.ts';
import { drift, motionOf, withMotion } from './motion.ts';
import { byFilename, newClip, unusedPictures } from './new-clip.ts';
import { done, type Outcome, operation } from './operation.ts';
import { lengthSaid, lengthsSaid, say } from './phrase.ts';
import { colorByWords } from './text-look.ts';
import { lengthArgument } from './time-argument.ts';

/** A photo shorter than this is a flash, in ms. */
const LEAST_PHOTO = 300;

/** Soft enough not to be noticed, short enough for a quick show, in ms. */
const FADE_MS = 600;

/** How close the slow move over each photo comes. */
const DRIFT = 1.12;

const Args = z.object({
  duration: LengthArg.optional().describe('Of the whole'),
  each: LengthArg.optional().describe('How long each photo stands'),
  order: z.string().max(80).optional().describe('"chronological", "name", "uploaded", "reverse"'),
  background: z.string().max(60).optional().describe('Beside photos of another shape: "blur", "dark", or a colour'),
});

/** Makes a show of the photos: even times, a slow move over each, soft transitions. */
export const slideshow = operation({
  name: 'slideshow',
  summary:
    'Makes a show of the photos: all the same time, a slow move over each, soft transitions; a total length divides it among them. Without photos, shortens the clips to the length.',
  args: Args,
  needs: () => [],
  apply: (draft, args, { facts }) => {
    const filled = withAllPhotos(draft, facts);
    if (mainSegments(filled).length === 0) throw fail('draft.nothing_there', undefined);
    const shown = args.background === undefined ? filled : withBackground(filled, args.background);
    const isPhoto = (segment: VideoSegment | null): boolean =>
      segment !== null && facts.assets.get(segment.asset)?.probe.kind === 'image';
    const photos = mainSegments(shown).filter(isPhoto);
    const total = args.duration === undefined ? null : lengthArgument(args.duration);
    if (photos.length === 0) return ofClips(shown, total, facts);
    const each = photoLength(shown, { photos, total, each: args.each });
    const notes: Said[] = [];
    const ordered =
      args.order === undefined ? partsOf(shown) : inPhotoOrder(partsOf(shown), { order: args.order, facts, notes });
    let index = 0;
    const parts = ordered.map((part): Part => {
      if (part.segment === null || !isPhoto(part.segment)) return part;
      const still = motionOf(part.segment) === null ? withMotion(part.segment, drift(index++, DRIFT)) : part.segment;
      return { ...part, duration: each, segment: still };
    });
    const laid = layOut(shown, parts);
    const after = softened(laid, Math.min(FADE_MS, Math.floor(each / 3)), facts);
    const length = lengthSaid(draftLength(after));
    const per = lengthSaid(each);
    return done(
      after,
      say(
        'A slideshow of {photos} photos, {per} each, {length} in all, with a slow move over each.',
        '{photos} 张照片的幻灯片，每张 {per}，共 {length}，每张都有缓慢推移。',
        { photos: photos.length, per, length },
      ),
      notes,
    );
  },
  examples: [
    { en: 'make a 30-second video of these photos', zh: '用这些照片做一个 30 秒的视频' },
    { en: 'slideshow of the family photos in order', zh: '按顺序做照片幻灯片' },
  ],
});

/** Photos that wait in the project come onto the timeline; one that is laid over the video as a logo does not. */
function withAllPhotos(draft: Draft, facts: Facts): Draft {
  let made = draft;
  const parts = partsOf(draft);
  const overlaid = new Set(
    draft.tracks.flatMap((t) => (t.type === 'video' && t.role === 'overlay' ? t.segments.map((s) => s.asset) : [])),
  );
  for (const asset of unusedPictures(draft, facts)) {
    if (asset.probe.kind !== 'image' || overlaid.has(asset.id)) continue;
    const [segment, next] = newClip(made, asset);
    made = next;
    parts.push(newPart(segment));
  }
  return parts.length === partsOf(draft).length ? draft : layOut(made, parts);
}

function withBackground(draft: Draft, words: string): Draft {
  if (/blur|模糊/i.test(words)) return { ...draft, canvas: { ...draft.canvas, background: { kind: 'blur' } } };
  const color = /cinema|影院/i.test(words) ? '#101014' : colorByWords(words);
  if (color === null)
    throw fail('draft.unclear_value', { text: words, expected: say('blur, dark or a colour', '模糊、深色或一种颜色') });
  return { ...draft, canvas: { ...draft.canvas, background: { kind: 'color', color } } };
}

type Wanted = {
  readonly photos: readonly VideoSegment[];
  readonly total: Ms | null;
  readonly each: number | string | undefined;
};

function photoLength(draft: Draft, { photos, total, each }: Wanted): Ms {
  if (each !== undefined) return Math.max(LEAST_PHOTO, lengthArgument(each));
  if (total === null) return PHOTO_MS;
  const others = draftLength(draft) - photos.reduce((sum, s) => sum + s.duration, 0);
  return Math.max(LEAST_PHOTO, Math.floor((total - others) / photos.length));
}

type Ordering = { readonly order: string; readonly facts: Facts; readonly notes: Said[] };

/** Photos change places among themselves; clips between them stay where they are. */
function inPhotoOrder(parts: readonly Part[], { order, facts, notes }: Ordering): Part[] {
  const assetOf = (part: Part) => facts.assets.get(part.segment?.asset ?? '');
  const photos = parts.filter((part) => assetOf(part)?.probe.kind === 'image');
  const rank = [...facts.assets.keys()];
  const isByName = /chrono|date|time|name|oldest|newest|时间|先后|文件名/i.test(order);
  if (/chrono|date|time|oldest|newest|时间|先后/i.test(order))
    notes.push(say('The photos tell no date here, so they go by file name.', '照片没有可读的日期，按文件名排序。'));
  const sorted = photos.toSorted((a, b) =>
    isByName
      ? byFilename(assetOf(a), assetOf(b))
      : rank.indexOf(a.segment?.asset ?? '') - rank.indexOf(b.segment?.asset ?? ''),
  );
  if (/revers|newest|倒|反/i.test(order)) sorted.reverse();
  let next = 0;
  return parts.map((part) => (assetOf(part)?.probe.kind === 'image' ? (sorted[next++] ?? part) : part));
}

/** Soft fades on every cut that has no transition yet. */
function softened(draft: Draft, duration: Ms, facts: Facts): Draft {
  const bare = mainSegments(draft)
    .slice(1)
    .filter((s) => s.transition === null);
  return placeTransitions(
    draft,
    bare.map((s) => ({ into: s.id, name: 'fade', duration })),
    facts,
  ).draft;
}

/** A show of clips: each gives an equal share to the length. */
function ofClips(draft: Draft, total: Ms | null, facts: Facts): Outcome {
  const length = draftLength(draft);
  const note = say('There are no photos here, so the clips make the video.', '没有照片，所以用视频片段来做。');
  if (total === null || total >= length) {
    const is = lengthSaid(length);
    return done(draft, say('The clips play one after another, {is}.', '片段依次播放，共 {is}。', { is }), [note]);
  }
  const parts = partsOf(draft);
  const each = Math.max(frameMs(draft), Math.floor(total / parts.length));
  // What a short clip does not need goes to the longer ones.
  const spare = parts.reduce((sum, part) => sum + Math.max(0, each - part.duration), 0);
  const longer = parts.filter((part) => part.duration > each).length;
  const share = each + (longer === 0 ? 0 : Math.floor(spare / longer));
  const cut = layOut(
    draft,
    parts.map((part) => (part.duration <= share ? part : slicePart(part, 0, share, facts))),
  );
  const after = draftLength(cut) > total ? keepRange(cut, { start: 0, end: total }, facts, 'slideshow') : cut;
  const lengths = lengthsSaid(length, draftLength(after));
  return done(after, say('Shortened the clips evenly, {lengths}.', '均匀缩短各片段，{lengths}。', { lengths }), [note]);
}
