import { SETTINGS, type Setting } from '../src/app/settings.ts';
import { CATALOGUE } from '../src/base/errors.ts';
import type { Route } from '../src/server/route.ts';
import { ROUTES } from '../src/server/routes/index.ts';

/** The pages of the server that its own tables write: docs/configuration.md and docs/routes.md. */

const HEAD = '<!-- Written by `node scripts/gen-docs.ts`. Change the code, not this page. -->\n';
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

function settingRow([key, setting]: [string, Setting]): string {
  const { env, about, fallback, shown, secret } = setting;
  const kept = secret === true ? ' Never printed or logged.' : '';
  const value = shown ?? (fallback === null || fallback === '' ? 'none' : `\`${fallback}\``);
  return `| \`${env}\` | \`${key}\` | ${cell(value)} | ${cell(about)}${kept} |`;
}

/** The page of settings. */
export function configurationPage(): string {
  return `${HEAD}
# Configuration

\`tellcut serve\` and \`tellcut worker\` need no configuration. What can be set is set by environment variables, or in a JSON
file with the names of the second column: \`tellcut.config.json\` in the data folder, or the one that \`--config\` names.
Flags are stronger than the environment, the environment is stronger than the file. Values are checked at start; every one
that does not work is named at once, and nothing starts. Sizes are written \`500MB\`, lengths of time \`90s\`, \`15m\`, \`7d\`,
lists with commas.

| variable | in the file | default | meaning |
|---|---|---|---|
${Object.entries(SETTINGS as Record<string, Setting>)
  .map(settingRow)
  .join('\n')}

A language model instead of the planner is set up by its own variables: [models.md](models.md).
`;
}

const WHO: Readonly<Record<Route['auth'], string>> = { none: 'anybody', optional: 'anybody', token: 'token' };

function routeRow(route: Route): string {
  const scopes = (route.scopes ?? []).map((scope) => ` \`${scope}\``).join('');
  return `| ${route.method} | \`${route.url}\` | ${WHO[route.auth]}${scopes} | ${cell(route.summary)} |`;
}

/** The page of routes and codes. */
export function routesPage(): string {
  const shown = ROUTES.filter(({ hidden }) => hidden !== true);
  const sections = [...Map.groupBy(shown, ({ tag }) => tag)].map(
    ([tag, routes]) =>
      `## ${tag}\n\n| | address | who | what |\n|---|---|---|---|\n${routes.map(routeRow).join('\n')}\n`,
  );
  return `${HEAD}
# Routes

${shown.length} routes; a running server has the same with every field at \`/docs\` and \`/openapi.json\`. Conventions are in
[api.md](api.md). "token" stands for \`Authorization: Bearer …\`; beside it are the scopes that the token needs.

${sections.join('\n')}
## Codes

| code | HTTP | failures ([errors.md](errors.md)) |
|---|---|---|
| 0 | 200 | none |
${codeRows().join('\n')}
`;
}

/** Every number of the API with the named failures that carry it. */
function codeRows(): string[] {
  const failures = Object.entries(CATALOGUE).map(([name, { api, status }]) => ({
    name,
    api: api as number,
    status: status as number,
  }));
  return [...Map.groupBy([...failures, { name: 'internal', api: 5000, status: 500 }], ({ api }) => api)]
    .toSorted(([a], [b]) => a - b)
    .map(([api, same]) => {
      const statuses = [...new Set(same.map(({ status }) => status))].toSorted((a, b) => a - b).join(', ');
      return `| ${api} | ${statuses} | ${same
        .map(({ name }) => `\`${name}\``)
        .toSorted()
        .join(', ')} |`;
    });
}
