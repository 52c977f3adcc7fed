import assert from 'node:assert/strict';
import { GOOD_FOR_MS, readLink, signedLink } from '../../src/web/link.ts';

const key = 'a key that is long enough to sign links with';
const now = Date.parse('2026-11-23T10:00:00.000Z');
const path = '/register/RA-2026-0001';

/** What a link says to whoever reads it for a path. */
const read = (link: string, at = now, by = key, from?: string) => {
  const { pathname, searchParams } = new URL(link, 'https://scorekeeper.example');
  return readLink(by, from ?? pathname, searchParams, at);
};
const forged = { ok: false, why: 'forged' };

describe('A signed link', () => {
  const link = signedLink(key, { path, personId: 'eve' }, now);

  it('names its person, for fifteen minutes and no longer', () => {
    assert.deepEqual(read(link), { ok: true, personId: 'eve' });
    assert.deepEqual(read(link, now + GOOD_FOR_MS - 1), { ok: true, personId: 'eve' });
    const expired = { ok: false, why: 'expired', personId: 'eve' };
    assert.deepEqual(read(link, now + GOOD_FOR_MS), expired);
    assert.equal(GOOD_FOR_MS, 15 * 60_000);
  });

  it('is not good for longer because the clock was set back', () => {
    assert.deepEqual(read(link, now - 60_000), { ok: true, personId: 'eve' });
    assert.deepEqual(read(link, now - 60_001), { ok: false, why: 'expired', personId: 'eve' });
  });

  it('opens its own path only', () => {
    for (const other of ['/register/RA-2026-0002', '/register.csv', '/register/RA-2026-00010', ''])
      assert.deepEqual(read(link, now, key, other), forged, other);
  });

  it('is good under its own key only', () => {
    assert.deepEqual(read(link, now, `${key}!`), forged);
  });

  it('is good with every character as it was', () => {
    const query = link.indexOf('?') + 1;
    for (let at = query; at < link.length; at++) {
      const other = link[at] === 'A' ? 'B' : 'A';
      const changed = link.slice(0, at) + other + link.slice(at + 1);
      assert.deepEqual(read(changed), forged, changed);
    }
    assert.deepEqual(read(link.slice(0, -1)), forged);
    assert.deepEqual(read(`${link}A`), forged);
  });

  it('without one of its parts is none', () => {
    for (const part of ['for', 'until', 'signature']) {
      const url = new URL(link, 'https://scorekeeper.example');
      url.searchParams.delete(part);
      assert.deepEqual(read(url.href), forged, part);
    }
    assert.deepEqual(read(path), forged);
  });

  it('keeps its parts apart, whatever they hold', () => {
    const odd = signedLink(key, { path, personId: 'eve","1' }, now);
    assert.deepEqual(read(odd), { ok: true, personId: 'eve","1' });
    const url = new URL(odd, 'https://scorekeeper.example');
    url.searchParams.set('for', 'eve');
    url.searchParams.set('until', `1","${url.searchParams.get('until') ?? ''}`);
    assert.deepEqual(read(url.href), forged);
  });

  it('holds no key', () => {
    assert.ok(!link.includes(key));
    assert.match(link, /^\/register\/RA-2026-0001\?for=eve&until=\d+&signature=[\w-]{43}$/);
  });
});
