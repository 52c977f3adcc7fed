import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Exports } from '../../src/app/open-download.ts';
import type { Ports } from '../../src/app/ports.ts';
import { createServer } from '../../src/server.ts';
import { registerDoor } from '../../src/web/door.ts';
import { signedLink } from '../../src/web/link.ts';
import { aude, eve, mia, minute, type World, world, zed } from '../support/world.ts';

const key = 'a key that is long enough to sign links with';
const bytes = Uint8Array.from([80, 75, 3, 4, 255]);
const exports: Exports = {
  csv: async () => ({
    contentType: 'text/csv; charset=utf-8',
    fileName: 'register.csv',
    body: 'ä;b',
  }),
  xlsx: async () => ({
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    fileName: 'the "register"\r\nX-Evil: 1.xlsx',
    body: bytes,
  }),
};

describe('The door of the register', () => {
  let w: World;
  let url: string;
  let close: () => Promise<void>;
  let id: string;
  /** What stands in for some of the ports. */
  let instead: Partial<Ports>;
  /** What is exported otherwise. */
  let more: Exports;
  let faults: string[];
  beforeEach(async () => {
    w = await world();
    instead = {};
    more = {};
    faults = [];
    ({ id } = await w.propose());
    const server = createServer({
      activity: () => Promise.resolve({ status: 200 }),
      register: (method, target) =>
        registerDoor({
          ports: () => ({ ...w.ports, ...instead }),
          key,
          exports: { ...exports, ...more },
        })(method, target),
      healthy: () => Promise.resolve(true),
      fault: (event) => void faults.push(event),
    });
    server.http.listen(0, '127.0.0.1');
    await once(server.http, 'listening');
    url = `http://127.0.0.1:${String((server.http.address() as AddressInfo).port)}`;
    ({ close } = server);
  });
  afterEach(async () => {
    await close();
    await w.end();
  });

  const linkTo = (path: string, { id: personId }: { readonly id: string } = aude): string =>
    signedLink(key, { path, personId }, w.clock.at);
  const get = async (target: string, method = 'GET') => {
    const answer = await fetch(`${url}${target}`, { method });
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  };
  /** The status, and the sentence where it is one. */
  const said = async (target: string): Promise<readonly [number, string]> => {
    const { status, text } = await get(target);
    return [status, /<main class="sentence"><p>(.*)<\/p>/.exec(text)?.[1] ?? 'a page'];
  };
  const forged = [403, 'This link opens nothing: it is not complete, or it was changed.'];
  const noRole = [
    403,
    'The register is for people who hold a role in Scorekeeper, and you hold none now.',
  ];

  it('shows the page of an acceptance to the person of the link', async () => {
    const { status, text, headers } = await get(linkTo(`/register/${id}`));
    assert.equal(status, 200);
    assert.equal(headers.get('content-type'), 'text/html; charset=utf-8');
    assert.ok(text.includes(`<h1>${id}`));
  });

  it('says the same of a link that was changed, of somebody else’s, and of what does not exist', async () => {
    const link = linkTo(`/register/${id}`);
    for (const target of [
      `/register/${id}`,
      '/register/RA-2026-0099',
      '/register/nothing',
      '/register/',
      '/register.pdf',
      '/register.csv',
      link.replace(id, 'RA-2026-0099'),
      link.replace('for=aude', 'for=mia'),
      link.replace(/until=\d/, 'until=9'),
      link.replace(`/register/${id}`, '/register.csv'),
      linkTo('/register.csv').replace('.csv', '.json'),
      linkTo('/register/nothing'),
      link.replace('RA-', 'RA%2D'),
      signedLink(`${key}x`, { path: `/register/${id}`, personId: 'aude' }, w.clock.at),
    ])
      assert.deepEqual(await said(target), forged, target);
    // Nobody is asked about, and nothing is looked up, because of such a link.
    assert.equal(w.entra.directory.person.args.flat().includes('aude'), false);
  });

  it('says how to get a new link once one has expired', async () => {
    const [page, file] = [linkTo(`/register/${id}`), linkTo('/register.csv')];
    w.clock.at += 15 * minute - 1;
    assert.equal((await get(page)).status, 200);
    w.clock.at += 1;
    assert.deepEqual(await said(page), [
      403,
      `This link was good for 15 minutes, and they have passed. For a new one say “show ${id}” to Scorekeeper.`,
    ]);
    assert.deepEqual(await said(file), [
      403,
      'This link was good for 15 minutes, and they have passed. For a new one say “export register” to Scorekeeper.',
    ]);
  });

  it('asks for the role again: who has lost it, or never had one, or is unknown, is told the same', async () => {
    const link = linkTo(`/register/${id}`, mia);
    assert.equal((await get(link)).status, 200);
    w.entra.put({ ...mia, grants: [] });
    assert.deepEqual(await said(link), noRole);
    for (const personId of [zed.id, 'nobody'])
      for (const path of [`/register/${id}`, '/register/RA-2026-0099', '/register.csv'])
        assert.deepEqual(await said(linkTo(path, { id: personId })), noRole, path);
  });

  it('says that there is no such entry only to somebody with a role', async () => {
    assert.deepEqual(await said(linkTo('/register/RA-2026-0099', eve)), [
      404,
      'There is nothing of this kind in the register.',
    ]);
  });

  it('lets nobody in while the directory is silent', async () => {
    w.entra.state.silent = true;
    const { status, headers, text } = await get(linkTo(`/register/${id}`));
    assert.deepEqual([status, headers.get('retry-after')], [503, '60']);
    assert.match(text, /The directory does not answer now, so nobody can be let in/);
  });

  it('says nothing of what went wrong', async () => {
    const trail = (): Promise<never> => Promise.reject(new Error('password=secret'));
    instead = { store: { ...w.store, trail } };
    const { status, text } = await get(linkTo(`/register/${id}`));
    assert.equal(status, 500);
    assert.match(text, /Something went wrong here/);
    assert.doesNotMatch(text, /secret|Error|\.ts/);
    assert.equal(w.log.fault.callCount, 1);
  });

  it('hands the register out as a file, in the formats that there are', async () => {
    const csv = await get(linkTo('/register.csv'));
    assert.deepEqual([csv.status, csv.text], [200, 'ä;b']);
    assert.equal(csv.headers.get('content-type'), 'text/csv; charset=utf-8');
    assert.equal(csv.headers.get('content-disposition'), 'attachment; filename="register.csv"');
    const answer = await fetch(`${url}${linkTo('/register.xlsx')}`);
    assert.deepEqual(new Uint8Array(await answer.arrayBuffer()), bytes);
    const name = answer.headers.get('content-disposition');
    assert.equal(name, 'attachment; filename="the__register___X-Evil__1.xlsx"');
    assert.equal((await get(linkTo('/register.json'))).status, 404);
  });

  it('hands out a long file a part at a time, and never ends one that breaks off', async () => {
    async function* parts(breaks: boolean): AsyncGenerator<Uint8Array> {
      yield Buffer.from('one,');
      await Promise.resolve();
      if (breaks) throw new Error('password=secret');
      yield Buffer.from('two');
    }
    const json = { contentType: 'application/json', fileName: 'register.json' };
    more = { json: async () => ({ ...json, body: parts(false) }) };
    const whole = await get(linkTo('/register.json'));
    assert.deepEqual([whole.status, whole.text], [200, 'one,two']);
    assert.equal(whole.headers.get('content-length'), null);
    more = { json: async () => ({ ...json, body: parts(true) }) };
    await assert.rejects(get(linkTo('/register.json')));
    assert.deepEqual(faults, ['request-failed']);
  });

  it('makes no file for whoever only asks whether there is one', async () => {
    let made = 0;
    more = {
      csv: async () => ({ contentType: 'text/csv', fileName: 'a.csv', body: String(++made) }),
    };
    const { status, headers } = await get(linkTo('/register.csv'), 'HEAD');
    assert.deepEqual([status, headers.get('allow'), made], [405, 'GET', 0]);
  });

  it('keeps every answer out of caches, frames and other people’s logs', async () => {
    for (const target of [
      linkTo(`/register/${id}`),
      linkTo('/register.csv'),
      linkTo('/register.json'),
      `/register/${id}`,
    ]) {
      const { headers } = await get(target);
      assert.equal(headers.get('cache-control'), 'no-store', target);
      assert.equal(headers.get('referrer-policy'), 'no-referrer');
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
      assert.equal(headers.get('x-frame-options'), 'DENY');
      assert.match(
        headers.get('content-security-policy') ?? '',
        /^default-src 'none'; style-src 'sha256-[\w+/]{43}='; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
      );
    }
  });

  it('is read, and nothing else', async () => {
    const link = linkTo(`/register/${id}`);
    const page = await get(link);
    const head = await get(link, 'HEAD');
    assert.deepEqual([head.status, head.text], [200, '']);
    assert.equal(head.headers.get('content-length'), page.headers.get('content-length'));
    assert.equal((await get(`/register/${id}`, 'HEAD')).status, 403);
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH']) {
      const { status, headers, text } = await get(link, method);
      assert.deepEqual([status, headers.get('allow')], [405, 'GET, HEAD'], method);
      assert.equal(headers.get('connection'), 'close');
      assert.ok(!text.includes(id));
    }
  });

  it('logs each opening and each refusal by ids, and no link', async () => {
    const link = linkTo(`/register/${id}`);
    await get(link);
    await get(link.replace('for=aude', 'for=somebody'));
    w.clock.at += 15 * minute;
    await get(link);
    assert.deepEqual(w.log.info.args.slice(-3), [
      ['page-opened', { acceptance: id, person: 'aude', outcome: 'opened' }],
      ['link-refused', { why: 'forged' }],
      ['link-refused', { why: 'expired', person: 'aude' }],
    ]);
  });
});
