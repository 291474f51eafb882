import { op, type Sentence } from '../clause.ts';
import type { PlannedOp } from '../types.ts';

/**
 * Requests for something that a provider's model makes: a picture, a clip, music. They name what shall be seen or heard in
 * the person's own words, so that they are read from the text before anything is cut into clauses.
 */

const VERB = /(?:generate|create|make|draw|paint|produce|imagine|render)/.source;
const OPEN = /(?:^|[\s,;.，。；])(?:(?:please|can you|could you|i want you to|now|then|and|also) )*/.source;
const COUNT = /(?:me |us )?(?:an? |one |some |another )?/.source;
const BEFORE_PICTURE =
  /(?:(?:ai|beautiful|nice|realistic|photorealistic|cinematic|vertical|square|wide|new|background|ai[- ]generated|ai[- ]made)[ -]){0,4}/
    .source;

/** "generate an image of a lighthouse at dusk", "draw a picture showing …". */
const PICTURE = new RegExp(
  `${OPEN}${VERB} ${COUNT}${BEFORE_PICTURE}(?:image|picture|photo|illustration|drawing|painting)s? (?:of|showing|with|that shows) (.+)$`,
  'isu',
);
/** Any verb will do where it says that a model makes it: "add an AI image of a mountain". */
const AI_PICTURE = new RegExp(
  `${OPEN}(?:${VERB}|add|insert|put in|put|include|use|give) ${COUNT}(?:ai|ai[- ]generated|ai[- ]made)[ -](?:image|picture|photo|illustration) (?:of|showing|with) (.+)$`,
  'isu',
);
const LONG = /(?:(\d+(?:\.\d+)?)[- ]?(?:s|secs?|seconds?)[- ](?:long )?)?/.source;
/** "generate a 5-second clip of waves". */
const CLIP = new RegExp(
  `${OPEN}${VERB} ${COUNT}(?:short |ai |ai[- ]generated )*${LONG}(?:short |ai |ai[- ]generated |video )*(?:clip|shot|b-?roll(?: clip| shot)?|ai video|footage) (?:of|showing|with) (.+)$`,
  'isu',
);
const AI_CLIP = new RegExp(
  `${OPEN}(?:${VERB}|add|insert|put in|put|include|use|give) ${COUNT}${LONG}(?:ai|ai[- ]generated|ai[- ]made)[ -]${LONG}(?:video|clip|shot|footage|b-?roll)(?: clip)? (?:of|showing|with) (.+)$`,
  'isu',
);
/** What is cut out of the video that is there, and no new picture: "a clip of the best parts", "of my talk". */
const OF_WHAT_IS_THERE =
  /^(?:when|where|the|this|that|these|those|my|our|me|us|it|him|her|them|each|every|all|both|clip|video|just|only|first|last|\d)\b|\b(?:best|funniest|highlights?|moments?|parts?|seconds|minutes|frames?|screen ?shots?)\b/i;
const BY_MODEL =
  /\bai\b|\bby (?:the|a|an) (?:music |image |video )?model\b|\b(?:music|image|video) model\b|\belevenlabs\b|音乐模型|图片模型|视频模型|(?<![a-z])ai(?![a-z])/i;

const MUSIC_EN =
  /(?:^|[\s,;.])(?:generate|create|make|compose|produce|add|give me|i want)\b[^.;]*?\b(?:music|song|soundtrack|track|tune|melody|score)\b[^;]*/i;
const MUSIC_ZH = /[^，。；,;]*(?:生成|创作|作|做|写|制作|来)[^。；;]*(?:音乐|配乐|歌|曲子?|BGM)[^。；;]*/i;

const PICTURE_ZH =
  /(?:请|给我|帮我|为我|用|，|,|。|^|\s|再)*(?:用?\s*ai\s*)?(?:生成|画|绘制|创作|创建|制作|做)(?:出|一下)?(?:一[张幅个]|[张幅])?(?:ai)?(.+?)的?(?:ai)?(?:图片|图像|图画|插图|插画|照片|画面|图|画)(?=$|[，。,；;、\s]|放|加|插|作|用|然后|并|再|当)/iu;
const CLIP_ZH =
  /(?:请|给我|帮我|为我|用|，|,|。|^|\s|再)*(?:用?\s*ai\s*)?(?:生成|创作)(?:出|一下)?(?:一[段个条]|[段条])?\s*(?:(\d+(?:\.\d+)?)\s*秒(?:钟)?的?)?(?:ai)?(.+?)的?(?:ai)?(?:视频片段|视频|片段|镜头|短片|空镜)(?=$|[，。,；;、\s]|放|加|插|作|用|然后|并|再|当)/iu;
