/** Stickers by name: words of English and Chinese for emoji that people put on videos. Drawn from the emoji font that we ship. */
const STICKERS: readonly (readonly [string, RegExp])[] = [
  ['🔥', /\b(?:fire|flame|lit|hot)\b|火/],
  ['💔', /\bbroken ?heart\b|心碎/],
  ['😍', /\bheart eyes\b|爱心眼|花痴/],
  ['❤️', /\b(?:heart|love)\b|爱心|红心|心形/],
  ['😂', /\b(?:laugh(?:ing)?|lol|joy|tears of joy|haha)\b|笑哭|大笑/],
  ['😭', /\b(?:cry(?:ing)?|sob(?:bing)?)\b|大哭|哭/],
  ['😎', /\b(?:cool|sunglasses)\b|墨镜|酷/],
  ['😱', /\b(?:scream|shock(?:ed)?|scared)\b|震惊|惊恐/],
  ['😮', /\b(?:wow|surprised?)\b|惊讶/],
  ['🤔', /\b(?:think(?:ing)?|hmm)\b|思考/],
  ['😡', /\b(?:angry|mad|rage)\b|生气|愤怒/],
  ['😴', /\b(?:sleep(?:ing|y)?|zzz)\b|睡/],
  ['🙏', /\b(?:pray|please|thanks?|thank you)\b|祈祷|感谢|谢谢/],
  ['👍', /\b(?:thumbs? ?up|like|good)\b|点赞|赞|大拇指/],
  ['👎', /\b(?:thumbs? ?down|dislike)\b|踩/],
  ['👏', /\b(?:clap(?:ping)?|applause)\b|鼓掌/],
  ['💪', /\b(?:muscle|strong|flex)\b|肌肉|加油/],
  ['👀', /\b(?:eyes|look)\b|眼睛|看/],
  ['👆', /\b(?:point(?:ing)? up|finger up)\b|指上|上指/],
  ['👇', /\b(?:point(?:ing)? down|finger down|link below)\b|指下|下指/],
  ['👉', /\b(?:point(?:ing)?(?: right)?|finger)\b|指右|手指/],
  ['👋', /\b(?:wave|waving|hello|hi|bye)\b|挥手|你好/],
  ['🎉', /\b(?:party|confetti|celebrat\w*|tada)\b|庆祝|派对|撒花|礼花/],
  ['🎂', /\b(?:birthday|cake)\b|生日|蛋糕/],
  ['🎈', /\bballoons?\b|气球/],
  ['🎁', /\b(?:gift|present)\b|礼物/],
  ['⭐', /\bstars?\b|星星|五角星/],
  ['✨', /\b(?:sparkles?|shine|glitter|magic)\b|闪光|亮晶晶/],
  ['💯', /\b(?:100|hundred)\b|一百|满分/],
  ['✅', /\b(?:check(?: ?mark)?|tick|done|correct|yes)\b|对勾|勾|正确/],
  ['❌', /\b(?:cross(?: mark)?|wrong|x mark|no)\b|叉|错误/],
  ['❓', /\bquestion(?: mark)?s?\b|问号/],
  ['❗', /\b(?:exclamation(?: mark)?|important)\b|感叹号/],
  ['⚠️', /\b(?:warning|caution|alert)\b|警告/],
  ['🚀', /\b(?:rocket|launch)\b|火箭/],
  ['💡', /\b(?:idea|light ?bulb|tip)\b|灯泡|点子/],
  ['💰', /\b(?:money|cash|rich|dollars?)\b|钱|金币/],
  ['🏆', /\b(?:trophy|win(?:ner)?|cup)\b|奖杯|冠军/],
  ['🥇', /\b(?:gold )?medal\b|金牌|奖牌/],
  ['👑', /\b(?:crown|king|queen)\b|皇冠/],
  ['🔔', /\bbell\b|铃铛|小铃/],
  ['📍', /\b(?:pin|location|place)\b|定位|地点/],
  ['📣', /\b(?:megaphone|announce\w*)\b|喇叭|公告/],
  ['🎵', /\b(?:music(?: note)?|notes?)\b|音符|音乐/],
  ['📷', /\b(?:camera|photo)\b|相机|照相/],
  ['🎬', /\b(?:clapper(?:board)?|action|movie)\b|场记板/],
  ['⏰', /\b(?:alarm|clock|time)\b|闹钟|时钟/],
  ['🛒', /\b(?:cart|shopping|buy)\b|购物车/],
  ['☀️', /\b(?:sun|sunny)\b|太阳/],
  ['🌈', /\brainbow\b|彩虹/],
  ['❄️', /\b(?:snow(?:flake)?|cold)\b|雪/],
  ['🌸', /\b(?:flower|blossom)\b|花/],
  ['🐶', /\b(?:dog|puppy)\b|狗/],
  ['🐱', /\b(?:cat|kitten)\b|猫/],
  ['🍕', /\bpizza\b|披萨/],
  ['☕', /\bcoffee\b|咖啡/],
  ['🍔', /\bburger\b|汉堡/],
  ['⚽', /\b(?:soccer|football)\b|足球/],
  ['🏀', /\bbasketball\b|篮球/],
  ['✈️', /\b(?:plane|airplane|travel|flight)\b|飞机|旅行/],
  ['😀', /\b(?:smil\w*|happy|smiley|emoji|face)\b|笑脸|微笑|表情/],
];

/** The emoji that words name. */
export const STICKER_EMOJI: readonly string[] = STICKERS.map(([emoji]) => emoji);

/** Up to this many emoji make one sticker. */
const MOST = 5;
const EMOJI =
  /(?:\p{Regional_Indicator}{2}|\p{Extended_Pictographic}(?:\ufe0f|\p{Emoji_Modifier})?(?:\u200d\p{Extended_Pictographic}(?:\ufe0f|\p{Emoji_Modifier})?)*|[0-9#*]\ufe0f?\u20e3)/gu;

/** The emoji that words are, hold or name; null for none. */
export function stickerByWords(words: string): string | null {
  const found = words.match(EMOJI)?.filter((one) => !/^[©®™]$/u.test(one)) ?? [];
  if (found.length > 0) return found.slice(0, MOST).join('');
  const text = words.normalize('NFKC').toLowerCase();
  return STICKERS.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
}
