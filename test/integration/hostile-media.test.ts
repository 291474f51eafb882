import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { deflateSync } from 'node:zlib';
import { TellcutError } from '../../src/base/errors.ts';
import { readAudio } from '../../src/media/audio-reader.ts';
import { probeFile } from '../../src/media/probe.ts';
import { openVideoReader } from '../../src/media/video-reader.ts';
import { makeAnimation, makeStill, makeVideo, tempFolder } from '../support/make-media.ts';
import { randomFrom } from '../support/make-speech.ts';
import { workMs } from '../support/until.ts';

type Folder = ReturnType<typeof tempFolder>;

/** Every way in which we open a file refuses it with this code. */
function assertRefused(file: string, code: string): void {
  const ways: readonly (() => unknown)[] = [
    () => probeFile(file),
    () => openVideoReader(file, { threads: 1 }),
    () => [...readAudio(file, { stream: null, from: 0, length: null, sampleRate: 48_000, channels: 2, tempo: 1 })],
  ];
  for (const way of ways) assert.throws(way, { code }, file);
}

/** A neighbour with a secret, in the forms in which attacks name it. */
function canary(folder: Folder): string {
  const file = folder.file('other_user.mp4');
  makeVideo(file, { frames: 5, rate: { num: 25, den: 1 } });
  makeVideo(folder.file('other_user.ts'), { frames: 5, rate: { num: 25, den: 1 }, container: 'mpegts' });
  return file;
}

function manifests(folder: Folder): Record<string, string> {
  const canaryFile = canary(folder);
  const hls = (target: string): string => `#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\n${target}\n#EXT-X-ENDLIST\n`;
  const dash = (base: string): string =>
    `<?xml version="1.0"?>\n<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT5S"><Period><AdaptationSet><Representation id="0" bandwidth="1" mimeType="video/mp4"><BaseURL>${base}</BaseURL><SegmentBase/></Representation></AdaptationSet></Period></MPD>`;
  return {
    'hls local file': hls(`file://${folder.file('other_user.ts')}`),
    'hls relative': hls('other_user.ts'),
    'hls device': hls('/dev/stdin'),
    'hls environment': hls('/proc/self/environ'),
    'hls network': hls('http://127.0.0.1:9/x.ts'),
    'hls master': '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nother_user.ts\n',
    'hls key': `#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI="file://${canaryFile}"\n#EXTINF:5,\nother_user.ts\n`,
    'dash local file': dash(`file://${canaryFile}`),
    'dash network': dash('http://127.0.0.1:9/x.mp4'),
    'dash entity': `<?xml version="1.0"?><!DOCTYPE MPD [<!ENTITY x SYSTEM "file://${canaryFile}">]><MPD>&x;</MPD>`,
    'ffconcat relative': 'ffconcat version 1.0\nfile other_user.mp4\n',
    'ffconcat without head': 'file other_user.mp4\nfile other_user.mp4\n',
    sdp: 'v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 5004 RTP/AVP 96\n',
    svg: `<svg xmlns="http://www.w3.org/2000/svg"><image href="file://${canaryFile}"/></svg>`,
    'imf playlist': '<?xml version="1.0"?><CompositionPlaylist xmlns="http://www.smpte-ra.org/schemas/2067-3/2016"/>',
    html: '<!doctype html><html><body>a page instead of the download</body></html>',
    'plain text': 'this is a text file, and it goes on for a while so that nobody takes it for a header\n'.repeat(20),
    'windows shortcut': '[InternetShortcut]\r\nURL=http://127.0.0.1:9/\r\n',
    'zip archive': `PK\x03\x04${'\0'.repeat(100)}`,
  };
}

test('F1 F2 F3 F6 F7: manifests, playlists, scripts and drawings are refused by content under any name', () => {
  using folder = tempFolder();
  const all = manifests(folder);
  for (const [name, content] of Object.entries(all)) {
    // Words alone, in a file that says that it is a text, are a script.
    for (const extension of ['mp4', 'm3u8', 'mpd', 'svg', ...(name === 'plain text' ? [] : ['txt'])]) {
      const file = folder.file(`${name.replaceAll(' ', '-')}.${extension}`);
      writeFileSync(file, content);
      assertRefused(file, 'media.unsupported_type');
    }
  }
});