const NOT_NEW_ZH =
  /精彩|集锦|高光|精华|预告|广告|宣传|推广|字幕|混剪|我的|这[个段]|那[个段]|封面|缩略|海报|教程|祝福|生日|婚礼|介绍|关于|主题|视频|素材|截图|帧|邀请|总结|标题|片头动画/;

/** Where it goes, and how long it stands. */
type Where = { readonly position?: string; readonly at?: string; readonly duration?: string; readonly rest: string };

const PUT =
  /(?:,? ?(?:and |then |and then )?(?:(?:put|place|insert|add|use|set|show|have|drop) (?:it|that|this|the (?:image|picture|clip|photo))? ?)?)/
    .source;
const PLACES: readonly (readonly [RegExp, (found: RegExpExecArray) => Omit<Where, 'rest'>])[] = [
  [
    new RegExp(
      `${PUT}(?:at|in|to|for|as|on) (?:the |my |an? )?(?:very )?(?:start|beginning|intro|opening|opener|front|first shot)(?: of (?:the |my )?(?:video|film|clip))?`,
      'iu',
    ),
    () => ({ position: 'start' }),
  ],
  [
    new RegExp(
      `${PUT}(?:at|in|to|for|as|on) (?:the |my |an? )?(?:very )?(?:end|ending|outro|closing|back|last shot)(?: of (?:the |my )?(?:video|film|clip))?`,
      'iu',
    ),
    () => ({ position: 'end' }),
  ],
  [
    new RegExp(
      `${PUT}(before|after) (?:the )?(?:clip |scene |shot )?(\\d+|first|last)(?:st|nd|rd|th)?(?: clip| scene| shot)?`,
      'iu',
    ),
    ([, side = 'after', which = '1']) => ({ position: `${side.toLowerCase()} ${which}` }),
  ],
  [
    new RegExp(`${PUT}at (\\d+:\\d{2}(?:\\.\\d+)?|\\d+(?:\\.\\d+)? ?s(?:ec(?:onds?)?)?)\\b`, 'iu'),
    ([, at = '0']) => ({ at: at.replace(/\s*s\w*$/i, 's') }),
  ],
  [
    /[，,]?(?:然后|并|再)?(?:把它)?(?:放|加|插|插入)?(?:在|到|作为|用作|当作?|做)(?:视频)?(?:的)?(?:最)?(?:开头|前面|片头|开始|开场)/u,
    () => ({ position: 'start' }),
  ],
  [
    /[，,]?(?:然后|并|再)?(?:把它)?(?:放|加|插|插入)?(?:在|到|作为|用作|当作?|做)(?:视频)?(?:的)?(?:最后|结尾|末尾|片尾|后面)/u,
    () => ({ position: 'end' }),
  ],
  [
    /[，,]?(?:然后|并|再)?(?:把它)?(?:放|加|插|插入)(?:在|到)?第\s*(\d+(?:\.\d+)?)\s*秒/u,
    ([, at = '0']) => ({ at: `${at}s` }),
  ],
  [
    /[，,]?(?:然后|并|再)?(?:把它)?(?:放|加|插|插入)(?:在|到)?第\s*([一二三四五\d]+)\s*(?:个|段)?(?:片段|镜头)?(?:的)?(之?前|之?后|前面|后面)/u,
    ([, which = '1', side = '后']) => ({
      position: `${/前/.test(side) ? 'before' : 'after'} ${'一二三四五'.indexOf(which) + 1 || which}`,
    }),
  ],
];
const STANDS =
  /,? ?(?:and )?(?:for|lasting|that lasts|of) (\d+(?:\.\d+)?) ?(?:s|secs?|seconds?)(?: long)?\b|[，,]?(?:持续|停留|显示)?\s*(\d+(?:\.\d+)?)\s*秒/iu;
const SHAPE =
  /[,，]? ?(?:in |as )?\b(9:16|16:9|1:1|4:5)\b|\b(?:in )?(vertical|portrait|square|landscape)(?: format)?\b|(竖屏|横屏|方形)/iu;
const SHAPES: Readonly<Record<string, string>> = {
  vertical: '9:16',
  portrait: '9:16',
  square: '1:1',
  landscape: '16:9',
  竖屏: '9:16',
  横屏: '16:9',
  方形: '1:1',
};

