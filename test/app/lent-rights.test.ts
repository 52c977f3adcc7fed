import assert from 'node:assert/strict';
import { verifyRegister } from '../../src/app/verify-register.ts';
import { proof } from '../../src/app/proof.ts';
import { digest, lineHash } from '../../src/domain/trail.ts';
import { answers, as, dora } from '../domain/examples.ts';
import {
  carl,
  cora,
  device,
  done,
  ed,
  eve,
  max,
  mia,
  refusal,
  small,
  type World,
  world,
  zed,
} from '../support/world.ts';
import { takerOf } from '../../src/app/taker.ts';
import { assignOwner } from '../../src/app/assign-owner.ts';
import { appoint, tryToAppoint } from './deputy-world.ts';

describe('A right that is lent', () => {
  let w: World;
  beforeEach(async () => {
    w = await world({ people: [eve, ed, mia, max, carl, cora, dora, zed] });
  });
  afterEach(() => w.end());

  const no = async (acted: ReturnType<World['press']>): Promise<unknown> =>
    (refusal(await acted) as { refusal?: unknown }).refusal;

  it('does not decide what its lender proposed', async () => {
    await appoint(w, { role: 'itManager', principalId: mia.id, deputyId: zed.id }, mia);
    const low = await w.propose({}, mia, { controlId: small.id });
    assert.equal(await no(w.press(low, 'approve', zed)), 'notYou');
    const standard = await w.propose({}, mia);
    assert.equal(await no(w.press(standard, 'endorse', zed)), 'notYou');
  });

  it('does not both endorse and approve, whoever presses', async () => {
    await appoint(w, { principalId: dora.id, deputyId: zed.id }, dora);
    const endorsed = await w.endorse(await w.propose(), dora);
    assert.equal(await no(w.press(endorsed, 'approve', zed)), 'notYou');
    await w.approve(endorsed, carl);
    await appoint(w, { role: 'itManager', principalId: dora.id, deputyId: ed.id }, dora);
    const other = await w.endorse(await w.propose({}, eve, { controlId: device.id }), ed);
    assert.equal(await no(w.press(other, 'approve', dora)), 'notYou');
    assert.equal(await no(w.press(other, 'approve', zed)), 'notYou');
  });

  it('does not approve the renewal of what its lender proposed', async () => {
    w.entra.put(as(cora, 'engineer', 'ciso'));
    const first = await w.approve(await w.endorse(await w.propose({}, cora)), carl);
    await w.settle();
    const renewed = done(
      await w.press(await w.find(first), 'renew', ed, { answers, draftId: 'renewed-by-ed' }),
    );
    await appoint(w, { principalId: cora.id, deputyId: zed.id }, cora);
    assert.equal(await no(w.press(await w.endorse(renewed), 'approve', zed)), 'notYou');
  });

  it('is taken by nobody for themselves', async () => {
    const itself = { role: 'itManager', principalId: mia.id, deputyId: carl.id } as const;
    const named = await tryToAppoint(w, itself, carl);
    assert.ok(!named.ok && 'complaint' in named);
    assert.match(named.complaint, /^Nobody gives themselves a role: Mia, or another CISO/);
    assert.ok((await tryToAppoint(w, itself, cora)).ok);
  });

  it('ends with its last day, also where it was asked for a moment before', async () => {
    await appoint(w, { validTo: '2026-11-23' });
    const endorsed = await w.endorse(await w.propose());
    const now = w.ports.directory;
    const directory: typeof now = {
      ...now,
      // The answer is of the day before; by the time it is there, the day is over.
      person: async (id) => {
        const answer = await now.person(id);
        w.clock.at = Date.parse('2026-11-24T00:00:00.500Z');
        return answer;
      },
    };
    w.clock.at = Date.parse('2026-11-23T23:59:59Z');
    const late = w.with({ directory });
    assert.equal(await no(late.press(endorsed, 'approve', ed)), 'notYou');
  });
});

