import assert from 'node:assert/strict';
import type { DirectoryAnswer } from '../../src/app/people-ports.ts';
import type { Conversation, Ports } from '../../src/app/ports.ts';
import { channelOf, conversationOf, isPersonal, learnPerson } from '../../src/teams/contact.ts';

const serviceUrl = 'https://smba.trafficmanager.net/emea/';
const personal = {
  serviceUrl,
  from: { id: '29:eve' },
  conversation: { id: 'a:eve', conversationType: 'personal' },
} as never;
const thread = {
  serviceUrl,
  from: { id: '29:eve' },
  conversation: { id: '19:gov@thread.tacv2;messageid=17', conversationType: 'channel' },
  channelData: {
    team: { id: '19:team' },
    channel: { id: '19:gov@thread.tacv2', name: 'Governance' },
  },
} as never;

describe('Where somebody can be written to', () => {
  it('is the conversation without its thread', () => {
    assert.deepEqual(conversationOf(thread, 'ours'), {
      conversationId: '19:gov@thread.tacv2',
      serviceUrl,
      tenantId: 'ours',
      userId: '29:eve',
    });
  });

  it('is personal only where Teams says so', () => {
    assert.ok(isPersonal(personal));
    assert.ok(!isPersonal(thread));
    assert.ok(!isPersonal({}));
  });

  it('is a channel only in a team', () => {
    assert.deepEqual(channelOf(thread, 'ours'), {
      conversationId: '19:gov@thread.tacv2',
      serviceUrl,
      tenantId: 'ours',
      userId: '29:eve',
      teamId: '19:team',
      name: 'Governance',
    });
    assert.equal(channelOf(personal, 'ours'), undefined);
    for (const channelData of [undefined, null, 'x', { channel: { id: 'x' } }, { team: 'x' }])
      assert.equal(channelOf({ channelData }, 'ours'), undefined);
  });

  it('is the General channel where the team alone is named', () => {
    const channel = channelOf(
      { channelData: { team: { id: '19:team', name: 'Security' } } },
      'ours',
    );
    assert.equal(channel?.conversationId, '19:team');
    assert.equal(channel.name, 'Security');
  });
});

describe('Learning it', () => {
  let kept: Conversation | undefined;
  let done: string[];
  let answer: DirectoryAnswer;
  const ports = {
    store: {
      conversation: () => Promise.resolve(kept),
      saveConversation: async (id: string, conversation: Conversation) => {
        kept = conversation;
        done.push(`saved ${id}`);
      },
      rearmPerson: async (id: string) => void done.push(`rearmed ${id}`),
    },
    directory: { recent: () => Promise.resolve(answer) },
    now: () => new Date(0),
    wake: () => void done.push('woken'),
  } as unknown as Ports;
  beforeEach(() => {
    kept = undefined;
    done = [];
    answer = { ok: true, person: { id: 'eve', name: 'Eve', upn: '', grants: [] } };
  });

  it('sends what waits, once', async () => {
    await learnPerson(ports, personal, 'eve', 'ours');
    await learnPerson(ports, personal, 'eve', 'ours');
    assert.deepEqual(done, ['saved eve', 'rearmed eve', 'woken']);
  });

  it('follows them to another region', async () => {
    await learnPerson(ports, personal, 'eve', 'ours');
    const moved = { ...(personal as object), serviceUrl: 'https://smba.trafficmanager.net/amer/' };
    await learnPerson(ports, moved, 'eve', 'ours');
    assert.equal(kept?.serviceUrl, moved.serviceUrl);
    assert.equal(done.length, 6);
  });

  it('learns nothing from a channel', async () => {
    await learnPerson(ports, thread, 'eve', 'ours');
    assert.deepEqual(done, []);
  });

  it('leaves no trace of a stranger, and does not forget anybody while the directory is away', async () => {
    answer = { ok: false, why: 'stranger' };
    await learnPerson(ports, personal, 'eve', 'ours');
    assert.deepEqual(done, []);
    answer = { ok: false, why: 'unreachable' };
    await learnPerson(ports, personal, 'eve', 'ours');
    assert.deepEqual(done, ['saved eve', 'rearmed eve', 'woken']);
  });
});
