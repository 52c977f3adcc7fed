import assert from 'node:assert/strict';
import type { Directory } from '../../src/app/people-ports.ts';
import type { GraphFault } from '../../src/app/graph-ports.ts';
import type { Policy } from '../../src/domain/policy.ts';
import type { CallOptions } from '../../src/graph/call.ts';
import { graphClient, type GraphClient } from '../../src/graph/client.ts';
import { directory } from '../../src/graph/directory.ts';
import { answering, policy, user, type Tenant } from './fake-directory.ts';
import { fakeGraph, type FakeGraph, type Reply } from './fake-graph.ts';

const MINUTE = 60_000;

describe('the directory', () => {
  let graph: FakeGraph;
  let now: number;

  beforeEach(async () => {
    graph = await fakeGraph();
    now = Date.UTC(2026, 10, 23);
  });
  afterEach(() => graph.close());

  const over = (roles: Partial<Policy['roles']>, more: Partial<Policy> = {}): Directory =>
    directory(
      graphClient({ baseUrl: graph.baseUrl }),
      { ...policy, ...more, roles: { ...policy.roles, ...roles } },
      { now: () => now, timeoutMs: 150 },
    );
  const serve = (tenant: Tenant) => {
    graph.answer(answering(tenant, graph.baseUrl));
  };
  const grants = async (people: Directory, id: string) => {
    const answer = await people.person(id);
    return answer.ok ? answer.person.grants.map(({ role, from }) => `${role} ${from}`) : answer.why;
  };

  describe('asked for a person', () => {
    it('knows them by object id, with the roles given to them directly', async () => {
      serve({ users: { anna: user('anna') }, groups: {} });
      const people = over({ ciso: ['user:ANNA'], auditor: ['user:bert', 'user:anna'] });
      assert.deepEqual(await people.person('anna'), {
        ok: true,
        person: {
          id: 'anna',
          name: 'ANNA',
          upn: 'anna@contoso.example',
          grants: [
            { role: 'ciso', from: 'user:ANNA' },
            { role: 'auditor', from: 'user:anna' },
          ],
        },
      });
      assert.deepEqual(
        graph.asked.map(({ method, path }) => `${method} ${path}`),
        ['GET /users/anna?$select=id,displayName,userPrincipalName,accountEnabled,userType'],
        'without groups in the policy none are asked for',
      );
    });

    it('knows the roles of their groups, asking for 20 groups at a time', async () => {
      const ids = Array.from({ length: 45 }, (_, n) => `g${String(n)}`);
      const groups = Object.fromEntries(
        ids.map((id) => [id, ['g3', 'g44'].includes(id) ? ['anna'] : []]),
      );
      serve({ users: { anna: user('anna') }, groups });
      const engineer = ids.map((id) => `group:${id}`);
      const people = over({ engineer, ciso: ['group:G44', 'user:g3'] });
      const held = ['engineer group:g3', 'engineer group:g44', 'ciso group:G44'];
      assert.deepEqual(await grants(people, 'anna'), held);
      const sizes = graph.asked.flatMap(({ body }) =>
        body ? [(body as { groupIds: unknown[] }).groupIds.length] : [],
      );
      assert.deepEqual(sizes.toSorted(), [20, 20, 5]);
    });

    it('calls unknown people strangers, and people known by another name', async () => {
      serve({ users: { 'anna@contoso.example': user('anna') }, groups: { g: ['anna'] } });
      const people = over({ ciso: ['group:g', 'user:anna@contoso.example'] });
      assert.equal(await grants(people, 'nobody'), 'stranger');
      assert.equal(await grants(people, 'anna@contoso.example'), 'stranger');
    });

    it('gives no role to the disabled, and to guests only where they are allowed', async () => {
      const users = {
        off: user('off', { accountEnabled: false }),
        guest: user('guest', { userType: 'GUEST' }),
        ext: user('ext', { userType: null, userPrincipalName: 'a_b.example#EXT#@contoso.example' }),
        bare: { id: 'bare' },
      };
      serve({ users, groups: {} });
      const ciso = ['user:off', 'user:guest', 'user:ext', 'user:bare'];
      const strict = over({ ciso });
      assert.deepEqual(await grants(strict, 'off'), []);
      assert.deepEqual(await grants(strict, 'guest'), []);
      assert.deepEqual(await grants(strict, 'ext'), []);
      assert.deepEqual(await grants(strict, 'bare'), ['ciso user:bare']);
      const open = over({ ciso }, { allowGuests: true });
      assert.deepEqual(await grants(open, 'off'), []);
      assert.deepEqual(await grants(open, 'guest'), ['ciso user:guest']);
      assert.deepEqual(
        (await strict.holders('ciso')).map(({ id }) => id),
        ['bare'],
      );
      assert.deepEqual(
        (await open.holders('ciso')).map(({ id }) => id),
        ['bare', 'ext', 'guest'],
      );
    });

    it('tells who is disabled, or a guest who counts for nobody, whatever their roles', async () => {
      const users = {
        off: user('off', { accountEnabled: false }),
        guest: user('guest', { userType: 'Guest' }),
        anna: user('anna'),
      };
      serve({ users, groups: {} });
      const barred = async (people: Directory, id: string) => {
        const answer = await people.recent(id);
        return answer.ok && answer.barred === true;
      };
      const [strict, open] = [over({}), over({}, { allowGuests: true })];
      for (const [id, ...expected] of [
        ['off', true, true],
        ['guest', true, false],
        ['anna', false, false],
      ] as const)
        assert.deepEqual([await barred(strict, id), await barred(open, id)], expected, id);
    });

    it('has a name for everybody', async () => {
      const nameless = user('upn', { displayName: null });
      serve({ users: { bare: { id: 'bare' }, upn: nameless }, groups: {} });
      const people = over({ ciso: ['user:bare', 'user:upn'] });
      const named = (await people.holders('ciso')).map(({ name, upn }) => [name, upn]);
      assert.deepEqual(named, [
        ['bare', ''],
        ['upn@contoso.example', 'upn@contoso.example'],
      ]);
    });

    it('is unreachable where Graph fails, or answers with something else', async () => {
      const people = over({ ciso: ['group:g', 'user:anna'] });
      const users = (reply: Reply): void => {
        graph.answer(({ method }) => (method === 'GET' ? reply : { body: { value: ['g'] } }));
      };
      const groups = (reply: Reply): void => {
        graph.answer(({ method }) => (method === 'GET' ? { body: user('anna') } : reply));
      };
      const cases = [
        () => {
          users({ status: 403 });
        },
        () => {
          users({ status: 503 });
        },
        () => {
          users({ body: { value: [] } });
        },
        () => {
          users({ body: user('anna', { accountEnabled: 'no' }) });
        },
        () => {
          groups({ status: 500 });
        },
        () => {
          groups({ status: 404 });
        },
        () => {
          groups({ body: {} });
        },
      ];
      for (const set of cases) {
        set();
        assert.deepEqual(await people.person('anna'), { ok: false, why: 'unreachable' });
      }
    });

    it('is unreachable after the time for it, in all', async () => {
      const slow = (ms: number, reply: Reply) =>
        new Promise<Reply>((done) => setTimeout(done, ms, reply));
      graph.answer(({ method }) =>
        method === 'GET'
          ? slow(100, { body: user('anna') })
          : slow(100, { body: { value: ['g'] } }),
      );
      const people = over({ ciso: ['group:g'] });
      assert.deepEqual(await grants(people, 'anna'), ['ciso group:g']);
      graph.answer(({ method }) => (method === 'GET' ? { body: user('anna') } : undefined));
      const started = Date.now();
      assert.equal(await grants(people, 'anna'), 'unreachable');
      assert.ok(Date.now() - started < 1_000);
    });

    it('gives it 2 s where nothing else is said', async () => {
      const times: unknown[] = [];
      const silent = async (options: CallOptions | undefined): Promise<GraphFault> => {
        times.push(options?.timeoutMs);
        return { ok: false, trouble: 'unavailable' };
      };
      const client: GraphClient = {
        get: (_path, options) => silent(options),
        post: (_path, _body, options) => silent(options),
        patch: (_path, _body, options) => silent(options),
        pages: (_path, options) => silent(options),
        eachPage: (_path, _take, options) => silent(options),
      };
      const roles = { ...policy.roles, ciso: ['group:g'] };
      const people = directory(client, { ...policy, roles }, { now: () => now });
      assert.deepEqual(await people.person('anna'), { ok: false, why: 'unreachable' });
      assert.deepEqual(times, [2_000, 2_000]);
    });
  });

  describe('asked again', () => {
    const calls = () => graph.asked.length;

    it('asks anew for an act, and remembers five minutes for reading', async () => {
      serve({ users: { anna: user('anna') }, groups: {} });
      const people = over({ ciso: ['user:anna'] });
      const first = await people.recent('anna');
      now += 5 * MINUTE - 1;
      assert.deepEqual(await people.recent('anna'), first);
      assert.equal(calls(), 1);
      await people.person('anna');
      await people.person('anna');
      assert.equal(calls(), 3);
      now += 5 * MINUTE;
      await people.recent('anna');
      assert.equal(calls(), 4);
      now -= MINUTE;
      await people.recent('anna');
      assert.equal(calls(), 5, 'a clock put back makes nothing younger');
    });

    it('remembers answers alone, and nobody who is a stranger by now', async () => {
      serve({ users: { anna: user('anna'), bert: user('bert') }, groups: {} });
      const people = over({});
      await people.recent('anna');
      graph.answer(() => ({ status: 503 }));
      assert.equal((await people.person('anna')).ok, false);
      assert.equal((await people.recent('anna')).ok, true);
      assert.deepEqual(await people.recent('bert'), { ok: false, why: 'unreachable' });
      graph.answer(() => ({ status: 404 }));
      await people.person('anna');
      assert.deepEqual(await people.recent('anna'), { ok: false, why: 'stranger' });
      serve({ users: { bert: user('bert') }, groups: {} });
      assert.equal((await people.recent('bert')).ok, true);
    });
  });
});
