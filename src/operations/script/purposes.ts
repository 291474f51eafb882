// A table of data: exempt from the limit on the length of files.
import type { SceneKind } from '../../draft/film.ts';
import type { MoodName } from '../../draft/mood-names.ts';
import type { PaintingName } from '../../draft/painting.ts';
import type { Tone } from './palettes.ts';

/** Words of a scene: small ones above, the large ones, smaller ones below. `{slot}` stands for what the request says. */
export type Words = readonly [above: string, main: string, below?: string];

/** A scene that a purpose may have. It is left out where the request does not say what its words need. */
export type SceneRecord = {
  readonly kind: SceneKind;
  /** 1: always there; 2 and 3 where there is time. */
  readonly rank: 1 | 2 | 3;
  readonly en: Words;
  readonly zh: Words;
};

/** What a video can be for: the words that say so, its mood, its looks, and its scenes in order. */
export type Purpose = {
  readonly name: string;
  readonly words: RegExp;
  readonly mood: MoodName;
  readonly tone: Tone;
  readonly paintings: readonly PaintingName[];
  readonly seconds: number;
  readonly scenes: readonly SceneRecord[];
};

const scene = (kind: SceneKind, rank: 1 | 2 | 3, en: Words, zh: Words): SceneRecord => ({ kind, rank, en, zh });

/** The points of a request, one scene each, come where this stands. */
export const POINTS = scene('point', 1, ['', '{point}'], ['', '{point}']);
/** So do sentences that shall be shown as they are. */
export const LINES = scene('line', 1, ['', '{line}'], ['', '{line}']);

const OFFER = scene('offer', 1, ['For you', '{offer}'], ['限时优惠', '{offer}']);
const WHEN = scene('facts', 1, ['Save the date', '{date}', '{place}'], ['时间', '{date}', '{place}']);
const DATE = scene('facts', 1, ['Mark your calendar', '{date}'], ['记得时间', '{date}']);
const CONTACT = scene('cta', 1, ['{title}', 'See you there', '{contact}'], ['{title}', '欢迎联系', '{contact}']);

