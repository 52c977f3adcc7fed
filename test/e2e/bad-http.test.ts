import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { raw } from '../sandbox/support.ts';
import { activityOf, forge, send } from './activities.ts';
import { carl, context, createWorld, eve, form, mia, type World } from './world.ts';

/** Writes exactly this to the port, and reads what comes back. */
const shout = (port: number, text: string): Promise<string> =>
  new Promise((resolve, reject) => {
    let heard = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.setEncoding('utf8').on('data', (chunk: string) => (heard += chunk));
    socket.on('close', () => {
      resolve(heard);
    });
    socket.on('error', reject);
    socket.setTimeout(2_000, () => socket.destroy());
  });

describe('A request', () => {
  let world: World;
  before(async () => {
    world = await createWorld();
  });
  after(() => world.close());

  const lives = async (): Promise<void> => {
    const answer = await fetch(`${world.url}/healthz`);
    assert.deepEqual([answer.status, await answer.json()], [200, { status: 'ok' }]);
  };

  it('that is not JSON is refused in one sentence', async () => {
    const answer = await send(world, '{"type":"message", nonsense');
    assert.equal(answer.status, 400);
    assert.deepEqual(answer.body, { error: 'This is not JSON that I can read.' });
  });

  it('that is JSON and no activity is refused', async () => {
    for (const body of ['null', '[]', '"text"', '{}', '{"type":"message"}', '[[[[[[[]]]]]]]'])
      assert.equal((await send(world, body)).status, 400, body);
    const { type: _type, ...typeless } = activityOf(world, eve);
    assert.equal((await send(world, typeless)).status, 400);
  });

  it('that is empty, or of another type, is refused', async () => {
    const empty = await fetch(`${world.url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
    });
    assert.equal(empty.status, 400);
    const other = await send(world, 'type=message', {
      'content-type': 'application/x-www-form-urlencoded',
    });
    assert.equal(other.status, 415);
  });

  it('of 300 KB is refused', async () => {
    const answer = await send(world, activityOf(world, eve, { text: 'x'.repeat(300_000) }));
    assert.equal(answer.status, 413);
    assert.deepEqual(answer.body, { error: 'Too large: at most 256 KB.' });
  });

  it('with a very long sentence is answered', async () => {
    const [answer] = await world.say(eve, `recommendation ${'xyzzy '.repeat(4_000)}`);
    assert.match(answer?.text ?? '', /no recommendation that fits/);
    assert.ok((answer?.text.length ?? 0) < 1_000);
  });

  it('with files is refused and leaves none behind', async () => {
    const before = new Set(await readdir(tmpdir()));
    const body = new FormData();
    body.append('file', new Blob(['x'.repeat(200_000)]), 'evidence.pdf');
    const answer = await fetch(`${world.url}/api/messages`, { method: 'POST', body });
    assert.equal(answer.status, 415);
    const left = (await readdir(tmpdir())).filter((name) => !before.has(name));
    assert.deepEqual(
      left.filter((name) => name.startsWith('upload')),
      [],
    );
  });

  it('with a Host that is none is refused, and the bot lives', async () => {
    for (const target of ['/healthz', '/api/messages', '/', '/sandbox/state'])
      for (const host of ['a b', '[', ':::', 'http://x', '\t']) {
        const head = `GET ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`;
        assert.match(await shout(world.running.port, head), /^HTTP\/1\.1 (400|403) /, head);
      }
    await lives();
  });

  it('with a target that is a whole address, or no address, is refused or not found, and the bot lives', async () => {
    for (const target of ['http://[bad/h', 'http://evil.example/sandbox/state', '//evil', '*', 'x'])
      for (const method of ['GET', 'POST', 'OPTIONS']) {
        const head = `${method} ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`;
        const heard = await shout(world.running.port, head);
        assert.match(heard, /^HTTP\/1\.1 [24]\d\d /, `${head}${heard}`);
        assert.ok(!heard.includes('chats'), head);
      }
    await lives();
  });

  it('that is no HTTP at all harms nobody', async () => {
    await shout(world.running.port, '\x16\x03\x01 hello\r\n\r\n');
    await shout(
      world.running.port,
      'GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n',
    );
    await lives();
  });

  it('from a foreign Host or Origin gets 403 everywhere in the sandbox', async () => {
    const { port } = world.running;
    for (const path of ['/', '/sandbox/state', '/healthz', '/api/messages']) {
      const headers = { host: 'rebound.example' };
      const rebound = await raw(port, { path, headers });
      assert.equal(rebound.status, 403, path);
      const here = `127.0.0.1:${String(port)}`;
      const foreign = await raw(port, {
        path,
        headers: { host: here, origin: 'https://evil.example' },
      });
      assert.equal(foreign.status, 403, path);
    }
  });

  it('with another method or path gets a sentence', async () => {
    for (const [method, path, status] of [
      ['GET', '/api/messages', 405],
      ['DELETE', '/healthz', 405],
      ['GET', '/nowhere', 404],
      ['GET', '/api/messages/../../etc/passwd', 404],
      ['GET', '/%00', 404],
    ] as const) {
      const answer = await raw(world.running.port, { method, path });
      assert.equal(answer.status, status, path);
      assert.deepEqual(Object.keys(JSON.parse(answer.text) as object), ['error']);
    }
  });

  it('with a service URL that is not of this machine gets 403, and nothing is sent there', async () => {
    for (const serviceUrl of [
      'https://smba.trafficmanager.net/teams/',
      'http://127.0.0.1.evil.example/',
      'http://evil.example/',
      'ftp://localhost/',
      'nonsense',
    ]) {
      const answer = await send(world, activityOf(world, eve, { serviceUrl }));
      assert.equal(answer.status, 403, serviceUrl);
    }
  });
});

describe('What is logged and answered', () => {
  const marker = 'Zweihundertelf';

  it('has no words of people, no secret and no stack, whatever goes wrong', async () => {
    const world = await createWorld();
    const answers: string[] = [];
    const keep = (answer: { readonly notice: string }): void => void answers.push(answer.notice);
    try {
      const id = await world.propose(eve, (await world.control()).id, {
        justification: `${form.justification} ${marker}`,
      });
      await world.step(mia, id, 'endorse', { businessContext: `${context} ${marker}` });
      await world.settle();
      const { revision } = await world.find(id);
      world.refuse = () => 412;
      world.graph.meet = () => ({ status: 500 });
      keep(await forge(world, carl, 'reject', { id, revision, reason: marker }));
      world.graph.meet = (method) => (method === 'PATCH' ? { status: 500 } : undefined);
      keep(await forge(world, eve, 'approve', { id, revision, conditions: marker }));
      keep(await forge(world, carl, 'approve', { id, revision, conditions: marker }));
      await world.settle();
      answers.push((await send(world, activityOf(world, eve, { text: `show ${marker}` }))).text);
      answers.push((await send(world, `{"${marker}`)).text);
      const { store } = world.running.ports();
      Object.assign(store, { find: () => Promise.reject(new Error(`password=${marker}`)) });
      keep(await forge(world, carl, 'details', { id }));
      answers.push((await send(world, activityOf(world, eve, { text: `show ${id}` }))).text);
    } finally {
      await world.close();
    }
    const log = world.log.join('');
    assert.match(log, /"event":"turn-failed"/);
    assert.match(log, /"event":"effect-failed"/);
    for (const said of [log, ...answers]) {
      assert.ok(!said.includes(marker), said);
      assert.ok(
        !/secret words|password=|\n\s+at |node_modules|\/src\/.*\.ts:\d+:\d+/.test(said),
        said,
      );
    }
    for (const line of world.log) assert.doesNotThrow(() => JSON.parse(line) as unknown, line);
  });
});
