import { type Clause, op, type Sentence } from './clause.ts';
import { has } from './items.ts';
import type { PlannedOp } from './types.ts';

const any = (s: Sentence, ...concepts: string[]): boolean => s.items.some((i) => concepts.some((k) => has(i, k)));

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
  /\b(?:ads?|adverts?|advertisements?|commercials?|promos?|explainers?|animations?|avatars?|presenters?|characters?|tik ?toks?|reels?|shorts?|memes?|trailers?|scenes?|invitations?|greetings?|anuncios?|werbespots?|publicites?|anuncio|comercial)\b/;

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
