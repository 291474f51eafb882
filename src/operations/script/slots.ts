import { firstOf } from '../../base/text.ts';
import type { PhraseLang } from './phrase-group.ts';

/** What a request says that a video can show. Everything is in the person's own words; what they did not say is null. */
export type Slots = {
  /** `other`: a language that we write nothing in; only what was said is shown then. */
  readonly lang: 'en' | 'zh' | PhraseLang | 'other';
  /** A name in quotation marks or after "called". */
  readonly name: string | null;
  /** What it is about: "candle shop", 咖啡. */
  readonly subject: string | null;
  /** Of a birthday, a wedding: whose it is. */
  readonly who: string | null;
  readonly age: string | null;
  readonly offer: string | null;
  readonly date: string | null;
  readonly place: string | null;
  /** An address on the web, a handle or a telephone number. */
  readonly contact: string | null;
  readonly audience: string | null;
  /** What is said of the thing: "hand-poured", "soy wax". */
  readonly points: readonly string[];
  /** Sentences that shall be shown as they are. */
  readonly lines: readonly string[];
};

const QUOTED =
  /"([^"]{1,600})"|“([^”]{1,600})”|「([^」]{1,600})」|『([^』]{1,600})』|《([^》]{1,200})》|(?<![\p{L}\p{N}])['‘]([^'’]{2,600}(?:['’](?=\p{L})[^'’]{1,300})*)['’](?!\p{L})/gu;
const ENGLISH =
  /(?<!\p{L})(?:the|for|my|our|make|create|generate|turn|with|and|about|of|please|this|want|need|thank|happy)(?!\p{L})/iu;

const trimmed = (text: string | undefined): string | null => {
  const clean = (text ?? '').replace(/^[\s,，。.:：;；、!！-]+|[\s,，。.:：;；、-]+$/g, '').trim();
  return clean === '' ? null : firstOf(clean, 120);
};

/** Little words that tell languages with the same letters apart. */
const LITTLE: Readonly<Record<'es' | 'pt' | 'fr' | 'de', RegExp>> = {
  es: /(?<!\p{L})(?:haz|hazme|crea|un|una|el|los|las|mi|con|del|y|para|cumpleaños|boda|anuncio|segundos|viaje)(?!\p{L})/giu,
  pt: /(?<!\p{L})(?:faça|faz|crie|um|uma|o|os|as|meu|minha|com|do|da|e|para|aniversário|casamento|anúncio|segundos|viagem)(?!\p{L})/giu,
  fr: /(?<!\p{L})(?:fais|faites|crée|créer|un|une|le|les|mon|ma|avec|du|et|pour|anniversaire|mariage|publicité|pub|secondes|voyage)(?!\p{L})/giu,
  de: /(?<!\p{L})(?:mach|mache|erstelle|ein|eine|einen|der|die|das|mein|meine|meinen|mit|und|für|geburtstag\p{L}*|hochzeit\p{L}*|werb\p{L}+|sekunden?|reise)(?!\p{L})/giu,
};

function langOf(plain: string): Slots['lang'] {
  if (/[\u3040-\u30ff]/.test(plain)) return 'ja';
  if (/\p{Script=Hangul}/u.test(plain)) return 'ko';
  if (/\p{Script=Han}/u.test(plain)) return 'zh';
  if (ENGLISH.test(plain)) return 'en';
  const counts = (['es', 'pt', 'fr', 'de'] as const).map((lang) => ({
    lang,
    n: plain.match(LITTLE[lang])?.length ?? 0,
  }));
  const best = counts.reduce((most, one) => (one.n > most.n ? one : most));
  return best.n === 0 ? 'other' : best.lang;
}

/** Reads a request. Pure; nothing is added to what it says. */
export function slotsOf(request: string): Slots {
  const text = request.normalize('NFKC').replace(/\s+/g, ' ').trim();
  const quotes = [...text.matchAll(QUOTED)].map((m) => trimmed(m.slice(1).find((part) => part !== undefined)) ?? '');
  const plain = text.replace(QUOTED, ' ').replace(/\s+/g, ' ');
  const lang = langOf(plain);
  const said = quotes.filter((quote) => quote !== '');
  const isSpoken = /\b(?:saying|says?|script|quote|text|lines?|words)\b|脚本|文案|台词|写着|内容|语录|名言/i.test(
    plain,
  );
  const sentences = said.flatMap(sentencesOf);
  const name = isSpoken || sentences.length > 1 ? null : (said[0] ?? called(plain));
  const own = isSpoken || sentences.length > 1 ? sentences : said.slice(1).flatMap(sentencesOf);
  const shared = { lang, name, lines: own.slice(0, 24), contact: contactOf(plain) } as const;
  return lang === 'zh' ? { ...shared, ...chinese(plain) } : { ...shared, ...english(plain, lang) };
}

