import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { Person } from '../../src/domain/person.ts';
import { as, control, dora, policy } from '../domain/examples.ts';
import {
  aude,
  carl,
  complaints,
  discovery,
  done,
  ed,
  eve,
  max,
  mia,
  minute,
  refusal,
  small,
  type World,
  world,
  zed,
} from '../support/world.ts';

describe('proposing', () => {
  let w: World;
  beforeEach(async () => {
    w = await world();
  });
  afterEach(() => w.end());

  it('puts a recommendation before the IT managers, with the facts of the day', async () => {
    const acceptance = await w.propose({ residualRisk: 'Medium', riskOwnerId: ed.id });
    assert.equal(acceptance.id, 'RA-2026-0001');
    assert.equal(acceptance.state, 'InReview');
    assert.equal(acceptance.proposerId, eve.id);
    assert.equal(acceptance.riskOwnerId, ed.id);
    assert.equal(acceptance.facts.pointsAtRisk, 4.5);
    assert.equal(acceptance.facts.asOf, w.ports.now().toISOString());
    assert.deepEqual(await w.find(acceptance), acceptance);
    assert.equal(await w.events(acceptance), 'propose');
    assert.equal(w.wake.callCount, 1);
  });

  it('takes the low route only where everything is low, and says why it does not', async () => {
    const low = await w.propose({}, eve, { controlId: small.id });
    assert.equal(low.route, 'low');
    const standard = await w.propose({ residualRisk: 'High' });
    assert.equal(standard.route, 'standard');
    assert.deepEqual(standard.routeReasons, [
      'residual risk is High',
      '4.50 points at risk, more than 2.00',
    ]);
  });

  it('counts the year of the number in the tenant’s zone', async () => {
    w.clock.at = Date.parse('2026-12-31T12:00:00Z');
    const east = w.with({ policy: policy({ timeZone: 'Pacific/Auckland' }) });
    assert.equal((await east.propose()).id, 'RA-2027-0001');
  });

  it('names every field that is wrong, all at once', async () => {
    const acted = await w.submit({
      treatment: '',
      scope: 'Partial',
      riskDescription: 'n/a',
      justification: 'too short',
      compensatingControls: 'x'.repeat(1001),
      residualRisk: 'None',
      reviewOn: '2026-02-30',
      riskOwnerId: 'nobody',
      evidence: 'http://contoso.example',
    });
    assert.deepEqual(Object.keys(complaints(acted)).toSorted(), [
      'compensatingControls',
      'evidence',
      'justification',
      'residualRisk',
      'reviewOn',
      'riskDescription',
      'riskOwnerId',
      'scope',
      'treatment',
    ]);
    assert.deepEqual(await w.store.list({}), []);
    assert.equal(w.wake.callCount, 0);
  });

  it('says what is wrong with the recommendation beside what is wrong with the fields', async () => {
    await w.propose();
    const said = complaints(await w.submit({ justification: '' }, ed));
    assert.deepEqual(Object.keys(said).toSorted(), ['form', 'justification']);
    assert.match(said['form'] ?? '', /already proposed/);
  });

  it('asks for a risk owner whom the directory knows', async () => {
    const { riskOwnerId, ...others } = complaints(await w.submit({ riskOwnerId: ' nobody ' }));
    assert.match(riskOwnerId ?? '', /does not know this person/);
    assert.deepEqual(others, {});
  });

  it('says so where the directory does not answer about the risk owner', async () => {
    const { directory } = w.entra;
    const recent = async () => ({ ok: false as const, why: 'unreachable' as const });
    const silent = w.with({ directory: { ...directory, recent } });
    const acted = await silent.submit({ riskOwnerId: ed.id });
    assert.match(complaints(acted)['riskOwnerId'] ?? '', /does not answer now/);
  });

  it('wants a review date within the time that the residual risk allows', async () => {
    const { reviewOn } = complaints(
      await w.submit({ residualRisk: 'High', reviewOn: '2027-05-24' }),
    );
    assert.match(reviewOn ?? '', /At most 6 months ahead/);
    assert.equal(
      (await w.propose({ residualRisk: 'High', reviewOn: '2027-05-23' })).reviewOn,
      '2027-05-23',
    );
  });

  it('wants evidence for a treatment that raises the score', async () => {
    assert.match(
      complaints(await w.submit({ treatment: 'thirdParty' }))['evidence'] ?? '',
      /https/,
    );
    const link = 'https://contoso.example/proof';
    const acceptance = await w.propose({ treatment: 'thirdParty', evidence: link });
    assert.deepEqual(acceptance.evidence, [{ url: link, sha256: '' }]);
    assert.equal(acceptance.route, 'standard');
  });

  it('refuses what Secure Score does not know, has retired, or counts as completed', async () => {
    const old = control({ id: 'Old', deprecated: true });
    const full = control({ id: 'Full', score: 4.5 });
    const asOf = w.ports.now().toISOString();
    await w.store.saveControls({ controls: [old, full], score: undefined, updates: [] }, asOf);
    const said = async (controlId: string) =>
      complaints(await w.submit({}, eve, { controlId }))['form'] ?? '';
    assert.match(await said('Nonsense'), /no such recommendation/);
    assert.match(await said('Old'), /retired/);
    assert.match(await said('full'), /completed/);
  });

  it('refuses what is proposed already, in any spelling', async () => {
    const { id } = await w.propose();
    const acted = await w.submit({}, ed, { controlId: discovery.id.toUpperCase() });
    assert.match(complaints(acted)['form'] ?? '', new RegExp(`${id} is already proposed`));
  });

  it('refuses what is covered already', async () => {
    const { id } = await w.approved();
    assert.match(
      complaints(await w.submit({}, ed))['form'] ?? '',
      new RegExp(`${id} already covers`),
    );
  });

  it('says that somebody was faster where two propose the same at once', async () => {
    const both = await Promise.all([w.submit({}, eve), w.submit({}, ed)]);
    const refused = both.filter(({ ok }) => !ok);
    assert.equal(refused.length, 1);
    assert.ok(refused[0]);
    assert.match(complaints(refused[0])['form'] ?? '', /already proposed|has just proposed/);
    assert.equal((await w.store.list({})).length, 1);
  });

  it('names the role that nobody eligible holds', async () => {
    const said = async (...people: readonly Person[]) => {
      w.entra.only(...people);
      return complaints(await w.submit({}, people[0]))['form'] ?? '';
    };
    assert.match(await said(eve, carl), /holds the role IT manager/);
    assert.match(await said(eve, mia), /holds the role CISO/);
    assert.match(await said(mia, carl), /holds the role IT manager/);
    assert.match(await said(eve, dora), /holds the role CISO/);
    assert.match(await said(as(carl, 'ciso'), mia), /holds the role CISO/);
  });

  it('needs one person less on the low route, and where two suffice by policy', async () => {
    w.entra.only(eve, dora);
    const two = w.with({ policy: policy({ minDistinctPeople: 2 }) });
    assert.equal((await two.propose()).state, 'InReview');
    w.entra.only(eve, mia);
    assert.equal((await w.propose({}, eve, { controlId: small.id })).route, 'low');
  });

  it('is for engineers, IT managers and CISOs', async () => {
    for (const who of [aude, zed])
      assert.deepEqual(refusal(await w.submit({}, who)), {
        refusal: 'notYou',
        who: 'an engineer or an IT manager or a CISO',
      });
    assert.equal((await w.propose({}, max)).proposerId, max.id);
  });

  it('refuses a stranger, and everybody while the directory is silent', async () => {
    const stranger = { ...eve, id: 'elsewhere' };
    assert.deepEqual(refusal(await w.submit({}, stranger)), { refusal: 'stranger' });
    w.entra.state.silent = true;
    assert.deepEqual(refusal(await w.submit()), { refusal: 'unreachable' });
    assert.deepEqual(await w.store.list({}), []);
  });

  it('names the attempt before it that came to nothing', async () => {
    const first = await w.propose();
    await w.reject(first);
    const second = await w.propose({}, ed);
    assert.equal(second.previous, first.id);
    await w.withdraw(second, ed);
    assert.equal((await w.propose()).previous, second.id);
    assert.equal((await w.propose({}, eve, { controlId: small.id })).previous, null);
  });

  describe('on facts', () => {
    const reads = (): number => w.graph.secureScore.read.callCount;

    it('uses those that are at most 15 minutes old', async () => {
      w.clock.at += 15 * minute;
      w.graph.change(discovery.id, { score: 1 });
      assert.equal((await w.propose()).facts.pointsAtRisk, 4.5);
      assert.equal(reads(), 1);
    });

    it('reads older ones again', async () => {
      w.clock.at += 15 * minute + 1;
      w.graph.change(discovery.id, { score: 1 });
      const { facts } = await w.propose();
      assert.equal(facts.pointsAtRisk, 3.5);
      assert.equal(facts.asOf, w.ports.now().toISOString());
      assert.equal(reads(), 2);
    });

    it('reads them where there are none, and uses old ones where Graph is down', async () => {
      w.clock.at += 60 * minute;
      w.graph.state.reads = { ok: false, trouble: 'unavailable' };
      w.graph.change(discovery.id, { score: 1 });
      assert.equal((await w.propose()).facts.pointsAtRisk, 4.5);
      assert.deepEqual(w.log.warn.lastCall.args, ['controls-not-read', { trouble: 'unavailable' }]);
      await w.db.deleteFrom('controlReading').execute();
      delete w.graph.state.reads;
      assert.ok(done(await w.submit({}, ed, { controlId: small.id })));
      assert.equal(reads(), 3);
    });
  });
});
