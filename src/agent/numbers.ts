/** Number words by language, folded. Articles that are also "one" are left out: "a clip" counts nothing. */
const CARDINALS: Record<string, number> = {
  ...words('zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen', 0),
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fourty: 40,
  fifty: 50,
  sixty: 60,
  ninety: 90,
  hundred: 100,
  ...words('dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince', 2),
  veinte: 20,
  treinta: 30,
  cuarenta: 40,
  cincuenta: 50,
  sesenta: 60,
  noventa: 90,
  ...words('zwei drei vier funf sechs sieben acht neun zehn elf zwolf', 2),
  zwanzig: 20,
  dreissig: 30,
  vierzig: 40,
  funfzig: 50,
  sechzig: 60,
  ...words('deux trois quatre cinq six sept huit neuf dix onze douze', 2),
  vingt: 20,
  trente: 30,
  quarante: 40,
  soixante: 60,
  ...words('dois tres quatro cinco seis sete oito nove dez', 2),
  duas: 2,
  vinte: 20,
  trinta: 30,
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

function words(list: string, from: number): Record<string, number> {
  return Object.fromEntries(list.split(' ').map((word, i) => [word, from + i]));
}

export const cardinal = (folded: string): number | undefined =>
  Object.hasOwn(CARDINALS, folded) ? CARDINALS[folded] : undefined;

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
