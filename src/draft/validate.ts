import { fail } from '../base/errors.ts';
import type { Facts } from './facts.ts';
import { disordered } from './keyframes.ts';
import { Draft, type Segment, type Track, type VideoSegment } from './model.ts';
import { isPaintingId } from './painting.ts';
import { allSegments, endOf } from './queries.ts';
import { leadIn, leadOut } from './settle.ts';

/** One fault of a draft: where (`tracks.0.segments.2.duration`) and a sentence part that says what. */
export type DraftIssue = { readonly path: string; readonly problem: string };

/** More faults than this help nobody. */
const MOST_ISSUES = 50;

/**
 * Every fault of a draft, at most 50: shape first; order, overlap, ids and sources only where the shape is right. Without
 * `facts`, sources are not checked. An empty list means that it can be rendered.
 */
export function draftIssues(draft: unknown, facts?: Facts): DraftIssue[] {
  const parsed = Draft.safeParse(draft);
  if (!parsed.success) {
    return parsed.error.issues
      .slice(0, MOST_ISSUES)
      .map((issue) => ({ path: issue.path.join('.') || 'draft', problem: plain(issue.message) }));
  }
  const valid = parsed.data as Draft; // zod's output is the model, without the readonly marks
  const issues = [
    ...idIssues(valid),
    ...markerIssues(valid),
    ...roleIssues(valid),
    ...(facts === undefined ? [] : dressingIssues(valid, facts)),
  ];
  for (const [t, track] of valid.tracks.entries()) {
    const at = `tracks.${t}.segments`;
    issues.push(...orderIssues(track, at));
    if (track.type === 'video') issues.push(...transitionIssues(track.segments, at));
    for (const [s, segment] of track.segments.entries()) {
      issues.push(...segmentIssues(segment, `${at}.${s}`));
      if (facts !== undefined) issues.push(...sourceIssues(segment, `${at}.${s}`, { facts, fps: valid.canvas.fps }));
    }
  }
  return issues.slice(0, MOST_ISSUES);
}

/** Files that nothing shows as a clip: LUTs, and what stands behind everything. */
function dressingIssues(draft: Draft, { assets }: Facts): DraftIssue[] {
  const issues: DraftIssue[] = [];
  const { background } = draft.canvas;
  if (background.kind === 'picture' && (assets.get(background.asset)?.probe.video ?? null) === null)
    issues.push({ path: 'canvas.background.asset', problem: `there is no picture "${background.asset}"` });
  for (const [t, track] of draft.tracks.entries()) {
    if (track.type !== 'video') continue;
    for (const [s, { effects }] of track.segments.entries())
      for (const [e, effect] of effects.entries())
        if (effect.kind === 'lut' && assets.get(effect.asset)?.probe.kind !== 'lut')
          issues.push({
            path: `tracks.${t}.segments.${s}.effects.${e}.asset`,
            problem: `there is no LUT "${effect.asset}"`,
          });
  }
  return issues;
}

/** Throws `draft.invalid` with the faults when there are any. */
export function requireValid(draft: unknown, facts?: Facts): asserts draft is Draft {
  const issues = draftIssues(draft, facts);
  if (issues.length > 0) throw fail('draft.invalid', { issues });
}

/** zod's sentence without its full stop and capital: we put it behind a path. */
const plain = (message: string): string => message.replace(/\.$/, '').replace(/^Invalid input: /, '');

function idIssues(draft: Draft): DraftIssue[] {
  const seen = new Set<string>();
  const ids = [...draft.tracks.map((track) => track.id), ...allSegments(draft).map((segment) => segment.id)];
  return ids.flatMap((id) => {
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [{ path: 'tracks', problem: `the id "${id}" is used twice` }];
  });
}

function roleIssues(draft: Draft): DraftIssue[] {
  const mains = draft.tracks.filter((track) => track.role === 'main').length;
  return mains <= 1 ? [] : [{ path: 'tracks', problem: `${mains} tracks are main tracks; one can be` }];
}

function markerIssues({ markers = [] }: Draft): DraftIssue[] {
  return markers.flatMap(({ at }, i) => {
    const before = markers[i - 1];
    if (before === undefined || before.at < at) return [];
    return [{ path: `markers.${i}.at`, problem: 'chapters are not in order of time' }];
  });
}

