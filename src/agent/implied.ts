import { op, type Sentence } from './clause.ts';
import { has, valueOf } from './items.ts';
import { LONGEST_TRANSITION } from './rules/assembly.ts';
import type { PlannedOp } from './types.ts';

const any = (s: Sentence, ...concepts: string[]): boolean => s.items.some((i) => concepts.some((k) => has(i, k)));
const hasOp = (ops: readonly PlannedOp[], ...names: string[]): boolean => ops.some((o) => names.includes(o.op));
const platformOf = (s: Sentence): string | null =>
  s.items.map((i) => valueOf(i, 'platform')).find((p) => p !== null) ?? null;

/**
 * What the request as a whole implies beyond its clauses: several clips are one video, automatic cuts mean pauses,
 * a "highlight" of photos is a slideshow. Each line says why.
 */
export function implied(s: Sentence, ops: readonly PlannedOp[]): PlannedOp[] {
  const out = [...ops];
  for (const step of [upright, joined, slides, slideLengths, bestWithin, musicLevels, filledSides]) step(s, out);
  return contradicted(s, out);
}

/** What a platform's kind of video asks for. */
function upright(s: Sentence, out: PlannedOp[]): void {
  // "into shorts", "ショートにして": a short is at most a minute, so the best of it
  const short = s.items.findIndex((i) =>
    /^platform=(?:shorts|reels)$/.test(i.concepts.find((k) => k.startsWith('platform=')) ?? ''),
  );
  const into =
    short >= 0 &&
    (s.items.slice(Math.max(0, short - 3), short).some((i) => i.text === 'into') || /ショートに|쇼츠로/.test(s.text));
  if (into && !hasOp(out, 'highlights', 'slideshow', 'captions')) out.unshift(op('highlights', { duration: 60 }));
  // "a reel for Instagram"
  const reel = s.items.some((i) => /^reels?$/.test(i.text)) && platformOf(s) === 'instagram';
  if (reel && !hasOp(out, 'aspect')) out.push(op('aspect', { ratio: '9:16' }));
}

/** What several clips, and cuts that nobody names, mean. */
function joined(s: Sentence, out: PlannedOp[]): void {
  const { videos } = s.input.context;
  const text = s.text.toLowerCase();
  const made = any(s, 'make', 'create', 'turn') && any(s, 'these') && videos > 1;
  // several clips that are turned into "a video" are joined
  if (made && !hasOp(out, 'merge', 'slideshow', 'highlights', 'export') && /(?:into|成) ?(?:a|an|one)?/.test(text))
    out.unshift(op('merge'));
  // a montage of several clips is one video
  if (
    videos > 1 &&
    hasOp(out, 'highlights') &&
    !hasOp(out, 'merge') &&
    /\b(?:montage|compilation|supercut|mashup)\b/.test(text)
  )
    out.push(op('merge'));
  // "a video with cuts" asks for an automatic edit: the pauses go
  if (
    /\bwith (?:smart |auto(?:matic)? |clean |quick )?cuts\b/.test(text) &&
    !hasOp(out, 'remove_silence', 'beat_sync', 'highlights')
  )
    out.unshift(op('remove_silence'));
}

/** Photos have to become a video first. */
function slides(s: Sentence, out: PlannedOp[]): void {
  const shown = out.findIndex((o) => o.op === 'slideshow' && o['order'] === undefined);
  if (shown >= 0 && any(s, 'chronological')) out[shown] = { ...out[shown], op: 'slideshow', order: 'chronological' };
  // a teaser or recap of photos is a slideshow
  const best = s.stills ? out.findIndex((o) => o.op === 'highlights') : -1;
  if (best >= 0 && hasOp(out, 'slideshow')) out.splice(best, 1);
  else if (best >= 0) {
    const length = out[best]?.['duration'];
    out[best] = op('slideshow', { duration: typeof length === 'number' ? length : undefined });
  }
  // photos and words for them: the photos have to become a video first
  if (
    s.stills &&
    out.length > 0 &&
    !hasOp(out, 'slideshow', 'ken_burns', 'generate', 'thumbnail', 'clarify') &&
    !/slideshow/.test(s.input.context.timeline ?? '') &&
    any(s, 'photo', 'video') &&
    hasOp(out, 'text', 'title', 'transitions', 'add_music')
  )
    out.unshift(op('slideshow'));
}

