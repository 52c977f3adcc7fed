import assert from 'node:assert/strict';
import { CannotStart } from '../../src/cannot-start.ts';
import { type Config, readConfig } from '../../src/config.ts';
import { jsonLog } from '../../src/log.ts';
import { sandboxDefaults } from '../../src/sandbox/sandbox.ts';
import type { SandboxState } from '../../src/sandbox/api.ts';
import { type Running, start } from '../../src/scorekeeper.ts';
import { raw } from '../sandbox/support.ts';
import { said } from './cards.ts';
import { type Folder, folder } from './child.ts';
import { silenceSdk } from './world.ts';
import { graphStandIn, type GraphStandIn } from './graph-stand-in.ts';

const id = '00000000-0000-0000-0000-00000000000';

const linkKey = 'the key that signs links, in a test';

const configOf = (environment: Record<string, string>): Config => {
  const read = readConfig({ PORT: '0', ...environment }, sandboxDefaults);
  assert.ok(read.ok, read.ok ? '' : read.wrong.join(' '));
  return read.config;
};
const production = (graph: GraphStandIn, databaseUrl: string): Config => ({
  ...configOf({
    HOST: '127.0.0.1',
    BOT_ID: `${id}1`,
    BOT_TENANT_ID: `${id}2`,
    SECRET_BOT_PASSWORD: 'the password of the bot',
    GRAPH_CLIENT_ID: `${id}3`,
    PUBLIC_URL: 'https://scorekeeper.example',
    TIME_ZONE: 'UTC',
    ROLE_CISO: 'user:carl',
    SECRET_LINK_KEY: linkKey,
  }),
  databaseUrl,
  // A Graph on this machine, which asks for no token.
  graph: { baseUrl: graph.url, identity: undefined },
});

describe('In production', () => {
  let speak: () => void;
  let graph: GraphStandIn;
  let running: Running;
  let url: string;
  const log: string[] = [];
  before(async () => {
    speak = silenceSdk();
    graph = await graphStandIn();
    running = await start(
      production(graph, 'sqlite::memory:'),
      jsonLog((line) => log.push(line)),
    );
    url = `http://127.0.0.1:${String(running.port)}`;
  });
  after(async () => {
    await running.stop();
    await graph.close();
    speak();
  });

  const activity = (more = {}): string =>
    JSON.stringify({
      type: 'message',
      id: 'one',
      text: 'register',
      channelId: 'msteams',
      serviceUrl: 'https://smba.trafficmanager.net/emea/',
      from: { id: '29:carl', aadObjectId: 'carl' },
      recipient: { id: '28:bot' },
      conversation: { id: 'a:carl', conversationType: 'personal', tenantId: `${id}2` },
      ...more,
    });
  const sent = (authorization: string | undefined, body = activity()) =>
    raw(running.port, {
      method: 'POST',
      path: '/api/messages',
      headers: {
        'content-type': 'application/json',
        ...(authorization === undefined ? {} : { authorization }),
      },
      body,
    });

  it('there is no sandbox: nothing of it is found', async () => {
    for (const path of [
      '/',
      '/?say=help',
      '/sandbox',
      '/sandbox/',
      '/sandbox/state',
      '/sandbox/graph/v1.0/users/x',
      '/sandbox/connector/v3/conversations',
      '/sandbox/page/main.js',
    ])
      for (const method of ['GET', 'POST']) {
        const answer = await raw(running.port, { method, path });
        assert.ok(
          [404, 405].includes(answer.status),
          `${method} ${path}: ${String(answer.status)}`,
        );
      }
    assert.equal((await fetch(`${url}/healthz`)).status, 200);
  });

  it('a request from any Host is served, as behind a proxy', async () => {
    const answer = await raw(running.port, { path: '/healthz', headers: { host: 'bot.example' } });
    assert.equal(answer.status, 200);
  });

  it('nobody comes in without a token, and nobody learns why', async () => {
    for (const authorization of [
      undefined,
      '',
      'Bearer',
      'Bearer ',
      'Basic Zm9v',
      'Bearer garbage',
      'Bearer a.b.c',
      'Bearer eyJhbGciOiJub25lIn0.e30.',
    ]) {
      const answer = await sent(authorization);
      assert.equal(answer.status, 401, String(authorization));
      assert.deepEqual(JSON.parse(answer.text), {
        error: 'A token of the Bot Connector is missing or not valid.',
      });
    }
    assert.equal((await running.ports().store.head()).seq, 1);
  });

  it('a well-formed token that cannot be checked lets nobody in, and names no host', async () => {
    const part = (data: object): string => Buffer.from(JSON.stringify(data)).toString('base64url');
    const token = `${part({ alg: 'RS256', kid: 'one', typ: 'JWT' })}.${part({ iss: 'https://api.botframework.com', aud: `${id}1` })}.c2ln`;
    const answer = await sent(`Bearer ${token}`);
    assert.ok([401, 500].includes(answer.status), String(answer.status));
    assert.ok(
      !/botframework|login\.|ENOTFOUND|ECONN|getaddrinfo|\bat\b /i.test(answer.text),
      answer.text,
    );
    assert.ok(!log.join('').includes('c2ln'));
  }).timeout(30_000);

  it('a service URL of somebody else gets nothing, token or not', async () => {
    const serviceUrl = 'https://smba.trafficmanager.net.evil.example/';
    assert.equal((await sent('Bearer x.y.z', activity({ serviceUrl }))).status, 403);
    assert.equal((await sent(undefined, activity({ serviceUrl }))).status, 401);
  });
});

