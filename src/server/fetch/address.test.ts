import assert from 'node:assert/strict';
import { isIP } from 'node:net';
import { test } from 'node:test';
import { FORBIDDEN_ADDRESSES, SMUGGLED_URLS } from '../../../test/fixtures/forbidden-addresses.ts';
import { PRIVATE_TOO, PUBLIC_ONLY } from './address.ts';

const hostOf = (url: string): string => new URL(url).hostname.replace(/^\[|\]$/g, '');

test('none of the 88 addresses is allowed by the rule that servers have', () => {
  assert.equal(SMUGGLED_URLS.length + FORBIDDEN_ADDRESSES.length, 88);
  const allowed = [...SMUGGLED_URLS.map(hostOf), ...FORBIDDEN_ADDRESSES].filter((address) => {
    assert.notEqual(isIP(address), 0, address);
    return PUBLIC_ONLY.allowsAddress(address);
  });
  assert.deepEqual(allowed, []);
});

test('the public internet is allowed, on the ports of the web only', () => {
  for (const address of ['93.184.216.34', '1.1.1.1', '2606:4700:4700::1111', '::ffff:93.184.216.34']) {
    assert.ok(PUBLIC_ONLY.allowsAddress(address), address);
  }
  assert.deepEqual([80, 443, 22, 8080, 0, 65_535].filter(PUBLIC_ONLY.allowsPort), [80, 443]);
});

test('what is no address is not allowed', () => {
  for (const text of ['', 'localhost', '127.0.0.1/8', 'fe80::1%lo', '1.2.3.4.5', ' 1.1.1.1']) {
    assert.equal(PUBLIC_ONLY.allowsAddress(text), false, text);
    assert.equal(PRIVATE_TOO.allowsAddress(text), false, text);
  }
});

test("one's own network can be allowed; the cloud's keys, and addresses that hide others, cannot", () => {
  for (const address of ['127.0.0.1', '::1', '10.0.0.5', '192.168.1.2', 'fd12::1', '93.184.216.34']) {
    assert.ok(PRIVATE_TOO.allowsAddress(address), address);
  }
  for (const address of [
    '169.254.169.254',
    '::ffff:169.254.169.254',
    '168.63.129.16',
    '100.100.100.200',
    '192.0.0.192',
    'fd00:ec2::254',
    'fe80::1',
    '64:ff9b::a9fe:a9fe',
    '2002:a9fe:a9fe::',
    '::a9fe:a9fe',
    '0.0.0.0',
    '::',
  ]) {
    assert.equal(PRIVATE_TOO.allowsAddress(address), false, address);
  }
});
