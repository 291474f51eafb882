import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { forget } from '../../src/app/service/tokens.ts';
import { makersFrom } from '../../src/llm/make/makers.ts';
import { faultsOf, openPage } from '../support/browser.ts';
import { makeVideo } from '../support/make-media.ts';
import { addFiles, ask, hasClips, isReady, openSettings } from '../support/web-page.ts';
import { webSite } from '../support/web-site.ts';

/** A server that several people use: nobody is its owner, credits count. */

// A proxy that is named makes the server one of several people; credits count.
const web = webSite({
  prepare: (media) => makeVideo(media.file('a.mp4'), { rate: { num: 30, den: 1 }, frames: 60 }),
  env: { TELLCUT_TRUST_PROXY: '10.0.0.0/8', TELLCUT_MAKE_ASK_ABOVE: '2' },
  // Nobody is there: what is asked about first is never sent.
  makers: makersFrom({
    TELLCUT_IMAGE_MODEL: 'openai/gpt-image-1',
    TELLCUT_IMAGE_BASE_URL: 'http://127.0.0.1:9/v1',
    OPENAI_API_KEY: 'none',
  }),
});
const { skip, folder } = web;
const PASSWORD = 'correct horse battery';

/** Whose session the page's browser has. */
const accountOf = async (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const response = await fetch('/api/auth/verify', { method: 'POST' });
    return ((await response.json()) as { data: { user_id: string } }).data.user_id;
  });

/** Somebody who came without an account, added a clip (where one is wanted) and registered. */
async function registered(email: string, { clips = 1 } = {}): Promise<{ page: Page; complaints: string[] }> {
  const shown = await web.open();
  const { page } = shown;
  await isReady(page);
  if (clips > 0) {
    await addFiles(page, folder.file('a.mp4'));
    await hasClips(page, clips);
  }
  await page.getByRole('link', { name: 'Register to keep your work' }).click();
  await page.getByText('Your projects and the credits that are left stay with the account.').waitFor();
  assert.deepEqual(await faultsOf(page), [], 'register');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel(/^Password/).fill(PASSWORD);
  await page.getByRole('button', { name: 'Register' }).click();
  await isReady(page);
  return shown;
}

test('anonymous first, then registered with the project kept, logged out, and in again', { skip }, async () => {
  const { page, complaints } = await registered('anna@example.com');
  await hasClips(page, 1);
  assert.equal(await page.getByRole('link', { name: 'Register to keep your work' }).count(), 0);
  await openSettings(page, 'Account');
  await page.getByText('Logged in as anna@example.com.').waitFor();
  assert.deepEqual(await faultsOf(page), [], 'account');
  await page.getByRole('button', { name: 'Log out' }).click();
  await page.getByRole('heading', { name: 'Log in' }).waitFor();
  assert.deepEqual(await faultsOf(page), [], 'login');
  await page.getByLabel('E-mail').fill('anna@example.com');
  await page.getByLabel('Password').fill('something else');
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.waitForFunction(() => (document.querySelector('output')?.textContent ?? '') !== '');
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Log in' }).click();
  await isReady(page);
  await hasClips(page, 1);
  assert.deepEqual(
    complaints.filter((text) => !/status of 401/.test(text)),
    [],
  );
});

