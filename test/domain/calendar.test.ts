import assert from 'node:assert/strict';
import {
  dayOf,
  daysBetween,
  endOfDay,
  isDay,
  isZone,
  mondayOf,
  nextHour,
  plusDays,
  plusMonths,
  sayDay,
  sayInstant,
  weekOf,
  yearOf,
} from '../../src/domain/calendar.ts';

describe('the day of an instant', () => {
  for (const [at, zone, day] of [
    ['2026-12-31T10:00:00Z', 'Pacific/Kiritimati', '2027-01-01'],
    ['2026-12-31T09:59:59Z', 'Pacific/Kiritimati', '2026-12-31'],
    ['2027-01-01T10:59:59Z', 'Pacific/Pago_Pago', '2026-12-31'],
    ['2027-01-01T11:00:00Z', 'Pacific/Pago_Pago', '2027-01-01'],
    ['2026-06-30T22:00:00Z', 'Europe/Berlin', '2026-07-01'],
    ['2026-12-31T23:59:59Z', 'UTC', '2026-12-31'],
  ] as const)
    it(`${at} is ${day} in ${zone}`, () => {
      assert.equal(dayOf(new Date(at), zone), day);
      assert.equal(yearOf(new Date(at), zone), Number(day.slice(0, 4)));
    });

  it('is no day where the instant is none', () => {
    assert.throws(() => dayOf(new Date(Number.NaN), 'UTC'), RangeError);
  });
});

describe('a day', () => {
  for (const [text, is] of [
    ['2026-11-23', true],
    ['2028-02-29', true],
    ['2027-02-29', false],
    ['2026-04-31', false],
    ['2026-00-10', false],
    ['2026-1-1', false],
    ['26-11-23', false],
    ['2026-11-23T00:00', false],
    ['2026-11-23\n', false],
    ['', false],
  ] as const)
    it(`${is ? 'is' : 'is not'} ${JSON.stringify(text)}`, () => {
      assert.equal(isDay(text), is);
    });

  it('moves by months of the calendar', () => {
    for (const [day, months, later] of [
      ['2026-11-23', 12, '2027-11-23'],
      ['2028-02-29', 12, '2029-02-28'],
      ['2026-08-31', 6, '2027-02-28'],
      ['2027-08-31', 6, '2028-02-29'],
      ['2026-12-31', 6, '2027-06-30'],
    ] as const)
      assert.equal(plusMonths(day, months), later);
  });

  it('moves by days', () => {
    assert.equal(plusDays('2026-12-31', 1), '2027-01-01');
    assert.equal(plusDays('2028-03-01', -1), '2028-02-29');
  });

  it('is so many days from another', () => {
    assert.equal(daysBetween('2026-12-31', '2027-01-01'), 1);
    assert.equal(daysBetween('2028-03-01', '2028-02-28'), -2);
    assert.equal(daysBetween('2026-11-23', '2026-11-23'), 0);
  });

  it('ends a millisecond before the next begins, in UTC or in a zone', () => {
    for (const [day, zone, end] of [
      ['2026-11-23', undefined, '2026-11-23T23:59:59.999Z'],
      ['2026-10-25', 'Europe/Berlin', '2026-10-25T22:59:59.999Z'],
      ['2026-12-31', 'Pacific/Kiritimati', '2026-12-31T09:59:59.999Z'],
    ] as const)
      assert.equal(endOfDay(day, zone), end);
  });

  it('reads as people write it', () => {
    assert.equal(sayDay('2026-09-03'), '3 Sept 2026');
    assert.equal(sayDay('2026-11-23'), '23 Nov 2026');
  });
});

describe('the week of a day', () => {
  for (const [day, week, monday] of [
    ['2026-11-23', '2026-W48', '2026-11-23'],
    ['2026-11-29', '2026-W48', '2026-11-23'],
    ['2026-01-01', '2026-W01', '2025-12-29'],
    ['2027-01-03', '2026-W53', '2026-12-28'],
    ['2027-01-04', '2027-W01', '2027-01-04'],
  ] as const)
    it(`${day} is in ${week}, which begins on ${monday}`, () => {
      assert.equal(weekOf(day), week);
      assert.equal(mondayOf(day), monday);
      assert.equal(mondayOf(week), monday);
    });
});

describe('an instant', () => {
  it('reads in the tenant’s zone', () => {
    assert.equal(sayInstant('2026-11-23T13:05:00Z', 'Europe/Berlin'), '23 Nov 2026, 14:05');
    assert.equal(sayInstant('2026-11-23T13:05:00Z', 'UTC'), '23 Nov 2026, 13:05');
  });
});

describe('the next time the clock shows nine', () => {
  for (const [after, zone, next] of [
    ['2026-11-23T08:59:59Z', 'UTC', '2026-11-23T09:00:00Z'],
    ['2026-11-23T09:00:00Z', 'UTC', '2026-11-24T09:00:00Z'],
    ['2026-11-23T12:00:00Z', 'Europe/Berlin', '2026-11-24T08:00:00Z'],
    ['2026-03-28T12:00:00Z', 'Europe/Berlin', '2026-03-29T07:00:00Z'],
    ['2026-10-24T12:00:00Z', 'Europe/Berlin', '2026-10-25T08:00:00Z'],
    ['2026-12-31T12:00:00Z', 'Pacific/Kiritimati', '2026-12-31T19:00:00Z'],
  ] as const)
    it(`after ${after} is ${next} in ${zone}`, () => {
      assert.equal(nextHour(new Date(after), 9, zone).getTime(), Date.parse(next));
    });
});

describe('a zone', () => {
  it('is one that the calendar knows', () => {
    assert.equal(isZone('Europe/Berlin'), true);
    assert.equal(isZone('UTC'), true);
    assert.equal(isZone('Europe/Atlantis'), false);
  });
});
