import assert from 'node:assert/strict';
import type { Directory } from '../../src/app/people-ports.ts';
import type { Person } from '../../src/domain/person.ts';
import type { Policy } from '../../src/domain/policy.ts';
import { graphClient } from '../../src/graph/client.ts';
import { directory } from '../../src/graph/directory.ts';
import { answering, policy, user, type Tenant } from './fake-directory.ts';
import { fakeGraph, type FakeGraph, type Reply } from './fake-graph.ts';

const MINUTE = 60_000;

describe('the directory, asked who holds a role', () => {
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
  const named = (people: readonly Person[]) => people.map(({ id }) => id);

  const tenant: Tenant = {
    users: {
      anna: user('anna', { displayName: 'Zoe' }),
      bert: user('bert', { displayName: 'Ärne' }),
      carl: user('carl', { displayName: 'Bo' }),
      dora: user('dora', { displayName: 'Bo' }),
      off: user('off', { accountEnabled: false }),
    },
    groups: { all: ['dora', 'carl', 'bert', 'off', 'anna'], some: ['anna'], none: [] },
  };

  it('names everybody once, by name, with all of their roles', async () => {
    serve(tenant);
    const people = over({
      engineer: ['group:all'],
      itManager: ['group:some', 'user:anna', 'user:gone', 'group:gone'],
      ciso: ['user:bert', 'group:none'],
    });
    const engineers = await people.holders('engineer');
    assert.deepEqual(named(engineers), ['bert', 'carl', 'dora', 'anna']);
    assert.deepEqual(engineers.at(-1)?.grants, [
      { role: 'engineer', from: 'group:all' },
      { role: 'itManager', from: 'group:some' },
      { role: 'itManager', from: 'user:anna' },
    ]);
    assert.deepEqual(named(await people.holders('itManager')), ['anna']);
    assert.deepEqual(named(await people.holders('ciso')), ['bert']);
    assert.deepEqual(await people.holders('auditor'), []);
    const person = await people.person('anna');
    assert.deepEqual(person.ok && person.person, engineers.at(-1));
  });

  it('asks Graph for users only, with what that takes', async () => {
    serve(tenant);
    await over({ ciso: ['group:all'] }).holders('ciso');
    const [first, ...others] = graph.asked;
    assert.equal(
      first?.path,
      '/groups/all/transitiveMembers/microsoft.graph.user' +
        '?$select=id,displayName,userPrincipalName,accountEnabled,userType&$count=true&$top=999',
    );
    assert.equal(others.length, 2);
    assert.ok(graph.asked.every(({ headers }) => headers['consistencylevel'] === 'eventual'));
  });

  it('leaves out what is no user', async () => {
    graph.answer(() => ({ body: { value: [{ name: 'a device' }, user('anna')] } }));
    assert.deepEqual(named(await over({ ciso: ['group:all'] }).holders('ciso')), ['anna']);
  });

  it('remembers for five minutes, for all roles and whoever asks meanwhile', async () => {
    serve(tenant);
    const people = over({ ciso: ['user:bert'], auditor: ['user:carl'] });
    await Promise.all([people.holders('ciso'), people.holders('auditor')]);
    now += 5 * MINUTE - 1;
    await people.holders('ciso');
    assert.equal(graph.asked.length, 2);
    now += 1;
    await people.holders('ciso');
    assert.equal(graph.asked.length, 4);
  });

  it('throws where Graph does not answer, however well it did before, and asks again', async () => {
    serve(tenant);
    const people = over({ ciso: ['user:bert'], auditor: ['group:all'] });
    await people.holders('ciso');
    now += 5 * MINUTE;
    const failures: readonly (readonly [string, Reply])[] = [
      ['users', { status: 403 }],
      ['users', { body: [] }],
      ['groups', { status: 503 }],
    ];
    for (const [kind, reply] of failures) {
      const usual = answering(tenant, graph.baseUrl);
      graph.answer((asked) => (asked.path.startsWith(`/${kind}`) ? reply : usual(asked)));
      await assert.rejects(people.holders('ciso'), { name: 'DirectorySilent' });
    }
    serve(tenant);
    assert.deepEqual(named(await people.holders('ciso')), ['bert']);
  });
});
