import assert from 'node:assert/strict';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { SandboxState } from '../../src/sandbox/api.ts';
import { endChildren, type Folder, folder, startChild, until } from '../e2e/child.ts';
import { graphStandIn, type GraphStandIn } from '../e2e/graph-stand-in.ts';

describe('The process', () => {
  let dir: Folder;
  let graph: GraphStandIn;
  before(async () => {
    dir = folder();
    graph = await graphStandIn();
  });
  afterEach(endChildren);
  after(async () => {
    await graph.close();
    dir.remove();
  });

  const post = async (port: number, path: string, body: unknown): Promise<void> => {
    const answer = await fetch(`http://localhost:${String(port)}/sandbox/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    assert.equal(answer.status, 200, `${path}: ${await answer.text()}`);
  };
  const stateAt = async (port: number): Promise<SandboxState> =>
    (await (await fetch(`http://localhost:${String(port)}/sandbox/state`)).json()) as SandboxState;

  it('says where it is and what to do, ends cleanly with a page open, and is as it was when it comes back', async () => {
    const environment = { PORT: '0', DATABASE_URL: dir.database, GRAPH_BASE_URL: graph.url };
    const first = startChild(environment);
    const port = await first.port;
    await until(() => first.out().includes('Ctrl-C'), 'all three lines');
    assert.match(first.out(), /^Scorekeeper's sandbox is at http:\/\/localhost:\d+\/\n/);
    assert.match(first.out(), /Open it in a browser/);

    await post(port, 'say', { chatId: 'chat-sandbox-eve', personId: 'sandbox-eve', text: 'help' });
    const inTwoDays = new Date(Date.now() + 2 * 86_400_000).toISOString();
    await post(port, 'clock', { now: inTwoDays });
    const before = await stateAt(port);
    const page = await fetch(`http://localhost:${String(port)}/sandbox/events`);
    const told = page.text().catch(() => '');

    const asked = performance.now();
    first.process.kill('SIGINT');
    const { code, out, err } = await first.ended;
    assert.equal(code, 0, err);
    assert.ok(performance.now() - asked < 2_000, `${String(performance.now() - asked)} ms`);
    assert.match(out, /Scorekeeper has stopped\.\n$/);
    await told;

    const second = startChild(environment);
    try {
      const after = await stateAt(await second.port);
      assert.deepEqual(after.chats, before.chats);
      assert.ok(after.now >= before.now, after.now);
      assert.ok(Date.parse(after.now) - Date.parse(before.now) < 60_000, after.now);
    } finally {
      await second.kill();
    }
  });

  it('whose port is taken says so in one sentence', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const PORT = String((other.address() as AddressInfo).port);
    try {
      const { code, out, err } = await startChild({ PORT, DATABASE_URL: 'sqlite::memory:' }).ended;
      assert.equal(code, 1);
      assert.equal(out, '');
      assert.equal(
        err,
        `Port ${PORT} is taken. Stop what listens there, or set PORT to another one.\n`,
      );
    } finally {
      other.close();
    }
  });

  it('that is not configured lists everything that is missing or wrong', async () => {
    const { code, out, err } = await startChild({
      SCOREKEEPER_MODE: 'production',
      PORT: 'many',
      BOT_TYPE: 'MultiTenant',
    }).ended;
    assert.equal(code, 1);
    assert.equal(out, '');
    assert.match(err, /^Scorekeeper cannot start:\n( {2}- Set .*\.\n)+$/);
    for (const name of [
      'PORT',
      'BOT_TYPE',
      'BOT_ID',
      'GRAPH_CLIENT_ID',
      'TIME_ZONE',
      'PUBLIC_URL',
      'ROLE_CISO',
    ])
      assert.match(err, new RegExp(`Set ${name}\\b`), name);
  });

  it('whose database cannot be opened says what to look at', async () => {
    writeFileSync(join(dir.path, 'no-folder'), '');
    const DATABASE_URL = `sqlite:${join(dir.path, 'no-folder', 'record.db')}`;
    const { code, err } = await startChild({ PORT: '0', DATABASE_URL }).ended;
    assert.equal(code, 1);
    assert.match(err, /Is DATABASE_URL right, and the disk writable\?\n$/);
    assert.ok(!/\n\s+at /.test(err), err);
  });

  it('on an old Node says which one it needs', async () => {
    for (const version of ['18.20.4', '24.14.9']) {
      const faked = `Object.defineProperty(process.versions,'node',{value:'${version}'})`;
      const { code, err } = await startChild({}, [
        '--import',
        `data:text/javascript,${encodeURIComponent(faked)}`,
      ]).ended;
      assert.equal(code, 1);
      assert.match(err, /^Scorekeeper needs Node 24\.15 or newer, and this is [\d.]+\. Run .*\n$/);
      assert.ok(err.includes(version));
    }
  });
});
