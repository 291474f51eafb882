/** Number words by language, folded. Articles that are also "one" are left out: "a clip" counts nothing. */
const CARDINALS: Record<string, number> = {
  ...words('zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen', 0),
  ...words('sixteen seventeen eighteen nineteen', 16),
  ...tens('twenty thirty forty fifty sixty seventy eighty ninety hundred'),
  fourty: 40,
  ...words('dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince', 2),
  ...words('dieciseis diecisiete dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro', 16),
  ...words('veinticinco veintiseis veintisiete veintiocho veintinueve treinta', 25),
  ...tens('veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa cien'),
  ...words('zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn sechzehn', 2),
  ...tens('zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig hundert'),
  ...words('deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize', 2),
  ...tens('vingt trente quarante cinquante soixante'),
  cent: 100,
  ...words('dois tres quatro cinco seis sete oito nove dez onze doze treze quatorze quinze', 2),
  duas: 2,
  ...tens('vinte trinta quarenta cinquenta sessenta setenta oitenta noventa'),
};

const ORDINALS: Record<string, number> = {
  ...words('first second third fourth fifth sixth seventh eighth ninth tenth', 1),
  ...words('primero segundo tercero cuarto quinto sexto septimo octavo', 1),
  ...words('primer segunda tercer', 1),
  ...words('primera segunda tercera cuarta quinta sexta', 1),
  ...words('primeiro segundo terceiro quarto quinto', 1),
  ...words('primeira segunda terceira quarta quinta', 1),
  ...words('erste zweite dritte vierte funfte sechste', 1),
  ...words('ersten zweiten dritten vierten funften sechsten', 1),
  ...words('erster zweiter dritter vierter', 1),
  ...words('premier deuxieme troisieme quatrieme cinquieme sixieme', 1),
  premiere: 1,
  seconde: 2,
};

function tens(list: string): Record<string, number> {
  return Object.fromEntries(list.split(' ').map((word, i) => [word, (i + 2) * 10]));
}

function words(list: string, from: number): Record<string, number> {
  return Object.fromEntries(list.split(' ').map((word, i) => [word, from + i]));
}

/** German says the ones first, in one word: `funfundzwanzig`. */
const ONES_FIRST = /^(ein|zwei|drei|vier|funf|sechs|sieben|acht|neun)und([a-z]{4,6}[sz]ig)$/;

export function cardinal(folded: string): number | undefined {
  if (Object.hasOwn(CARDINALS, folded)) return CARDINALS[folded];
  const german = ONES_FIRST.exec(folded);
  const ten = german === null ? undefined : CARDINALS[german[2] ?? ''];
  return ten === undefined || german === null
    ? undefined
    : ten + (german[1] === 'ein' ? 1 : (CARDINALS[german[1] ?? ''] ?? 0));
}

export const ordinal = (folded: string): number | undefined =>
  Object.hasOwn(ORDINALS, folded) ? ORDINALS[folded] : undefined;

const HAN_DIGIT = '零一二三四五六七八九';

/** The value of a run of Chinese or Japanese numerals up to 9999 (`三十五`, `两`, `半`, `十`), or null. */
export function hanNumber(run: string): number | null {
  if (run === '半') return 0.5;
  let total = 0;
  let digit = -1;
  for (const c of run) {
    const value = c === '两' || c === '俩' ? 2 : c === '〇' ? 0 : HAN_DIGIT.indexOf(c);
    if (value >= 0) {
      digit = digit >= 0 ? digit * 10 + value : value;
      continue;
    }
    const unit = c === '十' ? 10 : c === '百' ? 100 : c === '千' ? 1000 : 0;
    if (unit === 0) return null;
    total += (digit < 0 ? 1 : digit) * unit;
    digit = -1;
  }
  return total + Math.max(0, digit);
}

const SINO = '영일이삼사오육칠팔구';

/** The value of a run of Sino-Korean numerals up to 999 (`삼십`, `백이십`), or null. */
export function sinoKorean(run: string): number | null {
  const han = Array.from(run)
    .map((c) => (c === '십' ? '十' : c === '백' ? '百' : (HAN_DIGIT[SINO.indexOf(c)] ?? '?')))
    .join('');
  return hanNumber(han);
}

/** Korean numbers as they stand before a counter: `두 배`, `세 번째`, `삼십 초`. */
export const KOREAN: Record<string, number> = {
  한: 1,
  두: 2,
  세: 3,
  네: 4,
  다섯: 5,
  여섯: 6,
  일곱: 7,
  여덟: 8,
  아홉: 9,
  열: 10,
  첫: 1,
};
