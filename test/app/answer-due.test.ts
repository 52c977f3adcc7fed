import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { device, eve, mia, small, type World, world } from '../support/world.ts';
import { asked, of } from './answer-days.ts';

describe('an answer from the register about what falls due', () => {
  let w: World;
  beforeEach(async () => {
    w = await world();
    await w.approved({ reviewOn: '2026-12-01' });
    await w.approve(await w.propose({ reviewOn: '2026-11-25' }, eve, { controlId: small.id }), mia);
    await w.settle();
    // Set by hand, and not in force before that.
    await w.approved({ reviewOn: '2026-11-24' }, eve, { controlId: device.id });
  });
  afterEach(() => w.end());

  const ids = (items: readonly { readonly id: string }[]): string =>
    items.map(({ id }) => id.slice(-1)).join(' ');
  const overdue = async () => of('overdue', await asked(w, { ask: 'overdue' }));
  const within = async (days: number) =>
    ids(of('expiring', await asked(w, { ask: 'expiring', days })).items);

  it('has what falls due in the next month of the calendar, or another part of it', async () => {
    const next = async (unit: 'week' | 'month') =>
      of('expiring', await asked(w, { ask: 'expiring', next: unit }));
    const { period, items, days } = await next('month');
    assert.deepEqual(
      [ids(items), period?.from, period?.to, period?.name, days],
      ['1', '2026-12-01', '2026-12-31', 'December 2026', undefined],
    );
    assert.equal(ids((await next('week')).items), '1', 'that of 30 November');
    w.clock.at = Date.parse('2026-12-02T10:00:00Z');
    assert.equal(ids((await next('month')).items), '', 'what is overdue is not of January');
  });

  it('has what falls due by the end of the present month, what is overdue first', async () => {
    const present = async () =>
      of('expiring', await asked(w, { ask: 'expiring', current: 'month' }));
    const { period, items } = await present();
    assert.deepEqual(
      [ids(items), period?.from, period?.to, period?.name],
      ['2', '2026-11-23', '2026-11-30', 'this month'],
    );
    w.clock.at = Date.parse('2026-12-02T10:00:00Z');
    assert.equal(ids((await present()).items), '2 1');
  });

  it('has what is in force with its date behind us, the longest first', async () => {
    assert.equal(ids((await overdue()).items), '');
    w.clock.at = Date.parse('2026-12-01T23:00:00Z');
    assert.equal(ids((await overdue()).items), '2');
    w.clock.at = Date.parse('2026-12-02T01:00:00Z');
    const answer = await overdue();
    assert.equal(ids(answer.items), '2 1');
    assert.equal(answer.today, '2026-12-02');
    assert.deepEqual(answer.names, { eve: 'Eve', mia: 'Mia', carl: 'Carl' });
  });

  it('has what is due within some days, that day included, what is overdue first', async () => {
    assert.equal(await within(1), '');
    assert.equal(await within(2), '2');
    assert.equal(await within(7), '2');
    assert.equal(await within(8), '2 1');
    w.clock.at = Date.parse('2026-11-27T01:00:00Z');
    assert.equal(await within(3), '2');
    assert.equal(await within(4), '2 1');
  });

  it('bears days without end', async () => {
    assert.equal(await within(Number.MAX_SAFE_INTEGER), '2 1');
  });

  it('leaves out what has ended', async () => {
    const [first] = await w.store.list({});
    assert(first);
    await w.revoke(first);
    assert.equal(await within(30), '2');
  });
});
