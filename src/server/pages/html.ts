import type { Lang, Said } from '../../base/lang.ts';

/** Text with nothing that a browser would take for markup. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** Markup that is known to be safe: made by {@link html}, which escapes everything that is put into it. */
export type Html = { readonly markup: string };

/** Markup with values in it; texts are escaped, markup made the same way is not escaped twice. */
export function html(parts: TemplateStringsArray, ...values: readonly (string | Html | readonly Html[])[]): Html {
  const shown = values.map((value) => {
    if (typeof value === 'string') return escaped(value);
    return 'markup' in value ? value.markup : value.map(({ markup }) => markup).join('');
  });
  return { markup: parts.map((part, index) => part + (shown[index] ?? '')).join('') };
}

export type Page = { readonly title: Said; readonly body: (lang: Lang) => Html; readonly lang: Lang };

/** A whole page. Its style and script are files of ours: the content policy allows nothing else. */
export function page({ title, body, lang }: Page): string {
  return `<!doctype html>\n${
    html`<html lang="${lang === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${title[lang]} · tellcut</title>
<link rel="stylesheet" href="/assets/page.css">
<script src="/assets/page.js" defer></script>
</head>
<body>
<main>
<p class="brand"><a href="/">tellcut</a></p>
<h1>${title[lang]}</h1>
${body(lang)}
</main>
</body>
</html>
`.markup
  }`;
}
