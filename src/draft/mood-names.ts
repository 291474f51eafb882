import type { Said } from '../base/lang.ts';

/** The moods of music that we compose ourselves. */
export type MoodName =
  | 'lo-fi'
  | 'upbeat'
  | 'cinematic'
  | 'ambient'
  | 'corporate'
  | 'acoustic'
  | 'electronic'
  | 'suspense';

/** A mood with its name for people and the words that mean it, lower case. */
export type Mood = { readonly name: MoodName; readonly said: Said; readonly aliases: readonly string[] };

const words = (text: string): string[] => text.split('|').map((word) => word.trim());

export const MOODS: readonly Mood[] = [
  {
    name: 'lo-fi',
    said: { en: 'lo-fi', zh: '轻松 Lo-fi' },
    aliases: words(
      'lo-fi|lofi|lo fi|low-fi|low fi|lofi hip hop|chillhop|chill hop|chill|chilled|chillout|chill out|chilly|relaxed|laid back|laid-back|mellow|cozy|cosy|study|study beats|jazzy|jazz|hip hop|hip-hop|r&b|rnb|beats|cafe|coffee|coffee shop|vlog|easygoing|easy going|lazy|nostalgic|retro|smooth|groovy|casual|轻松|轻松的|放松|慵懒|悠闲|休闲|惬意|嘻哈|爵士|咖啡|咖啡馆|怀旧|复古|低保真|学习|日常|生活',
    ),
  },
  {
    name: 'upbeat',
    said: { en: 'upbeat', zh: '欢快' },
    aliases: words(
      'upbeat|up-beat|up beat|happy|cheerful|joyful|joyous|fun|funny|playful|bright|sunny|summer|lively|bouncy|pop|positive|feel good|feel-good|feelgood|party|celebration|celebratory|birthday|festive|holiday|christmas|kids|children|cute|quirky|comedy|exciting|欢快|欢乐|快乐|开心|愉快|活泼|明快|轻快|节日|生日|派对|聚会|喜庆|庆祝|可爱|搞笑|幽默|阳光|夏日|流行|儿童',
    ),
  },
  {
    name: 'cinematic',
    said: { en: 'cinematic', zh: '史诗电影' },
    aliases: words(
      'cinematic|cinema|epic|film|film score|movie|movie-like|score|orchestral|orchestra|classical|strings|dramatic|drama|trailer|heroic|hero|grand|majestic|powerful|emotional|moving|touching|sad|melancholic|melancholy|wedding|romantic|love|adventure|documentary|史诗|电影|电影感|大气|磅礴|恢弘|宏大|管弦|交响|古典|弦乐|震撼|英雄|感人|感动|抒情|悲伤|伤感|忧伤|浪漫|爱情|婚礼|纪录片|大片',
    ),
  },
  {
    name: 'ambient',
    said: { en: 'ambient', zh: '氛围舒缓' },
    aliases: words(
      'ambient|ambience|atmospheric|atmosphere|calm|calming|relaxing|relax|peaceful|peace|serene|soothing|meditation|meditative|yoga|spa|sleep|sleepy|dreamy|dream|ethereal|spacey|space|floating|nature|quiet|gentle|soft|zen|tranquil|slow|healing|氛围|氛围感|环境|舒缓|平静|安静|宁静|静谧|冥想|瑜伽|睡眠|助眠|空灵|梦幻|治愈|治愈系|自然|柔和|温柔|缓慢|禅意|太空|静心',
    ),
  },
  {
    name: 'corporate',
    said: { en: 'corporate', zh: '商务企业' },
    aliases: words(
      'corporate|business|professional|company|presentation|commercial|advert|advertisement|ad|promo|promotional|product|technology|tech|startup|motivational|motivating|motivation|inspiring|inspirational|inspire|uplifting|optimistic|explainer|tutorial|education|educational|news|success|商务|企业|公司|商业|专业|宣传|宣传片|广告|产品|科普|教程|教育|励志|鼓舞|激励|积极|向上|正能量|科技|新闻|演示',
    ),
  },
  {
    name: 'acoustic',
    said: { en: 'acoustic', zh: '原声吉他' },
    aliases: words(
      'acoustic|guitar|acoustic guitar|folk|folky|country|indie|indie folk|ukulele|organic|warm|natural|campfire|unplugged|singer-songwriter|travel|travelling|traveling|road trip|hiking|outdoor|outdoors|family|cooking|food|wholesome|fresh|原声|吉他|木吉他|民谣|乡村|清新|小清新|尤克里里|温暖|温馨|旅行|旅游|家庭|美食|户外|田园|文艺',
    ),
  },
  {
    name: 'electronic',
    said: { en: 'electronic', zh: '动感电子' },
    aliases: words(
      'electronic|electro|edm|techno|house|deep house|trance|dance|club|dubstep|trap|drum and bass|dnb|synth|synthwave|synth wave|energetic|energy|high energy|high-energy|intense|hype|workout|gym|sport|sports|fitness|gaming|game|action|fast|fast-paced|hard|rock|driving|futuristic|cyberpunk|电子|电音|动感|舞曲|节奏感|节奏感强|劲爆|燃|热血|炫酷|酷炫|激烈|激情|运动|健身|游戏|快节奏|未来|赛博朋克|蹦迪|摇滚|嗨',
    ),
  },
  {
    name: 'suspense',
    said: { en: 'suspense', zh: '悬疑紧张' },
    aliases: words(
      'suspense|suspenseful|tense|tension|thriller|thrilling|mystery|mysterious|dark|scary|horror|spooky|creepy|eerie|halloween|crime|detective|ominous|sinister|danger|dangerous|haunting|spy|悬疑|紧张|悬念|惊悚|恐怖|神秘|诡异|黑暗|阴森|侦探|犯罪|万圣节|压抑|危险|谍战|惊险',
    ),
  },
];

const CJK = /\p{Script=Han}/u;

/** The record of a mood; null for a name that is none of ours. */
export function moodNamed(name: string): Mood | null {
  return MOODS.find((mood) => mood.name === name) ?? null;
}

/**
 * The mood that some words mean (`"something chill"`, `"用轻松的音乐"`): the longest known word in them wins, the
 * first of equally long ones. Null when none is known.
 */
export function moodByWords(text: string): MoodName | null {
  const said = text.normalize('NFKC').toLowerCase();
  let found: { mood: MoodName; length: number; at: number } | null = null;
  for (const mood of MOODS) {
    for (const alias of mood.aliases) {
      const at = placeOf(alias, said);
      // A Chinese character says about as much as two Latin letters.
      const length = CJK.test(alias) ? alias.length * 2 : alias.length;
      if (at < 0 || (found !== null && (length < found.length || (length === found.length && at >= found.at))))
        continue;
      found = { mood: mood.name, length, at };
    }
  }
  return found?.mood ?? null;
}

/** Where a word stands in a text as a word of its own (anywhere, for Chinese); -1 when it does not. */
function placeOf(word: string, text: string): number {
  if (CJK.test(word)) return text.indexOf(word);
  const isLetter = (char: string | undefined): boolean => char !== undefined && /[a-z0-9]/.test(char);
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (!isLetter(text[at - 1]) && !isLetter(text[at + word.length])) return at;
  }
  return -1;
}
