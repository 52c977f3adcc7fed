import assert from 'node:assert/strict';
import { type Config, readConfig } from '../src/config.ts';

const sandbox = {
  tenantId: '5c0e0000-0000-4000-8000-000000005c0e',
  roles: { engineer: ['user:eve'], itManager: ['user:mia'], ciso: ['user:carl'], auditor: [] },
};
const id = (digit: number): string => `00000000-0000-0000-0000-00000000000${String(digit)}`;
const production = {
  BOT_ID: id(1),
  BOT_TENANT_ID: id(2),
  SECRET_BOT_PASSWORD: 'secret',
  GRAPH_CLIENT_ID: id(3),
  SECRET_GRAPH_CLIENT_SECRET: 'another',
  PUBLIC_URL: 'https://scorekeeper.example/',
  TIME_ZONE: 'Europe/Vienna',
  ROLE_CISO: 'user:carl',
  SECRET_LINK_KEY: 'k'.repeat(32),
};

const good = (env: Readonly<Record<string, string>>): Config => {
  const read = readConfig(env, sandbox);
  assert.ok(read.ok, read.ok ? '' : read.wrong.join('\n'));
  return read.config;
};
const wrong = (env: Readonly<Record<string, string>>): readonly string[] => {
  const read = readConfig(env, sandbox);
  assert.ok(!read.ok);
  return read.wrong;
};
/** The names of the variables that the complaints tell to set or unset, in order. */
const named = (env: Readonly<Record<string, string>>): readonly string[] =>
  wrong(env).map((line) => /^(?:Set|Unset) (\w+)/.exec(line)?.[1] ?? line);

