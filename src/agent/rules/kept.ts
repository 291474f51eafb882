import { op, type Sentence } from '../clause.ts';
import type { PlannedOp } from '../types.ts';

/** Requests about what is kept for the next videos: templates and the brand. They are about nothing else. */

const QUOTE = /["“”„«‹「『'‘]\s*([^"“”„«»‹›「」『』'’]{1,80}?)\s*["“”»›」』'’]/u;
/** The word for a template, in the languages that are read. */
const WORD = 'templates?|模[板版]|plantillas?|vorlagen?|mod[eè]les?|modelos?|テンプレート|템플릿';
const TEMPLATE = new RegExp(
  `\\b(?:templates?|plantillas?|vorlagen?|mod[eè]les?|modelos?)\\b|模[板版]|テンプレート|템플릿`,
  'iu',
);
const NAMED =
  '(?:called|named|llamad[ao]|con el nombre|namens|mit dem namen|appel[ée]e?|nomm[ée]e?|chamad[ao]|com o nome)';
const SAVE =
  /\b(?:save|keep|store)\b.{0,40}\b(?:as|into) (?:an? |my )?(?:new )?template\b|(?:存|保存)(?:为|成|作)(?:一个)?模[板版]|\b(?:guarda\w*|salva\w*)\b.{0,40}\bcomo (?:una )?plantilla\b|\bspeicher\w*\b.{0,40}\bals (?:eine |neue )*vorlage\b|\b(?:enregistr|sauvegard)\w*\b.{0,40}\b(?:comme|en tant que) (?:un )?mod[eè]le\b|\b(?:salv|guard)\w*\b.{0,40}\bcomo (?:um )?modelo\b|テンプレート.{0,44}(?:として|に)保存|템플릿.{0,44}(?:으로|로)\s*저장/iu;
const REMOVE =
  /\b(?:delete|remove|forget|borra\w*|elimina\w*|quita\w*|l[öo]sch\w*|entfern\w*|supprim\w*|efface\w*|apag\w*|exclu\w*|remov\w*)\b|删除|删掉|去掉|削除|消し|삭제|지워/iu;
const LIST =
  /\b(?:which|what|list|show)\b.{0,20}\btemplates\b|(?:有哪些|有什么|列出|查看)(?:我的)?模[板版]|我的模[板版]有哪些|(?:qu[eé]|cu[aá]les|lista|muestra\w*) .{0,20}\bplantillas\b|\b(?:welche|zeig\w*|liste)\b.{0,20}\bvorlagen\b|\b(?:quels?|liste|montre|affiche)\b.{0,20}\bmod[eè]les\b|\b(?:quais|liste|mostre)\b.{0,20}\bmodelos\b|(?:どんな|どの)テンプレート|テンプレート(?:の)?一覧|テンプレートを見せ|(?:어떤|무슨) 템플릿|템플릿 (?:목록|보여)/iu;
const USE =
  /\b(?:use|apply|with|take|usa\w*|utiliza\w*|aplica\w*|verwend\w*|nutze?|nimm|wende|benutz\w*|utilis\w*|appliqu\w*|apliqu\w*)\b|套用|使用|应用|用|使っ|使い|適用|사용|적용|써/iu;
/** A design of a title is no template for the whole video. */
const OF_TITLE =
  /\b(?:titles?|text)\b[^,.;]{0,60}\b(?:with|in|using)\b[^,.;]{0,30}\btemplate|\b(?:title|text) templates?\b|标题[^，。；]{0,24}模[板版]|模[板版][^，。；]{0,6}标题/iu;

