import assert from 'node:assert/strict';
import fc from 'fast-check';
import { resolvePeriod } from '../../src/domain/period.ts';
import type { PeriodWords } from '../../src/domain/question.ts';

/** A Wednesday; the newest data are of that day. */
const now = { today: '2026-11-18', newest: '2026-11-18' };

const told = (words: PeriodWords, at = now): string => {
  const answer = resolvePeriod(words, at);
  if (!answer.ok) return `${answer.why}: ${answer.words}`;
  const { from, to, name } = answer.period;
  return from === to ? `${from}: ${name}` : `${from} to ${to}: ${name}`;
};
const on = (words: string, at = now): string => told({ kind: 'on', words }, at);
const since = (words: string, at = now): string => told({ kind: 'since', words }, at);
const between = (from: string, to: string, at = now): string =>
  told({ kind: 'between', from, to }, at);
const days = (count: number): string => told({ kind: 'days', count });

describe('A period', () => {
  const late = { today: '2026-11-18', newest: '2026-11-16' };

  it('of a week is the seven days up to the newest data, or those before', () => {
    const week = (kind: 'this' | 'last', at = now) => told({ kind, unit: 'week' }, at);
    assert.equal(week('this'), '2026-11-12 to 2026-11-18: this week');
    assert.equal(week('this', late), '2026-11-10 to 2026-11-16: this week');
    assert.equal(week('last', late), '2026-11-03 to 2026-11-09: last week');
  });

  it('of so many days ends with the newest data', () => {
    assert.equal(told({ kind: 'days', count: 14 }, late), '2026-11-03 to 2026-11-16: last 14 days');
    assert.equal(days(1), '2026-11-18: last 24 hours');
    assert.equal(days(365), '2025-11-19 to 2026-11-18: last 365 days');
    assert.equal(days(3650), '2016-11-21 to 2026-11-18: last 10 years');
    for (const count of [0, -1, 1.5, 3651, 1e300, Number.NaN, Infinity])
      assert.match(days(count), /^impossible/);
  });

  it('of today says so where the data are older', () => {
    assert.equal(told({ kind: 'today' }), '2026-11-18: today');
    assert.equal(told({ kind: 'today' }, { ...now, newest: '2026-11-19' }), '2026-11-18: today');
    assert.equal(told({ kind: 'today' }, late), '2026-11-16: 16 Nov 2026 (no newer data yet)');
    assert.equal(told({ kind: 'yesterday' }, late), '2026-11-17: yesterday');
  });

  it('of a month, a quarter or a year is that of the calendar, so far as there are data', () => {
    const calendar = (kind: 'this' | 'last', unit: 'month' | 'quarter' | 'year') =>
      told({ kind, unit }, late);
    assert.equal(calendar('this', 'month'), '2026-11-01 to 2026-11-16: this month');
    assert.equal(calendar('last', 'month'), '2026-10-01 to 2026-10-31: October 2026');
    assert.equal(calendar('this', 'quarter'), '2026-10-01 to 2026-11-16: this quarter');
    assert.equal(calendar('last', 'quarter'), '2026-07-01 to 2026-09-30: Q3 2026');
    assert.equal(calendar('this', 'year'), '2026-01-01 to 2026-11-16: this year');
    assert.equal(calendar('last', 'year'), '2025-01-01 to 2025-12-31: 2025');
  });

  it('that has begun after the newest data ends today', () => {
    const first = { today: '2026-12-01', newest: '2026-11-30' };
    assert.equal(told({ kind: 'this', unit: 'month' }, first), '2026-12-01: this month');
    assert.equal(since('tuesday', first), '2026-12-01: since 1 Dec 2026');
  });

  it('that has begun ends with data that are a day ahead of the zone', () => {
    const ahead = { today: '2026-11-18', newest: '2026-11-19' };
    assert.equal(since('monday', ahead), '2026-11-16 to 2026-11-19: since 16 Nov 2026');
    assert.equal(on('november', ahead), '2026-11-01 to 2026-11-19: November 2026');
    assert.equal(on('today', ahead), '2026-11-18: 18 Nov 2026');
  });
});

