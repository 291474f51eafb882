import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as z from 'zod';
import { LEGEND } from '../operations/lean-schema.ts';
import { OPERATIONS } from '../operations/registry.ts';
import { INSTRUCTIONS } from './instructions.ts';
import { ASK, CANNOT, DESCRIBE, isUsual, OTHER, operationSpec, toolSpecs } from './tools.ts';

type Schema = { type?: unknown; properties?: Record<string, { description?: string }>; required?: string[] };

test('every operation is a tool, with all its arguments, from its record', () => {
  const specs = toolSpecs({ captions: 'Captions from speech' });
  assert.deepEqual(
    specs.map(({ name }) => name),
    [...[...OPERATIONS.keys()].filter(isUsual), DESCRIBE, OTHER, ASK, CANNOT],
  );
  const others = [...OPERATIONS.keys()].filter((name) => !isUsual(name));
  const known = specs.find(({ name }) => name === DESCRIBE)?.description ?? '';
  for (const name of others) assert.ok(known.includes(` ${name}`), name);
  for (const { name, description, schema } of [...specs, ...others.flatMap((name) => operationSpec(name) ?? [])]) {
    assert.match(name, /^[a-z_]{1,64}$/); // what every provider takes
    assert.ok(description.length < 1024, name);
    assert.equal((schema as Schema).type, 'object', name);
    const record = OPERATIONS.get(name);
    if (record === undefined) continue;
    assert.ok(description.startsWith(record.summary));
    const own = z.toJSONSchema(record.args, { io: 'input', unrepresentable: 'any' }) as Schema;
    assert.deepEqual(Object.keys((schema as Schema).properties ?? {}), Object.keys(own.properties ?? {}), name);
    assert.deepEqual((schema as Schema).required, own.required, name);
  }
});

test('the tools and the instructions fit into a small context: 9000 tokens of 4 characters', () => {
  const bytes = JSON.stringify(toolSpecs({ captions: 'Captions from speech' })).length + INSTRUCTIONS.length;
  assert.ok(bytes < 36_000, `${bytes} characters`);
});

test('what many arguments share is explained once', () => {
  const trim = toolSpecs({}).find(({ name }) => name === 'fade');
  assert.match(JSON.stringify(trim), /"description":"a clip"/);
  assert.equal(LEGEND.split('\n').length, 4);
  assert.match(LEGEND, /- a time: seconds as a number, or "1:15"/);
  assert.ok(INSTRUCTIONS.includes(LEGEND));
});
