import assert from 'node:assert/strict';
import fc from 'fast-check';
import { roundedParts, sharesBetween } from '../../src/domain/decompose.ts';
import { monday, nextMonday, totals } from './history-examples.ts';

describe('a share of the change of the percentage', () => {
  it('is a point of a hundred where the maximum stays', () => {
    const share = sharesBetween(totals(monday, 50, 200), totals(nextMonday, 60, 200));
    assert.equal(share(10, 0), 5);
    assert.equal(share(-2, 0), -1);
  });

  it('is lost by a maximum that grew, the more the more was reached', () => {
    const half = sharesBetween(totals(monday, 50, 100), totals(nextMonday, 50, 110));
    assert.equal(Math.round(Number(half(0, 10)) * 1e6) / 1e6, -4.545455);
    const none = sharesBetween(totals(monday, 0, 100), totals(nextMonday, 0, 110));
    assert.equal(Math.abs(Number(none(0, 10))), 0);
  });

  it('is none where a day has a maximum of 0', () => {
    for (const [from, to] of [
      [0, 10],
      [10, 0],
      [0, 0],
    ] as const)
      assert.equal(sharesBetween(totals(monday, 0, from), totals(nextMonday, 0, to))(1, 1), null);
  });

  it('adds up to the whole, however it is cut', () => {
    const cents = fc.integer({ min: 0, max: 100_000 }).map((all) => all / 100);
    const maximum = cents.map((all) => all + 1);
    const cuts = fc.array(
      fc.tuple(fc.double({ min: -50, max: 50, noNaN: true }), fc.integer({ min: -50, max: 50 })),
    );
    fc.assert(
      fc.property(cents, maximum, cents, maximum, cuts, (...[c1, m1, c2, m2, parts]) => {
        const share = sharesBetween(totals(monday, c1, m1), totals(nextMonday, c2, m2));
        const all = parts.reduce(([c, m], [dc, dm]) => [c + dc, m + dm], [0, 0]);
        const rest = [c2 - c1 - all[0], m2 - m1 - all[1]] as const;
        const shares = [...parts, rest].map(([dc, dm]) => share(dc, dm) ?? Number.NaN);
        const whole = 100 * (c2 / m2 - c1 / m1);
        const scale = Math.max(1, ...shares.map(Math.abs));
        const gap = Math.abs(shares.reduce((sum, one) => sum + one, 0) - whole);
        assert(gap <= 1e-9 * scale);
      }),
    );
  });
});

describe('rounded parts', () => {
  for (const [values, whole, decimals, parts] of [
    [[1 / 3, 1 / 3, 1 / 3], 1, 2, [0.34, 0.33, 0.33]],
    [[-0.25, -0.35], -0.6, 1, [-0.2, -0.4]],
    [[-0.64, 0.46, -0.18], -0.36, 1, [-0.6, 0.4, -0.2]],
    [[0.29, 0.71], 1, 2, [0.29, 0.71]],
    [[33.4, 0, 66.6], 100, 0, [33, 0, 67]],
    [[2, 0, 3], 5, 1, [2, 0, 3]],
    // The whole was rounded by others: what is nothing stays nothing.
    [[0.4, 0, 0.4], 1.1, 1, [0.6, 0, 0.5]],
    [[0.44, 0, 0.41], 0.7, 1, [0.4, 0, 0.3]],
    [[0, 0], 0.1, 1, [0.1, 0]],
    [[-0.01], 0, 1, [0]],
    [[-1e-9, 1], 1, 1, [0, 1]],
    [[], 0.3, 1, []],
  ] as const)
    it(`of ${values.join(', ') || 'nothing'} are ${parts.join(', ') || 'none'}, together ${String(whole)}`, () => {
      assert.deepEqual(roundedParts(values, whole, decimals), parts);
    });

  it('add up, and are off by less than a unit each', () => {
    const value = fc.double({ min: -500, max: 500, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 0, max: 3 }),
        (values, decimals) => {
          const unit = 10 ** decimals;
          const whole = values.reduce((sum, one) => sum + one, 0);
          const parts = roundedParts(values, whole, decimals);
          const units = parts.map((part) => Math.round(part * unit));
          assert(parts.every((part, at) => part === (units[at] ?? 0) / unit));
          assert.equal(
            units.reduce((sum, one) => sum + one, 0),
            0 + Math.round(Math.round(whole * unit * 1e6) / 1e6),
          );
          values.forEach((one, at) => {
            assert(Math.abs((units[at] ?? 0) - one * unit) < 1 + 1e-6);
          });
        },
      ),
    );
  });

  it('add up to any whole', () => {
    const value = fc.integer({ min: -300, max: 300 });
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 6 }), value, (values, whole) => {
        const parts = roundedParts(values, whole, 0);
        assert.equal(
          parts.reduce((sum, one) => sum + one, 0),
          whole,
        );
        if (values.some((one) => one !== 0))
          assert(values.every((one, at) => one !== 0 || parts[at] === 0));
      }),
    );
  });
});
