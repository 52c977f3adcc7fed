import assert from 'node:assert/strict';
import { readComingDay } from '../../src/domain/coming-day.ts';

/** A Monday. */
const today = '2026-11-23';

describe('A day that somebody plans', () => {
  for (const [words, day] of [
    ['14 Aug', '2027-08-14'],
    ['Aug 14', '2027-08-14'],
    ['14 August 2027', '2027-08-14'],
    ['August 14th 2027', '2027-08-14'],
    ['the 14th of December', '2026-12-14'],
    ['14/12', '2026-12-14'],
    ['14.12', '2026-12-14'],
    ['14.12.2026', '2026-12-14'],
    ['2026-12-14', '2026-12-14'],
    ['3 January', '2027-01-03'],
    ['today', today],
    ['tomorrow', '2026-11-24'],
    ['Friday', '2026-11-27'],
    ['in two weeks', '2026-12-07'],
    ['end of December', '2026-12-31'],
    // Just past: meant as it was, which is then refused as past.
    ['1 Nov', '2026-11-01'],
    ['yesterday', '2026-11-22'],
  ] as const)
    it(`"${words}" is ${day}`, () => {
      assert.equal(readComingDay(words, today), day);
    });

  for (const words of [
    '',
    'August',
    'last Friday',
    'soon',
    '31 February',
    '2026-02-31',
    '3 to 5 December',
    'Friday at noon',
    '1 December and 2 December',
    `1 December ${' '.repeat(60)} 2026`,
    'x'.repeat(5_000),
  ])
    it(`"${words.slice(0, 30)}" is none`, () => {
      assert.equal(readComingDay(words, today), undefined);
    });
});
