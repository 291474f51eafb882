import { type Clause, op, type Sentence } from './clause.ts';
import { has, valueOf } from './items.ts';
import { LONGEST_TRANSITION } from './rules/assembly.ts';
import type { PlannedOp } from './types.ts';

const any = (s: Sentence, ...concepts: string[]): boolean => s.items.some((i) => concepts.some((k) => has(i, k)));
const hasOp = (ops: readonly PlannedOp[], ...names: string[]): boolean => ops.some((o) => names.includes(o.op));

/** With nothing uploaded, "make a video about…" can only be generated; with one photo, "animate it so that…" too. */
export function generated(s: Sentence): PlannedOp | null {
  const text = s.text.toLowerCase();
  const { photos } = s.input.context;
  const duration = s.items.find((i) => i.type === 'time' && /^(?:adj|bare|for|to|under)$/.test(i.role));
  if (photos === 1 && s.stills && any(s, 'animate') && !any(s, 'kenburns', 'slideshow', 'zoom')) {
    return op('generate', { prompt: promptOf(s), duration: duration?.value });
  }
  const moves =
    photos === 1 &&
    s.stills &&
    /\b(?:make|let|have|get)\b.{3,60}\b(?:wave|waves|smile|smiles|move|moves|walk|dance|talk|talks|blink|breathe|fly|run|jump|sing|speak|nod|wink)\b|让.{1,12}(?:动|笑|走|跳|眨眼|说话|挥手)/.test(
      text,
    );
  if (moves) return op('generate', { prompt: promptOf(s), duration: duration?.value });
  if (!s.empty) return null;
  if (
    any(s, 'gen') ||
    (any(s, 'create') &&
      s.lang !== 'zh' &&
      (any(s, 'video', 'intro', 'outro', 'clip', 'highlight', 'slideshow', 'script') || MADE_UP.test(text))) ||
    /^(?:turn|convert|make) (?:this|my|the|a) (?:script|article|blog|text|story|idea)/.test(text)
  ) {
    if (any(s, 'edit') && !any(s, 'gen')) return null;
    if (duration !== undefined) duration.used = true;
    return op('generate', { prompt: promptOf(s), duration: duration?.value });
  }
  return null;
}

/** Kinds of video that are asked for by their own names. */
const MADE_UP =
  /\b(?:ads?|adverts?|advertisements?|commercials?|promos?|explainers?|animations?|avatars?|presenters?|characters?|trailers?|scenes?|invitations?|greetings?|anuncios?|werbespots?|publicites?|anuncio|comercial)\b/;

function promptOf(s: Sentence): string {
  const plain = s.items.filter((i) => i.type !== 'quote' && i.type !== 'file').map((i) => i.raw);
  const joiner = s.lang === 'zh' || s.lang === 'ja' ? '' : ' ';
  return plain
    .join(joiner)
    .replace(/^(?:please |can you |generate |create |make |生成|制作|做)+/i, '')
    .replace(/ ([,.;])/g, '$1')
    .slice(0, 300)
    .trim();
}

/**
 * What the request as a whole implies beyond its clauses: several clips are one video, automatic cuts mean pauses,
 * a "highlight" of photos is a slideshow. Each line says why.
 */
export function implied(s: Sentence, ops: readonly PlannedOp[]): PlannedOp[] {
  const dated = any(s, 'chronological');
  const out = ops.map((o) =>
    dated && o.op === 'slideshow' && o['order'] === undefined ? { ...o, order: 'chronological' } : o,
  );
  // "into shorts", "ショートにして": a short is at most a minute, so the best of it
  const short = s.items.findIndex((i) =>
    /^platform=(?:shorts|reels)$/.test(i.concepts.find((k) => k.startsWith('platform=')) ?? ''),
  );
  const into =
    short >= 0 &&
    (s.items.slice(Math.max(0, short - 3), short).some((i) => i.text === 'into') || /ショートに|쇼츠로/.test(s.text));
  if (into && !hasOp(ops, 'highlights', 'slideshow', 'captions')) out.unshift(op('highlights', { duration: 60 }));
  // "a reel for Instagram"
  const reel = s.items.some((i) => /^reels?$/.test(i.text)) && platformOf(s) === 'instagram';
  if (reel && !hasOp(ops, 'aspect')) out.push(op('aspect', { ratio: '9:16' }));
  const { videos } = s.input.context;
  const text = s.text.toLowerCase();
  const made = any(s, 'make', 'create', 'turn') && any(s, 'these') && videos > 1;
  // several clips that are turned into "a video" are joined
  if (made && !hasOp(ops, 'merge', 'slideshow', 'highlights', 'export') && /(?:into|成) ?(?:a|an|one)?/.test(text))
    out.unshift(op('merge'));
  // a montage of several clips is one video
  if (
    videos > 1 &&
    hasOp(ops, 'highlights') &&
    !hasOp(ops, 'merge') &&
    /\b(?:montage|compilation|supercut|mashup)\b/.test(text)
  )
    out.push(op('merge'));
  // "a video with cuts" asks for an automatic edit: the pauses go
  if (
    /\bwith (?:smart |auto(?:matic)? |clean |quick )?cuts\b/.test(text) &&
    !hasOp(ops, 'remove_silence', 'beat_sync', 'highlights')
  )
    out.unshift(op('remove_silence'));
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
    ops.length > 0 &&
    !hasOp(ops, 'slideshow', 'ken_burns', 'generate', 'thumbnail', 'clarify') &&
    !/slideshow/.test(s.input.context.timeline ?? '') &&
    any(s, 'photo', 'video') &&
    hasOp(ops, 'text', 'title', 'transitions', 'add_music')
  )
    out.unshift(op('slideshow'));
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
  if (slides !== undefined && total !== undefined && total.value > LONGEST_TRANSITION && hasOp(ops, 'transitions')) {
    total.used = true;
    out[shown] = { ...slides, duration: total.value };
  }
  // "get it under 2 minutes without losing the good parts"
  const plainBest = out.findIndex((o) => o.op === 'highlights' && Object.keys(o).length === 1);
  const kept = out.findIndex((o) => o.op === 'trim' && typeof o['keep'] === 'string' && Object.keys(o).length === 2);
  if (plainBest >= 0 && kept >= 0) {
    out[plainBest] = op('highlights', { max_duration: out[kept]?.['keep'] as string });
    out.splice(kept, 1);
  }
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
  if (soft > 0 && !/原声|original|整体|overall|video|视频/.test(text))
    out[soft] = { ...out[soft], op: 'volume', target: 'music' } as PlannedOp;
  return contradicted(s, out);
}

