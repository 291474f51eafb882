import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fc } from '../../test/support/properties.ts';
import { sniff } from './sniff.ts';

const bytes = (text: string, length = 64): Uint8Array => {
  const head = new Uint8Array(Math.max(length, text.length));
  for (let i = 0; i < text.length; i++) head[i] = text.charCodeAt(i);
  return head;
};

const HEADS: readonly (readonly [string, string | null, string | null])[] = [
  ['\0\0\0\x20ftypisom', 'mov', 'video'],
  ['\0\0\0\x14ftypqt  ', 'mov', 'video'],
  ['\0\0\0\x20ftyp3gp4', 'mov', 'video'],
  ['\0\0\0\x20ftypM4A ', 'mov', 'video'],
  ['\0\0\0\x20ftypheic', null, null],
  ['\0\0\0\x20ftypavif', null, null],
  ['\0\0\0\x08wide\0\0\x10\0mdat', 'mov', 'video'],
  ['\x1a\x45\xdf\xa3\x01\0\0\0\0\0\0\x1f', 'matroska', 'video'],
  ['RIFF\x24\0\0\0AVI LIST', 'avi', 'video'],
  ['RIFF\x24\0\0\0WAVEfmt ', 'wav', 'audio'],
  ['RF64\xff\xff\xff\xffWAVEds64', 'wav', 'audio'],
  ['RIFF\x24\0\0\0CDXA', null, null],
  ['FLV\x01\x05\0\0\0\x09\0\0\0\0', 'flv', 'video'],
  ['\0\0\x01\xba\x44\0\x04\0\x04\x01\0\x01', 'mpeg', 'video'],
  ['OggS\0\x02\0\0\0\0\0\0\0\0', 'ogg', 'audio'],
  ['fLaC\0\0\0\x22\x10\0\x10\0', 'flac', 'audio'],
  ['FORM\0\0\0\0AIFFCOMM', 'aiff', 'audio'],
  ['caff\0\x01\0\0desc\0\0', 'caf', 'audio'],
  ['#!AMR\n\x3c\x91\x17\x16\xbe\x66', 'amr', 'audio'],
  ['\xff\xf1\x50\x80\x02\x1f\xfc\xde\x02\0\0\0', 'aac', 'audio'],
  ['\xff\xfb\x90\x64\0\0\0\0\0\0\0\0', 'mp3', 'audio'],
  ['\xff\xf3\x40\xc4\0\0\0\0\0\0\0\0', 'mp3', 'audio'],
  ['\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff', null, null],
  ['ID3\x03\0\0\0\0\0\x02\0\0\xff\xf1\x50\x80\0\0', 'aac', 'audio'],
  ['ID3\x03\0\0\0\0\0\x02\0\0fLaC\0\0', 'flac', 'audio'],
  ['ID3\x03\0\0\0\x7f\x7f\x7f\0\0\0', 'mp3', 'audio'],
  ['#EXTM3U\n#EXT-X-VERSION:3\n', null, null],
  ['ffconcat version 1.0\nfile a\n', null, null],
  ['<?xml version="1.0"?><MPD/>', null, null],
  ['<svg xmlns="http://www.w3.org/2000/svg"/>', null, null],
  ['v=0\r\no=- 0 0 IN IP4 127.0.0.1', null, null],
  ['BM\x36\0\0\0\0\0\0\0\x36\0', null, null],
  ['%PDF-1.7\n%\xe2\xe3\xcf\xd3', null, null],
  ['PK\x03\x04\x14\0\0\0\x08\0\0\0', null, null],
];

test('each container is known by its first bytes, everything else is not', () => {
  for (const [head, format, kind] of HEADS) {
    const found = sniff(bytes(head));
    assert.deepEqual([found?.format ?? null, found?.kind ?? null], [format, kind], JSON.stringify(head));
  }
});

test('transport streams have their sync byte at every packet, with and without a time code before it', () => {
  const plain = new Uint8Array(600);
  for (const at of [0, 188, 376]) plain[at] = 0x47;
  assert.equal(sniff(plain)?.format, 'mpegts');
  const blueray = new Uint8Array(600);
  for (const at of [4, 196, 388]) blueray[at] = 0x47;
  assert.equal(sniff(blueray)?.format, 'mpegts');
  plain[188] = 0;
  assert.equal(sniff(plain), null);
});

test('the size of a picture is read before any of it is decoded', () => {
  assert.deepEqual(sniff(bytes('GIF89a\x80\x3e\x7d\x02\0\0'))?.size, { width: 16_000, height: 637 });
  const png = bytes('\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x02\x80\0\0\x01\xe0\x08\x06');
  assert.deepEqual(sniff(png), { format: 'png_pipe', kind: 'image', size: { width: 640, height: 480 } });
  const exif = '\xff\xe1\0\x10Exif\0\0thumbnl!\xff\xc0\0\x11\x08\x01\xe0\x02\x80\x03';
  assert.deepEqual(sniff(bytes(`\xff\xd8${exif}`))?.size, { width: 640, height: 480 });
  const animated = bytes('RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0\x02\0\0\0\x7f\x02\0\xdf\x01\0');
  assert.deepEqual(sniff(animated), { format: 'webp_anim', kind: 'video', size: { width: 640, height: 480 } });
  const lossless = bytes('RIFF\x16\0\0\0WEBPVP8L\x0a\0\0\0\x2f\x7f\xc2\x77\0');
  assert.deepEqual(sniff(lossless)?.size, { width: 640, height: 480 });
});

test('no bytes make it fail or read beyond its end', () => {
  const beginnings = fc.constantFrom(...HEADS.map(([head]) => head), '\xff\xd8\xff\xe0', '\x89PNG', 'RIFFxxxxWEBPVP8X');
  fc.assert(
    fc.property(beginnings, fc.uint8Array({ maxLength: 200 }), fc.nat(250), (head, tail, cut) => {
      const whole = new Uint8Array([...bytes(head, 0), ...tail]).subarray(0, cut);
      const found = sniff(whole);
      assert.ok(found === null || found.format.length > 0);
    }),
    { numRuns: 2000 },
  );
});