describe('A record', () => {
  let graph: GraphStandIn;
  let dir: Folder;
  beforeEach(async () => {
    graph = await graphStandIn();
    dir = folder();
  });
  afterEach(async () => {
    await graph.close();
    dir.remove();
  });
  const quiet = jsonLog(() => undefined);
  const sandbox = (more: Record<string, string> = {}): Config =>
    configOf({ GRAPH_BASE_URL: graph.url, DATABASE_URL: dir.database, ...more });

  it('of another mode or tenant is not taken over, and both are named', async () => {
    const first = await start(sandbox(), quiet);
    await first.stop();
    await assert.rejects(
      start(production(graph, dir.database), quiet),
      (error: unknown) =>
        error instanceof CannotStart &&
        /^This database holds the record of tenant .* in mode "sandbox", .*give it a database of its own\.$/.test(
          error.message,
        ),
    );
    await assert.rejects(start(sandbox({ GRAPH_TENANT_ID: `${id}9` }), quiet), CannotStart);
    await (await start(sandbox(), quiet)).stop();
  });

  it('is let go of in two seconds although Graph hangs', async () => {
    graph.meet = () => 'hang';
    const running = await start(sandbox(), quiet);
    const asked = performance.now();
    await running.stop();
    assert.ok(performance.now() - asked < 2_000, String(performance.now() - asked));
    graph.letGo();
  });

  it('with a newer policy than this deployment brings is not touched', async () => {
    await (await start(sandbox({ LOW_IMPACT_MAX_POINTS: '1' }), quiet)).stop();
    await assert.rejects(
      start(sandbox({ DEPLOYED_AT: '2020-01-01T00:00:00Z' }), quiet),
      /^Error: Another process has put a newer policy on record \(version 1, /,
    );
  });

  it('tells the channel and the CISOs when its rules have changed', async () => {
    const first = await start(sandbox(), quiet);
    await first.stop();
    // On the same port, where the sandbox's Teams is expected.
    const next = await start(
      sandbox({ MIN_DISTINCT_PEOPLE: '2', PORT: String(first.port) }),
      quiet,
    );
    try {
      await next.ready;
      await next.settle();
      const state = (await (
        await fetch(`http://127.0.0.1:${String(next.port)}/sandbox/state`)
      ).json()) as SandboxState;
      for (const chatId of ['channel', 'chat-sandbox-carl']) {
        const words = state.chats
          .find((chat) => chat.id === chatId)
          ?.messages.map(said)
          .join();
        assert.match(
          words ?? '',
          /The rules have changed .*how many people a decision needs/,
          chatId,
        );
      }
    } finally {
      await next.stop();
    }
  });
});