describe('What stands beside what is in force', () => {
  let w: World;
  beforeEach(async () => {
    w = await world();
  });
  afterEach(() => w.end());

  it('ends nothing of another scope', async () => {
    const whole = await w.approved();
    await w.settle();
    const scopeDetail = 'The pilot group of the sales department.';
    const part = await w.propose({ scope: 'partial', scopeDetail }, ed, { replaces: whole.id });
    assert.equal(part.earlierProposerId, null);
    await w.approve(part.route === 'low' ? part : await w.endorse(part), carl);
    await w.settle();
    assert.equal((await w.find(whole)).state, 'Active');
    assert.equal(w.graph.writes.length, 1);
  });

  it('is no renewal without its three answers, by way of another treatment', async () => {
    const whole = await w.approved();
    await w.settle();
    const evidence = 'https://contoso.example/proof';
    const other = await w.propose({ treatment: 'thirdParty', evidence }, ed, {
      replaces: whole.id,
    });
    const asked = await w.requestChanges(other);
    const resubmits = { id: asked.id, revision: asked.revision };
    const again = refusal(await w.submit({}, ed, { resubmits }));
    assert.match(JSON.stringify(again), /already covers this recommendation/);
    done(await w.submit({ treatment: 'thirdParty', evidence }, ed, { resubmits }));
  });

  it('is for the CISO where that was', async () => {
    const high = { residualRisk: 'High', reviewOn: '2027-03-01' };
    const confirm = { residualRisk: 'High', reviewOn: '2027-03-01' };
    const first = await w.endorse(await w.propose(high, eve, { controlId: small.id }));
    await w.approve(first, carl, { confirm });
    await w.settle();
    const renewed = done(
      await w.press(await w.find(first), 'renew', ed, {
        ...{ answers, draftId: 'renewed-by-ed' },
        ...{ residualRisk: 'Low', reviewOn: '2027-03-01' },
      }),
    );
    assert.equal(renewed.route, 'standard');
    assert.deepEqual(renewed.routeReasons, ['what it comes after was decided by the CISO']);
  });

  it('is not kept away by a draft of something else', async () => {
    const first = await w.approved();
    await w.settle();
    const draftId = `${first.id}-renew-0`;
    await w.propose({}, ed, { controlId: small.id, draftId });
    const renewed = done(await w.press(await w.find(first), 'renew', eve, { answers, draftId }));
    assert.equal(renewed.previous, first.id);
  });

  it('gives an overdue review no more time by bringing it forward', async () => {
    const first = await w.approved();
    await w.settle();
    w.clock.at = Date.parse('2028-01-02T10:00:00Z');
    const brought = done(await w.press(await w.find(first), 'bringForward', ed));
    assert.equal(brought.reviewOn, '2027-11-23');
  });

  it('is reminded of by all, where a third person named one of them', async () => {
    const one = await w.propose();
    await assignOwner(w.ports, { subject: one.id, ownerId: max.id, pressedBy: eve.id });
    assert.equal(await takerOf(w.ports, one), undefined);
    await assignOwner(w.ports, { subject: one.id, ownerId: max.id, pressedBy: max.id });
    assert.equal(await takerOf(w.ports, one), max.id);
  });
});

describe('The record', () => {
  it('is not cut by moving the beginning of a text into its salt', async () => {
    const w = await world();
    try {
      const approved = await w.approved({
        justification: 'Not beyond the pilot group; all others must be blocked.',
      });
      const [line] = await w.trail(approved);
      const word = line?.texts.find(({ field }) => field === 'justification');
      assert.ok(word?.salt && word.text);
      const cut = word.text.slice(27);
      const salt = word.salt + word.text.slice(0, 27);
      assert.equal(
        digest(salt, cut),
        digest(word.salt, word.text),
        'the digest alone says nothing',
      );
      const text = w.db.updateTable('trailText').set({ salt, text: cut });
      await text
        .where('seq', '=', line?.seq ?? 0)
        .where('field', '=', 'justification')
        .execute();
      const body = JSON.stringify({ ...approved, justification: cut });
      await w.db.updateTable('acceptance').set({ body }).where('id', '=', approved.id).execute();
      assert.equal((await verifyRegister(w.ports)).misfit?.why, 'text');
      assert.equal(await proof(w.ports, { ...approved, justification: cut }), undefined);
      assert.equal(line?.hash, line && lineHash(line));
    } finally {
      await w.end();
    }
  });

  it('has the end of an acceptance vouched for by the line of its end, whatever was said after', async () => {
    const w = await world();
    try {
      const active = await w.approved();
      await w.settle();
      const revoked = await w.revoke(await w.find(active));
      done(await w.press(revoked, 'comment', eve, { comment: 'It was no use.' }));
      assert.equal((await proof(w.ports, await w.find(revoked)))?.event, 'revoke');
    } finally {
      await w.end();
    }
  });
});
