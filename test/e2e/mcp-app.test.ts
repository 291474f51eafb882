import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PREVIEW_PAGE } from '../../src/mcp/app/page.ts';
import { noBrowser, openBrowser } from '../support/browser.ts';

/** The page of the preview in a frame, beside a client that speaks the MCP Apps extension as its specification has it. */

const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** What the client is to answer; texts, because it runs in the browser. */
const CLIENT = `
  const frame = document.querySelector('iframe');
  const result = { content: [{ type: 'text', text: 'Timeline' }, { type: 'image', mimeType: 'image/png', data: '${PIXEL}' }],
    structuredContent: { session_id: 'ses_1', at: 1, seconds: 8, summary: '1. Video: <b>talk</b>' } };
  window.heard = [];
  const send = (message) => frame.contentWindow.postMessage({ jsonrpc: '2.0', ...message }, '*');
  addEventListener('message', ({ source, data }) => {
    if (source !== frame.contentWindow) return;
    window.heard.push(data);
    if (data.method === 'ui/initialize') send({ id: data.id, result: { protocolVersion: '2026-01-26', hostInfo: {}, hostCapabilities: {}, hostContext: {} } });
    if (data.method === 'ui/notifications/initialized') send({ method: 'ui/notifications/tool-result', params: result });
    if (data.method === 'tools/call' && data.params.name === 'get_project_frame') send({ id: data.id, result });
    if (data.method === 'tools/call' && data.params.name === 'export')
      send({ id: data.id, result: { content: [], structuredContent: { render_id: 'mcp_1', status: 'processing', progress: 40 } } });
    if (data.method === 'tools/call' && data.params.name === 'get_render_status') window.refuses
      ? send({ id: data.id, result: { isError: true, content: [{ type: 'text', text: 'There is nothing to export.' }] } })
      : send({ id: data.id, result: { content: [], structuredContent: { render_id: 'mcp_1', status: 'completed', progress: 100 } } });
    if (data.method === 'resources/read') send({ id: data.id, result: { contents: [{ uri: data.params.uri, blob: 'AAAA' }] } });
  });
`;

test('the preview shows the answer, asks for another moment, and plays', { skip: noBrowser }, async () => {
  await using opened = await openBrowser();
  const page = await opened.browser.newPage({ viewport: { width: 520, height: 460 } });
  const csp =
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; media-src data:";
  const framed = PREVIEW_PAGE.replace(
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${csp}">`,
  );
  await page.setContent('<iframe sandbox="allow-scripts" style="width:500px;height:420px;border:0"></iframe>');
  await page.addScriptTag({ content: CLIENT });
  await page.evaluate((html) => {
    (document.querySelector('iframe') as HTMLIFrameElement).srcdoc = html;
  }, framed);
  const view = page.frameLocator('iframe');
  await view.locator('#stage img').waitFor();
  assert.equal(await view.locator('#summary').textContent(), '1. Video: <b>talk</b>', 'words are no markup');
  assert.equal(await view.locator('#time').textContent(), '0:01 / 0:08');
  await view.locator('#at').fill('3.5');
  await page.waitForFunction("heard.some((m) => m.method === 'tools/call')");
  await view.locator('#play').click();
  await view.locator('#stage video').waitFor();
  assert.match((await view.locator('video').getAttribute('src')) ?? '', /^data:video\/mp4;base64,AAAA$/);
  const heard = (await page.evaluate('heard')) as { method: string; params: Record<string, unknown> }[];
  const calls = heard
    .filter(({ method }) => ['tools/call', 'resources/read'].includes(method))
    .map(({ params }) => params);
  assert.deepEqual(calls, [
    { name: 'get_project_frame', arguments: { session_id: 'ses_1', at: [3.5] } },
    { name: 'export', arguments: { session_id: 'ses_1', format: 'mp4', quality: 'draft', resolution: '360p' } },
    { name: 'get_render_status', arguments: { render_id: 'mcp_1', wait_seconds: 20 } },
    { uri: 'tellcut://renders/mcp_1' },
  ]);
  await page.evaluate('window.refuses = true');
  await view.locator('#play').click();
  await view.locator('#said', { hasText: 'There is nothing to export.' }).waitFor();
  if (process.env['TELLCUT_SHOTS'] !== undefined) await page.screenshot({ path: process.env['TELLCUT_SHOTS'] });
});
