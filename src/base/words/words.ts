import type { Lang, Locale, Words } from '../lang.ts';
import { DE } from './de.ts';
import { ES } from './es.ts';
import { FR } from './fr.ts';
import { JA } from './ja.ts';
import { KO } from './ko.ts';
import { PT } from './pt.ts';

export const WORDS: Readonly<Record<Exclude<Locale, Lang>, Words>> = { es: ES, ja: JA, ko: KO, de: DE, fr: FR, pt: PT };
