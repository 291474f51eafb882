/** The style and script of the few pages that the server makes itself. */

export const PAGE_CSS = `:root { color-scheme: light dark; --ink: light-dark(#1c1b1a, #edeae6); --dim: light-dark(#645f5a, #a8a29a); --paper: light-dark(#f6f4f1, #141312); --sheet: light-dark(#ffffff, #1d1c1a); --line: light-dark(#dcd7d0, #383531); --accent: light-dark(#a83d19, #f2926a); --on-accent: light-dark(#ffffff, #26120a); --bad: light-dark(#a01c1c, #ff9c94); }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100dvh; background: var(--paper); color: var(--ink); font: 15px/1.5 "Inter", system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
main { max-width: 42rem; margin: 0 auto; padding: 1.25rem 1.25rem 4rem; }
main:has(form) { max-width: 25rem; padding-top: 12dvh; }
.brand { margin: 0 0 2rem; font-weight: 700; letter-spacing: -0.02em; }
.brand a { color: inherit; text-decoration: none; }
h1 { margin: 0 0 0.5rem; font-size: 1.5rem; line-height: 1.2; letter-spacing: -0.02em; }
h2 { margin: 2rem 0 0.5rem; font-size: 1.05rem; }
a { color: var(--accent); }
p, li { max-width: 38rem; }
.dim { color: var(--dim); }
pre { overflow-x: auto; padding: 0.9rem 1rem; border: 1px solid var(--line); border-radius: 8px; font: 13px/1.5 ui-monospace, monospace; }
form { display: grid; gap: 0.9rem; margin-top: 1.25rem; padding: 1.25rem; border: 1px solid var(--line); border-radius: 14px; background: var(--sheet); }
label { display: grid; gap: 0.3rem; font-size: 0.8125rem; }
input { padding: 0.5rem 0.6rem; border: 1px solid var(--line); border-radius: 8px; background: transparent; color: inherit; font: inherit; font-size: 15px; }
button { padding: 0.55rem 1rem; border: 0; border-radius: 8px; background: var(--accent); color: var(--on-accent); font: inherit; font-weight: 600; cursor: pointer; }
button[disabled] { opacity: 0.5; cursor: default; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
output { color: var(--bad); }
output:empty { margin-top: -0.9rem; }
table { width: 100%; border-collapse: collapse; font-size: 0.95rem; }
td, th { padding: 0.4rem 0.5rem 0.4rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; overflow-wrap: anywhere; }
`;

/** Sends a form as JSON to the route that it names, and shows the answer's sentence or goes on. */
export const PAGE_JS = `document.querySelectorAll('form[data-route]').forEach((form) => {
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const output = form.querySelector('output');
    const button = form.querySelector('button');
    button.disabled = true;
    output.textContent = '';
    try {
      const answer = await fetch(form.dataset.route, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'accept-language': document.documentElement.lang, 'x-skill-source': 'tellcut-web' },
        body: JSON.stringify(Object.fromEntries(new FormData(form))),
      });
      const { code, message } = await answer.json();
      if (code === 0) location.assign(form.dataset.next);
      else output.textContent = message;
    } catch {
      output.textContent = form.dataset.offline;
    }
    button.disabled = false;
  });
});
`;
