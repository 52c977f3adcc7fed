import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SandboxEvent } from '../../src/sandbox/api.ts';
import { createRoutesWorld, start, type RoutesWorld } from './routes-world.ts';
import { raw, type Json } from './support.ts';

describe('the sandbox over HTTP', () => {
  let world: RoutesWorld;

  const get = (path: string, init: RequestInit = {}) => fetch(`${world.url}${path}`, init);
  const post = async (path: string, body: unknown) => {
    const answer = await get(`/sandbox/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return { status: answer.status, body: (await answer.json()) as Json };
  };
  const say = { chatId: 'chat-sandbox-eve', personId: 'sandbox-eve', text: 'hello' };

  beforeEach(async () => {
    world = await createRoutesWorld();
  });
  afterEach(() => world.close());

  it('tells its state', async () => {
    const answer = await get('/sandbox/state');
    assert.equal(answer.headers.get('cache-control'), 'no-store');
    assert.deepEqual(await answer.json(), {
      now: start,
      timeZone: 'Europe/Berlin',
      people: [{ id: 'sandbox-eve', name: 'Eve Engel', title: 'Engineer' }],
      chats: [
        { id: 'chat-sandbox-eve', messages: [] },
        { id: 'channel', messages: [] },
      ],
      portal: [],
      score: { current: 1.5, max: 10 },
      progress: { done: 3, of: 3, label: 'Ready' },
      nextReview: '2026-12-24',
    });
  });

  it('lets people say and press', async () => {
    assert.deepEqual(await post('say', say), { status: 200, body: {} });
    const message = world.chat.chats()[0]?.messages[0];
    assert.equal(message?.text, 'hello');
    const { chatId, personId } = say;
    const press = { chatId, personId, messageId: message.id, verb: 'approve', data: { a: 1 } };
    assert.deepEqual(await post('press', press), {
      status: 200,
      body: { card: null, notice: 'Noted.' },
    });
    assert.equal((await post('say', { ...say, chatId: 'chat-nobody' })).status, 404);
    assert.equal((await post('say', { ...say, personId: 'nobody' })).status, 404);
  });

  describe('the clock', () => {
    it('moves to where it is told, in any offset', async () => {
      const answer = await post('clock', { now: '2026-12-01T10:00:00+01:00' });
      assert.deepEqual(answer, { status: 200, body: { now: '2026-12-01T09:00:00.000Z' } });
    });

    for (const now of [
      '2026-11-23T08:59:59Z',
      '2099-01-01T00:00:00Z',
      'tomorrow',
      '2026-13-01T00:00:00Z',
      '2026-12-01',
      '',
      1,
      null,
      undefined,
    ])
      it(`does not move to ${String(now)}`, async () => {
        const { status, body } = await post('clock', { now });
        assert.equal(status, 400);
        assert.match(String(body['error']), /^[^.]+\.$/);
        assert.deepEqual(world.calls, []);
      });

    it('makes one move after the other', async () => {
      const moves = ['2026-12-01T00:00:00Z', '2026-12-02T00:00:00Z', '2026-11-30T00:00:00Z'];
      const answers = await Promise.all(moves.map((now) => post('clock', { now })));
      const statuses = answers.map(({ status }) => status);
      assert.equal(world.calls.length, statuses.filter((status) => status === 200).length);
      assert.equal(new Set(world.calls.map(([, from]) => from)).size, world.calls.length);
    });

    it('waits for the story to be told', async () => {
      world.tell({ done: 1, of: 3, label: 'Playing' });
      const moving = post('clock', { now: '2026-12-01T00:00:00Z' });
      await sleep(30);
      world.tell({ done: 2, of: 3, label: 'Playing' });
      assert.deepEqual(world.calls, []);
      world.tell({ done: 3, of: 3, label: 'Ready' });
      assert.equal((await moving).status, 200);
      assert.equal(world.calls.length, 1);
    });

    it('says nothing of a fault but that there was one, and works again', async () => {
      const failed = await post('clock', { now: '2027-07-07T00:00:00Z' });
      assert.equal(failed.status, 500);
      assert.doesNotMatch(JSON.stringify(failed.body), /secret/);
      assert.deepEqual(world.faults, ['sandbox.request']);
      assert.equal((await post('clock', { now: '2027-07-08T00:00:00Z' })).status, 200);
    });
  });

  it('hands the portal, the faults and a new start on', async () => {
    const change = { controlId: 'known', state: 'Ignored', comment: '', by: 'Admin' };
    assert.deepEqual(await post('portal', change), { status: 200, body: {} });
    assert.equal((await post('portal', { ...change, controlId: 'other' })).status, 404);
    assert.equal((await post('portal', { ...change, state: 'Fine' })).status, 400);
    assert.equal((await post('faults', { graph: 'throttle', count: 2 })).status, 200);
    assert.equal((await post('faults', { graph: 'none' })).status, 200);
    assert.equal((await post('faults', { graph: 'flood' })).status, 400);
    assert.equal((await post('start-over', {})).status, 200);
    assert.deepEqual(world.calls.slice(2), [
      ['fail', 'throttle', 2],
      ['fail', 'none', undefined],
      ['startOver'],
    ]);
  });

  it('hands the connector’s and Graph’s requests on, the query with them', async () => {
    const roster = await get('/sandbox/connector/v3/conversations/a%3Asandbox-eve/members');
    assert.equal(((await roster.json()) as Json[])[0]?.['id'], '29:sandbox-eve');
    const graph = await get('/sandbox/graph/v1.0/security/secureScores?$top=1');
    assert.deepEqual(await graph.json(), { path: '/v1.0/security/secureScores?$top=1' });
  });

  describe('a body', () => {
    it('is JSON by name', async () => {
      for (const headers of [{}, { 'content-type': 'text/plain' }] as Record<string, string>[]) {
        const options = {
          method: 'POST',
          path: '/sandbox/say',
          headers,
          body: JSON.stringify(say),
        };
        assert.equal((await raw(world.port, options)).status, 415);
      }
      assert.deepEqual(world.chat.chats()[0]?.messages, []);
    });

    it('is JSON by nature', async () => {
      const { status, body } = await post('say', '{"chatId":');
      assert.deepEqual([status, body], [400, { error: 'The body is not JSON.' }]);
      for (const wrong of ['[]', 'null', '1', '"x"', '{}']) {
        const answer = await post('say', wrong);
        assert.equal(answer.status, 400);
        assert.equal(typeof answer.body['error'], 'string');
      }
      assert.equal((await post('say', { ...say, text: '  ' })).status, 400);
    });

    it('has at most 256 KB, announced or not', async () => {
      const text = JSON.stringify({ ...say, text: 'x'.repeat(300_000) });
      const json = { 'content-type': 'application/json' };
      const options = { method: 'POST', path: '/sandbox/say', body: text };
      const announced = { ...json, 'content-length': String(text.length) };
      assert.equal((await raw(world.port, { ...options, headers: announced })).status, 413);
      const chunked = { ...json, 'transfer-encoding': 'chunked' };
      assert.equal((await raw(world.port, { ...options, headers: chunked })).status, 413);
    });
  });

  it('knows its addresses and their methods', async () => {
    const strange = await Promise.all(
      ['/sandbox', '/sandbox/nothing', '/nothing', '/sandbox/graph'].map((path) => get(path)),
    );
    assert.deepEqual(
      strange.map(({ status }) => status),
      [404, 404, 404, 404],
    );
    const wrong = await Promise.all([
      get('/sandbox/say'),
      get('/sandbox/state', { method: 'DELETE' }),
      get('/', { method: 'PUT' }),
    ]);
    assert.deepEqual(
      wrong.map(({ status, headers }) => [status, headers.get('allow')]),
      [
        [405, 'POST'],
        [405, 'GET'],
        [405, 'GET, HEAD'],
      ],
    );
  });

  it('streams every event, to each page, until it leaves', async () => {
    const stopping = new AbortController();
    const answer = await get('/sandbox/events', { signal: stopping.signal });
    assert.equal(answer.headers.get('content-type'), 'text/event-stream; charset=utf-8');
    const got: SandboxEvent[] = [];
    const reading = (async () => {
      let text = '';
      for await (const chunk of answer.body ?? []) {
        text += Buffer.from(chunk).toString('utf8');
        const parts = text.split('\n\n');
        text = parts.pop() ?? '';
        for (const part of parts)
          if (part.startsWith('data: ')) got.push(JSON.parse(part.slice(6)) as SandboxEvent);
        if (got.some(({ kind }) => kind === 'reset')) return;
      }
    })();
    await post('say', say);
    world.tell({ done: 3, of: 3, label: 'Still ready' });
    world.tenantChanged.tell(undefined);
    world.tenantChanged.tell(undefined);
    await post('clock', { now: '2026-12-01T00:00:00Z' });
    await sleep(70);
    await post('start-over', {});
    await reading;
    stopping.abort();
    assert.deepEqual(
      got.map(({ kind }) => kind),
      ['message', 'progress', 'portal', 'clock', 'reset'],
    );
    assert.deepEqual(got[3], {
      kind: 'clock',
      now: '2026-12-01T00:00:00.000Z',
      nextReview: '2026-12-24',
    });
    // Nobody is there to hear it, and nothing minds.
    await sleep(10);
    assert.equal((await post('say', say)).status, 200);
  });
});
