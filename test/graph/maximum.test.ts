import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import fc from 'fast-check';
import { maximumOf } from '../../src/graph/maximum.ts';

const round = (value: number): number => Math.round(value * 100) / 100;

describe('what a control was worth on a day', () => {
  for (const [what, points, percent, known, worth] of [
    ['is what one knows where the day agrees', 3, 60, 5, 5],
    ['is what one knows where the day does not tell', 0, 0, 5, 5],
    ['is what one knows where there is no percentage', 2, undefined, 5, 5],
    ['is what one knows where the percentage is none', 2, 160, 5, 5],
    ['is what the day tells where the two differ', 5, 100, 3, 5],
    ['is what the day tells of a part, too', 1.67, 33.33, 3, 5],
    ['is what the day tells where nothing is known', 2.25, 50, undefined, 4.5],
    ['is no rounder than the day allows', 4.52, 99.9, undefined, 4.52],
    ['is what one knows where a rounded percentage allows it', 5, 33, 15, 15],
    ['is not changed by a tenth of a rounded percentage', 8.58, 95.3, 9, 9],
    ['may be nothing at all', 0, undefined, 0, 0],
    ['is at least what was earned', 5, undefined, 3, 5],
    ['is what was earned where nothing else is said', 2.5, 0, undefined, 2.5],
    ['is nothing of nothing', 0, undefined, undefined, 0],
    ['is not told by a percentage that may be rounded from nothing', 0.01, 0.004, 10, 10],
  ] as const)
    it(what, () => {
      assert.equal(maximumOf(points, percent, known), worth);
    });

  it('is found again from points and a percentage of two places, whatever was thought before', () => {
    const cents = (min: number, max: number) => fc.integer({ min, max }).map((one) => one / 100);
    fc.assert(
      fc.property(cents(100, 1000), cents(100, 1000), cents(30, 100), (max, thought, part) => {
        const points = round(max * part);
        const found = maximumOf(points, round((100 * points) / max), thought);
        assert.ok(Math.abs(found - max) <= 0.04 * max, String(found));
        if (thought === max) assert.equal(found, max);
      }),
    );
  });

  it('is the same on each day, however much is earned', () => {
    for (let users = 1; users <= 170; users += 1) {
      const points = round((5 * users) / 170);
      assert.equal(maximumOf(points, round((100 * points) / 5), undefined), 5, String(points));
    }
  });
});
