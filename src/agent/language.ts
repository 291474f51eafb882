import type { RequestLang } from './types.ts';
import { fold } from './words.ts';

/** Little words that only one of the languages of the alphabet uses often. */
const SIGNS: Record<'en' | 'es' | 'de' | 'fr' | 'pt', ReadonlySet<string>> = {
  en: set(
    'the no a an and to my of it this that with for from in on add make cut remove trim export video clip please into is what how me up down at by all put music title captions subtitles do something',
  ),
  es: set(
    'el los las del de segundos y una por con para mi haz este esta estos ponle ponme quita quitale anade pon que en subtitulos al corta cortame sin mas hazlo musica agrega edita como cuanto puedes velocidad video no todavia confeti nieve lluvia fuego usa utiliza guarda crea plantilla la un recorta ralentiza genera segunda mitad segundos',
  ),
  de: set(
    'das der die und mit ein eine einen mach mache bitte im von auf zu dem den fur nicht ist was untertitel musik schneide entferne hinzu video wie in zeitlupe abspielen exportiere speichere als verwende nutze meine am konfetti schnee regen lass mal es',
  ),
  fr: set(
    'quoi parle le les une confettis neige pluie feu secondes et avec pour dans sur mon ma mes du des ajoute coupe mets sous titres supprime en la musique fais est ce video de au aux que enleve vite combien pourquoi quel quelle ca peux recadre carre plus lumineux',
  ),
  pt: set(
    'os confete neve chuva fogo bolhas a de segundos um uma com para meu minha em do da dos das este coloque adicione corte remova legendas musica onde ate eu video faca deixe nao voce o e no na',
  ),
};

function set(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}

/** Whether a folded word is one of a language's own words for what is done with videos. */
export type Knows = (lang: 'en' | 'es' | 'de' | 'fr' | 'pt', word: string) => boolean;

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/**
 * The language of a request: by script for Chinese, Japanese and Korean, by little words and accents for the others.
 * `hint` (the user's own language) decides where the text does not. `und` when no script or word is one of ours.
 */
export function requestLanguage(text: string, hint: string | undefined, knows: Knows): RequestLang {
  const sample = text.slice(0, 2000);
  const kana = count(sample, /[\p{Script=Hiragana}\p{Script=Katakana}]/gu);
  const hangul = count(sample, /\p{Script=Hangul}/gu);
  const han = count(sample, /\p{Script=Han}/gu);
  const latin = count(sample, /\p{Script=Latin}/gu);
  const letters = count(sample, /\p{L}/gu);
  const tag = hint?.toLowerCase().slice(0, 2);
  if (hangul > 0 && hangul >= kana) return 'ko';
  if (kana > 0) return 'ja';
  if (han > 0 && (han * 4 >= latin || tag === 'zh')) return tag === 'ja' ? 'ja' : 'zh';
  if (letters > 0 && latin * 2 < letters - han) return 'und';
  return latinLanguage(sample, tag, knows);
}

function latinLanguage(sample: string, tag: string | undefined, knows: Knows): RequestLang {
  const words = sample.toLowerCase().match(/\p{L}+/gu) ?? [];
  const scores: Record<string, number> = { en: 0, es: 0, de: 0, fr: 0, pt: 0 };
  for (const word of words.slice(0, 80).map(fold)) {
    for (const lang of ['en', 'es', 'de', 'fr', 'pt'] as const) {
      const known = knows(lang, word) ? 0.6 : 0;
      scores[lang] = (scores[lang] ?? 0) + (SIGNS[lang].has(word) ? 1 : known);
    }
  }
  const marks: [string, RegExp][] = [
    ['es', /[ñ¿¡]|ción\b/i],
    ['de', /[äöüß]/i],
    ['fr', /[èêàœùîûëï]|\bça\b|\b[ldjnscmt]'/i],
    ['pt', /[ãõ]|ções\b|ção\b|ê|ç(?!a\b)/i],
  ];
  for (const [lang, mark] of marks)
    if (mark.test(sample))
      scores[lang] = (scores[lang] ?? 0) + (lang === 'fr' && /'/.test(sample) && !/[èêàœù]/.test(sample) ? 0 : 1.5);
  // both write these; "vídeo" is the Portuguese spelling, and only in Spain the Spanish one
  if (/[áéíóú]/i.test(sample)) {
    scores['es'] = (scores['es'] ?? 0) + 0.7;
    scores['pt'] = (scores['pt'] ?? 0) + (/\bvídeos?\b/i.test(sample) ? 1.4 : 0.5);
  }
  if (tag !== undefined && scores[tag] !== undefined) scores[tag] += 0.9;
  const best = Object.entries(scores).toSorted((a, b) => b[1] - a[1])[0];
  return best === undefined || best[1] === 0 ? 'en' : (best[0] as RequestLang);
}
