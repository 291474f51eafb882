import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import { after, test } from 'node:test';
import { readAsset } from '../../src/app/ingest.ts';
import { findTemplate, type Kept, keepTemplate, keptInFolder, templateNames } from '../../src/app/kept.ts';
import { keptOf } from '../../src/app/service/kept.ts';
import { firstDraft, type Library, type StoredAsset } from '../../src/app/session.ts';
import { openStudio } from '../../src/app/studio.ts';
import { runTurn } from '../../src/app/turn.ts';
import { TellcutError } from '../../src/base/errors.ts';
import { newHistory } from '../../src/draft/history.ts';
import { mainSegments, textSegments } from '../../src/draft/queries.ts';
import { createAccount } from '../../src/store/accounts.ts';
import { temporaryFolder } from '../support/cli.ts';
import { makeVideo } from '../support/make-media.ts';
import { openTestStore } from '../support/store.ts';

const store = await openTestStore();
after(() => store.close());
const signal = new AbortController().signal;
const refused = (code: string) => (error: unknown) => error instanceof TellcutError && error.code === code;

test('an edit is saved as a template by words and used by words on other clips', async () => {
  using folder = temporaryFolder();
  const rate = { num: 25, den: 1 };
  const files = ['a.mp4', 'b.mp4', 'c.mp4'].map((name, i) => {
    makeVideo(`${folder.path}/${name}`, { frames: 40 + 10 * i, rate });
    return `${folder.path}/${name}`;
  });
  const kept = keptInFolder(`${folder.path}/kept`);
  await using opened = await openStudio({ folder: `${folder.path}/cache`, useCache: false, workers: 1 });
  const studio = { ...opened, kept };
  const all: StoredAsset[] = [];
  for (const file of files) all.push(await readAsset(studio, file, signal));
  const [a, b, c] = all;
  assert.ok(a !== undefined && b !== undefined && c !== undefined);
  const say = async (stored: readonly StoredAsset[], text: string) => {
    const library: Library = new Map(stored.map((each) => [each.asset.id, each]));
    const history = newHistory(firstDraft(library));
    return runTurn(studio, { text, lang: null, history, library, onMeasure: () => undefined, signal });
  };
  const saved = await say([a], 'add the title "News", make it vivid and save this as a template called Weekly');
  assert.deepEqual(
    saved.steps.map(({ kind, op }) => [kind, op]),
    [
      ['done', 'title'],
      ['done', 'color'],
      ['done', 'template'],
    ],
  );
  assert.deepEqual(await kept.names('template'), ['Weekly']);
  const used = await say([b, c], 'use the weekly template');
  assert.equal(used.steps[0]?.kind, 'done', JSON.stringify(used.steps));
  const main = mainSegments(used.draft);
  assert.deepEqual(
    main.map(({ asset, duration }) => [asset, duration]),
    [
      [b.asset.id, 1600],
      [c.asset.id, 1600],
    ],
  );
  assert.ok(main.every(({ effects }) => effects.length === 1));
  assert.deepEqual(
    textSegments(used.draft).map(({ text }) => text),
    ['News'],
  );
  const unknown = await say([b], 'use the "Nobody" template');
  assert.ok(unknown.steps[0]?.kind === 'failed' && unknown.steps[0].code === 'template.unknown');
  const removed = await say([b], 'delete the Weekly template');
  assert.equal(removed.steps[0]?.kind, 'done', JSON.stringify(removed.steps));
  assert.deepEqual(await kept.names('template'), []);
});

async function keepsTemplates(kept: Kept): Promise<void> {
  const reel = await findTemplate(kept, 'reel');
  await keepTemplate(kept, { ...reel, name: '../../周报 / x' });
  assert.deepEqual((await templateNames(kept)).slice(0, 1), ['../../周报 / x']);
  const again = await keepTemplate(kept, { ...reel, name: '../../周报 / X' });
  assert.deepEqual(await kept.names('template'), [again.name]);
  assert.deepEqual(await findTemplate(kept, again.name), again);
  await assert.rejects(keepTemplate(kept, { ...reel, slots: 3 }), refused('template.invalid'));
  assert.equal(await kept.remove('template', again.name), true);
  assert.equal(await kept.remove('template', again.name), false);
  await assert.rejects(findTemplate(kept, again.name), refused('template.unknown'));
}

test('templates are kept in a folder, whatever their names, and a damaged file is none', async () => {
  using folder = temporaryFolder();
  const kept = keptInFolder(folder.path);
  await keepsTemplates(kept);
  await keepTemplate(kept, { ...(await findTemplate(kept, 'Reel')), name: 'Mine' });
  const [file] = readdirSync(`${folder.path}/templates`);
  writeFileSync(`${folder.path}/templates/${file}`, '{"name":');
  assert.deepEqual(await kept.names('template'), []);
});

test('templates of an account are its own', async () => {
  const [ann, bob] = [
    await createAccount(store.db, { kind: 'anonymous', clientId: null }),
    await createAccount(store.db, { kind: 'anonymous', clientId: null }),
  ];
  await keepsTemplates(keptOf({ store }, ann.id));
  await keepTemplate(keptOf({ store }, ann.id), { ...(await findTemplate(undefined, 'Reel')), name: 'Hers' });
  assert.deepEqual(await keptOf({ store }, bob.id).names('template'), []);
});
