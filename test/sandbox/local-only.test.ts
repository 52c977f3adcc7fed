import assert from 'node:assert/strict';
import { localOnly } from '../../src/sandbox/local-only.ts';

describe('the sandbox rule', () => {
  for (const host of ['localhost', 'localhost:3978', 'LOCALHOST:1', '127.0.0.1:3978', '[::1]:3978'])
    it(`lets ${host} in, with no origin or its own`, () => {
      assert.equal(localOnly({ headers: { host } }), undefined);
      assert.equal(localOnly({ headers: { host, origin: `http://${host}` } }), undefined);
    });

  for (const host of [
    'example.org',
    'localhost.example.org',
    'localhost:3978.example.org',
    'example.org:localhost',
    '127.0.0.1.example.org',
    '127.0.0.2',
    '10.0.0.1:3978',
    '0.0.0.0',
    'evil@localhost',
    'localhost:',
    '::1',
    '',
  ])
    it(`keeps the host "${host}" out`, () => {
      assert.match(localOnly({ headers: { host } }) ?? '', /^The sandbox answers to localhost/);
    });

  it('keeps a request without a host out', () => {
    assert.notEqual(localOnly({ headers: {} }), undefined);
  });

  for (const origin of [
    'https://example.org',
    'http://localhost:3978.example.org',
    'http://localhost:4000',
    'http://127.0.0.1:3978',
    'https://localhost:3978',
    'null',
    '',
  ])
    it(`keeps the origin "${origin}" out of localhost:3978`, () => {
      assert.equal(
        localOnly({ headers: { host: 'localhost:3978', origin } }),
        'The sandbox answers to its own page only.',
      );
    });
});
