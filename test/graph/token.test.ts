import assert from 'node:assert/strict';
import { AuthenticationError, type AccessToken, type TokenCredential } from '@azure/identity';
import { graphClient } from '../../src/graph/client.ts';
import { fakeGraph, fakeLog, type FakeGraph } from './fake-graph.ts';

const HOUR = 3_600_000;

const credential = (
  give: () => Promise<AccessToken | null>,
): TokenCredential & { readonly scopes: unknown[] } => {
  const scopes: unknown[] = [];
  return {
    scopes,
    getToken: (scope) => {
      scopes.push(scope);
      return give();
    },
  };
};

const tokenFor = (ms: number) => async (): Promise<AccessToken> => ({
  token: 'secret-token',
  expiresOnTimestamp: Date.now() + ms,
});

const unavailable = { ok: false, trouble: 'unavailable' };

describe('the token for Graph', () => {
  let graph: FakeGraph;
  let log: ReturnType<typeof fakeLog>;

  beforeEach(async () => {
    graph = await fakeGraph();
    graph.answer(() => ({ body: {} }));
    log = fakeLog();
  });
  afterEach(() => graph.close());

  const by = (source: TokenCredential) =>
    graphClient({ baseUrl: graph.baseUrl, credential: source, timeoutMs: 500, log });

  it('asks for one token for many calls, for the scope of its root', async () => {
    const source = credential(tokenFor(HOUR));
    const one = by(source);
    await Promise.all(Array.from({ length: 6 }, () => one.get('/users/one')));
    await one.patch('/security/x', { a: 1 });
    assert.deepEqual(source.scopes, [`${new URL(graph.baseUrl).origin}/.default`]);
    assert.ok(graph.asked.every(({ headers }) => headers.authorization === 'Bearer secret-token'));
    assert.equal(graph.asked.at(-1)?.headers['content-type'], 'application/json');
  });

  it('asks anew for a token with less than five minutes left', async () => {
    const source = credential(tokenFor(4 * 60_000));
    const one = by(source);
    await one.get('/users/one');
    await one.get('/users/one');
    assert.equal(source.scopes.length, 2);
  });

  it('asks anew after Graph refused the token', async () => {
    const source = credential(tokenFor(HOUR));
    const one = by(source);
    graph.answer(() => ({ status: 401 }));
    assert.deepEqual(await one.get('/users/one'), { ok: false, trouble: 'unauthorized' });
    await one.get('/users/one');
    assert.equal(source.scopes.length, 2);
  });

  it('tells a refusal of Entra from a failure', async () => {
    const named = (name: string, facts: object) =>
      Object.assign(new Error('no'), { name, ...facts });
    const wrapped = (cause: Error) => new Error('wrapped', { cause });
    const cases: readonly [Error, string][] = [
      [new AuthenticationError(400, { error: 'invalid_client' }), 'unauthorized'],
      [wrapped(named('ServerError', {})), 'unauthorized'],
      [wrapped(named('InteractionRequiredAuthError', {})), 'unauthorized'],
      [wrapped(named('ServerError', { status: 503 })), 'unavailable'],
      [named('AuthenticationError', { statusCode: 429 }), 'unavailable'],
      [named('CredentialUnavailableError', {}), 'unavailable'],
    ];
    for (const [error, trouble] of cases) {
      const source = credential(() => Promise.reject(error));
      assert.deepEqual(await by(source).get('/users/one'), { ok: false, trouble }, error.message);
    }
    assert.deepEqual(await by(credential(async () => null)).get('/users/one'), unavailable);
    assert.equal(graph.asked.length, 0);
    assert.ok(!log.lines.join().includes('wrapped'));
  });

  it('does not wait for ever for a token, and tries again', async () => {
    let hangs = true;
    const source = credential(() => (hangs ? new Promise(() => undefined) : tokenFor(HOUR)()));
    const one = graphClient({ baseUrl: graph.baseUrl, credential: source, timeoutMs: 40 });
    assert.deepEqual(await one.get('/users/one'), unavailable);
    const brief = one.get('/users/one', { timeoutMs: 10 });
    assert.deepEqual(await brief, unavailable);
    await new Promise((done) => setTimeout(done, 50));
    hangs = false;
    assert.equal((await one.get('/users/one')).ok, true);
  });

  it('takes the token nowhere else', async () => {
    const elsewhere = await fakeGraph();
    elsewhere.answer(() => ({ body: { value: [] } }));
    const one = by(credential(tokenFor(HOUR)));
    for (const next of [
      `${elsewhere.baseUrl}/v1.0/users`,
      `${new URL(graph.baseUrl).origin}/elsewhere/v1.0/users`,
      `${graph.baseUrl}/v1.0/127.0.0.1/https://x`,
      'no address',
    ]) {
      graph.answer(() => ({ body: { value: [1], '@odata.nextLink': next } }));
      assert.deepEqual(await one.pages('/users'), unavailable, next);
    }
    assert.equal(elsewhere.asked.length, 0);
    assert.ok(graph.asked.every(({ path }) => path === '/users'));
    await elsewhere.close();
  });
});
