import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clientAddress, isPrivate } from './client-address.ts';

test('an IPv6 household is one, an IPv4 address in IPv6 clothes is itself', () => {
  assert.deepEqual(clientAddress('203.0.113.7'), { ip: '203.0.113.7', address: '203.0.113.7', network: '203.0.113.7' });
  assert.equal(clientAddress('::ffff:203.0.113.7').address, '203.0.113.7');
  const one = clientAddress('2001:db8:1:2:3:4:5:6');
  assert.deepEqual(one, { ip: '2001:db8:1:2:3:4:5:6', address: '2001:db8:1:2::/64', network: '2001:db8:1::/48' });
  assert.equal(clientAddress('2001:db8:1:2:ffff::1').address, one.address);
  assert.notEqual(clientAddress('2001:db8:1:3::1').address, one.address);
  assert.equal(clientAddress('2001:db8:1:3::1').network, one.network);
  assert.equal(clientAddress('not an address').address, 'unknown');
});

test('private is what the internet does not route', () => {
  for (const ip of ['127.0.0.1', '10.1.2.3', '192.168.0.9', '172.16.0.1', '::1', 'fd00::1', '::ffff:10.0.0.1'])
    assert.equal(isPrivate(ip), true, ip);
  for (const ip of ['8.8.8.8', '2606:4700::1', '172.32.0.1', 'x', '']) assert.equal(isPrivate(ip), false, ip);
});
