import { op, type Sentence } from '../clause.ts';
import { has } from '../items.ts';
import type { PlannedOp } from '../types.ts';
import { RAMPED_ZH } from './direct.ts';
import { cutsBySaid, searchedWords } from './spoken.ts';

const any = (s: Sentence, ...concepts: string[]): boolean => s.items.some((i) => concepts.some((k) => has(i, k)));

/**
 * Requests that are talk as a whole: status, credits, undo, questions, wishes for advice. They edit nothing, whatever
 * verbs they contain. Null when the request is an edit.
 */
export function talk(s: Sentence): PlannedOp[] | null {
  const text = s.text.toLowerCase().trim();
  if (cutsBySaid(s.text)) return null;
  const wanted = searchedWords(s.text);
  if (wanted !== null && !s.empty) return [op('answer', { topic: s.text.trim().slice(0, 120), find: wanted })];
  const short = s.items.length <= 8;
  const opened = text.normalize('NFKC').replace(/^[¿¡\s"']+/, '');
  const polite = any(s, 'polite') && !ASKING.test(opened) && !/^(?:什么|怎么|为什么|如何|哪)/.test(opened);
  const asks = isQuestion(s, text) && !polite;
  if (
    /^(?:no|nope|no thanks?|no thank you|nothing|never ?mind|forget it|leave it|不用了?|不了|算了|没事|いいえ|いらない|아니|아니요|됐어|nada|nein|nichts|non|rien|não)[\s.!。！]*$/.test(
      text,
    ) &&
    !/never ?mind|算了/.test(text)
  )
    return [op('answer', { topic: 'nothing wanted' })];
  if (THANKS.test(text)) return [op('answer', { topic: 'thanks' })];
  if (isSmallTalk(text) || CAPABLE.test(text)) return [op('answer', { topic: 'what I can do' })];
  if (
    any(s, 'credits') &&
    !any(s, 'howlong') &&
    (asks || short || /费用|价格|cost|price/.test(text)) &&
    !any(s, 'outro', 'text', 'title') &&
    !/add|加|导出/.test(text)
  )
    return [op('credits')];
  if (isStatus(s, text, asks, short))
    return [op('status', { about: any(s, 'howlong') && LONG.test(text) ? 'length' : undefined })];
  if (/^(?:please |ok |now )?redo\b/.test(text) && short && !any(s, 'title', 'music', 'caption', 'transition'))
    return [op('redo')];
  if (short && START_OVER.test(text)) return [op('start_over')];
  if (
    any(s, 'undo') &&
    // "慢下来再恢复": the speed goes back, nothing is undone
    !RAMPED_ZH.test(text) &&
    !any(s, 'noise', 'normalspeed') &&
    !/原速|正常速度/.test(text) &&
    !/\badd|加上|添加|加个/.test(text) &&
    !/^can (?:i|we) undo (?:things?|anything|changes|a change|it if|later)/.test(opened) &&
    !(asks && /^(?:how|can i|is it|is there|怎么|如何|c[oó]mo|wie|comment|どう|어떻게)/.test(opened)) &&
    !/original (?:audio|sound|voice|speed|background|video)/.test(text)
  ) {
    if (short || /^(?:undo|撤销|revert)/.test(text)) return [undoOf(s)];
  }
  if (BACK.test(text) && s.items.length <= 14 && !s.items.some((i) => has(i, 'move') && !i.text.startsWith('bring')))
    return [op('undo')];
  if (any(s, 'redo') && short && !any(s, 'title', 'music', 'caption', 'transition')) return [op('redo')];
  if (any(s, 'nocaptiontext')) return [op('unsupported', { what: 'writing texts for posts' })];
  if (any(s, 'style_change')) return [op('unsupported', { what: 'changing voices or faces' })];
  if (any(s, 'removeobject')) return [op('unsupported', { what: 'removing objects from the picture' })];
  if (
    any(s, 'suggest') &&
    (asks ||
      s.empty ||
      /^(?:(?:can|could|would|will) you |please )?(?:watch|look at|check|tell me|suggest|recommend|give|write|rewrite|brainstorm|analy|review|建议|推荐|写|改写|帮我写|提案|추천|sugiere|schlag|propose|what|where)/.test(
        text,
      )) &&
    !/add|export|cut the|剪掉/.test(text.replace(/where i should cut/, ''))
  ) {
    return s.empty
      ? [op('unsupported', { what: any(s, 'script') ? 'script writing and edit advice' : 'writing and advice' })]
      : [op('answer', { topic: 'edit advice' })];
  }
  if (
    s.empty &&
    (any(s, 'suggest') || /(?:写|编|起草|想)[^，。]{0,8}(?:脚本|文案|剧本|台本|稿)/.test(text)) &&
    any(s, 'script', 'suggest')
  )
    return [op('unsupported', { what: 'script writing and edit advice' })];
  if (any(s, 'test') && !any(s, 'export', 'add')) return [op('answer', { topic: 'media check' })];
  if (isSearch(s, text)) return [op('answer', { topic: s.text.trim().slice(0, 120) })];
  if (asks) return [op('answer', { topic: s.text.trim().slice(0, 120) })];
  return null;
}

/** Everything that was done shall go. */
const START_OVER =
  /\bstart (?:all )?over\b|\bfrom scratch\b|\breset (?:everything|it all|the (?:project|timeline|edit))|\bundo (?:everything|all)\b|\bremove all (?:the |my )?edits\b|重新开始|从头(?:开始|再来|来过)|全部(?:撤销|还原|重来)|恢复(?:原样|到最初)|empez\w+ de (?:nuevo|cero)|von vorn|tout (?:annuler|recommencer)|recomeç|começar do zero|最初からやり直|처음부터/u;

/** "bring the sound back", "put my title back": what was there before. */
const BACK = /\b(?:bring|put|get|give|want|need)\b.{1,30}\bback\b(?! (?:as|to|in|into|at|of|on|up|down|ground)\b)/;

/** "what can you do", in the languages that are read. */
const CAPABLE =
  /what (?:all )?(?:can|do|could) you do\b|what are you (?:able|capable)|what (?:features|functions)|qu[eé] (?:puedes|sabes) hacer|was kannst du|que (?:peux|sais)-tu faire|qu'est-ce que tu (?:peux|sais) faire|o que voc[eê] (?:pode|sabe|consegue) fazer|何が?でき|뭘? ?할 수 있|무엇을 할 수|你(?:能|会|可以)(?:做|干)(?:些)?什么|(?:有|支持)(?:什么|哪些)功能/;

const SMALL_TALK =
  /^(?:(?:thx|thanks|thank you|ok|okay|wow|that'?s|that|this|is|it|i|you|job|work|well done|done|for|the|help|ur|amazing|lovely|brilliant|excellent|beautiful|nailed|a lot|lot|video|looks|it'?s|so|very|really|great|nice|cool|perfect|awesome|good|love it|much|谢谢|好的|太好了|很好|不错)[\s!.,，。！~]*)+$|^(?:hi|hello|hey|hi there|hello there|hey there|thanks|thank you|thx|ok|okay|great|nice|cool|good|perfect|awesome|good morning|bye|yes|no|test|help|help me|(?:so )?what can (?:you|u) do(?: for me)?|what do you do|how does this work|你好|您好|谢谢|好的|嗨|在吗|帮助|你能做什么|你会什么|有什么功能|你可以做什么|こんにちは|ありがとう|안녕|안녕하세요|고마워|감사합니다|hola|gracias|hallo|danke|bonjour|salut|merci|ola|obrigado|obrigada|oi|can you edit (?:my )?videos?|who are you|what are you)[\s!.,?？！。~]*$/;

const THANKS =
  /^(?:(?:ok(?:ay)?|great|perfect|nice|cool|awesome|wow|love it|好的?|太好了)[,，!！. ]*)*(?:thanks?(?: you)?(?: so much| a lot| very much)?|thank you|thx|ty|谢谢(?:你|您)?|多谢|辛苦了|gracias|muchas gracias|danke(?: schön)?|merci(?: beaucoup)?|obrigad[oa]|ありがとう(?:ございます)?|고마워(?:요)?|감사합니다)[\s.!。！]*$/;

/** Greetings, thanks and "what can you do" are answered with what can be asked for. */
function isSmallTalk(text: string): boolean {
  const plain = text
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}\s!.,?？！。~']/gu, '')
    .trim();
  const greeted = plain.replace(
    /^(?:hi|hello|hey|hola|hallo|bonjour|你好|您好|안녕)(?: there)?[!,.，！。 ]+(?=\S)/u,
    '',
  );
  return SMALL_TALK.test(plain) || SMALL_TALK.test(greeted);
}

function undoOf(s: Sentence): PlannedOp {
  const steps = s.items.find((i) => /^(?:num|factor)$/.test(i.type) && i.value > 1 && i.value < 100);
  return op('undo', { steps: steps?.value });
}

const LONG =
  /\b(?:long|length|duration|seconds|minutes|dura|duración|lang|lange|länge|durée|longue?|temps|duração|tempo)\b|多长|多久|时长|几秒|几分|多少秒|多少分|長さ|何秒|何分|どのくらい|길이|몇 초|몇 분/u;

function isStatus(s: Sentence, text: string, asks: boolean, short: boolean): boolean {
  const lengthens =
    /\b(?:double|triple|twice|halve|extend|change|reduce|increase|shorten)\b|控制|剪|缩短|压缩|改成|加长|延长/.test(
      text,
    );
  // "how long can a video be?" is about limits
  const limits = /\b(?:can|may|could|max\w*|allowed)\b|最(?:长|大|多)/.test(text);
  if (any(s, 'howlong') && !any(s, 'add', 'cut', 'trim') && !lengthens && !limits) return asks || short;
  if (
    asks &&
    /\b(?:export|render|upload|download|save)(?:ed|d|ing|s)?\b.*\b(?:work|go through|succeed|fail|happen|complete)|\b(?:export|render)(?:ed|ing)\b.*\b(?:yet|already|now)\b|导出(?:了|成功|完)|^(?:did|has|was|is) (?:it|this|that|the (?:video|file))\b.*\b(?:export|render|sav|finish)\w*/.test(
      text,
    )
  )
    return true;
  if (asks && /\b(?:done|finished|ready|complete|completed)\b/.test(text)) return true;
  if (!any(s, 'status')) return false;
  return s.items.length <= 4 || asks || /^(?:show|check|查看|看|what|显示|check)/.test(text);
}

function isSearch(s: Sentence, text: string): boolean {
  if (!any(s, 'find') || any(s, 'add', 'cut', 'highlight', 'remove', 'export', 'clip', 'merge')) return false;
  return (
    /^(?:find|search|look|locate|where|busca|encuentra|such|find|trouve|cherche|procur|encontr|找|查找|搜索)/.test(
      text,
    ) && !/剪/.test(text)
  );
}

const POLITE_START =
  /^(?!can (?:i|we) undo (?:things?|anything|changes|a change|it if|later))(?:is there (?:any|a) way|is it possible|can|could|would|will|may|please|can't|puedes|podrias|me puedes|kannst|konntest|peux|pourrais|tu peux|pode|poderia|voce pode)\b/;
const ASKING =
  /^(?:(?:show|tell) me (?:what|why|how)|can (?:i|we) undo|what|what's|whats|how|why|which|who|when|where|is|are|does|do|did|am|was|were|should|has|have you|qué|que|cómo|como|cuánto|cuanto|cuántos|cuantos|cuál|cual|dónde|donde|por qué|was|wie|warum|welche|welcher|wer|wo|wann|ist|sind|gibt|comment|combien|pourquoi|quel|quelle|quels|qui|quand|est-ce|qu'est|de quoi|à quoi|quanto|quantos|qual|onde|o que|será|por que)(?![\p{L}\p{N}])/u;
const ASKING_HAN =
  /^(?:什么|怎么|为什么|为何|如何|哪|多少|几|谁|是否|是不是|这个视频是|视频有多|有没有|现在)|(?:是什么|什么意思|怎么用|怎么做|怎么办|多长|有哪些|什么区别|区别|多少|几个|几段|吗|呢|怎么样|多大|了什么|些什么|有什么|(?:什么|哪些)\p{Script=Han}{1,6})[?？]?$/u;

/** A question about something, rather than an edit asked for politely. */
function isQuestion(s: Sentence, text: string): boolean {
  const plain = text.normalize('NFKC').replace(/^[¿¡\s"']+/, '');
  if (POLITE_START.test(plain)) return false;
  if (/[\p{Script=Han}]/u.test(plain) && s.lang === 'zh') {
    if (/^(?:有没有办法|有办法|有没有可能|可以|能|能不能|可不可以|能否|请|帮|麻烦)/.test(plain)) return false;
    return ASKING_HAN.test(plain) && (/区别|不同|什么意思/.test(plain) || !/(?:剪掉|加上|删掉|导出|换成)/.test(plain));
  }
  if (s.lang === 'ja')
    return (
      /(?:何|なに|どう|どこ|いつ|なぜ|いくつ|どれ|とは).*(?:ですか|ますか|か)?[?？]?$/.test(plain) &&
      /(?:か|[?？]|の)$/.test(plain) &&
      !/(?:て|で)(?:ください|もらえ|くれ)/.test(plain)
    );
  if (s.lang === 'ko')
    return (
      /(?:뭐|무엇|어떻게|왜|어디|언제|몇|얼마|인가요|나요|습니까|까요)/.test(plain) &&
      /[?？요까지야]$/.test(plain) &&
      !/(?:해|줘|주세요)(?:요)?[?？]?$/.test(plain)
    );
  if (!ASKING.test(plain)) return false;
  if (/[?？]\s*$/.test(plain)) return true;
  return /^(?:what|what's|whats|how (?:do|can|to|long|many|much|does|is|big)|why|which|who|where (?:do|is|are|can)|is (?:it|there|this)|are (?:there|you)|does|do (?:you|i|we)|am i|qué|cómo|cuánto|was (?:ist|passiert|kann|sind|kostet)|wie (?:lang|viel|kann|mach)|warum|comment|combien|quel|quelle|pourquoi|o que|quanto|qual)/.test(
    plain,
  );
}