test('F1 F2 F3: no file is opened but the one that was given', (t) => {
  const strace = spawnSync('strace', ['-V']);
  if (strace.error !== undefined) return t.skip('no strace on this machine');
  using folder = tempFolder();
  const all = manifests(folder);
  const hostile = ['hls local file', 'hls relative', 'dash local file', 'ffconcat relative'].map((name, index) => {
    const file = folder.file(`hostile${index}.mp4`);
    writeFileSync(file, all[name] ?? '');
    return file;
  });
  const script = `import { probeFile } from ${JSON.stringify(new URL('../../src/media/probe.ts', import.meta.url).href)};
    for (const file of ${JSON.stringify(hostile)}) try { probeFile(file); } catch {}`;
  const log = folder.file('strace.log');
  const arguments_ = [
    '-f',
    '-e',
    'trace=open,openat,connect',
    '-o',
    log,
    process.execPath,
    '--input-type=module',
    '-e',
    script,
  ];
  spawnSync('strace', arguments_);
  const trace = readFileSync(log, 'utf8');
  for (const file of hostile) assert.ok(trace.includes(file), 'the trace sees what is opened');
  assert.ok(!trace.includes('other_user'), 'the canary was not touched');
  assert.ok(!/connect\(.*AF_INET/.test(trace), 'no connection was tried');
});

test('F5: a name is a name, not a pattern or a protocol', () => {
  using folder = tempFolder();
  makeStill(folder.file('photo_001.png'), 'png', 1);
  for (const name of [
    'photo_%03d.png',
    'photo_*.png',
    'concat:photo_001.png|photo_001.png',
    'pipe:0',
    'data:image,x',
  ]) {
    assertRefused(folder.file(name), 'input.file_missing');
    makeStill(folder.file(name.replaceAll('/', '_')), 'png', 1, { width: 40, height: 30 });
    assert.equal(probeFile(folder.file(name)).video?.width, 40, `${name} is read itself`);
  }
});

test('B1 B4: pictures that would fill the memory are refused by their header', () => {
  using folder = tempFolder();
  const gif = Buffer.from('GIF89a\0\0\0\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\0\0\0\0\0\x02\x02D\x01\0;', 'latin1');
  gif.writeUInt16LE(16_000, 6);
  gif.writeUInt16LE(16_000, 8);
  writeFileSync(folder.file('bomb.gif'), gif);
  writeFileSync(folder.file('bomb.png'), bombPng(65_535));
  const jpeg = Buffer.from('ffd8ffc0001108ffffffff0301220002110103110100', 'hex');
  writeFileSync(folder.file('bomb.jpg'), jpeg);
  const webp = Buffer.alloc(30);
  webp.write('RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0', 0, 'latin1');
  webp.writeUIntLE(16_000, 24, 3);
  webp.writeUIntLE(16_000, 27, 3);
  writeFileSync(folder.file('bomb.webp'), webp);
  for (const name of ['bomb.gif', 'bomb.png', 'bomb.jpg', 'bomb.webp']) {
    const took = workMs(() => assertRefused(folder.file(name), 'media.over_limit'));
    assert.ok(took < 4000, `${name} was refused at once`);
  }
});

function bombPng(side: number): Buffer {
  const chunk = (type: string, body: Buffer): Buffer => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(body.length);
    head.write(type, 4, 'latin1');
    return Buffer.concat([head, body, Buffer.alloc(4)]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.alloc(1 << 20)))]);
}

test('B2: a video that would fill the memory is refused by its header', () => {
  using folder = tempFolder();
  const file = folder.file('huge.mp4');
  makeVideo(file, { frames: 5, rate: { num: 25, den: 1 } });
  const bytes = readFileSync(file);
  const entry = bytes.indexOf('avc1', bytes.indexOf('stsd'));
  // ISO/IEC 14496-12, VisualSampleEntry: width and height stand 28 bytes after the type.
  bytes.writeUInt16BE(8192, entry + 28);
  bytes.writeUInt16BE(8192, entry + 30);
  writeFileSync(file, bytes);
  for (const way of [() => probeFile(file), () => openVideoReader(file, { threads: 1 })]) {
    assert.throws(way, { code: 'media.over_limit' });
  }
});

test('B3: a rate beyond any camera is refused', () => {
  using folder = tempFolder();
  makeVideo(folder.file('fast.mp4'), { frames: 60, rate: { num: 1000, den: 1 } });
  assert.throws(() => probeFile(folder.file('fast.mp4')), { code: 'media.over_limit' });
});

