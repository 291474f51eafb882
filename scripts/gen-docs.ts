import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import type { Failure } from '../src/base/catalogue/spec.ts';
import { CATALOGUE } from '../src/base/errors.ts';
import type { RegisteredOperation } from '../src/operations/registered.ts';
import { OPERATIONS } from '../src/operations/registry.ts';
import { phraseBook } from './phrase-book.ts';
import { configurationPage, routesPage } from './server-pages.ts';
import { skillPages } from './skill-pages.ts';

/**
 * Writes docs/operations.md and docs/guide/phrases.md from the operation records, docs/errors.md from the catalogue of failures,
 * docs/configuration.md from the settings, docs/routes.md from the server's routes and skills/ from scripts/skills. With
 * `--check` it writes nothing and fails when a page differs from what it would be.
 */

const HEAD = '<!-- Written by `node scripts/gen-docs.ts`. Change the code, not this page. -->\n';

type Property = { description?: string; type?: string; anyOf?: Property[]; enum?: unknown[]; const?: unknown };

/** A short word for a JSON Schema type: `number or text`. */
function typeOf(property: Property): string {
  if (property.anyOf !== undefined)
    return [...new Set(property.anyOf.flatMap((each) => typeOf(each).split(' or ')))].join(' or ');
  if (property.enum !== undefined) return property.enum.map((value) => `\`${String(value)}\``).join(', ');
  if (property.type === 'string') return 'text';
  if (property.type === 'integer') return 'whole number';
  return property.type === 'boolean' ? 'yes/no' : (property.type ?? 'anything');
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

function operationSection({ name, summary, args, examples }: RegisteredOperation): string {
  const schema = z.toJSONSchema(args, { io: 'input', unrepresentable: 'any' }) as {
    properties?: Record<string, Property>;
    required?: string[];
  };
  const rows = Object.entries(schema.properties ?? {}).map(([key, property]) => {
    const required = schema.required?.includes(key) === true ? ' (required)' : '';
    return `| \`${key}\`${required} | ${cell(typeOf(property))} | ${cell(property.description ?? property.anyOf?.find((p) => p.description !== undefined)?.description ?? '')} |`;
  });
  const table =
    rows.length === 0 ? 'No arguments.' : ['| argument | value | meaning |', '|---|---|---|', ...rows].join('\n');
  const said = examples.map(
    (example) =>
      `- ${[example.en, example.zh]
        .filter((text) => text !== undefined)
        .map((text) => `“${text}”`)
        .join(' · ')}`,
  );
  return [`## ${name}`, '', summary, '', table, '', ...said, ''].join('\n');
}

/** The page of operations. */
export function operationsPage(): string {
  const all = [...OPERATIONS.values()];
  const intro = [
    '# Operations',
    '',
    `What can be done to a draft: ${all.length} operations. A request in words becomes calls of these; the same calls can be made through every other surface.`,
    'Arguments that are left out mean "you choose". Times are seconds as numbers, or texts such as `"1:15"`, `"90s"`, `"1500ms"`, `"end-10"`, `"middle"`, `"50%"`;',
    'clips are named by number (1 is the first), `"2,3"`, `"last"`, `"all"` or file name. Each operation says what it changed; none changes anything when it fails.',
    '',
    all.map(({ name }) => `[${name}](#${name})`).join(' · '),
    '',
  ];
  return `${HEAD}\n${[...intro, ...all.map(operationSection)].join('\n')}`;
}

/** Parameters for showing a sentence: each is named by its own key. */
const SAMPLE: unknown = new Proxy(
  {},
  {
    get: (_, key) => {
      const name = String(key);
      if (name === 'issues') return [`{${name}}`];
      if (name === 'supported') return ['{supported}'];
      if (['what', 'question', 'expected'].includes(name))
        return { [Symbol.toPrimitive]: () => `{${name}}`, en: `{${name}}`, zh: `{${name}}` };
      return `{${name}}`;
    },
  },
);

function errorRow([code, failure]: [string, Failure]): string {
  const said = (failure.say as (p: unknown) => { en: string; zh: string })(SAMPLE);
  const text = said.en.replaceAll('undefined: undefined', '{path}: {problem}');
  return `| \`${code}\` | ${failure.status} | ${failure.api} | ${failure.exit ?? (failure.status >= 500 ? 1 : 3)} | ${failure.remedy} | ${cell(text)} |`;
}

/** The page of failures. */
export function errorsPage(): string {
  const rows = (Object.entries(CATALOGUE) as [string, Failure][])
    .toSorted(([a], [b]) => a.localeCompare(b, 'en'))
    .map(errorRow);
  return `${HEAD}
# Errors

Every failure that has a name. A sentence goes to the person, in English or Chinese; the code goes to programs and never
changes its meaning. \`http\` is the status of the HTTP API, \`api\` the code in its envelope, \`exit\` the command line's.
Anything else that fails is a fault of ours: \`internal\`, HTTP 500, API 5000, exit 1.

| code | http | api | exit | what to do | sentence |
|---|---|---|---|---|---|
${rows.join('\n')}
`;
}

const PAGES: readonly (readonly [string, () => string | Promise<string>])[] = [
  ['docs/operations.md', operationsPage],
  ['docs/guide/phrases.md', () => phraseBook(HEAD)],
  ['docs/errors.md', errorsPage],
  ['docs/configuration.md', configurationPage],
  ['docs/routes.md', routesPage],
  ...skillPages(),
];

/** The pages that differ from what they would be. */
export async function stalePages(): Promise<string[]> {
  const stale: string[] = [];
  for (const [file, page] of PAGES) if (readOr(file) !== (await page())) stale.push(file);
  return stale;
}

function readOr(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null; // not written yet
  }
}

if (import.meta.main) {
  if (process.argv.includes('--check')) {
    const stale = await stalePages();
    for (const file of stale) console.error(`${file} is out of date: run node scripts/gen-docs.ts`);
    process.exitCode = stale.length === 0 ? 0 : 1;
  } else
    for (const [file, page] of PAGES) {
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, await page());
    }
}
