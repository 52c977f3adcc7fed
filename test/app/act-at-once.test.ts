import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { act } from '../../src/app/act.ts';
import type { Committed } from '../../src/app/ports.ts';
import { carl, cora, done, eve, max, mia, refusal, type World, world } from '../support/world.ts';

describe('presses at the same time', () => {
  let w: World;
  beforeEach(async () => {
    w = await world();
  });
  afterEach(() => w.end());

  it('by two approvers: one decides, the other is told', async () => {
    const endorsed = await w.endorse(await w.propose());
    const both = await Promise.all([
      w.press(endorsed, 'approve', carl),
      w.press(endorsed, 'reject', cora),
    ]);
    assert.equal(both.filter(({ ok }) => ok).length, 1);
    const told = both.find(({ ok }) => !ok);
    assert.ok(told);
    assert.deepEqual(refusal(told), { refusal: 'wrongState' });
    assert.ok(told.acceptance);
    assert.deepEqual(told.acceptance, await w.find(endorsed));
    assert.equal((await w.trail(endorsed)).length, 3);
  });

  it('that withdraw it and submit it again: one of the two is taken', async () => {
    const acceptance = await w.requestChanges(await w.propose());
    const form = { resubmits: { id: acceptance.id, revision: acceptance.revision } };
    const [withdrawn, resubmitted] = await Promise.all([
      w.press(acceptance, 'withdraw', eve),
      w.submit({}, eve, form),
    ]);
    assert.equal([withdrawn, resubmitted].filter(({ ok }) => ok).length, 1);
    assert.equal((await w.trail(acceptance)).length, 3);
  });

  it('by one person, twice: success once, with one line', async () => {
    const acceptance = await w.propose();
    const acted = await Promise.all([1, 2, 3].map(() => w.press(acceptance, 'endorse', mia)));
    assert.deepEqual(
      acted.map((one) => done(one).state),
      ['InApproval', 'InApproval', 'InApproval'],
    );
    assert.equal(acted.filter((one) => one.ok && one.line).length, 1);
    assert.equal(await w.events(acceptance), 'propose endorse');
  });

  it('by one person, one after the other: the same success, though it is far behind by then', async () => {
    const acceptance = await w.propose();
    await w.endorse(acceptance);
    await w.approve(acceptance);
    const acted = await w.press(acceptance, 'endorse', mia, { businessContext: '' });
    assert.equal(done(acted).state, 'Approved');
    assert.ok(acted.ok && acted.line === undefined);
    assert.equal(await w.events(acceptance), 'propose endorse approve');
    assert.deepEqual(refusal(await w.press(acceptance, 'endorse', max)), {
      refusal: 'wrongState',
    });
  });

  it('that a rule of the record forbids are stale', async () => {
    const endorsed = await w.endorse(await w.propose());
    const commit = async (): Promise<Committed> => ({ ok: false, taken: 'decided' });
    const forbidden = { ...w.ports, store: { ...w.store, commit } };
    const command = { on: 'approve', revision: endorsed.revision } as const;
    const acted = await act(forbidden, endorsed.id, command, carl.id);
    assert.deepEqual(refusal(acted), { refusal: 'stale' });
    assert.deepEqual(await w.find(endorsed), endorsed);
  });

  it('that overtake the reading of the record are decided against how it stands then', async () => {
    const acceptance = await w.propose();
    const slow = {
      ...w.store,
      find: async (id: string) => {
        const before = await w.store.find(id);
        if (before?.state === 'InReview') await w.endorse(acceptance, max);
        return before;
      },
    };
    const command = {
      on: 'reject',
      revision: acceptance.revision,
      reason: 'Not ours to accept.',
    } as const;
    const acted = await act({ ...w.ports, store: slow }, acceptance.id, command, mia.id);
    assert.deepEqual(refusal(acted), { refusal: 'stale' });
    assert.equal((await w.find(acceptance)).state, 'InApproval');
  });
});