/** A name behind the word for a template, or before it: "template Weekly", "the Weekly template", "周报模板". */
const BESIDE: readonly RegExp[] = [
  /(?:use|apply|delete|remove|forget|with|take) (?:the |my |this )?([\p{L}\p{N}][\p{L}\p{N} _-]{0,60}?) template\b/iu,
  new RegExp(
    `\\b(?:${WORD})\\s+(?:${NAMED}\\s+)?((?!(?:with|for|on|to|from|and|in|con|para|mit|für|avec|pour|com)\\b)[\\p{L}\\p{N}][\\p{L}\\p{N} _-]{0,60})$`,
    'iu',
  ),
  /模[板版]\s*(?:[，,]?\s*(?:名字|名称)?叫)?\s*([\p{L}\p{N}]{1,40})$/u,
  /(?:套用|使用|应用|用|删除|删掉|去掉)(?:一下)?\s*([\p{L}\p{N}]{1,40}?)\s*模[板版]/u,
  /([\p{L}\p{N}ー]{1,40}?)(?:の|という)?テンプレート/u,
  /([\p{L}\p{N}]{1,40}) 템플릿/u,
];

/** What follows the name and is none of it. */
const AFTER_NAME = /\s+(?:an|de esta forma|por favor|please|bitte|s'il te plaît|verwenden|nutzen|löschen|entfernen)$/iu;
const NO_NAME = /^(?:내|나의|このの?|この|私の|my|the|it|this|as|a|mi|meine?|mon|ma|meu|minha)$/iu;

function nameIn(clause: string): string | undefined {
  const quoted = QUOTE.exec(clause)?.[1]?.trim();
  if (quoted !== undefined) return quoted;
  const plain = clause.replace(/[.!。！?？]+$/u, '').trim();
  for (const pattern of BESIDE) {
    const found = pattern.exec(plain)?.[1]?.replace(AFTER_NAME, '').trim();
    if (found !== undefined && found !== '' && !NO_NAME.test(found)) return found;
  }
  return undefined;
}

/** What a request says of templates, and the rest of it; null where it says nothing of them. */
export function templates(s: Sentence): { readonly ops: PlannedOp[]; readonly rest: string } | null {
  const text = s.input.text.normalize('NFC').trim();
  if (text.length > 400 || !TEMPLATE.test(text) || OF_TITLE.test(text)) return null;
  const alone = (slots: Readonly<Record<string, string | undefined>>) => ({ ops: [op('template', slots)], rest: '' });
  if (LIST.test(text)) return alone({ action: 'list' });
  // The clause that says it: a name in quotation marks may hold a comma.
  const clause =
    text
      .split(/[,，;；。]\s*|\b(?:and then|then|and|y luego|und dann|et ensuite|e depois)\b|然后|并且/u)
      .find((part) => TEMPLATE.test(part)) ?? '';
  const rest = text.replace(clause, ' ').replace(/^[\s,，;；。]+|[\s,，;；。]+$/gu, '');
  const name = nameIn(clause);
  if (SAVE.test(clause)) return { ops: [op('template', { action: 'save', name })], rest };
  if (REMOVE.test(clause)) return alone({ action: 'remove', name });
  const used = USE.test(clause) || /^["“「]?\S+["”」]? template$/iu.test(clause.trim());
  if (!used || name === undefined || /做|剪|制作|\b(?:make|build)\b/iu.test(name)) return null;
  return { ops: [op('template', { name })], rest };
}

/** "my brand colors are …" by part: what it is, in the languages that are read, and what comes after it. */
const KEPT: readonly (readonly [slot: string, name: string, value: string])[] = [
  [
    'colors',
    'brand colou?rs?|品牌(?:颜色|色)|colores de mi marca|markenfarben?|couleurs de ma marque|cores da minha marca|ブランドカラー|ブランドの色|브랜드 (?:색상|색|컬러)',
    '.{3,150}?',
  ],
  [
    'font',
    'brand font|品牌字体|(?:fuente|tipograf[ií]a) de mi marca|markenschrift(?:art)?|police de ma marque|fonte da minha marca|ブランド(?:の)?フォント|브랜드 (?:글꼴|폰트)',
    '.{2,40}?',
  ],
  ['handle', '(?:brand )?handle|品牌账号(?:名)?', '@?[\\p{L}\\p{N}_.-]{1,60}'],
  [
    'logo',
    'brand logo|品牌(?:标志|logo)|logo(?:tipo)? de mi marca|markenlogo|logo de ma marque|logo da minha marca|ブランド(?:の)?ロゴ|브랜드 로고',
    '\\S.{0,150}?',
  ],
  [
    'intro',
    'brand intro|品牌片头|intro de mi marca|markenintro|intro de ma marque|intro da minha marca|ブランド(?:の)?(?:イントロ|オープニング)|브랜드 인트로',
    '\\S.{0,150}?',
  ],
  [
    'outro',
    'brand outro|品牌片尾|outro de mi marca|markenoutro|outro de ma marque|outro da minha marca|ブランド(?:の)?(?:アウトロ|エンディング)|브랜드 아웃트로',
    '\\S.{0,150}?',
  ],
];
const KEEPS = KEPT.map(
  ([slot, name, value]) =>
    [
      slot,
      new RegExp(
        `(?:${name})(?:\\s+(?:is|are|es|son|ist|sind|est|sont|é|são)\\s|\\s*[=是为：:は은는])\\s*(?:mi |meine? )?(${value})(?:です|にして|だ|이야|야|입니다|예요|이에요)?$`,
        'iu',
      ),
    ] as const,
);
const PARTS = KEPT.filter(([slot]) => slot !== 'handle').map(([slot, name]) => [slot, new RegExp(name, 'iu')] as const);
const BRAND =
  /\bbrand(?:ed|ing)?\b|\bhandle\b|品牌|\bmarcas?\b|\bmarken?\w*|\bmarque\b|charte graphique|ブランド|브랜드/iu;
const APPLIES =
  /^(?:please )?(?:use|apply|add|put|show)\b.{0,12}\b(?:my|our) brand(?:ing)?(?: (?:kit|colou?rs?|logo|font|intro|outro))?(?: on (?:it|this|the video))?$|^(?:please )?make (?:it|this|the video) branded$|^brand (?:it|this|the video)$|^(?:请)?(?:套用|使用|应用|用|加上?)(?:我的|我们的)品牌(?:颜色|色|标志|logo|字体|片头|片尾|套件|样式)?$|^(?:usa|aplica|pon|añade)\b.{0,30}\b(?:mi|nuestra) marca(?: (?:al video|al vídeo|aquí))?$|^(?:nutze?|verwende?|nimm|wende)\b.{0,12}\b(?:meine|unsere|mein)\b.{0,4}marken?\w*(?: an)?$|^(?:utilise|applique|mets|ajoute)\b.{0,30}\b(?:(?:ma|notre) (?:marque|charte(?: graphique)?))$|^(?:use|aplique|coloque|ponha|usa|aplica)\b.{0,30}\b(?:minha|nossa) marca$|^(?:私の|自分の|うちの)?ブランド(?:カラー|の色|の?フォント|の?ロゴ|の?イントロ|の?アウトロ)?を(?:適用|使|入れ|付け|つけ).{0,8}$|^(?:내|우리) ?브랜드(?: (?:색상|색|컬러|글꼴|폰트|로고|인트로|아웃트로))?(?:을|를|로)? ?(?:적용|사용|써|넣).{0,8}$/iu;

/** "my brand colors are …" keeps, "use my brand colors" and "make it branded" apply; null for anything else. */
export function branding(s: Sentence): PlannedOp[] | null {
  const text = s.input.text
    .normalize('NFC')
    .trim()
    .replace(/[.!。！]+$/u, '');
  if (text.length > 250 || !BRAND.test(text)) return null;
  for (const [slot, pattern] of KEEPS) {
    const found = pattern.exec(text);
    if (found !== null) return [op('brand', { [slot]: found[1]?.trim() })];
  }
  if (!APPLIES.test(text)) return null;
  return [op('brand', { use: PARTS.find(([, pattern]) => pattern.test(text))?.[0] })];
}