describe('The configuration', () => {
  it('of nothing at all is the sandbox with its people', () => {
    const config = good({});
    assert.equal(config.mode, 'sandbox');
    assert.equal(config.port, 3978);
    assert.equal(config.host, '127.0.0.1');
    assert.equal(config.publicUrl, 'http://localhost:3978');
    assert.equal(config.databaseUrl, 'sqlite:./data/sandbox.db');
    assert.equal(config.tenantId, sandbox.tenantId);
    assert.equal(config.bot, undefined);
    assert.equal(config.linkKey, undefined);
    assert.deepEqual(config.graph, { baseUrl: undefined, identity: undefined });
    assert.deepEqual(config.policy, {
      roles: sandbox.roles,
      allowGuests: false,
      writeBack: 'graph',
      lowImpactMaxPoints: 2,
      scoreDropAlertPercent: 2,
      baselinePercent: null,
      targetPercent: [80, 85],
      auditScope: ['iso27001', 'nis2'],
      minDistinctPeople: 3,
      timeZone: 'UTC',
    });
  });

  it('with a bot id is production', () => {
    const config = good(production);
    assert.equal(config.mode, 'production');
    assert.equal(config.host, '0.0.0.0');
    assert.equal(config.databaseUrl, 'sqlite:./data/scorekeeper.db');
    assert.equal(config.publicUrl, 'https://scorekeeper.example');
    assert.equal(config.tenantId, id(2));
    assert.equal(config.linkKey, 'k'.repeat(32));
    assert.deepEqual(config.bot, {
      id: id(1),
      type: 'SingleTenant',
      tenantId: id(2),
      password: 'secret',
    });
    assert.deepEqual(config.graph, {
      baseUrl: 'https://graph.microsoft.com',
      identity: { kind: 'secret', tenantId: id(2), clientId: id(3), clientSecret: 'another' },
    });
    assert.deepEqual(config.policy.roles, {
      engineer: [],
      itManager: [],
      ciso: ['user:carl'],
      auditor: [],
    });
  });

  it('may do without secrets where identities are managed', () => {
    const { SECRET_BOT_PASSWORD: _one, SECRET_GRAPH_CLIENT_SECRET: _other, ...rest } = production;
    const config = good({ ...rest, BOT_TYPE: 'UserAssignedMSI' });
    assert.equal(config.bot?.type, 'UserAssignedMSI');
    assert.deepEqual(config.graph.identity, { kind: 'managedIdentity', clientId: id(3) });
  });

  for (const [variable, value, read, expected] of [
    ['PORT', '0', (config: Config) => config.port, 0],
    [
      'PUBLIC_URL',
      'http://localhost:80//',
      (config: Config) => config.publicUrl,
      'http://localhost:80',
    ],
    ['HOST', '::1', (config: Config) => config.host, '::1'],
    [
      'DATABASE_URL',
      'postgres://u:p@db/x',
      (config: Config) => config.databaseUrl,
      'postgres://u:p@db/x',
    ],
    [
      'GRAPH_BASE_URL',
      'http://[::1]:4000/graph/',
      (config: Config) => config.graph.baseUrl,
      'http://[::1]:4000/graph',
    ],
    ['GRAPH_TENANT_ID', id(7).toUpperCase(), (config: Config) => config.tenantId, id(7)],
    [
      'ROLE_ENGINEER',
      ' group:b, user:a ,,user:a',
      (config: Config) => config.policy.roles.engineer,
      ['group:b', 'user:a'],
    ],
    [
      'ROLE_IT_MANAGER',
      'user:not/a guid?'.replace(' ', ''),
      (config: Config) => config.policy.roles.itManager,
      ['user:not/aguid?'],
    ],
    ['ROLE_CISO', 'group:c', (config: Config) => config.policy.roles.ciso, ['group:c']],
    ['ROLE_AUDITOR', 'user:aude', (config: Config) => config.policy.roles.auditor, ['user:aude']],
    ['ALLOW_GUESTS', 'yes', (config: Config) => config.policy.allowGuests, true],
    ['WRITE_BACK', 'manual', (config: Config) => config.policy.writeBack, 'manual'],
    ['LOW_IMPACT_MAX_POINTS', '1.5', (config: Config) => config.policy.lowImpactMaxPoints, 1.5],
    ['SCORE_DROP_ALERT_PERCENT', '3', (config: Config) => config.policy.scoreDropAlertPercent, 3],
    ['BASELINE_PERCENT', '82', (config: Config) => config.policy.baselinePercent, 82],
    ['TARGET_PERCENT', '75-80.5', (config: Config) => config.policy.targetPercent, [75, 80.5]],
    [
      'AUDIT_SCOPE',
      'A.5.17, 21(2)(j)',
      (config: Config) => config.policy.auditScope,
      ['A.5.17', '21(2)(j)'],
    ],
    ['AUDIT_SCOPE', 'None', (config: Config) => config.policy.auditScope, []],
    ['MIN_DISTINCT_PEOPLE', '2', (config: Config) => config.policy.minDistinctPeople, 2],
    ['TIME_ZONE', 'Europe/Vienna', (config: Config) => config.policy.timeZone, 'Europe/Vienna'],
    [
      'DEPLOYED_AT',
      '2026-11-12T09:00:00+01:00',
      (config: Config) => config.deployedAt?.toISOString(),
      '2026-11-12T08:00:00.000Z',
    ],
    [
      'SANDBOX_CLOCK',
      '2026-11-12T09:00:00Z',
      (config: Config) => config.sandboxClock?.toISOString(),
      '2026-11-12T09:00:00.000Z',
    ],
  ] as const)
    it(`reads ${variable}=${value}`, () => {
      assert.deepEqual(read(good({ [variable]: value })), expected);
    });

  for (const [variable, ...values] of [
    ['SCOREKEEPER_MODE', 'prod', 'Sandbox'],
    ['PORT', 'many', '-1', '65536', '80.5', 'NaN'],
    ['PUBLIC_URL', 'scorekeeper.example', 'ftp://x', 'javascript:alert(1)'],
    ['DATABASE_URL', 'mysql://x', 'sqlite:', 'record.db', 'postgres://'],
    ['BOT_TYPE', 'SingleTenent', 'MultiTenant'],
    ['BOT_TENANT_ID', 'contoso.onmicrosoft.com'],
    ['GRAPH_TENANT_ID', 'not-a-guid', `${id(1)}0`],
    ['GRAPH_BASE_URL', 'nonsense'],
    ['ROLE_ENGINEER', 'eve', 'user:', 'role:x', 'user:a b'],
    ['ROLE_AUDITOR', 'user:a;user:b c'],
    ['ALLOW_GUESTS', 'true', 'YES'],
    ['WRITE_BACK', 'auto'],
    ['LOW_IMPACT_MAX_POINTS', '-1', '101', 'two'],
    ['SCORE_DROP_ALERT_PERCENT', '200'],
    ['BASELINE_PERCENT', '101'],
    ['TARGET_PERCENT', '85', '85-80', '80-101', 'a-b'],
    ['MIN_DISTINCT_PEOPLE', '1', '4'],
    ['TIME_ZONE', 'Vienna', 'CEST+99'],
    ['DEPLOYED_AT', 'yesterday', '2026-11-12'],
    ['SANDBOX_CLOCK', '2026-02-30T09:00:00Z'],
    ['SECRET_LINK_KEY', 'k'.repeat(31)],
  ] as const)
    for (const value of values)
      it(`says that ${variable}=${value} is wrong`, () => {
        assert.deepEqual(named({ [variable]: value }), [variable]);
      });

  it('treats white space as nothing', () => {
    assert.deepEqual(good({ PORT: ' ', TIME_ZONE: '', ROLE_CISO: '  ' }), good({}));
  });

  it('reports everything that is wrong at once, each line saying what to set', () => {
    const lines = wrong({ PORT: 'x', ALLOW_GUESTS: 'x', TIME_ZONE: 'x', HOST: '0.0.0.0' });
    assert.equal(lines.length, 4);
    for (const line of lines) assert.match(line, /^Set [A-Z_]+ to .*\.$/);
  });

  it('never repeats a value: it may be a secret in the wrong place', () => {
    const secret = 'hunter2';
    const env = Object.fromEntries(
      [...Object.keys(production), 'PORT', 'DATABASE_URL', 'WRITE_BACK', 'TARGET_PERCENT'].map(
        (name) => [name, secret],
      ),
    );
    assert.ok(!wrong(env).join().includes(secret));
  });
});