describe('The words of a date', () => {
  for (const [words, day] of [
    ['monday', '2026-11-16'],
    ['Monday', '2026-11-16'],
    ['mon', '2026-11-16'],
    ['weds', '2026-11-18'],
    ['wednesday', '2026-11-18'],
    ['this wednesday', '2026-11-18'],
    ['last wednesday', '2026-11-11'],
    ['last friday', '2026-11-13'],
    ['friday', '2026-11-13'],
    ['friday morning', '2026-11-13'],
    ['monday last week', '2026-11-09'],
    ['monday of last week', '2026-11-09'],
    ['1 november', '2026-11-01'],
    ['1st of November', '2026-11-01'],
    ['first of november', '2026-11-01'],
    ['nov 1st', '2026-11-01'],
    ['november 1', '2026-11-01'],
    ['nov 3, 2025', '2025-11-03'],
    ['1.11.2026', '2026-11-01'],
    ['1.11.', '2026-11-01'],
    ['1/11', '2026-11-01'],
    ['01/11/2026', '2026-11-01'],
    ['11/13/2026', '2026-11-13'],
    ['2026-11-01', '2026-11-01'],
    ['29 february 2024', '2024-02-29'],
    ['monday 2 november', '2026-11-02'],
    ['the 3rd', '2026-11-03'],
    ['the 31st', '2026-10-31'],
    ['25th', '2026-10-25'],
    ['this morning', '2026-11-18'],
    ['now', '2026-11-18'],
    ['yesterday', '2026-11-17'],
    ['the day before yesterday', '2026-11-16'],
    ['two weeks ago', '2026-11-04'],
    ['a fortnight ago', '2026-11-04'],
    ['3 months ago', '2026-08-18'],
    ['beginning of october', '2026-10-01'],
    ['mid october', '2026-10-16'],
    ['end of october', '2026-10-31'],
    ['the start of the year', '2026-01-01'],
    ['beginning of the week', '2026-11-16'],
    ['1 march', '2026-03-01'],
    ['1 july', '2026-07-01'],
  ] as const)
    it(`is understood: ${words}`, () => {
      assert.match(on(words), new RegExp(`^${day}: `));
      assert.match(since(words), new RegExp(`^${day} to 2026-11-18: |^2026-11-18: `));
    });

  for (const [words, period] of [
    ['october', '2026-10-01 to 2026-10-31: October 2026'],
    ['oct', '2026-10-01 to 2026-10-31: October 2026'],
    ['sept', '2026-09-01 to 2026-09-30: September 2026'],
    ['november', '2026-11-01 to 2026-11-18: November 2026'],
    ['december', '2025-12-01 to 2025-12-31: December 2025'],
    ['last october', '2026-10-01 to 2026-10-31: October 2026'],
    ['last november', '2025-11-01 to 2025-11-30: November 2025'],
    ['october 2025', '2025-10-01 to 2025-10-31: October 2025'],
    ['october last year', '2025-10-01 to 2025-10-31: October 2025'],
    ['march this year', '2026-03-01 to 2026-03-31: March 2026'],
    ['q3', '2026-07-01 to 2026-09-30: Q3 2026'],
    ['q4', '2026-10-01 to 2026-11-18: Q4 2026'],
    ['q3 2025', '2025-07-01 to 2025-09-30: Q3 2025'],
    ['quarter 2', '2026-04-01 to 2026-06-30: Q2 2026'],
    ['2025', '2025-01-01 to 2025-12-31: 2025'],
    ['last week', '2026-11-09 to 2026-11-15: the week of 9 Nov 2026'],
    ['week before last', '2026-11-02 to 2026-11-08: the week of 2 Nov 2026'],
    ['week 46', '2026-11-09 to 2026-11-15: the week of 9 Nov 2026'],
    ['week 50', '2025-12-08 to 2025-12-14: the week of 8 Dec 2025'],
    ['week 1 2026', '2025-12-29 to 2026-01-04: the week of 29 Dec 2025'],
  ] as const)
    it(`may be those of more days: ${words}`, () => {
      assert.equal(on(words), period);
    });

  it('are, in January, of the year before', () => {
    const january = { today: '2027-01-10', newest: '2027-01-10' };
    assert.match(on('1 november', january), /^2026-11-01/);
    assert.match(on('q4', january), /^2026-10-01/);
    assert.match(on('december', january), /^2026-12-01/);
    assert.match(on('last january', january), /^2026-01-01/);
    assert.match(on('the 31st', { today: '2026-03-01', newest: '2026-03-01' }), /^2026-01-31/);
  });

  it('with a year in two figures mean this century', () => {
    assert.match(on('1 nov 26'), /^2026-11-01/);
  });

  for (const words of [
    'tomorrow',
    'next week',
    'next 14 days',
    'next monday',
    'next october',
    'next december',
    'november 30',
    '20 december',
    '1 december 2027',
    'q3 2027',
    '2027',
  ])
    it(`lie ahead: ${words}`, () => {
      assert.equal(on(words), `future: ${words}`);
      assert.equal(since(words), `future: since ${words}`);
    });

  for (const words of [
    '',
    '31 february',
    'february 31',
    '29 february 2025',
    '31.2.2026',
    '31st 99',
    '99th',
    '99 foo',
    '5',
    'week 54',
    'christmas',
    'noon',
    'monday 9am',
    '1 november and 3 november',
    '1 november 0026',
    '5000 years ago',
    'beginning of foo',
    'the '.repeat(30) + 'monday',
    '__proto__',
  ])
    it(`are no date: ${words.slice(0, 30)}`, () => {
      assert.equal(on(words), `unread: ${words}`);
    });
});