test('what is no file or holds nothing has a name of its own', () => {
  using folder = tempFolder();
  mkdirSync(folder.file('folder.mp4'));
  writeFileSync(folder.file('empty.mp4'), '');
  symlinkSync('/dev/zero', folder.file('device.mp4'));
  spawnSync('mkfifo', [folder.file('fifo.mp4')]);
  assertRefused(folder.file('folder.mp4'), 'input.not_a_file');
  assertRefused(folder.file('empty.mp4'), 'input.file_empty');
  assertRefused(folder.file('missing.mp4'), 'input.file_missing');
  assertRefused(folder.file('device.mp4'), 'media.unsupported_type');
  assertRefused(folder.file('fifo.mp4'), 'media.unsupported_type');
});

test('an MP4 without its index is unreadable; one that was cut off behind it is called cut short, and still plays', () => {
  using folder = tempFolder();
  const rate = { num: 25, den: 1 };
  makeVideo(folder.file('plain.mp4'), { frames: 100, rate });
  const plain = readFileSync(folder.file('plain.mp4'));
  writeFileSync(folder.file('no-index.mp4'), plain.subarray(0, plain.lastIndexOf('moov') - 4));
  assertRefused(folder.file('no-index.mp4'), 'media.unreadable');
  makeVideo(folder.file('fast.mp4'), { frames: 100, rate, options: { movflags: 'faststart' } });
  const fast = readFileSync(folder.file('fast.mp4'));
  const data = fast.indexOf('mdat');
  writeFileSync(folder.file('half.mp4'), fast.subarray(0, data + Math.floor((fast.length - data) / 2)));
  assert.throws(() => probeFile(folder.file('half.mp4')), {
    code: 'media.cut_short',
    message: /"half\.mp4" is cut short: only [123][.\d]*s of its 4s are there/,
  });
  writeFileSync(folder.file('almost.mp4'), fast.subarray(0, fast.length - 40));
  assert.ok(probeFile(folder.file('almost.mp4')).duration >= 3900, 'a frame less is no reason to refuse');
  using reader = openVideoReader(folder.file('half.mp4'), { threads: 1 });
  using last = reader.at(10);
  assert.equal(last.width, 96);
});

test('random damage ends in facts or in a named failure, never in anything else', () => {
  using folder = tempFolder();
  const rate = { num: 25, den: 1 };
  const sound = { seconds: 1, value: (i: number) => Math.sin(i / 30) };
  makeVideo(folder.file('a.mp4'), { frames: 25, rate, sound });
  makeVideo(folder.file('a.mkv'), { frames: 25, rate, sound, container: 'matroska' });
  makeVideo(folder.file('a.ts'), { frames: 25, rate, sound, container: 'mpegts' });
  makeAnimation(folder.file('a.gif'), 'gif', 4, 0.1);
  makeAnimation(folder.file('a.webp'), 'webp', 4, 0.1);
  makeStill(folder.file('a.png'), 'png', 7);
  makeStill(folder.file('a.jpg'), 'jpeg', 7);
  const seed = Date.now() & 0xffffff;
  const random = randomFrom(seed);
  let facts = 0;
  for (const name of ['a.mp4', 'a.mkv', 'a.ts', 'a.gif', 'a.webp', 'a.png', 'a.jpg']) {
    const whole = readFileSync(folder.file(name));
    for (let round = 0; round < 25; round++) {
      const bytes = Buffer.from(whole.subarray(0, random() < 0.3 ? Math.floor(random() * whole.length) : whole.length));
      for (let hit = 0; hit < 12 && bytes.length > 0; hit++)
        bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
      const file = folder.file('damaged');
      writeFileSync(file, bytes);
      try {
        const probe = probeFile(file);
        facts++;
        if (probe.video === null) continue;
        using reader = openVideoReader(file, { threads: 1 });
        for (const seconds of [0, 0.5, 0.2, 9]) reader.at(seconds)[Symbol.dispose]();
      } catch (error) {
        assert.ok(error instanceof TellcutError, `${name} round ${round} seed ${seed}: ${String(error)}`);
      }
    }
  }
  assert.ok(facts > 20, `some damage is survived (${facts}, seed ${seed})`);
});
