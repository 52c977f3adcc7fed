import assert from 'node:assert/strict';
import { as } from '../domain/examples.ts';
import { endDeputy } from '../../src/app/end-deputy.ts';
import { queueOf } from '../../src/app/queue.ts';
import { waitingFor } from '../../src/app/answer-waiting.ts';
import { verifyRegister } from '../../src/app/verify-register.ts';
import type { Person } from '../../src/domain/person.ts';
import {
  carl,
  cora,
  day,
  discovery,
  done,
  ed,
  eve,
  max,
  mia,
  refusal,
  small,
  type World,
  world,
} from '../support/world.ts';
import { appoint } from './deputy-world.ts';

const source = 'deputy:2026-11-23:2026-12-06:carl';

describe('A deputy', () => {
  let w: World;
  beforeEach(async () => {
    w = await world();
  });
  afterEach(() => w.end());

  const inApproval = async (by: Person = eve) => w.endorse(await w.propose({}, by));
  const me = async ({ id }: Person): Promise<Person> => {
    const answer = await w.ports.directory.recent(id);
    assert.ok(answer.ok);
    return answer.person;
  };

  it('approves for another: on record with role and source, and Secure Score follows', async () => {
    await appoint(w);
    const acceptance = await inApproval();
    const approved = await w.approve(acceptance, ed);
    assert.deepEqual([approved.approverId, approved.approverRoleFrom], [ed.id, source]);
    const line = (await w.trail(approved)).at(-1);
    assert.deepEqual([line?.by, line?.role, line?.roleFrom], [ed.id, 'ciso', source]);
    await w.settle();
    assert.equal((await w.find(approved)).state, 'Active');
    assert.match(
      w.told(eve)[0]?.text ?? '',
      /approved by Ed for Carl \(deputy, 23 November to 6 December/,
    );
    assert.match(
      w.teams.channel.map(({ text }) => text).join(),
      /approved by Ed for Carl \(deputy/,
    );
    assert.equal((await verifyRegister(w.ports)).misfit, undefined);
  });

  it('reviews and decides alone for an IT manager, on the low route too', async () => {
    await appoint(w, { role: 'itManager', principalId: mia.id }, mia);
    const endorsed = await w.endorse(await w.propose(), ed);
    assert.equal(endorsed.reviewerRoleFrom, 'deputy:2026-11-23:2026-12-06:mia');
    const low = await w.propose({ residualRisk: 'Low' }, eve, { controlId: small.id });
    assert.equal(low.route, 'low');
    const approved = await w.approve(low, ed);
    await w.settle();
    assert.equal((await w.find(approved)).state, 'Active');
    assert.equal((await w.approve(endorsed, carl)).reviewerId, ed.id);
    await w.settle();
    assert.equal((await w.find(endorsed)).state, 'Active');
  });

  it('who proposed it cannot decide it for another', async () => {
    await appoint(w);
    const acceptance = await inApproval(ed);
    assert.equal(
      (refusal(await w.press(acceptance, 'approve', ed)) as { refusal: string }).refusal,
      'notYou',
    );
    await appoint(w, { role: 'itManager', principalId: mia.id }, mia);
    const own = await w.propose({ residualRisk: 'Medium' }, ed, { controlId: small.id });
    assert.match(
      JSON.stringify(refusal(await w.press(own, 'endorse', ed))),
      /someone other than its proposer/,
    );
  });

  it('who endorsed it cannot approve it for another', async () => {
    await appoint(w, { deputyId: mia.id });
    const acceptance = await inApproval();
    assert.match(
      JSON.stringify(refusal(await w.press(acceptance, 'approve', mia))),
      /someone other than who endorsed it/,
    );
    await w.approve(acceptance, carl);
  });

  it('who endorsed for one cannot approve for another', async () => {
    await appoint(w);
    await appoint(w, { role: 'itManager', principalId: mia.id }, mia);
    const acceptance = await w.endorse(await w.propose(), ed);
    assert.match(JSON.stringify(refusal(await w.press(acceptance, 'approve', ed))), /endorsed it/);
  });

  it('does not double where two people are enough: that takes both roles in one’s own right', async () => {
    await w.end();
    w = await world({ policy: { minDistinctPeople: 2 } });
    await appoint(w, { deputyId: mia.id });
    const acceptance = await inApproval();
    assert.match(JSON.stringify(refusal(await w.press(acceptance, 'approve', mia))), /endorsed it/);
    await appoint(w, { role: 'itManager', principalId: max.id, deputyId: cora.id }, max);
    await w.press(acceptance, 'requestChanges', carl);
    const other = await w.endorse(
      await w.propose({ residualRisk: 'Medium' }, eve, { controlId: small.id }),
      cora,
    );
    assert.match(JSON.stringify(refusal(await w.press(other, 'approve', cora))), /endorsed it/);
    const both = { ...as(mia, 'itManager', 'ciso') };
    w.entra.put(both);
    const last = await w.approve(other, both);
    assert.equal(last.sodReduced, false);
  });

  it('does nothing before the first day, after the last, or once it was ended', async () => {
    const deputy = await appoint(w, { validFrom: '2026-11-24', validTo: '2026-11-24' });
    const acceptance = await inApproval();
    const tries = async (): Promise<string> =>
      JSON.stringify(refusal(await w.press(acceptance, 'approve', ed)));
    assert.match(await tries(), /This|CISO/);
    w.clock.at += day;
    assert.ok(await endDeputy(w.ports, deputy.id, carl.id));
    assert.match(await tries(), /CISO/);
    const again = await appoint(w, { validFrom: '2026-11-24', validTo: '2026-11-24' });
    w.clock.at += day;
    assert.match(await tries(), /CISO/);
    w.clock.at -= day;
    assert.equal(
      (await w.approve(acceptance, ed)).approverRoleFrom,
      `deputy:2026-11-24:2026-11-24:carl`,
    );
    assert.ok(again);
  });

  it('does nothing for a principal who has lost the role, or while the directory is silent about them', async () => {
    await appoint(w);
    const acceptance = await inApproval();
    w.entra.put(as(carl, 'engineer'));
    assert.deepEqual(refusal(await w.press(acceptance, 'approve', ed)), {
      refusal: 'notYou',
      who: 'a CISO',
    });
    w.entra.put(carl);
    const inner = w.entra.directory.person;
    Object.assign(w.entra.directory, {
      person: async (id: string) =>
        id === carl.id ? { ok: false, why: 'unreachable' } : inner(id),
    });
    assert.deepEqual(refusal(await w.press(acceptance, 'approve', ed)), { refusal: 'unreachable' });
    assert.deepEqual(await w.find(acceptance), acceptance);
    Object.assign(w.entra.directory, { person: inner });
    await w.approve(acceptance, ed);
  });

  it('who is ended while the press is under way changes nothing', async () => {
    const { id } = await appoint(w);
    const acceptance = await inApproval();
    const racing = w.with({
      store: {
        ...w.store,
        commit: async (change) => {
          await endDeputy(w.ports, id, carl.id);
          return w.store.commit(change);
        },
      },
    });
    assert.deepEqual(refusal(await racing.press(acceptance, 'approve', ed)), { refusal: 'stale' });
    assert.deepEqual(await w.find(acceptance), acceptance);
  });

  it('sees at once in the queue what they may do, and nothing that is theirs by duty', async () => {
    await appoint(w);
    const acceptance = await inApproval();
    const own = await w.endorse(
      await w.propose({ residualRisk: 'Medium' }, ed, { controlId: small.id }),
    );
    const queue = await queueOf(w.ports, await me(ed));
    assert.deepEqual(
      queue.mine.map((one) => [one.acceptance.id, one.what]),
      [[acceptance.id, 'decide']],
    );
    assert.deepEqual(queue.mine[0]?.waitsFor, ['Carl', 'Cora']);
    assert.deepEqual(
      queue.others.map((one) => one.acceptance.id),
      [own.id],
    );
    assert.deepEqual(
      (await waitingFor(w.ports, await me(ed))).items.map(({ id }) => id),
      [acceptance.id],
    );
    assert.deepEqual((await waitingFor(w.ports, eve)).items, []);
  });

  it('fills no part: proposing still needs those who hold the roles', async () => {
    await appoint(w);
    w.entra.remove(cora);
    const acted = await w.submit({}, carl);
    assert.match(JSON.stringify(refusal(acted)), /holds the role CISO/);
    assert.ok(done(await w.submit({}, eve, { controlId: discovery.id })));
  });
});