/** In order: the first whose words are in the request is meant, so that the particular ones stand first. */
export const PURPOSES: readonly Purpose[] = [
  {
    name: 'birthday',
    words:
      /\bbirthdays?\b|\bb-?day\b|生日|满月|周岁|cumpleaños|anniversaire de naissance|geburtstag|aniversário|誕生日|생일/i,
    mood: 'upbeat',
    tone: 'party',
    paintings: ['balloons', 'confetti', 'bokeh'],
    seconds: 20,
    scenes: [
      scene(
        'open',
        1,
        ['Today is a special day', 'Happy {age} Birthday', '{who}'],
        ['今天是个特别的日子', '{who}，生日快乐', '{age}岁'],
      ),
      scene('open', 1, ['It’s a special day', 'Happy Birthday', '{who}'], ['今天是个特别的日子', '生日快乐', '{who}']),
      scene('open', 1, ['It’s a special day', 'Happy Birthday'], ['今天是个特别的日子', '生日快乐']),
      LINES,
      scene('line', 2, ['', 'Another year of you'], ['', '又长大一岁']),
      scene('line', 2, ['Here’s to', 'every laugh and every memory'], ['致', '每一次欢笑\n每一份回忆']),
      scene('line', 3, ['', 'We’re so glad you’re here'], ['', '有你真好']),
      WHEN,
      DATE,
      scene('line', 3, ['', 'Make a wish'], ['', '许个愿吧']),
      scene('close', 1, ['With love', 'Have a wonderful day'], ['愿你', '天天开心']),
    ],
  },
  {
    name: 'wedding',
    words:
      /\bweddings?\b|\bmarry|\bmarriage\b|save the date|婚礼|结婚|婚纱|新婚|boda|hochzeit|mariage|casamento|結婚|결혼/i,
    mood: 'cinematic',
    tone: 'romantic',
    paintings: ['leaves', 'bokeh', 'paper'],
    seconds: 24,
    scenes: [
      scene('open', 1, ['The wedding of', '{who}'], ['我们结婚了', '{who}']),
      scene('open', 1, ['Together with our families', 'We’re getting married'], ['执子之手', '我们结婚了']),
      LINES,
      scene('line', 2, ['', 'Two hearts, one story'], ['', '两颗心\n一个故事']),
      WHEN,
      DATE,
      scene('line', 3, ['', 'The start of forever'], ['', '余生，请多指教']),
      scene('line', 3, ['', 'Every day, together'], ['', '每一天，都一起走']),
      scene('close', 1, ['With all our love', 'Join us'], ['诚挚邀请', '来见证我们的幸福']),
    ],
  },
  {
    name: 'thanks',
    words:
      /\bthank(?:s|[- ]you)\b|\bgratitude\b|\bappreciation\b|感谢|谢谢|致谢|gracias|danke|merci|obrigad[oa]|ありがとう|감사/i,
    mood: 'acoustic',
    tone: 'warm',
    paintings: ['leaves', 'bokeh', 'waves'],
    seconds: 15,
    scenes: [
      scene('open', 1, ['A few words for you', 'Thank you', '{who}'], ['想对你说', '谢谢你', '{who}']),
      scene('open', 1, ['A few words for you', 'Thank you'], ['想对你说', '谢谢你']),
      LINES,
      POINTS,
      scene('line', 2, ['For', 'your time and your trust'], ['谢谢你的', '时间与信任']),
      scene('line', 2, ['', 'It means a lot'], ['', '这对我们很重要']),
      scene('line', 3, ['', 'We couldn’t have done it without you'], ['', '没有你就没有今天']),
      scene('cta', 1, ['{title}', 'See you soon', '{contact}'], ['{title}', '期待再见', '{contact}']),
      scene('close', 1, ['From the heart', 'Thank you'], ['发自内心', '谢谢']),
    ],
  },
  {
    name: 'invitation',
    words:
      /\binvit\w*|\bevent\b|\bparty\b|\bconcert\b|\bfestival\b|\bworkshop\b|\bconference\b|\bmeet ?-?up\b|\bwebinar\b|\bgrand opening\b|邀请|活动|派对|聚会|音乐会|开业|发布会|讲座|展览|einladung|invitación|invitation|convite|招待|초대/i,
    mood: 'upbeat',
    tone: 'party',
    paintings: ['arcs', 'confetti', 'flow'],
    seconds: 15,
    scenes: [
      scene('open', 1, ['You’re invited', '{title}'], ['诚挚邀请', '{title}']),
      scene('open', 1, ['Something is coming', 'You’re invited'], ['好事将近', '诚邀您来']),
      LINES,
      WHEN,
      scene('facts', 1, ['Where', '{place}'], ['地点', '{place}']),
      DATE,
      POINTS,
      OFFER,
      scene('line', 2, ['', 'Bring your friends'], ['', '叫上朋友一起来']),
      scene('line', 3, ['', 'We saved you a place'], ['', '位置已为你留好']),
      CONTACT,
      scene('close', 1, ['Don’t miss it', 'See you there'], ['不见不散', '期待您的到来']),
    ],
  },
  {
    name: 'real-estate',
    words:
      /\breal[- ]estate\b|\bproperty\b|\bapartment\b|\bcondo\b|\bhouse (?:tour|for sale|listing)\b|\blisting\b|\bhomes? for sale\b|房产|房地产|楼盘|公寓|二手房|看房|inmobiliaria|immobilie|immobilier|imóve/i,
    mood: 'corporate',
    tone: 'calm',
    paintings: ['split', 'gradient', 'waves'],
    seconds: 24,
    scenes: [
      scene('open', 1, ['Welcome to', '{title}', '{place}'], ['欢迎来到', '{title}', '{place}']),
      scene('open', 1, ['Welcome to', '{title}'], ['欢迎来到', '{title}']),
      POINTS,
      LINES,
      scene('line', 2, ['', 'Come on in'], ['', '进来看看']),
      scene('line', 2, ['Imagine', 'your mornings here'], ['想象一下', '在这里醒来的早晨']),
      scene('line', 3, ['', 'Room for your plans'], ['', '给生活多一点空间']),
      OFFER,
      scene('cta', 1, ['{title}', 'Book a viewing', '{contact}'], ['{title}', '预约看房', '{contact}']),
      scene('close', 1, ['Ready when you are', 'Book a viewing'], ['随时恭候', '预约看房']),
    ],
  },
  {
    name: 'recipe',
    words:
      /\brecipes?\b|\bcooking\b|\bhow to (?:cook|bake)\b|食谱|菜谱|做菜|烹饪|美食教程|receta|rezept|recette|receita|レシピ|레시피/i,
    mood: 'acoustic',
    tone: 'food',
    paintings: ['leaves', 'paper', 'circles'],
    seconds: 24,
    scenes: [
      scene('open', 1, ['Let’s cook', '{title}'], ['今天来做', '{title}']),
      scene('open', 1, ['Today', 'Let’s cook'], ['今天', '一起下厨']),
      scene('line', 2, ['First', 'Get everything ready'], ['第一步', '备好食材']),
      POINTS,
      LINES,
      scene('line', 3, ['Then', 'Take your time'], ['接着', '慢慢来']),
      scene('line', 3, ['Almost there', 'Taste and season'], ['快好了', '尝尝味道']),
      scene('close', 1, ['Enjoy', 'Save this for later'], ['开动吧', '收藏起来试试看']),
    ],
  },
  {
    name: 'travel',
    words:
      /\btravel\w*|\btrip\b|\bvacation\b|\bholidays? (?:in|to)\b|\bjourney\b|\broad ?trip\b|旅行|旅游|旅途|游记|出游|之旅|viaje|reise|voyage|viagem|旅|여행/i,
    mood: 'acoustic',
    tone: 'fresh',
    paintings: ['peaks', 'waves', 'flow'],
    seconds: 24,
    scenes: [
      scene('open', 1, ['A journey to', '{place}'], ['出发去', '{place}']),
      scene('open', 1, ['On the road', '{title}'], ['在路上', '{title}']),
      scene('open', 1, ['On the road', 'Let’s go'], ['在路上', '出发']),
      scene('line', 2, ['', 'New places'], ['', '没去过的地方']),
      LINES,
      POINTS,
      scene('line', 2, ['', 'Slow mornings'], ['', '慢悠悠的早晨']),
      scene('line', 3, ['', 'Long roads'], ['', '长长的路']),
      scene('line', 3, ['', 'Days to remember'], ['', '值得记住的每一天']),
      DATE,
      scene('close', 1, ['Until the next one', 'Where to next?'], ['下次再见', '下一站去哪儿？']),
    ],
  },
  {
    name: 'countdown',
    words:
      /\bcount ?-?downs?\b|倒计时|cuenta atrás|cuenta regresiva|compte à rebours|contagem regressiva|カウントダウン|카운트다운/i,
    mood: 'electronic',
    tone: 'bold',
    paintings: ['rays', 'arcs', 'circles'],
    seconds: 10,
    scenes: [
      scene('open', 1, ['Get ready', '{title}'], ['准备好了吗', '{title}']),
      scene('open', 1, ['Are you set?', 'Get ready'], ['马上开始', '准备好了吗']),
      scene('number', 1, ['', '5'], ['', '5']),
      scene('number', 1, ['', '4'], ['', '4']),
      scene('number', 1, ['', '3'], ['', '3']),
      scene('number', 1, ['', '2'], ['', '2']),
      scene('number', 1, ['', '1'], ['', '1']),
      scene('cta', 1, ['{title}', 'Let’s go!'], ['{title}', '开始！']),
      scene('close', 1, ['', 'Let’s go!'], ['', '开始！']),
    ],
  },
  {
    name: 'intro',
    words:
      /\b(?:channel|youtube|vlog|podcast|stream\w*|twitch|tutorial|course|lesson) (?:\w+ )?intro\w*|\bintro (?:video )?for\b|\bintro\b|片头|开场|入门教程开头/i,
    mood: 'electronic',
    tone: 'tech',
    paintings: ['grid', 'arcs', 'circles'],
    seconds: 8,
    scenes: [
      scene('open', 1, ['Welcome to', '{title}'], ['欢迎来到', '{title}']),
      scene('open', 1, ['Hello', 'Welcome'], ['你好', '欢迎观看']),
      LINES,
      POINTS,
      scene('line', 3, ['', 'Glad you’re here'], ['', '很高兴见到你']),
      scene('line', 3, ['', 'Get comfortable'], ['', '找个舒服的位置']),
      scene('close', 1, ['{contact}', 'Let’s begin'], ['{contact}', '我们开始吧']),
      scene('close', 1, ['', 'Let’s begin'], ['', '我们开始吧']),
    ],
  },
  {
    name: 'tutorial',
    words:
      /\btutorials?\b|\bhow[- ]to\b|\bexplain\w*|\bexplainer\b|\blessons?\b|\bcourse\b|\bguide\b|教程|教学|讲解|科普|入门|tutorial|anleitung|tutoriel/i,
    mood: 'corporate',
    tone: 'tech',
    paintings: ['grid', 'split', 'flow'],
    seconds: 24,
    scenes: [
      scene('open', 1, ['In short', '{title}'], ['一分钟了解', '{title}']),
      scene('open', 1, ['In short', 'Here is how'], ['一看就懂', '是这样的']),
      LINES,
      POINTS,
      scene('line', 2, ['', 'Step by step'], ['', '一步一步来']),
      scene('line', 3, ['', 'Take it slowly'], ['', '慢慢来，不着急']),
      scene('cta', 1, ['{title}', 'Learn more', '{contact}'], ['{title}', '了解更多', '{contact}']),
      scene('close', 1, ['That’s it', 'Now it’s your turn'], ['就是这样', '轮到你了']),
    ],
  },
  {
    name: 'quote',
    words:
      /\bquotes?\b|\bmotivat\w*|\binspir\w*|\bperseverance\b|\baffirmations?\b|语录|名言|励志|鸡汤|正能量|motivación|motivation/i,
    mood: 'cinematic',
    tone: 'calm',
    paintings: ['flow', 'bokeh', 'peaks'],
    seconds: 15,
    scenes: [
      LINES,
      scene('open', 2, ['A thought for today', '{subject}'], ['今日一句', '{subject}']),
      scene('open', 2, ['A thought for today', 'Keep going'], ['今日一句', '坚持下去']),
      scene('line', 2, ['One step', 'is enough for today'], ['今天', '走一步就够了']),
      scene('line', 2, ['And tomorrow', 'you take the next one'], ['明天', '再走下一步']),
      scene('line', 3, ['', 'It adds up'], ['', '积少成多']),
      scene('close', 1, ['Remember', 'Don’t give up'], ['记住', '别放弃']),
    ],
  },
  {
    name: 'holiday',
    words:
      /^(?!.*(?:广告|促销|推广|\bpromo|\bads?\b|\bsale\b|\bcommercial\b)).*(?:\bchristmas\b|\bnew year\b|\bhalloween\b|\beaster\b|\bthanksgiving\b|\bvalentine\w*|\bgreeting\b|春节|新年|圣诞|中秋|端午|元宵|情人节|母亲节|父亲节|教师节|节日|拜年|祝福|navidad|weihnacht|noël|natal)/is,
    mood: 'upbeat',
    tone: 'party',
    paintings: ['bokeh', 'confetti', 'leaves'],
    seconds: 15,
    scenes: [
      scene('open', 1, ['Warm wishes', '{subject}', '{who}'], ['送上祝福', '{subject}', '{who}']),
      scene('open', 1, ['Warm wishes', '{subject}'], ['送上祝福', '{subject}']),
      scene('open', 1, ['To you and yours', 'Warm wishes'], ['送给你', '节日快乐']),
      LINES,
      scene('line', 2, ['', 'Time for each other'], ['', '和家人在一起']),
      scene('line', 2, ['', 'A little light, a little joy'], ['', '愿平安喜乐']),
      OFFER,
      scene('line', 3, ['', 'Good food, good company'], ['', '有好饭，有好友']),
      scene('close', 1, ['From', '{name}', '{contact}'], ['祝福来自', '{name}', '{contact}']),
      scene('close', 1, ['With love', 'All the best'], ['衷心祝愿', '万事如意']),
    ],
  },
  {
    name: 'recap',
    words:
      /\brecap\b|\byear in review\b|\bhighlights?\b|\bmemories\b|\bgraduation\b|\banniversary\b|\bmontage\b|回顾|总结|毕业|纪念|周年|年终/i,
    mood: 'cinematic',
    tone: 'warm',
    paintings: ['flow', 'bokeh', 'arcs'],
    seconds: 24,
    scenes: [
      scene('open', 1, ['Looking back', '{title}'], ['回首', '{title}']),
      scene('open', 1, ['Looking back', 'What a time'], ['回首', '这段时光']),
      LINES,
      POINTS,
      scene('line', 2, ['', 'Moments we keep'], ['', '值得珍藏的瞬间']),
      scene('line', 2, ['', 'People who made it'], ['', '一起走过的人']),
      scene('line', 3, ['', 'Days we won’t forget'], ['', '忘不了的日子']),
      scene('close', 1, ['And now', 'On to what’s next'], ['现在', '奔向下一程']),
    ],
  },
  {
    name: 'promo',
    words:
      /\bpromo\w*|\bads?\b|\badvert\w*|\bcommercials?\b|\bbusiness\b|\bshop\b|\bstore\b|\bproducts?\b|\blaunch\w*|\bbrand\b|\bsale\b|\bservice\b|\bapp\b|\bstartup\b|\btrailer\b|\bteaser\b|广告|宣传|推广|促销|产品|品牌|新品|上市|带货|预告|anuncio|publicidad|werbe\w*|publicit\w*|anúncio|広告|광고/i,
    mood: 'upbeat',
    tone: 'bold',
    paintings: ['circles', 'split', 'arcs', 'flow', 'waves'],
    seconds: 15,
    scenes: [
      scene('open', 1, ['Say hello to', '{title}'], ['遇见', '{title}']),
      scene('open', 1, ['Something new', 'Say hello'], ['新鲜登场', '敬请认识']),
      scene('line', 2, ['Made for', '{audience}'], ['专为你而来', '{audience}']),
      LINES,
      scene('line', 2, ['', 'Take a closer look'], ['', '靠近一点看']),
      POINTS,
      scene('line', 2, ['For every day', 'and the days that matter'], ['为平常的日子', '也为重要的时刻']),
      scene('line', 3, ['A little something', 'just for you'], ['一点小美好', '送给你']),
      scene('line', 3, ['', 'Find your favourite'], ['', '总有一款你喜欢']),
      scene('line', 3, ['Worth', 'slowing down for'], ['值得你', '慢下来感受']),
      OFFER,
      WHEN,
      DATE,
      scene('facts', 1, ['Find us', '{place}'], ['地址', '{place}']),
      scene('line', 3, ['', 'Tell your friends'], ['', '告诉你的朋友']),
      scene('cta', 1, ['{title}', 'Come and see', '{contact}'], ['{title}', '等你来', '{contact}']),
      scene('cta', 1, ['{title}', 'Come and see'], ['{title}', '等你来']),
      scene('close', 1, ['We’re here', 'Come and see'], ['我们在这里', '等你来']),
    ],
  },
  {
    name: 'topic',
    words: /(?:)/,
    mood: 'cinematic',
    tone: 'calm',
    paintings: ['flow', 'arcs', 'bokeh', 'waves'],
    seconds: 12,
    scenes: [
      scene('open', 1, ['', '{title}'], ['', '{title}']),
      LINES,
      POINTS,
      DATE,
      OFFER,
      scene('line', 2, ['', 'Look closer'], ['', '再看仔细一点']),
      scene('line', 3, ['', 'Stay a moment'], ['', '停留片刻']),
      scene('line', 3, ['', 'And let it sink in'], ['', '慢慢感受']),
      scene('close', 1, ['', '{title}', '{contact}'], ['', '{title}', '{contact}']),
      scene('close', 1, ['', '{title}'], ['', '{title}']),
      scene('close', 2, ['', 'Thanks for watching'], ['', '感谢观看']),
    ],
  },
];
