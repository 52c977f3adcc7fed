import assert from 'node:assert/strict';
import { dueSlots, dueStep, nextDay, slotsOf } from '../../src/domain/clocks.ts';
import { acceptance, endorsed } from './examples.ts';

const wait = { since: '2026-11-23', revision: 4 };
const held = (fields = {}) =>
  endorsed({ state: 'Active', reviewOn: '2027-11-12', originalReviewOn: '2027-11-12', ...fields });
const names = (all: ReturnType<typeof slotsOf>) => all.map(({ name }) => name);

describe('the step that time asks', () => {
  for (const [what, before, today, step] of [
    ['is none on the 29th day of waiting', acceptance(), '2026-12-22', undefined],
    ['is lapse on the 30th', acceptance(), '2026-12-23', 'lapse'],
    ['is lapse of what waits for the CISO', endorsed(), '2026-12-23', 'lapse'],
    [
      'is none on the 59th day of a request',
      acceptance({ state: 'ChangesRequested' }),
      '2027-01-21',
      undefined,
    ],
    ['is lapse on the 60th', acceptance({ state: 'ChangesRequested' }), '2027-01-22', 'lapse'],
    ['is none the day before a review', held(), '2027-11-11', undefined],
    ['is the review on its day', held(), '2027-11-12', 'reviewReached'],
    ['is the review long after it', held(), '2028-01-01', 'reviewReached'],
    ['is none within the grace', held({ state: 'ReviewDue' }), '2027-11-25', undefined],
    ['is the end after 14 days of grace', held({ state: 'ReviewDue' }), '2027-11-26', 'graceOver'],
    [
      'is none for what is not verified before its date',
      held({ state: 'Approved' }),
      '2027-11-11',
      undefined,
    ],
    [
      'is the end of what was never verified on its date',
      held({ state: 'Approved' }),
      '2027-11-12',
      'graceOver',
    ],
    ['is none without a review date', held({ reviewOn: null }), '2030-01-01', undefined],
    ['is none for what has ended', held({ state: 'Revoked' }), '2030-01-01', undefined],
  ] as const)
    it(what, () => {
      assert.equal(dueStep(before, wait, today), step);
    });

  it('is none for what waits for nobody', () => {
    assert.equal(dueStep(acceptance(), undefined, '2030-01-01'), undefined);
  });

  it('is never an approval', () => {
    for (const before of [acceptance(), endorsed(), held(), held({ state: 'ReviewDue' })])
      for (const today of ['2026-11-23', '2027-11-12', '2040-01-01'])
        assert.ok(
          [undefined, 'lapse', 'reviewReached', 'graceOver'].includes(dueStep(before, wait, today)),
        );
  });
});

describe('the reminders of what waits', () => {
  const due = (today: string, before = acceptance()) =>
    names(dueSlots(slotsOf(before, wait), today));

  it('begin after two business days, and come every two', () => {
    assert.deepEqual(due('2026-11-24'), []);
    assert.deepEqual(due('2026-11-25'), ['4:2']);
    assert.deepEqual(due('2026-11-26'), ['4:2']);
    assert.deepEqual(due('2026-11-27'), ['4:4']);
  });

  it('do not count a weekend', () => {
    const friday = { since: '2026-11-27', revision: 4 };
    assert.deepEqual(names(dueSlots(slotsOf(acceptance(), friday), '2026-11-30')), []);
    assert.deepEqual(names(dueSlots(slotsOf(acceptance(), friday), '2026-12-01')), ['4:2']);
  });

  it('reach the deputies after five and those above after eight, each by its own name', () => {
    assert.deepEqual(due('2026-11-30').toSorted(), ['4:4', '4:deputy']);
    assert.deepEqual(due('2026-12-03').toSorted(), ['4:8', '4:deputy', '4:escalation']);
  });

  it('are one, the newest, where some were missed', () => {
    assert.deepEqual(due('2026-12-15').toSorted(), ['4:16', '4:deputy', '4:escalation']);
  });

  it('are a single nudge where the proposer was asked something', () => {
    const asked = acceptance({ state: 'ChangesRequested' });
    assert.deepEqual(due('2026-11-29', asked), []);
    assert.deepEqual(due('2026-11-30', asked), ['4:nudge']);
    assert.deepEqual(due('2027-01-20', asked), ['4:nudge']);
  });
});

describe('the reminders of a review', () => {
  const due = (today: string, before = held()) =>
    names(dueSlots(slotsOf(before, undefined), today));

  it('are a list at the beginning of each month from 60 days before, and one a week before', () => {
    assert.deepEqual(due('2027-09-13'), []);
    assert.deepEqual(due('2027-10-01'), ['2027-11-12:2027-10']);
    assert.deepEqual(due('2027-11-01'), ['2027-11-12:2027-11']);
    assert.deepEqual(due('2027-11-05'), ['2027-11-12:soon']);
  });

  it('are on the day and a week later, once it is due', () => {
    const reached = held({ state: 'ReviewDue' });
    assert.deepEqual(due('2027-11-12', reached), ['2027-11-12:day']);
    assert.deepEqual(due('2027-11-19', reached), ['2027-11-12:week']);
  });

  it('leave out the day of a review that was brought forward: its card has just come', () => {
    const forward = held({ state: 'ReviewDue', reviewOn: '2027-03-01' });
    assert.deepEqual(due('2027-03-01', forward), []);
    assert.deepEqual(due('2027-03-08', forward), ['2027-03-01:week']);
  });

  it('come on a business day', () => {
    assert.deepEqual(due('2027-05-02', held({ reviewOn: '2027-06-20' })), []);
    assert.deepEqual(due('2027-05-03', held({ reviewOn: '2027-06-20' })), ['2027-06-20:2027-05']);
  });
});

describe('the next day on which time asks anything', () => {
  it('is the next reminder, or the next step', () => {
    assert.equal(nextDay(acceptance(), wait, '2026-11-23'), '2026-11-25');
    assert.equal(nextDay(acceptance(), wait, '2026-12-22'), '2026-12-23');
    assert.equal(nextDay(held(), undefined, '2026-11-23'), '2027-10-01');
    assert.equal(nextDay(held(), undefined, '2027-11-05'), '2027-11-12');
    assert.equal(nextDay(held({ state: 'ReviewDue' }), undefined, '2027-11-20'), '2027-11-26');
    assert.equal(nextDay(held({ state: 'Approved' }), undefined, '2027-01-01'), '2027-11-12');
  });

  it('is none once all that was asked is behind it', () => {
    assert.equal(nextDay(held({ reviewOn: null }), undefined, '2027-01-01'), undefined);
    assert.equal(nextDay(acceptance(), wait, '2027-06-01'), undefined);
  });
});
