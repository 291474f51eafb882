import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Previews } from '../../src/app/service/previews.ts';
import { startRender } from '../../src/app/service/renders.ts';
import {
  accountWith,
  openTestDesk,
  type Place,
  projectOf,
  SKILL,
  say,
  type TestDesk,
  upload,
  watchRender,
} from '../support/desk.ts';
import { makeVideo, tempFolder } from '../support/make-media.ts';
import { until } from '../support/until.ts';

/** While somebody looks at a draft and nobody needs the workers, the export that will be asked for is made. */

const media = tempFolder();
before(() => makeVideo(media.file('talk.mp4'), { frames: 60, rate: { num: 30, den: 1 } }));
after(() => media[Symbol.dispose]());

const madeAhead = (desk: TestDesk): Readonly<Record<string, unknown>>[] =>
  desk.lines.flatMap(({ message, data }) => (message === 'made ahead of an export' ? [data] : []));

async function titled(desk: TestDesk): Promise<Place> {
  const place = await projectOf(desk, await accountWith(desk, 10));
  await upload(desk, place, media.file('talk.mp4'));
  await say(desk, place, "title it 'Sea' and make it warmer");
  return place;
}

test('an export of a draft that was looked at encodes nothing; a session that nobody looks at costs nothing', async () => {
  await using desk = await openTestDesk();
  await using previews = new Previews(desk);
  const place = await titled(desk);
  await titled(desk); // nobody looks at this one
  await previews.pulse(place);
  await until(() => madeAhead(desk).at(-1)?.['left'] === 0);
  const made = madeAhead(desk);
  assert.equal(made.at(-1)?.['left'], 0);
  assert.ok(Number(made.reduce((sum, { encoded }) => sum + Number(encoded), 0)) > 0);
  const order = { ...place, id: 'render_1', draft: null, options: {}, webhook: null, attribution: SKILL };
  await startRender(desk, order);
  const view = (await watchRender(desk, place.accountId, order.id)).at(-1);
  assert.equal(view?.state, 'completed');
  assert.deepEqual([view.report?.chunks.encoded, view.report?.check?.ok], [0, true]);
});

test('nothing is made ahead where the settings say so', async () => {
  await using desk = await openTestDesk({ env: { TELLCUT_RENDER_AHEAD: 'off' } });
  await using previews = new Previews(desk);
  await previews.pulse(await titled(desk));
  await sleep(6000);
  assert.deepEqual(madeAhead(desk), []);
});