describe('The sandbox', () => {
  for (const [what, env, variable] of [
    ['a bot', { SCOREKEEPER_MODE: 'sandbox', BOT_ID: id(1) }, 'BOT_ID'],
    ['production', { NODE_ENV: 'production' }, 'SCOREKEEPER_MODE'],
    ['a credential for Graph', { GRAPH_CLIENT_ID: id(1) }, 'GRAPH_CLIENT_ID'],
    ['a secret for Graph', { SECRET_GRAPH_CLIENT_SECRET: 'x' }, 'GRAPH_CLIENT_ID'],
    ['every address of the machine', { HOST: '0.0.0.0' }, 'HOST'],
    ['a host of another name', { HOST: 'localhost.evil.example' }, 'HOST'],
    ['a Graph elsewhere', { GRAPH_BASE_URL: 'https://graph.microsoft.com' }, 'GRAPH_BASE_URL'],
    [
      'a Graph that looks near',
      { GRAPH_BASE_URL: 'http://127.0.0.1.evil.example' },
      'GRAPH_BASE_URL',
    ],
  ] as const)
    it(`does not go together with ${what}`, () => {
      assert.deepEqual(named(env), [variable]);
    });
});

describe('Production', () => {
  for (const [missing, complaint] of [
    ['BOT_ID', 'BOT_ID'],
    ['BOT_TENANT_ID', 'BOT_TENANT_ID'],
    ['SECRET_BOT_PASSWORD', 'SECRET_BOT_PASSWORD'],
    ['PUBLIC_URL', 'PUBLIC_URL'],
    ['TIME_ZONE', 'TIME_ZONE'],
    ['ROLE_CISO', 'ROLE_CISO'],
    ['SECRET_LINK_KEY', 'SECRET_LINK_KEY'],
  ] as const)
    it(`needs ${missing}`, () => {
      const env = Object.entries(production).filter(([name]) => name !== missing);
      const names = named({ ...Object.fromEntries(env), SCOREKEEPER_MODE: 'production' });
      assert.deepEqual(names, [complaint]);
    });

  it('needs a credential for Graph, whole', () => {
    const { GRAPH_CLIENT_ID: _id, SECRET_GRAPH_CLIENT_SECRET: secret, ...rest } = production;
    assert.deepEqual(named(rest), ['GRAPH_CLIENT_ID']);
    const half = named({ ...rest, SECRET_GRAPH_CLIENT_SECRET: secret });
    assert.deepEqual(new Set(half), new Set(['GRAPH_CLIENT_ID']));
  });

  it('needs addresses of https', () => {
    assert.deepEqual(named({ ...production, PUBLIC_URL: 'http://bot.example' }), ['PUBLIC_URL']);
    assert.deepEqual(named({ ...production, GRAPH_BASE_URL: 'http://graph.example' }), [
      'GRAPH_BASE_URL',
    ]);
  });

  it('of nothing lists everything', () => {
    assert.deepEqual(named({ SCOREKEEPER_MODE: 'production' }), [
      'SECRET_LINK_KEY',
      'BOT_ID',
      'GRAPH_CLIENT_ID',
      'TIME_ZONE',
      'PUBLIC_URL',
      'ROLE_CISO',
    ]);
  });
});
