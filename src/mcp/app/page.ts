/**
 * The page of the preview, whole: apps come without network. The extension's own library is half a megabyte in every such
 * page; what this one needs of the protocol is five messages.
 */
export const PREVIEW_PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>tellcut</title>
<style>
  :root { color-scheme: light dark; font: 14px/1.45 system-ui, sans-serif; }
  body { margin: 0; padding: 12px; display: grid; gap: 10px; }
  #stage { background: #000; border-radius: 8px; overflow: hidden; display: grid; place-items: center; min-height: 120px; }
  #stage img, #stage video { display: block; max-width: 100%; max-height: 420px; }
  .row { display: flex; gap: 8px; align-items: center; }
  input { flex: 1; min-width: 0; }
  button { font: inherit; padding: 4px 12px; border-radius: 6px; border: 1px solid #8888; background: #8882; cursor: pointer; }
  button:disabled { opacity: .5; cursor: default; }
  output { font-variant-numeric: tabular-nums; }
  p { margin: 0; overflow-wrap: anywhere; }
  #said { opacity: .75; }
</style>
<div id="stage"><p id="empty">…</p></div>
<div class="row">
  <button id="play">▶ Play</button>
  <input id="at" type="range" min="0" max="1" step="0.1" value="0" aria-label="Time">
  <output id="time" for="at">0:00</output>
</div>
<p id="summary"></p>
<p id="said" role="status"></p>
<script>
'use strict';
const $ = (id) => document.getElementById(id);
const waiting = new Map();
let calls = 0;
let shown = null;

const post = (message) => parent.postMessage({ jsonrpc: '2.0', ...message }, '*');
const ask = (method, params) => new Promise((done, failed) => {
  const id = ++calls;
  waiting.set(id, { done, failed });
  post({ id, method, params });
});
const notify = (method, params) => post({ method, params });
const call = async (name, args) => {
  const result = await ask('tools/call', { name, arguments: args });
  if (result.isError) throw new Error(textIn(result));
  return result;
};
const textIn = ({ content = [] }) => content.filter(({ type }) => type === 'text').map(({ text }) => text).join(' ');
const imageIn = ({ content = [] }) => content.find(({ type }) => type === 'image');
const clock = (s) => Math.floor(s / 60) + ':' + String(Math.floor(s % 60)).padStart(2, '0');

function put(element) {
  $('stage').replaceChildren(element);
  const size = () => notify('ui/notifications/size-changed', { height: document.documentElement.scrollHeight });
  element.addEventListener('load', size);
  element.addEventListener('loadedmetadata', size);
}

function showImage(image) {
  const img = document.createElement('img');
  img.alt = $('summary').textContent;
  img.src = 'data:' + image.mimeType + ';base64,' + image.data;
  put(img);
}

function showResult(result) {
  const data = result.structuredContent || {};
  if (result.isError || !data.session_id) { $('said').textContent = textIn(result); return; }
  shown = data;
  $('summary').textContent = data.summary || '';
  $('at').max = String(Math.max(0.1, data.seconds || 0));
  $('at').value = String(data.at || 0);
  $('time').textContent = clock(data.at || 0) + ' / ' + clock(data.seconds || 0);
  $('said').textContent = '';
  const image = imageIn(result);
  if (image) showImage(image);
}

async function work(button, label, act) {
  button.disabled = true;
  $('said').textContent = label;
  try { await act(); $('said').textContent = ''; }
  catch (error) { $('said').textContent = error.message || String(error); }
  finally { button.disabled = false; }
}

$('at').addEventListener('input', () => { $('time').textContent = clock(Number($('at').value)) + ' / ' + clock(Number($('at').max)); });
$('at').addEventListener('change', () => shown && work($('at'), '…', async () => {
  const at = Math.min(Number($('at').value), Math.max(0, (shown.seconds || 0) - 0.05));
  const image = imageIn(await call('get_project_frame', { session_id: shown.session_id, at: [Math.max(0, at)] }));
  if (image) showImage(image);
}));

// The film itself: a small export, read through the client, because the frame has no network.
$('play').addEventListener('click', () => shown && work($('play'), 'Making a preview …', async () => {
  const wish = { session_id: shown.session_id, format: 'mp4', quality: 'draft', resolution: '360p' };
  let made = (await call('export', wish)).structuredContent;
  while (['pending', 'processing'].includes(made.status)) {
    $('said').textContent = 'Making a preview … ' + made.progress + ' %';
    made = (await call('get_render_status', { render_id: made.render_id, wait_seconds: 20 })).structuredContent;
  }
  const { contents } = await ask('resources/read', { uri: 'tellcut://renders/' + made.render_id });
  const video = document.createElement('video');
  video.controls = true;
  video.autoplay = true;
  video.src = 'data:video/mp4;base64,' + contents[0].blob;
  put(video);
}));

addEventListener('message', ({ source, data }) => {
  if (source !== parent || !data || data.jsonrpc !== '2.0') return;
  const answered = waiting.get(data.id);
  if (answered && !data.method) {
    waiting.delete(data.id);
    if (data.error) answered.failed(new Error(data.error.message));
    else answered.done(data.result);
  } else if (data.method === 'ui/notifications/tool-result') showResult(data.params);
  else if (data.method === 'ping' || data.method === 'ui/resource-teardown') post({ id: data.id, result: {} });
});

ask('ui/initialize', { appInfo: { name: 'tellcut', version: '1' }, appCapabilities: {}, protocolVersion: '2026-01-26' })
  .then(() => notify('ui/notifications/initialized', {}));
</script>
</html>
`;
