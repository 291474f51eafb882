/** The style and script of the few pages that the server makes itself. */

export const PAGE_CSS = `:root { color-scheme: light dark; --ink: #1c1b1a; --dim: #6b6763; --paper: #fbfaf8; --line: #dcd7d0; --accent: #b4431f; }
@media (prefers-color-scheme: dark) { :root { --ink: #edeae6; --dim: #a39d96; --paper: #191817; --line: #3a3734; --accent: #f08a5d; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 system-ui, sans-serif; }
main { max-width: 42rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
.brand { margin: 0 0 2.5rem; font-weight: 650; letter-spacing: -0.01em; }
.brand a { color: inherit; text-decoration: none; }
h1 { margin: 0 0 0.75rem; font-size: 1.75rem; line-height: 1.2; letter-spacing: -0.02em; }
h2 { margin: 2rem 0 0.5rem; font-size: 1.05rem; }
a { color: var(--accent); }
p, li { max-width: 38rem; }
.dim { color: var(--dim); }
pre { overflow-x: auto; padding: 0.9rem 1rem; border: 1px solid var(--line); border-radius: 8px; font: 13px/1.5 ui-monospace, monospace; }
form { display: grid; gap: 0.9rem; max-width: 24rem; margin-top: 1.5rem; }
label { display: grid; gap: 0.3rem; font-size: 0.9rem; }
input { padding: 0.6rem 0.7rem; border: 1px solid var(--line); border-radius: 8px; background: transparent; color: inherit; font: inherit; }
button { justify-self: start; padding: 0.6rem 1.1rem; border: 0; border-radius: 8px; background: var(--accent); color: var(--paper); font: inherit; font-weight: 600; cursor: pointer; }
button[disabled] { opacity: 0.5; cursor: default; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
output { min-height: 1.5em; }
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
