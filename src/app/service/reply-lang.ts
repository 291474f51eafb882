import { languageOf } from '../../agent/read.ts';
import { type Locale, localeOf } from '../../base/lang.ts';

/**
 * The language to answer in: the session's, unless the message is plainly in another one; null: the message's own. A
 * word or two of English are not plain: people of all languages write "export" and "undo".
 */
export function replyLang(text: string, sessionLanguage: string): Locale | null {
  const usual = localeOf(sessionLanguage);
  const seen = languageOf(text, usual);
  if (seen === usual || seen === 'und') return usual;
  const words = text.match(/\p{L}{2,}/gu) ?? [];
  return seen === 'en' && words.length <= 2 ? usual : null;
}
