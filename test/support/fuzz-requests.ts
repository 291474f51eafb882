import * as z from 'zod';
import type { Route } from '../../src/server/route.ts';
import { ROUTES } from '../../src/server/routes/index.ts';
import { fc } from './properties.ts';
import { keyOf, type Things, UNKNOWN } from './route-samples.ts';

/** Requests made from the routes' own schemas, with junk in every place that can hold some. */

export type FuzzRequest = {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
};

/**
 * Routes that read raw bodies have tests of their own; a logout would end the token that all requests share; and the sample
 * clips take nothing but a session, and half a minute of a processor when they are made.
 */
const LEFT_OUT = new Set(['POST /api/auth/logout', 'POST /api/web/sessions/:sid/samples']);
export const FUZZED: readonly Route[] = ROUTES.filter(
  (route) => route.readsBody !== true && !LEFT_OUT.has(keyOf(route)),
);

const TEXTS = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\u202etxt.exe',
  '../../etc/passwd',
  "'; drop table accounts; --",
  '{{7*7}}',
  '${x}',
  '%00',
  '%s%n',
  'x'.repeat(300),
  '城市'.repeat(5000),
  '😀'.repeat(70),
  '<script>alert(1)</script>',
  'null',
  'NaN',
  '-1',
  '1e999',
  '٣',
  'me',
  'true',
  '\r\nSet-Cookie: a=b',
  'https://169.254.169.254/',
  'file:///etc/passwd',
  'zh-CN',
];
const NUMBERS = [0, -1, 0.5, 1e308, -1e308, 2 ** 31, 2 ** 53, Number.MIN_VALUE, 999_999_999];

const junkText = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...TEXTS) },
  fc.string({ unit: 'binary', maxLength: 40 }),
);
const junk: fc.Arbitrary<unknown> = fc.oneof(
  junkText,
  fc.constantFrom<unknown>(...NUMBERS, null, true, false, [], {}, [[[[[[]]]]]]),
  fc.jsonValue({ maxDepth: 3 }),
);

type JsonSchema = {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema | false;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
};

/** A value that fits a schema, mostly; every place in it is junk now and then. */
function valueOf(schema: JsonSchema, things: Things): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 9, arbitrary: fitting(schema, things) }, { weight: 1, arbitrary: junk });
}

function fitting(schema: JsonSchema, things: Things): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return fc.oneof(...choices.map((choice) => fitting(choice, things)));
  switch (schema.type ?? 'anything') {
    case 'string':
      return fc.oneof(
        idOf(things),
        junkText,
        fc.constantFrom('Hello', 'en', 'cut the silences', 'a@example.com', 'long password'),
      );
    case 'integer':
    case 'number':
      return fc.oneof(
        fc.integer({ min: Math.ceil(schema.minimum ?? 0), max: Math.min(schema.maximum ?? 100, 100) }),
        fc.constantFrom(...NUMBERS),
      );
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return fc.array(valueOf(schema.items === false ? {} : (schema.items ?? {}), things), { maxLength: 4 });
    case 'object':
      return objectOf(schema.properties ?? {}, things);
    default:
      return junk;
  }
}

function objectOf(properties: Readonly<Record<string, JsonSchema>>, things: Things): fc.Arbitrary<unknown> {
  const known = Object.fromEntries(Object.entries(properties).map(([key, each]) => [key, valueOf(each, things)]));
  const operation =
    'op' in known
      ? { op: fc.constantFrom('title', 'trim', 'delete', 'speed', 'undo', 'export', 'nothing', '__proto__') }
      : {};
  const more = fc.dictionary(fc.constantFrom('text', 'clips', 'from', 'to', '__proto__', 'constructor', 'x'), junk, {
    maxKeys: 3,
  });
  return fc
    .tuple(fc.record({ ...known, ...operation }, { requiredKeys: [] }), fc.option(more, { freq: 4 }))
    .map(([own, others]) => ({ ...own, ...others }));
}

const idOf = (things: Things): fc.Arbitrary<string> =>
  fc.constantFrom(...Object.values(things), ...Object.values(UNKNOWN));

/** One path parameter: somebody's id of any kind, or junk. What is deleted is nobody's, so that there is something left to ask for. */
const parameter = (route: Route, things: Things): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 4, arbitrary: route.method === 'DELETE' ? fc.constantFrom(...Object.values(UNKNOWN)) : idOf(things) },
    junkText,
  );

function urlOf(route: Route, things: Things): fc.Arbitrary<string> {
  const parts = route.url.split('/').map((part) => {
    if (part === ':uid') return fc.oneof({ weight: 9, arbitrary: fc.constant('me') }, junkText);
    return part.startsWith(':') ? parameter(route, things) : fc.constant(part);
  });
  const names =
    route.query === undefined
      ? ['limit', 'x']
      : Object.keys(
          (z.toJSONSchema(route.query, { io: 'input', unrepresentable: 'any' }) as JsonSchema).properties ?? {},
        );
  const query = fc.dictionary(fc.constantFrom(...names, 'x'), fc.oneof(junkText, fc.nat({ max: 300 }).map(String)), {
    maxKeys: 3,
  });
  return fc.tuple(fc.tuple(...parts), fc.option(query, { freq: 3 })).map(([segments, asked]) => {
    const path = segments.map((segment) => encodeURIComponent(segment.toWellFormed())).join('/');
    return asked === null ? path : `${path}?${new URLSearchParams(asked).toString()}`;
  });
}

const headerText = fc.constantFrom(
  'en',
  'zh-CN',
  '',
  'x'.repeat(500),
  'a, b;q=0.1',
  '*',
  '"x"',
  'W/"x"',
  'bytes=0-1',
  'client-12345678',
  '\u00ff',
);

/** Any request to any route. `tokens`: those that it may carry; an empty one stands for none. */
export function fuzzRequest(things: Things, tokens: readonly string[]): fc.Arbitrary<FuzzRequest> {
  const headers = fc.record(
    {
      'accept-language': headerText,
      'if-none-match': headerText,
      'idempotency-key': headerText,
      'x-client-id': headerText,
      'x-skill-source': headerText,
      range: headerText,
    },
    { requiredKeys: [] },
  );
  return fc.oneof(
    ...FUZZED.map((route) => {
      const schema =
        route.body === undefined
          ? null
          : (z.toJSONSchema(route.body, { io: 'input', unrepresentable: 'any' }) as JsonSchema);
      const body =
        schema === null
          ? fc.constant(undefined)
          : fc.oneof(
              { weight: 9, arbitrary: fitting(schema, things).map(asJson) },
              { weight: 1, arbitrary: junk.map(asJson) },
              fc.constantFrom('{', '', '[1'),
            );
      return fc
        .tuple(urlOf(route, things), body, headers, fc.constantFrom(...tokens))
        .map(([url, payload, sent, token]) => ({
          method: route.method,
          url,
          headers: {
            ...sent,
            ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
            ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
          },
          body: payload,
        }));
    }),
  );
}

const asJson = (value: unknown): string => JSON.stringify(value) ?? '';
