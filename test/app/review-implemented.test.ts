import assert from 'node:assert/strict';
import { assignOwner } from '../../src/app/assign-owner.ts';
import { readControls } from '../../src/app/read-controls.ts';
import { reviewView } from '../../src/app/review.ts';
import type { Acceptance } from '../../src/domain/acceptance.ts';
import { done, ed, eve, max, mia, type World } from '../support/world.ts';
import { brief, dayOf, lines, only, reviewing, wait } from './review-world.ts';

describe('the weekly review of what was reported as implemented', () => {
  let w: World;
  let acceptance: Acceptance;
  beforeEach(async () => {
    w = await reviewing();
    acceptance = await w.approved({}, eve, { controlId: 'Mfa' });
    await w.settle();
    done(await w.press(await w.find(acceptance), 'reportImplemented', ed));
    await w.settle();
    await readControls(w.ports);
  });
  afterEach(() => w.end());

  const told = async (): Promise<readonly string[]> =>
    (await only(w, 'notImplemented')).map(({ subject, since }) => `${subject} ${since}`);
  const score = async (points: number | null): Promise<void> => {
    w.graph.change('Mfa', { score: points });
    await readControls(w.ports);
  };

  it('tells it seven days later, where the control has not all points', async () => {
    wait(w, 6);
    assert.deepEqual(await told(), []);
    wait(w, 1);
    await score(4);
    assert.deepEqual(await told(), [`${acceptance.id} 2026-11-30`]);
    const [line] = await lines(w);
    assert.deepEqual(
      [line?.kind, line?.points, line?.acceptanceId],
      ['notImplemented', 6, acceptance.id],
    );
  });

  it('comes back every week until the control is complete, or gone', async () => {
    wait(w, 7);
    for (let weeks = 0; weeks < 3; weeks += 1) {
      assert.equal((await told()).length, 1);
      wait(w, 7);
    }
    await score(10);
    assert.deepEqual(await told(), []);
    await score(9);
    assert.equal((await told()).length, 1);
    w.graph.change('Mfa', { deprecated: true });
    await readControls(w.ports);
    assert.deepEqual(await told(), []);
  });

  it('can be given an owner, who counts from then on', async () => {
    wait(w, 7);
    const assigned = await assignOwner(w.ports, {
      subject: acceptance.id,
      ownerId: max.id,
      pressedBy: mia.id,
    });
    assert.ok(assigned.ok);
    wait(w, 7);
    assert.deepEqual(
      (await only(w, 'notImplemented')).map(({ owner }) => owner),
      ['Max'],
    );
  });

  it('says nothing while it is proposed or accepted anew, and again once that is refused', async () => {
    wait(w, 7);
    const again = await w.propose({}, eve, { controlId: 'Mfa' });
    assert.deepEqual(await told(), []);
    await w.reject(again);
    assert.equal((await told()).length, 1);
    const other = await w.approved({}, eve, { controlId: 'Mfa' });
    assert.deepEqual(await told(), []);
    await w.settle();
    await w.revoke(await w.find(other));
    assert.deepEqual(await told(), [], 'the report is no longer the last word');
  });

  it('says nothing of what the bot itself saw complete, or of other ends', async () => {
    wait(w, 7);
    await w.db
      .updateTable('trail')
      .set({ event: 'completed' })
      .where('event', '=', 'reportImplemented')
      .execute();
    assert.deepEqual(await told(), []);
  });

  it('stands next to the worst', async () => {
    await dayOf(w, '2026-11-25', { Mfa: 0, Dlp: 10 });
    await dayOf(w, '2026-11-30', { Mfa: 0, Dlp: 0 });
    wait(w, 7);
    assert.deepEqual(await brief(w), [
      'fell control:dlp 2026-11-30',
      `notImplemented ${acceptance.id} 2026-11-30`,
    ]);
  });

  it('reads no more of the register than it may tell of', async () => {
    wait(w, 7);
    const store: World['store'] = {
      ...w.store,
      list: (filter) => {
        assert.ok(Object.keys(filter).length > 0, 'the whole register is read');
        return w.store.list(filter);
      },
    };
    assert.equal((await reviewView({ ...w.ports, store })).lines.length, 1);
  });
});