/** What a request wants to have made, and the rest of it; null where it wants nothing of that kind. */
export function making(s: Sentence): { readonly ops: PlannedOp[]; readonly rest: string } | null {
  const text = s.input.text.normalize('NFC').replace(/\s+/g, ' ').trim();
  // A whole video with such pictures in it is another thing: see src/agent/whole.ts.
  if (text.length > 600 || /["“「『]/.test(text) || picturesBy(text) !== undefined) return null;
  return music(text) ?? seen(text, s);
}

function seen(text: string, s: Sentence): { ops: PlannedOp[]; rest: string } | null {
  const byModel = BY_MODEL.test(text);
  const found = pictureIn(text, byModel) ?? clipIn(text, byModel, s);
  if (found === null) return null;
  const { name, words, seconds, after } = found;
  const [said = '', ...others] = partsOf(`${words}`);
  const tail = [after, ...others].filter((part) => part !== '').join(', ');
  const where = placeIn(said);
  const later = placeIn(tail);
  const prompt = promptOf(where.rest);
  if (prompt === '') return null;
  const shape = SHAPE.exec(text);
  const named = shape?.[1] ?? SHAPES[(shape?.[2] ?? shape?.[3] ?? '').toLowerCase()];
  const duration = seconds ?? where.duration ?? later.duration;
  const place = where.at ?? later.at;
  const position = place === undefined ? (where.position ?? later.position) : undefined;
  const slots = { prompt, at: place, position, duration, ratio: named };
  return { ops: [op(name, slots)], rest: bare(later.rest) };
}

type Found = { readonly name: string; readonly words: string; readonly seconds?: string; readonly after: string };

/** Whether words describe something that is not there yet. */
const isNew = (words: string): boolean => !OF_WHAT_IS_THERE.test(placeIn(partsOf(words)[0] ?? '').rest);

/** 一张咖啡馆的图片 is one; 做成动图 and 生成竖版视频 are none. */
const isThingZh = (thing: string, whole: string, byModel: boolean): boolean =>
  thing.length <= 60 &&
  /[\u4e00-\u9fff]/.test(thing.replace(/竖版|横版|竖屏|横屏|方形|高清|完整|成|动|一?[段张个条幅]/g, '')) &&
  (byModel || (/[张幅段]|一个|一条|\d秒/.test(whole) && !NOT_NEW_ZH.test(thing)));

function pictureIn(text: string, byModel: boolean): Found | null {
  const english = AI_PICTURE.exec(text) ?? PICTURE.exec(text);
  const words = english?.[1] ?? '';
  if (words !== '' && (byModel || isNew(words))) return { name: 'generate_image', words, after: '' };
  const chinese = PICTURE_ZH.exec(text);
  const thing = chinese?.[1] ?? '';
  if (chinese === null || !isThingZh(thing, chinese[0], byModel)) return null;
  return { name: 'generate_image', words: thing, after: text.slice(chinese.index + chinese[0].length) };
}

function clipIn(text: string, byModel: boolean, { empty }: Sentence): Found | null {
  const ai = AI_CLIP.exec(text);
  const plain = CLIP.exec(text);
  const words = ai?.[3] ?? plain?.[2] ?? '';
  const seconds = ai?.[1] ?? ai?.[2] ?? (ai === null ? plain?.[1] : undefined);
  // With nothing there, a clip of something is a whole video of words, unless it says who makes it.
  if (empty && !byModel) return null;
  if (words !== '' && (byModel || isNew(words)))
    return { name: 'generate_video', words, ...(seconds === undefined ? {} : { seconds: `${seconds}s` }), after: '' };
  const chinese = CLIP_ZH.exec(text);
  const thing = chinese?.[2] ?? '';
  if (chinese === null || !isThingZh(thing, chinese[0], byModel)) return null;
  const long = chinese[1];
  return {
    name: 'generate_video',
    words: thing,
    ...(long === undefined ? {} : { seconds: `${long}s` }),
    after: text.slice(chinese.index + chinese[0].length),
  };
}

/** What is described, and what is asked for besides: "…, then add music", "…, and cut the pauses". */
const NEXT =
  /(?:[,;.，。；]\s*|\s+)(?:and then|then|and also|and|also|plus|然后|并且|并|再)?\s*(?=(?:cut|trim|remove|add|put|place|insert|use|make|create|speed|slow|mute|export|delete|crop|set|turn|apply|fade|caption|give|change|blur|split|merge|show)\b)|[，。；]\s*(?=(?:加|剪|删|去|把|导出|配|再|然后|调|做|放|设|用))/iu;

function partsOf(words: string): string[] {
  return words.split(NEXT).map((part) => part.trim());
}

function placeIn(text: string): Where {
  let rest = text;
  let where: Omit<Where, 'rest'> = {};
  for (const [pattern, read] of PLACES) {
    const found = pattern.exec(rest);
    if (found === null) continue;
    where = { ...read(found), ...where };
    rest = `${rest.slice(0, found.index)} ${rest.slice(found.index + found[0].length)}`;
  }
  const stands = STANDS.exec(rest);
  const seconds = stands?.[1] ?? stands?.[2];
  if (stands === null || seconds === undefined) return { ...where, rest: rest.trim() };
  rest = `${rest.slice(0, stands.index)} ${rest.slice(stands.index + stands[0].length)}`;
  return { ...where, duration: `${seconds}s`, rest: rest.trim() };
}

/** Without the marks that stood between it and what was read. */
const bare = (text: string): string => text.replace(/^[\s,;.，。；]+(?:(?:再|然后|并)(?=\S))?|[\s,;.，。；]+$/gu, '');

/** The words for it alone. */
const promptOf = (text: string): string =>
  text
    .replace(
      /[,，]?\s*(?:made |generated )?(?:by|with|using) (?:the |an? )?(?:ai|(?:ai |image |video |music )?model)\b.*$/i,
      '',
    )
    .replace(/\s+/g, ' ')
    .replace(/^[\s,;.，。；]+|[\s,;.，。；]+$|\s+(?:and|then|please)$/giu, '')
    .trim();

/** Music is composed here; only where somebody says that a model shall make it, one does. */
function music(text: string): { ops: PlannedOp[]; rest: string } | null {
  if (!BY_MODEL.test(text)) return null;
  const found = MUSIC_EN.exec(text) ?? (/[\u4e00-\u9fff]/.test(text) ? MUSIC_ZH.exec(text) : null);
  if (found === null) return null;
  // "a promo with AI pictures and music" is about a whole video.
  if (/\b(?:images?|pictures?|photos?|clips?|videos?|promo|ad)\b|图|视频|片段/i.test(found[0])) return null;
  const [said = '', ...others] = partsOf(found[0].trim());
  const prompt = said
    .replace(/^(?:please |can you |now )*(?:generate|create|make|compose|produce|add|give me|i want)\b/i, '')
    .replace(/^\s*(?:me |us )?(?:an? |some )?/i, '')
    .replace(
      /[,，]?\s*(?:that is |which is )?(?:made |generated |composed |created )?(?:by|with|using|from) (?:the |an? )?(?:ai|elevenlabs|(?:ai |music )?model)\b/gi,
      '',
    )
    .replace(/用\s*ai/gi, '')
    .replace(/\bai(?:[- ](?:generated|made))?\b[ -]?/gi, '')
    .replace(/用?\s*ai|用?音乐模型|^\s*用|请|帮我|给我|生成|创作|制作|作(?=一)|做(?=一)|来(?=一)|一[首段个]/gi, '')
    .replace(/^(?:music|song|soundtrack|track|音乐)\s*[,，:：-]\s*(?=\S)/i, '')
    .replace(/\s+/g, ' ')
    .replace(/^[\s,;.，。；的]+|[\s,;.，。；]+$/gu, '')
    .trim();
  const rest = [text.slice(0, found.index), ...others].join(', ');
  return { ops: [op('generate_music', { prompt: prompt === '' ? said.trim() : prompt })], rest: bare(rest) };
}

/** "with AI pictures", "用AI图片": whose pictures a video from words is made of. */
export function picturesBy(text: string): 'made' | 'made clips' | undefined {
  const found =
    /\b(?:with|using|from|of|use|and)\b (?:some |only |my |the )?ai(?:[- ](?:generated|made))? (pictures?|images?|photos?|visuals|illustrations?|art|clips?|videos?|footage|shots?)\b/i.exec(
      text,
    ) ?? /(?:用|配|使用|带)\s*ai\s*(?:生成)?的?\s*(图片|图|画面|插图|照片|视频|片段|镜头)/i.exec(text);
  if (found === null) return undefined;
  return /clip|video|footage|shot|视频|片段|镜头/i.test(found[1] ?? '') ? 'made clips' : 'made';
}