function orderIssues(track: Track, at: string): DraftIssue[] {
  const segments: readonly Segment[] = track.segments;
  return segments.flatMap((segment, i) => {
    const before = segments[i - 1];
    if (before === undefined || endOf(before) <= segment.start) return [];
    const problem = before.start > segment.start ? 'segments are not in order of start' : 'it overlaps the one before';
    return [{ path: `${at}.${i}.start`, problem }];
  });
}

function transitionIssues(segments: readonly VideoSegment[], at: string): DraftIssue[] {
  return segments.flatMap((segment, i) => {
    if (segment.transition === null) return [];
    const path = `${at}.${i}.transition`;
    const before = segments[i - 1];
    if (before === undefined || endOf(before) !== segment.start) {
      return [{ path, problem: 'no segment ends where it begins, so there is nothing to come from' }];
    }
    const after = segments[i + 1]?.transition ?? null;
    const ownHalves = leadIn(segment.transition.duration) + leadOut(after?.duration ?? 0);
    const halvesBefore = leadIn(before.transition?.duration ?? 0) + leadOut(segment.transition.duration);
    if (ownHalves <= segment.duration && halvesBefore <= before.duration) return [];
    return [{ path: `${path}.duration`, problem: 'it is longer than the segments beside it allow' }];
  });
}

function segmentIssues(segment: Segment, path: string): DraftIssue[] {
  const wrong = disordered(segment.keyframes);
  if (wrong !== null) return [{ path: `${path}.keyframes.${wrong}`, problem: 'they are not in order of time' }];
  if (segment.kind === 'text') {
    return segment.text.trim() === '' ? [{ path: `${path}.text`, problem: 'there is no text in it' }] : [];
  }
  if (segment.kind === 'video' && isPaintingId(segment.asset) !== (segment.painting !== undefined)) {
    return [{ path: `${path}.painting`, problem: 'a clip is painted exactly where its asset is a painting' }];
  }
  const ramp = segment.kind === 'video' ? segment.ramp : undefined;
  if (ramp !== undefined && Math.abs((ramp.from + ramp.to) / 2 - segment.speed) > 0.001) {
    return [{ path: `${path}.speed`, problem: 'it is not the mean of the speeds of its ramp' }];
  }
  const fades = segment.kind === 'video' ? [segment.fade, segment.pictureFade] : [segment.fade];
  return fades.some((fade) => fade.in + fade.out > segment.duration)
    ? [{ path: `${path}.fade`, problem: 'the fades together are longer than the segment' }]
    : [];
}

type SourceLimits = { readonly facts: Facts; readonly fps: number };

function sourceIssues(segment: Segment, path: string, { facts, fps }: SourceLimits): DraftIssue[] {
  if (segment.kind === 'text' || (segment.kind === 'audio' && segment.source.kind !== 'asset')) return [];
  const source = segment.kind === 'video' ? segment : segment.source.kind === 'asset' ? segment.source : null;
  if (source === null) return [];
  const asset = facts.assets.get(source.asset);
  if (asset === undefined) return [{ path: `${path}.asset`, problem: `there is no asset "${source.asset}"` }];
  if (segment.kind === 'video' && asset.probe.video === null) {
    return [{ path: `${path}.asset`, problem: `"${asset.filename}" has no picture` }];
  }
  if (segment.kind === 'audio' && asset.probe.audio.length === 0) {
    return [{ path: `${path}.source.asset`, problem: `"${asset.filename}" has no sound` }];
  }
  if (asset.probe.kind === 'image') return [];
  const loops = segment.kind === 'audio' && segment.source.kind === 'asset' && segment.source.loop;
  const span = segment.kind === 'video' && segment.freeze ? 0 : segment.duration * segment.speed;
  const rest = asset.probe.duration - source.in;
  const frame = 1000 / Math.min(fps, asset.probe.video?.fps ?? fps);
  const isInside = loops ? rest > 0 : span <= rest + frame * Math.max(1, segment.speed) && rest >= -frame;
  return isInside ? [] : [{ path: `${path}.duration`, problem: `it runs past the end of "${asset.filename}"` }];
}
