import assert from 'node:assert/strict';
import { graphClient, type GraphClient } from '../../src/graph/client.ts';
import { fakeGraph, fakeLog, type FakeGraph, type Reply } from './fake-graph.ts';

const HOUR = 3_600_000;

const unavailable = { ok: false, trouble: 'unavailable' };

describe('the Graph client', () => {
  let graph: FakeGraph;
  let client: GraphClient;
  let log: ReturnType<typeof fakeLog>;

  beforeEach(async () => {
    graph = await fakeGraph();
    log = fakeLog();
    client = graphClient({ baseUrl: graph.baseUrl, log });
  });
  afterEach(() => graph.close());

  const replying = (reply: Reply) => {
    graph.answer(() => reply);
    return client.get('/users/one');
  };

  it('asks under the path of its root, a trailing slash or version aside', async () => {
    graph.answer(() => ({ body: { id: 'one' } }));
    for (const end of ['', '/', '/v1.0', '/v1.0/']) {
      const one = graphClient({ baseUrl: graph.baseUrl + end });
      assert.deepEqual(await one.get('/users/one?$select=id'), { ok: true, value: { id: 'one' } });
    }
    assert.deepEqual(
      graph.asked.map(({ method, path }) => `${method} ${path}`),
      Array(4).fill('GET /users/one?$select=id'),
    );
    assert.equal(graph.asked[0]?.headers.authorization, undefined);
  });

  it('speaks https, and http on this machine alone', () => {
    for (const baseUrl of [
      'http://graph.microsoft.com',
      'ftp://127.0.0.1',
      'http://127.0.0.1.example.org',
      'http://localhost.example.org',
    ]) {
      assert.throws(() => graphClient({ baseUrl }), /https/, baseUrl);
    }
    for (const baseUrl of ['https://graph.microsoft.us', 'http://localhost:1', 'http://[::1]:1']) {
      assert.doesNotThrow(() => graphClient({ baseUrl }));
    }
  });

  it('calls each failure by its name', async () => {
    const expected = {
      400: 'badRequest',
      401: 'unauthorized',
      403: 'forbidden',
      404: 'notFound',
      409: 'unavailable',
      429: 'throttled',
      500: 'unavailable',
      502: 'unavailable',
      503: 'unavailable',
    };
    for (const [status, trouble] of Object.entries(expected)) {
      const answer = await replying({ status: Number(status), body: { error: { code: 'x' } } });
      assert.deepEqual(answer, { ok: false, trouble });
    }
    assert.equal(graph.asked.length, Object.keys(expected).length, 'nothing is tried twice');
  });

  it('tells how long Graph asks to wait', async () => {
    const wait = async (status: number, after: string) => {
      const answer = await replying({ status, headers: { 'retry-after': after } });
      return answer.ok ? undefined : answer.retryAfterMs;
    };
    assert.equal(await wait(429, '12'), 12_000);
    assert.equal(await wait(503, '1.5'), 1_500);
    assert.equal(await wait(429, '999999999'), 24 * HOUR);
    assert.equal(await wait(429, new Date(Date.now() - HOUR).toUTCString()), 0);
    const inAMinute = await wait(503, new Date(Date.now() + 60_000).toUTCString());
    assert.ok(inAMinute !== undefined && inAMinute > 55_000 && inAMinute <= 60_000);
    assert.equal(await wait(429, 'soon'), undefined);
    assert.equal(await wait(403, '12'), undefined, 'waiting does not help');
  });

  it('follows no redirect', async () => {
    const elsewhere = await fakeGraph();
    const answer = await replying({
      status: 302,
      headers: { location: `${elsewhere.baseUrl}/v1.0/users/one` },
    });
    assert.deepEqual(answer, unavailable);
    assert.equal(elsewhere.asked.length, 0);
    await elsewhere.close();
  });

  it('gives up on a Graph that hangs, and goes on with the next call', async () => {
    graph.answer(({ path }) => (path === '/hangs' ? undefined : { body: {} }));
    const started = Date.now();
    assert.deepEqual(await client.get('/hangs', { timeoutMs: 60 }), unavailable);
    const took = Date.now() - started;
    assert.ok(took >= 50 && took < 1_000, String(took));
    assert.equal((await client.get('/works')).ok, true);
    assert.match(log.lines[0] ?? '', /graph.failed .*"hangs".*504.*TimeoutError/);
  });

  it('takes an answer that breaks off for none', async () => {
    assert.deepEqual(await replying({ breaks: true }), unavailable);
  });

  it('takes a closed port for no answer', async () => {
    await graph.close();
    assert.deepEqual(await client.get('/users/one'), unavailable);
    graph = await fakeGraph();
  });

  it('has no value where the answer is empty or no JSON', async () => {
    assert.deepEqual(await replying({ status: 204 }), { ok: true, value: undefined });
    const html = { body: '<html>', headers: { 'content-type': 'text/html' } };
    assert.deepEqual(await replying(html), { ok: true, value: undefined });
  });

  it('logs what failed and its request id, and neither bodies nor ids of people', async () => {
    await replying({ status: 403, body: 'private words', headers: { 'request-id': 'r-1' } });
    assert.deepEqual(log.lines, [
      'graph.failed {"resource":"users","status":403,"reason":"Forbidden","requestId":"r-1"}',
    ]);
    const silent = graphClient({ baseUrl: graph.baseUrl });
    assert.equal((await silent.get('/users/one')).ok, false);
    await client.get('/');
    assert.match(log.lines[1] ?? '', /"resource":""/);
  });

  it('throws where the fault is ours', async () => {
    await assert.rejects(client.post('/users/one', { toJSON: () => assert.fail('ours') }));
  });

  describe('under load', () => {
    const slowly = () =>
      new Promise<Reply>((done) => {
        setTimeout(done, 15, { body: {} });
      });

    it('makes at most four calls at once, and all of them in the end', async () => {
      graph.answer(slowly);
      const answers = await Promise.all(
        Array.from({ length: 14 }, (_, n) => client.get(`/users/${String(n)}`)),
      );
      assert.ok(answers.every(({ ok }) => ok));
      assert.equal(graph.busiest(), 4);
    });

    it('lets people pass while Secure Score and groups are slow', async () => {
      graph.answer(({ path }) => (path.startsWith('/users/') ? { body: {} } : undefined));
      const few = graphClient({ baseUrl: graph.baseUrl, maxConcurrent: 1, timeoutMs: 250, log });
      const scores = [few.get('/security/a'), few.get('/security/b')];
      const members = few.get('/groups/x/members');
      assert.equal((await few.get('/users/one')).ok, true);
      assert.deepEqual(await members, unavailable);
      assert.deepEqual(await Promise.all(scores), [unavailable, unavailable]);
      assert.equal(graph.busiest(), 3);
    });

    it('counts the wait for its turn, and leaves the queue in order', async () => {
      let release: (reply: Reply) => void = () => undefined;
      graph.answer(({ path }) =>
        path === '/first' ? new Promise((done) => (release = done)) : { body: {} },
      );
      const one = graphClient({ baseUrl: graph.baseUrl, maxConcurrent: 1, log });
      const quiet = graphClient({ baseUrl: graph.baseUrl, maxConcurrent: 1 });
      const first = one.get('/first');
      const third = one.get('/third');
      assert.deepEqual(await one.get('/second', { timeoutMs: 40 }), unavailable);
      assert.deepEqual(log.lines, ['graph.noTurn {"resource":"second"}']);
      release({ body: {} });
      assert.deepEqual([(await first).ok, (await third).ok], [true, true]);
      assert.deepEqual(
        graph.asked.map(({ path }) => path),
        ['/first', '/third'],
      );
      const [held, late] = [quiet.get('/first'), quiet.get('/late', { timeoutMs: 40 })];
      assert.deepEqual(await late, unavailable);
      release({ body: {} });
      assert.equal((await held).ok, true);
    });
  });

  describe('reading page by page', () => {
    const link = (query: string) => `${graph.baseUrl}/v1.0/things?${query}`;

    it('reads all pages, with the same headers', async () => {
      graph.answer(({ path }) =>
        path === '/things?$top=2'
          ? { body: { value: [1, 2], '@odata.nextLink': link('$skiptoken=a%2Fb') } }
          : { body: { value: [3], '@odata.nextLink': null } },
      );
      const answer = await client.pages('/things?$top=2', { headers: { 'x-kept': 'yes' } });
      assert.deepEqual(answer, { ok: true, value: [1, 2, 3] });
      assert.equal(graph.asked[1]?.path, '/things?$skiptoken=a%2Fb');
      assert.equal(graph.asked[1].headers['x-kept'], 'yes');
    });

    it('gives nothing where one page fails', async () => {
      graph.answer(({ path }) =>
        path === '/things'
          ? { body: { value: [1], '@odata.nextLink': link('p=2') } }
          : { status: 429 },
      );
      assert.deepEqual(await client.pages('/things'), { ok: false, trouble: 'throttled' });
    });

    it('gives nothing where a page is none, or leads back to one that was read', async () => {
      graph.answer(() => ({ body: { items: [] } }));
      assert.deepEqual(await client.pages('/things'), unavailable);
      graph.answer(() => ({ body: { value: [1], '@odata.nextLink': link('p=1') } }));
      assert.deepEqual(await client.pages('/things?p=1'), unavailable);
      assert.deepEqual(log.lines, Array(2).fill('graph.unreadable {"resource":"things"}'));
      assert.equal(graph.asked.length, 2);
      const silent = graphClient({ baseUrl: graph.baseUrl });
      assert.deepEqual(await silent.pages('/things?p=1'), unavailable);
    });
  });
});
