import { type Clause, op, type Sentence } from './clause.ts';
import { has, type Item } from './items.ts';
import { picturesBy } from './rules/making.ts';
import type { PlannedOp } from './types.ts';

const any = (s: Sentence, ...concepts: string[]): boolean => s.items.some((i) => concepts.some((k) => has(i, k)));

/** A generated video, or first only its storyboard. */
function made(s: Sentence, duration: number | undefined): PlannedOp {
  const storyboard = STORYBOARD.test(s.text.toLowerCase()) ? true : undefined;
  const isRough = ROUGH.test(s.text);
  const music = isRough || NO_MUSIC.test(s.text) ? false : undefined;
  const pictures = picturesBy(s.input.text);
  return op('generate', {
    prompt: promptOf(s),
    duration,
    storyboard,
    music,
    title: isRough ? false : undefined,
    pictures,
  });
}

/** The cut first, its dressing as a second stage. */
const ROUGH = /\brough[- ]?cut\b|粗剪|初剪|ラフ(?:カット|編集)|러프 ?컷|\brohschnitt\b|\bcorte preliminar\b/i;
const NO_MUSIC =
  /\b(?:without|no) (?:any )?(?:background )?music\b|(?:不要|无|没有|不加|别加)(?:背景)?(?:音乐|配乐)|\bsin música\b|\bohne musik\b|\bsans musique\b|\bsem música\b|音楽なし|음악 없이/i;

/** With nothing uploaded, "make a video about…" can only be generated; with one photo, "animate it so that…" too. */
export function generated(s: Sentence): PlannedOp | null {
  const text = s.text.toLowerCase();
  const { photos } = s.input.context;
  const duration = lengthOf(s);
  if (photos === 1 && s.stills && any(s, 'animate') && !any(s, 'kenburns', 'slideshow', 'zoom')) {
    return made(s, duration?.value);
  }
  const moves =
    photos === 1 &&
    s.stills &&
    /\b(?:make|let|have|get)\b.{3,60}\b(?:wave|waves|smile|smiles|move|moves|walk|dance|talk|talks|blink|breathe|fly|run|jump|sing|speak|nod|wink)\b|让.{1,12}(?:动|笑|走|跳|眨眼|说话|挥手)/.test(
      text,
    );
  if (moves) return made(s, duration?.value);
  // Whoever asks for AI pictures wants a new video, whatever lies there.
  if (!s.empty && picturesBy(s.input.text) === undefined) return null;
  if (
    any(s, 'gen') ||
    STORYBOARD.test(text) ||
    NAMED.test(text) ||
    (s.lang !== 'zh' && OCCASION.test(text) && (any(s, 'create') || MAKES.test(text))) ||
    (s.lang === 'zh' && NAMED_ZH.test(text) && !UNSAID_ZH.test(text.trim())) ||
    (any(s, 'create') &&
      s.lang !== 'zh' &&
      (any(s, 'video', 'intro', 'outro', 'clip', 'highlight', 'slideshow', 'script') || MADE_UP.test(text))) ||
    /^(?:turn|convert|make) (?:this|my|the|a) (?:script|article|blog|text|story|idea)/.test(text)
  ) {
    if (any(s, 'edit') && !any(s, 'gen')) return null;
    if (duration !== undefined) duration.used = true;
    return made(s, duration?.value);
  }
  return null;
}

/**
 * "a birthday video with my photos", "a 15-second promo for my candle shop", and no more: what such a video shows is words
 * and the project's own pictures. Whoever asks for an edit of them, an order, transitions, gets that.
 */
export function ofOccasion(s: Sentence, ops: readonly PlannedOp[]): PlannedOp | null {
  const text = s.text.toLowerCase();
  if (s.empty || !OCCASION.test(text) || !(any(s, 'create', 'gen') || MAKES.test(text))) return null;
  if (any(s, 'slideshow', 'kenburns', 'edit', 'cut', 'trim', 'highlight')) return null;
  const isOpen = ({ op: name, text: words, ...slots }: PlannedOp): boolean =>
    // "call it 'Happy 60th'": the script reads its own words
    (name === 'title' && words !== undefined) ||
    name === 'clarify' ||
    name === 'light_edit' ||
    isBesides(name) ||
    (s.stills ? name === 'slideshow' && slots['each'] === undefined : /^(?:trim|highlights)$/.test(name));
  if (!ops.every(isOpen)) return null;
  return made(s, lengthOf(s)?.value);
}

/** How long the video shall be: "a 15-second ad", "un anuncio de 15 segundos". */
const lengthOf = (s: Sentence): Item | undefined =>
  s.items.find(
    (i) =>
      i.type === 'time' &&
      (/^(?:adj|bare|for|to|under)$/.test(i.role) ||
        (i.role === 'from' && !i.clock && /^(?:es|fr|pt|de)$/.test(s.lang))),
  );

/** What may be asked for with a video for an occasion: it is made with it. */
export const isBesides = (name: string): boolean => BESIDES.has(name);
const BESIDES = new Set(['voiceover', 'captions', 'add_music', 'aspect', 'export']);