test('a token is made, shown once, does what its scopes say, and is revoked; credits tell where they went', {
  skip,
}, async () => {
  const { page } = await registered('bert@example.com', { clips: 0 });
  await openSettings(page, 'API tokens');
  await page.getByLabel('Name').fill('robot');
  for (const scope of ['edit', 'add files', 'export']) await page.getByLabel(scope, { exact: true }).uncheck();
  await page.getByRole('button', { name: 'Create token' }).click();
  const secret = await page.locator('.secret code').innerText();
  assert.match(secret, /^tck_/);
  assert.deepEqual(await faultsOf(page), [], 'tokens');
  const call = (method: string): Promise<Response> =>
    fetch(`${web.site.url}/api/tasks/me${method === 'POST' ? '/with-session/nemo_agent' : ''}`, {
      method,
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
      ...(method === 'POST' ? { body: '{}' } : {}),
    });
  assert.deepEqual([(await call('GET')).status, (await call('POST')).status], [200, 403]);
  await page.keyboard.press('Escape');
  await openSettings(page, 'API tokens');
  await page.getByText(`…${secret.slice(-4)}`).waitFor();
  assert.equal(await page.getByText(secret).count(), 0, 'shown once');
  page.once('dialog', (dialog) => void dialog.accept());
  await page.getByRole('button', { name: 'Revoke: robot' }).click();
  await page.getByText('No tokens yet.').waitFor();
  assert.equal((await call('GET')).status, 401);

  await page.getByRole('navigation', { name: 'Settings' }).getByRole('button', { name: 'Credits' }).click();
  await page.getByText(/^\d+ to spend/).waitFor();
  await page.getByText('Received').waitFor();
  assert.deepEqual(await faultsOf(page), [], 'credits');
  assert.match(page.url(), /#settings\/credits$/);
  await page.reload();
  await page.getByText('Received').waitFor();
});

test('what costs more than usual is asked about first, with the answers as buttons', { skip }, async () => {
  const { page } = await web.open();
  await isReady(page);
  await addFiles(page, folder.file('a.mp4'));
  await hasClips(page, 1);
  const said = await ask(page, 'generate an image of a lighthouse at dusk and put it at the start');
  assert.match(said, /Cost: 5 credits.*Go\s+Not now/s);
  await page.getByRole('button', { name: 'Not now' }).click();
  await page.locator('.turn').nth(1).locator('.answer:not(.running)').waitFor();
  assert.match(await page.locator('.turn').nth(1).innerText(), /nothing was changed/);
  assert.equal(await page.getByRole('button', { name: 'Go', exact: true }).count(), 0, 'it is no question any more');
  await hasClips(page, 1);
});

test('a claim link opens one project in a browser, once', { skip }, async () => {
  const client = await web.site.client();
  const { taskId, sessionId } = await client.project();
  const { url } = await client.data('POST', '/api/auth/claim-token', { task_id: taskId, session_id: sessionId });
  const link = `${web.site.url}${new URL(String(url)).pathname}${new URL(String(url)).search}`;
  const { page } = await openPage(web.browser, link);
  await isReady(page);
  assert.equal(await page.locator('.project').innerText(), 'A film');
  await ask(page, 'status');
  await openSettings(page, 'Account');
  await page.getByText('You came by a link to this one project.').waitFor();
  assert.equal(await page.getByRole('button', { name: 'API tokens' }).count(), 0);
  const { page: late } = await openPage(web.browser, link);
  await late.getByRole('heading', { name: 'That did not work' }).waitFor();
  assert.deepEqual(await faultsOf(late), [], 'a link that was used');
});

test('a session that ends in mid-work asks for the login, and goes on with what was said meanwhile', {
  skip,
}, async () => {
  const { page } = await registered('cora@example.com');
  const accountId = await accountOf(page);
  await web.site.desk.store.db
    .updateTable('tokens')
    .set({ revoked_at: new Date() })
    .where('account_id', '=', accountId)
    .execute();
  forget(web.site.desk, accountId);
  await page.getByLabel('Message').fill('split at 1 second');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Your login has ended' }).waitFor();
  assert.deepEqual(await faultsOf(page), [], 'ended');
  assert.equal(await page.getByLabel('E-mail').inputValue(), 'cora@example.com');
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('dialog').getByRole('button', { name: 'Log in' }).click();
  await page.waitForSelector('.answer.done');
  await hasClips(page, 2);
  assert.equal(await page.locator('.turn').count(), 1, 'said once');
  assert.equal(await accountOf(page), accountId);
});