/** More letters than this are read in two scenes, where the sentence has a joint. */
const AT_A_GLANCE = 44;
const CLAUSES = /(?<=[,;，；、])\s*|\s+(?=(?:by|so that|because|without|while|until|which|but)\s)/u;

/** A script as lines that can be read at a glance. */
function sentencesOf(text: string): string[] {
  return text
    .split(/(?<=[.!?])\s+|(?<=[。！？；])|\n+|\s+[-–—]\s+/u)
    .flatMap((line) => (line.length > AT_A_GLANCE ? line.split(CLAUSES) : [line]))
    .map((line) => trimmed(line.replace(/[。.]$/u, '')) ?? '')
    .filter((line) => line !== '');
}

function called(text: string): string | null {
  const found = /\b(?:called|named)\s+((?:\p{Lu}[\p{L}\p{N}'&-]*\s?){1,5})/u.exec(text);
  return trimmed(found?.[1]);
}

const contactOf = (text: string): string | null =>
  trimmed(
    (/\b(?:https?:\/\/)?((?:[\w-]+\.)+(?:com|org|net|io|shop|store|co|app|dev|cn|de|fr|es|it|nl|pt|br|mx|eu|ch|at|be|se|no|dk|fi|pl|ca|au|nz|in|kr|uk|jp|me|ai|info|biz|studio|fit|coffee|cafe|bar|restaurant|bike|yoga|photo|travel|events|live|tv|xyz|online|site|blog|page|link|bio)(?:\/[\w/-]{0,60})?)\b/i.exec(
      text,
    )?.[1] ??
      /(?<![\w.])@[\w.]{2,40}/.exec(text)?.[0] ??
      /(?<!\d)\+?\d[\d ()-]{7,16}\d(?!\d)/.exec(text)?.[0]) as string | undefined,
  );

type Rest = Omit<Slots, 'lang' | 'name' | 'lines' | 'contact'>;

const DAY =
  "(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|tonight|today|this weekend|next week(?:end)?|new year's eve|(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.? \\d{1,2}(?:st|nd|rd|th)?|\\d{1,2}(?:st|nd|rd|th)? (?:of )?(?:january|february|march|april|may|june|july|august|september|october|november|december)";
const HOUR =
  '(?: (?:at|from) (?:noon|midnight|\\d{1,2}(?::\\d{2})? ?(?:am|pm|a\\.m\\.|p\\.m\\.)?(?: ?(?:-|to|until) ?\\d{1,2}(?::\\d{2})? ?(?:am|pm)?)?))?';
const WHEN = new RegExp(`\\b(?:on |this |next )?((?:this |next )?(?:${DAY})${HOUR})\\b`, 'i');
const OFFER =
  /(?<![\p{L}\p{N}])((?:up to )?\d{1,3} ?(?:%|percent) (?:off|discount)(?: (?:everything|all \w+|your first \w+))?|buy one,? get one(?: free)?|two for one|2 for 1|(?:-?\d{1,3} ?% (?:de )?(?:descuento|desconto|réduction|remise|rabatt)|\d{1,3} ?[%％] ?(?:オフ|OFF|引き|割引|할인)|\d割引き?)|half price|(?:first|1st) (?:month|week|class|order|visit|lesson|night) free|free (?:first (?:month|week|class|lesson)|shipping|delivery|trial|entry|entrance|admission|consultation|coffee|drinks?)|(?:\$|€|£)\d+(?:\.\d\d)? off)/iu;
/** Where the words about the thing end. */
const STOP =
  '(?=$|[.,;!?:]|\\s(?:with|that|which|who|targeting|aimed|featuring|including|in|on|at|to|for|from|using|about|and (?:show|add|use|make|put)|show|so|lasting|please|saying|called|named|video|promo|ad|commercial|intro|by)\\b)';
const KIND =
  '(?:promo(?:tional)?|promotion|ad|advert|advertisement|commercial|trailer|teaser|explainer|intro|introduction|outro|video|clip|reel|short|tiktok|story|montage|slideshow|recap|highlight|invitation|invite|announcement|greeting|tutorial|presentation|animation|tour|listing|countdown|spot|film|movie|message|card)s?';

function english(text: string, lang: Slots['lang']): Rest {
  const who =
    /\bfor\s+(?:my\s+)?((?:\p{Lu}[\p{L}'-]*?|mom|mum|dad|mother|father|wife|husband|sister|brother|son|daughter|grandma|grandpa|boss|friend|teacher)(?:\s+(?:and|&)\s+\p{Lu}[\p{L}-]*)?)(?:['’]s)\s/u.exec(
      text,
    )?.[1] ??
    /(?:^|\s)((?:\p{Lu}[\p{L}-]+)(?:\s+(?:and|&)\s+\p{Lu}[\p{L}-]+)?)['’]s\s+(?:\d+\w*\s+)?(?:birthday|wedding|anniversary|graduation|party|baby)/u.exec(
      text,
    )?.[1] ??
    /(?:birthday|wedding|anniversary|graduation|thank[- ]you|congratulations?)\s+(?:\w+\s+){0,3}(?:for|of|to)\s+(?:my\s+)?((?:\p{Lu}[\p{L}-]+|mom|mum|dad|wife|husband|sister|brother|son|daughter|grandma|grandpa|boss|friend|team|teacher)(?:\s+(?:and|&)\s+\p{Lu}[\p{L}-]+)?)/u.exec(
      text,
    )?.[1];
  // What has a place of its own is no part of the name or of the points.
  const contact = contactOf(text);
  const rest = [OFFER, WHEN]
    .reduce((left, pattern) => left.replace(pattern, ' '), contact === null ? text : text.replace(contact, ' '))
    .replace(/\s+([,.;])/g, '$1');
  const subject = lang !== 'en' ? ownWords(rest) : (subjectOf(about(rest)) ?? subjectOf(before(rest)));
  const points =
    /\b(?:featuring|highlighting|with|it (?:is|has)|that (?:is|are)|mention(?:ing)?|points?:|benefits?:|features?:|steps?:|ingredients?:)\s+([^.;!?]{3,240})/i.exec(
      rest,
    );
  return {
    subject: cased(trimmed(subject ?? undefined)),
    who: cased(trimmed(who)),
    age: trimmed(/\b(\d{1,3}(?:st|nd|rd|th))\s+(?:birthday|anniversary|wedding anniversary)/i.exec(text)?.[1]),
    offer: upperFirst(trimmed(OFFER.exec(text)?.[1])),
    date: upperFirst(trimmed(WHEN.exec(text)?.[1])),
    place: trimmed(
      /\b(?:in|at|to|from)\s+((?:the\s+)?\p{Lu}[\p{L}'.-]*(?:\s+(?:of\s+|the\s+)?\p{Lu}[\p{L}'.-]*){0,4}|\d+\s+\p{Lu}[\p{L}'.-]*(?:\s+\p{Lu}[\p{L}'.-]*){0,4})/u.exec(
        text.replace(WHEN, ' '),
      )?.[1],
    ),
    audience: trimmed(
      new RegExp(
        `\\b(?:targeting|aimed at|made for|tailored to)\\s+([^.,;!?–—]{3,40}?)(?:\\s[–—-]\\s|${STOP})`,
        'i',
      ).exec(`${text} `)?.[1],
    ),
    // "with upbeat music and captions" is about the video.
    points:
      points?.[0].startsWith('with') === true && OF_VIDEO.test((points[1] ?? '').split(/,|\sand\s/)[0] ?? '')
        ? []
        : listOf(points?.[1]),
  };
}

/** "a promo for my candle shop", "a video about the moon". */
function about(text: string): string | null {
  const found = new RegExp(
    `\\b(?:for|about|of|on|introducing|announcing|invit\\w+ (?:\\w+ )?to|to (?:promote|advertise|sell|introduce|announce|present))\\s+(?!\\d+\\s*(?:s|sec|min)|youtube|tiktok|instagram|reels|free\\b)(?:(?:my|our|a|an|the|this|new|his|her|their)\\s+)*([^.,;!?:]{2,60}?)${STOP}`,
    'i',
  ).exec(`${text} `);
  return found?.[1] ?? null;
}

/** "a 15-second coffee ad". */
function before(text: string): string | null {
  const lead =
    /^(?:(?:please|can you|could you|i want|i need|i would like|we want|we need|let's|help me|to)\s+)*(?:make|create|generate|produce|design|build|do|get|give|want|need)?(?:\s*(?:me|us))?\s*/i;
  const found = new RegExp(`^((?:[\\p{L}\\p{N}'&-]+\\s+){1,8}?)${KIND}\\b`, 'iu').exec(text.replace(lead, ''));
  return found?.[1] ?? null;
}

/** Words that say what kind of video is wanted, and not what it shows. */
const GENERIC =
  /^(?:an?|the|my|our|some|any|me|short|quick|new|cool|nice|simple|beautiful|great|cinematic|modern|upbeat|fun|funny|professional|animated|vertical|horizontal|square|free|happy|elegant|luxury|bold|calm|motivational|inspirational|promotional|promo|youtube|tiktok|instagram|facebook|linkedin|reels?|shorts?|channel|birthday|wedding|anniversary|thank|you|thank-you|thanks|countdown|invitation|event|party|holiday|travel|trip|recap|quote|recipe|product|social|media|marketing|this|that|these|photos?|pictures?|clips?|files?|it|them|stuff|text|script|blog|post|article|story|idea|turn|convert|into|make|video|videos|content|ads?|\d+[- ]?(?:s|secs?|seconds?|min|minutes?))$/i;

/** What a video is about, without words that say only what kind of video it is; null when no other are left. */
function subjectOf(words: string | null): string | null {
  if (words === null) return null;
  const all = words.trim().split(' ');
  if (all.every((word) => GENERIC.test(word) || SMALL.test(word))) return null;
  const first = all.findIndex(
    (word) =>
      !/^(?:an?|the|my|our|some|short|quick|new|cool|nice|simple|beautiful|great|cinematic|modern|upbeat|professional|animated|vertical|horizontal|square|free|\d+[- ]?(?:s|secs?|seconds?|min|minutes?))$/i.test(
        word,
      ),
  );
  return all.slice(Math.max(0, first)).join(' ');
}

/** A language whose grammar we do not read here: what is left without verbs of making, lengths and kinds of video. */
function ownWords(text: string): string | null {
  const rest = text
    .replace(
      /\d+\s*(?:s|sek|seg|sec|min)?[\p{L}]*[- ]?(?:sekunden?|segundos?|secondes?|minuten?|minutos?|秒|초|分)/giu,
      ' ',
    )
    .replace(
      /\b(?:haz(?:me)?|crea(?:r|me)?|cree|criar?|faça|faz|mach(?:e|en)?|erstelle?n?|fais|faites|créer?|crée|génère|genera|gera|generiere|ein(?:e|en|er)?|une?|uma?|el|la|le|der|die|das|vídeo|video|vidéo|por favor|bitte|s'il te plaît|de|para|für|pour|mi|mein(?:e|en)?|mon|ma|meu|minha|sobre|über|sur)\b|\b(?:anuncio|publicidad|werbung|werbespot|werbevideo|publicité|annonce|anúncio|cumpleaños|geburtstagsvideo)\b|[をのにで]*(?:動画|ビデオ|映像|広告|宣伝)を?|の$|作って(?:ください)?|作成して?|영상|비디오|광고|만들어\s?(?:줘|주세요)?|을|를|의/giu,
      ' ',
    )
    .replace(/\s+/g, ' ')
    .replace(/^[\sのをにで]+|[\sのをにで]+$/g, '');
  return trimmed(rest);
}

const SMALL = /^(?:a|an|the|of|for|and|in|on|at|to|with|or|by|from)$/i;
/** As a headline writes it: "candle shop" → "Candle Shop". What has capitals keeps them. */
function cased(text: string | null): string | null {
  if (text === null || /[^\p{Script=Latin}\p{N}\p{P}\p{S}\s]/u.test(text)) return text;
  return text
    .split(' ')
    .map((word, i) => (i > 0 && SMALL.test(word) ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join(' ');
}

const upperFirst = (text: string | null): string | null =>
  text === null ? null : text.charAt(0).toUpperCase() + text.slice(1);

/** "soy wax, hand-poured and long-lasting" as three; what talks of the video and not of the thing is left out. */
function listOf(text: string | undefined): string[] {
  if (text === undefined) return [];
  const parts = text
    .split(/,\s*(?:and\s+)?|\s+and\s+|;|、|，|以及|还有|和/)
    .map((part) => upperFirst(trimmed(part.replace(/^(?:a|an|the|our|my)\s+/i, '').replace(ASIDE, ''))) ?? '')
    .filter((part) => part.length > 1 && part.length <= 48 && !OF_VIDEO.test(part));
  return parts.slice(0, 8);
}

/** What introduces an address or a shape, which have places of their own. */
const ASIDE =
  /(?:^|\s+)(?:开业|开张|举行|举办|call|visit|phone|tel|at|on|from|in|vertical|horizontal|portrait|square|\d+:\d+)$/i;

const OF_VIDEO =
  /\b(?:music|captions?|subtitles?|voice ?-?overs?|narration|photos?|pictures?|images?|clips?|videos?|footage|logo|text|titles?|transitions?|style|tone|animations?|effects?|seconds?|colou?rs?|vibes?|feel|look|pan|background|format|soundtrack|storyboard)\b|音乐|字幕|配音|照片|图片|视频|风格|转场|特效|标题|分镜/i;

const CHINESE_OFFER =
  /((?:全场|新品|首单|限时)?(?:打?\d(?:\.\d)?折|[一二三四五六七八九]折|买一送一|买[一二三\d]送[一二三\d]|满\d+减\d+|第[二2][件杯份个]半价|半价|立减\d+元?|免费(?:试用|体验|入场|配送|领取)|包邮))/;
const CHINESE_DATE =
  /((?:(?:\d{4}年)?\d{1,2}月\d{1,2}[日号]|(?:本|这|下)?(?:个)?(?:周|星期|礼拜)[一二三四五六日天末]|明天|后天|今晚|今天|元旦|除夕)(?:(?:上午|下午|晚上|中午|早上|晚)?\d{1,2}(?:点半?|[:：]\d{2})|上午|下午|晚上|中午|早上)?)/;
const CHINESE_PLACE =
  /(?:在|去|到)([^，。,.!！的在去到做办开举参]{2,12}?)(?:举行|举办|参加|出席|开业|办|的|旅行|旅游|玩|见|$|[，。,.!！])/;

function chinese(text: string): Rest {
  const kind =
    '(?:广告|宣传片|宣传视频|宣传|推广|促销|短视频|短片|视频|片头|片尾|预告片?|介绍|邀请函?|祝福|贺卡|教程|开场|混剪|回顾|纪念|海报|主题)';
  const date = CHINESE_DATE.exec(text)?.[1];
  const place = CHINESE_PLACE.exec(text)?.[1];
  const offer = CHINESE_OFFER.exec(text)?.[1];
  const rest = [date, offer, place === undefined ? undefined : `在${place}`].reduce<string>(
    (left, part) => (part === undefined ? left : left.replace(part, '')),
    text,
  );
  const subject =
    /(?:参加|出席)(?:我们的?)?([^，。,.!！的]{2,14}?)(?:的|视频|$|[，。,.!！])/.exec(rest)?.[1] ??
    new RegExp(
      `(?:关于|介绍|为了?|给|帮|替)(?:我们?的?|咱们?的?)?([^，。,.!！、的]{1,16}?)(?:的|做|制作|生成|拍|剪|写|${kind})`,
    ).exec(rest)?.[1] ??
    new RegExp(
      `(?:生成|制作|做|来|要|创建|弄|拍|剪)?(?:一个|一段|一条|一支|个|段|条|支|一部)?(?:\\d+|[一二三四五六七八九十]+)?(?:秒钟?|分钟)?的?([^，。,.!！0-9]{1,16}?)的?${kind}`,
    ).exec(rest)?.[1];
  const cleaned = (subject ?? '').replace(
    /^(?:请|帮我|给我|为我|我想要?|麻烦)*(?:生成|制作|做|来|要|创建|弄|拍|剪)*(?:一个|一段|一条|一支|一部|个|段|条|支)*(?:我们?的)?/,
    '',
  );
  const who =
    /(?:给|为|祝)(?:我的?)?([^，。,.!！的给做]{1,8}?)(?:的|过|做|制作|拍|剪|\d+岁).{0,6}?(?:生日|婚礼|周年|毕业|满月)/.exec(
      text,
    )?.[1];
  return {
    subject: trimmed(cleaned.replace(/^(?:的|简单|简短|好看|酷炫|短|新)+/, '')),
    who: trimmed(who?.replace(/\d+岁$/, '')),
    age: trimmed(/(\d{1,3}|[一二三四五六七八九十]{1,3})(?=岁|周岁)/.exec(text)?.[1]),
    offer: trimmed(offer),
    date: trimmed(date),
    place: trimmed(place),
    audience: trimmed(/(?:面向|针对|适合)([^，。,.!！的]{2,12})/.exec(text)?.[1]),
    points: listOf(
      /(?:特点是|特点[:：]|主打|突出|卖点是|卖点[:：]|亮点是|步骤[:：]|材料[:：]|优势是|包括)([^。！!；;]{2,120})/.exec(
        [offer, date].reduce<string>((left, part) => (part === undefined ? left : left.replace(part, '')), text),
      )?.[1],
    ),
  };
}