/** What a video of photos can be for, beyond showing them. */
const OCCASION =
  /\b(?:birthday|wedding|anniversary|graduation|thank[- ]you|invitation|promo|promotional|real estate|listing|travel|memorial|tribute)\b.{0,20}\b(?:video|film|movie|reel|card|invitation)\b|\b(?:promo|commercial|advert|ad) (?:video )?(?:for|about)\b|(?:生日|婚礼|周年|毕业|感谢|邀请|旅行|回顾|纪念).{0,4}(?:视频|短片|影片)|[\u4e00-\u9fff](?:广告|宣传片|宣传视频)|\b(?:anuncio|v[ií]deo (?:promocional|de (?:cumpleaños|boda|aniversario|graduación|viaje|agradecimiento|invitación|aniversário|casamento|formatura|viagem|agradecimento|convite)))\b|\b(?:werbe(?:video|spot|film|clip)|(?:geburtstags|hochzeits|jubiläums|reise|dankes|einladungs|abschieds)(?:video|film))\b|\b(?:pub|publicité|spot)\b.{0,20}\bpour\b|\bvidéo (?:promotionnelle|d['’](?:anniversaire|invitation)|de (?:mariage|voyage|remerciement))|\bcomercial\b.{0,20}\bpara\b|\banúncio|(?:誕生日|結婚式|卒業|旅行|記念|お礼|招待|宣伝|広告|紹介).{0,3}(?:動画|ムービー|ビデオ)|(?:생일|결혼식?|졸업|여행|기념|감사|초대|홍보|광고).{0,3}(?:영상|비디오|동영상)/;
const MAKES =
  /做|制作|生成|创建|剪|弄|作|つく|만들|제작|\b(?:haz\w*|crea\w*|mach\w*|erstell\w*|fais|crée\w*|faça|faz|crie|cria)(?!\p{L})/u;

/** Requests that begin with the kind of video: "thank you video for my team", "une pub pour ma boulangerie". */
const NAMED =
  /^(?:an? |the )?(?:[\w-]+ ){0,3}?(?:invitation|invite|promo|ad|commercial|birthday video|thank[- ]you video|wedding video|intro|video|reel) (?:to|for|about) |\b(?:werbe(?:video|spot|film|clip)|geburtstagsvideo|einladungsvideo|pub|publicité|spot publicitaire|vidéo (?:promotionnelle|d'anniversaire)|anuncio|comercial|vídeo promocional|video promocional|anúncio)\b.{0,40}\b(?:für|pour|para|de)\b|(?:広告|宣伝|紹介)(?:動画)?を?(?:作|つく)|(?:광고|홍보).{0,6}만들/;

/** Kinds of video that Chinese names without a verb: 一个15秒的咖啡广告. */
const NAMED_ZH =
  /(?:一个|一段|一条|一支|做|制作|生成|创建|来个|帮我|给|为).{0,40}(?:广告|宣传片|宣传视频|推广视频|短片|片头|邀请函|邀请视频|祝福视频|生日视频|婚礼视频|感谢视频|介绍视频|教程|预告片|倒计时|混剪视频|主题视频|视频)/;

/** 做个产品宣传视频: of which product is the first thing to ask. */
const UNSAID_ZH =
  /^(?:请|帮我|给我|我想|我要)*(?:做|制作|生成|创建|来|弄)?(?:一?[个条段支])?(?:产品|商品|公司|企业|品牌)?(?:宣传|推广|介绍)?(?:视频|短片|片子?)[。!！]?$/;

/** Kinds of video that are asked for by their own names. */
const MADE_UP =
  /\b(?:ads?|adverts?|advertisements?|commercials?|promos?|explainers?|animations?|avatars?|presenters?|characters?|tik ?toks?|reels?|shorts?|memes?|trailers?|scenes?|invitations?|greetings?|anuncios?|werbespots?|publicites?|anuncio|comercial)\b/;

/** The request as it was said: what is made of it is read from its own words. */
const promptOf = (s: Sentence): string => s.input.text.trim().slice(0, 500);

export const STORYBOARD = /\bstory ?boards?\b|分镜|故事板|ストーリーボード|絵コンテ|스토리보드/;

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

/** Things whose length "1 second each" may be, instead of that of the clips. */
const hasOwnLength = (item: Item): boolean => ['fade', 'transition', 'freeze'].some((thing) => has(item, thing));

/** Per-piece and total lengths: "每段3秒 总共12秒". */
export function pieceLengths(s: Sentence): PlannedOp[] {
  const each =
    /(?:每段|每个|每条|each (?:clip )?|每片)(?:视频|片段)?(?:都|各)?(?:剪成|剪到|裁成|裁到|取|保留|留|截取)?\s*(\d+)\s*(?:秒|s|seconds)/i.exec(
      s.text,
    );
  const after =
    /(?<![\d.:])(\d+(?:\.\d+)?) ?(?:s|secs?|seconds?) (?:each|apiece|per (?:clip|video|scene|shot))\b/i.exec(s.text);
  const total = /(?:总共|一共|共|total(?: of)?|总时长)\s*(\d+)\s*(?:秒|s|seconds)/i.exec(s.text);
  const every =
    /\b(?:every|each|all(?: the| my)?) (?:clip|video|scene|shot)s? (?:be |to be |last )?(?:exactly )?(\d+(?:\.\d+)?) ?(?:s|secs?|seconds?)\b/i.exec(
      s.text,
    );
  const length = each?.[1] ?? after?.[1] ?? every?.[1];
  if (length === undefined || s.input.context.videos < 2 || s.items.some((i) => has(i, 'highlight'))) return [];
  if (each === null && every === null && s.items.some(hasOwnLength)) return [];
  for (const i of s.items) if (i.type === 'time') i.used = true;
  return [
    op('trim', { keep: `${length}s each${total === null ? '' : `, ${total[1]}s total`}` }),
    ...(total === null ? [] : [op('merge')]),
  ];
}