/** Two shapes for one video cannot both be; two versions can. */
function contradicted(s: Sentence, ops: PlannedOp[]): PlannedOp[] {
  const shapes = new Set(ops.flatMap((o) => (o.op === 'aspect' && typeof o['ratio'] === 'string' ? [o['ratio']] : [])));
  if (shapes.size < 2 || any(s, 'each') || /version|copies|both|variant|两个版本|各|版/.test(s.text.toLowerCase()))
    return ops;
  const rest = ops.filter((o) => o.op !== 'aspect' && o.op !== 'export');
  return [op('clarify', { what: `which shape: ${[...shapes].join(' or ')}` }), ...rest];
}

/** "fast-paced", "punk", "aggressive": a feeling for the whole edit, when no operation has taken the word. */
export function feeling(s: Sentence, clauses: readonly Clause[]): PlannedOp | null {
  const text = s.text.toLowerCase();
  const found =
    /(fast.paced|high.energy|punchy|energetic)(?: \w+){0,3} (ad|feel|style|edit|vibe|video|promo)/.exec(text) ??
    /(?:look|feel|sound) like an? ((?:\w+ )?(?:commercial|advert|ad|documentary|news report|tv show|music video|vlog|trailer))/.exec(
      text,
    ) ??
    /(punk|cinematic lo.?fi|documentary|vlog|hip.?hop|anime|retro)(?: \w+)? (?:music video|style|vibe)/.exec(text);
  const hook = /hook (?:más |mas )(\w+)|más (agresiv\w+|dinámic\w+|dinamic\w+)/.exec(text);
  if (hook !== null && clauses.length > 0)
    return op('style', { name: /agresiv/.test(text) ? 'aggressive hook' : (hook[1] ?? hook[2] ?? 'dynamic') });
  if (found === null || /transition|caption|music to|background music|cuts and a neon/.test(found[0])) return null;
  return op('style', {
    name: found[0].replace(/^(?:look|feel|sound) like an? /, '').replace(/ (?:music video|feel|vibe)$/, ''),
  });
}

/** Per-piece and total lengths: "每段3秒 总共12秒". */
export function pieceLengths(s: Sentence): PlannedOp[] {
  const each =
    /(?:每段|每个|每条|each (?:clip )?|每片)(?:视频|片段)?(?:都|各)?(?:剪成|剪到|裁成|裁到|取|保留|留|截取)?\s*(\d+)\s*(?:秒|s|seconds)/i.exec(
      s.text,
    );
  const after =
    /(?<![\d.:])(\d+(?:\.\d+)?) ?(?:s|secs?|seconds?) (?:each|apiece|per (?:clip|video|scene|shot))\b/i.exec(s.text);
  const total = /(?:总共|一共|共|total(?: of)?|总时长)\s*(\d+)\s*(?:秒|s|seconds)/i.exec(s.text);
  const length = each?.[1] ?? after?.[1];
  if (length === undefined || s.input.context.videos < 2 || s.items.some((i) => has(i, 'highlight'))) return [];
  for (const i of s.items) if (i.type === 'time') i.used = true;
  return [
    op('trim', { keep: `${length}s each${total === null ? '' : `, ${total[1]}s total`}` }),
    ...(total === null ? [] : [op('merge')]),
  ];
}

export const platformOf = (s: Sentence): string | null =>
  s.items.map((i) => valueOf(i, 'platform')).find((p) => p !== null) ?? null;