describe('A period between two dates', () => {
  for (const [from, to, period] of [
    ['3', '9 november', '2026-11-03 to 2026-11-09: 3 to 9 Nov 2026'],
    ['november 3', '9', '2026-11-03 to 2026-11-09: 3 to 9 Nov 2026'],
    ['the 3rd', '9th', '2026-11-03 to 2026-11-09: 3 to 9 Nov 2026'],
    ['28 oct', '3 nov', '2026-10-28 to 2026-11-03: 28 Oct to 3 Nov 2026'],
    ['20 december', '10 january', '2025-12-20 to 2026-01-10: 20 Dec 2025 to 10 Jan 2026'],
    ['1 oct', '5 nov 2025', '2025-10-01 to 2025-11-05: 1 Oct to 5 Nov 2025'],
    ['friday', 'monday', '2026-11-13 to 2026-11-16: 13 to 16 Nov 2026'],
    ['october', 'november', '2026-10-01 to 2026-11-18: 1 Oct to 18 Nov 2026'],
    ['3 nov', '3 nov', '2026-11-03: 3 Nov 2026'],
    ['1 nov', 'today', '2026-11-01 to 2026-11-18: 1 to 18 Nov 2026'],
    ['9 nov', '3 nov', 'impossible: 9 nov to 3 nov'],
    ['3', '9', 'unread: 3 to 9'],
    ['foo', '9 nov', 'unread: foo to 9 nov'],
    ['1 nov', 'foo', 'unread: 1 nov to foo'],
    ['1 nov 2000', 'today', 'impossible: 1 nov 2000 to today'],
    ['1 nov', '30 nov', 'future: 1 nov to 30 nov'],
    ['1 dec 2027', '9 dec 2027', 'future: 1 dec 2027 to 9 dec 2027'],
  ] as const)
    it(`is understood: ${from} to ${to}`, () => {
      assert.equal(between(from, to), period);
    });

  it('is of ten years at most', () => {
    assert.equal(since('10 years ago'), '2016-11-18 to 2026-11-18: since 18 Nov 2016');
    assert.equal(since('17 november 2016'), 'impossible: since 17 november 2016');
    assert.match(on('2010'), /^2010-01-01/);
  });
});

describe('Any words at all', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc
      .array(
        fc.constantFrom(
          ...'the last next this week month q3 99 0 0000 9999 31 31st february may monday of end mid beginning - / 1.13. 2026-02-30 ago year'.split(
            ' ',
          ),
        ),
        { maxLength: 8 },
      )
      .map((words) => words.join(' ')),
  );
  const unit = fc.constantFrom('week', 'month', 'quarter', 'year');
  const words = fc.oneof(
    fc.record({ kind: fc.constantFrom('on', 'since'), words: text }),
    fc.record({ kind: fc.constant('between'), from: text, to: text }),
    fc.record({ kind: fc.constant('days'), count: fc.double() }),
    fc.record({ kind: fc.constantFrom('this', 'last'), unit }),
    fc.record({ kind: fc.constantFrom('today', 'yesterday') }),
  ) as fc.Arbitrary<PeriodWords>;
  const day = fc
    .date({ min: new Date('2020-01-01'), max: new Date('2040-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));

  it('are a period of days that the calendar has, in order and begun, or are refused', () => {
    fc.assert(
      fc.property(words, day, day, (asked, today, newest) => {
        const answer = resolvePeriod(asked, { today, newest });
        if (!answer.ok) return;
        const { from, to, name } = answer.period;
        assert.ok(from <= to, `${from} ${to}`);
        assert.ok(from <= today || from <= newest);
        assert.ok(name.length > 0 && name.length < 60);
        for (const one of [from, to])
          assert.equal(new Date(`${one}T00:00:00Z`).toISOString().slice(0, 10), one);
      }),
      { numRuns: 1000 },
    );
  });
});
