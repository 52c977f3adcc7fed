import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { createServer, type Doors } from '../src/server.ts';
import { raw } from './sandbox/support.ts';

describe('The server', () => {
  let ends: (() => Promise<void>)[] = [];
  let faults: string[];
  const serve = async (doors: Partial<Doors>): Promise<number> => {
    const server = createServer({
      activity: () => Promise.resolve({ status: 200 }),
      register: (method, target) =>
        Promise.resolve({
          status: 200,
          headers: { 'X-Kind': 'register' },
          body: `${method} ${target}`,
        }),
      healthy: () => Promise.resolve(true),
      fault: (event) => faults.push(event),
      ...doors,
    });
    server.http.listen(0, '127.0.0.1');
    await once(server.http, 'listening');
    ends.push(server.close);
    return (server.http.address() as AddressInfo).port;
  };
  beforeEach(() => {
    faults = [];
  });
  afterEach(async () => {
    for (const end of ends) await end();
    ends = [];
  });
  const post = (port: number, body = '{"type":"message"}') =>
    raw(port, {
      method: 'POST',
      path: '/api/messages',
      headers: { 'content-type': 'application/json; charset=utf-8', authorization: 'Bearer x' },
      body,
    });

  it('hands the activity and its headers on, and answers what it is told', async () => {
    const seen: unknown[] = [];
    const port = await serve({
      activity: (body, headers) => {
        seen.push(body, headers.authorization);
        return Promise.resolve({ status: 202, body: { value: 'card' } });
      },
    });
    const answer = await post(port);
    assert.deepEqual([answer.status, answer.text], [202, '{"value":"card"}']);
    assert.deepEqual(seen, [{ type: 'message' }, 'Bearer x']);
  });

  it('answers without a body where there is none', async () => {
    const { status, text } = await post(await serve({}));
    assert.deepEqual([status, text], [200, '']);
  });

  it('says nothing of what went wrong', async () => {
    const port = await serve({ activity: () => Promise.reject(new Error('password=secret')) });
    const { status, text } = await post(port);
    assert.deepEqual([status, text], [500, '{"error":"That request cannot be answered."}']);
    assert.deepEqual(faults, ['request-failed']);
  });

  it('takes nothing packed, and lives on', async () => {
    const port = await serve({});
    const unpacked = gzipSync('{"type":"message"}').toString('latin1');
    for (const body of ['{"no":"gzip"}', unpacked]) {
      const answer = await raw(port, {
        method: 'POST',
        path: '/api/messages',
        headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
        body,
      });
      assert.equal(answer.status, 415);
    }
    assert.equal((await post(port)).status, 200);
  });

  it('hands every request for the register on, as it was sent', async () => {
    const port = await serve({});
    const target = '/register/RA-2026-0001?for=%41&for=b';
    for (const path of [target, '/register.csv', '/register/../x', '/register/%zz'])
      assert.equal((await raw(port, { path })).text, `GET ${path}`);
    assert.equal(
      (await raw(port, { method: 'POST', path: target, body: 'x' })).text.slice(0, 4),
      'POST',
    );
    assert.equal((await raw(port, { method: 'HEAD', path: target })).text, '');
    for (const path of ['/register', '/registers.csv', '//register/x'])
      assert.equal((await raw(port, { path })).status, 404, path);
  });

  it('is as healthy as the store', async () => {
    const health = async (healthy: Doors['healthy']) => {
      const { status, text } = await raw(await serve({ healthy }), { path: '/healthz' });
      return [status, text];
    };
    assert.deepEqual(await health(() => Promise.resolve(true)), [200, '{"status":"ok"}']);
    const ill = [503, '{"status":"unavailable"}'];
    assert.deepEqual(await health(() => Promise.resolve(false)), ill);
    assert.deepEqual(await health(() => Promise.reject(new Error('secret'))), ill);
  });

  it('has no page of the sandbox where there is no sandbox', async () => {
    const port = await serve({});
    for (const path of ['/', '/sandbox/state', '/sandbox/'])
      assert.equal((await raw(port, { path })).status, 404, path);
  });

  it('lets the sandbox refuse any request, and serve what is its own', async () => {
    const port = await serve({
      sandbox: {
        refuse: ({ headers }) => (headers['x-foreign'] ? 'No.' : undefined),
        serve: async (request, response) => void response.end(`page ${request.url ?? ''}`),
      },
    });
    for (const path of ['/', '/?say=help', '/sandbox/state'])
      assert.equal((await raw(port, { path })).text, `page ${path}`);
    for (const path of ['/', '/healthz', '/register/x', '/nowhere']) {
      const refused = await raw(port, { path, headers: { 'x-foreign': 'yes' } });
      assert.deepEqual([refused.status, refused.text], [403, '{"error":"No."}'], path);
    }
    assert.equal((await raw(port, { path: '/healthz' })).status, 200);
  });

  it('hears of a port that is taken where it listens, and nowhere else', async () => {
    const port = await serve({});
    const second = createServer({
      activity: () => Promise.resolve({ status: 200 }),
      register: (method, target) =>
        Promise.resolve({
          status: 200,
          headers: { 'X-Kind': 'register' },
          body: `${method} ${target}`,
        }),
      healthy: () => Promise.resolve(true),
      fault: () => undefined,
    });
    second.http.listen(port, '127.0.0.1');
    const [error] = (await once(second.http, 'error').catch((thrown: unknown) => [thrown])) as [
      { code?: string },
    ];
    assert.equal(error.code, 'EADDRINUSE');
    await second.close();
  });

  it('ends although somebody still listens to it', async () => {
    const port = await serve({
      sandbox: {
        refuse: () => undefined,
        serve: async (_request, response) => {
          response.writeHead(200);
          response.write('data: 1\n\n');
        },
      },
    });
    const page = await fetch(`http://127.0.0.1:${String(port)}/sandbox/events`);
    const ended = page.text().catch(() => 'cut off');
    await ends.pop()?.();
    assert.equal(await ended, 'cut off');
  });
});
