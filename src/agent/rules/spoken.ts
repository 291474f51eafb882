import { type Clause, names, op, wording } from '../clause.ts';
import { has } from '../items.ts';
import type { PlannedOp } from '../types.ts';

/*
 * Edits by what is said: "remove the part where I say …", "keep only the part about pricing", 删掉“…”这句话, and the
 * search for it. The words are the person's own: they are read from the request as it was written.
 */

const WHO = '(?:i|we|you|he|she|they|it|someone|somebody|people|the (?:speaker|host|guest|man|woman|person))';
const SAYS =
  '(?:says?|said|mentions?|mentioned|talks?(?:ed|ing)? about|speaks? (?:about|of)|spoke (?:about|of)|discuss(?:es|ed)?|bring(?:s)? up|explains?|explained)';
const PART = '(?:parts?|bits?|sections?|segments?|portions?|pieces?|sentences?|lines?|moments?|passages?|clips?)';
const END = '["\'”’」』.!。！\\s]*$';

/** Each finds the words as its group `words`. */
const CUT: readonly RegExp[] = [
  /(?:remove|cut(?: out)?|delete|take out|drop|get rid of|bleep(?: out)?) (?:all |every |each )?(?:the )?words? (?<words>(?!(?:on|in|at|from|art|overlay|caption|text|and|of|that|which|by|with)\b)[\p{L}'-]+(?: (?!(?:everywhere|every|each|from|wherever|whenever|throughout)\b)[\p{L}'-]+){0,2}?)(?: everywhere| throughout.*| every time.*| each time.*| wherever.*| whenever.*| from (?:the|my) .*)?[.!\s]*$/iu,
  new RegExp(
    `(?:remove|cut(?: out)?|delete|take out|drop|get rid of|trim(?: out)?|lose)\\s+(?:out\\s+)?(?:all\\s+|every\\s+)?(?:the |each )?${PART} (?:where|when|in which) ${WHO} ${SAYS} (?:that )?(?<words>.+?)${END}`,
    'i',
  ),
  new RegExp(
    `(?:remove|cut(?: out)?|delete|take out|drop|get rid of)\\s+(?:all\\s+|every\\s+)?(?:the |each )?${PART} (?:that (?:is|are) |which (?:is|are) )?about (?<words>.+?)${END}`,
    'i',
  ),
  /(?:删掉|删除|删去|剪掉|去掉|剪去)(?:所有)?(?:我|我们|他|她|他们|里面)?(?:说|讲|提|谈|聊)(?:到了?|过|的是)?(?<words>[^，。“”"]{1,40}?)的?(?:那|这)?(?:个|一)?(?:部分|段落|段|片段|地方|内容|句子|句话|句)/u,
  /(?:quita|corta|elimina|borra)r? (?:la|las|el|los) (?:partes?|trozos?|frases?) (?:donde|en que|en la que) (?:digo|dice|decimos|dicen|hablo|habla|hablamos|menciono) (?:de |sobre |que )?(?<words>.+?)["'.!\s]*$/iu,
  /(?:schneid\w*|entfern\w*|lösch\w*) (?:den teil|die stelle|die stellen|den satz)(?: heraus| raus)?,? (?:wo|in dem|an der) (?:ich|er|sie|wir) (?:über |von )?(?<words>.+?) (?:sage|sagt|spreche|spricht|rede|redet|erwähne|erwähnt)(?: heraus| raus)?/iu,
  /(?:coupe|supprime|enlève|retire)r? (?:la partie|le passage|les passages|la phrase) où (?:je|il|elle|on|nous) (?:dis|dit|parle|parlons|mentionne) (?:de |du |des |d['’]|que )?(?<words>.+?)["'.!\s]*$/iu,
  /(?:corte|remova|apague|tire|cortar|remover) (?:a parte|as partes|o trecho|a frase) (?:em que|onde) (?:eu )?(?:digo|falo|diz|fala|menciono) (?:de |sobre |do |da |que )?(?<words>.+?)["'.!\s]*$/iu,
];

const KEEP: readonly RegExp[] = [
  new RegExp(`keep (?:only |just )?what ${WHO} ${SAYS} (?:about )?(?<words>.+?)${END}`, 'i'),
  new RegExp(`keep (?:only |just )?what ${WHO} (?:says?|said) about (?<words>.+?)${END}`, 'i'),
  new RegExp(
    `keep (?:only |just )?(?:the )?${PART} (?:(?:where|when|in which) ${WHO} ${SAYS}|(?:that (?:is|are) )?about) (?<words>.+?)${END}`,
    'i',
  ),
  /(?:只?保留|只留下?|只要)(?:我|我们|他|她)?(?:说|讲|提|谈|聊|关于|有关)(?:到了?|过)?(?<words>[^，。“”"]{1,40}?)的?(?:那|这)?(?:部分|段落|段|片段|地方|内容)/u,
  /(?:deja|quédate con|mantén) solo (?:la parte|las partes) (?:sobre|en que hablo de|donde hablo de) (?<words>.+?)["'.!\s]*$/iu,
  /(?:behalte|lass) nur (?:den teil|die teile) (?:über|zum thema) (?<words>.+?)["'.!\s]*$/iu,
  /(?:garde|conserve)r? (?:seulement|uniquement|juste) (?:la partie|les passages) sur (?<words>.+?)["'.!\s]*$/iu,
  /(?:mantenha|deixe) (?:só|apenas|somente) (?:a parte|as partes) sobre (?<words>.+?)["'.!\s]*$/iu,
];

const FIND: readonly RegExp[] = [
  new RegExp(
    `^(?:where(?:abouts)?|when|at what time) (?:do|does|did|am|is|are) ${WHO} (?:talk(?:ing)? about|speak(?:ing)? (?:about|of)|mention(?:ing)?|say(?:ing)?|discuss(?:ing)?|bring up|explain) (?<words>.+?)[?\\s]*${END}`,
    'i',
  ),
  new RegExp(
    `^(?:find|show me|search(?: for)?|look for|locate|tell me) (?:the )?(?:${PART} |places? |times? )?(?:where|when) ${WHO} ${SAYS} (?<words>.+?)[?\\s]*${END}`,
    'i',
  ),
  /^(?:find|search for|look for) (?:the words? |(?:every|all|each) mentions? of |mentions of )(?<words>.+?)[?\s]*$/i,
  /^(?:busca|encuentra|dime)?\s*d[oó]nde (?:hablo|hablamos|habla|digo|menciono|se habla|mencionamos) (?:de(?:l)? |sobre |que )?(?<words>.+?)[?\s]*$/iu,
  /^(?:finde die stelle,? )?wo (?:spreche|rede|erzähle|sage|erwähne) ich (?:über |von )?(?<words>.+?)[?\s]*$/iu,
  /^(?:finde|such\w*) (?:die stelle|die stellen),? (?:wo|an der) ich (?:über |von )?(?<words>.+?) (?:spreche|rede|sage|erwähne)[?\s]*$/iu,
  /^(?:trouve |cherche )?où (?:est-ce que )?(?:je|j['’]|on|nous) ?(?:parle|dis|mentionne|parlons) (?:de la |de l['’]|de |du |des |d['’])?(?<words>.+?)[?\s]*$/iu,
  /^(?:encontre |procure )?onde (?:eu )?(?:falo|digo|menciono|falamos) (?:de |sobre |do |da |que )?(?<words>.+?)[?\s]*$/iu,
  /^(?:我|我们|他|她|视频)?(?:里)?(?:是)?在?(?:哪里|哪儿|什么地方|什么时候|哪一段|哪段|第几秒)(?:有)?(?:说|讲|提|谈|聊)(?:到了?|过|起)?(?<words>.{1,40}?)(?:的)?[?？吗呢\s]*$/u,
  /^(?:帮我)?(?:找|查找|搜索|找到|找出|搜)(?:一下|出)?(?:我|我们|他|她)?(?:说|讲|提|谈|聊)(?:到了?|过|起)?(?<words>.{1,40}?)(?:的)?(?:地方|部分|段落|片段|时间)?[?？\s]*$/u,
  /^どこで(?<words>.{1,40}?)(?:について|のこと(?:を)?|の話を|を)(?:話|言|触れ|喋|しゃべ)/u,
  /^(?<words>.{1,40}?)(?:について|のこと(?:を)?|の話を|を)?(?:どこで|いつ)(?:話|言|触れ|喋|しゃべ)/u,
  /^(?<words>.{1,40}?)(?:에 대해서?|을|를|이야기를)? ?(?:어디서|어디에서|언제) ?(?:말|얘기|이야기|언급)/u,
];

/** What may not follow the words: another wish. */
const FURTHER =
  /[,，;；]|\b(?:and|then|but) (?:then )?(?:cut|remove|delete|add|make|export|trim|put|keep|speed|mute|tell|show)\b|(?:然后|并且|再|，并)/i;

const bare = (words: string): string =>
  words
    .replace(/^(?:the|my|our|a|an|el|la|los|las|der|die|das|den|le|les|o|a)\s+(?=\S)/iu, '')
    .replace(/^["'“”‘’「『«]+|["'“”‘’」』»?？.!。！]+$/gu, '')
    .trim();

function wordsBy(patterns: readonly RegExp[], text: string): string | null {
  const plain = text
    .normalize('NFC')
    .replace(/^[¿¡\s]+/, '')
    .slice(0, 400);
  for (const pattern of patterns) {
    const words = pattern.exec(plain)?.groups?.['words'];
    if (words === undefined || FURTHER.test(words)) continue;
    const found = bare(words);
    if (found !== '' && !/^\d+(?::\d+)*$/.test(found) && !NOTHING.test(found)) return found;
  }
  return null;
}

/** Words that name nothing that could be looked for. */
const NOTHING = /^(?:错|错话|it|this|that|something|anything|nothing|things?|stuff|hello\?|什么|这个|那个|它)$/i;

/** The words that a question or a search asks for ("where do I talk about pricing?"), or null. */
export function searchedWords(text: string): string | null {
  const plain = text.trim().replace(/^(?:please|can you|could you|请|帮我)\s*/i, '');
  return wordsBy(FIND, plain);
}

/** Whether a request cuts by what is said: a question about prices or progress it is not, whatever words it has. */
export const cutsBySaid = (text: string): boolean => wordsBy([...CUT, ...KEEP], text) !== null;

const SPOKEN =
  /\b(?:where|when|in which) (?:i|we|you|he|she|they|it|someone|somebody|people|the \w+) (?:says?|said|mentions?|mentioned|talks?)\b|\b(?:sentences?|phrases?|words|lines?|the part|the bit)\b|\btime (?:i|we|you|he|she|they) says?\b|donde (?:digo|dice)|\bfrases?\b|\bwo (?:ich|er|sie|wir)\b|\bsatz\b|\bou (?:je|il|elle|on) dit?s?\b|\bphrase\b|\bonde (?:eu )?(?:digo|diz|falo)\b|\bem que\b|这句|那句|这段话|的话|句话|说|と言|という(?:言葉|セリフ|部分|ところ)|セリフ|라고|말하는|문장/;
const WHOLE =
  /\b(?:where|when|in which|time|parts?|bits?|sentences?|sections?)\b|donde|\bfrase\b|\bparte\b|\bwo\b|\bsatz\b|\bteil\b|\bou\b|\bphrase\b|\bpartie\b|\bonde\b|\btrecho\b|这句|那句|句话|部分|那段|这段|部分|ところ|文|부분|문장/;
/** What a quotation is for where one of these is named. */
const SHOWN = ['title', 'caption', 'watermark', 'logo', 'sticker', 'lowerthird', 'intro', 'outro', 'onscreen', 'file'];
/** Words for what is said that also name a text on the picture, or a clip. */
const SAID = /^(?:sentences?|phrases?|frases?|lines?|words?|parte donde|parte|句|话|句话|satz|文)$/;

/** The rule for clauses: quoted words that are said, a topic, and words that are said twice. */
export function spoken(c: Clause): PlannedOp[] {
  if (c.negated) return [];
  const quoted = quotedWords(c);
  if (quoted !== null) return [quoted];
  const first = c.items[0];
  const last = c.items.at(-1);
  if (first === undefined || last === undefined) return [];
  // A comma parts a German clause from its verb.
  const isWhole = c.s.lang === 'de' && c.index === 0;
  const raw = isWhole ? c.s.text : c.s.text.slice(first.at, Math.max(last.end, first.at));
  // "the part where I say um too much" is about fillers.
  const [kept, cut] = names(c, 'filler') ? [null, null] : [wordsBy(KEEP, raw), wordsBy(CUT, raw)];
  const made =
    kept !== null
      ? op('cut_words', { text: kept, keep: true })
      : cut !== null
        ? op('cut_words', { text: cut, whole: true })
        : REPEATS.test(wording(c)) && cuts(c)
          ? op('remove_fillers', { kind: c.before !== null && names(c.before, 'filler') ? undefined : 'repeats' })
          : null;
  if (made === null) return [];
  for (const item of c.items) item.used = true;
  return [made];
}

const REPEATS =
  /\brepeat(?:ed|ing)? (?:words?|starts?|beginnings?|phrases?)\b|\bstutter(?:ed|ing)? (?:words?|starts?)\b|重复的?(?:词|字|开头)|重复说的/;

const cuts = (c: Clause): boolean =>
  names(c, 'remove', 'cut', 'trim') || /^(?:remove|cut|trim)$/.test(c.inherited ?? '');

/** 删掉“…”这句话, "remove the part where I say '…'", "keep only where I say '…'". */
function quotedWords(c: Clause): PlannedOp | null {
  const quotes = c.items.filter((item) => item.type === 'quote' && !item.used);
  const [quote] = quotes;
  if (quote === undefined || quotes.length > 1 || names(c, ...SHOWN, 'replace', 'change')) return null;
  if (c.items.some((item) => (has(item, 'text') || has(item, 'clip')) && !SAID.test(item.text))) return null;
  const text = wording(c);
  const keeps = names(c, 'keep');
  if ((!keeps && !cuts(c)) || !SPOKEN.test(text) || names(c, 'filler', 'music', 'sound')) return null;
  const ordinal = c.items.find((item) => item.type === 'ord' && item.value > 0 && item.value < 100)?.value;
  const which = c.items.some((item) => has(item, 'last') && item.type !== 'ord') ? 'last' : ordinal;
  for (const item of c.items) item.used = true;
  if (keeps) return op('cut_words', { text: quote.text, keep: true });
  return op('cut_words', { text: quote.text, whole: WHOLE.test(text) ? true : undefined, which });
}