/** How long the pictures of a slideshow stand, or all of it. */
function slideLengths(s: Sentence, out: PlannedOp[]): void {
  // "…, 2.5 seconds per picture"
  const per = s.items.find(
    (i) =>
      i.type === 'time' &&
      !i.used &&
      (/^\s*(?:per|each|for each|every)\b/.test(s.text.slice(i.end)) ||
        /(?:1枚|一枚|每张|每幅|장당|per (?:photo|picture)|por foto|pro foto|par photo)\D{0,3}$/.test(
          s.text.slice(0, i.at),
        )),
  );
  const plainShow = out.findIndex(
    (o) => o.op === 'slideshow' && o['duration'] === undefined && o['each'] === undefined,
  );
  if (per !== undefined && plainShow >= 0) {
    per.used = true;
    out[plainShow] = { ...out[plainShow], op: 'slideshow', each: per.value };
  }
  // "a slideshow with smooth transitions, 20 seconds": the time that is too long for a transition is the video's
  const total = s.items.find((i) => i.type === 'time' && !i.used && /^(?:bare|for|adj)$/.test(i.role));
  const shown = out.findIndex((o) => o.op === 'slideshow' && o['duration'] === undefined && o['each'] === undefined);
  const slides = out[shown];
  if (slides !== undefined && total !== undefined && total.value > LONGEST_TRANSITION && hasOp(out, 'transitions')) {
    total.used = true;
    out[shown] = { ...slides, duration: total.value };
  }
}

/** "get it under 2 minutes without losing the good parts" */
function bestWithin(_: Sentence, out: PlannedOp[]): void {
  const plainBest = out.findIndex(
    (o) => o.op === 'highlights' && o['duration'] === undefined && o['max_duration'] === undefined,
  );
  const kept = out.findIndex((o) => o.op === 'trim' && typeof o['keep'] === 'string' && Object.keys(o).length === 2);
  if (plainBest >= 0 && kept >= 0) {
    // "3 shorts, 30 seconds each" are so long, "under 2 minutes" at most
    const keep = out[kept]?.['keep'] as string;
    const seconds = /^(\d+(?:\.\d+)?)s$/.exec(keep);
    const best = out[plainBest] as PlannedOp;
    const counted = best['count'] !== undefined && seconds !== null;
    out[plainBest] = counted ? { ...best, duration: Number(seconds[1]) } : { ...best, max_duration: keep };
    out.splice(kept, 1);
  }
}

/** A level said after music that was just added is the music's. */
function musicLevels(s: Sentence, out: PlannedOp[]): void {
  // "add upbeat music, volume 30 %": the level of the music that was just added
  const level = out.findIndex(
    (o, i) =>
      o.op === 'volume' &&
      typeof o['level'] === 'number' &&
      o['level'] <= 1 &&
      o['target'] === undefined &&
      o['clip'] === undefined &&
      out[i - 1]?.op === 'add_music' &&
      out[i - 1]?.['volume'] === undefined,
  );
  if (level > 0)
    out.splice(level - 1, 2, { ...out[level - 1], op: 'add_music', volume: out[level]?.['level'] } as PlannedOp);
  // "add calm music, a bit quieter": the music that was just added
  const soft = out.findIndex(
    (o, i) =>
      o.op === 'volume' &&
      o['target'] === undefined &&
      o['clip'] === undefined &&
      out[i - 1]?.op === 'add_music' &&
      Object.keys(o).length === 2,
  );
  if (soft > 0 && !/原声|original|整体|overall|video|视频/.test(s.text.toLowerCase()))
    out[soft] = { ...out[soft], op: 'volume', target: 'music' } as PlannedOp;
}

/** "vertical, and blur the background": of a picture that does not fill the new shape, what is beside it is the background. */
function filledSides(_: Sentence, out: PlannedOp[]): void {
  const shape = out.findIndex((o) => o.op === 'aspect' && o['ratio'] !== undefined && o['fit'] === undefined);
  const blurred = out.findIndex((o) => o.op === 'blur_background' && o['clip'] === undefined);
  if (shape < 0 || blurred < 0) return;
  out[shape] = { ...out[shape], op: 'aspect', fit: 'fit', background: 'blur' };
  out.splice(blurred, 1);
}

/** Two shapes for one video cannot both be; two versions can. */
function contradicted(s: Sentence, ops: PlannedOp[]): PlannedOp[] {
  const shapes = new Set(ops.flatMap((o) => (o.op === 'aspect' && typeof o['ratio'] === 'string' ? [o['ratio']] : [])));
  if (shapes.size < 2 || any(s, 'each') || /version|copies|both|variant|两个版本|各|版/.test(s.text.toLowerCase()))
    return ops;
  const rest = ops.filter((o) => o.op !== 'aspect' && o.op !== 'export');
  return [op('clarify', { what: `which shape: ${[...shapes].join(' or ')}` }), ...rest];
}
