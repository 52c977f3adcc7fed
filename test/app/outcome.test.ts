import { appoint } from './deputy-world.ts';
import assert from 'node:assert/strict';
import { attempt } from '../../src/app/act.ts';
import type { Daily } from '../../src/domain/attempt.ts';
import { type Acceptance } from '../../src/domain/acceptance.ts';
import { theSystem } from '../../src/domain/person.ts';
import type { Event } from '../../src/domain/workflow-table.ts';
import { carl, cora, day, done, eve, mia, people, type World, world } from '../support/world.ts';

describe('what a step came to', () => {
  let w: World;
  beforeEach(async () => {
    w = await world();
  });
  afterEach(() => w.end());

  /** What a person was told last, without the id, title and witness of it. */
  const told = (who = eve): string =>
    (w.told(who).at(-1)?.text ?? '')
      .replace(/^\*\*RA-2026-\d{4}\*\* Cloud Discovery: /, '')
      .replace(/\s+#\d+ [0-9a-f]{12}$/, '');
  const channel = (): string => w.teams.channel.map(({ text }) => text).join('\n');
  const system = async (acceptance: Acceptance, on: Event, daily: Partial<Daily> = {}) => {
    const { revision } = await w.find(acceptance);
    const observed = { daily: { fresh: true, completedDays: 0, goneDays: 0, ...daily } };
    const how = { person: theSystem, observed };
    done(await attempt(w.ports, await w.find(acceptance), { on, revision }, how));
    w.quiet();
    await w.settle();
  };
  const partial = { scope: 'partial', scopeDetail: 'The twelve people of the test lab.' } as const;

  it('says that nobody decided in time', async () => {
    await w.propose();
    await w.later(31 * day);
    assert.equal(told(), 'withdrawn: nobody decided within 30 days. It can be proposed again.');
  });

  it('says that the proposer did not answer', async () => {
    await w.requestChanges(await w.propose());
    await w.later(61 * day);
    assert.equal(
      told(),
      'withdrawn: its proposer was asked for changes, and 60 days brought no answer. It can be proposed again.',
    );
  });

  it('says that the recommendation is complete, or gone', async () => {
    await system(await w.propose(), 'completed', { completedDays: 2 });
    assert.equal(
      told(),
      'withdrawn: the recommendation is complete, so there is nothing left to accept.',
    );
    await system(await w.propose(), 'gone', { goneDays: 3 });
    assert.equal(told(), 'withdrawn: Microsoft no longer has this recommendation.');
  });

  it('says to proposer and CISOs that it expired, and what Secure Score says from then on', async () => {
    const acceptance = await w.approved({ reviewOn: '2026-12-10' });
    await w.settle();
    await w.later(18 * day);
    assert.equal((await w.find(acceptance)).state, 'ReviewDue');
    w.quiet();
    await w.later(15 * day);
    assert.equal((await w.find(acceptance)).state, 'Expired');
    const words =
      'expired: its review date was 10 Dec 2026, and nobody renewed it in time. Secure Score goes back to To address.';
    for (const who of [eve, carl, cora]) assert.equal(told(who), words);
    assert.equal(
      people(w.teams.posts.filter(({ text }) => text.includes('expired'))),
      'carl cora eve',
    );
  });

  it('says that it expired before it was in force', async () => {
    w.graph.state.ignoresWrites = true;
    await w.approved({ reviewOn: '2026-11-30' });
    await w.later(8 * day);
    assert.equal(
      told(),
      'expired: its review date, 30 Nov 2026, came before Secure Score showed it. Secure Score goes back to To address.',
    );
  });

  it('says of a part of the tenant that Secure Score stays as it is', async () => {
    const acceptance = await w.approved(partial);
    await w.settle();
    const texts = w
      .told(eve)
      .map(({ text }) => text)
      .join('\n');
    assert.match(
      texts,
      /approved by Carl, review by 23 Nov 2027\. It is for some users or devices: Secure Score stays as it is\./,
    );
    assert.match(texts, /in force for some users or devices; review by 23 Nov 2027\./);
    w.quiet();
    await w.revoke(await w.find(acceptance));
    await w.settle();
    assert.match(told(), /^revoked by Carl\.\s+>/);
    assert.doesNotMatch(`${channel()}${told()}`, /goes back/);
  });

  it('names for whom a deputy acted, to people and in the channel', async () => {
    w.entra.put({ ...cora, grants: [] });
    w.entra.put({ ...carl, name: '*Carl*' });
    await appoint(w, { deputyId: cora.id });
    await w.settle();
    w.quiet();
    await w.approve(await w.endorse(await w.propose(), mia), cora);
    await w.settle();
    const words = String.raw`approved by Cora for \*Carl\* (deputy, 23 November to 6 December), review by`;
    assert.ok(channel().includes(words), channel());
    assert.ok(w.told(mia).some(({ text }) => text.includes(words)));
  });

  it('is nothing where there is no such step', async () => {
    const { id } = await w.propose();
    await w.settle();
    w.quiet();
    await w.store.arm(
      [{ kind: 'tell', acceptanceId: id, revision: 9, personId: eve.id }],
      w.ports.now(),
    );
    await w.settle();
    assert.deepEqual(w.told(eve), []);
  });
});
