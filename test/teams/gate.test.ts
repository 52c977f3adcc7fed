import assert from 'node:assert/strict';
import { isAllowedService, speakerOf, turnAway } from '../../src/teams/gate.ts';

const tenantId = '00000000-0000-4000-8000-0000000000aa';
const production = { tenantId, sandbox: false };
const sandbox = { tenantId, sandbox: true };

describe('The address that the bot writes to', () => {
  for (const url of [
    'https://smba.trafficmanager.net/teams/',
    'https://smba.trafficmanager.net/emea/',
    'https://SMBA.TrafficManager.net/amer',
    'https://smba.infra.gcc.teams.microsoft.com/',
    'https://smba.infra.gov.teams.microsoft.us/',
    'https://smba.infra.dod.teams.microsoft.us/teams',
  ])
    it(`may be ${url}`, () => {
      assert.ok(isAllowedService(url, production));
      assert.ok(!isAllowedService(url, sandbox), 'not from the sandbox');
    });

  for (const url of [
    'http://smba.trafficmanager.net/teams/',
    'https://smba.trafficmanager.net.evil.example/',
    'https://evil.example/smba.trafficmanager.net/',
    'https://smba.trafficmanager.net@evil.example/',
    'https://evil.example#smba.trafficmanager.net',
    'https://evilsmba.trafficmanager.net/',
    'https://x.smba.trafficmanager.net/',
    'https://smba-trafficmanager.net/',
    'https://smbaxtrafficmanager.net/',
    'https://smba.trafficmanager.net.',
    'https://smba.infra.evil.teams.microsoft.us/',
    'https://smba.infra.gcc.teams.microsoft.us.evil.example/',
    'https://localhost/',
    'http://127.0.0.1:3978/',
    'javascript:alert(1)',
    '//smba.trafficmanager.net',
    'smba.trafficmanager.net',
    '',
  ])
    it(`may not be "${url}"`, () => {
      assert.ok(!isAllowedService(url, production));
    });

  it('may name a user or a port of its own in no case', () => {
    for (const url of [
      'https://user@smba.trafficmanager.net/',
      'https://user:secret@smba.trafficmanager.net/',
      'https://smba.trafficmanager.net:8443/',
    ])
      assert.ok(!isAllowedService(url, production), url);
  });

  it('is on this machine in the sandbox, and nowhere else', () => {
    for (const url of ['http://127.0.0.1:1/', 'http://localhost:3978/x', 'http://[::1]:3978/'])
      assert.ok(isAllowedService(url, sandbox), url);
    for (const url of [
      'https://127.0.0.1/',
      'http://127.0.0.1.evil.example/',
      'http://localhost.evil.example/',
      'http://127.0.0.1@evil.example/',
      'http://0.0.0.0/',
      'http://127.0.0.2/',
      'http://10.0.0.1/',
    ])
      assert.ok(!isAllowedService(url, sandbox), url);
  });
});

describe('The gate before the SDK', () => {
  const activity = {
    type: 'message',
    channelId: 'msteams',
    serviceUrl: 'https://smba.trafficmanager.net/teams/',
    from: { id: '29:x' },
    recipient: { id: '28:bot' },
    conversation: { id: 'a:x' },
  };

  it('lets an activity of Teams with a token in', () => {
    assert.equal(turnAway(activity, 'Bearer x.y.z', production), undefined);
  });

  it('asks for a token before it reads anything', () => {
    for (const token of [
      undefined,
      '',
      'Bearer',
      'Bearer ',
      'bearer x',
      'Basic x',
      'Bearer a b',
      'xBearer y',
    ])
      assert.equal(turnAway('nonsense', token, production), 401, token);
  });

  it('asks for none in the sandbox', () => {
    const here = { ...activity, serviceUrl: 'http://127.0.0.1:3978/' };
    assert.equal(turnAway(here, undefined, sandbox), undefined);
    assert.equal(turnAway(activity, undefined, sandbox), 403);
  });

  it('refuses what is no activity', () => {
    for (const body of [undefined, null, 1, 'x', [], {}, ...Object.keys(activity).map(without)])
      assert.equal(turnAway(body, 'Bearer x', production), 400, JSON.stringify(body));
  });
  const without = (field: string): object =>
    Object.fromEntries(Object.entries(activity).filter(([name]) => name !== field));

  it('refuses another channel than Teams', () => {
    for (const channelId of ['emulator', 'AseChannel', 'directline', 'MSTEAMS', ''])
      assert.equal(turnAway({ ...activity, channelId }, 'Bearer x', production), 400, channelId);
  });

  it('refuses fields that are something else, or far too long', () => {
    for (const more of [
      { type: '' },
      { type: 'x'.repeat(100) },
      { from: 'x' },
      { from: { id: '' } },
      { from: { id: 7 } },
      { recipient: null },
      { conversation: { id: 'x'.repeat(1000) } },
      { conversation: { id: 'a:x', tenantId: [tenantId] } },
      { serviceUrl: 7 },
      { serviceUrl: `https://smba.trafficmanager.net/${'x'.repeat(1000)}` },
    ])
      assert.equal(
        turnAway({ ...activity, ...more }, 'Bearer x', production),
        400,
        JSON.stringify(more),
      );
  });
});

describe('Who speaks', () => {
  const from = { id: '29:x', name: 'Somebody', aadObjectId: 'carl' };
  const conversation = { id: 'a:x', tenantId } as never;
  const speaks = (more: object) =>
    speakerOf(
      { from, conversation, channelData: { tenant: { id: tenantId } }, ...more },
      production,
    );

  it('is the Entra object id, never a name', () => {
    assert.deepEqual(speaks({}), { ok: true, personId: 'carl' });
  });

  it('is of our tenant, in any case of its letters, wherever it is named', () => {
    assert.ok(speaks({ channelData: { tenant: { id: tenantId.toUpperCase() } } }).ok);
    assert.ok(speaks({ conversation: { id: 'a:x' } }).ok);
    assert.ok(speaks({ channelData: undefined }).ok);
  });

  for (const [what, more] of [
    ['the channel data', { channelData: { tenant: { id: 'other' } } }],
    ['the conversation', { conversation: { id: 'a:x', tenantId: 'other' } }],
    ['neither', { conversation: { id: 'a:x' }, channelData: {} }],
    ['something that is no text', { channelData: { tenant: { id: { id: tenantId } } } }],
    ['an empty text', { channelData: { tenant: { id: '' } } }],
  ] as const)
    it(`is nobody of ours where ${what} names another tenant`, () => {
      assert.deepEqual(speaks(more), { ok: false, why: 'otherTenant' });
    });

  it('is nobody without an object id', () => {
    for (const aadObjectId of [undefined, '', 7, null, 'x'.repeat(300)])
      assert.deepEqual(speaks({ from: { ...from, aadObjectId } }), { ok: false, why: 'nobody' });
    assert.deepEqual(speaks({ from: undefined }), { ok: false, why: 'nobody' });
  });
});
